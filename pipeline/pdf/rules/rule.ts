/** What a rule of PDF/UA-1 or PDF/A-3a is, and what it finds. */
import type {Examined} from './examined.ts'

/** Where a rule is broken, and how. */
export interface Fault {
  /** One sentence: unexpected X, expected Y. */
  readonly reason: string
  readonly note?: string
  /** From 1. */
  readonly page?: number | undefined
  /** Number of the object in the file. */
  readonly object?: number | undefined
}

/** A rule: what should hold, where the standard says so, and where a file breaks it. */
export interface Rule {
  /** Named for what should hold: `page-has-a-size`. */
  readonly name: string
  /** Such as `ISO 14289-1 7.1`; `Octavo` where the standards leave it open. */
  readonly clause: string
  faults(examined: Examined): Iterable<Fault>
}

/** A fault with its rule. */
export interface Finding extends Fault {
  readonly rule: string
  readonly clause: string
}

/** A fault for a condition that does not hold, or nothing. */
export function unless(holds: boolean, fault: Fault): readonly Fault[] {
  return holds ? [] : [fault]
}

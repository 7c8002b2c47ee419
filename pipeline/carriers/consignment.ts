/**
 * What travels by a queue: of a group of editions the name of their packed jobs in the store, and on the way back what the store
 * does not tell. Neither has content in it.
 */
import type {Digest} from '../cache/hash.ts'
import type {Message} from '../messages.ts'
import type {StageCounts} from '../run/counts.ts'
import type {Packed} from './parcel.ts'

/** The job of a group, as the queue holds it. */
export interface Consignment {
  /** Name of the {@link Parcel}. */
  readonly parcel: Digest
  /** Names of the crates in which it lies, and whatever its jobs name: the first is its own, the others came with earlier groups. */
  readonly crates: readonly Digest[]
  /** What the group is about, for whoever looks at the queue: its values on the axes of the partition. */
  readonly subject: string
  readonly editions: number
}

/** The jobs of a group. */
export type Parcel = readonly {readonly edition: string; readonly job: Packed}[]

/** What came of a group: whatever is not told here lies in the store. */
export interface Receipt {
  /** Mistakes of the author, by edition. */
  readonly failures: Readonly<Record<string, readonly Message[]>>
  readonly counts: StageCounts
}

/** How the engine treats a job. A worker that ends in the middle is noticed within ten seconds; that is no failure of the job. */
export const TERMS = {
  lockDuration: 5_000,
  stalledInterval: 5_000,
  /** Ends of workers after which a job is taken for what ends them. */
  maxStalledCount: 20,
  /** Failures of its own after which a job ends. */
  attempts: 3,
  /** Milliseconds between them. */
  backoff: 1_000,
  /** Seconds for which the engine keeps what nobody asked for: the plan that wanted it was ended. */
  keep: 3_600
} as const

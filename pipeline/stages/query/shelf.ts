/**
 * Tables, and the rows of queries that others read, as they lie in the database: under the digest of what they are made of. Each is
 * loaded or made once, however many queries read it.
 */
import {digest} from '../../cache/hash.ts'
import type {Failure} from './attempt.ts'
import {createKept} from './kept.ts'

/** What SQL calls something -> what it is called in the database; nothing where the query that says so may not see it. */
export type Names = ReadonlyMap<string, string | undefined>

/** What is read, in one order, in small letters: the database makes no difference. */
export function namesOf(reads: readonly string[], names: Names): Names {
  const known = new Map([...names].map(([name, content]) => [name.toLowerCase(), content]))
  return new Map([...new Set(reads.map((name) => name.toLowerCase()))].sort().map((name) => [name, known.get(name)]))
}

/** What the rows of a query over these names are called. */
export function nameOfRows(sql: string, own: Names): string {
  return `content_${digest([sql, [...own].map(([each, content]) => [each, content ?? null])])}`
}

/** What lies in a database. */
export interface Shelf {
  /** The name, when it lies there; whoever asks for what is being made waits for it. `make` gives what is told of its columns. */
  once(name: string, make: () => Promise<string | Failure>): Promise<string | Failure>
  has(name: string): boolean
  /** The kinds of what a query reads under these names; nothing where its columns depend on more. */
  kindsOf(sql: string, names: Names): string | undefined
  /** A run has ended: names of what is of no use any more, which lies there no longer. */
  sweep(): readonly string[]
}

interface Content {
  readonly name: string
  /** Alike where its columns are. */
  readonly kind: string
}

/** Its columns are values of the data. */
const PIVOT = /pivot/i

/** Nothing lies there at first. */
export function createShelf(): Shelf {
  const kept = createKept<Content>()
  const begun = new Map<string, Promise<string | Failure>>()

  async function put(name: string, make: () => Promise<string | Failure>): Promise<string | Failure> {
    try {
      const kind = await make()
      if (typeof kind !== 'string') return kind
      kept.set(name, {name, kind})
      return name
    } finally {
      begun.delete(name)
    }
  }

  return {
    async once(name, make) {
      if (kept.get(name) !== undefined) return name
      const making = begun.get(name) ?? put(name, make)
      begun.set(name, making)
      return making
    },
    has: (name) => kept.get(name) !== undefined,
    kindsOf(sql, names) {
      if (PIVOT.test(sql)) return undefined
      return digest([...names].map(([name, content]) => [name, content === undefined ? null : kept.get(content)!.kind]))
    },
    sweep: () => kept.sweep().map(({name}) => name)
  }
}

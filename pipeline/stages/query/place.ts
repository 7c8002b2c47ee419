/** Places in the text of a query. */
import type {Source} from '../../types.ts'

/** Where something stands in a query's file; lines and columns count from 1. */
export interface Place {
  readonly path: string
  readonly line: number
  readonly column: number
}

/** The place of a byte of the text as UTF-8, which is how the database counts. */
export function placeOfByte({path, text}: Source, byte: number): Place {
  return placeOf({path, text}, Buffer.from(text).subarray(0, byte).toString().length)
}

/** The place of the first match, or the start of the text where there is none. */
export function placeOfMatch(source: Source, pattern: RegExp): Place {
  return placeOf(source, Math.max(0, source.text.search(pattern)))
}

/** A pattern for a name as it stands in SQL, whatever its case, with or without quotes. */
export function namePattern(name: string): RegExp {
  const literal = name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}_])"?${literal}"?(?![\\p{L}\\p{N}_])`, 'iu')
}

function placeOf({path, text}: Source, offset: number): Place {
  const before = text.slice(0, offset).split('\n')
  return {path, line: before.length, column: before.at(-1)!.length + 1}
}

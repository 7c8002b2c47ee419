/** What should lie in the output folder, held against what lies there: to print, to write, to remove, to keep. */
import type {Digest} from '../../cache/hash.ts'

/** A file that should be there. */
export interface Wanted {
  readonly path: string
  /** `undefined` where only a print will tell. */
  readonly sha256: Digest | undefined
  /** It stays as it is, whatever that is: an edition that was not built, or failed. */
  readonly isKept?: boolean
}

/** A file that an earlier build published, or was about to. */
export interface Known {
  readonly path: string
  readonly sha256: Digest
}

/** Paths, each in one list. */
export interface Comparison {
  readonly print: readonly string[]
  readonly write: readonly string[]
  readonly keep: readonly string[]
  readonly remove: readonly string[]
  /** Published once, wanted no more, and altered by somebody since: left where they are. */
  readonly altered: readonly string[]
}

/** Compare. `lying` has the digest of each file that is there, of all the paths that are wanted or known. */
export function compare(wanted: readonly Wanted[], known: readonly Known[], lying: ReadonlyMap<string, Digest>): Comparison {
  const kinds = Map.groupBy(wanted, ({path, sha256, isKept}) =>
    isKept === true ? 'keep' : sha256 === undefined ? 'print' : lying.get(path) === sha256 ? 'keep' : 'write'
  )
  const paths = (kind: 'print' | 'write' | 'keep') => (kinds.get(kind) ?? []).map(({path}) => path)
  const needed = new Set(wanted.map(({path}) => path))
  const departed = [...Map.groupBy(known, ({path}) => path)].filter(([path]) => !needed.has(path) && lying.has(path))
  const isOurs = ([path, all]: (typeof departed)[number]) => all.some(({sha256}) => sha256 === lying.get(path))
  return {
    print: paths('print'),
    write: paths('write'),
    keep: paths('keep'),
    remove: departed.filter(isOurs).map(([path]) => path),
    altered: departed.filter((each) => !isOurs(each)).map(([path]) => path)
  }
}

/** Two states of a report -> what a reviewer has to see: each change once, and which editions came, went or changed. */
import {hash} from 'node:crypto'
import {changesBetween, type Change} from './changes.ts'
import {clusterChanges, type ChangedEdition, type Cluster} from './cluster.ts'
import type {State, StateEdition} from './state.ts'

/** From one state to another. */
export interface Comparison {
  readonly before: Side
  readonly after: Side
  /** Ids, sorted. */
  readonly editions: {
    readonly compared: readonly string[]
    readonly changed: readonly string[]
    readonly added: readonly string[]
    readonly removed: readonly string[]
    /** Their files differ, and nothing that they say: layout, typography, the program. */
    readonly formOnly: readonly string[]
    /** Their files differ, and there is no page to read on one side or the other: of those only the values of their PDFs are compared. */
    readonly unread: readonly string[]
    /** They have other formats than before. */
    readonly reformatted: readonly string[]
  }
  readonly clusters: readonly Cluster[]
  /** Shared files that came, went or changed. */
  readonly shared: number
  /** SHA-256 of all this, and of the files as they are now: what a reviewer signs is exactly these. */
  readonly digest: string
}

/** What a side says of itself. */
export interface Side {
  readonly report: string
  readonly release: string
  readonly editions: number
}

/** A comparison, and what it was made of. */
export interface Compared {
  readonly comparison: Comparison
  /** Those that changed, with their changes. */
  readonly changed: readonly ChangedEdition[]
  /** Which of the clusters a change is in, by its place in the list. */
  readonly placeOf: ReadonlyMap<Change, number>
}

/** Compare. */
export function compareStates(before: State, after: State): Compared {
  const old = new Map(before.editions.map((edition) => [edition.id, edition]))
  const now = new Map(after.editions.map((edition) => [edition.id, edition]))
  const pairs = after.editions.flatMap((edition) => (old.has(edition.id) ? [[old.get(edition.id)!, edition] as const] : []))
  const differing = pairs.filter(([one, other]) => filesOf(one) !== filesOf(other))
  const read = differing.filter(([one, other]) => one.told && other.told && one.told.isValuesOnly === other.told.isValuesOnly)
  const unread = differing.filter((pair) => !pair.every(({told}) => told && !told.isValuesOnly)).map(([, {id}]) => id)
  const changed = read.map(([one, other]): ChangedEdition => ({id: other.id, changes: changesBetween(one.told!, other.told!)}))
  const {clusters, placeOf} = clusterChanges(changed)
  const compared = {
    before: sideOf(before),
    after: sideOf(after),
    editions: {
      compared: pairs.map(([, {id}]) => id),
      changed: differing.map(([, {id}]) => id),
      added: after.editions.filter(({id}) => !old.has(id)).map(({id}) => id),
      removed: before.editions.filter(({id}) => !now.has(id)).map(({id}) => id),
      formOnly: changed.filter(({id, changes}) => changes.length === 0 && !unread.includes(id)).map(({id}) => id),
      unread,
      reformatted: pairs.filter(([one, other]) => formatsOf(one) !== formatsOf(other)).map(([, {id}]) => id)
    },
    clusters,
    shared: differencesOf(before.shared, after.shared)
  }
  const signed = [compared, after.editions.map((edition) => [edition.id, filesOf(edition)])]
  return {comparison: {...compared, digest: hash('sha256', JSON.stringify(signed))}, changed, placeOf}
}

function sideOf({report, release, editions}: State): Side {
  return {report, release, editions: editions.length}
}

function filesOf({files}: StateEdition): string {
  return JSON.stringify(files.map(({format, sha256}) => [format, sha256]))
}

function formatsOf({files}: StateEdition): string {
  return files.map(({format}) => format).join()
}

function differencesOf(before: State['shared'], after: State['shared']): number {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...paths].filter((path) => before[path] !== after[path]).length
}

/** The changes of all editions -> one entry for each change, with every edition that has it. */
import type {Change, How, Level} from './changes.ts'
import type {PassageKind} from './passage.ts'

/** What changed in one edition. */
export interface ChangedEdition {
  readonly id: string
  readonly changes: readonly Change[]
}

/** The words of a change in some editions. */
export interface Wording {
  readonly before?: string
  readonly after?: string
  /** Of a value: where it comes from, and what a machine reads of it. */
  readonly value?: Change['value']
  readonly editions: readonly string[]
}

/** The same change, wherever it was made. */
export interface Cluster {
  readonly level: Level
  readonly how: How
  readonly kind: PassageKind
  /** Where in the text: ids of sections, figures and tables. */
  readonly places: readonly string[]
  /** How it reads, the most frequent first; of a column of a table or of a chart's data, each value that changed. */
  readonly wordings: readonly Wording[]
  /** A passage in which the value stands, in the first edition. */
  readonly within?: {readonly before: string; readonly after: string}
  /** Sorted. */
  readonly editions: readonly string[]
}

interface Member {
  readonly edition: string
  readonly change: Change
}

const LEVELS: readonly Level[] = ['number', 'sentence', 'row', 'figure']

/** Clusters, and in which of them a change is, by its place in the list. */
export interface Clustered {
  readonly clusters: readonly Cluster[]
  readonly placeOf: ReadonlyMap<Change, number>
}

/** Cluster. Numbers come first, then wordings, rows, pictures; within each what concerns most editions. */
export function clusterChanges(editions: readonly ChangedEdition[]): Clustered {
  const members = editions.flatMap(({id, changes}) => numbered(changes).map(([key, change]) => ({key, edition: id, change})))
  const groups = [...Map.groupBy(members, ({key}) => key).values()]
  const shown = groups.filter((group) => group.some(({change}) => !change.isBeside))
  const sorted = shown.map((group) => ({group, cluster: clusterOf(group)})).toSorted((a, b) => byWeight(a.cluster, b.cluster))
  const places = sorted.flatMap(({group}, place) => group.map(({change}) => [change, place] as const))
  return {clusters: sorted.map(({cluster}) => cluster), placeOf: new Map(places)}
}

// The second time that an edition has a passage added of the same pattern it is another change; a number is the same wherever it stands.
function numbered(changes: readonly Change[]): readonly (readonly [key: string, change: Change])[] {
  const met = new Map<string, number>()
  return changes.map((change) => {
    if (change.level === 'number' || change.level === 'figure') return [change.key, change]
    const count = (met.get(change.key) ?? 0) + 1
    met.set(change.key, count)
    return [`${change.key} ${count}`, change]
  })
}

function clusterOf(members: readonly Member[]): Cluster {
  const {level, how, kind} = members[0]!.change
  const wordings = wordingsOf(members)
  const {before, after} = wordings[0]!
  const within = members.find(({change}) => change.before === before && change.after === after)!.change.within
  return {
    level,
    how,
    kind,
    places: distinct(members.map(({change}) => change.near)),
    wordings,
    ...(within && {within}),
    editions: distinct(members.map(({edition}) => edition))
  }
}

function wordingsOf(members: readonly Member[]): readonly Wording[] {
  const groups = Map.groupBy(members, ({change: {before, after, value}}) => JSON.stringify([before, after, value]))
  const wordings = [...groups.values()].map((group): Wording => {
    const {before, after, value} = group[0]!.change
    const editions = distinct(group.map(({edition}) => edition))
    return {...(before !== undefined && {before}), ...(after !== undefined && {after}), ...(value && {value}), editions}
  })
  return wordings.toSorted((a, b) => b.editions.length - a.editions.length || compareTexts(a.editions[0]!, b.editions[0]!))
}

// What stands in the text comes before the data of charts, and what no reader sees comes last.
function byWeight(a: Cluster, b: Cluster): number {
  return (
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    Number(isUnseen(a)) - Number(isUnseen(b)) ||
    Number(a.kind === 'datum') - Number(b.kind === 'datum') ||
    b.editions.length - a.editions.length ||
    compareTexts(sortKey(a), sortKey(b))
  )
}

/** A value that reads as before, whatever a machine reads of it. */
export function isUnseen({level, wordings}: Cluster): boolean {
  return level === 'number' && wordings.every(({before, after}) => before === after)
}

function sortKey({places, wordings}: Cluster): string {
  return JSON.stringify([wordings[0]?.value?.origin ?? '', places, wordings])
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort()
}

/** Editions as they were made last, and as they are to be made now -> what changed, from the file that was edited on. */
import type {Digest} from '../../cache/hash.ts'
import type {Dataset, Table} from '../../types.ts'
import type {Run} from '../open.ts'
import {billOf, billOfData, type Bill} from './bill.ts'
import {cellsBetween, type CellChange, type Keyed} from './cells.ts'
import type {BuildRecord} from './record.ts'

/** Something that was edited, and what came of it. */
export interface Cause {
  /** A path of the report, or words for what is none. */
  readonly what: string
  readonly how: 'changed' | 'added' | 'removed'
  /** Of a table, as far as its rows are known still. */
  readonly cells: readonly CellChange[]
  /** Queries and axes by way of which it comes to the editions. */
  readonly via: readonly Way[]
  /** Ids, sorted. */
  readonly editions: readonly string[]
}

/** A query or an axis whose rows changed. */
export interface Way {
  /** As in `query profile`. */
  readonly name: string
  readonly cells: readonly CellChange[]
}

/** Why editions differ. */
export interface Causes {
  readonly causes: readonly Cause[]
  /** Editions that were not built before, where others were. */
  readonly unknown: readonly string[]
}

/** What was edited since editions were built last, and reaches none of them: tables and queries. */
export async function findIdle({causes}: Causes, run: Run, record: BuildRecord): Promise<readonly Cause[]> {
  const told = new Set(causes.map(({what}) => what))
  const bills = [...record.values()]
  const idle = Object.entries(billOfData(run)).flatMap(([part, now]): readonly Change[] => {
    const before = bills[0]?.[part]
    const isIdle =
      before !== undefined && !told.has(pathOf(part, run)) && bills.every((bill) => bill[part] === before && before !== now)
    return isIdle ? [{part, before, now, edition: ''}] : []
  })
  const byPart = Map.groupBy(idle, ({part}) => part)
  const all = await Promise.all([...byPart.keys()].map((part) => causeOf(part, {via: [], byPart, run})))
  return all.map((cause) => ({...cause, editions: []}))
}

/** What changed for each of these editions since they were built last. */
export async function findCauses(ids: readonly string[], run: Run, record: BuildRecord): Promise<Causes> {
  const wanted = new Set(ids)
  const data = billOfData(run)
  const editions = run.prepared.editions.filter(({id}) => wanted.has(id))
  const known = editions.filter(({id}) => record.has(id))
  const changes = known.flatMap((edition): readonly Change[] => {
    const before = record.get(edition.id)!
    const now = {...data, ...billOf(edition, run)}
    return differing(before, now).map((part) => ({part, before: before[part], now: now[part], edition: edition.id}))
  })
  return {
    causes: await causesOf(changes, run),
    unknown: record.size === 0 ? [] : editions.filter(({id}) => !record.has(id)).map(({id}) => id)
  }
}

interface Change {
  readonly part: string
  readonly before: Digest | undefined
  readonly now: Digest | undefined
  readonly edition: string
}

function differing(before: Bill, now: Bill): readonly string[] {
  return [...new Set([...Object.keys(now), ...Object.keys(before)])].filter((part) => before[part] !== now[part])
}

async function causesOf(changes: readonly Change[], run: Run): Promise<readonly Cause[]> {
  const byPart = Map.groupBy(changes, ({part}) => part)
  const isWay = (part: string) => /^(?:query|axis) /.test(part)
  const ways = [...byPart.keys()].filter(isWay)
  const behind = new Map(ways.map((way) => [way, originsOf(way, run).filter((part) => byPart.has(part))]))
  const origins = new Set([...behind.values()].flat())
  // What nothing is known to be made of changes no edition: a table that no query reads, a query that no chapter names.
  const direct = [...byPart.keys()].filter((part) => !isWay(part) && !part.startsWith('table ') && !isQuery(part))
  const lost = ways.filter((way) => behind.get(way)!.length === 0)
  const parts = [...origins, ...direct, ...lost]
  return Promise.all(
    parts.map((part) => {
      const via = ways.filter((way) => behind.get(way)!.includes(part))
      return causeOf(part, {via, byPart, run})
    })
  )
}

function isQuery(part: string): boolean {
  return part.startsWith('queries/')
}

// Tables and queries that the rows of a query, or of an axis, are made of.
function originsOf(way: string, {prepared, sources}: Run): readonly string[] {
  const [kind, name = ''] = way.split(' ')
  if (kind === 'axis') {
    const path = sources.columns[name]?.file
    const table = prepared.report.resources.find((resource) => resource.path === path)?.name
    return table === undefined ? [] : [`table ${table}`]
  }
  const input = prepared.asked.get(name)?.input
  if (input === undefined) return []
  return [...Object.keys(input.tables).map((table) => `table ${table}`), ...[...input.views, input.query].map(({path}) => path)]
}

interface Context {
  readonly via: readonly string[]
  readonly byPart: ReadonlyMap<string, readonly Change[]>
  readonly run: Run
}

async function causeOf(part: string, {via, byPart, run}: Context): Promise<Cause> {
  const own = byPart.get(part)!
  const reached = via.length > 0 ? via.flatMap((way) => byPart.get(way)!) : own
  const {before, now} = own[0]!
  return {
    what: pathOf(part, run),
    how: before === undefined ? 'added' : now === undefined ? 'removed' : 'changed',
    cells: await cellsOf(own, run),
    via: await Promise.all(via.map(async (name) => ({name, cells: await cellsOf(byPart.get(name)!, run)}))),
    editions: [...new Set(reached.map(({edition}) => edition))].sort()
  }
}

function pathOf(part: string, {prepared: {report}}: Run): string {
  const [kind, name] = part.split(' ')
  return kind === 'table' ? (report.resources.find((resource) => resource.name === name)?.path ?? part) : part
}

// Of every pair of tables or datasets that some edition had and has; what the store does not hold any more tells nothing.
async function cellsOf(changes: readonly Change[], {session: {store, memo}}: Run): Promise<readonly CellChange[]> {
  if (!/^(?:table|query) /.test(changes[0]!.part)) return []
  const pairs = new Map(changes.map(({before, now}) => [`${before} ${now}`, {before, now}]))
  const read = async (digest: Digest | undefined) => {
    if (digest === undefined || !(await store.holds(digest))) return undefined
    return keyed(await memo.artifacts<{rows: Table | Dataset}>({rows: digest}).rows.value())
  }
  const cells = await Promise.all(
    [...pairs.values()].map(async ({before, now}) => {
      const [old, current] = [await read(before), await read(now)]
      return old && current ? cellsBetween(old, current) : []
    })
  )
  return [...new Map(cells.flat().map((cell) => [JSON.stringify(cell), cell])).values()]
}

function keyed(content: Table | Dataset): Keyed {
  if ('primaryKey' in content) return {fields: content.fields, key: content.primaryKey, rows: content.rows}
  return {fields: content.columns, key: content.key, rows: content.rows}
}

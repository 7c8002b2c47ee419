/** The report's data: tables that keep their contracts, and the datasets that queries make of them. */
import {share} from '../cache/hash.ts'
import type {Artifact} from '../cache/memo.ts'
import {ReportError, throwErrors, type Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import {plan} from '../stages/plan/index.ts'
import {createDatabase, order, queryStage, readsStage, type Needs, type QueryInput} from '../stages/query/index.ts'
import {readHeaders} from './headers.ts'
import {createRemarks} from './remarks.ts'
import type {Session} from './session.ts'
import {openSources, type Sources} from './snapshots.ts'
import {
  checkContracts,
  checkForeignKeys,
  checkPlaceNames,
  checkReleased,
  checkSizes,
  checkTests,
  namedPlaces,
  tableStage,
  type PlacedTable
} from '../stages/table/index.ts'
import type {Axis, Dataset, Edition, Query, Resource, Table} from '../types.ts'

/** The tables of a report, read. */
export interface Tables {
  /** By name. */
  readonly contents: ReadonlyMap<string, Table>
  readonly artifacts: Readonly<Record<string, Artifact<Table>>>
  /** Of the rows in their order: where each starts in its file. */
  readonly lines: ReadonlyMap<string, readonly number[]>
  /** As they were read, in the order of their files. */
  readonly placed: readonly PlacedTable[]
  /** What their sources said, warnings of tests, and numbers that are hardly meant. */
  readonly messages: readonly Message[]
}

/** The rows of one query, for one axis value each or for all editions. */
export interface Asked {
  readonly query: Query
  /** All that it was asked of. */
  readonly input: QueryInput
  /** Paths of the data files that it reads, itself or through other queries. */
  readonly files: readonly string[]
  /** By axis value, or `all`. */
  readonly datasets: Readonly<Record<string, Artifact<Dataset>>>
  /** What its author should look at; looked for when it is asked for. */
  remarks(): Promise<readonly Message[]>
}

/** Read every data file. Throws a {@link ReportError} with every broken contract. */
export async function readTables(report: Report, session: Session): Promise<Tables> {
  const contracts = await checkContracts(report.resources, {path: 'datapackage.json', place: report.packagePlace})
  const {memo, code} = session
  const messages = contracts.flat()
  // In the order of the files, whichever is read first.
  const remarks: (readonly Message[])[] = []
  // A file whose contract is none cannot be held against it; all others are read, so that all is told at once.
  const kept = report.resources.filter((_, index) => contracts[index]!.length === 0)
  const sources = openSources(report, session)
  const read = await readAll(kept, sources).finally(sources.close)
  const parts = read.filter((table) => table !== undefined)
  const placed = await Promise.all(
    parts.map(async ({table, lines, places}): Promise<PlacedTable> => ({
      table: await table.value(),
      lines: await lines.value(),
      ...(places && {places: await places.value()})
    }))
  )
  const {resources, definition} = report
  const against = {resources, release: definition.release}
  const doubts = [...checkTests(placed, against), ...checkSizes(placed, resources), ...checkReleased(placed, against)]
  throwErrors([...messages, ...checkForeignKeys(placed, resources), ...doubts])
  const artifacts = Object.fromEntries(parts.map(({table}, index) => [placed[index]!.table.name, table]))
  for (const {table} of placed) share(table.fields)
  return {
    contents: new Map(placed.map(({table}) => [table.name, table])),
    artifacts,
    lines: new Map(placed.map(({table, lines}) => [table.name, lines])),
    placed,
    messages: [...sources.messages, ...remarks.flat(), ...doubts]
  }

  function readAll(resources: readonly Resource[], {snapshot}: Sources) {
    const stage = tableStage(code)
    return Promise.all(
      resources.map((resource, index) => {
        const heard = memo.heardBy((event) => (remarks[index] = event.messages))
        return gather(messages, async () => heard(stage, {resource, file: await memo.keep(await snapshot(resource))}))
      })
    )
  }
}

/** The data of a report, and the matrix that they give. */
export interface Data {
  readonly tables: Tables
  readonly axes: readonly Axis[]
  readonly editions: readonly Edition[]
  readonly partition: readonly string[]
}

/** Read the data of a report. Throws a ReportError with every broken contract, or all that is wrong with the matrix. */
export async function openData(report: Report, session: Session): Promise<Data> {
  const tables = await readTables(report, session)
  const {axes, editions, partition, messages} = plan({...report, tables: tables.contents})
  throwErrors(messages)
  const ofNames = strangeNames({tables, axes}, report)
  return {tables: {...tables, messages: [...tables.messages, ...ofNames]}, axes, editions, partition}
}

function strangeNames(
  {tables: {placed}, axes}: Pick<Data, 'tables' | 'axes'>,
  {resources, definition}: Report
): readonly Message[] {
  const several = axes.filter(({name, values}) => name !== 'language' && values.length > 1)
  const places = several.map((axis) => {
    const own = definition.axes[axis.name]!
    return namedPlaces({axis, ...('from' in own && {from: {...own, table: own.from}})}, placed, resources)
  })
  return checkPlaceNames({tables: placed, resources, places})
}

/** What is asked, and of what. */
export interface Asking {
  /** Names of queries. */
  readonly names: ReadonlySet<string>
  readonly report: Report
  readonly tables: Tables
  readonly axes: readonly Axis[]
  /** What their authors should look at is asked for, too. */
  readonly isRemarked?: true
}

/** Ask the queries that chapters name, and those that these read. Throws a {@link ReportError} with every mistake in them. */
export async function askQueries(
  {names, report, tables, axes, isRemarked}: Asking,
  {memo, code, world, database: kept}: Session
): Promise<ReadonlyMap<string, Asked>> {
  const database = kept ?? createDatabase({memory: world.memory})
  try {
    const messages: Message[] = []
    const queries = readHeaders(report, axes, messages)
    const reads = readsStage(code, database)
    const texts = await Promise.all(
      queries.map(
        async (query) =>
          [
            query.name,
            await gather(messages, async () => (await memo(reads, {path: query.path, text: query.sql})).reads.value())
          ] as const
      )
    )
    throwErrors(messages)
    const ordered = order({
      queries,
      reads: Object.fromEntries(texts.map(([name, reads]) => [name, reads!])),
      tables: [...tables.contents.keys()]
    })
    throwErrors(ordered.messages)
    const stage = queryStage(code, database)
    const inputOf = (query: Query) => queryInput(query, ordered.needs[query.name]!, {tables, axes})
    const remarksOn = createRemarks({report, axes, tables, database}, {memo, code})
    const wanted = queries.filter(({name}) => names.has(name))
    const read = new Set(wanted.flatMap(({name}) => ordered.needs[name]!.views.map((view) => view.name)))
    const rank = ({name}: Query) => (read.has(name) ? 1 : -ordered.needs[name]!.views.length)
    const asked = await Promise.all(
      // The database keeps the rows of those that others read: whoever reads them is asked before them, and who waits for most comes first.
      wanted
        .toSorted((one, other) => rank(one) - rank(other))
        .map(async (query) => {
          const needs = ordered.needs[query.name]!
          const input = inputOf(query)
          const files = needs.tables.map((name) => report.resources.find((resource) => resource.name === name)!.path).sort()
          const datasets = await gather(messages, () => memo(stage, input))
          const looks = datasets === undefined ? [] : [{input, datasets}, ...needs.views.map((view) => ({input: inputOf(view)}))]
          // One after the other: whoever waits for a page has the other connection.
          const remarks = () => inTurn(looks, remarksOn)
          return [query.name, {query, input, files, datasets: datasets ?? {}, remarks}] as const
        })
    )
    throwErrors(distinct(messages))
    // Before it is closed.
    if (kept === undefined && isRemarked) await Promise.all(asked.map(([, {remarks}]) => remarks()))
    const byName = new Map(asked)
    return new Map(wanted.map(({name}) => [name, byName.get(name)!]))
  } finally {
    if (kept === undefined) database.close()
    else await kept.sweep()
  }
}

/** The rows of a query that an edition may read; nothing where the query is not asked. */
export function datasetFor(edition: Edition, asked: Asked): Artifact<Dataset> {
  const {partition} = asked.query
  return asked.datasets[partition === undefined ? 'all' : edition.axes[partition]!]!
}

function queryInput(query: Query, needs: Needs, {tables: {artifacts}, axes}: Pick<Asking, 'tables' | 'axes'>): QueryInput {
  const valuesOf = (axis: string | undefined) => axes.find(({name}) => name === axis)?.values.map(({id}) => id)
  const [partitions, covered] = [valuesOf(query.partition), valuesOf(query.covers?.axis)]
  return {
    query,
    views: needs.views,
    tables: Object.fromEntries(needs.tables.map((name) => [name, artifacts[name]!])),
    ...(partitions && {partitions}),
    ...(covered && {covered})
  }
}

async function inTurn<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Promise<readonly Found[]>
): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const item of items) found.push(...(await find(item)))
  return found
}

/** What a work gives; mistakes of the author go to the messages instead: those of every file are told, not those of the first. */
export async function gather<Value>(messages: Message[], work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    for (const message of error.messages) messages.push(message)
    return undefined
  }
}

/** Messages that are told once: what is wrong with a query that others read is found wherever it is read. */
export function distinct(messages: readonly Message[]): readonly Message[] {
  return [...new Map(messages.map((message) => [JSON.stringify(message), message])).values()]
}

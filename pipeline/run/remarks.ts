/** What the author of a query should look at, of those that chapters name and of those that these read. */
import type {Artifact} from '../cache/memo.ts'
import type {Message} from '../messages.ts'
import {dataUsed, OWN_NOTE, OWN_RULE, ownColumns} from '../stages/chart/index.ts'
import type {Report} from '../stages/load/index.ts'
import {
  mayCompare,
  mayPair,
  mayReckon,
  remarksStage,
  type Database,
  type JoinedAxis,
  type OwnPlaces,
  type QueryInput,
  type RemarksInput,
  type TotalRow
} from '../stages/query/index.ts'
import type {Axis, Dataset, Table} from '../types.ts'
import {totalsIn} from '../values/totals.ts'
import {valuesToCome} from './may-come.ts'
import type {Session} from './session.ts'
import {unreadYears} from './unread-years.ts'

/** A query that was asked, with its rows where editions read them. */
export interface Answered {
  readonly input: QueryInput
  readonly datasets?: Readonly<Record<string, Artifact<Dataset>>>
}

interface Asking {
  readonly report: Report
  readonly axes: readonly Axis[]
  readonly tables: {
    readonly contents: ReadonlyMap<string, Table>
    readonly lines: ReadonlyMap<string, readonly number[]>
  }
  readonly database: Database
}

/** Looks at queries; at one that many read, once. */
export function createRemarks(
  asking: Asking,
  {memo, code}: Pick<Session, 'memo' | 'code'>
): (answered: Answered) => Promise<readonly Message[]> {
  const stage = remarksStage(code, asking.database)
  const known = new Map<string, Promise<readonly Message[]>>()
  const totals = createTotals(asking)
  const look = async (answered: Answered) => {
    const input = await remarksInput(answered, {...asking, totals})
    return input === undefined ? [] : (await memo(stage, input)).remarks.value()
  }
  return (answered) => {
    const {name} = answered.input.query
    const made = known.get(name) ?? look(answered)
    known.set(name, made)
    return made
  }
}

/** What a limit leaves out, what a join leaves out, what a condition does not know of, what a union drops and what a row is set beside; what it compares with. */
const LIMIT = /\blimit\b/i
const JOIN = /\bjoin\b/i
const NEGATIVE = /<>|!=|!~|\bnot\b/i
const UNION = /\bunion\b/i
const STEP = /\b(?:lag|lead)\b/i

// Worth its time for what may leave something out or repeat it, and for what the header says of that.
async function remarksInput(
  {input, datasets}: Answered,
  {axes, report, tables: {contents}, totals: totalsOf}: Asking & {readonly totals: Totals}
): Promise<RemarksInput | undefined> {
  const {sql, repeats, path, severity} = input.query
  const lacking = JOIN.test(sql) ? await lackingAxes(axes, datasets) : []
  const totals = Object.keys(input.tables).flatMap(totalsOf)
  const others = report.queries.filter((other) => other.path !== path)
  const unread = severity === undefined ? await unreadYears({sql, tables: input.tables, others}) : []
  const isDoubtful =
    [LIMIT, NEGATIVE, UNION, STEP].some((words) => words.test(sql)) ||
    mayReckon(sql) ||
    mayPair(sql, readBy(input)) ||
    mayCompare(sql) ||
    repeats !== undefined ||
    [lacking, totals, unread].some(({length}) => length > 0)
  if (!isDoubtful) return undefined
  const own = LIMIT.test(sql) ? ownPlaces(input.query.name, report, axes) : []
  const joined = lacking.map(({name, values}): JoinedAxis => {
    const axis = report.definition.axes[name]!
    return {name, values: values.map(({id}) => id), ...('from' in axis && {table: axis.from})}
  })
  const looked = Object.entries({axes: joined, totals, unread, own}).filter(([, {length}]) => length > 0)
  const mayCome = mayCompare(sql)
    ? valuesToCome({sql, tables: Object.keys(input.tables), resources: report.resources, contents, axes})
    : {}
  return {...input, ...Object.fromEntries(looked), ...(Object.keys(mayCome).length > 0 && {mayCome})}
}

/** The totals among the rows of a table. */
type Totals = (table: string) => readonly TotalRow[]

// Looked for once in each table.
function createTotals({tables: {contents, lines}, report, axes}: Asking): Totals {
  const places = placesIn(axes)
  const known = new Map<string, readonly TotalRow[]>()
  return (table) => {
    const path = report.resources.find(({name}) => name === table)?.path ?? table
    const content = contents.get(table)!
    const columns = content.fields.map(({name}) => name)
    const made =
      known.get(table) ??
      totalsIn(content)
        .filter(({value, isByName}) => isByName === undefined || !places.has(value.toLowerCase()))
        .map(({column, value, at}) => {
          const own = columns.filter((name) => name === column || !content.primaryKey.includes(name))
          return {table, column, value, at: `${path}:${lines.get(table)![at]}`, own}
        })
    known.set(table, made)
    return made
  }
}

// What has an edition of its own is a place to its author, whatever it is called.
function placesIn(axes: readonly Axis[]): ReadonlySet<string> {
  const values = axes.flatMap((axis) => axis.values)
  const words = values.flatMap(({id, label, params}) => [id, ...Object.values(label), ...Object.values(params)])
  return new Set(words.filter((word) => typeof word === 'string').map((word) => word.toLowerCase()))
}

// Of a query whose rows no edition reads it is not known which.
async function lackingAxes(axes: readonly Axis[], datasets: Answered['datasets']): Promise<readonly Axis[]> {
  const several = axes.filter(({name, values}) => name !== 'language' && values.length > 1)
  if (datasets === undefined) return several
  const dataset = await datasets['all']?.value()
  return several.filter(({name, values}) => dataset !== undefined && lacksSome(dataset, name, values))
}

function lacksSome({columns, rows}: Dataset, axis: string, values: Axis['values']): boolean {
  if (!columns.some(({name}) => name === axis)) return false
  const present = new Set(rows.map((row) => row[axis]))
  return values.some(({id}) => !present.has(id))
}

function readBy({tables, views}: QueryInput): readonly string[] {
  return [...Object.keys(tables), ...views.map(({name}) => name)]
}

// A chart may read several queries; each of them is looked at by itself.
function ownPlaces(query: string, {charts}: Report, axes: readonly Axis[]): readonly OwnPlaces[] {
  const reading = charts.filter(({text}) => dataUsed(text).includes(query))
  return reading.flatMap(({path, text}) =>
    ownColumns(text).flatMap(({column, axis}): readonly OwnPlaces[] => {
      const values = axes.find(({name}) => name === axis)?.values.map(({id}) => id) ?? []
      return values.length < 2 ? [] : [{chart: path, column, axis, values, rule: OWN_RULE, note: OWN_NOTE}]
    })
  )
}

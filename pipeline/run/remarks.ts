/** What the author of a query should look at, of those that chapters name and of those that these read. */
import type {Artifact} from '../cache/memo.ts'
import type {Message} from '../messages.ts'
import {dataUsed, OWN_NOTE, OWN_RULE, ownColumns} from '../stages/chart/index.ts'
import type {Report} from '../stages/load/index.ts'
import {
  mayPair,
  mayReckon,
  remarksStage,
  type Database,
  type JoinedAxis,
  type OwnPlaces,
  type QueryInput,
  type RemarksInput
} from '../stages/query/index.ts'
import type {Axis, Dataset} from '../types.ts'
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
  readonly database: Database
}

/** Looks at queries; at one that many read, once. */
export function createRemarks(
  asking: Asking,
  {memo, code}: Pick<Session, 'memo' | 'code'>
): (answered: Answered) => Promise<readonly Message[]> {
  const stage = remarksStage(code, asking.database)
  const known = new Map<string, Promise<readonly Message[]>>()
  const look = async (answered: Answered) => {
    const input = await remarksInput(answered, asking)
    return input === undefined ? [] : (await memo(stage, input)).remarks.value()
  }
  return (answered) => {
    const {name} = answered.input.query
    const made = known.get(name) ?? look(answered)
    known.set(name, made)
    return made
  }
}

/** What a limit leaves out, what a join leaves out, and what a condition does not know of. */
const LIMIT = /\blimit\b/i
const JOIN = /\bjoin\b/i
const NEGATIVE = /<>|!=|!~|\bnot\b/i

// Worth its time for what may leave something out or repeat it, and for what the header says of that.
async function remarksInput({input, datasets}: Answered, {axes, report}: Asking): Promise<RemarksInput | undefined> {
  const {sql, repeats, path, severity} = input.query
  const lacking = JOIN.test(sql) ? await lackingAxes(axes, datasets) : []
  const others = report.queries.filter((other) => other.path !== path)
  const unread = severity === undefined ? await unreadYears({sql, tables: input.tables, others}) : []
  const isDoubtful =
    LIMIT.test(sql) ||
    NEGATIVE.test(sql) ||
    mayReckon(sql) ||
    mayPair(sql, readBy(input)) ||
    repeats !== undefined ||
    unread.length > 0
  if (lacking.length === 0 && !isDoubtful) return undefined
  const own = LIMIT.test(sql) ? ownPlaces(input.query.name, report, axes) : []
  const joined = lacking.map(({name, values}): JoinedAxis => {
    const axis = report.definition.axes[name]!
    return {name, values: values.map(({id}) => id), ...('from' in axis && {table: axis.from})}
  })
  return {...input, ...(joined.length > 0 && {axes: joined}), ...(unread.length > 0 && {unread}), ...(own.length > 0 && {own})}
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

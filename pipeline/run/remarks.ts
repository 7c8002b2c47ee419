/** What the author of a query should look at, of those that chapters name and of those that these read. */
import type {Artifact} from '../cache/memo.ts'
import type {Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import {
  mayReckon,
  remarksStage,
  type Database,
  type JoinedAxis,
  type QueryInput,
  type RemarksInput,
  type TotalRow
} from '../stages/query/index.ts'
import type {Axis, Dataset, Table} from '../types.ts'
import {totalsIn} from '../values/totals.ts'
import type {Session} from './session.ts'

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

/** What a limit leaves out, what a join leaves out, what a condition does not know of, what a union drops and what a row is set beside. */
const LIMIT = /\blimit\b/i
const JOIN = /\bjoin\b/i
const NEGATIVE = /<>|!=|!~|\bnot\b/i
const UNION = /\bunion\b/i
const STEP = /\b(?:lag|lead)\b/i

// Worth its time for what may leave something out or repeat it, and for what the header says of that.
async function remarksInput(
  {input, datasets}: Answered,
  {axes, report, totals: totalsOf}: Asking & {readonly totals: Totals}
): Promise<RemarksInput | undefined> {
  const {sql, repeats} = input.query
  const lacking = JOIN.test(sql) ? await lackingAxes(axes, datasets) : []
  const totals = Object.keys(input.tables).flatMap(totalsOf)
  const isDoubtful =
    [LIMIT, NEGATIVE, UNION, STEP].some((words) => words.test(sql)) ||
    mayReckon(sql) ||
    repeats !== undefined ||
    totals.length > 0
  const read = totals.length > 0 ? {...input, totals} : input
  if (lacking.length === 0) return isDoubtful ? read : undefined
  const joined = lacking.map(({name, values}): JoinedAxis => {
    const axis = report.definition.axes[name]!
    return {name, values: values.map(({id}) => id), ...('from' in axis && {table: axis.from})}
  })
  return {...read, axes: joined}
}

/** The totals among the rows of a table. */
type Totals = (table: string) => readonly TotalRow[]

// Looked for once in each table.
function createTotals({tables: {contents, lines}, report}: Pick<Asking, 'tables' | 'report'>): Totals {
  const known = new Map<string, readonly TotalRow[]>()
  return (table) => {
    const path = report.resources.find(({name}) => name === table)?.path ?? table
    const made =
      known.get(table) ??
      totalsIn(contents.get(table)!).map(({column, value, at}) => ({
        table,
        column,
        value,
        at: `${path}:${lines.get(table)![at]}`
      }))
    known.set(table, made)
    return made
  }
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

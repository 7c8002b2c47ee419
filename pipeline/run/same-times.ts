/** A trend whose earlier value is the later one for every place, though the data move from time to time: both are read of one time. */
import type {Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import type {Row, Source, Table} from '../types.ts'
import {isNumberType, isTimeType} from '../values/order.ts'
import type {Asked} from './data.ts'

/** What is compared, and where. */
interface Compared {
  readonly now: readonly [query: string, column: string]
  readonly before: readonly [query: string, column: string]
  readonly source: Source
  readonly at: number
}

/** A warning for each such pair of values, where a chapter first compares it. */
export async function checkTimes({
  report,
  asked
}: {
  readonly report: Report
  readonly asked: ReadonlyMap<string, Asked>
}): Promise<readonly Message[]> {
  const found = report.chapters.flatMap(comparedIn)
  const pairs = [...Map.groupBy(found, ({now, before}) => JSON.stringify([now, before])).values()].map(([first]) => first!)
  const told = await Promise.all(pairs.map((compared) => sameTime(compared, asked)))
  return told.filter((message) => message !== undefined)
}

const NAME = String.raw`([\p{L}_][\p{L}\p{N}_]*)\.([\p{L}_][\p{L}\p{N}_]*)`
const TREND = new RegExp(String.raw`\{\{\s*(?:trend|change)\s+${NAME}\s[^{}]*?\bfrom=${NAME}(?=[\s}])`, 'gu')

function comparedIn(source: Source): readonly Compared[] {
  return [...source.text.matchAll(TREND)].map(({index, 1: one, 2: two, 3: three, 4: four}) => ({
    now: [one!, two!],
    before: [three!, four!],
    source,
    at: index
  }))
}

/** Of fewer places it may be so by chance. */
const FEWEST = 3

async function sameTime({now, before, source, at}: Compared, asked: ReadonlyMap<string, Asked>): Promise<Message | undefined> {
  const [one, two] = [asked.get(now[0]), asked.get(before[0])]
  if (one === undefined || two === undefined) return undefined
  const values = await valuesOf([one, now[1]], [two, before[1]])
  if (values === undefined || values.length < FEWEST || new Set(values).size < 2) return undefined
  const shared = Object.entries(one.input.tables).filter(([name]) => Object.hasOwn(two.input.tables, name))
  const tables = await Promise.all(shared.map(([, table]) => table.value()))
  const moving = tables.find((table) => isMoving(table, now[1], values))
  if (moving === undefined) return undefined
  const [own, other] = [now.join('.'), before.join('.')]
  return {
    severity: 'warning',
    rule: 'change-is-between-two-times',
    path: source.path,
    ...placeAt(source.text, at),
    reason: `Unexpected \`${other}\` that is \`${own}\` for each of ${values.length} places, expected the value of another time: in \`${moving.name}\` no two times are alike`,
    note: `See whether ${two.query.path} reads the same time as ${one.query.path}.`
  }
}

// Of each part, where both have one row with a number, and every time the same.
async function valuesOf(
  [one, column]: readonly [Asked, string],
  [two, other]: readonly [Asked, string]
): Promise<readonly string[] | undefined> {
  const parts = Object.keys(one.datasets).filter((part) => Object.hasOwn(two.datasets, part))
  const pairs = await Promise.all(
    parts.map(async (part) => {
      const [rows, others] = [(await one.datasets[part]!.value()).rows, (await two.datasets[part]!.value()).rows]
      return rows.length === 1 && others.length === 1 ? [rows[0]![column], others[0]![other]] : []
    })
  )
  const stated = pairs.filter((pair) => pair.every((cell) => typeof cell === 'string') && pair.length === 2)
  return stated.every(([now, before]) => now === before) ? stated.map(([now]) => String(now)) : undefined
}

// From one time to the next at least one place has another value, at every time.
function isMoving({fields, primaryKey, rows}: Table, column: string, values: readonly string[]): boolean {
  const time = fields.find(({name, type}) => primaryKey.includes(name) && isTimeType(type))?.name
  const numbers = fields.filter(({name, type}) => isNumberType(type) && !primaryKey.includes(name)).map(({name}) => name)
  const likely = numbers.includes(column) ? [column] : numbers.filter((name) => hasAll(rows, name, values))
  if (time === undefined || likely.length === 0) return false
  const places = primaryKey.filter((name) => name !== time)
  const times = [...Map.groupBy(rows, (row) => String(row[time]))].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return likely.every((name) => {
    const series = times.map(([, own]) => new Map(own.map((row) => [JSON.stringify(places.map((key) => row[key])), row[name]])))
    const steps = series.slice(1).map((own, at) => isStep(own, series[at]!))
    return steps.length > 0 && steps.every((step) => step)
  })
}

function hasAll(rows: readonly Row[], column: string, values: readonly string[]): boolean {
  const known = new Set(rows.map((row) => row[column]))
  return values.every((value) => known.has(value))
}

function isStep(now: ReadonlyMap<string, unknown>, before: ReadonlyMap<string, unknown>): boolean {
  const both = [...now].filter(([place, cell]) => typeof cell === 'string' && typeof before.get(place) === 'string')
  return both.some(([place, cell]) => before.get(place) !== cell)
}

function placeAt(text: string, at: number): Pick<Message, 'line' | 'column'> {
  const before = text.slice(0, at)
  return {line: before.split('\n').length, column: at - before.lastIndexOf('\n')}
}

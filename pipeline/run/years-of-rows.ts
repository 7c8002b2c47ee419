/** Years that are typed as those of a value, or of the rows of a chart -> those of which no such row is. */
import type {Doubtful, ReadValue, TypedYear} from '../stages/lint/index.ts'
import type {Dataset, Field, Language, Row, Table} from '../types.ts'
import {columnFor, isNumeric} from '../values/column.ts'
import {isTimeType} from '../values/order.ts'
import type {Prepared} from './prepare.ts'

/** What is known of the queries, the language of the chapter, and the year of the release: later ones are plans. */
export interface Surroundings extends Pick<Prepared, 'asked'> {
  readonly language: Language
  readonly release: string
}

/** A year of which the value beside it cannot be: all rows that it may come from are of others. */
export async function mistakenYears(years: readonly TypedYear[], around: Surroundings): Promise<readonly Doubtful[]> {
  const found = await Promise.all(
    years.map(async (typed) => {
      if (typed.of === undefined || typed.year > around.release.slice(0, 4)) return []
      const own = await nearest(typed.of, around)
      const known = own && (await yearsOf(own, around))
      if (own === undefined || known === undefined || known.size === 0 || known.has(typed.year)) return []
      return (await isSaidOfAnother(typed, around)) ? [] : [doubtful(typed, own, known)]
    })
  )
  return found.flat()
}

function doubtful({year, place}: TypedYear, {query, column}: ReadValue, known: ReadonlySet<string>): Doubtful {
  const [first, last] = [[...known].toSorted()[0]!, [...known].toSorted().at(-1)!]
  const those = first === last ? first : `${first} to ${last}`
  const what = column === undefined ? `rows of \`${query}\`, which are` : `a value of \`${query}\`, which is`
  return {
    rule: 'year-follows-the-data',
    reason: `Unexpected \`${year}\` beside ${what} of ${those}, expected their year`,
    note: `Write the column of the year, as in \`{{${query}.year}}\`. Where this year is of something else, say so: \`:unbound[${year}]{reason="..."}\`.`,
    place,
    text: year
  }
}

const TELLS_TIME = ['asof', 'date']

// The first that is no name; nothing where it is a time itself.
async function nearest(values: readonly ReadValue[], around: Surroundings): Promise<ReadValue | undefined> {
  for (const value of values) {
    const field = await fieldOf(value, around)
    if (value.column === undefined) return value
    if (field === undefined && value.helper === undefined) continue
    if (field?.type === 'string') continue
    return value
  }
  return undefined
}

// Beside a time from the data it may be told apart from that one; of the same words another value may be of the year.
async function isSaidOfAnother({year, values, of = []}: TypedYear, around: Surroundings): Promise<boolean> {
  const times = values.map(
    async (value) => isTimeType((await fieldOf(value, around))?.type) || TELLS_TIME.includes(value.helper ?? '')
  )
  const others = of.map(async (value) => (await yearsOf(value, around))?.has(year) === true)
  return (await Promise.all([...times, ...others])).includes(true)
}

async function fieldOf({query, column}: ReadValue, {asked, language}: Surroundings): Promise<Field | undefined> {
  const dataset = await Object.values(asked.get(query)?.datasets ?? {})[0]?.value()
  const fields = new Map(dataset?.columns.map((field) => [field.name, field]))
  return fields.get(columnFor(column ?? '', fields, language) ?? '')
}

// All years of which a value may be; nothing where that cannot be told.
async function yearsOf(value: ReadValue, around: Surroundings): Promise<ReadonlySet<string> | undefined> {
  const asked = around.asked.get(value.query)
  const field = await fieldOf(value, around)
  if (asked === undefined || (field === undefined && value.column !== undefined)) return undefined
  if (field?.asOf !== undefined) return new Set([field.asOf.slice(0, 4)])
  const tables = await Promise.all(Object.values(asked.input.tables).map((table) => table.value()))
  const timed = tables.filter((table) => keyTimes(table).length > 0)
  const isElsewhere =
    field !== undefined && !timed.some((table) => has(table, field)) && tables.some((table) => has(table, field))
  if (timed.length === 0 || isElsewhere) return undefined
  const texts = [asked.query, ...asked.input.views].map(({sql}) => sql)
  const columns = new Set(timed.flatMap(keyTimes))
  const datasets = await Promise.all(Object.values(asked.datasets).map((dataset) => dataset.value()))
  const own = new Set(datasets.flatMap((dataset) => yearsIn(dataset, columns)))
  if (isOfItsRow(texts, timed)) {
    if (own.size > 0) return own
    const met = timed.flatMap((table) => yearsOfEqual(datasets, table) ?? [])
    if (met.length > 0) return new Set(met)
  }
  const all = timed.flatMap((table) => yearsIn(table, columns))
  return new Set([...own, ...all, ...texts.flatMap((sql) => sql.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [])])
}

function has({fields}: Table, {name}: Field): boolean {
  return fields.some((field) => field.name === name)
}

/** The times that name a row of a table, and not one that is told of it, such as when a place was founded. */
function keyTimes({fields, primaryKey}: Table): readonly string[] {
  return fields.filter(({name, type}) => primaryKey.includes(name) && isTimeType(type)).map(({name}) => name)
}

function yearsIn(of: Dataset | Table, columns: ReadonlySet<string>): readonly string[] {
  const fields = 'columns' in of ? of.columns : of.fields
  const names = fields.filter(({name, type}) => columns.has(name) && isTimeType(type)).map(({name}) => name)
  return of.rows.flatMap((row: Row) => names.map((name) => String(row[name] ?? '').slice(0, 4))).filter((year) => year !== '')
}

// The years of the rows that the query gives without their year; nothing where one is like none, or no number tells them apart.
function yearsOfEqual(datasets: readonly Dataset[], table: Table): readonly string[] | undefined {
  const columns = datasets[0]?.columns.filter((field) => has(table, field)) ?? []
  const spelling = (row: Row) => JSON.stringify(columns.map(({name}) => row[name]))
  const times = new Set(keyTimes(table))
  const rows = datasets.flatMap((dataset) => dataset.rows.map(spelling))
  const equal = Map.groupBy(table.rows, spelling)
  if (!columns.some(isNumeric) || rows.length === 0 || !rows.every((row) => equal.has(row))) return undefined
  return yearsIn({...table, rows: rows.flatMap((row) => equal.get(row)!)}, times)
}

// What is taken of other rows than the one whose time stands beside it; and a list behind `from`, which may name a table twice.
const OTHERS =
  /\b(?:lag|lead|first|last|\w+_value|arg_\w+|max_by|min_by|sum|avg|min|max|filter|case|interval|pivot|union)\b|\bfrom\b(?:(?!\b(?:where|group|order|qualify|select)\b)[^()])*,/i
const BOUND = /\(\s*select\s+(?:max|min)\s*\([^()]*\)(?:\s*[-+]\s*\d+)?\s+from\s+\S+?\s*\)/gi

// Whether all that the queries reckon is of the row that they give: what has times is read once, and nothing is taken of other rows.
function isOfItsRow(texts: readonly string[], timed: readonly Table[]): boolean {
  const plain = texts.map((sql) => sql.replaceAll(/--[^\n]*/g, ' ').replaceAll(BOUND, ' ')).join(';\n')
  const reads = timed.flatMap(({name}) => [...plain.matchAll(new RegExp(`\\b(?:from|join)\\s+"?${name}\\b`, 'gi'))])
  return reads.length === 1 && !OTHERS.test(plain)
}

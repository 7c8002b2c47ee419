/**
 * Which cell of a data file a query hands on as it is. SQL does not tell; so a cell with that value is changed, for a moment and in
 * memory alone, and the query asked again: where its answer changes to the same, that cell it is.
 */
import {createDatabase, runQuery, type QueryInput} from '../stages/query/index.ts'
import type {Cell, Dataset, Field, ItemType, Row, Table} from '../types.ts'
import {rowOrigin} from '../values/column.ts'
import {kindOf} from '../values/duration.ts'
import {exactOf, plainDecimal, plus} from '../values/exact.ts'
import {itemsOf, listCell, type Item} from '../values/items.ts'
import type {World} from '../world.ts'

/** A cell of a query's answer. */
export interface Answered {
  readonly input: QueryInput
  /** The value whose rows are looked at, where the query gives each value of an axis rows of its own. */
  readonly part?: string | undefined
  /** The row, as in `profile[region=gd]`. */
  readonly row: string
  readonly column: string
  readonly now: Exclude<Cell, null>
  /** Values of the row's key, where it has one: the cell stands in a row that has one of them. */
  readonly key: readonly string[]
}

/** A cell of a table. */
export interface Passed {
  readonly table: string
  /** Index of the row in the table's order. */
  readonly at: number
  readonly column: string
}

/** Cells that are tried: a value that stands in more of them is no trace of one. */
const MOST = 12

/** The one cell that is handed on; nothing where the query reckons, or where several cells would give the same. */
export async function findPassed(answered: Answered, {memory}: Pick<World, 'memory'>): Promise<Passed | undefined> {
  const tables = await Promise.all(
    Object.entries(answered.input.tables).map(async ([name, table]) => [name, await table.value()] as const)
  )
  const candidates = tables.flatMap(([name, table]) => candidatesIn(name, table, answered))
  if (candidates.length === 0 || candidates.length > MOST) return undefined
  const database = createDatabase({memory})
  try {
    const found: Passed[] = []
    for (const candidate of candidates) if (await isPassed(candidate, {answered, tables, database})) found.push(candidate)
    return found.length === 1 ? found[0] : undefined
  } finally {
    database.close()
  }
}

function candidatesIn(name: string, {rows, fields, primaryKey}: Table, {now, key}: Answered): readonly Passed[] {
  const columns = fields.map((field) => field.name).filter((column) => !primaryKey.includes(column))
  return rows.flatMap((row, at) =>
    key.length === 0 || key.some((value) => Object.values(row).includes(value))
      ? columns.filter((column) => row[column] === now).map((column) => ({table: name, at, column}))
      : []
  )
}

interface Trying {
  readonly answered: Answered
  readonly tables: readonly (readonly [name: string, table: Table])[]
  readonly database: ReturnType<typeof createDatabase>
}

async function isPassed(candidate: Passed, {answered, tables, database}: Trying): Promise<boolean> {
  const table = tables.find(([name]) => name === candidate.table)![1]
  const field = table.fields.find(({name}) => name === candidate.column)!
  const other = otherThan(answered.now, field)
  if (other === undefined) return false
  const changed = {...table, rows: table.rows.with(candidate.at, {...table.rows[candidate.at]!, [field.name]: other})}
  const contents = tables.map(([name, each]) => [name, contentOf(name === candidate.table ? changed : each, candidate)] as const)
  const {datasets} = await runQuery({...answered.input, tables: Object.fromEntries(contents)}, database)
  const {part} = answered
  const looked = part === undefined ? Object.values(datasets) : [datasets[part]].filter((dataset) => dataset !== undefined)
  return cellIn(looked, answered) === other
}

// By its name: each try has tables of its own.
function contentOf(table: Table, {table: name, at, column}: Passed) {
  return {digest: JSON.stringify([table.name, table.name === name ? [at, column] : []]), value: async () => table}
}

function cellIn(datasets: readonly Dataset[], {row, column}: Answered): Cell | undefined {
  const found = datasets.flatMap((dataset) => dataset.rows.filter((each: Row) => rowOrigin(dataset, each) === row))
  return found[0]?.[column]
}

// Of the same type, and such that a query that hands it on gives it as it is.
function otherThan(value: Exclude<Cell, null>, {type, itemType = 'string'}: Field): Cell | undefined {
  if (typeof value === 'boolean') return !value
  if (type === 'string') return `${value}*`
  if (type === 'date') return value.endsWith('-15') ? value.replace(/-15$/, '-16') : value.replace(/\d\d$/, '15')
  if (type === 'yearmonth') return value.endsWith('-05') ? value.replace(/-05$/, '-06') : value.replace(/\d\d$/, '05')
  if (type === 'time' || type === 'datetime')
    return value.replace(/(?<=:)\d\d(?=[.Z]|$)/, (seconds) => (seconds === '15' ? '16' : '15'))
  if (type === 'duration')
    return kindOf(value) === 'months' ? `P${value.includes('7Y') ? 8 : 7}Y1M` : `P${value.includes('7D') ? 8 : 7}DT1H`
  if (type === 'list') return listCell([...itemsOf(value), SAMPLES[itemType]])
  const number = exactOf(value)
  return number && plainDecimal(plus(number, {units: 1n, places: 0}))
}

const SAMPLES: Readonly<Record<ItemType, Item>> = {
  string: '*',
  integer: '1',
  number: '1',
  boolean: true,
  date: '2024-04-15',
  time: '10:30:00',
  datetime: '2024-04-15T10:30:00'
}

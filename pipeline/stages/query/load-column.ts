/** A column of a contract -> the type that it has in the database, and its cells as values of that type. */
import type {DuckDBAppender, DuckDBType, DuckDBValue} from '@duckdb/node-api'
import {scaleOf, WHOLE_DIGITS} from '../../values/decimal.ts'
import {daysAndMicros, durationOf} from '../../values/duration.ts'
import {itemField, itemsOf} from '../../values/items.ts'
import {isUtc, microsOfDatetime, microsOfTime} from '../../values/moment.ts'
import type {Cell, Field, Row} from '../../types.ts'

/** The library that talks to the database; it is not loaded by a build that asks nothing. */
export type DuckDB = typeof import('@duckdb/node-api')

/** A column of a table in the database. */
export interface Column {
  readonly name: string
  /** As SQL writes it. */
  readonly sql: string
  append(to: DuckDBAppender, cell: Exclude<Cell, null>): void
}

/** A type of the database, and a cell as its value. */
interface Kind {
  readonly sql: string
  readonly type: DuckDBType
  valueOf(cell: Exclude<Cell, null>): DuckDBValue
}

const DAY = 24 * 60 * 60 * 1000

/**
 * By the contract, so that no cell changes what a query makes of the others; only a column of moments is of the type of its cells,
 * which are all local or all in UTC.
 */
export function columnOf(field: Field, rows: readonly Row[], duckdb: DuckDB): Column {
  const {name, type} = field
  const zoned = {...duckdb, inUtc: isZoned(field, rows)}
  const kind = type === 'list' ? listKind(field, zoned) : kindOf(field, zoned)
  if (type === 'string' || type === 'yearmonth')
    return {name, sql: kind.sql, append: (to, cell) => to.appendVarchar(String(cell))}
  return {name, sql: kind.sql, append: (to, cell) => to.appendValue(kind.valueOf(cell), kind.type)}
}

function isZoned({name, type, itemType}: Field, rows: readonly Row[]): boolean {
  const isList = type === 'list' && itemType === 'datetime'
  if (type !== 'datetime' && !isList) return false
  const first = rows.find((row) => row[name] !== null && row[name] !== '[]')?.[name] ?? ''
  return isUtc(String(isList && first !== '' ? itemsOf(String(first))[0] : first))
}

type Zoned = DuckDB & {readonly inUtc: boolean}

function kindOf(field: Field, duckdb: Zoned): Kind {
  switch (field.type) {
    // A month of a year is text, which sorts and groups as months do; as a first of the month it would be shown as a day.
    case 'string':
    case 'yearmonth':
    case 'list':
      return {sql: 'varchar', type: duckdb.VARCHAR, valueOf: String}
    case 'integer':
      return {sql: 'bigint', type: duckdb.BIGINT, valueOf: (cell) => BigInt(cell)}
    case 'year':
      return {sql: 'integer', type: duckdb.INTEGER, valueOf: Number}
    case 'boolean':
      return {sql: 'boolean', type: duckdb.BOOLEAN, valueOf: Boolean}
    case 'number':
      return decimalKind(scaleOf(field), duckdb)
    default:
      return timeKind(field.type, duckdb)
  }
}

// All numbers have as many digits before the point: where two columns meet, the database finds a type that holds both.
function decimalKind(scale: number, {DECIMAL, DuckDBDecimalValue}: DuckDB): Kind {
  const width = WHOLE_DIGITS + scale
  return {
    sql: `decimal(${width}, ${scale})`,
    type: DECIMAL(width, scale),
    valueOf: (cell) => new DuckDBDecimalValue(scaled(String(cell), scale), width, scale)
  }
}

function timeKind(type: 'date' | 'time' | 'datetime' | 'duration', duckdb: Zoned): Kind {
  const {DuckDBDateValue, DuckDBTimeValue, DuckDBTimestampValue, DuckDBTimestampTZValue} = duckdb
  if (type === 'date')
    return {
      sql: 'date',
      type: duckdb.DATE,
      valueOf: (cell) => new DuckDBDateValue(Date.parse(`${String(cell)}T00:00:00Z`) / DAY)
    }
  if (type === 'time') return {sql: 'time', type: duckdb.TIME, valueOf: (cell) => new DuckDBTimeValue(microsOfTime(String(cell)))}
  if (type === 'duration') return {sql: 'interval', type: duckdb.INTERVAL, valueOf: (cell) => interval(String(cell), duckdb)}
  return duckdb.inUtc
    ? {
        sql: 'timestamptz',
        type: duckdb.TIMESTAMPTZ,
        valueOf: (cell) => new DuckDBTimestampTZValue(microsOfDatetime(String(cell)))
      }
    : {sql: 'timestamp', type: duckdb.TIMESTAMP, valueOf: (cell) => new DuckDBTimestampValue(microsOfDatetime(String(cell)))}
}

// The database takes a month for thirty days where it compares; a column has months alone, or days alone, and so none is taken.
function interval(cell: string, {DuckDBIntervalValue}: DuckDB): DuckDBValue {
  const duration = durationOf(cell)!
  const {days, micros} = daysAndMicros(duration)
  return new DuckDBIntervalValue(Number(duration.months), days, micros)
}

function listKind(field: Field, duckdb: Zoned): Kind {
  const item = kindOf(itemField(field), duckdb)
  const valueOf = (cell: Exclude<Cell, null>) => duckdb.listValue(itemsOf(String(cell)).map(item.valueOf))
  return {sql: `${item.sql}[]`, type: duckdb.LIST(item.type), valueOf}
}

function scaled(decimal: string, scale: number): bigint {
  const [whole = '', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}

/** The values of a result -> cells: exact decimal text, ISO dates and times, the same for every width of number. */
import {canonicalDecimal, decimalOfFloat} from '../../values/decimal.ts'
import {durationText, isHeld} from '../../values/duration.ts'
import {itemField, listCell} from '../../values/items.ts'
import {datetimeOf, timeOf, yearmonthOf} from '../../values/moment.ts'
import {byColumns} from '../../values/order.ts'
import type {Message} from '../../messages.ts'
import type {Cell, Field, Query, Row} from '../../types.ts'
import type {Result, Value} from './database.ts'
import {useless} from './useless.ts'

/** What a query gave, and what is known of it. */
export interface RowsInput {
  readonly query: Query
  readonly result: Result
  /** Of the columns of the result, in their order. */
  readonly fields: readonly Field[]
  /** The author says in which order the rows come. */
  readonly isOrdered: boolean
}

/** Rows of a result, in the author's order or else in that of all columns. */
export function rowsOf({query, result, fields, isOrdered}: RowsInput): {
  readonly rows: readonly Row[]
  readonly messages: readonly Message[]
} {
  const {columns, rows} = result
  const unusable = new Map<string, Message>()
  const made = rows.map((values): Row =>
    Object.fromEntries(fields.map((field, index) => [field.name, toCell(values[index] ?? null, field, columns[index]!.type)]))
  )
  return {rows: isOrdered ? made : made.toSorted(byColumns(fields)), messages: [...unusable.values()]}

  function toCell(value: Value, field: Field, written: string): Cell {
    if (value === null) return null
    const cell = cellOf(value, field, written)
    if (cell === undefined && !unusable.has(field.name)) unusable.set(field.name, useless(query, field, value))
    return cell ?? null
  }
}

// Nothing for what the database knows and no page can show.
function cellOf(value: Exclude<Value, null>, field: Field, written: string): Exclude<Cell, null> | undefined {
  if (typeof value === 'boolean') return value
  if (Array.isArray(value)) return listOf(value, itemField(field), written.replace(/\[\]$/, ''))
  const text = String(value)
  switch (field.type) {
    case 'string':
      return text
    case 'date':
      return isoDate(text)
    case 'time':
      return timeOf(text)
    // In the time zone of the machine, with its offset, where the column has one.
    case 'datetime':
      return datetimeOf(text)
    case 'yearmonth':
      return yearmonthOf(text)
    case 'duration':
      return durationIn(value)
    default:
      return written === 'DOUBLE' ? ofFloat(value) : canonicalDecimal(text)
  }
}

// Nothing stated in a list would be a gap that no reader sees.
function listOf(values: readonly Value[], field: Field, written: string): string | undefined {
  const items = values.map((value) => (value === null ? undefined : cellOf(value, field, written)))
  const stated = items.filter((item) => item !== undefined)
  return stated.length === items.length ? listCell(stated) : undefined
}

// The database also knows dates before the year 0 and at the end of time, and gives a day of a calendar as its midnight.
function isoDate(text: string): string | undefined {
  return /^(\d{4}-\d{2}-\d{2})( 00:00:00)?$/.exec(text)?.[1]
}

const DAY = 86_400_000_000n

function durationIn(value: Exclude<Value, null>): string | undefined {
  const {months = 0, days = 0, micros = 0} = value as Readonly<Record<string, string | number>>
  const duration = {months: BigInt(months), micros: BigInt(days) * DAY + BigInt(micros)}
  return isHeld(duration) ? durationText(duration) : undefined
}

function ofFloat(value: Value): string | undefined {
  return typeof value === 'number' ? decimalOfFloat(value) : undefined
}

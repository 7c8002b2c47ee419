/** The values of a result -> cells: exact decimal text, ISO dates, the same for every width of number. */
import {byColumns, canonicalDecimal, decimalOfFloat} from '../../values/decimal.ts'
import type {Message} from '../../messages.ts'
import type {Cell, Field, Query, Row} from '../../types.ts'
import type {Result, Value} from './database.ts'
import {namePattern, placeOfMatch} from './place.ts'

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
    const {name, type} = field
    if (value === null || typeof value === 'boolean') return value
    if (type === 'string' && typeof value === 'string') return value
    const text =
      type === 'date' ? isoDate(String(value)) : written === 'DOUBLE' ? ofFloat(value) : canonicalDecimal(String(value))
    if (text === undefined && !unusable.has(name)) unusable.set(name, useless(query, field, value))
    return text ?? null
  }
}

// The database also knows dates before the year 0 and at the end of time, and gives a day of a calendar as its midnight.
function isoDate(text: string): string | undefined {
  return /^(\d{4}-\d{2}-\d{2})( 00:00:00)?$/.exec(text)?.[1]
}

function ofFloat(value: Value): string | undefined {
  return typeof value === 'number' ? decimalOfFloat(value) : undefined
}

function useless({path, sql}: Query, {name, type}: Field, value: Value): Message {
  const place = {severity: 'error', ...placeOfMatch({path, text: sql}, namePattern(name))} as const
  const found = String(value).slice(0, 60)
  if (type === 'date') {
    const reason = `Unexpected ${found} in \`${name}\`, expected a day of the years 0 to 9999`
    return {...place, rule: 'value-is-a-day', reason, note: `A time of day is cut off by \`${name}::date\`.`}
  }
  if (typeof value === 'number') {
    const reason = `Unexpected ${found} in \`${name}\`, expected digits that are all sure: floating point holds 15`
    const note = 'Reckon it with decimals alone: `+`, `-`, `*`, `sum`; or say it in thousands or millions, as in `/ 1000000`.'
    return {...place, rule: 'value-is-exact', reason, note}
  }
  return {
    ...place,
    rule: 'value-is-finite',
    reason: `Unexpected ${found} in \`${name}\`, expected a value that can be printed`,
    note: 'A division by zero gives Infinity; divide by `nullif(x, 0)` to have no value instead.'
  }
}

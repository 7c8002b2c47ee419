/** The values of a result -> cells: exact decimal text, ISO dates, the same for every width of number. */
import {byColumns, canonicalDecimal} from '../../values/decimal.ts'
import type {Message} from '../../messages.ts'
import type {Cell, Field, Query, Row} from '../../types.ts'
import type {Result, Value} from './database.ts'
import {namePattern, placeOfMatch} from './place.ts'

/** Rows of a result, in the author's order or else in that of all columns. */
export function rowsOf(
  query: Query,
  {rows}: Result,
  fields: readonly Field[],
  isOrdered: boolean
): {readonly rows: readonly Row[]; readonly messages: readonly Message[]} {
  const unusable = new Map<string, string>()
  const made = rows.map((values): Row =>
    Object.fromEntries(fields.map((field, index) => [field.name, toCell(values[index] ?? null, field)]))
  )
  const messages = [...unusable].map(([name, value]) => notFinite(query, name, value))
  return {rows: isOrdered ? made : made.toSorted(byColumns(fields)), messages}

  function toCell(value: Value, {name, type}: Field): Cell {
    if (value === null || typeof value === 'boolean') return value
    if (type === 'string' && typeof value === 'string') return value
    const text = type === 'date' ? isoDate(String(value)) : canonicalDecimal(String(value))
    if (text === undefined) unusable.set(name, String(value))
    return text ?? null
  }
}

// The database also knows dates before the year 0 and at the end of time.
function isoDate(text: string): string | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
}

function notFinite({path, sql}: Query, name: string, value: string): Message {
  return {
    severity: 'error',
    rule: 'value-is-finite',
    ...placeOfMatch({path, text: sql}, namePattern(name)),
    reason: `Unexpected ${value.slice(0, 60)} in \`${name}\`, expected a value that can be printed`,
    note: 'A division by zero gives Infinity; divide by `nullif(x, 0)` to have no value instead.'
  }
}

/** The order of values of a type, and of rows. */
import type {Cell, Field, FieldType, Row} from '../types.ts'
import {compareDecimals, compareText} from './decimal.ts'
import {compareDurations} from './duration.ts'
import {compareMoments} from './moment.ts'

/** Whether values of a type are numbers. */
export function isNumberType(type: FieldType): boolean {
  return type === 'number' || type === 'integer' || type === 'year'
}

/** Types whose values stand in the order of time: a `time` is one of any day, and a `duration` of none. */
export const TIME_TYPES: readonly FieldType[] = ['date', 'datetime', 'yearmonth', 'year']

/** Whether values of a type stand in the order of time. */
export function isTimeType(type: FieldType | undefined): boolean {
  return type !== undefined && TIME_TYPES.includes(type)
}

/** Less than 0 where `a` comes first; not a number for two that have no order: a local moment and one with an offset, months and days. */
export function compareValues(a: string, b: string, type: FieldType): number {
  if (isNumberType(type)) return compareDecimals(a, b)
  if (type === 'datetime') return compareMoments(a, b)
  return type === 'duration' ? compareDurations(a, b) : compareText(a, b)
}

/** An order of rows by these columns in turn; what is not stated comes last. */
export function byColumns(fields: readonly Field[]): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const field of fields) {
      const order = compareCells(a[field.name] ?? null, b[field.name] ?? null, field)
      if (order !== 0) return order
    }
    return 0
  }
}

function compareCells(a: Cell, b: Cell, {type}: Field): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  const order = compareValues(String(a), String(b), type)
  return Number.isNaN(order) ? compareText(String(a), String(b)) : order
}

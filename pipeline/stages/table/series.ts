/** The numbers of a column with their rows, and what is told of one. */
import type {Resource, Row} from '../../types.ts'
import {compareText} from '../../values/decimal.ts'
import {isTimeType} from '../../values/order.ts'

/** A number that is there. */
export interface Stated {
  readonly row: Row
  readonly value: number
  /** In the table. */
  readonly at: number
}

/** A number that is hardly meant. */
export interface Odd {
  readonly rule: string
  readonly at: number
  readonly expected: string
  readonly note: string
}

/** The column of the key that says of when a row is. */
export function timeOf({primaryKey, fields}: Pick<Resource, 'primaryKey' | 'fields'>): string | undefined {
  return primaryKey.find((name) => fields.some((field) => field.name === name && isTimeType(field.type)))
}

/** What its author does of a value that leaps. */
export const LEAP_NOTE = 'Mend the cell; or write `"leaps": true` at the column, where its values do that.'

/** The numbers of each place, by the rest of the primary key, in the order of time. None where the key has no time. */
export function seriesOf(
  numbers: readonly Stated[],
  resource: Pick<Resource, 'primaryKey' | 'fields'>
): readonly (readonly Stated[])[] {
  const time = timeOf(resource)
  if (time === undefined) return []
  const rest = resource.primaryKey.filter((name) => name !== time)
  const series = Map.groupBy(numbers, ({row}) => JSON.stringify(rest.map((name) => row[name])))
  return [...series.values()].map((own) => own.toSorted((a, b) => compareText(String(a.row[time]), String(b.row[time]))))
}

/** How many times the greater of two numbers is the other, without their signs. */
export function timesOf(a: number, b: number): number {
  const ratio = Math.abs(a / b)
  return Math.max(ratio, 1 / ratio)
}

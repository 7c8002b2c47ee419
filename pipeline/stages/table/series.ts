/** The numbers of a column with their rows, and what is told of one. */
import type {Resource, Row} from '../../types.ts'
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

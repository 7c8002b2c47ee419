/** A place that is taken in a column -> whether it is one among its equals: the value is one of them, and each stands once. */
import {isOwn} from '../../directives/directive.ts'
import type {Doubt} from '../../values/doubt.ts'
import {minus, signOf} from '../../values/exact.ts'
import {numberOf, type Value} from '../../values/value.ts'
import type {NamedColumn, Names} from './names.ts'

/** A value, and the column that it takes a place in. */
export interface Place {
  readonly value: Value
  readonly column: NamedColumn
}

/** What is doubtful about a place, if anything. */
export function placeDoubt({value, column}: Place, names: Names): Doubt | undefined {
  const own = numberOf(value)
  // Of another year, another unit or rounded otherwise: the place that comes of it is that of no one.
  if (!column.values.some((other) => signOf(minus(numberOf(other), own)) === 0)) return 'elsewhere'
  return isSeveral(column, names) ? 'several' : undefined
}

// Own rows alone are a series of its own, and a place among its years is meant.
function isSeveral({dataset, values}: NamedColumn, {axes, language}: Names): boolean {
  const {language: _, ...others} = axes
  const axis = Object.keys(others).find((name) => dataset.columns.some((field) => field.name === name))
  if (axis === undefined) return false
  const own = values.filter(({row}) => isOwn(row, {[axis]: axes[axis] ?? language}))
  return own.length > 1 && own.length < values.length
}

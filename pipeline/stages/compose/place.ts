/** A place that is taken in a column -> whether it is one among its equals: the value is one of them, each stands once, and none is their total. */
import {isOwn} from '../../directives/directive.ts'
import type {Template} from '../../tree.ts'
import type {Row, Selection} from '../../types.ts'
import {isNumeric} from '../../values/column.ts'
import type {Doubt} from '../../values/doubt.ts'
import {minus, signOf} from '../../values/exact.ts'
import {hasTotal, isSurelyWhole} from '../../values/totals.ts'
import {numberOf, type Value} from '../../values/value.ts'
import {NameProblem, valueOf, type NamedColumn, type Names} from './names.ts'

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
  if (isAbsent({value, column}, names)) return 'absent'
  if (hasTotal(column.values.map((other) => ({row: other.row, number: numberOf(other)}))) || hasNamedWhole(column, names))
    return 'total'
  return isSeveral(column, names) ? 'several' : undefined
}

/** Whether a text prints a number of a row that is the edition's own. What cannot be said is told where it is written. */
export function speaksOfOwn(template: Template, names: Names): boolean {
  return template.some((piece) => {
    if (typeof piece === 'string' || 'cited' in piece) return false
    const [term] = piece.terms
    return term?.kind === 'path' && isOwnValue(term.parts, names)
  })
}

function isOwnValue(parts: readonly string[], names: Names): boolean {
  try {
    const value = valueOf(parts, names)
    return value !== undefined && isNumeric(value.field) && isOwn(value.row, othersOf(names))
  } catch (error) {
    if (error instanceof NameProblem) return false
    throw error
  }
}

// A row of the whole that is in the place of an edition, by its id, is a place to its author.
function hasNamedWhole({values, dataset}: NamedColumn, names: Names): boolean {
  const texts = dataset.columns.filter(({type}) => type === 'string').map(({name}) => name)
  const axes = Object.keys(othersOf(names))
  const isWhole = (row: Row) => texts.some((name) => typeof row[name] === 'string' && isSurelyWhole(row[name]))
  const isPlace = (row: Row) => axes.some((axis) => ID.test(String(row[axis] ?? '')))
  const wholes = values.filter(({row}) => isWhole(row) && !isPlace(row)).length
  return wholes > 0 && values.length > wholes + 1
}

/** As the ids of axis values are written, and codes such as `WLD` are not. */
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

// A number that another row happens to have as well takes the place of that row.
function isAbsent({value, column: {dataset, values}}: Place, names: Names): boolean {
  const axes = othersOf(names)
  const isByAxis = dataset.columns.some(({name}) => Object.hasOwn(axes, name))
  return isByAxis && isOwn(value.row, axes) && !values.some(({row}) => isOwn(row, axes))
}

function othersOf({axes}: Names): Selection {
  const {language: _, ...others} = axes
  return others
}

// Own rows alone are a series of its own, and a place among its years is meant.
function isSeveral({dataset, values}: NamedColumn, names: Names): boolean {
  const {axes, language} = names
  const axis = Object.keys(othersOf(names)).find((name) => dataset.columns.some((field) => field.name === name))
  if (axis === undefined) return false
  const own = values.filter(({row}) => isOwn(row, {[axis]: axes[axis] ?? language}))
  return own.length > 1 && own.length < values.length
}

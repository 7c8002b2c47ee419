/** What the names in an edition's text stand for: its axis values, its datasets, the report, the row of a loop. */
import {languages, languageSuffix} from '../../language/index.ts'
import {cellOf, columnFor, rowOrigin} from '../../values/column.ts'
import type {Value} from '../../values/value.ts'
import type {Column} from '../../helpers/helper.ts'
import {nearest, suggestion} from '../../messages.ts'
import type {Term} from '../../tree.ts'
import type {Dataset, Language, Row, Selection} from '../../types.ts'

/** What a name in a chapter may stand for. */
export interface Names {
  readonly language: Language
  readonly axes: Selection
  /** Each axis as a dataset of the edition's one row, then `report`, then the queries. */
  readonly datasets: Readonly<Record<string, Dataset>>
  readonly loops: readonly Loop[]
}

/** A variable of `:::each`, and the row that it stands for. */
export interface Loop {
  readonly variable: string
  readonly dataset: Dataset
  readonly row: Row
}

/** A column of a dataset, with the number of rows that it was looked for in. */
export interface NamedColumn extends Column {
  readonly dataset: Dataset
  readonly rows: number
}

/** An author's mistake met while values are looked up. */
export class NameProblem extends Error {
  readonly rule: string
  readonly note: string | undefined
  constructor(rule: string, reason: string, note?: string) {
    super(reason)
    this.rule = rule
    this.note = note
  }
}

/** Nothing where a value should be: its cell is empty, or its query has no row. */
export class MissingValue extends NameProblem {
  /** The query that has no row. */
  readonly query: string | undefined
  constructor(path: string, query: string | undefined) {
    super(
      'value-is-present',
      `Unexpected empty \`${path}\`, expected a value in this edition`,
      'Say what to write instead with `or="..."`, or put the passage inside `:::only{if="..."}`.'
    )
    this.query = query
  }
}

/** The rows that a name stands for. Throws a {@link NameProblem} for an unknown one. */
export function rowsOf(name: string, names: Names): {readonly dataset: Dataset; readonly rows: readonly Row[]} {
  const loop = names.loops.findLast(({variable}) => variable === name)
  if (loop !== undefined) return {dataset: loop.dataset, rows: [loop.row]}
  const dataset = Object.hasOwn(names.datasets, name) ? names.datasets[name] : undefined
  if (dataset !== undefined) return {dataset, rows: dataset.rows}
  const known = [...names.loops.map(({variable}) => variable), ...Object.keys(names.datasets)]
  throw new NameProblem(
    'name-is-known',
    `Unexpected name \`${name}\`, expected an axis, a query or \`report\``,
    suggestion(name, known)
  )
}

/** The cells of `profile.population`, those that are empty left out and counted. */
export function columnOf(parts: readonly string[], names: Names): NamedColumn {
  const [name, column] = parts
  if (parts.length !== 2)
    throw new NameProblem(
      'path-has-two-parts',
      `Unexpected path \`${parts.join('.')}\`, expected a name and a column such as \`region.name\``
    )
  const {dataset, rows} = rowsOf(name!, names)
  const fields = new Map(dataset.columns.map((field) => [field.name, field]))
  const field = fields.get(columnFor(column!, fields, names.language) ?? '')
  if (field === undefined) throw unknownColumn(column!, name!, fields.keys())
  const values = rows.flatMap((row): Value[] => {
    const cell = cellOf(row, field.name)
    return cell === null ? [] : [{cell, row, field}]
  })
  return {field, values, dataset, rows: rows.length}
}

/** The one cell of `profile.population`, or nothing where it is empty. */
export function valueOf(parts: readonly string[], names: Names): Value | undefined {
  const column = columnOf(parts, names)
  if (column.rows > 1)
    throw new NameProblem(
      'value-is-single',
      `Unexpected ${column.rows} rows of \`${parts[0]}\`, expected one`,
      `${partitionFor(column, names) ?? ''}Use \`:::each{row in="..."}\` or the helper \`list\`.`
    )
  return column.values[0]
}

// Rows of other editions among those of this one: most often a word is missing at the top of the query.
function partitionFor({dataset: {query, columns, rows}}: NamedColumn, {axes}: Names): string | undefined {
  for (const [axis, value] of Object.entries(axes)) {
    if (!columns.some(({name}) => name === axis)) continue
    const own = rows.filter((row) => cellOf(row, axis) === value).length
    if (own > 0 && own < rows.length)
      return `The query gives ${rows.length} rows, ${own} of them of one ${axis}, as \`${value}\`: where each edition is to read its own, add \`-- partition: ${axis}\` at the top of queries/${query}.sql. `
  }
  return undefined
}

/** The mistake that a term is nothing. */
export function missing(term: Term, names: Names): MissingValue {
  if (term.kind === 'literal') return new MissingValue(String(term.value), undefined)
  const {dataset, rows} = rowsOf(term.parts[0]!, names)
  return new MissingValue(term.parts.join('.'), rows.length === 0 ? dataset.query : undefined)
}

/** `profile[region=gd].population`: a cell by its query, the key of its row and its column; no blank in it, so that several make a list. */
export function originOf(parts: readonly string[], value: Value, names: Names): string {
  const {dataset} = rowsOf(parts[0]!, names)
  return `${rowOrigin(dataset, value.row)}.${value.field.name}`
}

const ENDINGS = new RegExp(`_(?:${languages.map(({tag}) => languageSuffix(tag)).join('|')})$`)

function unknownColumn(column: string, name: string, known: Iterable<string>): NameProblem {
  const names = [...known]
  const bare = names.map((known) => known.replace(ENDINGS, ''))
  const near = nearest(column, bare)
  return new NameProblem(
    'column-is-known',
    `Unexpected column \`${column}\` of \`${name}\``,
    near === undefined ? suggestion(column, names) : `Did you mean \`${near}\`?`
  )
}

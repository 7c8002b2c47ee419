/** The encodings of a view to the columns it draws, each with its label, unit and decimals. */
import {rulesFor} from '../../language/index.ts'
import {isNumeric} from '../../values/column.ts'
import {FEW_PLACES} from '../../values/value.ts'
import type {Field, Language, Row} from '../../types.ts'
import {isList, isObject, type JsonObject} from './json.ts'
import type {UnitView} from './views.ts'

/** A column as the chart uses it. */
export interface Use {
  readonly channel: string
  /** Its name in the rows that are read. */
  readonly name: string
  readonly field: Field
  readonly quantitative: boolean
  /** What a reader calls it. */
  readonly label: string
  readonly unit: string | undefined
  /** Characters of an ISO date that mean something: where each is the first of a month, the day was never meant. */
  readonly dateLength: 4 | 7 | 10
}

/** Rows to read and what is known of their columns. */
export interface Columns {
  readonly fields: ReadonlyMap<string, Field>
  readonly rows: readonly Row[]
  readonly language: Language
}

const UNSEEN = ['tooltip', 'order', 'key', 'description', 'opacity', 'fillOpacity', 'strokeOpacity', 'strokeWidth']

/** The columns that a view draws, one for each channel. */
export function usesOf({encoding}: UnitView, columns: Columns): readonly Use[] {
  return Object.entries(encoding).flatMap(([channel, definition]) => {
    if (UNSEEN.includes(channel)) return []
    const definitions = isList(definition) ? definition : [definition]
    return definitions.filter(isObject).flatMap((each) => {
      const use = useOf(channel, each, columns)
      return use === undefined ? [] : [use]
    })
  })
}

function useOf(channel: string, definition: JsonObject, {fields, rows, language}: Columns): Use | undefined {
  const {type, title, aggregate} = definition
  const base = typeof definition['field'] === 'string' ? definition['field'] : undefined
  const name = drawnName(definition, base)
  if (name === undefined || !rows.some((row) => name in row)) return undefined
  const field = withDecimals(fields.get(base ?? '') ?? madeField(name, rows), name, rows)
  const counted = name === '__count' ? rulesFor(language).chart.count : undefined
  return {
    channel,
    name,
    field,
    quantitative: type === 'quantitative' || (type === undefined && aggregate !== undefined),
    label: field.label?.[language] ?? (typeof title === 'string' ? title : (counted ?? base ?? name)),
    unit: field.unit?.[language],
    dateLength: dateLengthOf(name, rows)
  }
}

// Vega-Lite puts the operation before the name of the column it is done on.
function drawnName({aggregate, timeUnit}: JsonObject, base: string | undefined): string | undefined {
  if (aggregate === 'count') return '__count'
  const operation = aggregate ?? timeUnit
  return typeof operation === 'string' && base !== undefined ? `${operation}_${base}` : base
}

function madeField(name: string, rows: readonly Row[]): Field {
  const numeric = rows.every(
    (row) => row[name] === null || row[name] === undefined || (row[name] !== '' && Number.isFinite(Number(row[name])))
  )
  return {name, type: numeric ? 'number' : 'string'}
}

// A column whose contract says nothing of decimals shows as many as its values have; fractions that were reckoned have a few figures.
function withDecimals(field: Field, name: string, rows: readonly Row[]): Field {
  if (!isNumeric(field) || field.decimalsFrom !== undefined) return field
  if (field.decimals !== undefined || (field.type === 'integer' && name === field.name)) return field
  const longest = rows.reduce((most, row) => Math.max(most, (String(row[name] ?? '').split('.')[1] ?? '').length), 0)
  return {...field, type: 'number', ...(longest <= FEW_PLACES && {decimals: longest})}
}

function dateLengthOf(name: string, rows: readonly Row[]): Use['dateLength'] {
  const all = (ending: string) => rows.every((row) => String(row[name] ?? ending).endsWith(ending))
  return all('-01-01') ? 4 : all('-01') ? 7 : 10
}

/** The first use of each column. */
export function dedupe(uses: readonly Use[]): readonly Use[] {
  return uses.filter((use, index) => uses.findIndex(({name}) => name === use.name) === index)
}

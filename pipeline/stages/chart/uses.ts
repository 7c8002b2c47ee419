/** The encodings of a view to the columns it draws, each with its label, unit and decimals. */
import {rulesFor} from '../../language/index.ts'
import {isNumeric} from '../../values/column.ts'
import {isListCell, itemField} from '../../values/items.ts'
import {FEW_PLACES} from '../../values/value.ts'
import type {Field, Language, Row} from '../../types.ts'
import {isList, isObject, type JsonObject} from './json.ts'
import {columnOf} from './seen.ts'
import {unitsOfTime} from './time.ts'

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
  /** Column of the end, where it shows a range. */
  readonly end?: string
  /** Units of time that it shows, the largest first. */
  readonly time: readonly string[]
}

/** Rows to read and what is known of their columns. */
export interface Columns {
  readonly fields: ReadonlyMap<string, Field>
  readonly rows: readonly Row[]
  readonly language: Language
}

const UNSEEN = ['tooltip', 'order', 'key', 'description', 'opacity', 'fillOpacity', 'strokeOpacity', 'strokeWidth']

/** The columns that a view draws, one for each channel; of facets first. */
export function usesOf(
  view: {readonly encoding: JsonObject; readonly facets: readonly JsonObject[]},
  columns: Columns
): readonly Use[] {
  const channels = [...view.facets.map((facet) => ['facet', facet] as const), ...Object.entries(view.encoding)]
  return channels.flatMap(([channel, definition]) => {
    if (UNSEEN.includes(channel)) return []
    const main = channel.endsWith('2') ? view.encoding[channel.slice(0, -1)] : undefined
    // The end of a bin stands beside its beginning.
    if (isObject(main) && (main['bin'] ?? false) !== false) return []
    const definitions = isList(definition) ? definition : [definition]
    return definitions.filter(isObject).flatMap((own) => {
      const each = isObject(main) && own['type'] === undefined ? {...own, type: main['type'] ?? null} : own
      const use = useOf(channel, each, columns)
      return use === undefined ? [] : [use]
    })
  })
}

function useOf(channel: string, definition: JsonObject, {fields, rows, language}: Columns): Use | undefined {
  const {type, aggregate} = definition
  const base = typeof definition['field'] === 'string' ? definition['field'] : undefined
  const name = columnOf(definition, rows[0] ?? {})
  if (name === undefined || !rows.some((row) => name in row)) return undefined
  const time = unitsOfTime(definition)
  const known = knownField(asDrawn(fields.get(base ?? ''), rows), definition)
  const made = withDecimals(known ?? madeField(name, rows, definition), name, rows)
  const isRange = definition['bin'] !== undefined && definition['bin'] !== false && definition['bin'] !== null
  const end = isRange && rows.some((row) => `${name}_end` in row) ? `${name}_end` : undefined
  return {
    channel,
    name,
    field: time.length > 0 ? {...made, type: 'string'} : made,
    quantitative: end === undefined && (type === 'quantitative' || (type === undefined && aggregate !== undefined)),
    label: labelOf(definition, {name, base, known, language}),
    unit: aggregate === 'count' || aggregate === 'distinct' ? undefined : known?.unit?.[language],
    dateLength: dateLengthOf(name, rows),
    ...(end !== undefined && {end}),
    time
  }
}

// A transform that flattens lists writes each item in the place of its list.
function asDrawn(field: Field | undefined, rows: readonly Row[]): Field | undefined {
  if (field?.type !== 'list') return field
  const cells = rows.map((row) => row[field.name] ?? null).filter((cell) => cell !== null)
  return cells.every(isListCell) ? field : itemField(field)
}

// Numbers that lie in a spec and only tell things apart, as years do, are names.
function knownField(field: Field | undefined, {type}: JsonObject): Field | undefined {
  const isPlain =
    field?.type === 'number' && field.label === undefined && field.decimals === undefined && field.unit === undefined
  return isPlain && (type === 'nominal' || type === 'ordinal') ? {...field, type: 'string'} : field
}

interface Named {
  readonly name: string
  readonly base: string | undefined
  readonly known: Field | undefined
  readonly language: Language
}

function labelOf({aggregate, title, axis, legend}: JsonObject, {name, base, known, language}: Named): string {
  const own = [title, isObject(axis) ? axis['title'] : undefined, isObject(legend) ? legend['title'] : undefined]
  const {count, operation} = rulesFor(language).chart
  if (aggregate === 'count') return own.find((each) => typeof each === 'string') ?? count
  const label = known?.label?.[language]
  if (label !== undefined) return typeof aggregate === 'string' ? operation(aggregate, label) : label
  return own.find((each) => typeof each === 'string') ?? base ?? name
}

// Numbers that only tell things apart, as years do, are names.
function madeField(name: string, rows: readonly Row[], {type}: JsonObject): Field {
  if (type === 'temporal') return {name, type: 'date'}
  if (type === 'nominal' || type === 'ordinal') return {name, type: 'string'}
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

/** Rows of the report to rows as Vega reads them: numbers as numbers, names in the language of the edition. */
import {isNumeric, languageSuffix, toNumber} from '../../values/format.ts'
import type {Cell, Dataset, Field, Language, Row} from '../../types.ts'
import {isList, isObject, objectsOf, type Json, type JsonObject} from './json.ts'

export type Datum = Record<string, Json>

export interface BoundRows {
  /** Columns by name, with the bare names that stand for columns of the edition's language. */
  readonly columns: ReadonlyMap<string, Field>
  /** Exact, for words and tables. */
  readonly rows: readonly Row[]
}

/** Columns and rows of a query, each column of the edition's language also under its bare name. */
export function bindRows({columns, rows}: Dataset, language: Language): BoundRows {
  const ending = `_${languageSuffix(language)}`
  const names = new Set(columns.map(({name}) => name))
  const local = columns.flatMap((field) => {
    const bare = field.name.endsWith(ending) ? field.name.slice(0, -ending.length) : ''
    return bare === '' || names.has(bare) ? [] : [{field, bare}]
  })
  const all = [...columns, ...local.map(({field, bare}) => ({...field, name: bare}))]
  const named = (row: Row) => Object.fromEntries(local.map(({field, bare}) => [bare, row[field.name] ?? null]))
  return {
    columns: new Map(all.map((field) => [field.name, field])),
    rows: local.length === 0 ? rows : rows.map((row) => ({...row, ...named(row)}))
  }
}

/** Fresh objects each time, since Vega writes into the rows it is given. */
export function toData({columns, rows}: BoundRows): Datum[] {
  const numeric = [...columns.values()].filter((field) => isNumeric(field) || field.type === 'year').map(({name}) => name)
  return rows.map((row) => {
    const datum: Datum = {...row}
    for (const name of numeric) datum[name] = toValue(row[name] ?? null)
    return datum
  })
}

/** Rows that lie in the spec itself, by the name under which they are bound. */
export function inlineRows(tree: JsonObject): ReadonlyMap<string, BoundRows> {
  const shared = isObject(tree['datasets']) ? Object.entries(tree['datasets']) : []
  const own = sourcesWithRows(tree).map(({data}, index) => [inlineName(data, index), data['values']!] as const)
  return new Map([...shared, ...own].map(([name, values]) => [name, readInline(values)]))
}

export function inlineNames(tree: JsonObject): readonly string[] {
  return [...inlineRows(tree).keys()]
}

/** The spec with its own rows taken out and named, so that all rows are bound alike. */
export function withoutInlineRows(tree: JsonObject): JsonObject {
  const names = new Map(sourcesWithRows(tree).map(({data}, index) => [data, inlineName(data, index)]))
  const {datasets: _, ...rest} = tree
  return names.size === 0 ? rest : (replaceSources(rest, names) as JsonObject)
}

function replaceSources(value: Json, names: ReadonlyMap<JsonObject, string>): Json {
  if (isList(value)) return value.map((item) => replaceSources(item, names))
  if (!isObject(value)) return value
  const name = names.get(value)
  if (name === undefined)
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, replaceSources(child, names)]))
  const {values: _, ...rest} = value
  return {...rest, name}
}

function sourcesWithRows(tree: JsonObject): readonly {readonly data: JsonObject}[] {
  return [...objectsOf(tree)].flatMap(({object: {data}}) => (isObject(data) && isList(data['values']) ? [{data}] : []))
}

function inlineName(data: JsonObject, index: number): string {
  return typeof data['name'] === 'string' ? data['name'] : `inline_${index + 1}`
}

function readInline(values: Json): BoundRows {
  const objects = (isList(values) ? values : []).map((value) => (isObject(value) ? value : {data: value}))
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))]
  const fields = names.map((name): Field => {
    const present = objects.map((object) => object[name]).filter((value) => value !== null && value !== undefined)
    return {name, type: present.length > 0 && present.every((value) => typeof value === 'number') ? 'number' : 'string'}
  })
  const rows = objects.map((object) => Object.fromEntries(names.map((name) => [name, toCell(object[name])])))
  return {columns: new Map(fields.map((field) => [field.name, field])), rows}
}

/** A value of Vega as a cell of a table. */
export function toCell(value: unknown): Cell {
  if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return null
  if (typeof value === 'boolean') return value
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
}

function toValue(cell: Cell): number | null {
  const value = toNumber(cell)
  return Number.isNaN(value) ? null : value
}

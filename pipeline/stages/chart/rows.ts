/** Rows of the report, and rows that lie in a spec, to values as Vega reads them: names in the language of the edition. */
import {languageSuffix} from '../../language/index.ts'
import {isNumeric} from '../../values/column.ts'
import {itemsOf} from '../../values/items.ts'
import {toNumber} from '../../values/number.ts'
import type {Cell, Dataset, Field, Language, Row} from '../../types.ts'
import type {Engine} from './vega.ts'
import {isList, isObject, objectsOf, type Json, type JsonObject} from './json.ts'

/** One source of rows under the name by which the spec calls it. */
export interface Source {
  /** Columns by name, with the bare names that stand for columns of the edition's language. */
  readonly columns: ReadonlyMap<string, Field>
  /** For words and tables: as the report has them, or as cells. */
  readonly rows: readonly Row[]
  /** Fresh values each time, since Vega writes into those it is given. `asDates`: columns that Vega will read as dates. */
  readonly values: (asDates: ReadonlySet<string>) => Json
  /** The decimal text of a number that a double cannot hold, by column and double. */
  readonly exact: ReadonlyMap<string, ReadonlyMap<number, string>>
}

/** The rows of a chart by the name of its data. */
export type Sources = ReadonlyMap<string, Source>

/** Values in a spec, and how they are to be read: a list, an object such as a map's features, or the text of a table. */
interface Inline {
  readonly values: Json
  readonly format: JsonObject
}

/** Columns and rows of a query, each column of the edition's language also under its bare name. */
export function bindRows({columns, rows}: Dataset, language: Language): Source {
  const ending = `_${languageSuffix(language)}`
  const names = new Set(columns.map(({name}) => name))
  const local = columns.flatMap((field) => {
    const bare = field.name.endsWith(ending) ? field.name.slice(0, -ending.length) : ''
    return bare === '' || names.has(bare) ? [] : [{...field, name: bare, of: field.name}]
  })
  const named = (row: Row) => Object.fromEntries(local.map(({name, of}) => [name, row[of] ?? null]))
  const all = [...columns.map((field) => ({...field, of: field.name})), ...local]
  return {
    columns: new Map(all.map((field) => [field.name, field])),
    rows: local.length === 0 ? rows : rows.map((row) => ({...row, ...named(row)})),
    exact: new Map(all.filter(isNumeric).map(({name, of}) => [name, textsByNumber(rows, of)])),
    values: (asDates) => rows.map((row) => toDatum(row, all, asDates))
  }
}

/** Rows that lie in the spec itself, by the name under which they are bound. Throws what Vega's reader throws. */
export function inlineSources(tree: JsonObject, {vega}: Engine): Sources {
  return new Map([...inlines(tree)].map(([name, inline]) => [name, readInline(inline, vega)]))
}

/** The names of data that stand in the spec itself. */
export function inlineNames(tree: JsonObject): readonly string[] {
  return [...inlines(tree).keys()]
}

/** The spec with its own rows taken out and named, so that all rows are bound alike. */
export function withoutInlineRows(tree: JsonObject): JsonObject {
  const names = new Map(sourcesWithRows(tree).map((data, index) => [data, inlineName(data, index)]))
  const {datasets: _, ...rest} = tree
  return names.size === 0 ? rest : (replaceSources(rest, names) as JsonObject)
}

/** A value of Vega as a cell of a table. */
export function toCell(value: unknown): Cell {
  if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return null
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().replace('T00:00:00.000Z', '')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

type DatumField = Field & {readonly of: string}

// A year that an axis of time is to show is a date; as a number Vega takes it for milliseconds.
function toDatum(row: Row, fields: readonly DatumField[], asDates: ReadonlySet<string>): JsonObject {
  const datum: Record<string, Json> = {}
  for (const field of fields) {
    const cell = row[field.of] ?? null
    const isNumber = isNumeric(field) || (field.type === 'year' && !asDates.has(field.name))
    datum[field.name] = isNumber ? toValue(cell) : itemsIn(cell, field)
  }
  return datum
}

// The items of a list, for a transform that flattens them.
function itemsIn(cell: Cell, {type}: Field): Json {
  return type === 'list' && cell !== null ? [...itemsOf(String(cell))] : cell
}

function toValue(cell: Cell): number | null {
  const value = toNumber(cell)
  return Number.isNaN(value) ? null : value
}

function textsByNumber(rows: readonly Row[], name: string): ReadonlyMap<number, string> {
  const long = rows.map((row) => row[name]).filter((cell) => typeof cell === 'string' && cell.length > 15)
  return new Map(long.map((text) => [Number(text), String(text)]))
}

function inlines(tree: JsonObject): ReadonlyMap<string, Inline> {
  const shared = isObject(tree['datasets']) ? Object.entries(tree['datasets']) : []
  const own = sourcesWithRows(tree).map((data, index) => [inlineName(data, index), inlineOf(data)] as const)
  return new Map([...shared.map(([name, values]) => [name, {values, format: {}}] as const), ...own])
}

function inlineOf({values, format}: JsonObject): Inline {
  return {values: values!, format: isObject(format) ? format : {}}
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

function sourcesWithRows(tree: JsonObject): readonly JsonObject[] {
  return objectsOf(tree).flatMap(({object: {data}}) => (isObject(data) && 'values' in data ? [data] : []))
}

function inlineName(data: JsonObject, index: number): string {
  return typeof data['name'] === 'string' ? data['name'] : `inline_${index + 1}`
}

function readInline({values, format}: Inline, vega: Engine['vega']): Source {
  const {parse: _, ...shape} = format
  const read = vega.read(structuredClone(values), shape)
  const rows: readonly unknown[] = Array.isArray(read) ? read : [read]
  const objects = rows.map((row) => (typeof row === 'object' && row !== null ? (row as JsonObject) : {data: row as Json}))
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))]
  return {
    columns: new Map(names.map((name) => [name, fieldOf(name, objects)])),
    rows: objects.map((object) => Object.fromEntries(names.map((name) => [name, toCell(object[name])]))),
    exact: new Map(),
    values: () => structuredClone(values)
  }
}

function fieldOf(name: string, objects: readonly JsonObject[]): Field {
  const present = objects.map((object) => object[name]).filter((value) => value !== null && value !== undefined)
  return {name, type: present.length > 0 && present.every((value) => typeof value === 'number') ? 'number' : 'string'}
}

/** An axis -> its places by the columns that may name them, with their names; those of a table where the axis has none. */
import type {Axis, Resource, Row} from '../../types.ts'
import type {PlacedTable} from './keys.ts'

/** A column that tells places apart, and the place of each of its values. */
export interface Codes {
  readonly column: string
  readonly ids: ReadonlyMap<string, string>
}

/** The places of one axis. */
export interface NamedPlaces {
  readonly axis: string
  /** The table that has a row for each; it is not held against itself. */
  readonly table?: string
  /** Where their names are written. */
  readonly path: string
  readonly codes: readonly Codes[]
  /** The column of their names, in one language or all. */
  readonly label?: string
  /** By a name as it is compared: the places that are called so. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>
  /** By a place, all that it may be called. */
  readonly own: ReadonlyMap<string, ReadonlySet<string>>
  /** The name of a place for a column: what its own row has there, or that in the script of another. */
  nameFor(id: string, column: string, other: string): string | undefined
}

/** A column of a table that holds codes of places. */
export interface CodedColumn {
  readonly column: string
  readonly ids: ReadonlyMap<string, string>
  /** It is part of the primary key. */
  readonly isKey: boolean
}

/** What an axis is, as far as it is known here. */
export interface PlaceAxis {
  readonly axis: Axis
  readonly from?: {readonly table: string; readonly key: string; readonly label?: string}
}

/** The places of an axis. One that is written out without names takes them from the first table that names each. */
export function namedPlaces(
  {axis, from}: PlaceAxis,
  tables: readonly PlacedTable[],
  resources: readonly Resource[]
): NamedPlaces {
  const rows = axis.values.map(({id, label, params}) => ({
    id,
    names: Object.values(label).filter((name) => name !== id),
    row: params
  }))
  const path = resources.find(({name}) => name === from?.table)?.path ?? 'report.yaml'
  const codes = from === undefined ? [codesOf(rows, 'id')] : columnsOf(rows, from.key).map((column) => codesOf(rows, column))
  const known: Named = {
    axis: axis.name,
    rows,
    codes,
    path,
    ...(from && {table: from.table, ...(from.label !== undefined && {label: from.label})})
  }
  return toPlaces(rows.some(({names}) => names.length > 0) ? known : namedByTable(known, tables, resources))
}

interface PlaceRow {
  readonly id: string
  readonly names: readonly string[]
  readonly row: Row
}

type Named = Pick<NamedPlaces, 'axis' | 'table' | 'path' | 'codes' | 'label'> & {readonly rows: readonly PlaceRow[]}

function toPlaces({rows, ...rest}: Named): NamedPlaces {
  const names = new Map<string, Set<string>>()
  const own = new Map<string, ReadonlySet<string>>()
  for (const {id, names: labels, row} of rows) {
    for (const name of [...labels, ...cellsOf(row, isName)])
      names.set(plainOf(name), (names.get(plainOf(name)) ?? new Set()).add(id))
    own.set(id, new Set([...labels, ...cellsOf(row, () => true)].map(plainOf)))
  }
  const byId = new Map(rows.map((each) => [each.id, each]))
  const nameFor = (id: string, column: string, other: string) => {
    const {row, names: labels = []} = byId.get(id) ?? {}
    const cell = row?.[column]
    return typeof cell === 'string' ? cell : (labels.find((label) => isHan(label) === isHan(other)) ?? labels[0])
  }
  return {...rest, names, own, nameFor}
}

// Codes are unique and of every place: the key first, since that is what queries join by for the most part.
function columnsOf(rows: readonly PlaceRow[], key: string): readonly string[] {
  const columns = Object.keys(rows[0]?.row ?? {}).filter((name) => !isName(name))
  const isUnique = (name: string) =>
    rows.every(({row}) => typeof row[name] === 'string') && new Set(rows.map(({row}) => row[name])).size === rows.length
  return [key, ...columns.filter((name) => name !== key && isUnique(name))]
}

function codesOf(rows: readonly PlaceRow[], column: string): Codes {
  return {column, ids: new Map(rows.map(({id, row}) => [String(row[column] ?? id), id]))}
}

function namedByTable(known: Named, tables: readonly PlacedTable[], resources: readonly Resource[]): Named {
  const [ids] = known.codes
  for (const {name, path} of resources) {
    const table = tables.find((each) => each.table.name === name)?.table
    const [key, ...others] = table?.primaryKey ?? []
    if (table === undefined || key === undefined || others.length > 0 || name === known.table) continue
    const rows = table.rows.filter((row) => ids!.ids.has(String(row[key])))
    const named = table.fields.filter(({name: column, type}) => type === 'string' && column !== key && isName(column))
    if (named.length === 0 || rows.length < 2) continue
    const texts = (row: Row) => named.map(({name: column}) => row[column]).filter((cell) => typeof cell === 'string')
    return {...known, table: name, path, rows: rows.map((row) => ({id: ids!.ids.get(String(row[key]))!, names: texts(row), row}))}
  }
  return known
}

/** A name as it is compared, and the places that are called so. */
export interface KnownName {
  readonly value: string
  readonly of: ReadonlySet<string>
}

/** Of what stands in a column, the names of places: each is looked up once, in however many rows it stands. */
export function knownNames(rows: readonly Row[], column: string, {names}: NamedPlaces): ReadonlyMap<string, KnownName> {
  const cells = [...new Set(rows.map((row) => row[column]))].filter((cell) => typeof cell === 'string')
  return new Map(
    cells.flatMap((cell) => {
      const value = plainOf(cell)
      const of = names.get(value)
      return of === undefined ? [] : [[cell, {value, of}] as const]
    })
  )
}

/** Whether a column is called so that it can hold but the names of the places whose codes stand in another. */
export function isOfPlaces(column: string, code: string, {axis, table, label, codes}: NamedPlaces): boolean {
  const base = baseOf(column)
  const own = [axis, code, table, ...codes.map((each) => each.column)].filter((each) => each !== undefined).map(stemOf)
  return (isName(column) && ['', ...own].includes(stemOf(base))) || [...own, label].includes(base)
}

const NAME = /^(?:name|label|title|short|名称|名稱|名字|名)$/iu

function isName(column: string): boolean {
  return (
    baseOf(column)
      .split(/[_ -]/u)
      .some((word) => NAME.test(word)) || /(?:名称|名稱|名)$/u.test(column)
  )
}

// `name_zh_hans` -> `name`.
function baseOf(column: string): string {
  return column.toLowerCase().replace(/_(?:zh_(?:hans|hant|cn|tw|hk)|zh|cn|en|de|fr|es|it|pt|ru|ja|ko|ar)$/u, '')
}

// `region_name`, `region_id`, `regions` -> `region`; `name` -> nothing.
function stemOf(name: string): string {
  const words = baseOf(name)
    .split(/[_ -]/u)
    .filter((word) => !/^(?:id|key|code|name|label|title|short)$/u.test(word))
  return words
    .join('_')
    .replace(/(?:名称|名稱|名字|名|代码|代碼|编码)$/u, '')
    .replace(/(?<=..)s$/u, '')
}

function cellsOf(row: Row, isTaken: (column: string) => boolean): readonly string[] {
  return Object.entries(row).flatMap(([column, cell]) =>
    typeof cell === 'string' && cell !== '' && isTaken(column) ? [cell] : []
  )
}

function isHan(text: string): boolean {
  return /\p{sc=Han}/u.test(text)
}

function plainOf(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim().toLowerCase()
}

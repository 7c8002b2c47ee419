/** The tables that a report has already -> which columns of a draft name rows of them. */
import {join} from 'node:path'
import {ReportError} from '../../messages.ts'
import {toResource, type FieldDefinition, type ResourceDefinition} from '../../schema/definition.ts'
import {readDefinition} from '../../schema/validate.ts'
import {readTable} from '../../stages/table/index.ts'
import type {Cell, Row} from '../../types.ts'
import {unlessMissing, type World} from '../../world.ts'
import {isNameOfWhole} from '../../values/totals.ts'
import {quoted, type Doubt} from './guess.ts'

/** A table whose rows a text of one column names. */
export interface KeyedTable {
  readonly name: string
  readonly path: ResourceDefinition['path']
  readonly key: string
  readonly values: ReadonlySet<string>
}

/** Columns that name rows of other tables. */
export interface Referring {
  readonly foreignKeys: NonNullable<ResourceDefinition['schema']['foreignKeys']>
  readonly doubts: readonly Doubt[]
}

/** Tables of more bytes are not read for a draft. */
const MOST_BYTES = 2 ** 24

/** The tables of a report that a draft may refer to; what cannot be read is left to `check`. */
export async function keyedTables(report: string, {files}: Pick<World, 'files'>): Promise<readonly KeyedTable[]> {
  const bytes = await unlessMissing(files.read(join(report, 'datapackage.json')))
  if (bytes === undefined) return []
  const source = {path: 'datapackage.json', text: Buffer.from(bytes).toString()}
  const {value, messages} = await readDefinition(source, 'datapackage')
  if (messages.length > 0) return []
  const {resources} = value as {readonly resources: readonly ResourceDefinition[]}
  const read = await Promise.all(resources.map((resource) => keyedTable(resource, report, {files})))
  return read.filter((table) => table !== undefined)
}

async function keyedTable(
  resource: ResourceDefinition,
  report: string,
  {files}: Pick<World, 'files'>
): Promise<KeyedTable | undefined> {
  const {name, path, schema} = resource
  const [key, second] = [schema.primaryKey ?? []].flat()
  const isText = schema.fields.some((field) => field.name === key && (field.type ?? 'string') === 'string')
  if (key === undefined || second !== undefined || !isText) return undefined
  if (typeof path !== 'string' || resource.query !== undefined || resource.table !== undefined || /(?:^|\/)\.\.\//.test(path))
    return undefined
  try {
    const bytes = await unlessMissing(files.read(join(report, path)))
    if (bytes === undefined || bytes.length > MOST_BYTES) return undefined
    const {table, messages} = await readTable(toResource(resource), bytes)
    return messages.length > 0 ? undefined : {name, path, key, values: textsOf(table.rows, key)}
  } catch (error) {
    if (error instanceof ReportError) return undefined
    throw error
  }
}

/** Which columns hold nothing but values of such a key. Two different ones at least: a single one is met by chance. */
export function referring(rows: readonly Row[], fields: readonly FieldDefinition[], known: readonly KeyedTable[]): Referring {
  const texts = fields.filter(({type = 'string'}) => type === 'string').map(({name}) => ({name, values: textsOf(rows, name)}))
  const found = texts.flatMap(({name, values}) => {
    const table = tableFor(name, values, known)
    return table === undefined ? [] : [{fields: name, reference: {resource: table.name, fields: table.key}}]
  })
  const others = texts.filter(({name}) => found.every(({fields}) => fields !== name))
  const totals = others.flatMap(({name, values}) => totalsAmong(name, values, {rows, known}))
  return {foreignKeys: found, doubts: [...found.map(doubtOf), ...totals]}
}

function tableFor(column: string, values: ReadonlySet<string>, known: readonly KeyedTable[]): KeyedTable | undefined {
  const able = values.size < 2 ? [] : known.filter((table) => [...values].every((value) => table.values.has(value)))
  return able.find(({name}) => isNamedFor(column, name)) ?? able[0]
}

/** So many totals may stand among the values of a column. */
const MOST_TOTALS = 4

// What keeps a column from referring to a table, where totals alone do.
function totalsAmong(
  column: string,
  values: ReadonlySet<string>,
  {rows, known}: {readonly rows: readonly Row[]; readonly known: readonly KeyedTable[]}
): readonly Doubt[] {
  const found = known.flatMap((table) => {
    const strange = [...values].filter((value) => !table.values.has(value))
    const isAble = strange.length > 0 && strange.length <= MOST_TOTALS && values.size - strange.length > 1
    return isAble && strange.every((value) => isTotal(value, column, rows)) ? [{table, totals: strange}] : []
  })
  const best = found.find(({table}) => isNamedFor(column, table.name)) ?? found[0]
  return best === undefined ? [] : [totalDoubt(column, best.totals, best.table)]
}

// By a text that stands in its rows alone: its own name, or one beside it as in `T` with `Total` beside it.
function isTotal(value: string, column: string, rows: readonly Row[]): boolean {
  const elsewhere = new Set(rows.filter((row) => row[column] !== value).flatMap((row) => Object.values(row)))
  const isOwn = (cell: Cell) => typeof cell === 'string' && isNameOfWhole(cell) && !elsewhere.has(cell)
  return rows.filter((row) => row[column] === value).every((row) => Object.values(row).some(isOwn))
}

function totalDoubt(column: string, totals: readonly string[], {name, key}: KeyedTable): Doubt {
  return {
    rule: 'row-is-of-a-place',
    reason: `Unexpected ${totals.map(quoted).join(', ')} in \`${column}\`, whose other values all stand in \`${key}\` of the table \`${name}\`, expected no total`,
    note: 'No foreign key is drafted for it. The file may stay as it is: queries leave the total out, and a test holds the other names.'
  }
}

function textsOf(rows: readonly Row[], column: string): ReadonlySet<string> {
  return new Set(rows.map((row) => row[column]).filter((cell) => typeof cell === 'string'))
}

// `district` or `district_id` of `districts`.
function isNamedFor(column: string, table: string): boolean {
  const stem = column.toLowerCase().replace(/_?(?:id|code|key)$/, '')
  return stem !== '' && table.toLowerCase().startsWith(stem.slice(0, Math.max(3, stem.length - 1)))
}

function doubtOf({
  fields,
  reference: {resource, fields: key}
}: {
  readonly fields: string
  readonly reference: {readonly resource: string; readonly fields: string}
}): Doubt {
  return {
    rule: 'reference-is-sure',
    reason: `Unexpected values in \`${fields}\` that all stand in \`${key}\` of the table \`${resource}\`, expected names of its rows`,
    note: 'It is drafted as a foreign key, which a build holds; take it out where that is by chance.'
  }
}

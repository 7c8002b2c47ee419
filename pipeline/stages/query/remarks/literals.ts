/** A query that compares with a value written out -> those that no row has: a slip of a key counts nothing, or leaves nothing out. */
import {namesAndMore, nearest, suggestion, type Message} from '../../../messages.ts'
import type {Table} from '../../../types.ts'
import {askLike, type Answered} from './answered.ts'
import {comparisonsIn, constantsApart, type Literal} from './compared.ts'
import type {Database, Result} from '../database.ts'
import {isTest} from '../header.ts'
import {placeOfByte} from '../place.ts'
import {isSameName, namesIn, selectsIn, type Select, type TableSource} from './reckonings.ts'
import {shaped} from './shaped.ts'
import {isTree, partsOf, spelt, type Tree} from '../syntax-tree.ts'

/** Values that may come to a column, by its name: those of the table or of the axis that it refers to. */
export type MayCome = Readonly<Record<string, readonly string[]>>

/** A query with the tables that it reads, by their names in small letters. */
export interface Comparing extends Answered {
  readonly tables: ReadonlyMap<string, Table>
  readonly mayCome: MayCome
}

/** Whether a text may compare with what is written out: worth a look at its tree. */
export function mayCompare(sql: string): boolean {
  return /(?:=|<>|\bin\s*\(|\bfrom|\bwhen)\s*'[^']|'\s*(?:=|<>)|(?:=|\bin\s*\()\s*(?:19|20)\d\d\b/i.test(sql)
}

/** A remark for each value that no row has, whatever the edition. A test looks for what must not be there, and is not held to it. */
export async function unknownValues(comparing: Comparing, database: Database): Promise<readonly Message[]> {
  if (isTest(comparing.query)) return []
  const parsed = await database.parse(comparing.query.sql)
  const written = [...constantsApart(parsed), ...comparing.request.views.map(({sql}) => sql)]
  const told: Message[] = []
  for (const select of selectsIn(parsed))
    for (const literals of comparisonsIn(select.node).values()) {
      const present = await presentIn(literals[0]!.beside, select, {comparing, database})
      if (present === undefined) continue
      const known = [...present.values, ...listedFor(literals[0]!.beside, comparing)]
      const strange = literals.filter((literal) => isStrange(literal, {...present, known, written}))
      const isMissed = present.values.some((value) => !literals.some((literal) => literal.value === value))
      told.push(
        ...strange
          .filter(({value, isNot}) => isMissed || isNot || isSlip(value, present.values))
          .map((literal) => remark(literal, present, comparing))
      )
    }
  return told
}

/** The values of an expression in the rows that it may be of. */
interface Present {
  readonly values: readonly string[]
  readonly isText: boolean
  /** The table whose column it is; nothing where the query makes it, and may make values that no row has today. */
  readonly table?: string
}

interface Asking {
  readonly comparing: Comparing
  readonly database: Database
}

// Nothing where it is no text and no year, or reads what cannot be asked alone.
async function presentIn(expression: Tree, select: Select, {comparing, database}: Asking): Promise<Present | undefined> {
  if (isRenamed(expression, select)) return undefined
  const asked = 'select distinct octavo_value from octavo where octavo_value is not null'
  const template = await shaped(asked, {octavo_value: expression}, database)
  const found: {readonly source: TableSource; readonly result: Result}[] = []
  for (const source of select.sources) {
    const alone = {...template, from_table: source.leaf, cte_map: select.node['cte_map']}
    const result = await askLike(comparing, alone, database)
    if (result !== undefined) found.push({source, result})
  }
  const types = new Set(found.map(({result}) => kindOf(result)))
  const [kind] = types
  const values = [...new Set(found.flatMap(({result}) => result.rows.map(([value]) => String(value))))]
  if (types.size !== 1 || kind === undefined || values.length === 0) return undefined
  const table = expression['class'] === 'COLUMN_REF' ? tableOf(found[0]!.source, select, comparing) : undefined
  return {values, isText: kind === 'text', ...(table !== undefined && {table})}
}

// A name that the list of the query gives to something else may stand for that.
function isRenamed(expression: Tree, {node}: Select): boolean {
  const items = partsOf(node['select_list']).filter(isTree)
  const names = namesIn(expression).filter((name) => name.length === 1)
  return names.some(([name = '']) => items.some((item) => isSameName(String(item['alias']), name) && !isItself(item, name)))
}

function isItself(item: Tree, name: string): boolean {
  return item['class'] === 'COLUMN_REF' && isSameName(String(partsOf(item['column_names']).at(-1)), name)
}

const YEAR = /^(?:19|20)\d\d$/

function kindOf({columns: [column], rows}: Result): 'text' | 'year' | undefined {
  if (column?.type === 'VARCHAR') return 'text'
  return /INT/.test(column?.type ?? '') && rows.every(([value]) => YEAR.test(String(value))) ? 'year' : undefined
}

// Not one that a `with` of this name stands before.
function tableOf({table, leaf}: TableSource, {node}: Select, {tables}: Comparing): string | undefined {
  const entries = isTree(node['cte_map']) ? partsOf(node['cte_map']['map']).filter(isTree) : []
  const isOwn = leaf['type'] !== 'BASE_TABLE' || entries.some(({key}) => isSameName(String(key), table))
  return isOwn ? undefined : tables.get(table.toLowerCase())?.name
}

function listedFor(expression: Tree, {tables, mayCome}: Comparing): readonly string[] {
  const columns = namesIn(expression).map((names) => names.at(-1)!)
  const fields = [...tables.values()].flatMap((table) => table.fields)
  return columns.flatMap((column) => [
    ...fields.filter(({name}) => isSameName(name, column)).flatMap(({constraints}) => (constraints?.enum ?? []).map(String)),
    ...Object.entries(mayCome).flatMap(([name, values]) => (isSameName(name, column) ? values : []))
  ])
}

interface Around extends Present {
  /** Values that there are, or that may come. */
  readonly known: readonly string[]
  /** What the query writes itself, and the texts of those that it reads. */
  readonly written: readonly string[]
}

function isStrange({value, isText, isNot}: Literal, {known, written, table, ...present}: Around): boolean {
  if (isText !== present.isText || value === '' || known.includes(value)) return false
  // A year or a month that is kept out need not be there.
  if (isNot && /^(?:19|20)\d\d(?!\d)/.test(value)) return false
  const quoted = `'${value.replaceAll("'", "''")}'`
  return table !== undefined || !(written.includes(value) || written.some((text) => text.includes(quoted)))
}

// Where all values that there are have been named, one more does no harm, unless it is one of them misspelt. Codes differ by a digit.
function isSlip(value: string, values: readonly string[]): boolean {
  return !/\d/.test(value) && nearest(value, values) !== undefined
}

function remark({value, isText, at, beside}: Literal, {values, table}: Present, {query: {path, sql}}: Comparing): Message {
  const name = beside['class'] === 'COLUMN_REF' ? partsOf(beside['column_names']).join('.') : spellingOf(beside)
  const whose = table === undefined ? 'which no row has' : `which no row of \`${table}\` has`
  return {
    severity: 'warning',
    rule: 'condition-value-is-known',
    ...placeOfByte({path, text: sql}, at),
    reason: `Unexpected value \`${value}\` beside \`${name}\`, ${whose}`,
    ...noteOn(value, {values: values.toSorted(), isText, ...(table !== undefined && {table})})
  }
}

// Years beside each other are no slip of one another.
function noteOn(value: string, {values, isText, table}: Present): {readonly note?: string} {
  const known = isText ? suggestion(value, values) : `Known: ${namesAndMore(values, MOST_YEARS)}`
  const listed = isText && table !== undefined ? ' Where it may come, list it in `enum` of the column.' : ''
  return known === undefined ? {} : {note: listed === '' || known.endsWith('?') ? known + listed : `${known}.${listed}`}
}

/** So many years are named in a message. */
const MOST_YEARS = 12

// Of what is reckoned, the columns are named.
function spellingOf(expression: Tree): string {
  return [...new Set(namesIn(expression).map((names) => names.join('.')))].join(', ') || spelt(expression).slice(0, 20)
}

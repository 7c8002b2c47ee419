/**
 * A query that reckons over a join -> sums, counts and means that take a row of a table more than once, since the join repeats it:
 * the population of a region once for each of its cities.
 *
 * The database is asked the same again, under a condition on the groups that holds where rows are repeated.
 */
import {namesAndMore, type Message} from '../../../messages.ts'
import type {Query} from '../../../types.ts'
import {reckonings, selectsIn, sourcesIn, type Reckoning, type Select} from './reckonings.ts'
import {askLike, type Answered} from './answered.ts'
import type {Database} from '../database.ts'
import {placeOfByte} from '../place.ts'
import {allOf, isTree, statementIn, type Tree} from '../syntax-tree.ts'

/** A remark for each table of which rows are taken more than once, unless the header says that they are meant to be. */
export async function takenTwice(answered: Answered, database: Database): Promise<readonly Message[]> {
  const {query} = answered
  const selects = selectsIn(await database.parse(query.sql)).filter(({sources}) => sources.length > 1)
  const told: Message[] = []
  for (const select of selects) told.push(...(await repeatsIn(select, answered, database)))
  return [...told, ...strangers(query, selects)]
}

/** A part of a query, what its sources are called and which columns they have. */
interface Looked extends Answered {
  readonly select: Select
  readonly columns: ReadonlyMap<string, readonly string[]>
}

async function repeatsIn(select: Select, answered: Answered, database: Database): Promise<readonly Message[]> {
  const found = reckonings(select.node)
  const columns = found.length === 0 ? undefined : await columnsOf(select, answered, database)
  if (columns === undefined) return []
  const looked = {...answered, select, columns}
  const told: Message[] = []
  for (const [names, reckonings] of bySources(found, columns)) {
    if (isMeant(names, looked) || !(await repeats(names, looked, database))) continue
    for (const reckoning of reckonings)
      if (await isMoved(reckoning, {names, looked}, database)) {
        told.push(remark(reckoning, names, looked))
        break
      }
  }
  return told
}

// In their order. What reads no column, or one that may be of several tables, is none of them.
function bySources(
  found: readonly Reckoning[],
  columns: Looked['columns']
): readonly (readonly [names: readonly string[], reckonings: readonly Reckoning[]])[] {
  const groups = new Map<string, readonly [readonly string[], Reckoning[]]>()
  for (const reckoning of found) {
    const names = sourcesIn(reckoning.value, columns)
    if (names === undefined || names.length === 0) continue
    const group = groups.get(names.join()) ?? [names, []]
    group[1].push(reckoning)
    groups.set(names.join(), group)
  }
  return [...groups.values()]
}

async function columnsOf(
  {node, sources}: Select,
  answered: Answered,
  database: Database
): Promise<Looked['columns'] | undefined> {
  const columns = new Map<string, readonly string[]>()
  for (const {name} of sources) {
    const template = statementIn(await database.parse('select octavo.* from octavo limit 0'))!
    const list = filled(template['select_list'], {source: name})
    const {from_table, cte_map} = node
    const result = await askLike(answered, {...template, select_list: list, from_table, cte_map}, database)
    if (result === undefined) return undefined
    columns.set(
      name,
      result.columns.map((column) => column.name)
    )
  }
  return columns
}

function isMeant(names: readonly string[], {query: {repeats = []}, select}: Looked): boolean {
  const said = new Set(repeats.map((name) => name.toLowerCase()))
  const isSaid = ({name, table}: Select['sources'][number]) => [name, table].some((each) => said.has(each.toLowerCase()))
  return select.sources.filter(({name}) => names.includes(name)).every(isSaid)
}

/** Rows that come more than once in a group, whatever is reckoned of them. */
const REPEATED = 'count(*) > count(distinct row(octavo_row))'
/** Where rows are counted more often than there are of them; and where some come more often than others, which is all that moves a mean. */
const COUNTED = 'count(octavo_value) > count(distinct case when octavo_value is not null then row(octavo_row) end)'
const WEIGHED = 'len(list_distinct(map_values(histogram(case when octavo_value is not null then row(octavo_row) end)))) > 1'

async function repeats(names: readonly string[], looked: Looked, database: Database): Promise<boolean> {
  return holdsSomewhere([REPEATED, {row: rowOf(names, looked), filter: null}], looked, database)
}

interface Among {
  readonly names: readonly string[]
  readonly looked: Looked
}

async function isMoved({value, filter, isMean}: Reckoning, {names, looked}: Among, database: Database): Promise<boolean> {
  const parts = {value, filter, row: rowOf(names, looked)}
  // Of rows that are the same in all, nobody can tell which of them came twice.
  return (
    (await holdsSomewhere([isMean ? WEIGHED : COUNTED, parts], looked, database)) && !(await hasTwins(names, looked, database))
  )
}

async function holdsSomewhere(
  [condition, parts]: readonly [string, Parts],
  looked: Looked,
  database: Database
): Promise<boolean> {
  const {node} = looked.select
  const template = statementIn(await database.parse(`select 1 having ${condition}`))!
  const having = allOf([node['having'], filled(template['having'], parts)].filter(isTree))
  return hasRows(looked, {...node, having, qualify: null, modifiers: []}, database)
}

function rowOf(names: readonly string[], {columns}: Looked): readonly Tree[] {
  return names.flatMap((name) => columns.get(name)!.map((column) => referenceTo(name, column)))
}

async function hasTwins(names: readonly string[], looked: Looked, database: Database): Promise<boolean> {
  const {select, columns} = looked
  for (const {name, leaf} of select.sources.filter((source) => names.includes(source.name))) {
    const template = statementIn(await database.parse('select 1 from octavo having count(*) > count(distinct row(octavo_row))'))!
    const having = filled(template['having'], {row: columns.get(name)!.map((column) => referenceTo(name, column)), filter: null})
    const twins = {...template, having, from_table: leaf, cte_map: select.node['cte_map']}
    if (await hasRows(looked, twins, database)) return true
  }
  return false
}

async function hasRows(answered: Answered, node: Tree, database: Database): Promise<boolean> {
  const result = await askLike(answered, node, database)
  return result !== undefined && result.rows.length > 0
}

/** What stands for the names of a template. */
interface Parts {
  readonly value?: unknown
  readonly row?: readonly Tree[]
  readonly source?: string
  /** Of the reckoning: its rows alone count. */
  readonly filter?: unknown
}

const AGGREGATES: ReadonlySet<unknown> = new Set(['count', 'histogram'])

function filled(node: unknown, parts: Parts): unknown {
  if (Array.isArray(node))
    return node.flatMap((child): readonly unknown[] => (isNamed(child, 'octavo_row') ? parts.row! : [filled(child, parts)]))
  if (!isTree(node)) return node
  if (isNamed(node, 'octavo_value')) return parts.value
  const copy: Tree = Object.fromEntries(Object.entries(node).map(([name, child]) => [name, filled(child, parts)]))
  if (AGGREGATES.has(copy['function_name'])) return {...copy, filter: parts.filter}
  return copy['class'] === 'STAR' ? {...copy, relation_name: parts.source} : copy
}

function isNamed(node: unknown, name: string): boolean {
  return isTree(node) && node['class'] === 'COLUMN_REF' && Array.isArray(node['column_names']) && node['column_names'][0] === name
}

function referenceTo(source: string, column: string): Tree {
  return {class: 'COLUMN_REF', type: 'COLUMN_REF', alias: '', query_location: 0, column_names: [source, column]}
}

function remark({name, at, written}: Reckoning, names: readonly string[], {query, select}: Looked): Message {
  const tableOf = (each: string) => select.sources.find((source) => source.name === each)!.table
  const others = select.sources.filter((source) => !names.includes(source.name)).map(({table}) => `\`${table}\``)
  const tables = names.map((each) => `\`${tableOf(each)}\``).join(' and ')
  const of = written === undefined ? '' : ` of \`${written}\``
  return {
    severity: 'warning',
    rule: 'row-is-taken-once',
    ...placeOfByte({path: query.path, text: query.sql}, at),
    reason: `Unexpected \`${name}\`${of} that takes rows of ${tables} more than once, expected each once: they are repeated by the join with ${namesAndMore(others, 3)}`,
    note: `Bring the other table to one row for each before you join it (\`group by\` in a query of its own). Where a row is meant to count so often, say so at the top: \`-- repeats: ${names.map(tableOf).join(', ')}\`.`
  }
}

function strangers({path, repeats = []}: Query, selects: readonly Select[]): readonly Message[] {
  const known = new Set(
    selects.flatMap(({sources}) => sources.flatMap(({name, table}) => [name.toLowerCase(), table.toLowerCase()]))
  )
  return repeats
    .filter((name) => !known.has(name.toLowerCase()))
    .map((name) => ({
      severity: 'warning',
      rule: 'query-header-is-known',
      path,
      line: 1,
      column: 1,
      reason: `Unexpected \`${name}\` behind \`repeats\`, expected a table that the query joins`
    }))
}

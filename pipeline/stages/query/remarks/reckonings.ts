/** The syntax tree of a query -> its parts that read several tables, and what they reckon of the columns of one. */
import {isTree, partsOf, statementIn, type Tree} from '../syntax-tree.ts'

/** A `select`, with all the `with` that it may read. */
export interface Select {
  readonly node: Tree
  readonly sources: readonly TableSource[]
}

/** A table in `from`: what the query calls it, what it is, and its node. */
export interface TableSource {
  readonly name: string
  readonly table: string
  readonly leaf: Tree
}

/** A sum, a count or a mean. */
export interface Reckoning {
  readonly name: string
  /** The byte at which it stands. */
  readonly at: number
  readonly value: Tree
  /** The column as it is written, where the value is one. */
  readonly written?: string
  readonly filter: unknown
  /** What stays the same where every row comes equally often. */
  readonly isMean: boolean
}

const SUMS = ['sum', 'fsum', 'kahan_sum', 'sumkahan', 'count', 'product']
const MEANS = [
  'avg mean favg median mad mode geomean geometric_mean corr',
  'quantile quantile_cont quantile_disc approx_quantile',
  'stddev stddev_samp stddev_pop var_samp var_pop variance'
].flatMap((names) => names.split(' '))
// SQL's own names of quantiles are read as those of the database.
const CALL = new RegExp(`\\b(?:${[...SUMS, ...MEANS].join('|')}|percentile_\\w+)\\s*\\(`, 'i')

/** Whether a text may reckon anything: worth a look at its tree. */
export function mayReckon(sql: string): boolean {
  return CALL.test(sql)
}

/** Whether a function of this name sums, counts or averages. */
export function reckons(name: string): boolean {
  return SUMS.includes(name) || MEANS.includes(name)
}

/** The `select` of a query, those of its `with`, those on both sides of a `union`, and those inside of them. */
export function selectsIn(parsed: unknown): readonly Select[] {
  return selectsOf(statementIn(parsed), [])
}

function selectsOf(node: unknown, before: readonly unknown[]): readonly Select[] {
  if (!isTree(node)) return []
  const own = entriesOf(node)
  const inside = own.flatMap((entry, index) => selectsOf(queryOf(entry), [...before, ...own.slice(0, index)]))
  const all = [...before, ...own]
  if (node['type'] === 'SET_OPERATION_NODE')
    return [...inside, ...['left', 'right'].flatMap((side) => selectsOf(node[side], all)), ...childrenOf(node, all)]
  if (node['type'] !== 'SELECT_NODE') return inside
  const {cte_map: _, ...parts} = node
  const select = {node: {...node, cte_map: {map: all}}, sources: sourcesOf(node['from_table'])}
  return [select, ...inside, ...subqueriesIn(parts).flatMap((inner) => selectsOf(inner, all))]
}

// One that reads a row of the query around it makes no sense alone; the database says so, and nothing is told of it.
function subqueriesIn(node: unknown): readonly unknown[] {
  const inner = isTree(node) && isTree(node['subquery']) ? node['subquery']['node'] : undefined
  return inner === undefined ? partsOf(node).flatMap(subqueriesIn) : [inner]
}

// A union of several is a list in some versions, and two sides in others.
function childrenOf(node: Tree, before: readonly unknown[]): readonly Select[] {
  return partsOf(node['children']).flatMap((child) => selectsOf(child, before))
}

function entriesOf(node: Tree): readonly unknown[] {
  return isTree(node['cte_map']) ? partsOf(node['cte_map']['map']) : []
}

function queryOf(entry: unknown): unknown {
  const value = isTree(entry) ? entry['value'] : undefined
  const query = isTree(value) ? value['query'] : undefined
  return isTree(query) ? query['node'] : undefined
}

// None where one of them has no name: whose column is meant cannot be told.
function sourcesOf(from: unknown): readonly TableSource[] {
  const leaves = leavesOf(from)
  const sources = leaves.flatMap((leaf) => {
    const [alias, table] = [String(leaf['alias'] ?? ''), String(leaf['table_name'] ?? '')]
    return alias || table ? [{name: alias || table, table: table || alias, leaf}] : []
  })
  return sources.length === leaves.length ? sources : []
}

function leavesOf(from: unknown): readonly Tree[] {
  if (!isTree(from)) return []
  return from['type'] === 'JOIN' ? [...leavesOf(from['left']), ...leavesOf(from['right'])] : [from]
}

/** What a `select` reckons, in its list and in its conditions on groups; not in a query inside it, and no window. */
export function reckonings(node: Tree): readonly Reckoning[] {
  return callsIn(node, ({function_name: name, distinct}) => reckons(String(name)) && distinct !== true)
}

/** Those calls of functions in the same places that a test takes. Nothing is looked for inside the call of a sum, a count or a mean. */
export function callsIn({select_list: list, having}: Tree, isTaken: (call: Tree) => boolean): readonly Reckoning[] {
  return [...partsOf(list), having].flatMap((part) => callsOf(part, isTaken))
}

function callsOf(node: unknown, isTaken: (call: Tree) => boolean): readonly Reckoning[] {
  if (Array.isArray(node)) return node.flatMap((each) => callsOf(each, isTaken))
  if (!isTree(node) || node['class'] === 'SUBQUERY' || node['class'] === 'WINDOW') return []
  const {function_name: name, filter, query_location: at} = node
  const isMean = MEANS.includes(String(name))
  const isCall = node['class'] === 'FUNCTION' && (reckons(String(name)) || isTaken(node))
  if (!isCall) return partsOf(node).flatMap((part) => callsOf(part, isTaken))
  const value = valueOf(node)
  if (!isTaken(node) || value === undefined || typeof at !== 'number') return []
  const written = value['class'] === 'COLUMN_REF' ? partsOf(value['column_names']).map(String).join('.') : undefined
  return [{name: String(name), at, value, filter, isMean, ...(written !== undefined && {written})}]
}

// `quantile_cont(0.5) within group (order by v)` reckons of what it is ordered by.
function valueOf({children, order_bys: order}: Tree): Tree | undefined {
  const orders = isTree(order) ? partsOf(order['orders']).map((each) => (isTree(each) ? each['expression'] : undefined)) : []
  return [...partsOf(children), ...orders].filter(isTree).find((part) => namesIn(part).length > 0)
}

/** The sources whose columns an expression reads; nothing where that cannot be told. */
export function sourcesIn(value: Tree, columns: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const found = new Set<string>()
  for (const names of namesIn(value)) {
    const owners = ownersOf(names, columns)
    if (owners.length > 1) return undefined
    for (const owner of owners) found.add(owner)
  }
  return [...found].sort()
}

function ownersOf(names: readonly string[], columns: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const [first = ''] = names
  const named = [...columns.keys()].filter((source) => isSameName(source, first))
  if (names.length > 1 && named.length > 0) return named
  return [...columns].filter(([, own]) => own.some((column) => isSameName(column, first))).map(([source]) => source)
}

/** Whether SQL takes two names for one. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** The names of columns in an expression, each in its parts. */
export function namesIn(node: unknown): readonly (readonly string[])[] {
  if (Array.isArray(node)) return node.flatMap(namesIn)
  if (!isTree(node)) return []
  if (node['class'] === 'COLUMN_REF') return [partsOf(node['column_names']).map(String)]
  return partsOf(node).flatMap(namesIn)
}

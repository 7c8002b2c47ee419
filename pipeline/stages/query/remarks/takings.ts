/** A `select` -> where it takes several rows together: sums, counts and means, ranks over them, the first so many of them. */
import {isTree, partsOf, type Tree} from '../syntax-tree.ts'
import {callsIn, reckonings, reckons} from './reckonings.ts'

/** Rows that are taken together. */
export interface Taking {
  readonly kind: 'group' | 'window' | 'limit'
  readonly name: string
  /** The byte at which it stands. */
  readonly at: number
  /** What is reckoned, or ordered by. */
  readonly value: Tree
  /** The column as it is written, where the value is one. */
  readonly written?: string
  readonly filter?: Tree
  /** A total changes it by what its row says alone, and not by being one more. */
  readonly isPick?: true
  /** Of a window: those that it is reckoned for one by one. */
  readonly partitions?: readonly Tree[]
}

/** All of them, in a `select` without those inside it. */
export function takingsIn(node: Tree): readonly Taking[] {
  const list = partsOf(node['select_list'])
  const groups = [...reckonings(node).map(ofGroup), ...countsIn([...list, node['having']])]
  const isGrouped = groups.length > 0 || partsOf(node['group_expressions']).length > 0
  return [...groups, ...(isGrouped ? [] : windowsIn([...list, node['qualify']])), ...limitIn(node)]
}

function ofGroup({name, at, value, filter, written}: ReturnType<typeof reckonings>[number]): Taking {
  return {kind: 'group', name, at, value, ...(isTree(filter) && {filter}), ...(written !== undefined && {written})}
}

const PICKS: ReadonlySet<string> = new Set(['min', 'max', 'list', 'array_agg', 'string_agg', 'group_concat', 'listagg'])

/** The least and the greatest of some rows, how many different ones there are, and lists of them: a total among them is listed, too. */
export function picksIn(node: Tree): readonly Taking[] {
  const isCount = ({function_name: name, distinct}: Tree) => name === 'count' && distinct === true
  return callsIn(node, (call) => PICKS.has(String(call['function_name'])) || isCount(call)).map((call) => ({
    ...ofGroup(call),
    isPick: true
  }))
}

const ONE: Tree = {
  class: 'CONSTANT',
  type: 'VALUE_CONSTANT',
  alias: '',
  query_location: 0,
  value: {type: {id: 'INTEGER', type_info: null}, is_null: false, value: 1}
}

function countsIn(node: unknown): readonly Taking[] {
  if (Array.isArray(node)) return node.flatMap(countsIn)
  if (!isTree(node) || node['class'] === 'SUBQUERY' || node['class'] === 'WINDOW') return []
  const {function_name: name, query_location: at, filter} = node
  if (name !== 'count_star' || typeof at !== 'number') return partsOf(node).flatMap(countsIn)
  return [{kind: 'group', name: 'count(*)', at, value: ONE, ...(isTree(filter) && {filter})}]
}

const RANKS: ReadonlySet<string> = new Set(['rank', 'dense_rank', 'row_number', 'percent_rank', 'cume_dist', 'ntile'])

function windowsIn(node: unknown): readonly Taking[] {
  if (Array.isArray(node)) return node.flatMap(windowsIn)
  if (!isTree(node) || node['class'] === 'SUBQUERY') return []
  if (node['class'] !== 'WINDOW') return partsOf(node).flatMap(windowsIn)
  const {query_location: at, filter_expr: filter} = node
  const name = String(node['function_name'])
  const value = RANKS.has(name) ? orderedBy(node['orders']) : reckons(name) ? partsOf(node['children'])[0] : undefined
  if (typeof at !== 'number' || (!isTree(value) && name !== 'count_star')) return []
  const partitions = partsOf(node['partitions']).filter(isTree)
  const own = isTree(value) ? value : ONE
  return [
    {
      kind: 'window',
      name: name.replace('count_star', 'count(*)'),
      at,
      value: own,
      partitions,
      ...(name === 'row_number' && {isPick: true}),
      ...(isTree(filter) && {filter})
    }
  ]
}

function orderedBy(orders: unknown): unknown {
  const [first] = partsOf(orders)
  return isTree(first) ? first['expression'] : undefined
}

// The order may name a column of the list, by its place or its name.
function limitIn(node: Tree): readonly Taking[] {
  const modifiers = partsOf(node['modifiers']).filter(isTree)
  const limit = modifiers.find(({type}) => type === 'LIMIT_MODIFIER')?.['limit']
  const order = orderedBy(modifiers.find(({type}) => type === 'ORDER_MODIFIER')?.['orders'])
  const at = isTree(limit) ? limit['query_location'] : undefined
  if (!isTree(order) || typeof at !== 'number') return []
  return [{kind: 'limit', name: 'limit', at, value: meantBy(order, partsOf(node['select_list']).filter(isTree))}]
}

function meantBy(order: Tree, list: readonly Tree[]): Tree {
  const {value} = order['class'] === 'CONSTANT' && isTree(order['value']) ? order['value'] : {}
  const [name, more] = partsOf(order['column_names'])
  const named = more === undefined && name !== undefined ? list.find(({alias}) => alias === name) : undefined
  return (typeof value === 'number' ? list[value - 1] : named) ?? order
}

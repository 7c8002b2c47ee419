/**
 * A syntax tree -> one that the database can write down as text and read again.
 *
 * It writes `0.1e0` as `0.1` (then a decimal), and a `cross join` as a comma, which binds otherwise. Whether a text that it
 * wrote says the same as the tree is asked of {@link isSame}.
 */
import {constantType, isTree, type Tree} from './syntax-tree.ts'

/** The same query in forms that keep their meaning as text. */
export function portable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(portable)
  if (!isTree(node)) return node
  const kind = constantType(node)?.['id']
  if (kind === 'DOUBLE' || kind === 'BOOLEAN') return written(node, kind)
  const copy = mapped(node, portable)
  return copy['type'] === 'JOIN' && copy['ref_type'] === 'CROSS'
    ? {...copy, ref_type: 'REGULAR', join_type: 'INNER', condition: cast('t', 'BOOLEAN')}
    : copy
}

/** Whether two trees say the same, wherever their parts stand in a text. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(essence(a)) === JSON.stringify(essence(b))
}

function written({value, alias}: Tree, kind: string): Tree {
  const inner = isTree(value) ? value['value'] : undefined
  const text = JSON.isRawJSON(inner) ? JSON.stringify(inner) : inner === true ? 't' : inner === false ? 'f' : String(inner)
  return {...cast(text, kind), alias}
}

function cast(value: string, kind: string): Tree {
  const type = {id: 'VARCHAR', type_info: null}
  const child = {class: 'CONSTANT', type: 'VALUE_CONSTANT', alias: '', query_location: 0, value: {type, is_null: false, value}}
  const target = {id: kind, type_info: null}
  return {class: 'CAST', type: 'OPERATOR_CAST', alias: '', query_location: 0, child, cast_type: target, try_cast: false}
}

// Without places; and a `values` list is read again as a query of one.
function essence(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(essence)
  if (!isTree(node)) return node
  const {query_location: _, ...rest} = mapped(node, essence)
  return valuesIn(rest) ?? rest
}

function valuesIn(node: Tree): Tree | undefined {
  if (node['type'] !== 'SUBQUERY' || node['alias'] !== 'valueslist') return undefined
  const query = isTree(node['subquery']) ? node['subquery']['node'] : undefined
  const from = isTree(query) ? query['from_table'] : undefined
  return isTree(from) && from['type'] === 'EXPRESSION_LIST' ? from : undefined
}

function mapped(node: Tree, change: (child: unknown) => unknown): Tree {
  return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, change(child)]))
}

/**
 * A query as written -> the same query without the places where the database would round without a word.
 *
 * DuckDB gives a median or a quantile of decimals in the places of its column (of 1.0 and 2.5: 1.7), reckons the part between
 * two rows in floating point, brings the default of `lag` to the type of its column, and rounds 1.005 to 1.00 once it is a
 * DOUBLE. Here such calls become calls of the macros below; everything else is left as it is written.
 */
import {WHOLE_DIGITS} from '../../values/decimal.ts'
import {isSame, portable} from './portable.ts'
import {constantType, isTree, type Tree} from './syntax-tree.ts'

/** Laid into the database when it is opened. */
export const MACROS: readonly string[] = [
  'create macro octavo_between(s, k, f) as s[k + 1] * (1 - f) + coalesce(s[k + 2], s[k + 1]) * f',
  // Between two neighbours in exact decimals. `l` is a list of the column's values, `q` from 0 to 1.
  `create macro octavo_quantile(l, q) as
    list_transform([list_sort(list_filter(l, lambda e: e is not null))], lambda s:
      list_transform([(len(s) - 1) * (q + 0.0)], lambda p:
        octavo_between(s, try_cast(floor(p) as bigint), p - floor(p)))[1])[1]`,
  'create macro octavo_quantile_down(l, q) as octavo_quantile(l, 1 - q)',
  'create macro octavo_quantiles(l, qs) as list_transform(qs, lambda q: octavo_quantile(l, q))',
  `create macro octavo_mad(l) as list_transform([octavo_quantile(l, 0.5)], lambda m:
    octavo_quantile(list_transform(l, lambda e: abs(e - m)), 0.5))[1]`,
  // The type that holds both, so that neither is rounded.
  'create macro octavo_widened(x, other) as case when true then x else other end',
  // A number as text: no zeros at its end, and of floating point the 15 digits that are sure. Each is a list of one, so that
  // a long expression stands in the query once, and not wherever its macro names it.
  `create macro octavo_text(x) as list_transform([x], lambda v: case
    when typeof(v) = 'DOUBLE' then printf('%.15g', try_cast(try_cast(v as varchar) as double))
    when typeof(v) like 'DECIMAL(%' and contains(try_cast(v as varchar), '.') then rtrim(rtrim(try_cast(v as varchar), '0'), '.')
    else try_cast(v as varchar) end)[1]`,
  `create macro octavo_number(x) as list_transform([x], lambda w: case
    when typeof(w) = 'BOOLEAN' then case try_cast(w as varchar) when 'true' then '1' when 'false' then '0' end
    else octavo_text(w) end)[1]`,
  `create macro octavo_round(x, k) as list_transform([x], lambda w: case
    when typeof(w) = 'DOUBLE' then coalesce(round(try_cast(octavo_text(w) as decimal(38, 18)), k), round(w, k))
    else round(w, k) end)[1]`
]

/** How a query is read, written down again and tried. */
export interface Ways {
  parse(sql: string): Promise<unknown>
  /** The text of a tree. */
  write(tree: unknown): Promise<string>
  /** Whether the database can make sense of a query; nothing is run. */
  makesSense(sql: string): Promise<boolean>
}

/**
 * The query to run instead of one that makes sense. Medians of dates and texts stay the database's own. Nothing where the
 * query cannot be written down again.
 */
export async function exactly(sql: string, {parse, write, makesSense}: Ways): Promise<string | undefined> {
  const tree = portable(await parse(sql))
  let count = 0
  rewrite(tree, () => (count++, false))
  if (count === 0) return sql
  const all = await text(() => true)
  if (all === undefined || (await makesSense(all))) return all
  const kept = new Set<number>()
  for (let site = 0; site < count; site++) {
    const more = await text((other) => kept.has(other) || other === site)
    if (more !== undefined && (await makesSense(more))) kept.add(site)
  }
  return kept.size === 0 ? sql : text((site) => kept.has(site))

  async function text(chosen: (site: number) => boolean): Promise<string | undefined> {
    const wanted = rewrite(tree, chosen)
    const written = await write(wanted)
    return isSame(wanted, await parse(written)) ? written : undefined
  }
}

// Sites are counted in the order of the tree, whether they are chosen or not.
function rewrite(tree: unknown, chosen: (site: number) => boolean): unknown {
  let site = 0
  return visit(tree)

  function visit(node: unknown): unknown {
    if (Array.isArray(node)) return node.map(visit)
    if (!isTree(node)) return node
    const copy = Object.fromEntries(Object.entries(node).map(([name, child]) => [name, visit(child)]))
    const exact = exactOf(copy)
    return exact !== undefined && chosen(site++) ? exact : copy
  }
}

function exactOf(node: Tree): Tree | undefined {
  if (node['class'] === 'CAST') return exactCast(node)
  const children = Array.isArray(node['children']) ? node['children'] : []
  if (node['class'] === 'WINDOW' && (node['function_name'] === 'lag' || node['function_name'] === 'lead')) return shifted(node)
  if (node['class'] !== 'FUNCTION' && node['class'] !== 'WINDOW') return undefined
  const column: unknown = children[0]
  switch (node['function_name']) {
    case 'median':
      return call('octavo_quantile', [listOf(node, column), HALF], node)
    case 'mad':
      return call('octavo_mad', [listOf(node, column)], node)
    case 'quantile_cont':
    case 'approx_quantile':
      return quantile(node, children)
    case 'round':
      return isWhole(children[1] ?? ZERO) ? rounded(column, children[1] ?? ZERO, node) : undefined
    case 'floor':
    case 'ceil':
    case 'ceiling':
    case 'trunc':
      return children.length === 1 ? cast({...node, alias: ''}, 0, node) : undefined
    case 'concat_ws':
      return {...node, children: children.map(textOf)}
    case 'string_agg':
    case 'listagg':
    case 'group_concat':
      return {...node, children: children.map((child, index) => (index === 0 ? textOf(child) : child))}
    case '||':
    case 'concat':
      return children.some(isText) ? {...node, children: children.map(textOf)} : undefined
    default:
      return undefined
  }
}

// A number comes to a fixed number of places, or to text, by way of its decimal spelling.
function exactCast(node: Tree): Tree | undefined {
  const type = isTree(node['cast_type']) ? node['cast_type']['id'] : undefined
  if (isTree(node['child']) && node['child']['class'] === 'CONSTANT') return undefined
  if (type === 'DECIMAL') return {...node, child: call('octavo_number', [node['child']])}
  return type === 'VARCHAR' ? call('octavo_text', [node['child']], node) : undefined
}

// A type that has as many digits before the point as a column: beside one, neither loses places.
function rounded(column: unknown, places: unknown, node: Tree): Tree {
  return cast(call('octavo_round', [column, places]), Math.min(18, Math.max(0, wholeOf(places))), node)
}

function cast(child: Tree, scale: number, {alias, query_location}: Tree): Tree {
  const cast_type = decimal(WHOLE_DIGITS + scale, scale)
  return {class: 'CAST', type: 'OPERATOR_CAST', alias, query_location, child, cast_type, try_cast: false}
}

function shifted(node: Tree): Tree | undefined {
  const {default_expr: other, children} = node
  if (!isTree(other) || !Array.isArray(children) || isWhole(other) || isText(other)) return undefined
  return {...node, children: [call('octavo_widened', [children[0], other]), ...children.slice(1)]}
}

// `quantile_cont(v, 0.25)`, `percentile_cont(0.25) within group (order by v desc)`; ordered by something else it means nothing.
function quantile(node: Tree, children: readonly unknown[]): Tree | undefined {
  const order = firstOrder(node)
  const [column, fraction] = order === undefined || children.length > 1 ? children : [order.expression, children[0]]
  if (order !== undefined && !isSame(order.expression, column)) return undefined
  return call(quantileOf(fraction, order?.isDown), [listOf(node, column), fraction], node)
}

function quantileOf(fraction: unknown, isDown = false): string {
  const several = isTree(fraction) && fraction['function_name'] === 'list_value'
  return several ? 'octavo_quantiles' : isDown ? 'octavo_quantile_down' : 'octavo_quantile'
}

// The values that the function would be given, with its `distinct`, `filter` and `over`.
function listOf(node: Tree, column: unknown): Tree {
  const orders = node['class'] === 'FUNCTION' ? {order_bys: NO_ORDER} : {type: 'WINDOW_AGGREGATE', arg_orders: []}
  return {...node, ...orders, function_name: 'list', children: [column], alias: ''}
}

function firstOrder(node: Tree): {readonly expression: unknown; readonly isDown: boolean} | undefined {
  const orders = node['class'] === 'WINDOW' ? node['arg_orders'] : isTree(node['order_bys']) ? node['order_bys']['orders'] : []
  const first: unknown = Array.isArray(orders) ? orders[0] : undefined
  return isTree(first) ? {expression: first['expression'], isDown: first['type'] === 'DESCENDING'} : undefined
}

const NO_ORDER = {type: 'ORDER_MODIFIER', orders: []}
const HALF = constant(decimal(2, 1), 5)
const ZERO = constant({id: 'INTEGER', type_info: null}, 0)

function decimal(width: number, scale: number): Tree {
  return {id: 'DECIMAL', type_info: {type: 'DECIMAL_TYPE_INFO', alias: '', extension_info: null, width, scale}}
}

function constant(type: Tree, value: number): Tree {
  return {class: 'CONSTANT', type: 'VALUE_CONSTANT', alias: '', query_location: 0, value: {type, is_null: false, value}}
}

function call(name: string, children: readonly unknown[], {alias = '', query_location = 0}: Tree = {}): Tree {
  return {
    class: 'FUNCTION',
    type: 'FUNCTION',
    alias,
    query_location,
    function_name: name,
    schema: '',
    children,
    filter: null,
    order_bys: NO_ORDER,
    distinct: false,
    is_operator: false,
    export_state: false,
    catalog: ''
  }
}

function textOf(node: unknown): unknown {
  return isText(node) ? node : call('octavo_text', [node])
}

// Text for sure, whatever the columns are: a text that is written out, or one that is joined with it.
function isText(node: unknown): boolean {
  if (constantType(node)?.['id'] === 'VARCHAR') return true
  const name = isTree(node) ? node['function_name'] : undefined
  if (name === 'octavo_text' || name === 'octavo_number') return true
  return isTree(node) && (name === '||' || name === 'concat') && Array.isArray(node['children']) && node['children'].some(isText)
}

function wholeOf(node: unknown): number {
  const value = isTree(node) ? node['value'] : undefined
  return isTree(value) && typeof value['value'] === 'number' ? value['value'] : 0
}

function isWhole(node: unknown): boolean {
  return constantType(node)?.['id'] === 'INTEGER'
}

/**
 * A query that sets a row beside the one before it -> rows of the same year, or of an earlier one behind a later: without `partition by`
 * the row before is of another place.
 */
import type {Message} from '../../../messages.ts'
import {askLike, type Answered} from './answered.ts'
import type {Database, Result} from '../database.ts'
import {isGrouped, isTime, stepsIn} from './gaps.ts'
import {placeOfByte} from '../place.ts'
import {isSameName, selectsIn} from './reckonings.ts'
import {shaped} from './shaped.ts'
import {isTree, partsOf, spelt, statementIn, type Tree} from '../syntax-tree.ts'

/** A remark for each `lag` or `lead` in an order that ends with a year or a month, whose steps do not all lead one way. */
export async function stepsAmongStrangers(answered: Answered, database: Database): Promise<readonly Message[]> {
  const told: Message[] = []
  const parsed = await database.parse(answered.query.sql)
  for (const {node} of selectsIn(parsed)) {
    if (isGrouped(node)) continue
    const windows = stepsIn([node['select_list'], node['qualify']])
    for (const window of windows) {
      const orders = ordersOf(window)
      if (orders === undefined || isLookedAt(orders, windows)) continue
      // The first row of a place may be seen to: by a `case` around it, or by a query around this one.
      if (orders.length > 1 && (isInCase(window, node['select_list']) || !isWhole(node, parsed))) continue
      const step = await strangeStep(window, orders, {node, answered, database})
      if (step !== undefined) told.push(remark(answered, {window, time: orders.at(-1)!, step}))
    }
  }
  return told
}

// A query that looks at what the row before is of knows whether it is the same.
function isLookedAt(orders: readonly Tree[], windows: readonly Tree[]): boolean {
  const looked = new Set(windows.map(({children}) => spelt(partsOf(children)[0])))
  return orders.some((order) => looked.has(spelt(order)))
}

function isInCase(window: Tree, node: unknown): boolean {
  if (isTree(node) && node['class'] === 'CASE') return stepsIn(node).includes(window)
  return partsOf(node).some((part) => isInCase(window, part))
}

function isWhole({select_list: list}: Tree, parsed: unknown): boolean {
  return statementIn(parsed)?.['select_list'] === list
}

// Columns alone: what is reckoned may be in any order.
function ordersOf({orders}: Tree): readonly Tree[] | undefined {
  const expressions = partsOf(orders).map((order) => (isTree(order) ? order['expression'] : undefined))
  const columns = expressions.filter(isTree).filter((expression) => expression['class'] === 'COLUMN_REF')
  return columns.length > 0 && columns.length === expressions.length ? columns : undefined
}

interface Asking {
  readonly node: Tree
  readonly answered: Answered
  readonly database: Database
}

/** A row, and the one before it. */
interface Step {
  readonly before: string
  readonly after: string
}

async function strangeStep(window: Tree, orders: readonly Tree[], {node, answered, database}: Asking): Promise<Step | undefined> {
  const sql = 'select octavo_time, octavo_step from octavo'
  const step = {
    ...window,
    type: 'WINDOW_LAG',
    alias: '',
    function_name: 'lag',
    children: [orders.at(-1)!],
    offset_expr: null,
    default_expr: null
  }
  const template = await shaped(sql, {octavo_time: orders.at(-1)!, octavo_step: step}, database)
  const {from_table, where_clause, cte_map} = node
  const result = await askLike(answered, {...template, from_table, where_clause, cte_map}, database)
  return result === undefined ? undefined : strangeIn(result, orders.length)
}

// Within one year rows follow each other by what stands behind it; in one order alone, they do so by chance.
function strangeIn({rows}: Result, orders: number): Step | undefined {
  const steps = rows.flatMap(([after, before]) =>
    before === null || after === null ? [] : [{before: String(before), after: String(after)}]
  )
  if (!isTime(steps.flatMap(({before, after}) => [before, after]))) return undefined
  const [same, back, on] = [
    steps.filter(({before, after}) => before === after),
    steps.filter(({before, after}) => before > after),
    steps.filter(({before, after}) => before < after)
  ]
  if (orders === 1) return same[0]
  const [fewer, more] = back.length < on.length ? [back, on] : [on, back]
  return fewer.length > 0 && more.length > 0 ? fewer[0] : undefined
}

interface Strange {
  readonly window: Tree
  readonly time: Tree
  readonly step: Step
}

function remark({query}: Answered, {window, time, step: {before, after}}: Strange): Message {
  const name = String(partsOf(time['column_names']).at(-1))
  const others = query.key.filter((column) => !isSameName(column, name))
  const partition = [
    ...partsOf(window['partitions'])
      .filter(isTree)
      .map((part) => String(partsOf(part['column_names']).at(-1))),
    ...others
  ]
  return {
    severity: 'warning',
    rule: 'step-is-of-one-length',
    ...placeOfByte({path: query.path, text: query.sql}, Number(window['query_location'])),
    reason: `Unexpected \`${String(window['function_name'])}\` that sets \`${after}\` beside \`${before}\` of other rows, expected the \`${name}\` before it`,
    note: `Say among which rows: \`over (partition by ${[...new Set(partition)].join(', ') || 'region'} order by ${name})\`.`
  }
}

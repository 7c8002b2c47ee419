/** A query that ends with a limit -> whether the limit parts rows that are equal in what they are ordered by. */
import type {Message} from '../../../messages.ts'
import type {Query} from '../../../types.ts'
import type {Answered} from './answered.ts'
import type {Database, Result} from '../database.ts'
import {hiddenTie, type Limit, type OrderTerm} from './hidden-ties.ts'
import {placeOfByte} from '../place.ts'
import {isTree, spelt, statementIn, type Tree} from '../syntax-tree.ts'

/** A remark where one row more would be as good as the last. The query is asked once more, and only where it has a limit. */
export async function tiesAtLimit({query, request}: Answered, database: Database): Promise<readonly Message[]> {
  const node = statementIn(await database.parse(query.sql))
  const limit = node && limitOf(node)
  if (node === undefined || limit === undefined || limit.count === 0) return []
  const result = await database.rows({...request, sql: withOneMore(query.sql, limit)})
  if ('problem' in result || result.rows.length <= limit.count) return []
  const {columns} = result
  const terms = termsOf(node, columns)
  const order = terms.map(({index}) => index)
  if (order.includes(-1)) {
    const hidden = await hiddenTie({request, limit, terms, columns, first: listOf(node['select_list'])[0]}, database)
    return hidden === undefined ? [] : [parts(query, limit, hidden)]
  }
  const deciding = order.slice(0, 1 + order.findLastIndex((index) => columns[index]?.type !== 'VARCHAR'))
  if (!areEqual(result, limit.count, deciding)) return []
  if (order.length === 0) return [takesAny(query, limit)]
  // Rows that are ordered by names alone are taken as they come.
  const names = deciding.map((index) => columns[index]!.name)
  return names.length === 0 ? [] : [parts(query, limit, names)]
}

function modifierOf(node: Tree, type: string): Tree | undefined {
  return listOf(node['modifiers']).find((modifier) => modifier['type'] === type)
}

function listOf(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.filter(isTree) : []
}

/** The limit of a query, and where it stands; nothing where it skips rows, or is no number. */
export function limitOf(node: Tree): Limit | undefined {
  const {limit, offset} = modifierOf(node, 'LIMIT_MODIFIER') ?? {}
  const count = isTree(offset) ? undefined : numberIn(limit)
  const at = isTree(limit) ? limit['query_location'] : undefined
  return count === undefined || typeof at !== 'number' ? undefined : {count, at}
}

function numberIn(node: unknown): number | undefined {
  const value = isTree(node) && node['class'] === 'CONSTANT' && isTree(node['value']) ? node['value']['value'] : undefined
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
}

function withOneMore(sql: string, {count, at}: Limit): string {
  const bytes = Buffer.from(sql)
  return `${bytes.subarray(0, at).toString()}${bytes
    .subarray(at)
    .toString()
    .replace(/^\d+/, String(count + 1))}`
}

// What rows are ordered by, and which column of the result that is; -1 where it is none of them.
function termsOf(node: Tree, columns: Result['columns']): readonly OrderTerm[] {
  const selected = listOf(node['select_list']).map(spelt)
  return listOf(modifierOf(node, 'ORDER_MODIFIER')?.['orders']).map(({expression}) => {
    const named = isTree(expression) && Array.isArray(expression['column_names']) ? expression['column_names'].at(-1) : undefined
    const byName = columns.findIndex(({name}) => name.toLowerCase() === String(named).toLowerCase())
    const place = (numberIn(expression) ?? 0) - 1
    const index = place >= 0 ? place : byName >= 0 ? byName : selected.indexOf(spelt(expression))
    return {expression, index: index in columns ? index : -1}
  })
}

// Two rows that are the same in all say the same.
function areEqual({rows}: Result, count: number, deciding: readonly number[]): boolean {
  const [last, next] = [rows[count - 1]!, rows[count]!]
  const isSame = (index: number) => JSON.stringify(last[index]) === JSON.stringify(next[index])
  return deciding.every(isSame) && !last.every((_, index) => isSame(index))
}

function parts({path, sql}: Query, {count, at}: Limit, names: readonly string[]): Message {
  // What is reckoned in the order itself has no name.
  const listed = names.length === 0 ? 'order' : names.map((name) => `\`${name}\``).join(', ')
  return {
    severity: 'warning',
    rule: 'limit-parts-no-equals',
    ...placeOfByte({path, text: sql}, at),
    reason: `Unexpected limit of ${count} between two rows of the same ${listed}, expected both or none of them`,
    note: 'Take all that share the last place: `qualify rank() over (order by ...) <= 1`. Where it does not matter which is left out, say so: `row_number()`.'
  }
}

function takesAny({path, sql}: Query, {count, at}: Limit): Message {
  return {
    severity: 'warning',
    rule: 'limit-parts-no-equals',
    ...placeOfByte({path, text: sql}, at),
    reason: `Unexpected limit of ${count} without an order, expected one that says which rows stay`,
    note: 'Write `order by` before the limit.'
  }
}

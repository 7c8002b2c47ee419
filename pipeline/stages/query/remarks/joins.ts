/** A query over all values of an axis -> joins that leave one of them out, though a table that is joined has rows of it. */
import {namesAndMore, type Message} from '../../../messages.ts'
import type {Query} from '../../../types.ts'
import type {Answered} from './answered.ts'
import type {Database, Result} from '../database.ts'
import {placeOfByte} from '../place.ts'
import {isTree, partsOf, type Tree} from '../syntax-tree.ts'

/** An axis, and the table that lists its values: a value that is listed there alone has no data. */
export interface JoinedAxis {
  readonly name: string
  readonly values: readonly string[]
  readonly table?: string
}

interface Joining extends Answered {
  readonly axes: readonly JoinedAxis[]
}

/** A join of which both sides must have a row, and the byte at which it stands. */
interface Join {
  readonly at: number
  readonly left: Tree
  readonly right: Tree
}

/**
 * A remark for each such join, found by asking once more with `left join` or `right join` in its place. Only where fewer values
 * are left out than stay: a join that leaves most of them out is a filter.
 */
export async function leftOutByJoins({query, request, axes}: Joining, database: Database): Promise<readonly Message[]> {
  if (query.partition !== undefined || axes.length === 0) return []
  const joins = joinsIn(await database.parse(query.sql)).filter(({at}) => JOIN.test(behind(query.sql, at)))
  const result = joins.length === 0 ? undefined : await database.rows(request)
  if (result === undefined || 'problem' in result) return []
  const told: Message[] = []
  for (const axis of axes) {
    const [left, stays] = divided(axis, result)
    // What the header says is held against the rows already.
    if (query.covers?.axis === axis.name || left.length === 0 || left.length > stays.length) continue
    told.push(...(await blamed({query, request, joins, axis, left}, database)))
  }
  return told
}

interface Blaming extends Omit<Joining, 'axes'> {
  readonly joins: readonly Join[]
  readonly axis: JoinedAxis
  readonly left: readonly string[]
}

async function blamed({query, request, joins, axis, left}: Blaming, database: Database): Promise<readonly Message[]> {
  for (const join of joins)
    for (const side of ['left', 'right'] as const) {
      const table = tableOf(join[side])
      if (table !== undefined && table === axis.table?.toLowerCase()) continue
      const result = await database.rows({...request, sql: withJoin(query.sql, join, side)})
      const back = 'problem' in result ? [] : left.filter((value) => divided(axis, result)[1].includes(value))
      if (back.length > 0) return [leavesOut(query, join, {axis, back, table})]
    }
  return []
}

function joinsIn(node: unknown): readonly Join[] {
  // What stands in a condition is no source of rows.
  if (isTree(node) && node['class'] === 'SUBQUERY') return []
  const inside = partsOf(node).flatMap(joinsIn)
  if (!isTree(node) || node['type'] !== 'JOIN' || node['join_type'] !== 'INNER') return inside
  const {left, right, query_location: at} = node
  return isTree(left) && isTree(right) && typeof at === 'number' ? [...inside, {at, left, right}] : inside
}

const JOIN = /^(?:inner\s+)?join\b/i

function behind(sql: string, at: number): string {
  return Buffer.from(sql).subarray(at).toString()
}

function withJoin(sql: string, {at}: Join, side: 'left' | 'right'): string {
  return Buffer.from(sql).subarray(0, at).toString() + behind(sql, at).replace(JOIN, `${side} join`)
}

function tableOf({type, table_name: name}: Tree): string | undefined {
  return type === 'BASE_TABLE' ? String(name).toLowerCase() : undefined
}

// Values without a row, and those with one. A result without a column of the axis is of something else.
function divided(
  {name, values}: JoinedAxis,
  {columns, rows}: Result
): readonly [left: readonly string[], stays: readonly string[]] {
  const index = columns.findIndex((column) => column.name === name)
  const present = new Set(rows.map((row) => row[index]))
  return index < 0 ? [[], []] : [values.filter((value) => !present.has(value)), values.filter((value) => present.has(value))]
}

interface LeftOut {
  readonly axis: JoinedAxis
  readonly back: readonly string[]
  readonly table: string | undefined
}

function leavesOut({path, sql}: Query, {at}: Join, {axis, back, table}: LeftOut): Message {
  const names = back.map((value) => `\`${value}\``)
  const has = table === undefined ? 'the rows before it have' : `\`${table}\` has`
  return {
    severity: 'warning',
    rule: 'join-keeps-every-value',
    ...placeOfByte({path, text: sql}, at),
    reason: `Unexpected join that leaves out ${namesAndMore(names, 5)} of \`${axis.name}\`, which ${has}, expected a row for each`,
    note: `Mend the other table, or write \`left join\`. Where it is left out on purpose, say so at the top: \`-- covers: ${axis.name} except ${back.slice(0, 5).join(', ')}\`.`
  }
}

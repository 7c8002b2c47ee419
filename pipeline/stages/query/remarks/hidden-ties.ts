/**
 * A limit behind an order whose columns the result does not show -> whether it parts rows that are equal in that order. Asked twice
 * with the equal ones the one way round and the other: where other rows stay, some were parted.
 */
import type {Database, Result, RowsRequest} from '../database.ts'
import {isTree, type Tree} from '../syntax-tree.ts'

/** The number of a limit. */
export interface Limit {
  readonly count: number
  /** Byte of the text at which the number stands. */
  readonly at: number
}

/** What rows are ordered by, and the column of the result that it is; -1 where it is none. */
export interface OrderTerm {
  readonly expression: unknown
  readonly index: number
}

interface Hidden {
  readonly request: RowsRequest
  readonly limit: Limit
  readonly terms: readonly OrderTerm[]
  readonly columns: Result['columns']
  /** What is selected first. */
  readonly first: Tree | undefined
}

/** Columns that rows on both sides of the limit have in common; nothing where there are none such, or where it cannot be asked. */
export async function hiddenTie(hidden: Hidden, database: Database): Promise<readonly string[] | undefined> {
  const {request, terms, columns} = hidden
  const deciding = await decidingOf(hidden, database)
  const at = deciding === 0 ? undefined : placeBehind(deciding, hidden)
  if (at === undefined) return undefined
  const [one, other] = ['asc nulls last', 'desc nulls first'].map((way) => {
    const places = columns.map((_, index) => `${index + 1} ${way}`).join(', ')
    return {...request, sql: inserted(request.sql, at, deciding < terms.length ? `${places}, ` : `, ${places} `)}
  })
  const [rows, reversed] = [await database.rows(one!), await database.rows(other!)]
  if ('problem' in rows || 'problem' in reversed || spelt(rows) === spelt(reversed)) return undefined
  return terms.slice(0, deciding).flatMap(({expression}) => columnIn(expression)?.name ?? [])
}

// Names at the end of an order only part what is equal otherwise.
async function decidingOf({request, terms, columns, first}: Hidden, database: Database): Promise<number> {
  for (let last = terms.length - 1; last >= 0; last--) {
    const {index, expression} = terms[last]!
    const type = index >= 0 ? columns[index]!.type : await typeOf(expression, {request, first}, database)
    if (type !== 'VARCHAR' || columnIn(expression) === undefined) return last + 1
  }
  return 0
}

async function typeOf(
  expression: unknown,
  {request, first}: Pick<Hidden, 'request' | 'first'>,
  database: Database
): Promise<string | undefined> {
  const [column, before] = [columnIn(expression), placeOf(first)]
  if (column === undefined || before === undefined) return undefined
  const written = REFERENCE.exec(behind(request.sql, column.at))?.[0]
  const result = await database.rows({...request, sql: inserted(request.sql, before, `${written} as octavo_order, `)})
  return 'problem' in result ? undefined : result.columns[0]?.type
}

const REFERENCE = /^(?:"[^"]+"|[\p{L}_][\p{L}\p{N}_]*)(?:\.(?:"[^"]+"|[\p{L}_][\p{L}\p{N}_]*))*/u

// Before the names, or else before the limit.
function placeBehind(deciding: number, {request, limit, terms}: Hidden): number | undefined {
  const next = terms[deciding]
  if (next !== undefined) return columnIn(next.expression)?.at
  const before = Buffer.from(request.sql).subarray(0, limit.at).toString()
  const keyword = /\blimit\s*$/i.exec(before)
  return keyword === null ? undefined : Buffer.byteLength(before.slice(0, keyword.index))
}

function columnIn(expression: unknown): {readonly name: string; readonly at: number} | undefined {
  if (!isTree(expression) || expression['class'] !== 'COLUMN_REF' || !Array.isArray(expression['column_names'])) return undefined
  const at = placeOf(expression)
  return at === undefined ? undefined : {name: String(expression['column_names'].at(-1)), at}
}

// Of an operation the database tells the place of its sign.
function placeOf(node: Tree | undefined): number | undefined {
  const {class: kind, is_operator: isOperator, query_location: at} = node ?? {}
  const isAtItsBeginning = kind === 'COLUMN_REF' || (kind === 'FUNCTION' && isOperator === false)
  return isAtItsBeginning && typeof at === 'number' ? at : undefined
}

function inserted(sql: string, at: number, words: string): string {
  return Buffer.from(sql).subarray(0, at).toString() + words + behind(sql, at)
}

function behind(sql: string, at: number): string {
  return Buffer.from(sql).subarray(at).toString()
}

function spelt({rows}: Result): string {
  return rows
    .map((row) => JSON.stringify(row))
    .toSorted()
    .join()
}

/**
 * A query with a condition on what a value is not -> rows of which that is neither true nor false, since a value is missing: SQL
 * leaves them out without a word. `not in` a list with a gap is true of no row at all.
 */
import type {Message} from '../../../messages.ts'
import type {Query} from '../../../types.ts'
import {askLike, type Answered} from './answered.ts'
import {conditionsIn} from './conditions.ts'
import type {Database} from '../database.ts'
import {placeOfByte} from '../place.ts'
import {selectsIn} from './reckonings.ts'
import {allOf, placesIn, statementIn, type Tree} from '../syntax-tree.ts'

/** A remark for each condition that leaves out rows because it does not know of them; none where another condition does. */
export async function undecided(answered: Answered, database: Database): Promise<readonly Message[]> {
  const {query} = answered
  const told: Message[] = []
  for (const {node} of selectsIn(await database.parse(query.sql))) {
    const conditions = conditionsIn(node['where_clause'])
    for (const condition of conditions.filter(isNegative)) {
      const others = conditions.filter((other) => other !== condition)
      const result = await askLike(answered, await unknownTo(condition, {node, others}, database), database)
      const count = Number(result?.rows[0]?.[0] ?? 0)
      if (count > 0) told.push(remark(query, condition, count))
    }
  }
  return told
}

interface Around {
  readonly node: Tree
  readonly others: readonly Tree[]
}

// How many rows there are of which all the others are true, and this one is neither.
async function unknownTo(condition: Tree, {node, others}: Around, database: Database): Promise<Tree> {
  const counting = statementIn(await database.parse('select count(*) from octavo where octavo is null'))!
  const isUnknown = {...(counting['where_clause'] as Tree), children: [condition]}
  return {
    ...counting,
    cte_map: node['cte_map'],
    from_table: node['from_table'],
    sample: node['sample'],
    where_clause: allOf([...others, isUnknown])
  }
}

const NEGATIVE: ReadonlySet<unknown> = new Set(['COMPARE_NOTEQUAL', 'COMPARE_NOT_IN', 'COMPARE_NOT_BETWEEN', 'OPERATOR_NOT'])
const NEGATIVE_FUNCTIONS: ReadonlySet<unknown> = new Set(['!~~', '!~~*', 'not_like_escape', 'not_ilike_escape'])

function isNegative({type, function_name: name}: Tree): boolean {
  return NEGATIVE.has(type) || NEGATIVE_FUNCTIONS.has(name)
}

function remark({path, sql}: Query, condition: Tree, count: number): Message {
  // Of a comparison the place of its sign is told, and of others that of a part.
  const at = placesIn(condition)[0]
  return {
    severity: 'warning',
    rule: 'condition-decides-every-row',
    path,
    ...(at !== undefined && placeOfByte({path, text: sql}, at)),
    reason: `Unexpected condition that leaves out ${count === 1 ? 'a row' : `${count} rows`} because a value is missing, expected it to say so`,
    note: 'Of a missing value `<>` and `not in` are never true. Write `is distinct from` to keep such rows, or add `is not null` to leave them out; a list behind `not in` must hold no gap.'
  }
}

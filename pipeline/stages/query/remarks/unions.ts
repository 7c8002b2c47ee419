/** A `union` -> rows of one of its sides that it takes for one, though they were several: two places of a kind with the same number. */
import type {Message} from '../../../messages.ts'
import type {Table} from '../../../types.ts'
import {askLike} from './answered.ts'
import type {Database, Result} from '../database.ts'
import {placeOfByte} from '../place.ts'
import {isTree, partsOf, placesIn, statementIn, type Tree} from '../syntax-tree.ts'
import type {OfTables} from './times.ts'

/**
 * A remark for each `union` without `all` that drops rows which are equal within one of its sides, and measure something. What
 * both sides have is meant to be met once, and so is a list of names.
 */
export async function droppedByUnions(asked: OfTables, database: Database): Promise<readonly Message[]> {
  const told: Message[] = []
  for (const {sides, before} of unionsIn(statementIn(await database.parse(asked.query.sql)), []))
    for (const side of sides) {
      const result = await askLike(asked, {...side, cte_map: {map: [...before, ...entriesOf(side)]}}, database)
      const lost = result === undefined || !measures(side, result, asked.tables) ? 0 : repeatedIn(result)
      if (lost === 0) continue
      told.push(remark(asked, side, lost))
      break
    }
  return told
}

/** What is on the sides of a union, and each `with` that they may read. */
interface Union {
  readonly sides: readonly Tree[]
  readonly before: readonly unknown[]
}

function unionsIn(node: unknown, before: readonly unknown[]): readonly Union[] {
  if (!isTree(node)) return partsOf(node).flatMap((part) => unionsIn(part, before))
  const own = entriesOf(node)
  const inside = own.flatMap((entry, index) => unionsIn(entry, [...before, ...own.slice(0, index)]))
  const all = [...before, ...own]
  const {cte_map: _, ...parts} = node
  if (!isUnion(node)) return [...inside, ...Object.values(parts).flatMap((part) => unionsIn(part, all))]
  const sides = sidesOf(node)
  return [...inside, {sides, before: all}, ...sides.flatMap((side) => unionsIn(side, all))]
}

function entriesOf({cte_map: map}: Tree): readonly unknown[] {
  return isTree(map) ? partsOf(map['map']) : []
}

function isUnion({type, setop_type: kind, setop_all: all}: Tree): boolean {
  return type === 'SET_OPERATION_NODE' && kind === 'UNION' && all === false
}

// Of several in a row each has its sides in the next one, or all are in a list.
function sidesOf(node: Tree): readonly Tree[] {
  const sides = [node['left'], node['right'], ...partsOf(node['children'])].filter(isTree)
  return sides.flatMap((side) => (isUnion(side) && entriesOf(side).length === 0 ? sidesOf(side) : [side]))
}

// A number with places, or a whole one of which the contract says what it counts: no code, no year, nothing that the query says itself.
function measures({select_list: list}: Tree, {columns}: Result, tables: OfTables['tables']): boolean {
  const items = partsOf(list)
  return columns.some(({type}, index) => {
    const item = items.length === columns.length ? items[index] : undefined
    if (!isTree(item) || item['class'] === 'CONSTANT') return false
    return /^(?:DECIMAL|DOUBLE|FLOAT)/.test(type) || (/INT/.test(type) && isCounted(item, [...tables.values()]))
  })
}

function isCounted({class: kind, column_names: names}: Tree, tables: readonly Table[]): boolean {
  const name = String(partsOf(names).at(-1)).toLowerCase()
  const fields = tables.flatMap((table) => table.fields).filter((field) => field.name.toLowerCase() === name)
  return kind === 'COLUMN_REF' && fields.some(({unit}) => unit !== undefined)
}

function repeatedIn({rows}: Result): number {
  return rows.length - new Set(rows.map((row) => JSON.stringify(row))).size
}

function remark({query: {path, sql}}: OfTables, side: Tree, lost: number): Message {
  return {
    severity: 'warning',
    rule: 'union-keeps-every-row',
    ...placeOfByte({path, text: sql}, wordBeside(sql, side)),
    reason: `Unexpected \`union\` that drops ${lost === 1 ? 'a row' : `${lost} rows`} of one side, each equal to another row of it, expected all rows`,
    note: 'Write `union all`; or `select distinct` on the side whose rows are meant to be met once.'
  }
}

// Before the side, or behind the first one.
function wordBeside(sql: string, side: Tree): number {
  const start = placesIn(side).reduce((least, place) => Math.min(least, place), Buffer.byteLength(sql))
  const words = [...sql.matchAll(/\bunion\b(?!\s+all\b)/giu)].map(({index}) => Buffer.byteLength(sql.slice(0, index)))
  return words.findLast((at) => at < start) ?? words[0] ?? start
}

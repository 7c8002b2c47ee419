/** A `select` in SQL with names that stand for something -> its node with the parts of another query in their place. */
import type {Database} from '../database.ts'
import {isTree, statementIn, type Tree} from '../syntax-tree.ts'

/** What stands for a name: a part of a tree, or several where the name stands in a list. */
export type Parts = Readonly<Record<string, Tree | readonly Tree[]>>

/** The node of a text whose names `octavo_...` are replaced. */
export async function shaped(sql: string, parts: Parts, database: Database): Promise<Tree> {
  return replaced(statementIn(await database.parse(sql))!, parts) as Tree
}

function replaced(node: unknown, parts: Parts): unknown {
  if (Array.isArray(node)) return node.flatMap((child): unknown => partFor(child, parts) ?? [replaced(child, parts)])
  if (!isTree(node)) return node
  return partFor(node, parts) ?? Object.fromEntries(Object.entries(node).map(([name, child]) => [name, replaced(child, parts)]))
}

function partFor(node: unknown, parts: Parts): Tree | readonly Tree[] | undefined {
  const [name] = isTree(node) && node['class'] === 'COLUMN_REF' && Array.isArray(node['column_names']) ? node['column_names'] : []
  return typeof name === 'string' && Object.hasOwn(parts, name) ? parts[name] : undefined
}

/** The name of a column as a query has it. */
export function referenceTo(source: string, column: string): Tree {
  return {class: 'COLUMN_REF', type: 'COLUMN_REF', alias: '', query_location: 0, column_names: [source, column]}
}

/** The condition of a `select` -> its parts that must all be true, and where they stand. */
import {isTree, partsOf, type Tree} from './syntax-tree.ts'

/** What must be true of a row, each condition by itself. */
export function conditionsIn(where: unknown): readonly Tree[] {
  if (!isTree(where)) return []
  return where['type'] === 'CONJUNCTION_AND' ? partsOf(where['children']).flatMap(conditionsIn) : [where]
}

/** The bytes at which a condition stands: of a comparison that of its sign, and of others those of its parts. */
export function placesIn(node: unknown): readonly number[] {
  if (Array.isArray(node)) return node.flatMap(placesIn)
  if (!isTree(node)) return []
  const at = node['query_location']
  return typeof at === 'number' && at < Number.MAX_SAFE_INTEGER ? [at] : partsOf(node).flatMap(placesIn)
}

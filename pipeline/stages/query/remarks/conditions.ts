/** The condition of a `select` -> its parts that must all be true. */
import {isTree, partsOf, type Tree} from '../syntax-tree.ts'

/** What must be true of a row, each condition by itself. */
export function conditionsIn(where: unknown): readonly Tree[] {
  if (!isTree(where)) return []
  return where['type'] === 'CONJUNCTION_AND' ? partsOf(where['children']).flatMap(conditionsIn) : [where]
}

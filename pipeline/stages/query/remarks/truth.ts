/** A condition that is always true, where a reckoning has none of its own. */
import type {Database} from '../database.ts'
import {partsOf, statementIn, type Tree} from '../syntax-tree.ts'

/** The node of `true`. */
export async function truth(database: Database): Promise<Tree> {
  return partsOf(statementIn(await database.parse('select true'))!['select_list'])[0] as Tree
}

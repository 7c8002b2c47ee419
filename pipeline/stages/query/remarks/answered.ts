/** A query that was answered, and how the database is asked a `select` that is like it. */
import type {Query} from '../../../types.ts'
import type {Database, Result, RowsRequest} from '../database.ts'
import type {Tree} from '../syntax-tree.ts'

/** A query that was answered, and what it was asked of. */
export interface Answered {
  readonly query: Query
  readonly request: RowsRequest
}

/** The rows of another `select` over what the query reads; nothing where it makes no sense. */
export async function askLike({request}: Answered, node: Tree, database: Database): Promise<Result | undefined> {
  const sql = await database.write(node)
  const result = sql === undefined ? undefined : await database.rows({...request, sql})
  return result === undefined || 'problem' in result ? undefined : result
}

/** A query with all that it reads, as it is given to those who ask the database. */
import type {Artifact} from '../../cache/memo.ts'
import type {Query, Table} from '../../types.ts'
import type {Database, TableContent} from './database.ts'
import {readSql} from './reads.ts'

/** A query, all that it reads, and the values of its axis. */
export interface QueryInput<Content extends TableContent = Artifact<Table>> {
  readonly query: Query
  /** Queries that it reads, itself or through others, each after those that it reads. */
  readonly views: readonly Query[]
  /** Tables that it or one of the views reads, by name. */
  readonly tables: Readonly<Record<string, Content>>
  /** Values of the axis of `query.partition`. */
  readonly partitions?: readonly string[]
  /** Values of the axis of `query.covers`. */
  readonly covered?: readonly string[]
}

/** The query and all that it reads, understood: what the database is asked, or why it is not. */
export async function readInput({query, views, tables}: QueryInput<TableContent>, database: Database) {
  const own = await readSql({path: query.path, text: query.sql}, database)
  const others = await Promise.all(
    views.map(async (view) => ({view, ...(await readSql({path: view.path, text: view.sql}, database))}))
  )
  const asked = others.map(({view: {name, sql}, reads, renamed}) => ({name, sql, reads: reads.tables, renamed}))
  const request = {sql: query.sql, reads: own.reads.tables, tables, views: asked}
  return {own, asked, request, refused: [own, ...others].flatMap(({messages}) => messages)}
}

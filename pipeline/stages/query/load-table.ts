/** A table of the report -> a table of the database, with explicit types and exact values. */
import type {DuckDBConnection} from '@duckdb/node-api'
import type {Table} from '../../types.ts'
import {columnOf} from './load-column.ts'

/** Create and fill a table under this name; gives its columns as SQL has them, which are in the order of the contract, as its rows are. */
export async function loadTable(connection: DuckDBConnection, name: string, {fields, rows}: Table): Promise<string> {
  const duckdb = await import('@duckdb/node-api')
  const columns = fields.map((field) => columnOf(field, rows, duckdb))
  const definition = columns.map((column) => `${quoted(column.name)} ${column.sql}`).join(', ')
  await connection.run(`create table ${quoted(name)} (${definition})`)
  const appender = await connection.createAppender(name)
  for (const row of rows) {
    for (const column of columns) {
      const cell = row[column.name] ?? null
      if (cell === null) appender.appendNull()
      else column.append(appender, cell)
    }
    appender.endRow()
  }
  appender.closeSync()
  return definition
}

/** A name as SQL writes it, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

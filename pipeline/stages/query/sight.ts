/**
 * What names mean in one connection. They are laid over what lies in the database until they mean something else: to lay them anew
 * for each query would take longer than most queries. What a query reads is known before it is asked: a name that is not its own is
 * taken away.
 */
import type {DuckDBConnection} from '@duckdb/node-api'
import {quoted} from './load-table.ts'
import type {Names} from './shelf.ts'

/** What a connection sees. */
export interface Sight {
  /** Run while these names mean these contents. */
  seeing<Given extends object>(names: Names, run: () => Promise<Given>): Promise<Given>
  /** Names mean these contents no longer. */
  forget(contents: ReadonlySet<string>): Promise<void>
}

/** No name means anything at first. */
export function createSight(connection: DuckDBConnection): Sight {
  const shown = new Map<string, string>()

  // Of a view for a while only its own connection knows.
  async function show(name: string, content: string | undefined): Promise<void> {
    const laid = `create or replace temp view ${quoted(name)} as from ${quoted(content ?? '')}`
    await connection.run(content === undefined ? `drop view ${quoted(name)}` : laid)
    if (content === undefined) shown.delete(name)
    else shown.set(name, content)
  }

  return {
    async seeing(names, run) {
      for (const [name, content] of names) if (shown.get(name) !== content) await show(name, content)
      return run()
    },
    async forget(contents) {
      for (const [name, content] of shown) if (contents.has(content)) await show(name, undefined)
    }
  }
}

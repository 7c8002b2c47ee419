/** Has the database understand the queries of a report before something is saved that they must be asked again for. */
import type {Run} from '../run/open.ts'
import {runQuery, type Database} from '../stages/query/index.ts'

/** Ask every query once, whatever it gives; stops where `isNeeded` says that something else is to be done. */
export async function warmDatabase({prepared}: Run, database: Database, isNeeded: () => boolean): Promise<void> {
  for (const {input} of prepared.asked.values()) {
    if (isNeeded()) return
    await runQuery(input, database).catch(() => undefined)
  }
}

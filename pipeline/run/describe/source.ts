/** A data file of a folder -> its bytes, and of a database those of one of its tables. */
import {basename, dirname} from 'node:path'
import {ReportError, suggestion, type Message} from '../../messages.ts'
import {formatOf, toResource, type ResourceDefinition} from '../../schema/definition.ts'
import type {Resource} from '../../types.ts'
import type {World} from '../../world.ts'
import {openSources} from '../snapshots.ts'

/** A file, and what is known of its table. */
export interface FileSource {
  readonly file: string
  readonly draft: Omit<ResourceDefinition, 'schema'>
}

/** The draft with the table that was found, and its bytes. Throws a ReportError where a database has several, or not that one. */
export async function readSource(
  {file, draft}: FileSource,
  world: World
): Promise<Omit<FileSource, 'file'> & {readonly bytes: Uint8Array}> {
  if (formatOf(file) !== 'sqlite') return {draft, bytes: await world.files.read(file)}
  const ask = (query: string) => answerOf(file, query, world)
  const known = textsIn(
    await ask("select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%' order by name")
  )
  const table = draft.table ?? (known.length === 1 ? known[0] : undefined)
  if (table === undefined || !known.includes(table)) throw new ReportError([unknownTable(table, known, draft.path)])
  return {draft: {...draft, table}, bytes: await ask(`select * from "${table.replaceAll('"', '""')}"`)}
}

function answerOf(file: string, query: string, world: World): Promise<Uint8Array> {
  const resource = toResource({name: 'table', path: basename(file), query, schema: {fields: []}})
  const bytes = () => world.files.read(file)
  return openSources({folder: dirname(file), bytes}, {world, storeFolder: dirname(file)}).snapshot(resource)
}

function textsIn(snapshot: Uint8Array): readonly string[] {
  const [, ...rows] = Buffer.from(snapshot).toString().trimEnd().split('\n')
  return rows.map((row) => String((JSON.parse(row) as readonly unknown[])[0]))
}

function unknownTable(table: string | undefined, known: readonly string[], path: Resource['path'] | undefined): Message {
  const found = table === undefined ? `database with ${known.length} tables` : `table \`${table}\``
  const listed = known.map((name) => `\`${name}\``).join(', ')
  return {
    severity: 'error',
    rule: 'table-is-known',
    ...(path !== undefined && {path}),
    reason: `Unexpected ${found}, expected ${table === undefined ? '`--table` with one of' : 'one of'} ${listed || 'those that there are'}`,
    ...(table !== undefined && {note: suggestion(table, known)})
  }
}

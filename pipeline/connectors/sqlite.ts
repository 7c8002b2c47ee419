/** A table or a query of an SQLite file. It is opened to be read only; what it answers is the snapshot. */
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {ReportError, type Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import {MOST_ROWS, type Connector} from './connector.ts'
import {columnsIn, fromSnapshot, refuseUnasked, shortest, statementOf, tableOf, toSnapshot, type Answered} from './rows.ts'

/** SQLite files. */
export const sqlite: Connector = {
  format: 'sqlite',
  fetch: async (resource, {folder}) => {
    refuseUnasked(resource)
    try {
      return ask(join(folder, resource.path), resource)
    } catch (error) {
      const told = explain(error as SqliteError, resource)
      throw told === undefined ? error : new ReportError([told])
    }
  },
  columns: columnsIn,
  read: fromSnapshot
}

function ask(file: string, resource: Resource): Uint8Array {
  const database = new DatabaseSync(file, {readOnly: true, allowExtension: false, timeout: 2_000})
  try {
    const statement = database.prepare(statementOf(resource))
    statement.setReadBigInts(true)
    statement.setReturnArrays(true)
    const columns = statement.columns().map(({name}) => name)
    const truths = columns.map((name) => resource.fields.some((field) => field.name === name && field.type === 'boolean'))
    const rows: (readonly Answered[])[] = []
    for (const row of statement.iterate() as Iterable<unknown>) {
      rows.push(
        (row as readonly unknown[]).map((value, index) => answered(value, truths[index]!, {column: columns[index]!, resource}))
      )
      if (rows.length > MOST_ROWS) break
    }
    return toSnapshot({columns, rows}, resource)
  } finally {
    database.close()
  }
}

interface Asked {
  readonly column: string
  readonly resource: Resource
}

// SQLite has no truth values: 1 and 0 stand for them.
function answered(value: unknown, isTruth: boolean, {column, resource}: Asked): Answered {
  if (value === null) return null
  if (typeof value === 'string') return value
  if (isTruth && (value === 1n || value === 0n)) return value === 1n
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') return shortest(value)
  const reason = `Unexpected bytes in \`${column}\`, expected a text or a number`
  throw new ReportError([
    error(resource, 'cell-is-simple', {reason, note: 'Leave the column out, or turn it into text in a `query`.'})
  ])
}

interface SqliteError extends Error {
  readonly code?: string
  readonly errcode?: number
}

// https://sqlite.org/rescode.html: the lower eight bits tell the kind.
function explain({code, errcode = 0, message}: SqliteError, resource: Resource): Message | undefined {
  if (code !== 'ERR_SQLITE_ERROR') return undefined
  const kind = errcode % 256
  if (kind === 5 || kind === 6)
    return error(resource, 'database-is-free', {
      reason: 'Unexpected lock on the database, expected it to be readable within 2 seconds',
      note: 'Close the program that writes to it, and build again.'
    })
  if (kind === 11)
    return error(resource, 'file-is-whole', {
      reason: 'Unexpected damage in the database, expected all of it',
      note: 'Take it from its source again; `PRAGMA integrity_check` tells what is broken.'
    })
  if (kind === 26)
    return error(resource, 'file-is-of-its-kind', {
      reason: 'Unexpected bytes, expected an SQLite database',
      note: 'It may have a password, or be another kind of file: mend its `format`.'
    })
  if (kind === 1)
    return error(resource, 'query-is-answered', {
      reason: `Unexpected answer of the database: ${message}`,
      note: 'Mend `table`, `query` or the fields in datapackage.json.'
    })
  return error(resource, 'query-is-answered', {
    reason: `Unexpected answer of the database: ${message}`,
    note: 'See that the file can be read.'
  })
}

function error(resource: Resource, rule: string, words: Pick<Message, 'reason' | 'note'>): Message {
  return {severity: 'error', rule, path: resource.path, place: tableOf(resource), ...words}
}

/**
 * A table or a query of PostgreSQL. All that a build asks is read in one transaction, which sees one state of the database and
 * writes nothing; the address comes from the environment and goes nowhere from here.
 */
import type {Client, QueryArrayConfig, QueryArrayResult} from 'pg'
import {ReportError, type Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import {MOST_ROWS, type Connector, type Outside} from './connector.ts'
import {isArray, itemsIn} from './postgresql-array.ts'
import {columnsIn, fromSnapshot, refuseUnasked, statementOf, tableOf, toSnapshot, type Answered} from './rows.ts'

/** PostgreSQL. */
export const postgresql: Connector = {
  format: 'postgresql',
  fetch: async (resource, outside) => {
    refuseUnasked(resource)
    const kept = {key: [resource.connection, statementOf(resource)], outside}
    if (outside.world.env['OCTAVO_OFFLINE'] === '1') return lastOf(resource, kept)
    try {
      const {client, ask} = await outside.shared(`postgresql ${resource.connection}`, () => connect(resource, outside))
      const snapshot = await ask(() => answerOf(client, resource))
      await outside.keep(kept.key, snapshot)
      return snapshot
    } catch (error) {
      if (error instanceof ReportError) throw error
      throw new ReportError([explain(error as PostgresError, resource)])
    }
  },
  columns: columnsIn,
  read: fromSnapshot
}

interface Connection {
  readonly client: Client
  /** One after the other: a connection answers one question at a time. */
  ask<Value>(work: () => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

async function connect(resource: Resource, {world}: Outside): Promise<Connection> {
  const address = world.env[resource.connection ?? '']
  if (address === undefined || !/^postgres(?:ql)?:\/\//.test(address)) throw new ReportError([noAddress(resource, address)])
  const {default: pg} = await import('pg')
  // Every value as PostgreSQL writes it: the library makes doubles of some, and days at local midnight.
  const client = new pg.Client({
    connectionString: address,
    connectionTimeoutMillis: 10_000,
    application_name: 'octavo',
    types: {getTypeParser: (() => (text: string) => text) as typeof pg.types.getTypeParser}
  })
  // Told by whatever is asked next.
  client.on('error', () => undefined)
  await client.connect()
  await client.query('begin transaction isolation level repeatable read, read only')
  await client.query(
    "set local timezone = 'UTC'; set local datestyle = 'ISO'; set local statement_timeout = '60s'; set local extra_float_digits = 1; set local intervalstyle = 'iso_8601'"
  )
  let last: Promise<unknown> = Promise.resolve()
  return {
    client,
    ask(work) {
      const next = last.then(work, work)
      last = next.catch(() => undefined)
      return next
    },
    close: () => client.end().catch(() => undefined)
  }
}

const TRUTH = 16

// A cursor takes nothing but one query, and gives no more rows than it is asked for; a mistake leaves the others their transaction.
async function answerOf(client: Client, resource: Resource): Promise<Uint8Array> {
  const ask = (text: string) =>
    client.query({text, rowMode: 'array', queryMode: 'extended'} as QueryArrayConfig) as Promise<QueryArrayResult>
  await ask('savepoint asked')
  try {
    await ask(`declare answer no scroll cursor for ${statementOf(resource)}`)
    const {rows, fields} = await ask(`fetch forward ${MOST_ROWS + 1} from answer`)
    await ask('close answer')
    const truths = fields.map(({dataTypeID}) => dataTypeID === TRUTH)
    const valueOf = (value: string | null, index: number): Answered => {
      if (value === null) return null
      return truths[index] ? value === 't' : arrayOf(value, fields[index]!.dataTypeID, resource)
    }
    return toSnapshot(
      {columns: fields.map(({name}) => name), rows: rows.map((row) => (row as (string | null)[]).map(valueOf))},
      resource
    )
  } catch (error) {
    await ask('rollback to savepoint asked').catch(() => undefined)
    throw error
  }
}

function arrayOf(value: string, type: number, resource: Resource): Answered {
  if (!isArray(type)) return value
  const items = itemsIn(value, type)
  if (items !== undefined) return items
  const note = "Leave the column out, or join it to text in a `query`: `array_to_string(x, ',')`."
  const reason = 'Unexpected array with nothing in a place, or of arrays, expected a list of simple items'
  throw new ReportError([about(resource, 'cell-is-simple', {reason, note})])
}

interface Kept {
  readonly key: readonly unknown[]
  readonly outside: Outside
}

async function lastOf(resource: Resource, {key, outside}: Kept): Promise<Uint8Array> {
  const last = await outside.kept(key)
  if (last === undefined) {
    const reason = `Unexpected build without network, expected a snapshot of \`${resource.name}\` from an earlier one`
    throw new ReportError([
      about(resource, 'snapshot-is-there', {reason, note: 'Build once with the database, without `OCTAVO_OFFLINE`.'})
    ])
  }
  const reason = `Unexpected build without network: \`${resource.name}\` is as the database last answered`
  outside.say({
    ...about(resource, 'data-are-current', {reason, note: 'Build without `OCTAVO_OFFLINE` to ask it again.'}),
    severity: 'warning'
  })
  return last
}

interface PostgresError extends Error {
  readonly code?: string
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html; what says where the server is stays unsaid.
function explain({code = '', message}: PostgresError, resource: Resource): Message {
  const {connection} = resource
  const told = (rule: string, reason: string, note: string) => about(resource, rule, {reason, note})
  if (code.startsWith('28'))
    return told(
      'database-lets-in',
      `Unexpected refusal of the user or password in \`${connection}\`, expected them to be right`,
      'Mend them in the environment.'
    )
  if (code === '3D000')
    return told(
      'database-is-there',
      `Unexpected name of a database in \`${connection}\`, expected one of the server`,
      'Mend it in the environment.'
    )
  if (code === '57014')
    return told(
      'query-ends',
      'Unexpected query of more than 60 seconds, expected a shorter one',
      'Sum up in a view, or ask for less.'
    )
  if (/^(?:57P|08|53)/.test(code) || /terminated|ended|closed|not queryable/i.test(message) || code === 'ECONNRESET')
    return told('database-answers', `Unexpected end of the connection to \`${connection}\`, expected an answer`, AGAIN)
  if (/^[0-9A-Z]{5}$/.test(code))
    return told(
      'query-is-answered',
      `Unexpected answer of the database: ${message}`,
      'Mend `table`, `query` or the fields in datapackage.json.'
    )
  return told(
    'database-answers',
    `Unexpected silence of the database of \`${connection}\`${/^E[A-Z_]+$/.test(code) ? ` (${code})` : ''}, expected an answer`,
    AGAIN
  )
}

const AGAIN = 'Build again when it is there, or with `OCTAVO_OFFLINE=1` from what it last answered. What was published stays.'

function noAddress(resource: Resource, address: string | undefined): Message {
  if (resource.connection === undefined) {
    const note = 'Write `"connection": "STATISTICS_URL"`, the name of an environment variable, instead of `path`.'
    return about(resource, 'key-is-present', {reason: 'Unexpected PostgreSQL without `connection`, expected it', note})
  }
  const reason = `Unexpected ${address === undefined ? 'lack' : 'form'} of the environment variable \`${resource.connection}\`, expected the address of a database`
  return about(resource, 'database-is-known', {
    reason,
    note: 'Set it to `postgresql://user:password@host/database`, or build with `OCTAVO_OFFLINE=1`.'
  })
}

function about(resource: Resource, rule: string, words: Pick<Message, 'reason' | 'note'>): Message {
  return {severity: 'error', rule, path: resource.path, place: tableOf(resource), ...words}
}

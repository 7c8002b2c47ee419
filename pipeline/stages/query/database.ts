/**
 * The one DuckDB of a build: in memory, no files, no network, no extensions.
 *
 * Two connections share what lies in it. Each is asked one thing at a time, and answers it in one thread, so that no order hangs
 * on the moment; a transaction and the interrupt of a query that does not end belong to a connection too.
 */
import type {DuckDBConnection} from '@duckdb/node-api'
import {digest} from '../../cache/hash.ts'
import type {Artifact} from '../../cache/memo.ts'
import type {Table} from '../../types.ts'
import {attempt, complain, inTextOf, type Failure} from './attempt.ts'
import type {Within} from './exactness.ts'
import {loadTable, quoted} from './load-table.ts'
import {openDatabase, type Lane, type OpenDatabase} from './open.ts'
import {nameOfRows, namesOf, type Names} from './shelf.ts'

/** Content by digest: all that is asked of an {@link Artifact}. */
export type TableContent = Pick<Artifact<Table>, 'digest' | 'value'>

/** A query that is read by others. */
export interface View {
  readonly name: string
  readonly sql: string
  /** Tables and queries that it reads. */
  readonly reads: readonly string[]
}

/** A query, and what it reads. */
export interface RowsRequest {
  readonly sql: string
  /** Tables and queries that it reads itself. */
  readonly reads: readonly string[]
  readonly tables: Readonly<Record<string, TableContent>>
  /** Other queries that this one reads, each after those that it reads itself. */
  readonly views: readonly View[]
}

/** A value as the database gives it in JSON. */
export type Value = null | boolean | number | string | readonly Value[] | {readonly [name: string]: Value}

/** Columns with the database's names of their types, and the rows in their order. */
export interface Result {
  readonly columns: readonly {readonly name: string; readonly type: string}[]
  readonly rows: readonly (readonly Value[])[]
}

/** The database of a build. */
export interface Database {
  /** The syntax tree of a text, or `{error: true, ...}`. */
  parse(sql: string): Promise<unknown>
  /** The text of a `select` from its node; nothing where it cannot be written down. */
  write(node: unknown): Promise<string | undefined>
  rows(request: RowsRequest): Promise<Result | Failure>
  /** A run has ended, and another one may follow: forget what is of no use any more. */
  sweep(): Promise<void>
  close(): void
}

/** The limits at which a query is stopped. */
export interface DatabaseOptions {
  /** A query that takes longer is stopped. */
  readonly seconds?: number
  /** More rows than this are no report. */
  readonly most?: number
  /** Bytes that the process holds now; a query that makes them grow beyond measure is stopped. */
  readonly memory?: () => number
}

/** Bytes of text in one result, and bytes of memory that a query may add: twice what it is given for tables. */
const MOST_BYTES = 128 * 1024 * 1024
const MOST_MEMORY = 2 * 1024 * 1024 * 1024

/** Opened by the first call that needs it: a build with nothing to ask does not load DuckDB. */
export function createDatabase({seconds = 10, most = 1_000_000, memory}: DatabaseOptions = {}): Database {
  let opening: Promise<OpenDatabase> | undefined
  let isUsed = false
  const opened = () => (opening ??= openDatabase())

  return {
    parse: async (sql) => (await (await opened()).lanes.any(({exactness}) => exactness.parse(sql))).given,
    write: async (node) => (await (await opened()).lanes.any(({exactness}) => exactness.write(node))).given,
    async rows(request) {
      isUsed = true
      return rows(await opened(), request)
    },
    async sweep() {
      // Where nothing was asked nothing has changed.
      if (!isUsed) return
      isUsed = false
      await (await opened()).sweep()
    },
    close: () => void opening?.then((open) => open.close())
  }

  async function rows(open: OpenDatabase, {sql, reads, tables, views}: RowsRequest): Promise<Result | Failure> {
    const names = new Map<string, string>()
    for (const [name, content] of Object.entries(tables)) {
      const loaded = await load(open, content)
      if (typeof loaded !== 'string') return loaded
      names.set(name, loaded)
    }
    for (const view of views) {
      const made = await make(open, view, namesOf(view.reads, names))
      if (typeof made !== 'string') return {problem: {...made.problem, view: view.name}}
      names.set(view.name, made)
    }
    return inTime(open, (lane) => select(open, lane, {sql, own: namesOf(reads, names)}))
  }

  function load({shelf, lanes}: OpenDatabase, content: TableContent): Promise<string | Failure> {
    const name = `content_${content.digest}`
    const fill = async ({connection}: Lane) => loadTable(connection, name, await content.value())
    return shelf.once(name, async () => (await lanes.any(fill)).given)
  }

  function make(open: OpenDatabase, {sql}: View, own: Names): Promise<string | Failure> {
    const name = nameOfRows(sql, own)
    return open.shelf.once(name, () => inTime(open, (lane) => fill(open, lane, {sql, own})))
  }

  async function fill({shelf}: OpenDatabase, {connection, sight, exactness}: Lane, {sql, own}: Asked): Promise<string | Failure> {
    const within: Within = (run) => sight.seeing(own, run)
    const kinds = shelf.kindsOf(sql, own)
    const exact = await exactness.understand(sql, {within, kinds})
    const name = nameOfRows(sql, own)
    const start = `create table ${quoted(name)} as `
    const made = await within(() => attempt(() => connection.run(start + exact.sql)))
    if (!('problem' in made)) return kinds === undefined ? name : digest([sql, kinds])
    return {problem: inTextOf(made.problem, {written: sql, run: exact.sql, before: Buffer.byteLength(start)})}
  }

  async function select(
    {shelf}: OpenDatabase,
    {connection, sight, exactness}: Lane,
    {sql, own}: Asked
  ): Promise<Result | Failure> {
    const within: Within = (run) => sight.seeing(own, run)
    const exact = await exactness.understand(sql, {within, kinds: shelf.kindsOf(sql, own)})
    const made = nameOfRows(sql, own)
    // Where another query read them they are there.
    const run = shelf.has(made) ? `from ${quoted(made)}` : exact.sql
    const read = await within(() => attempt(() => readRows(connection, run)))
    if ('problem' in read) return {problem: inTextOf(read.problem, {written: sql, run})}
    return {columns: exact.columns.map((name, index) => ({name, type: read.types[index]!})), rows: read.rows}
  }

  async function readRows(connection: DuckDBConnection, sql: string) {
    const result = await connection.stream(sql)
    const rows: (readonly Value[])[] = []
    let bytes = 0
    for await (const some of result.yieldRowsJson()) {
      for (const row of some as readonly (readonly Value[])[]) {
        rows.push(row)
        for (const value of row) if (typeof value === 'string') bytes += value.length
      }
      if (rows.length > most) complain({exception_type: 'Size', exception_message: `more than ${most} rows`})
      if (bytes > MOST_BYTES)
        complain({exception_type: 'Size', exception_message: `more than ${MOST_BYTES / 1024 ** 2} MiB of text`})
    }
    return {types: result.columnTypes().map(String), rows}
  }

  // What stopped it may have been the need of another: by itself it is held to what it needs alone.
  async function inTime<Given>({lanes}: OpenDatabase, run: (lane: Lane) => Promise<Given>): Promise<Given | Failure> {
    const watched = (lane: Lane) => watching(lane.connection, () => attempt(() => run(lane)))
    const {given, wasAlone} = await lanes.any(watched)
    return wasAlone || !isStopped(given) ? given : lanes.alone(([lane]) => watched(lane!))
  }

  async function watching<Given>(connection: DuckDBConnection, run: () => Promise<Given>): Promise<Given> {
    const before = memory?.() ?? 0
    let limit = `${seconds} seconds`
    const timer = setTimeout(() => connection.interrupt(), seconds * 1000)
    const watch = setInterval(() => {
      if ((memory?.() ?? 0) - before < MOST_MEMORY) return
      limit = `${MOST_MEMORY / 1024 ** 3} GiB of memory`
      connection.interrupt()
    }, 50)
    try {
      return told(await run(), limit)
    } finally {
      clearTimeout(timer)
      clearInterval(watch)
    }
  }
}

// What stopped a query is known to who stopped it.
function told<Given>(given: Given, limit: string): Given {
  if (!isFailure(given) || given.problem.kind !== 'INTERRUPT') return given
  return {...given, problem: {...given.problem, reason: limit}}
}

const STOPPED: readonly string[] = ['INTERRUPT', 'Out of Memory']

function isStopped(given: unknown): boolean {
  return isFailure(given) && STOPPED.includes(given.problem.kind)
}

function isFailure(given: unknown): given is Failure {
  return typeof given === 'object' && given !== null && 'problem' in given
}

/** A text, and what the names in it mean. */
interface Asked {
  readonly sql: string
  readonly own: Names
}

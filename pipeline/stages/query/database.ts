/**
 * The one DuckDB of a build: in memory, one thread, no files, no network, no extensions.
 *
 * Everything is asked in turn: a transaction belongs to the connection, and so does the interrupt of a query that does not end.
 */
import type {DuckDBConnection, DuckDBInstance} from '@duckdb/node-api'
import {MachineError} from '../../messages.ts'
import {attempt, complain, inTextOf, type Problem} from './attempt.ts'
import {createContents, namesOf, type Names, type TableContent, type View} from './contents.ts'
import {quoted} from './load-table.ts'
import {createExactness, type Exactness, type Within} from './exactness.ts'

export type {TableContent} from './contents.ts'

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

/** The database of a build; what is asked of it is answered in turn. */
export interface Database {
  /** The syntax tree of a text, or `{error: true, ...}`. */
  parse(sql: string): Promise<unknown>
  /** The text of a `select` from its node; nothing where it cannot be written down. */
  write(node: unknown): Promise<string | undefined>
  rows(request: RowsRequest): Promise<Result | {readonly problem: Problem}>
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

const SETTINGS = {
  threads: '1',
  memory_limit: '1GB',
  temp_directory: '',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  enable_external_access: 'false',
  errors_as_json: 'true'
}

/** Opened by the first call that needs it: a build with nothing to ask does not load DuckDB. */
export function createDatabase({seconds = 10, most = 1_000_000, memory}: DatabaseOptions = {}): Database {
  let opening: Promise<Open> | undefined
  let last: Promise<unknown> = Promise.resolve()
  let isUsed = false

  function inTurn<Given>(run: (open: Open) => Promise<Given>): Promise<Given> {
    const turn = last.then(() => (opening ??= open())).then(run)
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    parse: (sql) => inTurn(({exactness}) => exactness.parse(sql)),
    write: (node) => inTurn(({exactness}) => exactness.write(node)),
    rows(request) {
      isUsed = true
      return inTurn((open) => rows(open, request))
    },
    async sweep() {
      // Where nothing was asked nothing has changed.
      if (!isUsed) return
      isUsed = false
      await inTurn(({contents, exactness}) => (exactness.sweep(), contents.sweep()))
    },
    close: () => void opening?.then(({instance}) => instance.closeSync())
  }

  async function rows(open: Open, {sql, reads, tables, views}: RowsRequest): Promise<Result | {problem: Problem}> {
    const {connection, contents} = open
    const names = new Map<string, string>()
    for (const [name, content] of Object.entries(tables)) names.set(name, await contents.load(content))
    for (const view of views) {
      const made = await inTime(connection, () => contents.make(view, names))
      if (typeof made !== 'string') return {problem: {...made.problem, view: view.name}}
      names.set(view.name, made)
    }
    return inTime(connection, () => attempt(() => select(open, sql, namesOf(reads, names))))
  }

  async function select(
    {connection, contents, exactness}: Open,
    sql: string,
    names: Names
  ): Promise<Result | {problem: Problem}> {
    const within: Within = (run) => contents.seeing(names, run)
    const exact = await exactness.understand(sql, {within, kinds: contents.kindsOf(sql, names)})
    const made = contents.madeOf(sql, names)
    const run = made === undefined ? exact.sql : `from ${quoted(made)}`
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

  async function inTime<Given>(connection: DuckDBConnection, run: () => Promise<Given>): Promise<Given> {
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
  if (typeof given !== 'object' || given === null || !('problem' in given)) return given
  const problem = given.problem as Problem
  return problem.kind === 'INTERRUPT' ? {...given, problem: {...problem, reason: limit}} : given
}

interface Open {
  readonly instance: DuckDBInstance
  readonly connection: DuckDBConnection
  readonly contents: ReturnType<typeof createContents>
  readonly exactness: Exactness
}

async function open(): Promise<Open> {
  const {DuckDBInstance} = await import('@duckdb/node-api').catch((error: unknown) => {
    throw new MachineError('DuckDB cannot be loaded', 'Run `npm ci` again on this machine: its binary differs by system.', error)
  })
  const instance = await DuckDBInstance.create(':memory:', SETTINGS)
  const connection = await instance.connect()
  await connection.run("set TimeZone = 'UTC'")
  await connection.run('set lock_configuration = true')
  const exactness = await createExactness(connection)
  return {instance, connection, exactness, contents: createContents(connection, exactness)}
}

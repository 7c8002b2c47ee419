/**
 * Tables and the rows of queries that others read, kept in the database under the digest of what they are made of.
 *
 * Each is loaded or made once, however many queries read it. Its name in SQL is laid over it for one statement only, so that
 * no query sees what another one may.
 */
import type {DuckDBConnection} from '@duckdb/node-api'
import {digest} from '../../cache/hash.ts'
import type {Artifact} from '../../cache/memo.ts'
import type {Table} from '../../types.ts'
import {attempt, inTextOf, type Problem} from './attempt.ts'
import type {Exactness} from './exactness.ts'
import {createKept} from './kept.ts'
import {loadTable, quoted} from './load-table.ts'

/** Content by digest: all that is asked of an {@link Artifact}. */
export type TableContent = Pick<Artifact<Table>, 'digest' | 'value'>

/** A query that is read by others. */
export interface View {
  readonly name: string
  readonly sql: string
  /** Tables and queries that it reads. */
  readonly reads: readonly string[]
}

/** What SQL calls something -> what it is called in the database. */
export type Names = ReadonlyMap<string, string>

/** Tables, and rows of queries, that lie in the database. */
export interface Contents {
  /** Load a table; gives its name in the database. */
  load(content: TableContent): Promise<string>
  /** Keep the rows of a query; gives their name in the database. */
  make(view: View, names: Names): Promise<string | {readonly problem: Problem}>
  /** Run while these names mean these contents. What fails leaves no trace. */
  seeing<Given extends object>(names: Names, run: () => Promise<Given>): Promise<Given>
  /** The kinds of what a query reads under these names; nothing where its columns depend on more. */
  kindsOf(sql: string, names: Names): string | undefined
  /** A run has ended: drop what is of no use any more. */
  sweep(): Promise<void>
}

/** Those of the names that are read, in one order: to lay each over its content takes time. */
export function namesOf(reads: readonly string[], names: Names): Names {
  const read = new Set(reads.map((name) => name.toLowerCase()))
  return new Map([...names].filter(([name]) => read.has(name.toLowerCase())).sort())
}

/** A table in the database, and what its columns are. */
interface Content {
  readonly name: string
  readonly kind: string
}

/** Its columns are values of the data. */
const PIVOT = /pivot/i

/** Nothing is kept at first. */
export function createContents(connection: DuckDBConnection, {understand}: Exactness): Contents {
  const kept = createKept<Content>()

  async function load(content: TableContent): Promise<string> {
    const name = `content_${content.digest}`
    if (kept.get(name) === undefined) kept.set(name, {name, kind: await loadTable(connection, name, await content.value())})
    return name
  }

  function kindsOf(sql: string, names: Names): string | undefined {
    return PIVOT.test(sql) ? undefined : digest([...names].map(([name, content]) => [name, kept.get(content)!.kind]))
  }

  async function make({sql, reads}: View, names: Names): Promise<string | {problem: Problem}> {
    const own = namesOf(reads, names)
    const name = `content_${digest([sql, [...own]])}`
    if (kept.get(name) !== undefined) return name
    const made = await attempt(() => fill(name, sql, own))
    if ('problem' in made) return made
    const kinds = kindsOf(sql, own)
    kept.set(name, {name, kind: kinds === undefined ? name : digest([sql, kinds])})
    return name
  }

  async function fill(name: string, sql: string, own: Names): Promise<object> {
    const exact = await understand(sql, {within: (run) => seeing(own, run), kinds: kindsOf(sql, own)})
    const start = `create table ${quoted(name)} as `
    const made = await seeing(own, () => attempt(() => connection.run(start + exact.sql)))
    if (!('problem' in made)) return made
    return {problem: inTextOf(made.problem, {written: sql, run: exact.sql, before: Buffer.byteLength(start)})}
  }

  async function seeing<Given extends object>(names: Names, run: () => Promise<Given>): Promise<Given> {
    const views = [...names].map(([name, content]) => `create view ${quoted(name)} as from ${quoted(content)};`)
    await connection.run(`begin; ${views.join(' ')}`)
    const given = await run().catch(async (error: unknown) => {
      await connection.run('rollback')
      throw error
    })
    const end = [...names.keys()].map((name) => `drop view ${quoted(name)};`)
    await connection.run('problem' in given ? 'rollback' : `${end.join(' ')} commit`)
    return given
  }

  async function sweep(): Promise<void> {
    for (const {name} of kept.sweep()) await connection.run(`drop table ${quoted(name)}`)
  }

  return {load, make, seeing, kindsOf, sweep}
}

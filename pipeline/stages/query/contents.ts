/**
 * Tables and the rows of queries that others read, kept in the database under the digest of what they are made of.
 *
 * Each is loaded or made once, however many queries read it. Its name in SQL is laid over it until the name means something else: to
 * lay it anew for each query would take longer than most queries. What a query reads is known before it is asked: a name that is
 * not its own is taken away.
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

/** What SQL calls something -> what it is called in the database; nothing where the query that says so may not see it. */
export type Names = ReadonlyMap<string, string | undefined>

/** Tables, and rows of queries, that lie in the database. */
export interface Contents {
  /** Load a table; gives its name in the database. */
  load(content: TableContent): Promise<string>
  /** Keep the rows of a query; gives their name in the database. */
  make(view: View, names: Names): Promise<string | {readonly problem: Problem}>
  /** What the rows of a query are called in the database, where they are kept there because another query read them. */
  madeOf(sql: string, own: Names): string | undefined
  /** Run while these names mean these contents. */
  seeing<Given extends object>(names: Names, run: () => Promise<Given>): Promise<Given>
  /** The kinds of what a query reads under these names; nothing where its columns depend on more. */
  kindsOf(sql: string, names: Names): string | undefined
  /** A run has ended: drop what is of no use any more. */
  sweep(): Promise<void>
}

/** What is read, in one order, in small letters: the database makes no difference. */
export function namesOf(reads: readonly string[], names: Names): Names {
  const known = new Map([...names].map(([name, content]) => [name.toLowerCase(), content]))
  return new Map([...new Set(reads.map((name) => name.toLowerCase()))].sort().map((name) => [name, known.get(name)]))
}

/** A table in the database, and what its columns are. */
interface Content {
  readonly name: string
  readonly kind: string
}

// Of what is selected, from what.
function nameOf(sql: string, own: Names): string {
  return `content_${digest([sql, [...own].map(([each, content]) => [each, content ?? null])])}`
}

/** Its columns are values of the data. */
const PIVOT = /pivot/i

/** Nothing is kept at first. */
export function createContents(connection: DuckDBConnection, {understand}: Exactness): Contents {
  const kept = createKept<Content>()
  /** What each name means. */
  const shown = new Map<string, string>()

  async function load(content: TableContent): Promise<string> {
    const name = `content_${content.digest}`
    if (kept.get(name) === undefined) kept.set(name, {name, kind: await loadTable(connection, name, await content.value())})
    return name
  }

  function kindsOf(sql: string, names: Names): string | undefined {
    return PIVOT.test(sql)
      ? undefined
      : digest([...names].map(([name, content]) => [name, content === undefined ? null : kept.get(content)!.kind]))
  }

  async function make({sql, reads}: View, names: Names): Promise<string | {problem: Problem}> {
    const own = namesOf(reads, names)
    const name = nameOf(sql, own)
    if (kept.get(name) !== undefined) return name
    const made = await attempt(() => fill(name, sql, own))
    if ('problem' in made) return made
    const kinds = kindsOf(sql, own)
    kept.set(name, {name, kind: kinds === undefined ? name : digest([sql, kinds])})
    return name
  }

  function madeOf(sql: string, own: Names): string | undefined {
    return kept.get(nameOf(sql, own))?.name
  }

  async function fill(name: string, sql: string, own: Names): Promise<object> {
    const exact = await understand(sql, {within: (run) => seeing(own, run), kinds: kindsOf(sql, own)})
    const start = `create table ${quoted(name)} as `
    const made = await seeing(own, () => attempt(() => connection.run(start + exact.sql)))
    if (!('problem' in made)) return made
    return {problem: inTextOf(made.problem, {written: sql, run: exact.sql, before: Buffer.byteLength(start)})}
  }

  async function seeing<Given extends object>(names: Names, run: () => Promise<Given>): Promise<Given> {
    for (const [name, content] of names) if (shown.get(name) !== content) await show(name, content)
    return run()
  }

  async function show(name: string, content: string | undefined): Promise<void> {
    const laid = `create or replace view ${quoted(name)} as from ${quoted(content ?? '')}`
    await connection.run(content === undefined ? `drop view ${quoted(name)}` : laid)
    if (content === undefined) shown.delete(name)
    else shown.set(name, content)
  }

  async function sweep(): Promise<void> {
    for (const {name} of kept.sweep()) {
      for (const [own] of [...shown].filter(([, content]) => content === name)) await show(own, undefined)
      await connection.run(`drop table ${quoted(name)}`)
    }
  }

  return {load, make, madeOf, seeing, kindsOf, sweep}
}

/** Asks the database how it understands a query, and gives the one to run instead, which rounds nothing without a word. */
import type {DuckDBConnection} from '@duckdb/node-api'
import {attempt, complain} from './attempt.ts'
import {BOUNDED} from './bounds.ts'
import {exactly, MACROS} from './exact.ts'
import {createKept, type Kept} from './kept.ts'
import {isCut, narrowings, type Narrowing} from './narrowing.ts'
import {isSame, portable} from './portable.ts'
import {readTree, writeTree} from './syntax-tree.ts'

/** Runs while the names of a query mean its contents. */
export type Within = <Given extends object>(run: () => Promise<Given>) => Promise<Given>

/** How a query is understood: what its names mean, and what kinds of contents these are, on which alone it depends. */
export interface Understanding {
  readonly within: Within
  /** Nothing where it depends on more than the kinds. */
  readonly kinds: string | undefined
}

/** A query that makes sense: the names of its columns as the author gave them, and what to run instead of it. */
export interface Understood {
  readonly columns: readonly string[]
  readonly sql: string
}

/** Reads queries, and gives what to run instead so that nothing is rounded. */
export interface Exactness {
  /** The syntax tree of a text, or `{error: true, ...}`. */
  parse(sql: string): Promise<unknown>
  /** The text of a `select` from its node; nothing where it cannot be written down. */
  write(node: unknown): Promise<string | undefined>
  /** Throws the database's complaint about a query that makes no sense, or one of our own where numbers would be rounded. */
  understand(sql: string, understanding: Understanding): Promise<Understood>
}

/** What is known of queries, by their texts, whichever connection was asked. */
export interface KnownQueries {
  readonly trees: Kept<Promise<unknown>>
  readonly understood: Kept<Understood>
}

/** Nothing is known at first. */
export function createKnownQueries(): KnownQueries {
  return {trees: createKept(), understood: createKept()}
}

const UNFAITHFUL = {exception_type: 'Unfaithful', exception_message: 'the query cannot be rewritten'}

/** Lay what exact reckoning needs into a database, once. */
export async function layMacros(connection: DuckDBConnection): Promise<void> {
  for (const macro of [...BOUNDED, ...MACROS]) await connection.run(macro)
}

/** Asks one connection to a database that has the macros. */
export function createExactness(connection: DuckDBConnection, {trees, understood}: KnownQueries): Exactness {
  async function text(sql: string, value: string): Promise<string> {
    const reader = await connection.runAndReadAll(sql, [value])
    return String(reader.getRowsJson()[0]![0])
  }

  async function namesIn(sql: string): Promise<readonly string[]> {
    const prepared = await connection.prepare(sql)
    const names = Array.from({length: prepared.columnCount}, (_, index) => prepared.columnName(index))
    prepared.destroySync()
    return names
  }

  const parse = (sql: string) => {
    const tree = trees.get(sql) ?? text('select json_serialize_sql($1::varchar)', sql).then(readTree)
    trees.set(sql, tree)
    return tree
  }
  const write = (tree: unknown) => text('select json_deserialize_sql($1::json)', writeTree(tree))

  // A plan that cannot be told (of a PIVOT) says nothing of casts.
  async function losses(sql: string): Promise<Narrowing[]> {
    // Its numbers are places and sizes: none needs all its digits.
    const plan: unknown = JSON.parse(await text('select json_serialize_plan($1::varchar)', sql))
    if (isCut(plan)) complain(UNFAITHFUL)
    return narrowings(plan, await parse(sql))
  }

  async function understand(sql: string, within: Within): Promise<Understood> {
    const columns = await within(() => namesIn(sql))
    const makesSense = async (other: string) => !('problem' in (await within(() => attempt(() => namesIn(other)))))
    const exact = await exactly(sql, {parse, write, makesSense})
    if (exact === undefined) return complain(UNFAITHFUL)
    const [loss] = await within(() => losses(exact))
    if (loss === undefined) return {columns, sql: exact}
    // Its place is the author's only in the text as written.
    const written = exact === sql ? [loss] : await within(() => losses(sql)).catch(() => [])
    const position = written.find(({from, to}) => from === loss.from && to === loss.to)?.at
    return complain({exception_type: 'Narrowing', exception_message: `${loss.from} to ${loss.to}`, position})
  }

  return {
    parse,
    async write(node) {
      const tree = portable({error: false, statements: [{node, named_param_map: []}]})
      const written = await attempt(async () => ({sql: await write(tree)}))
      return !('problem' in written) && isSame(tree, await parse(written.sql)) ? written.sql : undefined
    },
    async understand(sql, {within, kinds}) {
      const key = kinds === undefined ? undefined : JSON.stringify([sql, kinds])
      const known = key === undefined ? undefined : understood.get(key)
      const made = known ?? (await understand(sql, within))
      if (key !== undefined) understood.set(key, made)
      return made
    }
  }
}

/** A look into the data of a report, without its chapters: the rows of one query, or of one table. */
import {load} from '../stages/load/index.ts'
import {queryName} from '../stages/query/index.ts'
import type {Axis, Dataset, Field, Row} from '../types.ts'
import {askQueries, openData} from './data.ts'
import {completeLanguages} from './languages.ts'
import type {Only} from './open.ts'
import type {Session} from './session.ts'

/** What is looked at. */
export interface LookOptions {
  /** Folder of the report. */
  readonly folder: string
  /** Name of a query or of a table. */
  readonly name: string
  /** The wanted values of each axis that is narrowed: a query that is not split by it gives all of its rows. */
  readonly only: Only
  /** Refuses a selection that means nothing. */
  readonly checkOnly: (axes: readonly Axis[]) => void
  /** Told of every name there is, where this one is none of them; throws. */
  readonly refuse: (known: readonly string[]) => never
}

/** Rows, and what they are. */
export interface Look {
  readonly kind: 'query' | 'table'
  readonly columns: readonly Field[]
  readonly key: readonly string[]
  readonly rows: readonly Row[]
  /** Of a table, where each row stands. */
  readonly places?: readonly string[]
}

/** Look at a query or a table. Throws a ReportError for what is wrong with the data or the query. */
export async function look({folder, name, only, checkOnly, refuse}: LookOptions, session: Session): Promise<Look> {
  const report = await completeLanguages(await load(folder, session), session)
  const {tables, axes} = await openData(report, session)
  checkOnly(axes)
  const table = tables.contents.get(name)
  if (table !== undefined) {
    const {path} = report.resources.find((resource) => resource.name === name)!
    const places = tables.lines.get(name)?.map((line) => `${path}:${line}`)
    return {kind: 'table', columns: table.fields, key: table.primaryKey, rows: table.rows, ...(places && {places})}
  }
  const queries = report.queries.map(({path}) => queryName(path))
  if (!queries.includes(name)) refuse([...queries, ...tables.contents.keys()])
  const asked = (await askQueries({names: new Set([name]), report, tables, axes}, session)).get(name)!
  const wanted = only[asked.query.partition ?? ''] ?? Object.keys(asked.datasets)
  const parts: readonly Dataset[] = await Promise.all(wanted.map((id) => asked.datasets[id]!.value()))
  const {columns, key} = parts[0]!
  return {kind: 'query', columns, key, rows: parts.flatMap(({rows}) => rows)}
}

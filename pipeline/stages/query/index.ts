/** SQL over the report's tables -> a dataset for each value of an axis, or one for all editions. */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import {throwErrors, type Message} from '../../messages.ts'
import {rowsOf} from './cells.ts'
import {columnsOf, type Origins} from './columns.ts'
import type {Database, TableContent} from './database.ts'
import {stepsOverGaps} from './gaps.ts'
import {meansOfFewer} from './means.ts'
import {messageOf} from './problem.ts'
import {leftOutByJoins, type JoinedAxis} from './joins.ts'
import {readSql, type ReadQuery, type Reads} from './reads.ts'
import {checkHeader, split} from './split.ts'
import {takenTwice} from './repeated.ts'
import {outgrown, type UnreadYears} from './outgrown.ts'
import {placesLeftOut, type OwnPlaces} from './places-left-out.ts'
import {pairedWithItself} from './self-joins.ts'
import {tiesAtLimit} from './ties.ts'
import {sumsOverTimes} from './times.ts'
import {totalsAmongParts, type TotalRow} from './totals.ts'
import {undecided} from './undecided.ts'
import {droppedByUnions} from './unions.ts'
import type {Dataset, Query, Source, Table} from '../../types.ts'

export {createDatabase, type Database, type TableContent} from './database.ts'
export {isTest, proseOf, queryName, readQuery} from './header.ts'
export {type JoinedAxis} from './joins.ts'
export {order, type Needs} from './order.ts'
export {mayReckon} from './reckonings.ts'
export {mayPair} from './self-joins.ts'
export {placeOfMatch} from './place.ts'
export {type UnreadYears} from './outgrown.ts'
export {type OwnPlaces} from './places-left-out.ts'
export {type Reads} from './reads.ts'
export {type TotalRow} from './totals.ts'

/** Finds what a query reads, and refuses what is not one repeatable SELECT over tables. */
export function readsStage(code: Digest, database: Database): Stage<Source, {readonly reads: Reads}> {
  return {
    name: 'reads',
    code,
    subject: ({path}) => path,
    async run(source) {
      const {reads, messages} = await readSql(source, database)
      throwErrors(messages)
      return {reads}
    }
  }
}

/** A query, all that it reads, and the values of its axis. */
export interface QueryInput<Content extends TableContent = Artifact<Table>> {
  readonly query: Query
  /** Queries that it reads, itself or through others, each after those that it reads. */
  readonly views: readonly Query[]
  /** Tables that it or one of the views reads, by name. */
  readonly tables: Readonly<Record<string, Content>>
  /** Values of the axis of `query.partition`. */
  readonly partitions?: readonly string[]
  /** Values of the axis of `query.covers`. */
  readonly covered?: readonly string[]
}

/** What is looked at besides, in a query with a join, in one that names a year, and in one that reads a table with totals. */
export interface RemarksInput<Content extends TableContent = Artifact<Table>> extends QueryInput<Content> {
  /** Axes of more than one value. */
  readonly axes?: readonly JoinedAxis[]
  readonly totals?: readonly TotalRow[]
  /** Columns of years of which no other query reads the latest. */
  readonly unread?: readonly UnreadYears[]
  /** Of one with a limit: the charts of it that look for rows of their edition. */
  readonly own?: readonly OwnPlaces[]
}

/** Asks the database. The parts are named by axis value; without a partition the one part is `all`. */
export function queryStage(code: Digest, database: Database): Stage<QueryInput, Record<string, Dataset>> {
  return {
    name: 'query',
    code,
    subject: ({query}) => query.name,
    async run(input, say) {
      const {datasets, messages} = await runQuery(input, database)
      throwErrors(messages)
      messages.forEach(say)
      return datasets
    }
  }
}

/** Finds what should be looked at in the rows of a query that has them. Worth its time for those with a limit or a join alone. */
export function remarksStage(code: Digest, database: Database): Stage<RemarksInput, {readonly remarks: readonly Message[]}> {
  return {
    name: 'remarks',
    code,
    subject: ({query}) => query.name,
    async run(input) {
      return {remarks: await remarksOn(input, database)}
    }
  }
}

/** What should be looked at in the rows of a query that has them. */
export async function remarksOn(input: RemarksInput<TableContent>, database: Database): Promise<readonly Message[]> {
  const {request} = await readAll(input, database)
  const {query, views, axes = [], totals = [], unread = [], own = []} = input
  const answered = {query, request}
  const tables = await tablesOf(input.tables)
  return [
    ...(await tiesAtLimit(answered, database)),
    ...(await leftOutByJoins({...answered, axes}, database)),
    ...(await takenTwice(answered, database)),
    ...(await sumsOverTimes({...answered, tables}, database)),
    ...(await meansOfFewer(answered, database)),
    ...(await stepsOverGaps(answered, database)),
    ...(await droppedByUnions({...answered, tables}, database)),
    ...(await totalsAmongParts({...answered, totals}, database)),
    ...(await undecided(answered, database)),
    ...(await outgrown({...answered, unread}, database)),
    ...(await placesLeftOut({...answered, own}, database)),
    ...(await pairedWithItself({...answered, keys: keysOf(tables, views)}, database))
  ]
}

async function tablesOf(contents: RemarksInput<TableContent>['tables']): Promise<ReadonlyMap<string, Table>> {
  const read = Object.entries(contents).map(async ([name, content]) => [name.toLowerCase(), await content.value()] as const)
  return new Map(await Promise.all(read))
}

// What tells the rows of a table apart, and those of a query that is read as one.
function keysOf(tables: ReadonlyMap<string, Table>, views: readonly Query[]): ReadonlyMap<string, readonly string[]> {
  const ofTables = [...tables].map(([name, {primaryKey}]) => [name, primaryKey] as const)
  return new Map([...ofTables, ...views.map(({name, key}) => [name.toLowerCase(), key] as const)])
}

/** The datasets of a query, and everything that is wrong with it. */
export async function runQuery(
  input: QueryInput<TableContent>,
  database: Database
): Promise<{readonly datasets: Record<string, Dataset>; readonly messages: readonly Message[]}> {
  const {query, views, tables, partitions = [], covered = []} = input
  const {own, asked, request, refused} = await readAll(input, database)
  if (refused.length > 0) return {datasets: {}, messages: refused}

  const result = await database.rows(request)
  if ('problem' in result) {
    const known = [...Object.keys(tables), ...views.map(({name}) => name)]
    return {datasets: {}, messages: [messageOf(result.problem, {query, views, known})]}
  }
  const columns = columnsOf(
    query,
    result,
    await originsOf(input, [...asked, {name: query.name, reads: own.reads.tables, renamed: own.renamed}])
  )
  const rows = rowsOf({query, result, fields: columns.fields, isOrdered: own.isOrdered})
  const found = {query, columns: columns.fields, rows: rows.rows, covered}
  const messages = [...columns.messages, ...rows.messages]
  if (messages.length === 0) messages.push(...checkHeader(found))
  return {datasets: messages.length > 0 ? {} : split({...found, partitions}), messages}
}

// The query and all that it reads, understood: what the database is asked, or why it is not.
async function readAll({query, views, tables}: QueryInput<TableContent>, database: Database) {
  const own = await readSql({path: query.path, text: query.sql}, database)
  const others = await Promise.all(
    views.map(async (view) => ({view, ...(await readSql({path: view.path, text: view.sql}, database))}))
  )
  const asked = others.map(({view: {name, sql}, reads, renamed}) => ({name, sql, reads: reads.tables, renamed}))
  const request = {sql: query.sql, reads: own.reads.tables, tables, views: asked}
  return {own, asked, request, refused: [own, ...others].flatMap(({messages}) => messages)}
}

// Reads are in the order of each query's text: the first table named is the one that describes a column.
async function originsOf(
  {views, tables}: QueryInput<TableContent>,
  reads: readonly (Pick<ReadQuery, 'renamed'> & {readonly name: string; readonly reads: readonly string[]})[]
): Promise<Origins> {
  const contents = await Promise.all(
    Object.entries(tables).map(async ([name, content]) => [name, await content.value()] as const)
  )
  return {
    tables: new Map(contents),
    views: new Map(views.map((view) => [view.name.toLowerCase(), view])),
    reads: new Map(reads.map(({name, reads}) => [name, reads])),
    renamed: new Map(reads.map(({name, renamed}) => [name, renamed]))
  }
}

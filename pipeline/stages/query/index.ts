/** SQL over the report's tables -> a dataset for each value of an axis, or one for all editions. */
import type {Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import {throwErrors, type Message} from '../../messages.ts'
import {rowsOf} from './cells.ts'
import {columnsOf, type Origins} from './columns.ts'
import type {Database, TableContent} from './database.ts'
import {readInput, type QueryInput} from './input.ts'
import {messageOf} from './problem.ts'
import {readSql, type ReadQuery, type Reads} from './reads.ts'
import {checkHeader, split} from './split.ts'
import type {Dataset, Source} from '../../types.ts'

export {createDatabase, type Database, type TableContent} from './database.ts'
export {isTest, proseOf, queryName, readQuery} from './header.ts'
export {order, type Needs} from './order.ts'
export {placeOfMatch} from './place.ts'
export {type QueryInput} from './input.ts'
export {type Reads} from './reads.ts'
export {
  mayCompare,
  mayPair,
  mayReckon,
  remarksOn,
  remarksStage,
  type JoinedAxis,
  type MayCome,
  type OwnPlaces,
  type RemarksInput,
  type TotalRow,
  type UnreadYears
} from './remarks/index.ts'

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

/** The datasets of a query, and everything that is wrong with it. */
export async function runQuery(
  input: QueryInput<TableContent>,
  database: Database
): Promise<{readonly datasets: Record<string, Dataset>; readonly messages: readonly Message[]}> {
  const {query, views, tables, partitions = [], covered = []} = input
  const {own, asked, request, refused} = await readInput(input, database)
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

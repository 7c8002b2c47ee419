/** The rows of a query -> what its author should look at: what is left out, taken twice, set beside the wrong row or reckoned of the wrong ones. */
import type {Digest} from '../../../cache/hash.ts'
import type {Artifact, Stage} from '../../../cache/memo.ts'
import type {Message} from '../../../messages.ts'
import type {Query, Table} from '../../../types.ts'
import type {Database, TableContent} from '../database.ts'
import {readInput, type QueryInput} from '../input.ts'
import {stepsOverGaps} from './gaps.ts'
import {leftOutByJoins, type JoinedAxis} from './joins.ts'
import {unknownValues, type MayCome} from './literals.ts'
import {meansOfFewer} from './means.ts'
import {outgrown, type UnreadYears} from './outgrown.ts'
import {placesLeftOut, type OwnPlaces} from './places-left-out.ts'
import {takenTwice} from './repeated.ts'
import {pairedWithItself} from './self-joins.ts'
import {stepsAmongStrangers} from './strangers.ts'
import {tiesAtLimit} from './ties.ts'
import {sumsOverTimes} from './times.ts'
import {totalsAmongParts, type TotalRow} from './totals.ts'
import {undecided} from './undecided.ts'
import {droppedByUnions} from './unions.ts'

export {type JoinedAxis} from './joins.ts'
export {mayCompare, type MayCome} from './literals.ts'
export {type OwnPlaces} from './places-left-out.ts'
export {type UnreadYears} from './outgrown.ts'
export {mayReckon} from './reckonings.ts'
export {mayPair} from './self-joins.ts'
export {type TotalRow} from './totals.ts'

/** What is looked at besides, in a query with a join, in one that names a year, and in one that reads a table with totals. */
export interface RemarksInput<Content extends TableContent = Artifact<Table>> extends QueryInput<Content> {
  /** Axes of more than one value. */
  readonly axes?: readonly JoinedAxis[]
  readonly totals?: readonly TotalRow[]
  /** Columns of years of which no other query reads the latest. */
  readonly unread?: readonly UnreadYears[]
  /** Of one with a limit: the charts of it that look for rows of their edition. */
  readonly own?: readonly OwnPlaces[]
  /** Of one that compares with what is written out. */
  readonly mayCome?: MayCome
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
  const {request} = await readInput(input, database)
  const {query, views, axes = [], totals = [], unread = [], own = [], mayCome = {}} = input
  const answered = {query, request}
  const tables = await tablesOf(input.tables)
  return [
    ...(await tiesAtLimit(answered, database)),
    ...(await leftOutByJoins({...answered, axes}, database)),
    ...(await takenTwice(answered, database)),
    ...(await sumsOverTimes({...answered, tables}, database)),
    ...(await meansOfFewer(answered, database)),
    ...(await stepsOverGaps(answered, database)),
    ...(await stepsAmongStrangers(answered, database)),
    ...(await droppedByUnions({...answered, tables}, database)),
    ...(await totalsAmongParts({...answered, totals}, database)),
    ...(await undecided(answered, database)),
    ...(await unknownValues({...answered, tables, mayCome}, database)),
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

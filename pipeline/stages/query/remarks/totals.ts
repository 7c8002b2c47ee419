/**
 * A query over a table in which a total stands among the rows that it is made of -> sums, counts, means, ranks and limits that take
 * it for one of them: the sum is twice what it should be, and the first of all is the total.
 */
import type {Message} from '../../../messages.ts'
import {askLike, type Answered} from './answered.ts'
import type {Database} from '../database.ts'
import {placeOfByte} from '../place.ts'
import {isSameName, namesIn, selectsIn, type Select, type TableSource} from './reckonings.ts'
import {referenceTo, shaped, type Parts} from './shaped.ts'
import {partsOf, statementIn, type Tree} from '../syntax-tree.ts'
import {picksIn, takingsIn, type Taking} from './takings.ts'
import {truth} from './truth.ts'

/** Rows of a table that are the whole of others, by a column of its key. */
export interface TotalRow {
  readonly table: string
  readonly column: string
  readonly value: string
  /** Where a row of it stands, as in `data/people.csv:33`. */
  readonly at: string
  /** Columns of the table that say what a row is and how much: all but those that tell its times or kinds apart. */
  readonly own?: readonly string[]
}

/** What is asked, and which of the rows that it is asked of are totals. */
export interface Totalled extends Answered {
  readonly totals: readonly TotalRow[]
}

interface Among extends Totalled {
  readonly select: Select
  readonly source: TableSource
  readonly column: string
}

/** A remark for the first reckoning of each `select` that takes a total and others of its rows. */
export async function totalsAmongParts(totalled: Totalled, database: Database): Promise<readonly Message[]> {
  if (totalled.totals.length === 0) return []
  const told: Message[] = []
  for (const select of selectsIn(await database.parse(totalled.query.sql)))
    for (const among of await sourcesWithTotals(select, totalled, database)) {
      const found = await firstTaking(among, database)
      if (found === undefined) continue
      told.push(found)
      break
    }
  return told
}

// Another table may have a column of the same name: what is known of a total is known of its own table, and of queries that read it.
async function sourcesWithTotals(select: Select, totalled: Totalled, database: Database): Promise<readonly Among[]> {
  const tables = Object.keys(totalled.request.tables).map((name) => name.toLowerCase())
  const found: Among[] = []
  for (const source of select.sources) {
    const columns = await columnsOf(source, {...totalled, select}, database)
    for (const [column, totals] of Map.groupBy(totalled.totals, (total) => total.column)) {
      const own = totals.filter(({table}) => isSameName(table, source.table) || !tables.includes(source.table.toLowerCase()))
      const name = columns.find((each) => isSameName(each, column))
      if (own.length > 0 && name !== undefined) found.push({...totalled, totals: own, select, source, column: name})
    }
  }
  return found
}

async function columnsOf(
  {leaf}: TableSource,
  {select, ...answered}: Totalled & {readonly select: Select},
  database: Database
): Promise<readonly string[]> {
  const template = statementIn(await database.parse('select * from octavo limit 0'))!
  const result = await askLike(answered, {...template, from_table: leaf, cte_map: select.node['cte_map']}, database)
  return result?.columns.map(({name}) => name) ?? []
}

async function firstTaking(among: Among, database: Database): Promise<Message | undefined> {
  const {node} = among.select
  for (const taking of [...takingsIn(node), ...picksIn(node)].filter((each) => isOfOwn(each, among))) {
    if (taking.kind === 'limit' ? await isCutOff(taking, among, database) : await isTaken(taking, among, database))
      return remark(taking, among)
  }
  return undefined
}

// The greatest year is the same with a total and without it.
function isOfOwn({value, isPick}: Taking, {totals}: Among): boolean {
  if (isPick === undefined) return true
  const own = totals.flatMap((total) => total.own ?? [])
  return namesIn(value).some((parts) => own.some((name) => isSameName(name, parts.at(-1)!)))
}

/** Of what is reckoned: that a total has a value, and two others at least. */
const TAKEN = 'count(case when octavo_is and octavo_filter then octavo_value end)'
const ALL = 'count(case when octavo_filter then octavo_value end)'

async function isTaken({value, filter, partitions}: Taking, among: Among, database: Database): Promise<boolean> {
  const {node} = among.select
  const parts = {octavo_is: await isTotal(among, database), octavo_value: value, octavo_filter: filter ?? (await truth(database))}
  const {having} = await shaped(`select 1 from octavo having ${TAKEN} > 0 and ${ALL} > ${TAKEN} + 1`, parts, database)
  if (partitions === undefined) return hasRows({...node, having, qualify: null, modifiers: []}, among, database)
  const names = partitions.map((_, index) => `octavo_${index}`)
  const own = Object.fromEntries(names.map((name, index) => [name, partitions[index]!]))
  const grouped = names.length === 0 ? '' : `group by ${names.join()}`
  const template = await shaped(`select 1 from octavo ${grouped}`, own, database)
  const {from_table, where_clause, cte_map} = node
  return hasRows({...template, having, from_table, where_clause, cte_map}, among, database)
}

async function isTotal({totals, source, column}: Among, database: Database): Promise<Tree> {
  const values = totals.map(({value}) => `'${value.replaceAll("'", "''")}'`).join(', ')
  return itemOf(`octavo_column in (${values})`, {octavo_column: referenceTo(source.name, column)}, database)
}

async function itemOf(expression: string, parts: Parts, database: Database): Promise<Tree> {
  return partsOf((await shaped(`select ${expression}`, parts, database))['select_list'])[0] as Tree
}

async function hasRows(node: Tree, among: Among, database: Database): Promise<boolean> {
  const result = await askLike(among, node, database)
  return result !== undefined && result.rows.length > 0
}

// The first of some numbers are a total, and there are others that it is held against.
async function isCutOff({value}: Taking, among: Among, database: Database): Promise<boolean> {
  const {node} = among.select
  const list = [...partsOf(node['select_list']), value, await isTotal(among, database)]
  const unlimited = partsOf(node['modifiers']).filter((each) => (each as Tree)['type'] === 'ORDER_MODIFIER')
  const [first, all] = [
    await askLike(among, {...node, select_list: list}, database),
    await askLike(among, {...node, select_list: list, modifiers: unlimited}, database)
  ]
  if (first === undefined || all === undefined || !NUMBER.test(first.columns.at(-2)!.type)) return false
  return first.rows.some((row) => row.at(-1) === true) && all.rows.filter((row) => row.at(-1) === false).length > 1
}

const NUMBER = /^(?:DECIMAL|DOUBLE|FLOAT|U?(?:TINY|SMALL|BIG|HUGE)?INT)/

function remark({name, at, written}: Taking, {query, totals, column}: Among): Message {
  const [{value, table, at: place}] = totals as readonly [TotalRow]
  const of = written === undefined ? '' : ` of \`${written}\``
  return {
    severity: 'warning',
    rule: 'total-stands-apart',
    ...placeOfByte({path: query.path, text: query.sql}, at),
    reason: `Unexpected \`${name}\`${of} that takes \`${value}\` of \`${table}\` for one of the rows that it is the whole of, expected the whole or its parts`,
    note: `Leave it out, as in \`where ${column} <> '${value.replaceAll("'", "''")}'\`, here or in a query that this one reads: it stands in ${place}.`
  }
}

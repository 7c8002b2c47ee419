/**
 * A query over a table with a row for each place and time -> sums that take a place once for each of its times: the people of five
 * years are no people. What flows may be added up over the years; a query that does so says which years they are.
 */
import type {Message} from '../../../messages.ts'
import type {Field, Table} from '../../../types.ts'
import {askLike, type Answered} from './answered.ts'
import type {Database} from '../database.ts'
import {placeOfByte} from '../place.ts'
import {namesIn, reckonings, selectsIn, type Reckoning, type Select} from './reckonings.ts'
import {referenceTo, shaped} from './shaped.ts'
import {isTree, partsOf, type Tree} from '../syntax-tree.ts'
import {truth} from './truth.ts'

/** What is asked, and the tables that it is asked of by name. */
export interface OfTables extends Answered {
  readonly tables: ReadonlyMap<string, Table>
}

/** A sum of a column of a table whose key has a time. */
interface Timed {
  readonly sum: Reckoning
  readonly select: Select
  readonly field: Field
  /** Of the table in this query. */
  readonly source: string
  readonly table: Table
  readonly time: Field
}

/** A remark for each sum over several times that is none of a flow, or does not say so. */
export async function sumsOverTimes(asked: OfTables, database: Database): Promise<readonly Message[]> {
  const told: Message[] = []
  for (const select of selectsIn(await database.parse(asked.query.sql)))
    for (const timed of timedIn(select, asked.tables))
      if (isDoubtful(timed)) if (await takesSeveral(timed, asked, database)) told.push(remark(timed, asked))
  return told
}

// A quarter may have its share of a year: who names quarters or months may add them up.
function isDoubtful({field, select, time}: Timed): boolean {
  if (field.flow === true) return false
  const isYear = time.type === 'year'
  return names(select, time.name) ? isYear && isNoFlow(field) : isYear || isNoFlow(field)
}

// A quotient of sums is a mean.
function timedIn(select: Select, tables: OfTables['tables']): readonly Timed[] {
  const divided = new Set(quotientsIn([select.node['select_list'], select.node['having']]).flatMap(placesOf))
  return reckonings(select.node)
    .filter(({name, at}) => name === 'sum' && !divided.has(at))
    .flatMap((sum) => {
      const [name, first] = partsOf(sum.value['column_names']).map(String).toReversed()
      const owners = ownTables(select, tables).filter(
        ({source}) => first === undefined || source.toLowerCase() === first.toLowerCase()
      )
      const found = owners.flatMap(({source, table}): readonly Timed[] => {
        const field = table.fields.find((each) => each.name.toLowerCase() === name?.toLowerCase())
        const time = table.fields.find((each) => table.primaryKey.includes(each.name) && TIMES.includes(each.type))
        return field === undefined || time === undefined ? [] : [{sum, select, field, source, table, time}]
      })
      return sum.written === undefined || found.length > 1 ? [] : found
    })
}

const TIMES: readonly Field['type'][] = ['year', 'yearmonth', 'date']

// A `with` may have the name of a table.
function ownTables(
  {node, sources}: Select,
  tables: OfTables['tables']
): readonly {readonly source: string; readonly table: Table}[] {
  const hidden = isTree(node['cte_map'])
    ? partsOf(node['cte_map']['map']).map((each) => String((each as Tree)['key']).toLowerCase())
    : []
  return sources.flatMap(({name, table, leaf}) => {
    const own =
      hidden.includes(table.toLowerCase()) || leaf['type'] !== 'BASE_TABLE' ? undefined : tables.get(table.toLowerCase())
    return own === undefined ? [] : [{source: name, table: own}]
  })
}

function quotientsIn(node: unknown): readonly Tree[] {
  const inside = partsOf(node).flatMap(quotientsIn)
  return isTree(node) && (node['function_name'] === '/' || node['function_name'] === '//') ? [...inside, node] : inside
}

function placesOf(node: unknown): readonly unknown[] {
  return isTree(node) ? [node['query_location'], ...partsOf(node).flatMap(placesOf)] : partsOf(node).flatMap(placesOf)
}

function names({node}: Select, column: string): boolean {
  const {cte_map: _, ...parts} = node
  return namesIn(parts).some((each) => each.at(-1)!.toLowerCase() === column.toLowerCase())
}

/** Per cent, per head, per square kilometre; not per year, of which years may be added up. */
const RATE =
  /[%％‰℃°]|\bper ?cent\b|百分(?![点點])|千分|\bindex\b|指[数數]|(?:\/|\bper\b|每)(?!\s*(?:year|annum|quarter|month|week|day|hour|[年季月周日天]))/iu
const RATE_NAME = /\b(?:index|rate|ratio|density)$|(?:指[数數]|率|密度)$/iu
const STOCK = /\b(?:population|inhabitants|residents|headcount)\b|人口|[年期月]末/iu
const FLOW =
  /\b(?:new|added|births?|deaths?|growth|change|increase|net|arriv\w+|migra\w+)\b|新|增|净|淨|出生|死亡|迁|遷|流[入出动動]/iu

function isNoFlow({name, label = {}, unit = {}}: Field): boolean {
  const called = [name.replaceAll('_', ' '), ...Object.values(label)].map((each) => each.trim())
  const isStock = called.some((each) => STOCK.test(each)) && !called.some((each) => FLOW.test(each))
  return isStock || Object.values(unit).some((each) => RATE.test(each)) || called.some((each) => RATE_NAME.test(each))
}

const STATED = 'case when octavo_value is not null and octavo_filter then'

async function takesSeveral({sum, select, source, table, time}: Timed, asked: OfTables, database: Database): Promise<boolean> {
  const reference = (name: string) => referenceTo(source, name)
  const rest = table.primaryKey.filter((name) => name !== time.name).map(reference)
  const parts = {
    octavo_value: sum.value,
    octavo_filter: isTree(sum.filter) ? sum.filter : await truth(database),
    octavo_key: [...rest, reference(time.name)],
    octavo_rest: rest
  }
  const places = rest.length === 0 ? '1' : `count(distinct ${STATED} row(octavo_rest) end)`
  const template = await shaped(
    `select 1 from octavo having count(distinct ${STATED} row(octavo_key) end) > ${places}`,
    parts,
    database
  )
  const node = {...select.node, having: template['having'], qualify: null, modifiers: []}
  const result = await askLike(asked, node, database)
  return result !== undefined && result.rows.length > 0
}

function remark({sum, table, time: {name, type}, field}: Timed, {query}: OfTables): Message {
  const mending = `Write \`where ${name} = (select max(${name}) from ${table.name})\`, or group by \`${name}\``
  const note = isNoFlow(field)
    ? `${mending}; over several times \`avg\` makes a mean. ${FLOWS}`
    : `${mending}. Where all of them are to be added up, say which: \`where ${name} >= ${firstOf(table, name)}\`. ${FLOWS}`
  return {
    severity: 'warning',
    rule: 'sum-is-of-one-time',
    ...placeOfByte({path: query.path, text: query.sql}, sum.at),
    reason: `Unexpected \`sum\` of \`${sum.written}\` over several ${type === 'year' ? 'years' : 'times'} of \`${table.name}\`, expected one \`${name}\`, or each by itself`,
    note
  }
}

const FLOWS = 'Where its values always add up, write `"flow": true` at the column.'

function firstOf({rows}: Table, name: string): string {
  return rows.map((row) => String(row[name])).toSorted()[0] ?? ''
}

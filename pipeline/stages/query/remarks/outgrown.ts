/** A query that names its year -> rows of later years that nothing in the report reads: data are brought up to date, and the report stays old. */
import type {Message} from '../../../messages.ts'
import type {Query} from '../../../types.ts'
import {askLike, type Answered} from './answered.ts'
import {conditionsIn} from './conditions.ts'
import type {Database} from '../database.ts'
import {placeOfByte} from '../place.ts'
import {isSameName, selectsIn, type Select} from './reckonings.ts'
import {allOf, isTree, partsOf, placesIn, statementIn, type Tree} from '../syntax-tree.ts'

/** A column of years of a table, of which no other query reads the latest. */
export interface UnreadYears {
  readonly table: string
  readonly column: string
  /** The latest that the report names: an earlier one stands beside it. */
  readonly named: string
  /** All that it has besides, in their order. */
  readonly later: readonly string[]
  /** A query says up to which year: a later one counts where it is as whole. */
  readonly isUntil: boolean
}

/** A remark for each condition by which a query stays behind its data. */
export async function outgrown(
  {unread, ...answered}: Answered & {readonly unread: readonly UnreadYears[]},
  database: Database
): Promise<readonly Message[]> {
  if (unread.length === 0) return []
  const selects = selectsIn(await database.parse(answered.query.sql))
  const told: Message[] = []
  for (const years of unread) {
    const reading = selects.filter(({sources}) => sources.some(({table}) => isSameName(table, years.table)))
    const held = reading.map((select) => heldIn(select, years))
    // One that is not held to a year reads all of them.
    if (held.includes(undefined)) continue
    for (const each of held
      .filter((one) => one !== undefined)
      .filter(({constant}) => String(valueOf(constant)) === years.named)) {
      const later = await laterRows(each, {answered, years}, database)
      if (later !== undefined) told.push(remark(answered.query, each, {...later, years}))
    }
  }
  return told
}

/** A `select` with a condition that names the year. */
interface Held {
  readonly node: Tree
  readonly condition: Tree
  readonly constant: Tree
  readonly others: readonly Tree[]
}

function heldIn({node, sources}: Select, {table, column}: UnreadYears): Held | undefined {
  const own = sources.filter((source) => isSameName(source.table, table)).map(({name}) => name)
  const conditions = conditionsIn(node['where_clause'])
  const [condition, ...more] = conditions.filter((each) => each['type'] === 'COMPARE_EQUAL' && yearIn(each, own, column))
  const constant = condition && yearIn(condition, own, column)
  if (condition === undefined || constant === undefined || more.length > 0) return undefined
  return {node, condition, constant, others: conditions.filter((each) => each !== condition)}
}

// The constant on one side, where the column stands on the other.
function yearIn({left, right}: Tree, sources: readonly string[], column: string): Tree | undefined {
  const isColumn = (node: unknown) => {
    const names = isTree(node) && node['class'] === 'COLUMN_REF' ? partsOf(node['column_names']).map(String) : []
    const [source] = names.length > 1 ? names : [undefined]
    return isSameName(names.at(-1) ?? '', column) && (source === undefined || sources.some((name) => isSameName(name, source)))
  }
  const constant = isColumn(left) ? right : isColumn(right) ? left : undefined
  return isTree(constant) && constant['class'] === 'CONSTANT' && /^\d{4}(?:-\d\d)?$/.test(String(valueOf(constant)))
    ? constant
    : undefined
}

function valueOf({value}: Tree): unknown {
  return isTree(value) ? value['value'] : undefined
}

interface Later {
  readonly year: string
  readonly rows: number
}

interface Asked {
  readonly answered: Answered
  readonly years: UnreadYears
}

/** A later year with fewer rows than this part of those of the year that is read has hardly begun. */
const BEGUN = 0.5

// The last year with rows that the query would give, were it named in place of the other.
async function laterRows(held: Held, {answered, years}: Asked, database: Database): Promise<Later | undefined> {
  const own = await rowsIn(held, years.named, {answered, database})
  if (own === undefined || own.rows === 0) return undefined
  for (const year of years.later.toReversed()) {
    const later = await rowsIn(held, year, {answered, database})
    if (later === undefined || later.rows === 0) continue
    const isWhole = later.rows >= own.rows && later.cells >= own.cells
    if (years.isUntil ? isWhole : later.rows >= own.rows * BEGUN) return {year, rows: later.rows}
  }
  return undefined
}

interface Counted {
  readonly rows: number
  /** With a value. */
  readonly cells: number
}

interface Asking {
  readonly answered: Answered
  readonly database: Database
}

async function rowsIn(
  {node, condition, constant, others}: Held,
  year: string,
  {answered, database}: Asking
): Promise<Counted | undefined> {
  const value = typeof valueOf(constant) === 'number' ? Number(year) : year
  const other = {...constant, value: {...(constant['value'] as Tree), value}}
  const side = condition['left'] === constant ? 'left' : 'right'
  const where = allOf([...others, {...condition, [side]: other}])
  const counting = statementIn(await database.parse('select count(*) from octavo'))!
  const from = {cte_map: node['cte_map'], from_table: node['from_table'], sample: node['sample'], where_clause: where}
  const counted = await askLike(answered, {...counting, ...from}, database)
  const asked = await askLike(answered, {...node, where_clause: where, modifiers: []}, database)
  if (counted === undefined || asked === undefined) return undefined
  const cells = asked.rows.flat().filter((cell) => cell !== null).length
  return {rows: Number(counted.rows[0]?.[0] ?? 0), cells}
}

function remark({path, sql}: Query, held: Held, {year, rows, years}: Later & {readonly years: UnreadYears}): Message {
  const [at] = placesIn(held.condition)
  const {table, column, named} = years
  return {
    severity: 'warning',
    rule: 'query-reads-the-latest-year',
    path,
    ...(at !== undefined && placeOfByte({path, text: sql}, at)),
    reason: `Unexpected \`${column}\` of ${named}, expected ${year}: nothing in the report reads the ${rows === 1 ? 'row' : `${rows} rows`} that \`${table}\` has of that year`,
    note: `Let the data say it, as in \`${column} = (select max(${column}) from ${table})\`. Where ${named} is meant for good, write \`${column} in (${named})\`.`
  }
}

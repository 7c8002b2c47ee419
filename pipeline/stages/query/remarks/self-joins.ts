/** A query that joins a table with itself, each row with that very row: “the year before” is this year, and nothing ever changes. */
import type {Message} from '../../../messages.ts'
import type {Query} from '../../../types.ts'
import {askLike, type Answered} from './answered.ts'
import {conditionsIn} from './conditions.ts'
import type {Database, Result} from '../database.ts'
import {namePattern, placeOfByte, placeOfMatch} from '../place.ts'
import {selectsIn, type Select, type TableSource} from './reckonings.ts'
import {allOf, placesIn, statementIn, type Tree} from '../syntax-tree.ts'

/** What a query was asked of, with the columns that tell rows apart, by the name of a table or of a query that it reads. */
export interface SelfJoined extends Answered {
  readonly keys: ReadonlyMap<string, readonly string[]>
}

/** Of fewer rows it may be so by chance. */
const FEWEST = 3

/** A remark for each table that stands in `from` twice, where every row comes together with itself. */
export async function pairedWithItself({keys, ...answered}: SelfJoined, database: Database): Promise<readonly Message[]> {
  const told: Message[] = []
  for (const select of selectsIn(await database.parse(answered.query.sql)))
    for (const [one, other] of twinsIn(select)) {
      const key = keys.get(one.table.toLowerCase()) ?? []
      const [rows, paired] = await countsOf(select.node, {one, other, key}, {answered, database})
      if (key.length > 0 && rows >= FEWEST && rows === paired) told.push(remark(answered.query, {one, other, key}, rows))
    }
  return told
}

/** Whether a text may join one of these with itself: worth a look at its tree. */
export function mayPair(sql: string, names: readonly string[]): boolean {
  return names.some((name) => {
    const word = namePattern(name).source
    const named = new RegExp(`\\b(?:from|join)\\s+${word}`, 'giu')
    return (sql.match(named)?.length ?? 0) > 1 || new RegExp(`\\bfrom\\s+${word}[^()]*?,\\s*${word}`, 'iu').test(sql)
  })
}

function twinsIn({sources}: Select): readonly (readonly [TableSource, TableSource])[] {
  return sources.flatMap((one, at) =>
    sources
      .slice(at + 1)
      .filter(({table}) => table.toLowerCase() === one.table.toLowerCase())
      .map((other) => [one, other] as const)
  )
}

interface Twins {
  readonly one: TableSource
  readonly other: TableSource
  readonly key: readonly string[]
}

interface Asking {
  readonly answered: Answered
  readonly database: Database
}

// All rows of the join, and those that have the same key on both sides.
async function countsOf(node: Tree, {one, other, key}: Twins, {answered, database}: Asking): Promise<readonly [number, number]> {
  const counting = statementIn(await database.parse('select count(*) from octavo where one.k = other.k'))!
  const [pattern] = conditionsIn(counting['where_clause'])
  const same = key.map((column) => ({
    ...pattern,
    left: {...(pattern!['left'] as Tree), column_names: [one.name, column]},
    right: {...(pattern!['right'] as Tree), column_names: [other.name, column]}
  }))
  const own = conditionsIn(node['where_clause'])
  const from = {cte_map: node['cte_map'], from_table: node['from_table'], sample: node['sample']}
  const where = (conditions: readonly Tree[]) => (conditions.length === 0 ? null : allOf(conditions))
  const all = await askLike(answered, {...counting, ...from, where_clause: where(own)}, database)
  const paired = await askLike(answered, {...counting, ...from, where_clause: where([...own, ...same])}, database)
  const countIn = (result: Result | undefined) => Number(result?.rows[0]?.[0] ?? 0)
  return [countIn(all), countIn(paired)]
}

function remark({path, sql}: Query, {one, other, key}: Twins, rows: number): Message {
  const [at] = placesIn(other.leaf['query_location'] === undefined ? undefined : other.leaf)
  const source = {path, text: sql}
  return {
    severity: 'warning',
    rule: 'join-pairs-different-rows',
    ...(at === undefined ? placeOfMatch(source, namePattern(other.name)) : placeOfByte(source, at)),
    reason: `Unexpected join that pairs each of ${rows} rows of \`${one.table}\` with itself, expected another row, such as that of the year before`,
    note: `\`${one.name}\` and \`${other.name}\` agree in ${key.map((name) => `\`${name}\``).join(' and ')}: nothing differs between them. Say in which they differ, as in \`${other.name}.year = ${one.name}.year - 1\`.`
  }
}

/** A query that ends with a limit -> places that it leaves out, though a chart of it sets each of them apart in its own edition. */
import {namesAndMore, type Message} from '../../../messages.ts'
import {askLike, type Answered} from './answered.ts'
import type {Database, Result} from '../database.ts'
import {placeOfByte} from '../place.ts'
import {limitOf} from './ties.ts'
import {partsOf, isTree, statementIn} from '../syntax-tree.ts'

/** A chart that looks for the rows of its edition. */
export interface OwnPlaces {
  /** Path of the chart. */
  readonly chart: string
  readonly column: string
  readonly axis: string
  /** Of the axis. */
  readonly values: readonly string[]
  /** The rule that a chart keeps, and how. */
  readonly rule: string
  readonly note: string
}

/** So many places are named in a message. */
const MOST_NAMED = 5

/** A remark for each such chart. A place that has no row without the limit either is not left out by it. */
export async function placesLeftOut(
  {own, ...answered}: Answered & {readonly own: readonly OwnPlaces[]},
  database: Database
): Promise<readonly Message[]> {
  if (own.length === 0) return []
  const node = statementIn(await database.parse(answered.query.sql))
  const limit = node && limitOf(node)
  if (node === undefined || limit === undefined) return []
  const modifiers = partsOf(node['modifiers']).filter((each) => !(isTree(each) && each['type'] === 'LIMIT_MODIFIER'))
  const [kept, all] = [await askLike(answered, node, database), await askLike(answered, {...node, modifiers}, database)]
  if (kept === undefined || all === undefined) return []
  const {path, sql} = answered.query
  return own.flatMap(({chart, column, axis, values, rule, note}): readonly Message[] => {
    const [shown, known] = [valuesIn(kept, column), valuesIn(all, column)]
    const left = values.filter((value) => known.has(value) && !shown.has(value)).map((value) => `\`${value}\``)
    if (left.length === 0) return []
    const reason = `Unexpected limit that leaves out ${axis} ${namesAndMore(left, MOST_NAMED)}, expected all that \`${chart}\` sets apart, each in its own edition`
    return [{severity: 'warning', rule, ...placeOfByte({path, text: sql}, limit.at), reason, note}]
  })
}

function valuesIn({columns, rows}: Result, column: string): ReadonlySet<string> {
  const at = columns.findIndex(({name}) => name === column)
  return new Set(at === -1 ? [] : rows.map((row) => String(row[at])))
}

/**
 * A query that sets a row beside the one before it -> rows that are further apart than the others: where a year is missing, “the year
 * before” is the year before that.
 */
import type {Message} from '../../../messages.ts'
import {askLike, type Answered} from './answered.ts'
import type {Database, Result} from '../database.ts'
import {placeOfByte} from '../place.ts'
import {selectsIn} from './reckonings.ts'
import {shaped} from './shaped.ts'
import {isTree, partsOf, spelt, type Tree} from '../syntax-tree.ts'

/** A remark for each `lag` or `lead` in an order of years or months, one of which is missing between two rows. */
export async function stepsOverGaps(answered: Answered, database: Database): Promise<readonly Message[]> {
  const told: Message[] = []
  for (const {node} of selectsIn(await database.parse(answered.query.sql))) {
    // What is grouped has other rows than its tables.
    if (isGrouped(node)) continue
    for (const window of stepsIn([node['select_list'], node['qualify']])) {
      const time = timeOf(window)
      // A query that looks at the time before knows how far it is.
      if (time === undefined || isLookedAt(time, node)) continue
      const gap = await gapIn(window, time, {node, answered, database})
      if (gap !== undefined) told.push(remark(answered, window, gap))
    }
  }
  return told
}

/** Whether the rows are groups, by names or by `group by all`. */
export function isGrouped({group_expressions: groups, aggregate_handling: handling}: Tree): boolean {
  return partsOf(groups).length > 0 || handling === 'FORCE_AGGREGATES'
}

/** The windows of `lag` and `lead`; not in a query inside. */
export function stepsIn(node: unknown): readonly Tree[] {
  if (isTree(node) && node['class'] === 'SUBQUERY') return []
  const isStep =
    isTree(node) && node['class'] === 'WINDOW' && (node['function_name'] === 'lag' || node['function_name'] === 'lead')
  return isStep ? [node] : partsOf(node).flatMap(stepsIn)
}

// In an order of one column alone: with a second one, rows of one time follow each other.
function timeOf({orders}: Tree): Tree | undefined {
  const [first, more] = partsOf(orders)
  const expression = isTree(first) ? first['expression'] : undefined
  return more === undefined && isTree(expression) && expression['class'] === 'COLUMN_REF' ? expression : undefined
}

function isLookedAt(time: Tree, {select_list: list, qualify}: Tree): boolean {
  return stepsIn([list, qualify]).some(({children}) => spelt(partsOf(children)[0]) === spelt(time))
}

interface Asking {
  readonly node: Tree
  readonly answered: Answered
  readonly database: Database
}

/** Two times that follow each other, and how far apart others are. */
interface Gap {
  readonly before: string
  readonly after: string
  readonly isMonth: boolean
  readonly usual: number
}

async function gapIn({partitions}: Tree, time: Tree, {node, answered, database}: Asking): Promise<Gap | undefined> {
  const template = await shaped(
    'select octavo_time, lag(octavo_time) over (partition by octavo_part order by octavo_time) from octavo',
    {octavo_time: time, octavo_part: partsOf(partitions).filter(isTree)},
    database
  )
  const {from_table, where_clause, cte_map} = node
  const result = await askLike(answered, {...template, from_table, where_clause, cte_map}, database)
  return result === undefined ? undefined : widestOf(result)
}

const YEAR = /^(?:1[5-9]|20)\d\d$/
const MONTH = /^(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])$/

/** Whether all are years, or all months. */
export function isTime(values: readonly string[]): boolean {
  return [YEAR, MONTH].some((pattern) => values.every((value) => pattern.test(value)))
}

function widestOf({rows}: Result): Gap | undefined {
  const steps = rows.flatMap(([after, before]) =>
    before === null || after === null ? [] : [{before: String(before), after: String(after)}]
  )
  const times = steps.flatMap(({before, after}) => [before, after])
  if (steps.length < FEWEST || !isTime(times)) return undefined
  const isMonth = MONTH.test(times[0]!)
  const lengths = steps.map((step) => ({...step, length: numberOf(step.after) - numberOf(step.before)}))
  const usual = Math.min(...lengths.map(({length}) => length))
  const wide = lengths.filter(({length}) => length > usual).toSorted((a, b) => b.length - a.length)
  // Where most steps are unlike, they are as they come: no one takes them for years in a row.
  return usual > 0 && wide.length > 0 && wide.length * 2 < steps.length ? {...wide[0]!, isMonth, usual} : undefined
}

/** Of fewer steps none is the usual one. */
const FEWEST = 3

function numberOf(time: string): number {
  const [year, month] = time.split('-').map(Number)
  return month === undefined ? year! : year! * 12 + month
}

function remark({query}: Answered, window: Tree, {before, after, isMonth, usual}: Gap): Message {
  const name = String(window['function_name'])
  const unit = isMonth ? 'month' : 'year'
  const [found, expected] = [numberOf(after) - numberOf(before), usual].map((count) =>
    count === 1 ? `1 ${unit}` : `${count} ${unit}s`
  )
  const time = String(partsOf(timeOf(window)!['column_names']).at(-1))
  return {
    severity: 'warning',
    rule: 'step-is-of-one-length',
    ...placeOfByte({path: query.path, text: query.sql}, Number(window['query_location'])),
    reason: `Unexpected \`${name}\` that sets \`${after}\` beside \`${before}\`, ${found} apart, expected ${expected} as between the other rows`,
    note: `Join the row of the time that is meant (\`... and earlier.${time} = later.${time} - 1\`), or say where a step is another: \`case when lag(${time}) over (...) = ${time} - 1 then ... end\`.`
  }
}

/** A query that says how many rows there are beside their mean -> means of fewer: a row without a value is counted, and has no part in the mean. */
import type {Message} from '../../../messages.ts'
import {askLike, type Answered} from './answered.ts'
import type {Database} from '../database.ts'
import {placeOfByte} from '../place.ts'
import {reckonings, selectsIn, type Reckoning} from './reckonings.ts'
import {shaped} from './shaped.ts'
import {takingsIn, type Taking} from './takings.ts'
import {isTree, partsOf, spelt, type Tree} from '../syntax-tree.ts'
import {truth} from './truth.ts'

/** A remark for each mean of a column beside `count(*)`, where a group has rows without a value of it. */
export async function meansOfFewer(answered: Answered, database: Database): Promise<readonly Message[]> {
  const told: Message[] = []
  for (const {node} of selectsIn(await database.parse(answered.query.sql))) {
    const listed = {...node, having: null}
    const taken = takingsIn(listed)
    const counts = taken.filter(({kind, name}) => kind === 'group' && name === 'count(*)')
    for (const mean of reckonings(listed).filter(({name, written}) => MEANS.includes(name) && written !== undefined)) {
      const count = counts.find(({filter}) => spelt(filter) === spelt(mean.filter))
      if (count === undefined || isCounted(mean, taken)) continue
      const [rows, values] = await sizesOf(mean, node, {answered, database})
      if (rows > values) told.push(remark(answered, mean, {rows, values}))
    }
  }
  return told
}

const MEANS = ['avg', 'mean', 'favg', 'median']

// Who counts the values, too, knows of the others.
function isCounted(mean: Reckoning, taken: readonly Taking[]): boolean {
  return taken.some(({name, value}) => name === 'count' && spelt(value) === spelt(mean.value))
}

interface Asking {
  readonly answered: Answered
  readonly database: Database
}

// Of the first group in which they differ.
async function sizesOf(
  {value, filter}: Reckoning,
  node: Tree,
  {answered, database}: Asking
): Promise<readonly [rows: number, values: number]> {
  const parts = {octavo_value: value, octavo_filter: isTree(filter) ? filter : await truth(database)}
  const rows = 'count(case when octavo_filter then 1 end)'
  const values = 'count(case when octavo_filter then octavo_value end)'
  const template = await shaped(
    `select ${rows}, ${values} from octavo having ${rows} > ${values} and ${values} > 0`,
    parts,
    database
  )
  const {select_list, having} = template
  const whole = {...node, having, qualify: null, modifiers: []}
  const list = [...partsOf(node['select_list']), ...partsOf(select_list)]
  const result = await askLike(answered, {...whole, select_list: list}, database)
  const row = result?.rows[0] ?? []
  return [Number(row.at(-2) ?? 0), Number(row.at(-1) ?? 0)]
}

interface Sizes {
  readonly rows: number
  readonly values: number
}

function remark({query}: Answered, {name, at, written: column}: Reckoning, {rows, values}: Sizes): Message {
  return {
    severity: 'warning',
    rule: 'mean-is-of-what-is-counted',
    ...placeOfByte({path: query.path, text: query.sql}, at),
    reason: `Unexpected \`${name}\` of \`${column}\` over ${values === 1 ? '1 value' : `${values} values`} beside \`count(*)\` of ${rows} rows, expected a mean of what is counted`,
    note: `A row without a value has no part in a mean. Count those that have one: \`count(${column})\`; or leave the others out: \`where ${column} is not null\`.`
  }
}

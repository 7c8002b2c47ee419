/** A table that is joined with itself, where each row meets itself: all changes are nought. */
import {afterAll, expect, test} from 'vitest'
import {createDatabase, mayPair, readQuery, remarksOn} from '../pipeline/stages/query/index.ts'
import type {Table} from '../pipeline/types.ts'

const database = createDatabase()
afterAll(() => database.close())

const waits: Table = {
  name: 'waits',
  primaryKey: ['town', 'year'],
  fields: [
    {name: 'town', type: 'string'},
    {name: 'year', type: 'year'},
    {name: 'wait', type: 'integer'}
  ],
  // Nothing changed in a year, and that is so.
  rows: ['2021', '2022'].flatMap((year) => ['a', 'b', 'c'].map((town, at) => ({town, year, wait: `${at}`})))
}

async function told(sql: string, views: Readonly<Record<string, string>> = {}) {
  const read = (name: string, text: string) => readQuery({path: `queries/${name}.sql`, text}).query
  const tables = {waits: {digest: 'waits', value: async () => waits}}
  const input = {query: read('q', sql), views: Object.entries(views).map(([name, text]) => read(name, text)), tables}
  const found = await remarksOn(input, database)
  return found
    .filter(({rule}) => rule === 'join-pairs-different-rows')
    .map(({line, column, reason}) => `${line}:${column} ${reason}`)
}

const select = 'select n.town, n.wait, n.wait - b.wait as change'
const itself = (rows: number, table = 'waits') =>
  `Unexpected join that pairs each of ${rows} rows of \`${table}\` with itself, expected another row, such as that of the year before`

test('the year before is this year', async () => {
  expect(await told(`${select}\nfrom waits n join waits b on b.town = n.town and b.year = n.year`)).toEqual([`2:19 ${itself(6)}`])
  expect(await told(`${select}\nfrom waits n join waits b using (town, year) where n.year = 2022`)).toEqual([`2:19 ${itself(3)}`])
  expect(await told(`${select}\nfrom waits n, waits b\nwhere b.town = n.town and n.year = 2022 and b.year = 2022`)).toHaveLength(
    1
  )
  expect(
    await told(`with own as (${select}\nfrom waits n left join waits b on b.town = n.town and b.year = n.year) select * from own`)
  ).toHaveLength(1)
})

test('of another query that is read twice', async () => {
  const latest = '-- key: town\nselect * from waits where year = 2022'
  const sql = `${select}\nfrom latest n join latest b on b.town = n.town`
  expect(await told(sql, {latest})).toEqual([`2:20 ${itself(3, 'latest')}`])
})

test.each([
  ['the year before', 'from waits n join waits b on b.town = n.town and b.year = n.year - 1'],
  ['the year before, where there is one', 'from waits n left join waits b on b.town = n.town and b.year = n.year - 1'],
  ['all of its year', 'from waits n join waits b on b.year = n.year'],
  ['two rows alone', "from waits n join waits b using (town, year) where n.town = 'a'"],
  ['no row', "from waits n join waits b using (town, year) where n.town = 'x'"]
])('not told: %s', async (_, from) => expect(await told(`${select} ${from}`)).toEqual([]))

test.each([
  ['select 1 from waits n join waits b using (town)', true],
  ['select 1 from "waits" n,\n  Waits b where b.town = n.town', true],
  ['select s.waits from waits s join towns t using (town)', false],
  ['select waits from waits', false]
])('%s is worth a look: %s', (sql, expected) => expect(mayPair(sql, ['waits', 'towns'])).toBe(expected))

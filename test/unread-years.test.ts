/** A year that a query names, while the data have later ones that nothing in the report reads. */
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {unreadYears} from '../pipeline/run/unread-years.ts'
import {createDatabase, readQuery, remarksOn} from '../pipeline/stages/query/index.ts'
import type {Table} from '../pipeline/types.ts'
import {checkOf, placed} from './checking.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const database = createDatabase()
afterAll(() => database.close())

/** Waits of four towns; of the last year, those of some. */
function waits(latest: readonly (string | null)[]): Table {
  const years = {'2021': ['1', '2', '3', '4'], '2022': ['2', '3', '4', '5'], '2023': latest}
  const rows = Object.entries(years).flatMap(([year, values]) => values.map((wait, at) => ({town: 'abcd'[at]!, year, wait})))
  const fields = [
    {name: 'town', type: 'string'},
    {name: 'year', type: 'year'},
    {name: 'wait', type: 'integer'}
  ] as const
  return {name: 'waits', primaryKey: ['town', 'year'], fields, rows}
}

const WHOLE = ['3', '4', '5', '6']

async function told(sql: string, others: readonly string[] = [], latest: readonly (string | null)[] = WHOLE) {
  const {query} = readQuery({path: 'queries/q.sql', text: sql})
  const table = waits(latest)
  const tables = {waits: {digest: `waits ${latest.join()}`, value: async () => table}} as never
  const texts = others.map((text, at) => ({path: `queries/o${at}.sql`, text}))
  const unread = await unreadYears({sql, tables, others: texts})
  const found = await remarksOn({query, views: [], tables, unread}, database)
  return found
    .filter(({rule}) => rule === 'query-reads-the-latest-year')
    .map(({line, column, reason}) => `${line}:${column} ${reason}`)
}

const reason = (rows: string) =>
  `Unexpected \`year\` of 2022, expected 2023: nothing in the report reads the ${rows} that \`waits\` has of that year`

test('rows of a later year are counted, and told where the year stands', async () => {
  expect(await told('select town, wait\nfrom waits\nwhere year = 2022')).toEqual([`3:12 ${reason('4 rows')}`])
})

test.each([
  ['2022 = t.year', []],
  ["t.year = 2022 and t.town in ('a', 'b')", []],
  ['t.year = 2022', ['select * from waits where year = 2021', 'select * from waits where year = 2022 - 1', 'select 1 as one']],
  ['t.year = 2022', ['select * from waits where year <= 2022 -- until 2023 comes']]
])('told: %s, beside %j', async (where, others) => {
  const [message] = await told(`select * from waits t where ${where}`, others)
  expect(message).toContain(where.includes('town') ? reason('2 rows') : reason('4 rows'))
})

test('of a sum, in a query inside, and of a year that most have told of', async () => {
  expect(await told('select sum(wait) as wait from waits where year = 2022')).toHaveLength(1)
  expect(await told('with own as (select * from waits where year = 2022) select town, wait from own')).toHaveLength(1)
  expect(await told('select * from waits where year = 2022', [], ['3', '4'])).toEqual([expect.stringContaining(reason('2 rows'))])
})

test.each([
  ['the latest year', 'year = 2023', []],
  ['a year that is meant for good', 'year in (2022)', []],
  ['years up to one, or from one on', 'year <= 2022', []],
  ['what the data say', 'year = (select max(year) from waits)', []],
  ['rows that there are of no later year', "year = 2022 and town = 'x'", []],
  ['a number that is no year', 'wait = 2022', []],
  ['two years held against each other', 'year = 2022 and wait > (select avg(wait) from waits)', []],
  ['what another query reads: all', 'year = 2022', ['select town, year, wait from waits']],
  ['what another query reads: from one on', 'year = 2022', ['select * from waits where year >= 2021']],
  ['what another query reads: the latest', 'year = 2022', ['select * from waits where year = 2023']],
  [
    'what another query reads: as the data say',
    'year = 2022',
    ['select * from waits t where t.year = (select max(year) from waits)']
  ]
])('not told: %s', async (_, where, others) => expect(await told(`select * from waits where ${where}`, others)).toEqual([]))

test('a year that has hardly begun is not, and where a query says up to when, none that is not whole', async () => {
  const sql = 'select * from waits where year = 2022'
  expect(await told(sql, [], ['3'])).toEqual([])
  const until = ['select * from waits where year <= 2022']
  expect(await told(sql, until, ['3', '4', '5'])).toEqual([])
  expect(await told(sql, until, ['3', '4', '5', null])).toEqual([])
  expect(await told(sql, until)).toHaveLength(1)
})

test('`check` tells it of a report whose file got another year', async () => {
  const folder = await reportCopy('figures')
  const store = await temporaryFolder()
  const ofYears = async () =>
    (await checkOf(folder, store)).filter(({rule}) => rule === 'query-reads-the-latest-year').map(placed)
  expect(await ofYears()).toEqual([])
  await edit(folder, 'data/takings.csv', (text) => `${text}north,2024,2000,1,40,3,2024-12-31\nsouth,2024,900,2,38,7,2024-12-31\n`)
  // Not at the year before.
  const where = (path: string) => `queries/${path}: Unexpected \`year\` of 202`
  expect((await ofYears()).map((line) => line.replace(/ query-reads-the-latest-year|(?<=of 202).*/g, ''))).toEqual([
    where('all_takings.sql:4:12'),
    where('now.sql:2:101')
  ])
  await writeFile(join(folder, 'queries/years.sql'), '-- partition: region   key: region, year\nselect region, year from takings')
  expect(await ofYears()).toEqual([])
})

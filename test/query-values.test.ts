/** What a query compares with and no row has: a slip of a key counts nothing, or leaves nothing out. */
import {afterAll, expect, test} from 'vitest'
import {valuesToCome} from '../pipeline/run/may-come.ts'
import {createDatabase, mayCompare, readQuery, remarksOn, type MayCome} from '../pipeline/stages/query/index.ts'
import type {Resource, Table} from '../pipeline/types.ts'

const database = createDatabase()
afterAll(() => database.close())

const jobs: Table = {
  name: 'jobs',
  primaryKey: ['town', 'sector', 'year'],
  fields: [
    {name: 'town', type: 'string'},
    {name: 'sector', type: 'string'},
    {name: 'kind', type: 'string', constraints: {enum: ['open', 'closed']}},
    {name: 'year', type: 'year'},
    {name: 'note', type: 'string'},
    {name: 'jobs', type: 'integer'}
  ],
  rows: ['2022', '2023'].flatMap((year) =>
    ['Services', 'Agriculture', '制造业'].map((sector) => ({
      town: 'a',
      sector,
      kind: 'open',
      year,
      note: sector === 'Services' ? null : 'so',
      jobs: '3'
    }))
  )
}

interface Besides {
  readonly views?: Readonly<Record<string, string>>
  readonly mayCome?: MayCome
  readonly folder?: string
}

async function told(sql: string, {views = {}, mayCome = {}, folder = 'queries'}: Besides = {}) {
  const read = (name: string, text: string) => readQuery({path: `${folder}/${name}.sql`, text}).query
  const tables = {jobs: {digest: 'jobs', value: async () => jobs}}
  const input = {query: read('q', sql), views: Object.entries(views).map(([name, text]) => read(name, text)), tables, mayCome}
  const found = await remarksOn(input, database)
  return found
    .filter(({rule}) => rule === 'condition-value-is-known')
    .map(({line, column, reason, note}) => `${line}:${column} ${reason.slice('Unexpected value '.length)} ${note!.split('?')[0]}`)
}

const slip = (value: string, near: string, column = 'sector') =>
  `\`${value}\` beside \`${column}\`, which no row of \`jobs\` has Did you mean \`${near}\``

test.each([
  ["select town from jobs where sector = 'Servises'", [`1:38 ${slip('Servises', 'Services')}`]],
  ["select town from jobs where 'services' = sector", [`1:29 ${slip('services', 'Services')}`]],
  ["select town from jobs j\nwhere j.sector <> 'Agricluture'", [`2:19 ${slip('Agricluture', 'Agriculture', 'j.sector')}`]],
  ["select town from jobs where sector in ('Services', 'Agricltre')", [`1:52 ${slip('Agricltre', 'Agriculture')}`]],
  ["select town from jobs where sector = '制造行业'", [`1:38 ${slip('制造行业', '制造业')}`]],
  ["select sum(jobs) filter (where sector = 'Servics') as s from jobs", [`1:41 ${slip('Servics', 'Services')}`]],
  ["select case sector when 'Servises' then 1 else 0 end as s from jobs", [`1:25 ${slip('Servises', 'Services')}`]],
  // All others are named: one of them is misspelt besides.
  [
    "select * from jobs where sector in ('Services', 'Agriculture', '制造业', 'Servises')",
    [`1:71 ${slip('Servises', 'Services')}`]
  ],
  ['select town from jobs where year = 2021', ['1:36 `2021` beside `year`, which no row of `jobs` has Known: 2022, 2023']],
  ["select 1 as s where exists (select * from jobs where sector = 'Servises')", [`1:63 ${slip('Servises', 'Services')}`]],
  ["with own as (select * from jobs where sector = 'Servises') select * from own", [`1:48 ${slip('Servises', 'Services')}`]],
  [
    "select town from jobs where lower(sector) = 'Services'",
    ['1:45 `Services` beside `sector`, which no row has Did you mean `services`']
  ],
  [
    "select town from jobs where coalesce(note, 'none') = 'nine'",
    ['1:54 `nine` beside `note`, which no row has Did you mean `none`']
  ],
  [
    "with own as (select upper(sector) as name from jobs) select * from own where name = 'SERVISES'",
    ['1:85 `SERVISES` beside `name`, which no row has Did you mean `SERVICES`']
  ]
])('%s', async (sql, expected) => expect(await told(sql)).toEqual(expected))

test('of another query', async () => {
  const own = "select town, case when jobs > 3 then 'many' else 'few' end as size from jobs"
  expect(await told("select * from own where size = 'fwe'", {views: {own}})).toEqual([
    '1:32 `fwe` beside `size`, which no row has Did you mean `few`'
  ])
  // The other query writes it where there is such a row.
  expect(await told("select * from own where size = 'many'", {views: {own}})).toEqual([])
})

test.each([
  ['a value that there is', "select * from jobs where sector = 'Services' or sector <> '制造业'"],
  ['what the contract lists', "select * from jobs where kind = 'closed'"],
  ['all that there are, and one to come', "select * from jobs where sector in ('Services', 'Agriculture', '制造业', 'Mining')"],
  ['nothing', "select * from jobs where sector <> ''"],
  ['what is put for nothing', "select * from jobs where coalesce(note, 'none') = 'none'"],
  [
    'what the query makes',
    "with own as (select *, case when jobs > 3 then 'many' end as size from jobs) select * from own where size = 'many'"
  ],
  ['a year that is kept out', 'select * from jobs where year <> 2019'],
  ['a number', 'select * from jobs where jobs = 2019'],
  ['a name of the query', "select upper(sector) as sector from jobs group by all having sector = 'SERVICES'"],
  ['a reckoning', "select town from jobs group by town having max(sector) = 'Zebra'"],
  ['a table without rows', "with own as (select * from jobs where jobs > 9) select * from own where note = 'x'"]
])('not told: %s', async (_, sql) => expect(await told(sql)).toEqual([]))

test('a test looks for what must not be there', async () =>
  expect(await told("select * from jobs where sector = 'Servises'", {folder: 'tests'})).toEqual([]))

test('what a column refers to may come to it', async () => {
  const towns: Table = {name: 'towns', primaryKey: ['id'], fields: [], rows: [{id: 'a'}, {id: "o'b"}, {id: 'c'}]}
  const foreignKeys = [{fields: ['town'], reference: {resource: 'towns', fields: ['id']}}]
  const resources = [{name: 'jobs', foreignKeys} as unknown as Resource]
  const sql = "select * from jobs where town = 'a' or town <> 'o''b'"
  const axes = [{name: 'area', title: {}, values: []}]
  const mayCome = valuesToCome({sql, tables: ['jobs'], resources, contents: new Map([['towns', towns]]), axes})
  expect(mayCome).toEqual({town: ['a', "o'b"]})
  expect(await told(sql, {mayCome})).toEqual([])
  expect(await told(sql)).toHaveLength(1)
})

test.each([
  ["select * from a where b in ('c')", true],
  ["select case b when 'c' then 1 end as d from a", true],
  ['select * from a where year = 2023', true],
  ["select b || ', ' || c as d from a", false]
])('%s is worth a look: %s', (sql, expected) => expect(mayCompare(sql)).toBe(expected))

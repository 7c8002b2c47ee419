/** Sums, counts and means over a join that repeats rows: each is told, and nothing else is. */
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import type {Message} from '../pipeline/messages.ts'
import {createDatabase, readQuery, remarksOn, type TableContent} from '../pipeline/stages/query/index.ts'
import type {Table} from '../pipeline/types.ts'
import {checkOf, placed} from './checking.ts'
import {edit, reportCopy, untilTheEnd} from './temporary.ts'

const database = createDatabase()
const store = await untilTheEnd(afterAll)
afterAll(() => database.close())

function table(name: string, columns: readonly string[], rows: readonly (readonly (string | null)[])[]): TableContent {
  const fields = columns.map(
    (column) => ({name: column, type: /^(?:people|price|share)$/.test(column) ? 'number' : 'string'}) as const
  )
  const read = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]!])))
  const made: Table = {name, primaryKey: [], fields, rows: read}
  return {digest: name, value: async () => made}
}

// Of region a there are two cities, of b one, of c none.
const tables = {
  regions: table(
    'regions',
    ['id', 'part', 'people', 'share'],
    [
      ['a', 'n', '10', '0.5'],
      ['b', 'n', '20', '0.7'],
      ['c', 's', '5', '0.1']
    ]
  ),
  cities: table(
    'cities',
    ['city', 'region', 'price'],
    [
      ['x', 'a', '1'],
      ['y', 'a', '2'],
      ['z', 'b', '4']
    ]
  ),
  nations: table('nations', ['nation', 'people'], [['all', '35']]),
  years: table('years', ['year'], [['2023'], ['2024']]),
  doubles: table(
    'doubles',
    ['id', 'people'],
    [
      ['a', '10'],
      ['a', '10']
    ]
  )
}

async function ask(sql: string): Promise<readonly Message[]> {
  const {query} = readQuery({path: 'queries/q.sql', text: sql})
  const used = Object.fromEntries(Object.entries(tables).filter(([name]) => sql.includes(name)))
  return (await remarksOn({query, views: [], tables: used}, database)).filter(({rule}) => rule === 'row-is-taken-once')
}
const reasons = async (sql: string) => (await ask(sql)).map(({line, column, reason}) => `${line}:${column} ${reason}`)

const JOINED = 'from regions r join cities c on c.region = r.id'
const TWICE = 'takes rows of `regions` more than once, expected each once: they are repeated by the join with `cities`'

test('a sum of one table, joined with several rows of another, is told where it stands', async () => {
  expect(await reasons(`select part,\n  sum(r.people) as people ${JOINED} group by part`)).toEqual([
    `2:3 Unexpected \`sum\` of \`r.people\` that ${TWICE}`
  ])
})

test.each([
  ['a column without the name of its table', `select sum(people) as v ${JOINED}`],
  ['capitals', `select SUM(PEOPLE) as v ${JOINED}`],
  ['a join by comma', 'select sum(people) as v from regions, cities where region = id'],
  ['a left join', 'select sum(people) as v from regions left join cities on region = id'],
  [
    'columns of one name',
    'select sum(people) as v from regions join (select region as id, city from cities) as cities using (id)'
  ],
  ['a count of a column', `select count(r.id) as v ${JOINED}`],
  ['a mean of rows that come unequally often', `select avg(r.share) as v ${JOINED}`],
  ['a median', `select median(r.share) as v ${JOINED}`],
  ['a quantile within its group', `select percentile_cont(0.5) within group (order by r.share) as v ${JOINED}`],
  ['a reckoning of one table', `select round(100 * sum(r.people * r.share) / 7, 1) as v ${JOINED}`],
  ['a filter', `select sum(r.people) filter (where c.price > 0) as v ${JOINED}`],
  ['a condition on groups', `select part ${JOINED} group by part having sum(r.people) > 5`],
  ['a group by all, and by place', `select part, sum(people) as v ${JOINED} group by all`],
  ['a query before it', `with s as (select part, sum(people) as v ${JOINED} group by 1) select * from s`],
  ['a query inside it', `select v from (select sum(people) as v ${JOINED}) as s`],
  ['a query inside a condition', `select id from regions where people < (select sum(people) ${JOINED})`],
  ['one side of a union', `select sum(people) as v ${JOINED} union all select 1`],
  ['a table of a query before it', `with regions as (select 'a' as id, 5 as people) select sum(people) as v ${JOINED}`]
])('it is told of %s', async (_, sql) => expect(await ask(sql)).toHaveLength(1))

test.each([
  ['the table that repeats', `select sum(c.price) as v ${JOINED}`],
  ['what is reckoned of both tables', `select sum(r.people * c.price) as v ${JOINED}`],
  ['groups in which each row comes once', `select c.city, sum(r.people) as v ${JOINED} group by c.city`],
  ['a sum of what differs', `select sum(distinct r.people) as v ${JOINED}`],
  ['a greatest value', `select max(r.people) as v ${JOINED}`],
  ['rows', `select count(*) as v ${JOINED}`],
  ['a filter that leaves one row of each', `select sum(r.people) filter (where c.city <> 'y') as v ${JOINED}`],
  ['a condition that leaves one row of each', `select sum(r.people) as v ${JOINED} where c.city <> 'y'`],
  ['a condition on groups that leaves none such', `select part, sum(people) as v ${JOINED} group by part having count(*) > 9`],
  ['a mean of rows that come equally often', 'select avg(people) as v from regions cross join years'],
  ['the one value of a nation', 'select part, avg(n.people) as v from regions, nations n group by part'],
  ['a join with one row', 'select sum(r.people) as v from regions r cross join nations n'],
  ['one table', 'select sum(people) as v from regions'],
  ['a window', `select r.id, sum(r.people) over () as v ${JOINED}`],
  ['rows that are the same in all', 'select sum(d.people) as v from doubles d cross join nations'],
  [
    'a query inside that reads a row of the other',
    `select id, (select sum(r.people) from cities where region = r.id) as v from regions r`
  ],
  ['what is meant', `-- repeats: regions\nselect sum(r.people) as v ${JOINED}`],
  ['what is meant, by its other name', `-- repeats: R\nselect sum(r.people) as v ${JOINED}`],
  [
    'sums made before',
    'select sum(people) as v from regions left join (select region, sum(price) as p from cities group by region) as c on region = id'
  ]
])('nothing is told of %s', async (_, sql) => expect(await ask(sql)).toEqual([]))

test('a name behind `repeats` is one of a table that is joined', async () => {
  const {query} = readQuery({path: 'queries/q.sql', text: `-- repeats: region\nselect sum(r.people) as v ${JOINED}`})
  const told = await remarksOn({query, views: [], tables: {regions: tables.regions, cities: tables.cities}}, database)
  expect(told.map(({reason}) => reason)).toEqual([
    `Unexpected \`sum\` of \`r.people\` that ${TWICE}`,
    'Unexpected `region` behind `repeats`, expected a table that the query joins'
  ])
})

test('`repeats` is no word that is passed over: where nothing is joined it is told', async () => {
  const folder = await reportCopy('markets')
  await edit(folder, 'queries/latest.sql', (sql) => `-- repeats: stalls\n${sql}`)
  expect((await checkOf(folder, join(store, 'store'))).map(placed)).toEqual([
    'queries/latest.sql:1:1 query-header-is-known: Unexpected `stalls` behind `repeats`, expected a table that the query joins'
  ])
})

test('it is told once of a query that others read and no chapter names', async () => {
  const folder = await reportCopy('markets')
  const path = 'queries/weighed.sql'
  await edit(folder, 'queries/all_regions.sql', (sql) => sql.replace('where', 'where (select total from weighed) > 0 and'))
  const sql = "select sum(r.people) as total from (values ('a', 10)) r(id, people) join (values ('a'), ('a')) s(id) using (id)"
  await writeFile(join(folder, path), sql)
  const messages = await checkOf(folder, join(store, 'store'))
  expect(messages.filter((each) => each.path === path).map(placed)).toEqual([
    `${path}:1:8 row-is-taken-once: Unexpected \`sum\` of \`r.people\` that takes rows of \`r\` more than once, expected each once: they are repeated by the join with \`s\``
  ])
})

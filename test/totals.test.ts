/** Tables in which a total stands among the rows that it is made of: what takes it for one of them is told, and nothing else is. */
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {createDatabase, readQuery, remarksOn, type TableContent, type TotalRow} from '../pipeline/stages/query/index.ts'
import type {Cell, Field, Table} from '../pipeline/types.ts'
import {totalsIn} from '../pipeline/values/totals.ts'
import {checkOf, placed} from './checking.ts'
import {edit, reportCopy, untilTheEnd} from './temporary.ts'

const database = createDatabase()
const store = await untilTheEnd(afterAll)
afterAll(() => database.close())

const FIELDS: readonly Field[] = [
  {name: 'place', type: 'string'},
  {name: 'year', type: 'year'},
  {name: 'people', type: 'integer'},
  {name: 'share', type: 'number'}
]

function table(rows: readonly (readonly Cell[])[], fields = FIELDS): Table {
  const read = rows.map((row) => Object.fromEntries(fields.map(({name}, index) => [name, row[index] ?? null])))
  return {name: 'towns', primaryKey: ['place', 'year'], fields, rows: read}
}

const PARTS = [
  ['a', '2023', '10', '5'],
  ['b', '2023', '20', '15'],
  ['c', '2023', '30', '25']
]
const towns = table([...PARTS, ['Total', '2023', '60', '18']])
const totals: readonly TotalRow[] = [
  {table: 'towns', column: 'place', value: 'Total', at: 'data/towns.csv:5', own: ['place', 'people', 'share']}
]

async function ask(sql: string, views: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const content: TableContent = {digest: 'towns', value: async () => towns}
  const others = Object.entries(views).map(([name, text]) => readQuery({path: `queries/${name}.sql`, text}).query)
  const {query} = readQuery({path: 'queries/q.sql', text: sql})
  const told = await remarksOn({query, views: others, tables: {towns: content}, totals}, database)
  return told.filter(({rule}) => rule === 'total-stands-apart').map(({line, column, reason}) => `${line}:${column} ${reason}`)
}

const found = (rows: readonly (readonly string[])[]) => totalsIn(table(rows)).map(({value}) => value)

test('a total is known by its name and its numbers, or by numbers that come out every time', () => {
  expect(totalsIn(towns)).toEqual([{column: 'place', value: 'Total', at: 3}])
  expect(found([...PARTS, ['合计', '2023', '60']])).toEqual(['合计'])
  // Some parts are not in the table.
  expect(found([...PARTS, ['World', '2023', '90']])).toEqual(['World'])
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((place, at) => [place, '2023', String(1000 * (at + 3))])
  expect(found([...six, ['cn', '2023', '33000']])).toEqual(['cn'])
  expect(found([...six, ['cn', '2023', '33000'], ...six.map(([place]) => [place!, '2024', '5']), ['cn', '2024', '30']])).toEqual([
    'cn'
  ])
})

test('a row is surely a total by its name or its code, whatever its numbers are', () => {
  const byName = (name: string) => totalsIn(table([...PARTS, [name, '2023', '5']])).map(({isByName}) => isByName)
  for (const name of ['World', 'WLD', '世界', 'EU27_2020', 'EA19', 'European Union (27)', 'OECD average', '合计', '全国平均'])
    expect([name, byName(name)]).toEqual([name, [true]])
  for (const name of ['EU', 'All Saints', 'Worldham', 'G7', 'Income total', 'Mean', '平均工资', '全国社保基金'])
    expect([name, byName(name)]).toEqual([name, name === 'EU' ? [true] : []])
})

test('a column that gives each its own name tells it, and one that says the same of several does not', () => {
  const fields: readonly Field[] = [...FIELDS, {name: 'name', type: 'string'}]
  const rows = (names: readonly string[]) => names.map((name, at) => [`p${at}`, '2023', '5', '5', name])
  expect(totalsIn(table(rows(['A', 'B', 'World']), fields)).map(({value}) => value)).toEqual(['p2'])
  expect(totalsIn(table(rows(['A', 'World', 'World']), fields))).toEqual([])
})

test('a place is none for its name, nor for a sum that comes out once', () => {
  expect(found([...PARTS, ['All Saints', '2023', '25']])).toEqual([])
  expect(found([...PARTS, ['UN', '2023', '5']])).toEqual([])
  expect(found([...PARTS, ['世界银行', '2023', '5']])).toEqual([])
  expect(found([...PARTS, ['d', '2023', '60']])).toEqual([])
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((place) => [place, '2023', '5'])
  expect(found([...six, ['g', '2023', '30']])).toEqual([])
  expect(found([...six, ['g', '2023', '30'], ...six.map(([place]) => [place!, '2024', '5']), ['g', '2024', '17']])).toEqual([])
  expect(found([['Total', '2023', '60']])).toEqual([])
})

const TAKES = 'that takes `Total` of `towns` for one of the rows that it is the whole of, expected the whole or its parts'

test('what takes it for one of its parts is told where it stands', async () => {
  expect(await ask('select year,\n  sum(people) as people from towns group by year')).toEqual([
    `2:3 Unexpected \`sum\` of \`people\` ${TAKES}`
  ])
})

test.each([
  ['a mean', 'select avg(share) as v from towns'],
  ['a count', 'select count(*) as v from towns'],
  ['a count of a column', 'select count(people) as v from towns where year = 2023'],
  ['a filter', 'select sum(people) filter (where year = 2023) as v from towns'],
  ['a rank', 'select place, rank() over (order by people desc) as v from towns'],
  ['a rank in each year', 'select place, rank() over (partition by year order by people desc) as v from towns'],
  ['a rank by two columns', 'select place, rank() over (partition by year, share > 1 order by people desc) as v from towns'],
  ['a median', 'select median(share) as v from towns'],
  ['the least', 'select min(share) as v from towns where year = (select max(year) from towns)'],
  ['the greatest', 'select max(share) as v from towns'],
  ['how many there are', 'select count(distinct place) as v from towns'],
  ['a list', "select string_agg(place, ', ') as v from towns"],
  ['a number in order', 'select place, row_number() over (order by share desc) as v from towns'],
  ['a share of all', 'select place, 100 * people / sum(people) over () as v from towns'],
  ['the first of all', 'select place, people from towns order by people desc limit 2'],
  ['the first by another name', 'select place, people as n from towns order by n desc limit 1'],
  ['the first by its place', 'select place, people as n from towns order by 2 desc limit 1'],
  ['the first of groups', 'select place, sum(people) as n from towns group by place order by n desc limit 2'],
  ['a query before it', 'with own as (select * from towns) select sum(people) as v from own'],
  ['a query inside it', 'select place from towns where people > (select avg(people) from towns)'],
  ['a join', 'select sum(t.people) as v from towns t join towns o using (place, year)']
])('it is told of %s', async (_, sql) => expect(await ask(sql)).toHaveLength(1))

test.each([
  ['its parts', "select sum(people) as v from towns where place <> 'Total'"],
  ['a filter', "select sum(people) filter (where place <> 'Total') as v from towns"],
  ['a case', "select sum(case when place <> 'Total' then people end) as v from towns"],
  ['the total alone', "select sum(people) as v from towns where place = 'Total'"],
  ['groups of places', 'select place, sum(people) as v from towns group by place'],
  ['a rank among years', 'select place, rank() over (partition by place order by people) as v from towns'],
  ['a rank of its parts', "select place, rank() over (order by people) as v from towns where place <> 'Total'"],
  ['a greatest year', 'select max(year) as v from towns'],
  ['how many years', 'select count(distinct year) as v from towns'],
  ['a list of years', 'select list(year) as v from towns'],
  ['a number in order of time', 'select place, row_number() over (order by year) as v from towns'],
  ['the least of its parts', "select min(share) as v from towns where place in ('a', 'b', 'c')"],
  ['one column for each', "select max(case when place = 'Total' then share end) as v from towns"],
  ['all rows', 'select * from towns order by people desc'],
  ['the last of all', 'select place, people from towns order by people limit 2'],
  ['the first by name', 'select place, people from towns order by place desc limit 2'],
  ['another table of the same column', "with t as (select 'Total' as id, 5 as n) select sum(n) as v from t"]
])('nothing is told of %s', async (_, sql) => expect(await ask(sql)).toEqual([]))

test('it is told where a query reads the rows through another', async () => {
  expect(await ask('select rank() over (order by people desc) as v from latest', {latest: 'select * from towns'})).toHaveLength(1)
  expect(await ask('select sum(people) as v from own', {own: "select * from towns where place <> 'Total'"})).toEqual([])
})

test('`check` tells it of a report, with the line of the total', async () => {
  const folder = await reportCopy('markets')
  await writeFile(join(folder, 'data/people.csv'), 'town,people\nz,30\nTotal,60\nx,10\ny,20\n')
  const people = {
    name: 'people',
    path: 'data/people.csv',
    schema: {
      fields: [
        {name: 'town', type: 'string'},
        {name: 'people', type: 'integer'}
      ],
      primaryKey: 'town'
    }
  }
  await edit(folder, 'datapackage.json', (text) => text.replace('"resources": [', `"resources": [${JSON.stringify(people)},`))
  await edit(folder, 'queries/all_regions.sql', (sql) => sql.replace('where', 'where (select sum(people) from people) > 0 and'))
  const messages = await checkOf(folder, join(store, 'store'))
  expect(messages.map(({note, ...message}) => `${placed(message)} ${note}`)).toEqual([
    `queries/all_regions.sql:4:15 total-stands-apart: Unexpected \`sum\` of \`people\` ${TAKES.replace('towns', 'people')} Leave it out, as in \`where town <> 'Total'\`, here or in a query that this one reads: it stands in data/people.csv:3.`
  ])
})

test('a row that is a total by its name alone is told by `check`, and is a place where it has an edition', async () => {
  const folder = await reportCopy('markets')
  const rates = {
    name: 'rates',
    path: 'data/rates.csv',
    schema: {
      fields: [
        {name: 'town', type: 'string'},
        {name: 'rate', type: 'number'}
      ],
      primaryKey: 'town'
    }
  }
  await writeFile(join(folder, 'data/rates.csv'), 'town,rate\nx,10\ny,30\nz,20\nWorld,18\n')
  await edit(folder, 'datapackage.json', (text) => text.replace('"resources": [', `"resources": [${JSON.stringify(rates)},`))
  await edit(folder, 'queries/all_regions.sql', (sql) => sql.replace('where', 'where (select avg(rate) from rates) > 0 and'))
  const told = async () => (await checkOf(folder, join(store, 'store'))).filter(({rule}) => rule === 'total-stands-apart')
  expect((await told()).map(({note}) => note)).toEqual([expect.stringContaining('it stands in data/rates.csv:5.')])
  await edit(folder, 'report.yaml', (text) => text.replace('short: {en: In short,', 'short: {en: World,'))
  expect(await told()).toEqual([])
})

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
const totals: readonly TotalRow[] = [{table: 'towns', column: 'place', value: 'Total', at: 'data/towns.csv:5'}]

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

test('a place is none for its name, nor for a sum that comes out once', () => {
  expect(found([...PARTS, ['All Saints', '2023', '25']])).toEqual([])
  expect(found([...PARTS, ['World', '2023', '5']])).toEqual([])
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

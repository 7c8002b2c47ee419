/** Sums over the years of a table: what does not add up is told, and what does is not. */
import {afterAll, expect, test} from 'vitest'
import {createDatabase, readQuery, remarksOn, type TableContent} from '../pipeline/stages/query/index.ts'
import type {Field, Table} from '../pipeline/types.ts'

const database = createDatabase()
afterAll(() => database.close())

const FIELDS: readonly Field[] = [
  {name: 'region', type: 'string'},
  {name: 'year', type: 'year'},
  {name: 'population', type: 'integer'},
  {name: 'online', type: 'number', unit: {en: '%'}},
  {name: 'density', type: 'number', unit: {en: 'people per km²'}},
  {name: 'sales', type: 'integer', unit: {en: 'million yuan a year'}},
  {name: 'settlers', type: 'integer', label: {en: 'New residents'}},
  {name: 'waste', type: 'integer', label: {en: 'Waste of residents'}, unit: {en: 'tonnes'}},
  {name: 'work', type: 'integer', label: {en: 'Work of residents'}, unit: {en: 'person-years'}, flow: true}
]
const rows = ['a', 'b'].flatMap((region, at) =>
  ['2022', '2023'].map((year) => ({
    region,
    year,
    population: String(10 + at),
    online: '5',
    density: '7',
    sales: '3',
    settlers: '1',
    waste: '6',
    work: '8'
  }))
)
const monthly: Table = {
  name: 'monthly',
  primaryKey: ['month'],
  fields: [
    {name: 'month', type: 'yearmonth'},
    {name: 'visits', type: 'integer'},
    {name: 'rate', type: 'number', label: {en: 'Unemployment rate'}}
  ],
  rows: ['2023-01', '2023-02'].map((month) => ({month, visits: '4', rate: '5'}))
}
const tables: Readonly<Record<string, TableContent>> = {
  towns: {digest: 'towns', value: async () => ({name: 'towns', primaryKey: ['region', 'year'], fields: FIELDS, rows})},
  monthly: {digest: 'monthly', value: async () => monthly}
}

async function ask(sql: string): Promise<readonly string[]> {
  const {query} = readQuery({path: 'queries/q.sql', text: sql})
  const used = Object.fromEntries(Object.entries(tables).filter(([name]) => sql.includes(name)))
  const told = await remarksOn({query, views: [], tables: used}, database)
  return told
    .filter(({rule}) => rule === 'sum-is-of-one-time')
    .map(({line, column, reason, note}) => `${line}:${column} ${reason}; ${note}`)
}

const FLOWS = 'Where its values always add up, write `"flow": true` at the column.'
const MEND = 'Write `where year = (select max(year) from towns)`, or group by `year`'

test('a sum over all years is told where it stands, and how it is meant', async () => {
  expect(await ask('select region,\n  sum(population) as p from towns group by region')).toEqual([
    `2:3 Unexpected \`sum\` of \`population\` over several years of \`towns\`, expected one \`year\`, or each by itself; ${MEND}; over several times \`avg\` makes a mean. ${FLOWS}`
  ])
  expect(await ask('select sum(t.sales) as s from towns t')).toEqual([
    `1:8 Unexpected \`sum\` of \`t.sales\` over several years of \`towns\`, expected one \`year\`, or each by itself; ${MEND}. Where all of them are to be added up, say which: \`where year >= 2022\`. ${FLOWS}`
  ])
})

test.each([
  ['what is there of people in some years', 'select sum(population) as v from towns where year >= 2022'],
  ['per cent', 'select region, sum(online) as v from towns where year > 2000 group by region'],
  ['a density', 'select sum(density) as v from towns where year > 2000'],
  ['what is called by its residents', 'select sum(waste) as v from towns where year > 2000'],
  ['a filter', "select sum(sales) filter (where region = 'a') as v from towns"],
  ['a condition on groups', 'select region from towns group by region having sum(sales) > 2'],
  ['a query before it', 'with s as (select sum(sales) as v from towns) select v from s'],
  ['a join', "select sum(sales) as v from towns join (values ('a')) r(id) on r.id = region"],
  ['a rate by its name', 'select sum(rate) as v from monthly']
])('it is told of %s', async (_, sql) => expect(await ask(sql)).toHaveLength(1))

test.each([
  ['one year', 'select sum(population) as v from towns where year = 2023'],
  ['the last year', 'select sum(sales) as v from towns where year = (select max(year) from towns)'],
  ['each year', 'select year, sum(population) as v from towns group by year'],
  ['each year, by place', 'select year, sum(population) as v from towns group by 1'],
  ['each year, by all', 'select year, sum(sales) as v from towns group by all'],
  ['what flows in years that are named', 'select sum(sales) as v from towns where year between 2022 and 2023'],
  ['who comes in years that are named', 'select sum(settlers) as v from towns where year > 2000'],
  ['a rate in months that are named', "select sum(rate) as v from monthly where month >= '2023-01'"],
  ['what flows from month to month', 'select sum(visits) as v from monthly'],
  ['what flows by its contract', 'select region, sum(work) as v from towns group by region'],
  ['what flows by its contract in years that are named', 'select sum(work) as v from towns where year > 2000'],
  ['a mean', 'select sum(online) / count(online) as v from towns'],
  ['a mean with weights', 'select round(sum(population) * 1.0 / sum(sales), 1) as v from towns'],
  ['a mean of the database', 'select avg(online) as v from towns'],
  ['a filter to a year', 'select sum(population) filter (where year = 2023) as v from towns'],
  ['places of one year', 'select region, sum(population) as v from towns where year = 2022 group by region'],
  ['a table of the query itself', 'with towns as (select 5 as sales) select sum(sales) as v from towns'],
  ['what is reckoned of it', 'select sum(population * online) as v from towns']
])('nothing is told of %s', async (_, sql) => expect(await ask(sql)).toEqual([]))

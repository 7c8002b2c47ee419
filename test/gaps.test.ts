/** Rows that are set beside the one before them: a year that is missing between two is told, and nothing else is. */
import {afterAll, expect, test} from 'vitest'
import {createDatabase, readQuery, remarksOn, type TableContent} from '../pipeline/stages/query/index.ts'

const database = createDatabase()
afterAll(() => database.close())

function series(name: string, times: Readonly<Record<string, readonly string[]>>, type: 'year' | 'yearmonth'): TableContent {
  const rows = Object.entries(times).flatMap(([place, own]) => own.map((time, at) => ({place, time, people: String(at + 1)})))
  const fields = [{name: 'place', type: 'string'} as const, {name: 'time', type}, {name: 'people', type: 'integer'} as const]
  return {digest: name, value: async () => ({name, primaryKey: ['place', 'time'], fields, rows})}
}

const tables: Readonly<Record<string, TableContent>> = {
  towns: series('towns', {a: ['2018', '2019', '2020', '2021'], b: ['2018', '2019', '2021', '2022']}, 'year'),
  months: series('months', {a: ['2023-10', '2023-11', '2024-01', '2024-02']}, 'yearmonth'),
  whole: series('whole', {a: ['2018', '2019', '2020'], b: ['2019', '2020', '2021']}, 'year'),
  fifth: series('fifth', {a: ['2000', '2005', '2010', '2015']}, 'year'),
  mixed: series('mixed', {a: ['2000', '2005', '2010', '2011', '2012']}, 'year')
}

async function ask(sql: string): Promise<readonly string[]> {
  const {query} = readQuery({path: 'queries/q.sql', text: sql})
  const used = Object.fromEntries(Object.entries(tables).filter(([name]) => sql.includes(name)))
  const told = await remarksOn({query, views: [], tables: used}, database)
  return told.filter(({rule}) => rule === 'step-is-of-one-length').map(({line, column, reason}) => `${line}:${column} ${reason}`)
}

const OVER = 'over (partition by place order by time)'

test('a year that is missing before another is told with both', async () => {
  expect(await ask(`select place, time,\n  people - lag(people) ${OVER} as more from towns`)).toEqual([
    '2:12 Unexpected `lag` that sets `2021` beside `2019`, 2 years apart, expected 1 year as between the other rows'
  ])
  expect(await ask(`select lead(people) ${OVER} as later from months`)).toEqual([
    '1:8 Unexpected `lead` that sets `2024-01` beside `2023-11`, 2 months apart, expected 1 month as between the other rows'
  ])
})

test.each([
  ['falling years', 'select lag(people) over (partition by place order by time desc) as v from towns'],
  ['what is reckoned of it', `select round(100.0 * people / lag(people) ${OVER}, 1) as v from towns`],
  [
    'a condition that leaves a year out',
    "select lag(people) over (order by time) as v from towns where place = 'a' and time <> 2020 or place = 'b' and time = 2022"
  ],
  ['a query before it', `with s as (select lag(people) ${OVER} as v from towns) select v from s`],
  ['rows of another query', `with s as (select place, time, people from towns) select lag(people) ${OVER} as v from s`]
])('it is told of %s', async (_, sql) => expect(await ask(sql)).toHaveLength(1))

test.each([
  ['years in a row', `select lag(people) ${OVER} as v from whole`],
  ['years that are five apart', `select lag(people) ${OVER} as v from fifth`],
  ['years as they come', `select lag(people) ${OVER} as v from mixed`],
  ['one place that lacks none', `select lag(people) ${OVER} as v from towns where place = 'a'`],
  ['a query that looks at the year before', `select people - lag(people) ${OVER} as v, lag(time) ${OVER} as since from towns`],
  ['years that are looked at', `select lag(people) ${OVER} as v from towns qualify time - lag(time) ${OVER} = 1`],
  ['an order of numbers', 'select lag(place) over (order by people) as v from towns'],
  ['an order of years and names', 'select lag(people) over (order by time, place) as v from towns'],
  [
    'a query that looks at the place before',
    'select lag(people) over (order by place, time) as v, lag(place) over (order by place, time) as p from whole'
  ],
  [
    'a first row that is seen to',
    'select case when time > 2018 then lag(people) over (order by place, time) end as v from whole'
  ],
  ['what is grouped', 'select time, lag(sum(people)) over (order by time) as v from whole group by all'],
  ['a query around it', 'select * from (select time, lag(people) over (order by place, time) as v from whole) where time > 2018'],
  ['a first value', `select first_value(people) ${OVER} as v from towns`]
])('nothing is told of %s', async (_, sql) => expect(await ask(sql)).toEqual([]))

test('rows of other places are told where nothing parts them', async () => {
  expect(await ask('-- key: place, time\nselect place, time,\n  lag(people) over (order by time) as v from whole')).toEqual([
    '3:3 Unexpected `lag` that sets `2019` beside `2019` of other rows, expected the `time` before it'
  ])
  expect(await ask('select lead(people) over (order by place, time) as v from whole')).toEqual([
    '1:8 Unexpected `lead` that sets `2019` beside `2020` of other rows, expected the `time` before it'
  ])
  expect(await ask('with s as (select time, lag(people) over (order by time) as v from whole) select * from s')).toHaveLength(1)
  expect(await ask("select lag(people) over (order by time) as v from whole where place = 'a'")).toEqual([])
})

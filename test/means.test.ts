/** Means beside a count of rows: one of fewer values is told, and nothing else is. */
import {afterAll, expect, test} from 'vitest'
import {createDatabase, readQuery, remarksOn, type TableContent} from '../pipeline/stages/query/index.ts'
import type {Table} from '../pipeline/types.ts'

const database = createDatabase()
afterAll(() => database.close())

const towns: Table = {
  name: 'towns',
  primaryKey: ['id'],
  fields: [
    {name: 'id', type: 'string'},
    {name: 'part', type: 'string'},
    {name: 'people', type: 'integer'},
    {name: 'wait', type: 'number'}
  ],
  rows: [
    {id: 'a', part: 'n', people: '5', wait: '3'},
    {id: 'b', part: 'n', people: '7', wait: null},
    {id: 'c', part: 's', people: '9', wait: '4'},
    {id: 'd', part: 'w', people: '9', wait: null}
  ]
}
const content: TableContent = {digest: 'towns', value: async () => towns}

async function ask(sql: string): Promise<readonly string[]> {
  const {query} = readQuery({path: 'queries/q.sql', text: sql})
  const told = await remarksOn({query, views: [], tables: {towns: content}}, database)
  return told
    .filter(({rule}) => rule === 'mean-is-of-what-is-counted')
    .map(({line, column, reason}) => `${line}:${column} ${reason}`)
}

test('a mean of fewer values than the rows that are counted is told with both numbers', async () => {
  expect(await ask('select count(*) as n,\n  avg(wait) as wait from towns')).toEqual([
    '2:3 Unexpected `avg` of `wait` over 2 values beside `count(*)` of 4 rows, expected a mean of what is counted'
  ])
  expect(await ask('select part, round(avg(wait), 1) as wait, count(*) as n from towns group by part order by part')).toEqual([
    '1:20 Unexpected `avg` of `wait` over 1 value beside `count(*)` of 2 rows, expected a mean of what is counted'
  ])
})

test.each([
  ['a median', 'select count(*) as n, median(wait) as v from towns'],
  ['a filter', 'select count(*) filter (where people < 8) as n, avg(wait) filter (where people < 8) as v from towns'],
  ['a query before it', 'with s as (select count(*) as n, avg(wait) as v from towns) select * from s']
])('it is told of %s', async (_, sql) => expect(await ask(sql)).toHaveLength(1))

test.each([
  ['a column without gaps', 'select count(*) as n, avg(people) as v from towns'],
  ['rows that have a value', 'select count(*) as n, avg(wait) as v from towns where wait is not null'],
  ['a mean without a count', 'select avg(wait) as v from towns'],
  ['a count of values', 'select count(wait) as n, avg(wait) as v from towns'],
  ['a count of rows and one of values', 'select count(*) as n, count(wait) as stated, avg(wait) as v from towns'],
  ['a count of some rows', "select count(*) filter (where part = 'n') as n, avg(wait) as v from towns"],
  ['a condition on groups', 'select part, avg(wait) as v from towns group by part having count(*) > 1'],
  ['a group without any value', "select count(*) as n, avg(wait) as v from towns where part = 'w'"]
])('nothing is told of %s', async (_, sql) => expect(await ask(sql)).toEqual([]))

/** Conditions on what a value is not: rows without a value are left out by none of them unseen. */
import {afterAll, expect, test} from 'vitest'
import type {Message} from '../pipeline/messages.ts'
import {createDatabase, readQuery, remarksOn, type TableContent} from '../pipeline/stages/query/index.ts'
import type {Table} from '../pipeline/types.ts'

const database = createDatabase()
afterAll(() => database.close())

const towns: Table = {
  name: 'towns',
  primaryKey: ['id'],
  fields: [
    {name: 'id', type: 'string'},
    {name: 'model', type: 'string'},
    {name: 'people', type: 'integer'}
  ],
  rows: [
    {id: 'a', model: 'open', people: '5'},
    {id: 'b', model: null, people: '7'},
    {id: 'c', model: null, people: null},
    {id: 'd', model: 'shut', people: '9'}
  ]
}
const content: TableContent = {digest: 'towns', value: async () => towns}

async function ask(sql: string): Promise<readonly Message[]> {
  const {query} = readQuery({path: 'queries/q.sql', text: sql})
  const told = await remarksOn({query, views: [], tables: {towns: content}}, database)
  return told.filter(({rule}) => rule === 'condition-decides-every-row')
}

test('rows that a condition leaves out unseen are counted, and told where it stands', async () => {
  const told = await ask("select id,\n  people from towns\nwhere model <> 'shut'")
  expect(told.map(({line, column, reason}) => [line, column, reason])).toEqual([
    [3, 13, 'Unexpected condition that leaves out 2 rows because a value is missing, expected it to say so']
  ])
})

test.each([
  ["model != 'shut'", 2],
  ["model not in ('shut', 'half')", 2],
  ["model not like 's%'", 2],
  ["not (model = 'shut')", 2],
  ["not starts_with(model, 's')", 2],
  ['people not between 1 and 6', 1],
  ["people > 6 and model <> 'shut'", 1],
  ['id not in (select model from towns)', 4],
  ["model not in (select 'shut')", 2]
])('it is told of %s', async (condition, count) => {
  const [message] = await ask(`select id from towns where ${condition}`)
  expect(message?.reason).toContain(count === 1 ? 'a row' : `${count} rows`)
})

test.each([
  ["select id from towns where model <> 'shut' and model is not null"],
  ["select id from towns where model is distinct from 'shut'"],
  ["select id from towns where model <> 'shut' or model is null"],
  ["select id from towns where coalesce(model, 'none') <> 'shut'"],
  ["select id from towns where model = 'shut'"],
  ['select id from towns where people > 6'],
  ["select id from towns where id <> 'a'"],
  ['select id from towns where id not in (select model from towns where model is not null)'],
  ["select id from towns where not exists (select 1 from towns t where t.model = 'x')"]
])('nothing is told of %s', async (sql) => expect(await ask(sql)).toEqual([]))

test('it is told of a query inside, and of a sum', async () => {
  expect(await ask("with open as (select * from towns where model <> 'shut') select count(*) as n from open")).toHaveLength(1)
  expect(await ask("select sum(people) as n from towns where model <> 'shut'")).toHaveLength(1)
})

/** Unions that drop equal rows: those of one side that measure something are told, and nothing else is. */
import {afterAll, expect, test} from 'vitest'
import {createDatabase, readQuery, remarksOn, type TableContent} from '../pipeline/stages/query/index.ts'
import type {Table} from '../pipeline/types.ts'

const database = createDatabase()
afterAll(() => database.close())

const table = (name: string, rows: readonly (readonly string[])[]): Table => ({
  name,
  primaryKey: ['id'],
  fields: [
    {name: 'id', type: 'string'},
    {name: 'part', type: 'string'},
    {name: 'year', type: 'year'},
    {name: 'code', type: 'integer'},
    {name: 'people', type: 'integer', unit: {en: 'people'}},
    {name: 'share', type: 'number'}
  ],
  rows: rows.map(([id, part, people, share]) => ({id, part, year: '2023', code: '7', people, share}) as Table['rows'][number])
})
// Two towns of the north have as many people.
const towns = [
  ['a', 'n', '5', '0.1'],
  ['b', 'n', '5', '0.1'],
  ['c', 's', '9', '0.4']
]
const villages = [['d', 's', '9', '0.4']]
const tables: Readonly<Record<string, TableContent>> = {
  towns: {digest: 'towns', value: async () => table('towns', towns)},
  villages: {digest: 'villages', value: async () => table('villages', villages)}
}

async function ask(sql: string): Promise<readonly string[]> {
  const {query} = readQuery({path: 'queries/q.sql', text: sql})
  const used = Object.fromEntries(Object.entries(tables).filter(([name]) => sql.includes(name)))
  const told = await remarksOn({query, views: [], tables: used}, database)
  return told.filter(({rule}) => rule === 'union-keeps-every-row').map(({line, column, reason}) => `${line}:${column} ${reason}`)
}

const DROPS = 'Unexpected `union` that drops a row of one side, each equal to another row of it, expected all rows'

test('rows of one side that measure something are told where they are dropped', async () => {
  expect(await ask('select part, people from towns\nunion\nselect part, people from villages')).toEqual([`2:1 ${DROPS}`])
  expect(
    await ask(
      'select part, people from villages union all\n  select part, people from villages union select part, share from towns'
    )
  ).toEqual([`2:37 ${DROPS}`])
})

test.each([
  ['numbers with places', 'select part, share from villages union select part, share from towns'],
  ['what is reckoned', 'select part, people / 2.0 as half from towns union select part, share from villages'],
  ['a sum of it', 'select sum(people) as v from (select part, people from towns union select part, people from villages)'],
  ['a query before it', 'with s as (select people from towns union select people from villages) select sum(people) as v from s'],
  [
    'a side that reads one before it',
    'with s as (select people from towns) select people from s union select people from villages'
  ],
  ['three in a row', 'select people from villages union select people from villages union select people from towns']
])('it is told of %s', async (_, sql) => expect(await ask(sql)).toHaveLength(1))

test.each([
  ['all rows', 'select part, people from towns union all select part, people from villages'],
  ['rows that are told apart', 'select id, people from towns union select id, people from villages'],
  ['what both sides have', 'select part, people from villages union select part, people from towns where people > 5'],
  ['a list of names', 'select part from towns union select part from villages'],
  ['a list of years', 'select part, year from towns union select part, year from villages'],
  ['a list of codes', 'select part, code from towns union select part, code from villages'],
  ['a number of the query itself', 'select part, 1.5 as v from towns union select part, 2.5 from villages'],
  ['rows that are meant to be met once', 'select distinct part, people from towns union select part, people from villages'],
  ['an intersection', 'select part, people from towns intersect select part, people from towns']
])('nothing is told of %s', async (_, sql) => expect(await ask(sql)).toEqual([]))

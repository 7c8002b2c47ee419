/** Right values, each known from elsewhere: what SQL makes of a contract's numbers, or the rule that refuses it. */
import {afterAll, expect, test} from 'vitest'
import fieldTest from './fixtures/query/field-test.json' with {type: 'json'}
import known from './fixtures/query/known-values.json' with {type: 'json'}
import {digest} from '../pipeline/cache/hash.ts'
import type {Message} from '../pipeline/messages.ts'
import {createDatabase, runQuery} from '../pipeline/stages/query/index.ts'
import {checkContracts, readTable} from '../pipeline/stages/table/index.ts'
import type {Cell, Field, FieldType, Resource, Table} from '../pipeline/types.ts'

const database = createDatabase()
afterAll(() => database.close())

type Content = {digest: string; value: () => Promise<Table>}
type Answer = (readonly Cell[])[] | readonly Message[]

test.each(fieldTest)('B8 field test: $name', async ({sql, values, want}) => {
  const answer = await ask(sql, {t: [resourceOf('t', fieldsOf(values)), JSON.stringify(values)]})
  if (want === 'refused by the contract') return expect(rulesOf(answer)).toEqual(['name-is-unique'])
  if (want === 'refused as not repeatable') return expect(rulesOf(answer)).toEqual(['query-is-repeatable'])
  // 40 digits: more than any database holds, and so refused.
  if (want.length > 44 && !want.includes(',')) return expect(rulesOf(answer)).toEqual(['query-fits-its-digits'])
  expect(answer).toEqual(JSON.parse(want))
})

test.each(known.cases as [string, string, Cell[][] | string][])('B8 %s', async (_name, sql, want) => {
  const tables = Object.entries(known.tables).map(([name, table]) => [name, [resourceIn(name, table), textOf(table)]] as const)
  const answer = await ask(sql, Object.fromEntries(tables))
  if (typeof want === 'string') expect(rulesOf(answer)).toEqual([want === 'refused' ? expect.any(String) : want])
  else expect(answer).toEqual(want)
})

test('B8 no result changes when one cell gains a decimal', async () => {
  const sql = "select median(v) as a, sum(v) as b, max(v) / 3 as c, coalesce(min(v), 0.5) as d from t where id < '2'"
  const given = (last: string) => {
    const values = ['1', '2', last].map((v, index) => ({id: String(index), v}))
    return {t: [resourceOf('t', fieldsOf(values)), JSON.stringify(values)] as const}
  }
  const whole = await ask(sql, given('3'))
  expect(await ask(sql, given('3.123456789'))).toEqual(whole)
  expect(whole).toEqual([['1.5', '3', '0.666666666666667', '1']])
})

async function ask(sql: string, given: Record<string, readonly [Resource, string]>): Promise<Answer> {
  const resources = Object.values(given).map(([resource]) => resource)
  const contracts = (await checkContracts(resources, {path: 'datapackage.json', place: () => ({line: 1, column: 1})})).flat()
  if (contracts.length > 0) return contracts
  const tables: Record<string, Content> = {}
  for (const [name, [resource, text]] of Object.entries(given)) {
    const {table, messages} = await readTable(resource, Buffer.from(text))
    expect(messages).toEqual([])
    tables[name] = {digest: digest(table), value: () => Promise.resolve(table)}
  }
  const query = {name: 'q', path: 'queries/q.sql', sql, key: [], fields: []}
  const {datasets, messages} = await runQuery({query, views: [], tables}, database)
  if (messages.length > 0) return messages
  const {columns, rows} = datasets['all']!
  return rows.map((row) => columns.map(({name}) => row[name]!))
}

function rulesOf(answer: Answer): string[] {
  return answer.map((item) => ('rule' in item ? item.rule : `row ${JSON.stringify(item)}`))
}

function resourceOf(name: string, fields: readonly Field[]): Resource {
  return {name, path: `data/${name}.json`, format: 'json', fields, primaryKey: [], foreignKeys: []}
}

// The cases give texts alone: `id` and what is no number is text.
function fieldsOf(values: readonly Record<string, string>[]): readonly Field[] {
  return Object.entries(values[0]!).map(([name, value]) => ({
    name,
    type: name === 'id' || /^[a-z]/.test(value) ? 'string' : 'number'
  }))
}

interface KnownTable {
  readonly fields: object
  readonly scales?: Readonly<Record<string, number>>
  readonly rows: readonly (readonly unknown[])[]
}

function resourceIn(name: string, {fields, scales = {}}: KnownTable): Resource {
  return resourceOf(
    name,
    Object.entries(fields as Record<string, FieldType>).map(([name, type]) => ({
      name,
      type,
      ...(scales[name] !== undefined && {scale: scales[name]})
    }))
  )
}

function textOf({fields, rows}: KnownTable): string {
  return JSON.stringify(rows.map((row) => Object.fromEntries(Object.keys(fields).map((name, index) => [name, row[index]]))))
}

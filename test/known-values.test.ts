/** Right values, each known from elsewhere: what SQL makes of a contract's numbers, or the rule that refuses it. */
import {afterAll, expect, test} from 'vitest'
import fieldTest from './fixtures/query/field-test.json' with {type: 'json'}
import known from './fixtures/query/known-values.json' with {type: 'json'}
import {digest} from '../pipeline/cache/hash.ts'
import type {Message} from '../pipeline/messages.ts'
import {createDatabase, runQuery} from '../pipeline/stages/query/index.ts'
import {checkContracts, readTable} from '../pipeline/stages/table/index.ts'
import {canonicalDecimal} from '../pipeline/values/decimal.ts'
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

test('B8 medians, quantiles and deviations of any numbers are those of exact arithmetic', async () => {
  const chance = chanceFrom(7)
  for (let round = 0; round < 40; round++) {
    const cells = Array.from({length: 1 + (chance() % 9)}, () => decimalAtRandom(chance))
    const percent = chance() % 101
    const values = cells.map((v, index) => ({id: String(index), v}))
    const q = (percent / 100).toFixed(2)
    const sql = `select quantile_cont(v, ${q}) as a, median(v) as b, mad(v) as c, sum(v) as d from t`
    const sorted = cells.map(scaled).toSorted((x, y) => (x < y ? -1 : 1))
    const middle = quantileOf(sorted, 50n)
    const away = sorted.map((value) => absolute(value * 100n - middle)).toSorted((x, y) => (x < y ? -1 : 1))
    const want = [
      unscaled(quantileOf(sorted, BigInt(percent)), 14),
      unscaled(middle, 14),
      unscaled(quantileOf(away, 50n), 16),
      unscaled(
        sorted.reduce((sum, value) => sum + value, 0n),
        12
      )
    ]
    expect([cells, await ask(sql, {t: [resourceOf('t', fieldsOf(values)), JSON.stringify(values)]})]).toEqual([cells, [want]])
  }
})

// In steps of 1e-12, so that nothing is rounded here either.
function scaled(text: string): bigint {
  const [whole = '', places = ''] = text.split('.')
  return BigInt(whole + places.padEnd(12, '0'))
}

/** A hundred times the quantile. */
function quantileOf(sorted: readonly bigint[], percent: bigint): bigint {
  const place = BigInt(sorted.length - 1) * percent
  const [low, rest] = [Number(place / 100n), place % 100n]
  return sorted[low]! * (100n - rest) + (sorted[low + 1] ?? sorted[low]!) * rest
}

function unscaled(value: bigint, places: number): string {
  const digits = absolute(value)
    .toString()
    .padStart(places + 1, '0')
  return canonicalDecimal(`${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`)!
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

function decimalAtRandom(chance: () => number): string {
  const whole = String(chance() % 10 ** (1 + (chance() % 9)))
  const places = String(chance() % 1_000_000).slice(0, chance() % 7)
  return canonicalDecimal(`${chance() % 3 === 0 ? '-' : ''}${whole}.${places}0`)!
}

// The same numbers in every run.
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => (state = Number((BigInt(state) * 48271n) % 2147483647n))
}

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

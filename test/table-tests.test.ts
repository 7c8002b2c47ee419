/** Ready tests of tables: what fails is named with its row and line, exactly reckoned; what means nothing is told of the contract. */
import {describe, expect, test} from 'vitest'
import {checkContracts, checkTests, readTable} from '../pipeline/stages/table/index.ts'
import type {Message} from '../pipeline/messages.ts'
import type {Resource, TableTest} from '../pipeline/types.ts'

const sites = (tests: readonly TableTest[], name = 'sites'): Resource => ({
  name,
  path: `data/${name}.csv`,
  format: 'csv',
  fields: [
    {name: 'id', type: 'string'},
    {name: 'portal', type: 'integer'},
    {name: 'units', type: 'number'},
    {name: 'total', type: 'number'},
    {name: 'day', type: 'date'},
    {name: 'year', type: 'year'}
  ],
  primaryKey: ['id'],
  foreignKeys: [],
  tests
})

const HEAD = 'id,portal,units,total,day,year'
const RELEASE = '2026-10-01'

async function failing(rows: string, tests: readonly TableTest[], before?: string): Promise<readonly Message[]> {
  const resources = [sites(tests), ...(before === undefined ? [] : [sites([], 'before')])]
  const texts = [rows, before].filter((text) => text !== undefined)
  const placed = await Promise.all(texts.map((text, at) => readTable(resources[at]!, Buffer.from(`${HEAD}\n${text}\n`))))
  expect(placed.flatMap(({messages}) => messages)).toEqual([])
  return checkTests(placed, {resources, release: RELEASE})
}

const toldOf = (messages: readonly Message[]) =>
  messages.map(({path, line, rule, reason}) => `${path}:${line} ${rule}: ${reason}`)

describe('parts and their total', () => {
  const sum: TableTest = {sum: ['portal', 'units'], total: 'total'}

  test('are held against each other row by row, without floating point', async () => {
    const rows = 'b,1,13925,13925,,\na,0,0.1,0.1,,\nc,542,13383,13925,,\nd,1,,7,,\ne,3,0.2,3.3,,'
    expect(toldOf(await failing(rows, [sum]))).toEqual([
      'data/sites.csv:2 parts-make-the-total: Unexpected `13925` in `total` of row `b`, expected `13926`: the sum of `portal`, `units`',
      'data/sites.csv:6 parts-make-the-total: Unexpected `3.3` in `total` of row `e`, expected `3.2`: the sum of `portal`, `units`'
    ])
  })

  test('may differ by a tolerance, and no more', async () => {
    const rows = 'a,1,0.1,1.2,,\nb,1,0.1,1.21,,\nc,1,0.1,0.99,,'
    expect((await failing(rows, [{...sum, tolerance: 0.1}])).map(({line}) => line)).toEqual([3, 4])
  })

  test('are a warning where the author says so, with the author’s note', async () => {
    const [told] = await failing('a,1,1,3,,', [{...sum, severity: 'warning', note: 'Ask the ministry.'}])
    expect(told).toMatchObject({severity: 'warning', note: 'Ask the ministry.'})
  })
})

describe('fresh data', () => {
  const fresh = (days: number): readonly TableTest[] => [{freshness: 'day', days}]

  test('are so many days old at most when the report is released', async () => {
    const rows = 'a,,,,2024-01-01,\nb,,,,2026-09-01,\nc,,,,,'
    expect(await failing(rows, fresh(30))).toEqual([])
    expect(toldOf(await failing(rows, fresh(29)))).toEqual([
      'data/sites.csv:3 data-are-fresh: Unexpected `2026-09-01` as the newest `day`, expected at most 29 days before the release of 2026-10-01: it is 30'
    ])
  })

  test('of a year are those of its last day', async () => {
    expect(await failing('a,,,,,2025', [{freshness: 'year', days: 274}])).toEqual([])
    expect(await failing('a,,,,,2025', [{freshness: 'year', days: 273}])).toHaveLength(1)
  })

  test('without any day are not fresh', async () => {
    expect(toldOf(await failing('a,,,,,', fresh(10_000)))[0]).toContain('Unexpected empty `day`')
  })
})

test('rows are as many as they should be', async () => {
  const two = 'a,,,,,\nb,,,,,'
  expect(await failing(two, [{rows: 2}, {rows: {minimum: 2}}, {rows: {maximum: 2}}])).toEqual([])
  expect(toldOf(await failing(two, [{rows: 31}, {rows: {minimum: 3}}, {rows: {minimum: 0, maximum: 1}}]))).toEqual([
    'data/sites.csv:1 rows-are-complete: Unexpected 2 rows, expected 31',
    'data/sites.csv:1 rows-are-complete: Unexpected 2 rows, expected 3 or more',
    'data/sites.csv:1 rows-are-complete: Unexpected 2 rows, expected 0 to 1'
  ])
})

test('a change since an earlier release stays within bounds, and rows of one release alone have none', async () => {
  const tests: readonly TableTest[] = [{change: 'total', since: 'before', percent: 10}]
  const now = 'a,,,110,,\nb,,,110.1,,\nc,,,-5,,\nd,,,7,,\nz,,,1,,'
  const before = 'a,,,100,,\nb,,,100,,\nc,,,5,,\nz,,,0,,\ny,,,9,,'
  expect(toldOf(await failing(now, tests, before))).toEqual([
    'data/sites.csv:3 change-is-within-bounds: Unexpected `110.1` in `total` of row `b`, expected at most 10 % from `100` in `before`',
    'data/sites.csv:4 change-is-within-bounds: Unexpected `-5` in `total` of row `c`, expected at most 10 % from `5` in `before`',
    'data/sites.csv:6 change-is-within-bounds: Unexpected `1` in `total` of row `z`, expected at most 10 % from `0` in `before`'
  ])
})

test.each<[string, TableTest, string]>([
  ['of nothing', {note: 'x'}, 'test-is-of-one-kind: Unexpected test that asks nothing'],
  [
    'of two kinds',
    {rows: 1, freshness: 'day', days: 1},
    'test-is-of-one-kind: Unexpected test of two kinds, `freshness` and `rows`'
  ],
  ['of an unknown column', {sum: ['portl'], total: 'total'}, 'column-is-known: Unexpected column `portl` in a test of `sites`'],
  [
    'of a sum of texts',
    {sum: ['id'], total: 'total'},
    'test-fits-its-column: Unexpected `id` in a test of `sites`, a column of type string'
  ],
  ['of how fresh a number is', {freshness: 'total', days: 3}, 'test-fits-its-column: Unexpected `total`'],
  ['against an unknown table', {change: 'total', since: 'sits', percent: 1}, 'table-is-known: Unexpected table `sits`']
])('a test %s is told of the contract, before any file is read', async (_, wrong, words) => {
  const place = (pointer: readonly (string | number)[]) => ({line: pointer.length, column: 1})
  const [told] = (await checkContracts([sites([wrong])], {path: 'datapackage.json', place})).flat()
  expect(`${told!.rule}: ${told!.reason}`).toContain(words)
  expect(told).toMatchObject({path: 'datapackage.json', line: 4, severity: 'error'})
})

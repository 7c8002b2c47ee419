/** Times, moments, months, durations and lists: read exactly or told at their line, asked in SQL, shown in each language. */
import {afterAll, describe, expect, test} from 'vitest'
import {toResource, type PackageDefinition} from '../pipeline/schema/definition.ts'
import {doubtOf} from '../pipeline/run/comparisons.ts'
import {createDatabase, readQuery, runQuery} from '../pipeline/stages/query/index.ts'
import {checkContracts, readTable} from '../pipeline/stages/table/index.ts'
import {showCell, showPlain} from '../pipeline/values/value.ts'
import {byColumns} from '../pipeline/values/order.ts'
import type {Field} from '../pipeline/types.ts'

type Definition = PackageDefinition['resources'][number]
type FieldDefinition = Definition['schema']['fields'][number]
type Own = Partial<FieldDefinition>

const resource = (field: Own) =>
  toResource({name: 't', path: 'data/t.csv', schema: {fields: [{name: 'id'}, {name: 'v', ...field}], primaryKey: 'id'}})

async function readAll(cells: readonly string[], field: Own) {
  const lines = cells.map((cell, at) => `r${at},"${cell}"`)
  const {table, messages} = await readTable(resource(field), Buffer.from(['id,v', ...lines].join('\n')))
  return {values: table.rows.map((row) => row['v']), told: messages.map(({rule, line, reason}) => `${rule} ${line}: ${reason}`)}
}

async function read(cell: string, field: Own) {
  const {values, told} = await readAll([cell], field)
  return told.length > 0 ? told : values[0]
}

const TIME: Own = {type: 'time'}
const AT: Own = {type: 'datetime'}
const LASTS: Own = {type: 'duration'}

describe('a cell has one spelling', () => {
  test.each<[string, Own, string]>([
    ['10:30:00', TIME, '10:30:00'],
    ['10:30:00.250', TIME, '10:30:00.25'],
    ['23:59:59.999999', TIME, '23:59:59.999999'],
    ['14:30', {type: 'time', format: '%H:%M'}, '14:30:00'],
    ['9:05', {type: 'time', format: '%H:%M'}, '09:05:00'],
    ['10:30 PM', {type: 'time', format: '%I:%M %p'}, '22:30:00'],
    ['12:00 am', {type: 'time', format: '%I:%M %p'}, '00:00:00'],
    ['12:05 pm', {type: 'time', format: '%I:%M %p'}, '12:05:00'],
    ['10:30:00', {type: 'time', format: 'default'}, '10:30:00'],
    ['2024-04-15T10:30:00', AT, '2024-04-15T10:30:00'],
    ['2024-04-15 10:30:00', AT, '2024-04-15T10:30:00'],
    ['2024-04-15T10:30:00Z', AT, '2024-04-15T10:30:00Z'],
    ['2024-01-01T06:30:00+08:00', AT, '2023-12-31T22:30:00Z'],
    ['2024-02-28T22:30:00.5-03:30', AT, '2024-02-29T02:00:00.5Z'],
    ['2024-04-15 02:30:00+00', AT, '2024-04-15T02:30:00Z'],
    ['15/04/2024 14:30', {type: 'datetime', format: '%d/%m/%Y %H:%M'}, '2024-04-15T14:30:00'],
    ['15 Apr 2024 02:30:05 PM', {type: 'datetime', format: '%d %b %Y %I:%M:%S %p'}, '2024-04-15T14:30:05'],
    ['20240415T143000+0800', {type: 'datetime', format: '%Y%m%dT%H%M%S%z'}, '2024-04-15T06:30:00Z'],
    ['2024年4月15日14时30分', {type: 'datetime', format: '%Y年%m月%d日%H时%M分'}, '2024-04-15T14:30:00'],
    ['15 May 2024', {type: 'date', format: '%d %B %Y'}, '2024-05-15'],
    ['2024-03', {type: 'yearmonth'}, '2024-03'],
    ['P14M', LASTS, 'P1Y2M'],
    ['P1Y2M', LASTS, 'P1Y2M'],
    ['PT36H', LASTS, 'P1DT12H'],
    ['P2W', LASTS, 'P14D'],
    ['-PT90.50S', LASTS, '-PT1M30.5S'],
    ['P0D', LASTS, 'PT0S'],
    ['a, b', {type: 'list'}, '["a","b"]'],
    ['a;b,c', {type: 'list', delimiter: ';'}, '["a","b,c"]'],
    ['1,+02', {type: 'list', itemType: 'integer'}, '["1","2"]'],
    ['2024-04-15', {type: 'list', itemType: 'date'}, '["2024-04-15"]']
  ])('%s', async (cell, field, value) => expect(await read(cell, field)).toBe(value))
})

describe('what is none is told, and none is guessed', () => {
  test.each<[string, Own]>([
    ['24:00:00', TIME],
    ['10:30', TIME],
    ['10:30 PM', TIME],
    ['23:59:60', TIME],
    ['10:30:00+08:00', TIME],
    ['10:30:00.1234567', TIME],
    ['13:30 PM', {type: 'time', format: '%I:%M %p'}],
    ['24:00', {type: 'time', format: '%H:%M'}],
    ['2024-02-30T10:00:00', AT],
    ['2023-02-29T10:00:00Z', AT],
    ['2024-04-15T24:00:00', AT],
    ['2016-12-31T23:59:60Z', AT],
    ['2024-04-15T10:30:00+25:00', AT],
    ['2024-04-15T10:30:00+14:30', AT],
    ['2024-04-15T10:30:00+08:60', AT],
    ['2024-04-15', AT],
    ['2024-04-15T10:30', AT],
    ['0000-01-01T00:00:00+01:00', AT],
    ['9999-12-31T23:30:00-01:00', AT],
    ['04/15/2024 14:30', {type: 'datetime', format: '%d/%m/%Y %H:%M'}],
    ['30/02/2024 14:30', {type: 'datetime', format: '%d/%m/%Y %H:%M'}],
    ['2024-13', {type: 'yearmonth'}],
    ['2024-3', {type: 'yearmonth'}],
    ['2024-03-01', {type: 'yearmonth'}],
    ['P1Y2M3D', LASTS],
    ['P1MT1H', LASTS],
    ['P1Y2W', LASTS],
    ['P', LASTS],
    ['P1DT', LASTS],
    ['PT1.5H', LASTS],
    ['1 day', LASTS],
    ['P99999999999D', LASTS],
    ['a,,b', {type: 'list'}],
    ['a,', {type: 'list'}],
    ['1,two', {type: 'list', itemType: 'integer'}]
  ])('%s', async (cell, field) => {
    expect(await read(cell, field)).toEqual([expect.stringMatching(/^cell-(?:matches-type|fits-its-scale) 2: Unexpected `/)])
  })

  test('a column is local or in UTC, of months or of days; each stray is told with its line', async () => {
    const local = ['2024-04-15T10:30:00', '2024-04-15T10:30:00Z', '', '2024-04-16T10:30:00']
    expect((await readAll(local, AT)).told).toEqual([
      'column-is-of-one-kind 3: Unexpected `2024-04-15T10:30:00Z` in `v` of row `r1`, expected one without an offset, as in the rows before'
    ])
    expect((await readAll(['P30D', 'PT0S', 'P1M'], LASTS)).told).toEqual([
      expect.stringContaining('column-is-of-one-kind 4: Unexpected `P1M`')
    ])
  })
})

describe('constraints', () => {
  test.each<[string, Own, string]>([
    ['09:59:59', {type: 'time', constraints: {minimum: '10:00:00'}}, 'cell-is-in-range'],
    [
      '2024-04-15T10:30:00+08:00',
      {type: 'datetime', constraints: {exclusiveMinimum: '2024-04-15T02:30:00Z'}},
      'cell-is-in-range'
    ],
    [
      '2024-04-15T10:30:00',
      {type: 'datetime', constraints: {maximum: '2025-01-01T00:00:00Z'}},
      'both local or both with an offset'
    ],
    ['2024-03', {type: 'yearmonth', constraints: {maximum: '2024-02'}}, 'cell-is-in-range'],
    ['P10D', {type: 'duration', constraints: {maximum: 'P9D'}}, 'cell-is-in-range'],
    ['P40D', {type: 'duration', constraints: {minimum: 'P1M'}}, 'both of months or both of days'],
    ['PT24H', {type: 'duration', constraints: {enum: ['P2D']}}, 'cell-is-in-list'],
    ['a,b,c', {type: 'list', constraints: {maxLength: 2}}, 'expected a list of 2 or less items']
  ])('%s breaks %j', async (cell, field, words) => expect(await read(cell, field)).toEqual([expect.stringContaining(words)]))

  test('one value in two spellings is one value', async () => {
    const unique = {constraints: {unique: true}}
    const moments = ['2024-04-15T10:30:00+08:00', '2024-04-15T02:30:00Z']
    expect((await readAll(moments, {...AT, ...unique})).told).toEqual([expect.stringMatching(/^cell-is-unique 3/)])
    expect(await read('PT24H', {...LASTS, constraints: {enum: ['P1D']}})).toBe('P1D')
  })

  test.each<[Own, string]>([
    [{...AT, format: 'any'}, 'Unexpected format `any` of `v`, expected `%Y`, `%m`, `%d`, `%H` and `%M` once each'],
    [{...TIME, format: '%I:%M'}, 'expected `%H` and `%M` once each, or `%I` with `%p`'],
    [{...AT, format: '%d/%m/%y %H:%M'}, 'Unexpected format'],
    [{...TIME, format: '%H:%M %z'}, 'Unexpected format'],
    [{type: 'date', format: '%Y-%m-%dT%H:%M'}, 'Unexpected format'],
    [{type: 'string', delimiter: ';'}, 'expected it for list'],
    [{type: 'string', itemType: 'integer'}, 'Unexpected `itemType` of `v`, a column of type string, expected it for list'],
    [{type: 'list', constraints: {minimum: 1}}, 'Unexpected `minimum` of `v`, a column of type list'],
    [{...TIME, constraints: {pattern: '1.*'}}, 'Unexpected `pattern` of `v`, a column of type time, expected it for string'],
    [{...AT, constraints: {maxLength: 3}}, 'expected it for string or list'],
    [{...TIME, constraints: {minimum: '24:00:00'}}, 'Unexpected `24:00:00` in `minimum` of `v`, expected a time of the day'],
    [{...LASTS, constraints: {exclusiveMaximum: '3 days'}}, 'Unexpected `3 days` in `exclusiveMaximum`']
  ])('%j means nothing', async (field, words) => {
    const told = (await checkContracts([resource(field)], {path: 'datapackage.json', place: () => ({line: 1, column: 1})})).flat()
    expect(told.map(({reason}) => reason)).toEqual([expect.stringContaining(words)])
  })
})

const database = createDatabase()
afterAll(() => database.close())

const FIELDS: readonly FieldDefinition[] = [
  {name: 'id'},
  {name: 'opens', type: 'time'},
  {name: 'noted', type: 'datetime'},
  {name: 'sent', type: 'datetime'},
  {name: 'month', type: 'yearmonth'},
  {name: 'lasts', type: 'duration'},
  {name: 'tags', type: 'list'},
  {name: 'sums', type: 'list', itemType: 'number'}
]
const CSV = `id,opens,noted,sent,month,lasts,tags,sums
a,10:30:00.25,2024-04-15T10:30:00,2024-04-15T10:30:00+08:00,2024-03,PT36H,"x,y","1.5,2"
b,09:00:00,2024-04-15T00:00:00,2024-04-14T00:00:00Z,1999-12,P3D,y,0.1
`

async function ask(sql: string) {
  const contract = toResource({name: 'visits', path: 'data/visits.csv', schema: {fields: FIELDS, primaryKey: 'id'}})
  const {table, messages} = await readTable(contract, Buffer.from(CSV))
  expect(messages).toEqual([])
  const {query} = readQuery({path: 'queries/q.sql', text: sql}, undefined)
  const input = {query, views: [], tables: {visits: {digest: 'visits', value: async () => table}}}
  const {datasets, messages: told} = await runQuery(input, database)
  const columns = datasets['all']?.columns ?? []
  return {
    types: columns.map(({type, itemType}) => (itemType === undefined ? type : `${type} of ${itemType}`)),
    rows: datasets['all']?.rows.map((row) => columns.map(({name}) => row[name])),
    told: told.map(({rule, reason}) => `${rule}: ${reason}`)
  }
}

describe('in a query', () => {
  test('every value comes back as it was', async () => {
    expect(await ask('select * from visits')).toEqual({
      types: ['string', 'time', 'datetime', 'datetime', 'yearmonth', 'duration', 'list of string', 'list of number'],
      rows: [
        ['a', '10:30:00.25', '2024-04-15T10:30:00', '2024-04-15T02:30:00Z', '2024-03', 'P1DT12H', '["x","y"]', '["1.5","2"]'],
        ['b', '09:00:00', '2024-04-15T00:00:00', '2024-04-14T00:00:00Z', '1999-12', 'P3D', '["y"]', '["0.1"]']
      ],
      told: []
    })
  })

  test.each<[string, string, unknown]>([
    ['select max(noted) as newest from visits', 'datetime', '2024-04-15T10:30:00'],
    ['select min(noted) as oldest from visits', 'datetime', '2024-04-15T00:00:00'],
    ['select max(noted)::date as day from visits', 'date', '2024-04-15'],
    ['select max(sent) - min(sent) as between_them from visits', 'duration', 'P1DT2H30M'],
    ['select max(noted + lasts) as over from visits', 'datetime', '2024-04-18T00:00:00'],
    ['select id as x from visits where lasts > interval 40 hours', 'string', 'b'],
    ["select id as x from visits where sent < timestamptz '2024-04-15 00:00:00Z'", 'string', 'b'],
    ['select max(month) as month from visits', 'yearmonth', '2024-03'],
    ['select hour(max(opens)) as x from visits', 'integer', '10'],
    ['select list(id order by id) as ids from visits', 'list of string', '["a","b"]'],
    [
      'select list(noted order by noted) as all_noted from visits',
      'list of datetime',
      '["2024-04-15T00:00:00","2024-04-15T10:30:00"]'
    ],
    ["select max(sent at time zone 'Asia/Shanghai') as there from visits", 'datetime', '2024-04-15T10:30:00'],
    ["select count(*) as x from (select unnest(tags) as tag from visits) where tag = 'y'", 'integer', '2'],
    ['select sum(s) as x from (select unnest(sums) as s from visits)', 'number', '3.6'],
    ['select interval 14 months as x', 'duration', 'P1Y2M']
  ])('%s', async (sql, type, value) => expect(await ask(sql)).toEqual({types: [type], rows: [[value]], told: []}))

  test.each<[string, string]>([
    ["select age(date '2024-04-15', date '2023-01-01') as x", 'value-is-a-duration: Unexpected {"months":15,"days":14'],
    ["select time '24:00:00' as x", 'value-is-a-time: Unexpected 24:00:00 in `x`'],
    ['select max(noted) + interval 9000 years as x from visits', 'value-is-a-moment'],
    ["select 'all' as month from visits", 'value-is-a-month: Unexpected all in `month`'],
    ['select list(x) as x from (values (1), (null)) t(x)', 'value-is-a-list: Unexpected'],
    ["select timetz '10:30:00+02' as x", 'column-has-a-known-type'],
    ["select timestamp_ns '2024-04-15 10:30:00.123456789' as x", 'column-has-a-known-type'],
    ["select {'a': 1} as x", 'column-has-a-known-type'],
    ['select noted as x from visits union all select sent from visits', 'moments-are-of-one-kind'],
    ['select id from visits where noted < sent', 'moments-are-of-one-kind'],
    ["select timestamp '2024-04-15 10:30:00' as x", 'value-is-a-day']
  ])('%s is refused', async (sql, words) => expect((await ask(sql)).told).toEqual([expect.stringContaining(words)]))

  test('moments have no time zone of the machine', async () => {
    const {DuckDBTimestampTZValue} = await import('@duckdb/node-api')
    const before = DuckDBTimestampTZValue.timezoneOffsetInMinutes
    DuckDBTimestampTZValue.timezoneOffsetInMinutes = 540
    const {rows} = await ask("select sent from visits where id = 'a'")
    DuckDBTimestampTZValue.timezoneOffsetInMinutes = before
    expect(rows).toEqual([['2024-04-15T02:30:00Z']])
  })
})

describe('shown', () => {
  const shown = (cell: string, field: Partial<Field>, language: string) =>
    showCell({cell, field: {name: 'v', type: 'string', ...field}, row: {}}, language).text

  test.each<[string, Partial<Field>, string, string, string]>([
    ['2024-04-15T14:30:00', {type: 'datetime'}, '15 April 2024, 14:30', '2024年4月15日14:30', '2024年4月15日14:30'],
    [
      '2024-04-15T06:30:05Z',
      {type: 'datetime'},
      '15 April 2024, 06:30:05 UTC',
      '2024年4月15日06:30:05 UTC',
      '2024年4月15日06:30:05 UTC'
    ],
    ['2024-03', {type: 'yearmonth'}, 'March 2024', '2024年3月', '2024年3月'],
    ['14:30:00', {type: 'time'}, '14:30', '14:30', '14:30'],
    ['P1Y2M', {type: 'duration'}, '1 year 2 months', '1年2个月', '1年2個月'],
    [
      '-P1DT12H1M0.5S',
      {type: 'duration'},
      '−1 day 12 hours 1 minute 0.5 seconds',
      '−1天12小时1分钟0.5秒',
      '−1天12小時1分鐘0.5秒'
    ],
    ['PT0S', {type: 'duration'}, '0 seconds', '0秒', '0秒'],
    ['["a","b, c"]', {type: 'list'}, 'a, b, c', 'a、b, c', 'a、b, c'],
    ['["1450","2"]', {type: 'list', itemType: 'integer'}, '1,450, 2', '1,450、2', '1,450、2'],
    ['["2024-04-15"]', {type: 'list', itemType: 'date'}, '15 April 2024', '2024年4月15日', '2024年4月15日'],
    ['[]', {type: 'list'}, '–', '–', '–']
  ])('%s', (cell, field, en, hans, hant) => {
    expect(['en', 'zh-Hans', 'zh-Hant'].map((language) => shown(cell, field, language))).toEqual([en, hans, hant])
  })

  test('alone in prose, moments and months stay as they are, what is spelt for machines is told', () => {
    const plain = (cell: string, type: Field['type']) => showPlain({cell, field: {name: 'v', type}, row: {}}, 'en').text
    expect(plain('2024-04-15T14:30:00', 'datetime')).toBe('2024-04-15T14:30:00')
    expect(plain('14:30:00', 'time')).toBe('14:30')
    expect(plain('["a","b"]', 'list')).toBe('a, b')
  })
})

describe('in a condition', () => {
  const column = (type: Field['type']) => ({kind: 'column', path: 'q.v', field: {name: 'v', type}}) as const
  const literal = (value: string) => ({kind: 'literal', value}) as const

  test.each<[Field['type'], string, string]>([
    ['time', '14:30', "expected a time such as '14:30:00'"],
    ['datetime', '2024-04-15', 'expected a moment such as'],
    ['datetime', '2024-04-15T14:30:00+08:00', 'expected a moment such as'],
    ['duration', 'PT36H', 'in its shortest form'],
    ['yearmonth', '2024-04-15', "expected a month such as '2024-04'"],
    ['list', 'a', 'a list is no single value']
  ])('%s beside %s is told', (type, value, words) => {
    expect(doubtOf('=', column(type), literal(value))?.reason).toContain(words)
  })

  test('what is spelt as its column is fine; a day is no moment', () => {
    expect(doubtOf('<', column('duration'), literal('P1DT12H'))).toBeUndefined()
    expect(doubtOf('=', column('date'), column('datetime'))?.reason).toContain('(a date) with `q.v` (a moment)')
  })
})

test('rows stand in the order of their values', () => {
  const sorted = (type: Field['type'], ...cells: string[]) =>
    cells
      .map((v) => ({v}))
      .toSorted(byColumns([{name: 'v', type}]))
      .map(({v}) => v)
  expect(sorted('duration', 'P10D', 'P9D', '-P1D')).toEqual(['-P1D', 'P9D', 'P10D'])
  expect(sorted('datetime', '2024-04-15T10:30:00.5Z', '2024-04-15T10:30:00Z')).toEqual([
    '2024-04-15T10:30:00Z',
    '2024-04-15T10:30:00.5Z'
  ])
})

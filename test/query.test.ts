import {readFile} from 'node:fs/promises'
import {DuckDBInstance} from '@duckdb/node-api'
import {afterAll, expect, test} from 'vitest'
import {digest} from '../pipeline/cache/hash.ts'
import {createDatabase, order, readQuery, remarksOn, runQuery} from '../pipeline/stages/query/index.ts'
import {readSql} from '../pipeline/stages/query/reads.ts'
import {UNREPEATABLE} from '../pipeline/stages/query/refuse.ts'
import type {Field, Query, Row, Table} from '../pipeline/types.ts'

const database = createDatabase()
afterAll(() => database.close())

const content = (table: Table) => ({digest: digest(table), value: async () => table})
const source = (sql: string) => ({path: 'queries/q.sql', text: sql})
const query = (sql: string, fields: readonly Field[] = []): Query => readQuery(source(sql), fields).query

const regions: Table = {
  name: 'regions',
  primaryKey: ['id'],
  fields: [
    {name: 'id', type: 'string', label: {en: 'Region'}},
    {name: 'short_en', type: 'string'},
    {name: 'founded', type: 'year', constraints: {required: true}}
  ],
  rows: [
    {id: 'bj', short_en: 'Beijing', founded: '1949'},
    {id: 'gd', short_en: 'Guangdong', founded: '1950'},
    {id: 'xz', short_en: null, founded: '1965'}
  ]
}
const facts: Table = {
  name: 'facts',
  primaryKey: ['region', 'indicator'],
  fields: [
    {name: 'region', type: 'string', label: {en: 'Region'}},
    {name: 'indicator', type: 'string'},
    {name: 'value', type: 'number', label: {en: 'Value'}, unitFrom: 'unit', decimalsFrom: 'digits', asOf: '2023'},
    {name: 'digits', type: 'integer'},
    {name: 'unit_en', type: 'string'},
    {name: 'day', type: 'date'},
    {name: 'final', type: 'boolean'}
  ],
  rows: [
    {region: 'bj', indicator: 'gdp', value: '43760.7', digits: '1', unit_en: 'x', day: '2024-02-29', final: true},
    {region: 'gd', indicator: 'gdp', value: '135673.16', digits: '1', unit_en: 'x', day: null, final: false},
    {region: 'gd', indicator: 'people', value: '9007199254740993', digits: '0', unit_en: 'p', day: '0999-01-01', final: null}
  ]
}
const tables = {regions: content(regions), facts: content(facts)}
const run = (
  sql: string,
  more: {fields?: readonly Field[]; views?: readonly Query[]; partitions?: readonly string[]; covered?: readonly string[]} = {}
) => runQuery({...more, query: query(sql, more.fields), views: more.views ?? [], tables}, database)
const rows = async (sql: string): Promise<readonly Row[] | undefined> => (await run(sql)).datasets['all']?.rows
const fault = async (sql: string) => (await run(sql)).messages

// ---- The header -------------------------------------------------------------------------------

test('the header says how rows are split and named', async () => {
  const text = (await readFile(new URL('fixtures/query/profile.sql', import.meta.url))).toString()
  const {query, messages} = readQuery({path: 'queries/profile.sql', text})
  expect(messages).toEqual([])
  expect(query).toEqual({
    name: 'profile',
    path: 'queries/profile.sql',
    sql: text,
    partition: 'region',
    key: ['region', 'indicator'],
    fields: []
  })
})

test('words may have lines of their own; without a header the rows go to all', () => {
  expect(query('-- partition: region\n-- key: region\nselect 1')).toMatchObject({partition: 'region', key: ['region']})
  expect(query('select 1 -- partition: region')).toMatchObject({partition: undefined, key: []})
})

test.each([
  [
    '-- partion: region\nselect 1',
    'Unexpected `partion:` in the header of a query, expected `partition:` or `key:` or `covers:` or `repeats:`',
    4
  ],
  ['-- key: a   key: b\nselect 1', 'Unexpected second `key`, expected it once', 13],
  [
    '-- covers: region but gd\nselect 1',
    'Unexpected `region but gd`, expected the name of an axis, and behind `except` values that have no row',
    4
  ],
  ['-- key:\nselect 1', 'Unexpected empty `key`, expected the columns that name a row', 4]
])('the header %j is refused', (sql, reason, column) => {
  expect(readQuery(source(sql)).messages).toMatchObject([{rule: 'query-header-is-known', line: 1, column, reason}])
})

test('the header says of which axis every value has a row', async () => {
  expect(query('-- covers: region\nselect 1').covers).toEqual({axis: 'region', except: []})
  expect(query('-- key: region  covers: region except xz, mo\nselect 1')).toMatchObject({
    key: ['region'],
    covers: {axis: 'region', except: ['xz', 'mo']}
  })
  const told = async (sql: string) => (await run(sql, {covered: ['bj', 'gd', 'xz']})).messages
  const place = {severity: 'error', rule: 'query-keeps-its-header', path: 'queries/q.sql', line: 2, column: 4}
  const sql = '\nselect distinct region from facts order by region'
  expect(await told(`-- key: region\n-- covers: region${sql}`)).toEqual([
    {...place, reason: 'Unexpected query without a row for `xz`, expected one for each value of `region`'}
  ])
  expect(await told(`-- covers: region except xz${sql}`)).toEqual([])
  expect(await told(`-- covers: region except xz, gd${sql}`)).toMatchObject([
    {reason: 'Unexpected `gd` behind `except`, which the query has rows for'}
  ])
  expect(await told(`-- covers: district${sql}`)).toMatchObject([
    {reason: 'Unexpected `district` in `covers:`, expected a column that the query gives'}
  ])
})

// ---- What a query reads -----------------------------------------------------------------------

test('tables are found in the order of the text, names of with clauses are none', async () => {
  const sql = `with a as (select * from facts), b as (select * from a join a2 on true)
    select *, (select max(x) from sub) from b, "my-table", (with regions as (select * from regions) select * from regions) where exists (from c)`
  expect((await readSql(source(sql), database)).reads).toEqual({
    tables: ['facts', 'a2', 'sub', 'my-table', 'regions', 'c'],
    functions: ['max']
  })
})

test('a recursive clause reads itself', async () => {
  const sql = 'with recursive r as (select 1 as n union all select n + 1 from r where n < 3) select * from r'
  expect((await readSql(source(sql), database)).reads.tables).toEqual([])
  expect(await rows(sql)).toEqual([{n: '1'}, {n: '2'}, {n: '3'}])
})

test.each([
  ['select 1; select 2', 'query-is-one-select', 'Unexpected 2 statements, expected one SELECT'],
  ['', 'query-is-one-select', 'Unexpected empty query, expected one SELECT'],
  ['insert into regions values (1)', 'query-is-one-select', 'Unexpected statement that is no SELECT, expected one SELECT'],
  ['drop table regions', 'query-is-one-select', 'Unexpected statement that is no SELECT, expected one SELECT'],
  ["copy regions to 'x.csv'", 'query-is-one-select', 'Unexpected statement that is no SELECT, expected one SELECT'],
  ["set memory_limit = '9GB'", 'query-is-one-select', 'Unexpected statement that is no SELECT, expected one SELECT'],
  ['select id\nfrom from regions', 'query-is-wellformed', 'Unexpected SQL, syntax error at or near "from"']
])('%j is refused', async (sql, rule, reason) => {
  expect((await readSql(source(sql), database)).messages).toMatchObject([{rule, reason, path: 'queries/q.sql'}])
})

test.each([
  ['random()', 'random'],
  ['uuid()', 'uuid'],
  ['now()', 'now'],
  ['today()', 'today'],
  ['current_date', 'current_date'],
  ['current_timestamp', 'current_timestamp'],
  ['localtime', 'localtime'],
  ['CURRENT_USER', 'CURRENT_USER'],
  ["nextval('s')", 'nextval'],
  ['age(day)', 'age'],
  ["current_setting('TimeZone')", 'current_setting'],
  ["error('x')", 'error']
])('%s gives another value another time and is refused', async (expression, name) => {
  const {messages} = await readSql(source(`-- 中文\nselect 1 as 一, ${expression} as x\nfrom facts`), database)
  const reason = `Unexpected \`${name}\`, expected a query that gives the same rows every time`
  expect(messages).toMatchObject([{rule: 'query-is-repeatable', line: 2, column: 16, reason}])
})

test('columns of such names are read where they are quoted, and age between two dates', async () => {
  expect((await readSql(source('select "user", age(day, day) from facts'), database)).messages).toEqual([])
})

test.each(["read_csv('/etc/passwd')", "read_text('x')", "glob('*')", "query('select 1')", 'duckdb_settings()', "read_json('x')"])(
  '%s is refused',
  async (reader) => {
    const {messages} = await readSql(source(`select *\nfrom ${reader}`), database)
    expect(messages).toMatchObject([{rule: 'query-reads-tables-only', line: 2, column: 6}])
  }
)

test.each(['select $1 as x', 'select ? as x', 'select $name as x'])('%s has a parameter and is refused', async (sql) => {
  const reason = 'Unexpected parameter, expected values that are written out'
  expect(await fault(sql)).toMatchObject([{rule: 'query-reads-tables-only', line: 1, column: 1, reason}])
})

test('samples, descriptions and other schemas are refused; rows made by range are not', async () => {
  const rules = async (sql: string) => (await readSql(source(sql), database)).messages.map(({rule}) => rule)
  expect(await rules('select * from facts tablesample 10%')).toEqual(['query-is-repeatable'])
  expect(await rules('select * from (describe facts)')).toContain('query-reads-tables-only')
  expect(await rules('select * from information_schema.tables')).toEqual(['query-reads-tables-only'])
  expect(await rules('select * from range(3)')).toEqual([])
})

// ---- Order ------------------------------------------------------------------------------------

const named = (name: string, sql = ''): Query => ({name, path: `queries/${name}.sql`, sql, key: [], fields: []})
const reading = (...names: string[]) => ({tables: names, functions: []})

test('queries come after those that they read, and know what they need', () => {
  const [a, b, c] = [named('a'), named('b'), named('c')]
  const reads = {a: reading('B', 'regions'), b: reading('c', 'facts'), c: reading('facts')}
  const {queries, needs, messages} = order({queries: [a, b, c], reads, tables: ['facts', 'regions', 'other']})
  expect(messages).toEqual([])
  expect(queries.map(({name}) => name)).toEqual(['c', 'b', 'a'])
  expect(needs['a']).toEqual({tables: ['facts', 'regions'], views: [c, b]})
  expect(needs['c']).toEqual({tables: ['facts'], views: []})
})

test('B12 queries whose names differ by case alone are an error', () => {
  const {messages} = order({queries: [named('Totals'), named('totals')], reads: {}, tables: []})
  expect(messages).toMatchObject([{rule: 'name-is-unique', path: 'queries/Totals.sql'}])
})

test('B12 so are columns of a result', async () => {
  const rules = (await fault('select region as kind, indicator as "Kind" from facts')).map(
    ({rule, reason}) => `${rule}: ${reason}`
  )
  expect(rules).toEqual([
    'column-has-a-name: Unexpected second column `kind`, expected each name once',
    'column-has-a-name: Unexpected second column `Kind`, expected each name once'
  ])
})

test('queries that read two others each, forty deep, are ordered at once', () => {
  const names = Array.from({length: 40}, (_, index) => `q${index}`)
  const reads = Object.fromEntries(names.map((name, index) => [name, reading(...names.slice(Math.max(0, index - 2), index))]))
  const {needs} = order({queries: names.map((name) => named(name)), reads, tables: []})
  expect(needs['q39']?.views).toHaveLength(39)
})

test('circles, unknown tables and names for two things are errors', () => {
  const queries = [named('a', 'select 1\nfrom b'), named('b', 'from a'), named('c', 'select *\n  from fact'), named('facts')]
  const reads = {a: reading('b'), b: reading('a'), c: reading('fact'), facts: reading()}
  expect(order({queries, reads, tables: ['facts']}).messages).toMatchObject([
    {rule: 'name-is-unique', path: 'queries/facts.sql'},
    {rule: 'query-reads-known-tables', path: 'queries/c.sql', line: 2, column: 8, note: 'Did you mean `facts`?'},
    {
      rule: 'queries-form-no-circle',
      path: 'queries/a.sql',
      line: 2,
      column: 6,
      reason: 'Unexpected circle of queries: `a` reads `b` reads `a`'
    }
  ])
})

// ---- Rows -------------------------------------------------------------------------------------

test('values come as they went in: exact, dated, null', async () => {
  const sql = 'select region, indicator, value, digits, unit_en, day, final from facts'
  expect(await rows(sql)).toEqual(facts.rows)
  expect(await rows('select * from regions')).toEqual(regions.rows)
})

test('every kind of number is decimal text without an exponent', async () => {
  const sql = `select 1e-7::double as a, 1e14::double as b, 0.1::double as c, -0.0::double as d, 1.50::decimal(10, 2) as e,
    170141183460469231731687303715884105727::hugeint as f, 7::tinyint as g, (1 / 3)::double as h, null as i`
  expect(await rows(sql)).toEqual([
    {
      a: '0.0000001',
      b: '100000000000000',
      c: '0.1',
      d: '0',
      e: '1.5',
      f: `${2n ** 127n - 1n}`,
      g: '7',
      h: '0.333333333333333',
      i: null
    }
  ])
})

test('without an order rows are sorted by all columns, by value', async () => {
  expect(await rows('select n from (values (10), (9), (null)) as t(n)')).toEqual([{n: '9'}, {n: '10'}, {n: null}])
  expect(await rows('select n from (values (9), (10)) as t(n) order by n desc;  -- done')).toEqual([{n: '10'}, {n: '9'}])
})

test('text of any kind goes through unchanged', async () => {
  const text = '{{x}} | *a* <script>alert(1)</script> \'"; drop table regions --'
  const table = {...regions, rows: [{id: text, short_en: 'x'.repeat(1_000_000), founded: null}]}
  const {datasets} = await runQuery(
    {query: query('select * from regions'), views: [], tables: {regions: content(table)}},
    database
  )
  expect(datasets['all']?.rows).toEqual(table.rows)
})

test('a query reads other queries, and sees no others', async () => {
  const totals = {...query('select region, sum(value) as total from facts group by all;'), name: 'totals'}
  const most = {...query('select max(total) as most from totals -- x'), name: 'most'}
  const {datasets, messages} = await run('select region from totals, most where total = most', {views: [totals, most]})
  expect(messages).toEqual([])
  expect(datasets['all']?.rows).toEqual([{region: 'gd'}])
  expect(await fault('select * from totals')).toMatchObject([{rule: 'query-reads-known-tables'}])
})

// ---- Splitting --------------------------------------------------------------------------------

const byRegion = '-- partition: region   key: region, indicator\nselect region, indicator, value from facts'

test('rows are split by the axis; empty where there are none, dropped where there is no such value', async () => {
  const {datasets, messages} = await run(byRegion, {partitions: ['gd', 'xz']})
  expect(messages).toEqual([])
  expect(Object.keys(datasets)).toEqual(['gd', 'xz'])
  expect(datasets['gd']).toMatchObject({query: 'q', key: ['region', 'indicator']})
  expect(datasets['gd']?.rows.map((row) => row['value'])).toEqual(['135673.16', '9007199254740993'])
  expect(datasets['xz']?.rows).toEqual([])
  expect(datasets['xz']?.columns).toEqual(datasets['gd']?.columns)
})

test('a change in one region leaves the dataset of another as it was', async () => {
  const input = {query: query(byRegion), views: [], partitions: ['bj', 'gd']}
  const changed = {...facts, rows: facts.rows.map((row) => (row['region'] === 'bj' ? {...row, value: '1.23456'} : row))}
  const before = await runQuery({...input, tables}, database)
  const after = await runQuery({...input, tables: {facts: content(changed)}}, database)
  expect(digest(after.datasets['gd'])).toBe(digest(before.datasets['gd']))
  expect(digest(after.datasets['bj'])).not.toBe(digest(before.datasets['bj']))
})

test.each([
  [
    '-- partition: region\nselect value from facts',
    'Unexpected `region` in `partition:`, expected a column that the query gives'
  ],
  ['-- key: id\nselect value from facts', 'Unexpected `id` in `key:`, expected a column that the query gives'],
  ['-- key: region\nselect region, value from facts', 'Unexpected second row `gd`, expected each key once (region)'],
  ['-- key: short_en\nselect short_en from regions', 'Unexpected row without `short_en`, expected a value: it is part of the key']
])('%j does not keep its header', async (sql, reason) => {
  expect(await fault(sql)).toMatchObject([{rule: 'query-keeps-its-header', line: 1, column: 4, reason}])
})

test('a key needs to be unique inside a partition only', async () => {
  const sql = '-- partition: region   key: indicator\nselect region, indicator from facts'
  expect((await run(sql, {partitions: ['gd']})).messages).toEqual([])
})

// ---- Columns ----------------------------------------------------------------------------------

test('columns are described by the tables, through other queries, and by the data package before all', async () => {
  const view = {...query('select region, value, digits, day from facts'), name: 'view'}
  const fields: Field[] = [{name: 'total', type: 'number', label: {en: 'Total'}, decimals: 1}]
  const {datasets, messages} = await run(
    'select region, founded, value, digits, sum(value) over () as total from view, regions',
    {
      views: [view],
      fields
    }
  )
  expect(messages).toEqual([])
  expect(datasets['all']?.columns).toEqual([
    {name: 'region', type: 'string', label: {en: 'Region'}},
    {name: 'founded', type: 'year'},
    {name: 'value', type: 'number', label: {en: 'Value'}, asOf: '2023', decimalsFrom: 'digits'},
    {name: 'digits', type: 'integer'},
    {name: 'total', type: 'number', label: {en: 'Total'}, decimals: 1}
  ])
})

test('a column under another name keeps its unit, its digits and its kind, and not its label', async () => {
  const view = {...query('select id as place, founded as begun from regions'), name: 'view'}
  const {datasets, messages} = await run(
    'select place, begun as first_year, f.value as now, digits, f.day as value from view join facts f on f.region = place',
    {views: [view]}
  )
  expect(messages).toEqual([])
  expect(datasets['all']?.columns).toEqual([
    {name: 'place', type: 'string'},
    {name: 'first_year', type: 'year'},
    {name: 'now', type: 'number', asOf: '2023', decimalsFrom: 'digits'},
    {name: 'digits', type: 'integer'},
    {name: 'value', type: 'date', label: {en: 'Value'}}
  ])
})

test.each([
  ['select region, max(value) from facts group by all', 'column-has-a-name', 'Unexpected column `max("value")`, expected a name'],
  [
    'select region, value as region from facts',
    'column-has-a-name',
    'Unexpected second column `region`, expected each name once'
  ],
  [
    "select timestamp '2020-01-01 12:00:00' as at",
    'value-is-a-day',
    'Unexpected 2020-01-01 12:00:00 in `at`, expected a day of the years 0 to 9999'
  ],
  [
    'select [[1, 2]] as many',
    'column-has-a-known-type',
    'Unexpected type INTEGER[][] of `many`, expected text, a number, a date, a time, a boolean, or a list of them'
  ]
])('%j is refused', async (sql, rule, reason) => {
  expect((await fault(sql))[0]).toMatchObject({rule, reason})
})

test('the data package and the query must agree', async () => {
  const fields: Field[] = [
    {name: 'value', type: 'date', label: {en: 'Value'}},
    {name: 'valu', type: 'number'}
  ]
  expect((await run('select value from facts', {fields})).messages).toMatchObject([
    {
      rule: 'column-matches-contract',
      reason: 'Unexpected column `valu` in the data package, expected one that the query gives',
      note: 'Did you mean `value`?'
    },
    {rule: 'column-matches-contract', reason: 'Unexpected number in `value`, expected date as in the data package'}
  ])
})

test('names of tables are read in any case, as SQL reads them', async () => {
  const {datasets} = await run('select ID as other, id from REGIONS')
  expect(datasets['all']?.columns).toEqual([
    {name: 'other', type: 'string'},
    {name: 'id', type: 'string', label: {en: 'Region'}}
  ])
})

// ---- What goes wrong --------------------------------------------------------------------------

test('infinity is an error, at its column', async () => {
  expect(await fault('select region,\n  value / 0 as ratio\nfrom facts')).toMatchObject([
    {rule: 'value-is-finite', line: 2, column: 16, reason: 'Unexpected Infinity in `ratio`, expected a value that can be printed'}
  ])
})

test('an unknown column comes with the nearest one, counted in characters', async () => {
  expect(await fault("select '中文' as x,\n  '中文', valeu from facts")).toMatchObject([
    {
      rule: 'query-fits-its-tables',
      line: 2,
      column: 9,
      reason: 'Unexpected column `valeu`, expected one of the tables that the query reads',
      note: 'Did you mean `value`?'
    }
  ])
})

test('an unknown table and function are errors with their places', async () => {
  expect(await fault('select *\nfrom region')).toMatchObject([
    {rule: 'query-reads-known-tables', line: 2, column: 6, note: 'Did you mean `regions`?'}
  ])
  expect(await fault('select flor(value) as x from facts')).toMatchObject([
    {rule: 'query-fits-its-tables', line: 1, column: 8, note: 'Did you mean `floor`?'}
  ])
})

test('a cast that fails while rows are made has its place', async () => {
  expect(await fault('select sqrt(0 - length(id)) as x from regions')).toMatchObject([
    {
      rule: 'query-runs',
      reason: 'Unexpected value of which a function has no result: cannot take square root of a negative number'
    }
  ])
  expect(await fault('select\n id::integer as x from regions')).toMatchObject([{rule: 'query-runs', line: 2, column: 4}])
})

test('a cast that fails in a query that is read has its place there', async () => {
  const view = {...query('select id,\n id::integer as x from regions'), name: 'view', path: 'queries/view.sql'}
  expect((await run('select x from view', {views: [view]})).messages).toMatchObject([
    {rule: 'query-runs', path: 'queries/view.sql', line: 2, column: 4}
  ])
})

test('a fault in a query that is read is told of that query', async () => {
  const view = {...query('select\n nope from facts'), name: 'view', path: 'queries/view.sql'}
  expect((await run('select * from view', {views: [view]})).messages).toMatchObject([
    {path: 'queries/view.sql', line: 2, column: 2}
  ])
})

test('a query that does not end is stopped, and so is one with too many rows', async () => {
  const impatient = createDatabase({seconds: 0.3, most: 10})
  const ask = (sql: string) => runQuery({query: query(sql), views: [], tables: {}}, impatient)
  const endless = 'select count(*) as n from range(1000000) a, range(1000000) b where a.range % 7 = b.range % 11'
  expect((await ask(endless)).messages).toMatchObject([{rule: 'query-is-quick'}])
  expect((await ask('select range as n from range(5000)')).messages).toMatchObject([{rule: 'query-is-quick'}])
  expect((await ask('select 1 as n')).datasets['all']?.rows).toEqual([{n: '1'}])
  impatient.close()
})

test.each([
  ["select repeat('x', 2000000000) as s", 'query-is-small'],
  ["select repeat('x', 1000 * 2000000) as s", 'query-is-small'],
  ["select repeat('x', n * 1000000) as s from (select unnest([2, 3]) as n) q", 'query-is-small'],
  ["select lpad('x', 2000000000, 'y') as s", 'query-is-small'],
  ['select len(range(4000000000)) as n', 'query-is-small'],
  ['select len(generate_series(1, 4000000000)) as n', 'query-is-small'],
  ['select len(range(0, 4000000000, 1)) as n', 'query-is-small'],
  ["select len(range(date '2000-01-01', date '2024-01-01', interval 1 second)) as n", 'query-is-small'],
  ["select len(range(date '2000-01-01', date '2024-01-01', interval '1 microsecond')) as n", 'query-is-small'],
  ['select len(list_resize([1], 3000000000)) as n', 'query-is-small'],
  ["select printf('%2000000000d', 1) as s", 'query-is-small'],
  ["select format('{:>2000000000}', 'x') as s", 'query-is-small'],
  [`select ${'['.repeat(60)}1${']'.repeat(60)} as l`, 'query-is-small'],
  ['select range as n from range(10000000000)', 'query-is-quick'],
  ["select repeat('x', 99999) as s from range(3000)", 'query-is-quick'],
  [`select ${'1 + '.repeat(20_000)} 1 as n`, 'query-is-wellformed']
])('E29 %s ends with a message', async (sql, rule) => {
  const cut = sql.length > 200 ? sql.slice(0, 200) : sql
  expect([cut, (await fault(sql)).map((message) => message.rule)]).toEqual([cut, [rule]])
})

const looked = async (sql: string) =>
  (await remarksOn({query: query(sql), views: [], tables}, database)).map(({rule, line, column, reason}) => [
    rule,
    line,
    column,
    reason
  ])
const TIES = 'limit-parts-no-equals'

test.each([
  ['select region, digits from facts order by digits desc, region limit 1', 'digits'],
  ['select region, count(*) as n from facts group by region order by 2 limit 0001', undefined],
  ['select id, 1 as one from regions order by one, id limit 2', 'one'],
  ['select id, founded > 1 as old from regions order by founded > 1, id limit 2', 'old']
])('a limit between equal rows is told: %s', async (sql, column) => {
  const reason = (count: string) =>
    `Unexpected limit of ${count} between two rows of the same \`${column}\`, expected both or none of them`
  expect(await looked(sql)).toEqual(column === undefined ? [] : [[TIES, 1, sql.length, reason(sql.at(-1)!)]])
})

test.each([
  ['select indicator, value from facts order by region desc, length(region) limit 1', '`region`'],
  ['select indicator, value from facts order by length(region) limit 1', 'order'],
  ['select value from facts f order by f.final is null, f.digits desc limit 1', '`digits`'],
  ['select indicator, value from facts order by digits desc limit 1', '`digits`'],
  // Names at the end, shown or not, decide nothing.
  ['select value, indicator from facts order by digits desc, region limit 1', '`digits`'],
  ['select value from facts f order by "digits" desc, f."region" limit 1', '`digits`'],
  ['select indicator, value from facts order by digits desc, indicator limit 1', '`digits`']
])('so is one between rows that are equal in what the result does not show: %s', async (sql, names) => {
  const reason = `Unexpected limit of 1 between two rows of the same ${names}, expected both or none of them`
  expect(await looked(`-- 各地区\n${sql}`)).toEqual([[TIES, 2, sql.length, reason]])
})

test.each([
  'select indicator from facts order by value desc limit 1',
  'select indicator from facts order by region, value limit 1',
  'select indicator from facts order by region limit 2',
  "select 'one' as one from facts order by digits limit 1",
  'select sum(value) as total from facts group by region order by max(value) limit 1',
  'select indicator from facts order by digits desc limit 3'
])('and a limit that parts none is not: %s', async (sql) => expect(await looked(sql)).toEqual([]))

test('so is one without an order; names, equal rows and places that are asked for are none', async () => {
  expect(await looked('-- 各地区\nselect id from regions limit 2')).toEqual([
    [TIES, 2, 30, 'Unexpected limit of 2 without an order, expected one that says which rows stay']
  ])
  for (const sql of [
    'select id from regions order by id limit 2',
    'select id, founded from regions order by founded desc limit 1',
    'select 1 as one from regions order by one limit 1',
    'select id from regions limit 3',
    'select region, digits from facts qualify rank() over (order by digits desc) <= 1 order by digits, region'
  ])
    expect(await looked(sql)).toEqual([])
})

test('E29 small texts and lists of the same functions are made', async () => {
  const sql = `select repeat('ab', 2) as a, lpad('7', 3, '0') as b, rpad('7', 3, '0') as c, len(range(2010, 2024, 2)) as d,
    len(range(date '2024-01-01', date '2025-01-01', interval 1 month)) as e, printf('%03d', 7) as f, len(repeat([1, 2], 3)) as g,
    len(list_resize([1], 5, 0)) as h, (select sum(n) from (select unnest(range(4)) as n) q) as i`
  expect(await rows(sql)).toEqual([{a: 'abab', b: '007', c: '700', d: '7', e: '12', f: '007', g: '6', h: '5', i: '6'}])
})

test('E29 the same functions give nothing for nothing, and nothing for less', async () => {
  const sql = `select len(range(null)) as a, lpad('x', null, 'y') as b, repeat('x', null) as c, len(list_resize([1], null)) as d,
    repeat('x', -1) as e, len(range(-5)) as f, len(range(5, 2)) as g, len(range(10, 0, -2)) as h`
  expect(await rows(sql)).toEqual([{a: null, b: null, c: null, d: null, e: '', f: '0', g: '0', h: '5'}])
})

test('E29 what has no end is stopped, and the message says after how long', async () => {
  const impatient = createDatabase({seconds: 0.5})
  const ask = (sql: string) => runQuery({query: query(sql), views: [], tables: {}}, impatient)
  for (const sql of [
    'with recursive r as (select 1 as n union all select n + 1 from r) select max(n) as n from r',
    'select count(*) as n from range(10000000) a, range(10000000) b, range(1000000) c where a.range % 7 = b.range % 11'
  ]) {
    const reason = 'Unexpected long run of the query, expected its end within 0.5 seconds; it was stopped'
    expect((await ask(sql)).messages).toMatchObject([{rule: 'query-is-quick', reason}])
  }
  impatient.close()
})

test('E29 a query that takes more and more memory is stopped', async () => {
  let bytes = 0
  const watched = createDatabase({memory: () => (bytes += 1024 ** 3)})
  const sql = 'select count(*) as n from range(10000000) a, range(10000000) b where a.range % 7 = b.range % 11'
  const {messages} = await runQuery({query: query(sql), views: [], tables: {}}, watched)
  expect(messages).toMatchObject([{rule: 'query-is-quick', reason: expect.stringContaining('within 2 GiB of memory') as string}])
  watched.close()
})

test('the database itself opens no file, whatever is asked', async () => {
  const locked = createDatabase()
  const problem = async (sql: string) => {
    const result = await locked.rows({sql, reads: [], tables: {}, views: []})
    return 'problem' in result ? result.problem.kind : 'none'
  }
  expect(await problem("select * from read_text('/etc/hostname')")).toBe('Permission')
  expect(await problem("copy (select 1) to 'never.csv'")).toBe('Permission')
  expect(await problem("set memory_limit = '9GB'")).toBe('Invalid Input')
  locked.close()
})

test('two builds give the same bytes', async () => {
  const sql = 'select region, sum(value / 3) as share, string_agg(indicator) as list from facts group by region'
  const other = createDatabase()
  const first = await run(sql)
  const second = await runQuery({query: query(sql), views: [], tables}, other)
  expect(digest(second.datasets)).toBe(digest(first.datasets))
  other.close()
})

test('A7 the functions that may not be called are those that this DuckDB does not call repeatable', async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const asked = "select distinct lower(function_name) from duckdb_functions() where stability <> 'CONSISTENT' order by all"
  const found = await (await instance.connect()).runAndReadAll(asked)
  expect([...UNREPEATABLE]).toEqual(found.getRows().map(([name]) => name))
  instance.closeSync()
})

// ---- Joins over all values of an axis ------------------------------------------------------------

const areas: Table = {
  name: 'areas',
  primaryKey: ['region'],
  fields: [
    {name: 'region', type: 'string'},
    {name: 'area', type: 'number'}
  ],
  rows: [
    {region: 'gd', area: '179725'},
    {region: 'xz', area: '1228400'}
  ]
}
const region = {name: 'region', table: 'regions', values: ['bj', 'gd', 'xz']}
const joined = async (
  sql: string,
  {views = [], values = region.values}: {views?: readonly Query[]; values?: readonly string[]} = {}
) => {
  const input = {query: query(sql), views, tables: {...tables, areas: content(areas)}, axes: [{...region, values}]}
  return (await remarksOn(input, database)).map(({rule, line, column, reason}) => `${rule} ${line}:${column} ${reason}`)
}
const JOINS = 'join-keeps-every-value'

test('a join that leaves out a value of which one of its tables has rows is told', async () => {
  const all = {values: ['bj', 'gd']}
  const reason = 'Unexpected join that leaves out `bj` of `region`, which `facts` has, expected a row for each'
  expect(
    await joined(
      "-- 各地\nselect f.region, value / area as x from facts f\n  join areas a on a.region = f.region where indicator = 'gdp'",
      all
    )
  ).toEqual([`${JOINS} 3:3 ${reason}`])
  expect(await joined('select region, area, value from areas inner join facts using (region)', all)).toEqual([
    `${JOINS} 1:39 ${reason}`
  ])
  expect(
    await joined('with x as (select f.region, area from facts f join areas a on a.region = f.region) select region from x', all)
  ).toHaveLength(1)
  expect(
    await joined(
      'select r.id as region, value from regions r join facts f on f.region = r.id join areas a on a.region = f.region',
      all
    )
  ).toEqual([
    `${JOINS} 1:77 Unexpected join that leaves out \`bj\` of \`region\`, which the rows before it have, expected a row for each`
  ])
})

test.each([
  ['it has no data of it', 'select r.id as region, value from regions r join facts f on f.region = r.id'],
  ['the query filters it', "select f.region, area from facts f join areas a on a.region = f.region where f.region <> 'bj'"],
  [
    'a table that it reads is filtered',
    "with f as (select * from facts where region <> 'bj') select f.region, area from f join areas a on a.region = f.region"
  ],
  ['it stays', 'select f.region, area from facts f left join areas a on a.region = f.region'],
  ['each edition has its own', '-- partition: region\nselect f.region, area from facts f join areas a on a.region = f.region'],
  ['the header says so', '-- covers: region except bj\nselect f.region, area from facts f join areas a on a.region = f.region'],
  ['the axis is no column of it', 'select area from facts f join areas a on a.region = f.region'],
  ['it is a filter', 'select f.region, area from facts f semi join areas a on a.region = f.region']
])('no join is told where %s', async (_, sql) => expect(await joined(sql, {values: ['bj', 'gd']})).toEqual([]))

test('nor one that leaves out more than stay', async () => {
  const sql = "select f.region, area from facts f join (select * from areas where region = 'gd') a on a.region = f.region"
  expect(await joined(sql, {values: ['bj', 'gd']})).toHaveLength(1)
  expect(await joined(sql)).toEqual([])
})

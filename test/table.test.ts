import {readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {checkContracts, checkForeignKeys, readTable} from '../pipeline/stages/table/index.ts'
import type {Field, Resource} from '../pipeline/types.ts'

const regions: Resource = {
  name: 'regions',
  path: 'data/regions.csv',
  format: 'csv',
  fields: [
    {name: 'id', type: 'string', constraints: {required: true, pattern: '[a-z]{2}'}},
    {name: 'name', type: 'string', constraints: {unique: true}},
    {name: 'people', type: 'integer', constraints: {minimum: 1}},
    {name: 'share', type: 'number', scale: 17, constraints: {minimum: 0, maximum: 1}},
    {name: 'model', type: 'string', constraints: {enum: ['pioneering', 'systematic']}},
    {name: 'since', type: 'date'},
    {name: 'founded', type: 'year'},
    {name: 'coastal', type: 'boolean'}
  ],
  primaryKey: ['id'],
  foreignKeys: []
}

const fixture = (name: string) => readFile(new URL(`fixtures/table/${name}`, import.meta.url))
const one = (field: Partial<Field>): Resource => ({
  ...regions,
  fields: [
    {name: 'id', type: 'string'},
    {name: 'v', type: 'string', ...field}
  ]
})
const faultsOf = async (...given: Parameters<typeof checkContracts>) => (await checkContracts(...given)).flat()
const readOne = (field: Partial<Field>, cell: string) => readTable(one(field), Buffer.from(`id,v\na,${cell}\n`))

test('values are exact, in one spelling, sorted by primary key', async () => {
  const {table, lines, messages} = await readTable(regions, await fixture('regions.csv'))
  expect(messages).toEqual([])
  expect(lines).toEqual([3, 2])
  expect(table).toEqual({
    name: 'regions',
    fields: regions.fields,
    primaryKey: ['id'],
    rows: [
      {
        id: 'bj',
        name: '北京',
        people: '21893095',
        share: '0.5',
        model: 'pioneering',
        since: '2020-11-01',
        founded: '1949',
        coastal: false
      },
      {
        id: 'gd',
        name: '广东 {{x}} | <b>',
        people: '126012510',
        share: '0.9007199254740993',
        model: null,
        since: '2024-02-29',
        founded: '1949',
        coastal: true
      }
    ]
  })
})

test('a file in another order is the same table', async () => {
  const [first, second, third] = (await fixture('regions.csv')).toString().trim().split('\n')
  const reordered = await readTable(regions, Buffer.from([first, third, second].join('\r\n')))
  expect(reordered.table).toEqual((await readTable(regions, await fixture('regions.csv'))).table)
})

test('without a primary key rows are sorted by all columns', async () => {
  const resource = {...one({type: 'integer'}), primaryKey: []}
  const {table} = await readTable(resource, Buffer.from('id,v\nb,1\na,10\na,9\na,9\n'))
  expect(table.rows.map(({id, v}) => `${id}${v}`)).toEqual(['a9', 'a9', 'a10', 'b1'])
})

test('a text is normalised', async () => {
  const {table} = await readOne({}, 'e\u0301')
  expect(table.rows[0]?.['v']).toBe('\u00e9')
})

test('JSON and YAML give the same table as CSV', async () => {
  const resource = one({type: 'number'})
  const fromJson = await readTable({...resource, format: 'json'}, Buffer.from('[{"id": "a", "v": 1.50}]'))
  const fromYaml = await readTable({...resource, format: 'yaml'}, Buffer.from('- {id: a, v: 1.50}'))
  expect(fromJson.table).toEqual((await readOne({type: 'number'}, '1.5')).table)
  expect(fromYaml.table).toEqual(fromJson.table)
})

test.each([
  ['integer', '1.5', 'a whole number'],
  ['integer', '9223372036854775808', 'a whole number'],
  ['number', '"1,234"', 'a number'],
  ['number', 'n/a', 'a number'],
  ['boolean', 'yes', '`true` or `false`'],
  ['date', '2023-02-29', 'a day of the calendar such as `2024-04-15`'],
  ['date', '2023-02', 'a day of the calendar such as `2024-04-15`'],
  ['year', '23', 'a year of four digits']
] as const)('as %s, %s is no value', async (type, cell, expected) => {
  const {messages} = await readOne({type}, cell)
  const reason = `Unexpected \`${cell.replaceAll('"', '')}\` in \`v\` of row \`a\`, expected ${expected}`
  expect(messages).toMatchObject([{rule: 'cell-matches-type', severity: 'error', path: 'data/regions.csv', line: 2, reason}])
})

test.each([
  ['123456789012345678901', {}, 'at most 20 digits before the point'],
  ['0.1234567890123', {}, 'at most 12 digits after the point'],
  ['1.234', {scale: 2}, 'at most 2 digits after the point']
])('B8 %s is a number that does not fit its column', async (cell, more, expected) => {
  const {messages} = await readOne({type: 'number', ...more}, cell)
  const reason = `Unexpected \`${cell}\` in \`v\` of row \`a\`, expected ${expected}`
  expect(messages).toMatchObject([{rule: 'cell-fits-its-scale', path: 'data/regions.csv', line: 2, reason}])
})

test('B8 a larger scale takes more places', async () => {
  const {messages, table} = await readOne({type: 'number', scale: 18}, '0.123456789012345678')
  expect([messages, table.rows[0]?.['v']]).toEqual([[], '0.123456789012345678'])
})

test.each([
  [{constraints: {required: true}}, '', 'cell-is-present', 'Unexpected nothing in `v` of row `a`, expected a value in every row'],
  [
    {type: 'number', constraints: {minimum: 0.5}},
    '0.49',
    'cell-is-in-range',
    'Unexpected `0.49` in `v` of row `a`, expected 0.5 or more'
  ],
  [
    {type: 'integer', constraints: {maximum: 9}},
    '10',
    'cell-is-in-range',
    'Unexpected `10` in `v` of row `a`, expected 9 or less'
  ],
  [
    {type: 'date', constraints: {minimum: '2020-01-01'}},
    '2019-12-31',
    'cell-is-in-range',
    'Unexpected `2019-12-31` in `v` of row `a`, expected 2020-01-01 or more'
  ],
  [{constraints: {enum: ['x', 'y']}}, 'z', 'cell-is-in-list', 'Unexpected `z` in `v` of row `a`, expected one of `x`, `y`'],
  [
    {constraints: {pattern: '[0-9]+'}},
    '1a',
    'cell-matches-pattern',
    'Unexpected `1a` in `v` of row `a`, expected text of the form `[0-9]+`'
  ]
] as const)('%j refuses %j', async (field, cell, rule, reason) => {
  expect((await readOne(field, cell)).messages).toMatchObject([{rule, line: 2, reason}])
})

test('a value of a list is compared in its one spelling', async () => {
  expect((await readOne({type: 'number', constraints: {enum: ['1.0', '2']}}, '1.00')).messages).toEqual([])
})

test('keys are present and unique; the other half is named', async () => {
  const {messages} = await readTable(one({constraints: {unique: true}}), Buffer.from('id,v\na,1\n,2\na,1\n'))
  expect(messages.map(({rule, line, note}) => [rule, line, note])).toEqual([
    ['cell-is-unique', 4, 'The first is on line 2.'],
    ['primary-key-is-present', 3, undefined],
    ['primary-key-is-unique', 4, 'The first is on line 2.']
  ])
})

test.each([
  ['\0', 'U+0000'],
  ['\uFFFD', 'U+FFFD'],
  ['\uE250', 'U+E250'],
  ['\u0085', 'U+0085']
])('damaged text %j is refused', async (character, name) => {
  const {messages} = await readOne({}, `政${character}府`)
  const reason = `Unexpected character ${name} in \`v\` of row \`a\`, expected text that a reader can read`
  expect(messages).toMatchObject([{rule: 'text-is-undamaged', line: 2, reason}])
})

test('a lone surrogate that JSON lets in is refused', async () => {
  const {messages} = await readTable({...one({}), format: 'json'}, Buffer.from('[{"id": "a", "v": "\\ud800"}]'))
  expect(messages).toMatchObject([{rule: 'text-is-undamaged'}])
})

test('a cell of a megabyte is kept, and a message shows its start', async () => {
  const cell = 'x'.repeat(1_000_000)
  expect((await readOne({}, cell)).table.rows[0]?.['v']).toBe(cell)
  const [message] = (await readOne({type: 'number'}, cell)).messages
  expect(message?.reason).toBe(`Unexpected \`${'x'.repeat(48)}…\` (1000000 characters) in \`v\` of row \`a\`, expected a number`)
})

test('after twenty messages of a rule the others are counted', async () => {
  const rows = Array.from({length: 25}, (_, index) => `r${index},x`).join('\n')
  const {messages} = await readTable(one({type: 'number'}), Buffer.from(`id,v\n${rows}\n`))
  expect(messages).toHaveLength(20)
  expect(messages.map(({more}) => more ?? 0)).toEqual([...Array.from({length: 19}, () => 0), 5])
})

test('E32 200,000 bad rows are read to their end, and counted', async () => {
  const rows = Array.from({length: 200_000}, (_, index) => `r${index % 199_990},x`).join('\n')
  const {messages} = await readTable(one({type: 'number', constraints: {required: true}}), Buffer.from(`id,v\n${rows}\n`))
  const count = (rule: string) =>
    messages.filter((message) => message.rule === rule).reduce((sum, {more = 0}) => sum + 1 + more, 0)
  expect(messages).toHaveLength(30)
  expect([count('cell-matches-type'), count('primary-key-is-unique')]).toEqual([200_000, 10])
})

test('E32 200,000 rows of too few cells likewise', async () => {
  const {messages} = await readTable(one({}), Buffer.from(`id,v\n${'x\n'.repeat(200_000)}`))
  expect(messages).toHaveLength(20)
  expect(messages.at(-1)).toMatchObject({rule: 'row-matches-header', more: 199_980})
})

test.each(['csv', 'json', 'yaml'] as const)('E30 columns with names of prototypes are columns, in %s', async (format) => {
  const names = ['constructor', '__proto__', 'hasOwnProperty', 'toString']
  const resource: Resource = {
    ...one({}),
    format,
    fields: names.map((name) => ({name, type: 'string'})),
    primaryKey: ['__proto__']
  }
  const texts = {
    csv: `${names.join(',')}\na,b,c,\n`,
    json: '[{"constructor": "a", "__proto__": "b", "hasOwnProperty": "c"}]',
    yaml: '- constructor: a\n  __proto__: b\n  hasOwnProperty: c\n'
  }
  const {table, messages} = await readTable(resource, Buffer.from(texts[format]))
  expect(messages).toEqual([])
  expect(table.rows.map((row) => Object.entries(row))).toEqual([
    [
      ['constructor', 'a'],
      ['__proto__', 'b'],
      ['hasOwnProperty', 'c'],
      ['toString', null]
    ]
  ])
})

test('a key that points to no row is an error with its line', async () => {
  const sites: Resource = {
    ...one({}),
    name: 'sites',
    path: 'data/sites.csv',
    foreignKeys: [{fields: ['v'], reference: {resource: 'regions', fields: ['id']}}]
  }
  const tables = [
    await readTable(regions, await fixture('regions.csv')),
    await readTable(sites, Buffer.from('id,v\ns1,gd\ns3,xx\ns2,\n'))
  ]
  expect(checkForeignKeys(tables, [regions, sites])).toMatchObject([
    {
      rule: 'foreign-key-exists',
      path: 'data/sites.csv',
      line: 3,
      reason: 'Unexpected `xx` in `v` of row `s3`, expected a `id` of the table `regions`'
    }
  ])
})

test('a total among rows that a key points from is told once, by its name or by its numbers', async () => {
  const people: Resource = {
    ...one({}),
    name: 'people',
    path: 'data/people.csv',
    fields: [
      {name: 'region', type: 'string'},
      {name: 'sex', type: 'string'},
      {name: 'n', type: 'integer'}
    ],
    primaryKey: ['region', 'sex'],
    foreignKeys: [{fields: ['region'], reference: {resource: 'regions', fields: ['id']}}]
  }
  const notesOf = async (text: string) => {
    const tables = [await readTable(regions, await fixture('regions.csv')), await readTable(people, Buffer.from(text))]
    return checkForeignKeys(tables, [regions, people]).map(({note}) => note)
  }
  const [MEND, TOTAL] = ['Mend the value', 'Where it is a total of the others']
  const starts = (notes: readonly (string | undefined)[], words: readonly string[]) =>
    expect(notes).toEqual(words.map((word) => expect.stringMatching(new RegExp(`^${word}`))))
  starts(await notesOf('region,sex,n\ngd,f,1\nAa,f,2\nWorld,f,9\nWorld,m,9\n'), [MEND, TOTAL, MEND])
  const parts = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name},f,10000\n`).join('')
  starts(await notesOf(`region,sex,n\n${parts}zz,f,50000\n`), [...Array(5).fill(MEND), TOTAL])
  starts(await notesOf('region,sex,n\ngd,f,1\nxx,Total,2\n'), [MEND])
})

test('B12 columns and tables whose names differ by case alone are an error', async () => {
  const twice: Resource = {
    ...one({}),
    primaryKey: [],
    fields: [
      {name: 'kind', type: 'string'},
      {name: 'Kind', type: 'string'}
    ]
  }
  const places = {path: 'datapackage.json', place: (pointer: readonly (string | number)[]) => ({line: pointer.length, column: 1})}
  const messages = await faultsOf([twice, {...regions, name: twice.name.toUpperCase()}], places)
  expect(messages.map(({reason, line, note}) => [reason, line, note])).toEqual([
    ['Unexpected second column `Kind` in `regions`, expected each name once', 5, 'SQL takes `kind` and `Kind` for one name.'],
    ['Unexpected second table `REGIONS`, expected each name once', 3, 'SQL takes `regions` and `REGIONS` for one name.']
  ])
})

test('contracts that do not hang together are errors', async () => {
  const broken: Resource = {
    ...one({decimalsFrom: 'digits', unitFrom: 'unit', constraints: {pattern: '('}}),
    primaryKey: ['idd'],
    foreignKeys: [{fields: ['v'], reference: {resource: 'region', fields: ['id']}}]
  }
  const places = {path: 'datapackage.json', place: (pointer: readonly (string | number)[]) => ({line: pointer.length, column: 1})}
  const messages = await faultsOf([regions, broken], places)
  expect(messages.map(({rule, reason, line, note}) => [rule, reason, line, note])).toEqual([
    ['name-is-unique', 'Unexpected second table `regions`, expected each name once', 3, undefined],
    ['pattern-is-wellformed', 'Unexpected `(`, expected a regular expression', 7, undefined],
    ['key-names-a-column', 'Unexpected column `digits`, expected one of the same table', 5, 'Known: `id`, `v`'],
    ['key-names-a-column', 'Unexpected column `unit`, expected one of the same table', 5, 'Known: `id`, `v`'],
    ['key-names-a-column', 'Unexpected column `idd`, expected one of the same table', 4, 'Did you mean `id`?'],
    ['key-names-a-table', 'Unexpected table `region`, expected one of the data package', 5, 'Did you mean `regions`?']
  ])
})

test.each([
  ['(a)\\1', 'Unexpected backreference in `(a)\\1`, expected a pattern that needs one pass (RE2)'],
  ['(?<n>a)\\k<n>', 'Unexpected backreference in `(?<n>a)\\k<n>`, expected a pattern that needs one pass (RE2)'],
  ['(?=.*x)a+', 'Unexpected lookahead in `(?=.*x)a+`, expected a pattern that needs one pass (RE2)'],
  ['(?<!x)a+', 'Unexpected lookbehind in `(?<!x)a+`, expected a pattern that needs one pass (RE2)'],
  ['a{5000}', 'Unexpected `a{5000}` (invalid repeat count: `{5000}`), expected a regular expression of RE2'],
  ['\\i\\c*', 'Unexpected `\\i\\c*`, expected a regular expression'],
  ['[z-a]', 'Unexpected `[z-a]`, expected a regular expression']
])('E29 the pattern %s is an error at its place', async (pattern, reason) => {
  const places = {path: 'datapackage.json', place: (pointer: readonly (string | number)[]) => ({line: pointer.length, column: 1})}
  expect(await faultsOf([one({constraints: {pattern}})], places)).toEqual([
    {severity: 'error', rule: 'pattern-is-wellformed', path: 'datapackage.json', line: 7, column: 1, reason}
  ])
})

test.each([
  ['(a+)+b', 'a'.repeat(100_000), false],
  ['(x+x+)+y', `${'x'.repeat(50_000)}y`, true],
  ['([a-zA-Z]+)*!', 'z'.repeat(100_000), false],
  ['a|ab', 'ab', true],
  ['a|b', 'ba', false],
  ['^a$', 'a', true],
  ['a', 'a\n', false],
  ['\\p{Script=Han}+', '广东', true],
  ['[\\u4e00-\\u9fff]{2}', '广东', true],
  ['.', '😀', true],
  ['[(?=)]\\\\1', '=\\1', true]
])('E29 the pattern %s is held against a whole value, at once', async (pattern, cell, fits) => {
  const {messages} = await readOne({constraints: {pattern}}, `"${cell}"`)
  expect(messages.map(({rule}) => rule)).toEqual(fits ? [] : ['cell-matches-pattern'])
})

test.each([
  [{type: 'date', constraints: {minimum: '2024-02-31'}}, 'minimum', '2024-02-31', 'a day of the calendar such as `2024-04-15`'],
  [{type: 'date', constraints: {enum: ['2023-02-29']}}, 'enum', '2023-02-29', 'a day of the calendar such as `2024-04-15`'],
  [{type: 'integer', constraints: {maximum: 'many'}}, 'maximum', 'many', 'a whole number'],
  [{type: 'integer', constraints: {enum: ['1.5']}}, 'enum', '1.5', 'a whole number']
] as const)('B13 a limit that is no value of its column is an error: %j', async (field, key, value, expected) => {
  const places = {path: 'datapackage.json', place: (pointer: readonly (string | number)[]) => ({line: pointer.length, column: 1})}
  const reason = `Unexpected \`${value}\` in \`${key}\` of \`v\`, expected ${expected}`
  expect(await faultsOf([one(field)], places)).toEqual([
    {severity: 'error', rule: 'constraint-fits-its-column', path: 'datapackage.json', line: 7, column: 1, reason}
  ])
})

test('a unit in thousands in one language alone is an error', async () => {
  const places = {path: 'datapackage.json', place: () => ({line: 2, column: 1})}
  const told = async (unit: Readonly<Record<string, string>>) =>
    (await faultsOf([one({type: 'number', unit})], places)).map(({rule, reason}) => `${rule}: ${reason}`)
  expect(await told({en: 'thousand people', 'zh-Hans': '人'})).toEqual([
    'unit-has-one-scale: Unexpected units `thousand people` and `人` of `v`, expected one scale in every language'
  ])
  expect(await told({en: 'yuan', 'zh-Hans': '万元'})).toHaveLength(1)
  expect(await told({en: '100 million yuan', 'zh-Hans': '亿元', 'zh-Hant': '億元'})).toEqual([])
  expect(await told({en: 'kilometres', 'zh-Hans': '千米', fr: 'km'})).toEqual([])
  expect(await told({en: 'km²', 'zh-Hans': '千平方公里'})).toHaveLength(1)
  expect(await told({en: 'members', 'zh-Hans': '千人'})).toHaveLength(1)
  expect(await told({en: 'per 1,000 people', 'zh-Hans': '张/万人'})).toEqual([
    'unit-has-one-scale: Unexpected units `per 1,000 people` and `张/万人` of `v`, expected one scale in every language'
  ])
  expect(await told({en: 'per 100,000 people', 'zh-Hans': '张/十万人', 'zh-Hant': '每10萬人'})).toEqual([])
  expect(await told({en: 'per thousand people', 'zh-Hans': '张/千人', 'zh-Hant': '張'})).toEqual([])
})

test.each([
  ['thousand €', '千欧元'],
  ['thousand tonnes', '千吨'],
  ['thousand hectares', '千公顷'],
  ['thousand km²', '千平方公里'],
  ['k€', '千欧元'],
  ['kt', '千吨'],
  ['M€', '百万欧元'],
  ['10,000 people', '万人'],
  ['1,000 €', '千欧元'],
  ['per thousand people', '每千人'],
  ['kilowatt hours', '千瓦时'],
  ['kg', '千克']
])('a unit that is the same in both languages is none: %s and %s', async (en, zh) => {
  const places = {path: 'datapackage.json', place: () => ({line: 2, column: 1})}
  expect(await faultsOf([one({type: 'number', unit: {en, 'zh-Hans': zh}})], places)).toEqual([])
})

test('B8 a scale that would mean nothing is an error', async () => {
  const places = {path: 'datapackage.json', place: (pointer: readonly (string | number)[]) => ({line: pointer.length, column: 1})}
  expect(await faultsOf([one({type: 'integer', scale: 2})], places)).toEqual([
    {
      severity: 'error',
      rule: 'scale-is-of-a-number',
      path: 'datapackage.json',
      line: 6,
      column: 1,
      reason: 'Unexpected `scale` of `v`, a column of type integer, expected it for a `number` alone'
    }
  ])
})

/** Cells as offices and programs write them, read by what the contract says of it: exact, or told at their line. */
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {toResource, type PackageDefinition} from '../pipeline/schema/definition.ts'
import {checkContracts, readTable} from '../pipeline/stages/table/index.ts'
import {messagesOf} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

type Definition = PackageDefinition['resources'][number]
type FieldDefinition = Definition['schema']['fields'][number]

const resource = (field: Partial<FieldDefinition>, schema: Partial<Definition['schema']> = {}) =>
  toResource({
    name: 't',
    path: 'data/t.csv',
    dialect: {delimiter: ';'},
    schema: {fields: [{name: 'id'}, {name: 'v', ...field}], primaryKey: 'id', ...schema}
  })

async function read(cell: string, field: Partial<FieldDefinition>, schema: Partial<Definition['schema']> = {}) {
  const {table, messages} = await readTable(resource(field, schema), Buffer.from(`id;v\na;"${cell}"\n`))
  return messages.length > 0 ? messages.map(({rule, line, reason}) => `${rule} ${line}: ${reason}`) : table.rows[0]!['v']
}

const GERMAN = {type: 'number', decimalChar: ',', groupChar: '.'} as const
const SWISS = {type: 'number', groupChar: '’'} as const

describe('numbers', () => {
  test.each([
    ['1.234.567,89', GERMAN, '1234567.89'],
    ['1234,5', GERMAN, '1234.5'],
    ['-0,50', GERMAN, '-0.5'],
    [',5', GERMAN, '0.5'],
    ['+12', GERMAN, '12'],
    ['1,5e3', GERMAN, '1500'],
    ['1’234’567.25', SWISS, '1234567.25'],
    ['12 345', {type: 'integer', groupChar: ' '}, '12345'],
    ['9.007.199.254.740.993', {type: 'integer', groupChar: '.'}, '9007199254740993']
  ] as const)('%s is read exactly', async (cell, field, value) => expect(await read(cell, field)).toBe(value))

  test.each([
    ['1.5', GERMAN],
    ['1234.5', GERMAN],
    ['12.34', GERMAN],
    ['1.2345', GERMAN],
    ['1,234,5', GERMAN],
    ['1.234.56', GERMAN],
    ['1,234', SWISS],
    [',', GERMAN],
    ['12 34', {type: 'integer', groupChar: ' '}]
  ] as const)('%s is no number as the contract writes them, and none is guessed', async (cell, field) => {
    expect(await read(cell, field)).toEqual([expect.stringContaining(`cell-matches-type 2: Unexpected \`${cell}\` in \`v\``)])
  })

  test('what is expected is shown as the file writes it; limits are written as ever', async () => {
    expect(await read('x', GERMAN)).toEqual([expect.stringContaining('expected a number as `1.234,5`')])
    const field = {...GERMAN, constraints: {maximum: 1000.5}}
    expect(await read('1.000,5', field)).toBe('1000.5')
    expect(await read('1.000,6', field)).toEqual([expect.stringContaining('expected 1000.5 or less')])
  })
})

describe('a cell that is no value names the key that would have it read', () => {
  const WRITTEN = 'Where the column is written so, its contract says so: '
  const NOTHING = 'Where it stands for nothing, the schema of the contract says so: '
  test.each([
    ['12,5', {type: 'number'}, `${WRITTEN}\`"decimalChar": ","\`.`],
    ['1,234.5', {type: 'number'}, `${WRITTEN}\`"groupChar": ","\`.`],
    ['1,234', {type: 'number'}, `${WRITTEN}\`"groupChar": ","\` for 1234, or \`"decimalChar": ","\` for 1.234.`],
    ['1.234,5', {type: 'number'}, `${WRITTEN}\`"decimalChar": ",", "groupChar": "."\`.`],
    ['1.234,5', {type: 'number', decimalChar: ','}, `${WRITTEN}\`"decimalChar": ",", "groupChar": "."\`.`],
    ['1\u00A0234', {type: 'integer'}, `${WRITTEN}\`"groupChar": "\\u00A0"\`.`],
    ['12.5', {type: 'integer'}, `${WRITTEN}\`"type": "number"\`.`],
    ['12,5', {type: 'integer'}, `${WRITTEN}\`"type": "number", "decimalChar": ","\`.`],
    ['n/a', {type: 'number'}, `${NOTHING}\`"missingValues": ["n/a"]\`.`],
    ['(1,234)', {type: 'number'}, 'No key of a contract reads parentheses. Write it with a minus sign, as `-1234.5`, or'],
    ['yes', {type: 'boolean'}, `as in \`"trueValues": ["yes"], "falseValues": ["no"]\`. ${NOTHING}\`"missingValues": ["yes"]\`.`],
    ['15.04.2024', {type: 'date'}, 'What is written otherwise is named by `format`, as in `"%d.%m.%Y"`.'],
    ['5 / 6', {type: 'number'}, 'no thousands separators, units or spaces.']
  ] as const)('%s in %j', async (cell, field, words) => {
    const {messages} = await readTable(resource(field as Partial<FieldDefinition>), Buffer.from(`id;v\na;"${cell}"\n`))
    expect(messages).toMatchObject([{rule: 'cell-matches-type', note: expect.stringContaining(words)}])
  })

  test('and another way of writing in a column that has one is a slip, of which the note says nothing', async () => {
    const {messages} = await readTable(resource({type: 'number', decimalChar: ','}), Buffer.from('id;v\na;12.5\n'))
    expect(messages).toMatchObject([{reason: expect.stringContaining('expected a number as `1234,5`')}])
    expect(messages[0]!.note).toBeUndefined()
  })

  test('and what the contract lists already stays', async () => {
    const {messages} = await readTable(resource({type: 'number'}, {missingValues: ['-']}), Buffer.from('id;v\na;k. A.\n'))
    expect(messages).toMatchObject([{note: `${NOTHING}\`"missingValues": ["-", "k. A."]\`.`}])
  })

  test('and a contract that follows it reads the cell', async () => {
    expect(await read('1,234.5', {type: 'number', groupChar: ','})).toBe('1234.5')
    expect(await read('1\u00A0234', {type: 'integer', groupChar: '\u00A0'})).toBe('1234')
  })
})

describe('truths, days and what stands for nothing', () => {
  test.each([
    ['是', {type: 'boolean', trueValues: ['是', '有'], falseValues: ['否']}, true],
    ['否', {type: 'boolean', trueValues: ['是'], falseValues: ['否']}, false],
    ['15.04.2024', {type: 'date', format: '%d.%m.%Y'}, '2024-04-15'],
    ['5.4.2024', {type: 'date', format: '%d.%m.%Y'}, '2024-04-05'],
    ['2024年4月15日', {type: 'date', format: '%Y年%m月%d日'}, '2024-04-15'],
    ['04/15/2024', {type: 'date', format: '%m/%d/%Y'}, '2024-04-15']
  ] as const)('%s is read', async (cell, field, value) => expect(await read(cell, field as Partial<FieldDefinition>)).toBe(value))

  test.each([
    ['true', {type: 'boolean', trueValues: ['是'], falseValues: ['否']}, 'expected `是` or `否`'],
    ['2024-04-15', {type: 'date', format: '%d.%m.%Y'}, 'expected a day as `15.04.2024`'],
    ['31.02.2024', {type: 'date', format: '%d.%m.%Y'}, 'expected a day as `15.04.2024`'],
    ['04/15/2024', {type: 'date', format: '%d/%m/%Y'}, 'expected a day as `15/04/2024`']
  ] as const)('%s is told', async (cell, field, words) =>
    expect(await read(cell, field as Partial<FieldDefinition>)).toEqual([expect.stringContaining(words)])
  )

  test('stands as the contract lists it, in a column of any type, and is missing where a value is required', async () => {
    const schema = {missingValues: ['-', 'k. A.']}
    for (const type of ['number', 'date', 'string'] as const) expect(await read('k. A.', {type}, schema)).toBeNull()
    expect(await read('–', {type: 'string'}, schema)).toBe('–')
    const told = await read('-', {type: 'number', constraints: {required: true}}, schema)
    expect(told).toEqual([expect.stringContaining('cell-is-present')])
  })
})

describe('numbers with a sign beside them', () => {
  const SIGNED = {type: 'number', bareNumber: false, unit: {en: '%'}} as const
  const column = async (
    cells: readonly string[],
    field: Partial<FieldDefinition> = {},
    schema: Partial<Definition['schema']> = {}
  ) => {
    const rows = cells.map((cell, at) => `${at};"${cell}"\n`).join('')
    const {table, messages} = await readTable(resource({...SIGNED, ...field}, schema), Buffer.from(`id;v\n${rows}`))
    return messages.length > 0 ? messages.map(({rule, line}) => `${rule} ${line}`) : table.rows.map((row) => row['v'])
  }

  test.each([
    [['6.8%', '-3 %', '+0.5％', ''], {}, ['6.8', '-3', '0.5', null]],
    [['1.234,5 %', '2,5 %'], {decimalChar: ',', groupChar: '.'}, ['1234.5', '2.5']],
    [['€3', '-€3', '€-3.5'], {unit: {en: 'euros'}}, ['3', '-3', '-3.5']],
    [['US$3', 'US$1.5'], {unit: {en: 'US$'}}, ['3', '1.5']],
    [['3 EUR', '4 EUR'], {unit: {en: '€'}}, ['3', '4']],
    [['5 km²', '6 km²'], {unit: {en: 'km²'}, type: 'integer'}, ['5', '6']]
  ] as const)('%j are read where the contract says so', async (cells, field, values) =>
    expect(await column(cells, field as Partial<FieldDefinition>)).toEqual(values)
  )

  test.each([
    [['6.8%', '6.8‰', '3%']],
    [['3 %', '€3', '4%']],
    [['6.8%', '6.8', '3%']],
    [['6.8%', '<6.8%', '3%']],
    [['6.8%', '(6.8%)', '3%']],
    [['6.8%', '−6.8%', '3%']],
    [['6.8%', '6.8%*', '3%']],
    [['6.8%', '%', '3%']]
  ])('%j are told, and none is taken for another', async (cells) => expect(await column(cells)).toEqual(['cell-matches-type 3']))

  test('numbers without any are none there, and what stands for nothing does so', async () => {
    expect(await column(['0.068', '0.03'])).toEqual(['cell-matches-type 2', 'cell-matches-type 3'])
    expect(await column(['6.8%', 'n/a'], {}, {missingValues: ['n/a']})).toEqual(['6.8', null])
  })

  test('the unit of the contract is that of the cells', async () => {
    expect(await column(['6.8‰', '3‰'])).toEqual(['unit-is-that-of-its-cells 2'])
    expect(await column(['€3'], {unit: {en: 'US$'}})).toEqual(['unit-is-that-of-its-cells 2'])
    expect(await column(['6.8%'], {unit: {en: 'points'}})).toEqual(['unit-is-that-of-its-cells 2'])
    expect(await column(['6.8%'], {unit: {en: 'per cent', 'zh-Hans': '百分比'}})).toEqual(['6.8'])
    const {unit: _unit, ...bare} = SIGNED
    const told = await checkContracts([resource(bare)], {path: 'datapackage.json', place: () => ({line: 1, column: 1})})
    expect(told.flat()).toMatchObject([{rule: 'writing-fits-its-column', reason: expect.stringContaining('without a `unit`')}])
  })

  test('and a column that does not say so is told of the key', async () => {
    const told = (cell: string, type: 'number' | 'integer' = 'number') =>
      readTable(resource({type}), Buffer.from(`id;v\na;"${cell}"\n`)).then(({messages}) => messages[0]!.note)
    expect(await told('6.8%')).toBe(
      'Where the column is written so, its contract says so: `"bareNumber": false`. Its `unit` then says what `…%` is.'
    )
    expect(await told('6,8 %')).toContain('`"bareNumber": false, "decimalChar": ","`')
    expect(await told('6.8%', 'integer')).toContain('`"type": "number", "bareNumber": false`')
  })
})

describe('a column that the file calls otherwise', () => {
  const fields = [
    {name: 'id', type: 'string'},
    {name: 'gdp', header: 'GDP (US$)', type: 'number'},
    {name: 'row', header: '', type: 'integer'}
  ] as const
  const table = (more: Partial<Definition> = {}) =>
    toResource({name: 't', path: 'data/t.csv', schema: {fields, primaryKey: 'id'}, ...more})

  test('is read under its header, and called by its name', async () => {
    const {table: read, messages} = await readTable(table(), Buffer.from('id,GDP (US$),\na,1.5,0\n'))
    expect([read.rows, messages]).toEqual([[{id: 'a', gdp: '1.5', row: '0'}], []])
    const objects = await readTable(table({path: 'data/t.json'}), Buffer.from('[{"id": "a", "GDP (US$)": 1.5, "": 0}]'))
    expect([objects.table.rows, objects.messages]).toEqual([[{id: 'a', gdp: '1.5', row: '0'}], []])
  })

  test('is told at its line by its name, and a header that is not there by the header', async () => {
    const wrong = await readTable(table(), Buffer.from('id,GDP (US$),\na,x,0\n'))
    expect(wrong.messages).toMatchObject([
      {rule: 'cell-matches-type', line: 2, reason: expect.stringContaining('in `gdp` of row `a`')}
    ])
    const other = await readTable(table(), Buffer.from('id,gdp,\na,1,0\n'))
    expect(other.messages.map(({reason}) => reason)).toEqual([
      'Unexpected column `gdp`, expected one of the data package',
      'Unexpected header without `GDP (US$)`, expected every column of the data package'
    ])
    const twice = await readTable(table(), Buffer.from('id,GDP (US$),,\na,1,0,0\n'))
    expect(twice.messages).toMatchObject([{rule: 'header-matches-contract', reason: expect.stringContaining('second column ``')}])
  })

  test('is one column: no two read the same header', async () => {
    const two = table({schema: {fields: [...fields, {name: 'again', header: 'GDP (US$)', type: 'number'}]}})
    const told = await checkContracts([two], {path: 'datapackage.json', place: () => ({line: 1, column: 1})})
    expect(told.flat()).toMatchObject([
      {
        rule: 'writing-fits-its-column',
        reason: 'Unexpected second column under the header `GDP (US$)`, expected each of the file once'
      }
    ])
  })

  test('keeps its truths as they are written, where nothing is said of those', async () => {
    expect(await read('TRUE', {type: 'boolean'})).toBe(true)
    const one = table({schema: {fields: [{name: 'v', header: 'Is it?', type: 'boolean'}]}})
    expect((await readTable(one, Buffer.from('Is it?\nTRUE\n'))).table.rows).toEqual([{v: true}])
  })
})

describe('constraints', () => {
  test.each([
    ['abc', {type: 'string', constraints: {minLength: 3, maxLength: 3}}, 'abc'],
    ['𠮷野家', {type: 'string', constraints: {maxLength: 3}}, '𠮷野家'],
    ['5', {type: 'integer', constraints: {exclusiveMinimum: 4, exclusiveMaximum: 6}}, '5'],
    ['2.50', {type: 'number', constraints: {enum: [2.5, 3]}}, '2.5']
  ] as const)('%s keeps them', async (cell, field, value) =>
    expect(await read(cell, field as Partial<FieldDefinition>)).toBe(value)
  )

  test.each([
    ['ab', {type: 'string', constraints: {minLength: 3}}, 'cell-is-of-a-length'],
    ['四个汉字', {type: 'string', constraints: {maxLength: 3}}, 'expected text of 3 or less characters'],
    ['4', {type: 'integer', constraints: {exclusiveMinimum: 4}}, 'cell-is-in-range'],
    ['6', {type: 'number', constraints: {exclusiveMaximum: '6.0'}}, 'cell-is-in-range'],
    ['2', {type: 'number', constraints: {enum: [2.5, 3]}}, 'cell-is-in-list']
  ] as const)('%s breaks one', async (cell, field, words) =>
    expect(await read(cell, field as Partial<FieldDefinition>)).toEqual([expect.stringContaining(words)])
  )

  test('columns that name a row together stand once together', async () => {
    const fields: FieldDefinition[] = [{name: 'id'}, {name: 'region'}, {name: 'year', type: 'year'}]
    const two = toResource({name: 't', path: 'data/t.csv', schema: {fields, primaryKey: 'id', uniqueKeys: [['region', 'year']]}})
    const rows = 'id,region,year\na,gd,2023\nb,gd,2024\nc,zj,2023\nd,gd,2023\ne,gd,\nf,gd,\n'
    const {messages} = await readTable(two, Buffer.from(rows))
    expect(messages.map(({rule, line, note}) => [rule, line, note])).toEqual([
      ['unique-key-is-unique', 5, 'The first is on line 2.']
    ])
  })
})

test.each<[Partial<FieldDefinition>, string]>([
  [{type: 'string', decimalChar: ','}, 'Unexpected `decimalChar` of `v`, a column of type string'],
  [{type: 'integer', decimalChar: ','}, 'expected it for number'],
  [{type: 'number', decimalChar: ',', groupChar: ','}, 'Unexpected `,` for thousands and for the decimal point'],
  [{type: 'number', groupChar: '.'}, 'Unexpected `.` for thousands and for the decimal point'],
  [{type: 'date', format: '%d.%m.%y'}, 'Unexpected format `%d.%m.%y`'],
  [{type: 'date', format: '%d.%m'}, 'expected `%Y`, `%m` and `%d` once each'],
  [{type: 'number', trueValues: ['1']}, 'expected it for boolean']
])('a contract that would be ignored or misread is told of: %j', async (field, words) => {
  const place = () => ({line: 1, column: 1})
  const told = (await checkContracts([resource(field)], {path: 'datapackage.json', place})).flat()
  expect(told.map(({reason}) => reason)).toEqual([expect.stringContaining(words)])
})

test('a query has no file whose writing could be described', async () => {
  const root = await temporaryFolder()
  const places = {folder: await reportCopy('figures'), out: join(root, 'out'), store: join(root, 'store')}
  const queries = [{name: 'now', fields: [{name: 'per_stall', type: 'number', decimalChar: ','}]}]
  await edit(places.folder, 'datapackage.json', (text) => JSON.stringify({...JSON.parse(text), queries}))
  expect(await messagesOf(places, {formats: ['html']})).toMatchObject([{rule: 'writing-is-of-a-file', path: 'datapackage.json'}])
})

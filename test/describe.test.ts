/** A data file -> a first contract: types that are sure, text where none is, and a draft that Octavo itself takes. */
import {cp, mkdir, readdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {fileURLToPath} from 'node:url'
import {describe as group, expect, test} from 'vitest'
import {main} from '../pipeline/commands/main.ts'
import {describe, printJson} from '../pipeline/run/describe/index.ts'
import {addResource} from '../pipeline/run/describe/write.ts'
import {ReportError, type Message} from '../pipeline/messages.ts'
import {thisMachine} from '../pipeline/world.ts'
import {MOMENTS_MADE} from './connectors/moments.ts'
import {reportCopy, temporaryFolder} from './temporary.ts'

async function drafted(text: string | Uint8Array, options: {readonly path?: string; readonly limits?: boolean} = {}) {
  const {path = 'data/t.csv', limits = false} = options
  const {resource, messages} = await describe({draft: {name: 't', path}, bytes: Buffer.from(text), limits})
  const told = messages.map(({rule, line, reason}) => `${rule}${line === undefined ? '' : ` ${line}`}: ${reason}`)
  return {resource, fields: resource.schema.fields, told: told.filter((each) => !each.startsWith('key-is-sure'))}
}

/** The draft of one column beside ids. */
async function column(cells: readonly string[], {name = 'v', delimiter = '|'} = {}) {
  const lines = cells.map((cell, at) => `r${at}${delimiter}${cell}`)
  const {fields, told, resource} = await drafted([`id${delimiter}${name}`, ...lines].join('\n'))
  const {name: _name, constraints: _constraints, ...rest} = fields[1]!
  return {...rest, told, missing: resource.schema.missingValues}
}

group('types and how they are written', () => {
  test.each<[string, readonly string[], object]>([
    ['whole numbers', ['1', '-20', '300'], {type: 'integer'}],
    ['numbers', ['1.5', '20', '0.25'], {type: 'number'}],
    ['decimal commas', ['1,5', '20', '0,25'], {type: 'number', decimalChar: ','}],
    ['German numbers', ['1.234,5', '20', '1.234.567'], {type: 'number', decimalChar: ',', groupChar: '.'}],
    ['English thousands', ['1,234.5', '20'], {type: 'number', groupChar: ','}],
    ['whole thousands', ['1,234,567', '20'], {type: 'integer', groupChar: ','}],
    ['French thousands', ['1 234 567', '20'], {type: 'integer', groupChar: ' '}],
    ['three places below one', ['0.125', '0.250'], {type: 'number'}],
    ['many places', ['0.1234567890123456'], {type: 'number', scale: 16}],
    ['days', ['2024-04-15', '1999-12-31'], {type: 'date'}],
    ['days before months', ['15/04/2024', '01/05/2024'], {type: 'date', format: '%d/%m/%Y'}],
    ['months before days', ['04/15/2024', '05/01/2024'], {type: 'date', format: '%m/%d/%Y'}],
    ['German days', ['15.4.2024', '1.5.2024'], {type: 'date', format: '%d.%m.%Y'}],
    ['Chinese days', ['2024年4月15日'], {type: 'date', format: '%Y年%m月%d日'}],
    ['days in words', ['15 April 2024', '1 June 2024'], {type: 'date', format: '%d %B %Y'}],
    ['months', ['2024-04', '2024-12'], {type: 'yearmonth'}],
    ['moments', ['2024-04-15T14:30:00', '2024-04-15 14:30:00'], {type: 'datetime'}],
    ['moments with an offset', ['2024-04-15T14:30:00+08:00', '2024-04-15T14:30:00Z'], {type: 'datetime'}],
    ['moments without seconds', ['2024-04-15 14:30', '2024-04-15 09:00'], {type: 'datetime', format: '%Y-%m-%d %H:%M'}],
    ['times', ['14:30:00', '09:00:00'], {type: 'time'}],
    ['times without seconds', ['14:30', '9:00'], {type: 'time', format: '%H:%M'}],
    ['times of twelve hours', ['2:30 PM', '9:00 AM'], {type: 'time', format: '%I:%M %p'}],
    ['durations', ['P1Y2M', 'P3M'], {type: 'duration'}],
    ['truths', ['true', 'FALSE'], {type: 'boolean'}],
    ['text', ['Guangdong', '12 Main Street'], {type: 'string'}]
  ])('%s', async (_, cells, field) => {
    const {told, missing, ...found} = await column(cells)
    expect(found).toEqual(field)
    expect([told, missing]).toEqual([[], undefined])
  })
})

group('what is not sure is text with a note, or a note', () => {
  test.each<[string, readonly string[], object, string]>([
    ['codes', ['007', '010'], {type: 'string'}, 'code-is-text 2'],
    [
      'codes of one length',
      Array.from({length: 8}, (_, at) => `44${at}000`),
      {type: 'string'},
      'code-is-text 2: Unexpected digits of one length'
    ],
    [
      'a day in two orders',
      ['04/05/2024', '06/07/2024'],
      {type: 'string'},
      'day-order-is-sure: Unexpected days in `v` that can be read in two ways'
    ],
    ['a day that is its own month', ['05/05/2024'], {type: 'date', format: '%d/%m/%Y'}, 'day-order-is-sure'],
    ['a moment in two orders', ['04/05/2024 10:00'], {type: 'string'}, 'day-order-is-sure'],
    [
      'thousands or places',
      ['1.234', '12.345'],
      {type: 'string'},
      'number-is-sure: Unexpected numbers in `v` that can be read in two ways: `1.234` may be `1.234` or `1234`'
    ],
    ['places or thousands', ['1,234'], {type: 'string'}, 'number-is-sure'],
    ['eight digits', ['20240415', '20240501'], {type: 'date', format: '%Y%m%d'}, 'day-is-sure'],
    [
      'four digits',
      ['2019', '2023'],
      {type: 'integer'},
      'year-is-sure: Unexpected numbers of four digits in `v`, expected numbers, or years'
    ],
    [
      'numbers with per cent and per mille',
      ['1.5%', '20 ‰', '3%'],
      {type: 'string'},
      'column-is-of-one-kind 2: Unexpected `1.5%` in `v`, a number with its unit'
    ],
    [
      'numbers with money',
      ['€1.5', '€ 20', '300'],
      {type: 'string'},
      'column-is-of-one-kind 2: Unexpected `€1.5` in `v`, a number with its unit'
    ],
    [
      'days in several orders',
      ['31/12/2023', '04/05/2024', '12/31/2024'],
      {type: 'string'},
      'day-order-is-sure 4: Unexpected `31/12/2023` beside `12/31/2024` in `v`, expected one order of day and month'
    ],
    [
      'numbers with one slip',
      ['1', '2', '3*'],
      {type: 'string'},
      'column-is-of-one-kind 4: Unexpected `3*` in `v`, where 2 of 3 cells are numbers'
    ],
    ['local moments beside others', ['2024-04-15T10:00:00', '2024-04-15T10:00:00Z'], {type: 'string'}, ''],
    ['months beside days', ['P1M', 'P30D'], {type: 'string'}, ''],
    ['words for truths', ['是', '否', '是'], {type: 'boolean', trueValues: ['是'], falseValues: ['否']}, 'truth-is-sure'],
    ['one word', ['yes', 'yes'], {type: 'string'}, ''],
    ['more than 64 bits', ['99999999999999999999999'], {type: 'string'}, ''],
    ['nothing', ['', ''], {type: 'string'}, 'column-has-values']
  ])('%s', async (_, cells, field, note) => {
    const {told, missing: _missing, ...found} = await column(cells)
    expect(found).toEqual(field)
    expect(told).toEqual(note === '' ? [] : [expect.stringContaining(note)])
  })

  test('a header that SQL and chapters cannot say stays in the file, and has a name beside it', async () => {
    const {fields} = await drafted('id,GDP (bn),2023,gdp_bn,地区生产总值（亿元）,\na,1,2,3,4,5\n')
    expect(fields.map(({name, header}) => [name, header])).toEqual([
      ['id', undefined],
      ['gdp_bn_2', 'GDP (bn)'],
      ['_2023', '2023'],
      ['gdp_bn', undefined],
      ['地区生产总值_亿元', '地区生产总值（亿元）'],
      ['column_6', '']
    ])
  })

  test.each([
    [['6.8%', '7%'], {type: 'number', bareNumber: false, unit: {en: '%', 'zh-Hans': '%'}}],
    [['6,8 %', '7,25 %'], {type: 'number', bareNumber: false, decimalChar: ',', unit: {en: '%', 'zh-Hans': '%'}}],
    [['€3', '€1,200', '€1,000,000'], {type: 'integer', bareNumber: false, groupChar: ',', unit: {en: '€', 'zh-Hans': '€'}}],
    [['6.8%', '7‰', '8%'], {type: 'string'}],
    [['3%', '€3', '4%'], {type: 'string'}],
    [['6.8%', '7', '8%'], {type: 'string'}],
    [['6.8%', '<7%', '8%'], {type: 'string'}]
  ] as const)('%j have a sign that is their unit where it is one in all', async (cells, field) => {
    const {told: _told, missing: _missing, ...found} = await column(cells)
    expect(found).toEqual(field)
  })

  test('a column of years is known by its name', async () => {
    const {type, told} = await column(['2019', '2023'], {name: 'year'})
    expect([type, told]).toEqual(['year', [expect.stringContaining('expected years')]])
  })

  test('numbers of two readings are read as the other columns of the file', async () => {
    const {fields} = await drafted('id;a;b\nx;1.234;0,5\ny;12.345;1,25\n')
    expect(fields.slice(1)).toMatchObject([
      {type: 'integer', groupChar: '.'},
      {type: 'number', decimalChar: ','}
    ])
    const other = await drafted('id;a;b\nx;1.234;0.5\ny;12.345;1.25\n')
    expect(other.fields.slice(1)).toMatchObject([{type: 'number'}, {type: 'number'}])
    expect(other.fields[1]).not.toHaveProperty('groupChar')
  })
})

group('what stands for nothing', () => {
  test.each(['-', '–', 'n/a', 'NA', '..', '...', '…', ':', ' : ', 'x', 'k. A.', '暂无'])('%s', async (token) => {
    const {type, missing, told} = await column(['1', token, '3'])
    expect([type, missing]).toEqual(['integer', [token]])
    expect(told).toEqual([expect.stringContaining(`cell-has-a-value 3: Unexpected \`${token}\` in \`v\``)])
  })

  test('no word that is a text of another column: `NA` is Namibia', async () => {
    const {fields, resource, told} = await drafted('code,visits\nNA,1\nDE,NA\nFR,3\n')
    expect(resource.schema.missingValues).toBeUndefined()
    expect(fields.map(({type}) => type)).toEqual(['string', 'string'])
    expect(told.join()).toContain('seems to stand for nothing in one and for a text in another')
  })

  test('nor is it one beside numbers that are drafted as text, for a sign or a note', async () => {
    for (const cells of [
      ['51%', ':', '54‰', '55%'],
      ['51', ':', '54', '55 p', '56']
    ])
      expect(await column(cells)).toMatchObject({type: 'string', missing: [':']})
  })

  test('a text alone has none', async () => expect((await column(['a', '-', 'b'])).missing).toBeUndefined())
})

group('a row with one value', () => {
  test('is told with its line, and what comes after it counted', async () => {
    const {told} = await drafted('a,b,c\nx,1,2\ny,1,3\nz,3,4\nw,4,4\nSource: an office,,\n* estimated,,\n')
    expect(told).toContain(
      'row-has-values 6: Unexpected `Source: an office` alone in its row, and in 1 more such row, expected a row of the table'
    )
  })

  test('is none to tell of where most rows are so, or where there are two columns', async () => {
    for (const text of ['a,b,c\nx,,\ny,,\nz,3,4\n', 'a,b\nx,1\ny,\nz,2\n'])
      expect((await drafted(text)).told.join()).not.toContain('row-has-values')
  })
})

group('the text of a file', () => {
  test.each([
    [';', '1,5'],
    ['\t', '1.5'],
    ['|', '1.5']
  ])('is parted by %j', async (delimiter, number) => {
    const {resource} = await drafted(`id${delimiter}v\na${delimiter}${number}\n`)
    expect(resource.dialect).toEqual({delimiter})
  })

  test('a separator that is a guess is told', async () => {
    const {resource, told} = await drafted('id\na;1\nb;2\n')
    expect(resource.dialect).toBeUndefined()
    expect(told).toContainEqual(expect.stringContaining('file-has-its-separator'))
  })

  test.each([
    ['gb18030', Buffer.from('69642c6e616d650a612cb9e3b6ab0a', 'hex'), '广东'],
    ['windows-1252', Buffer.from('id,name\na,Köln\n', 'latin1'), 'Köln'],
    ['utf-16le', Buffer.from('\uFEFFid,name\na,广东\n', 'utf16le'), '广东']
  ])('is in %s', async (encoding, bytes, word) => {
    const {messages, resource} = await describe({draft: {name: 't', path: 'data/t.csv'}, bytes, limits: false})
    expect(resource.encoding).toBe(encoding)
    expect(messages.find(({rule}) => rule === 'file-has-its-encoding')?.note).toContain(word)
  })
})

group('what holds for the rows', () => {
  const ROWS = Array.from(
    {length: 12},
    (_, at) => `gd,${2010 + at},${at % 2 === 0 ? 'open' : 'shut'},${at === 3 ? '' : at * 1.5}`
  )
  const TABLE = ['region,year,state,value', ...ROWS, ...ROWS.map((row) => row.replace('gd', 'zj'))].join('\n')

  test('columns without a blank, the smallest key, few repeated texts', async () => {
    const {resource, fields, told} = await drafted(TABLE)
    expect(resource.schema.primaryKey).toEqual(['region', 'year'])
    expect(fields.map(({constraints}) => constraints)).toEqual([
      {required: true, enum: ['gd', 'zj']},
      {required: true},
      {required: true, enum: ['open', 'shut']},
      undefined
    ])
    expect(told).toContainEqual(expect.stringContaining('list-is-whole: Unexpected texts in `region`, `state` that are few'))
  })

  test('limits where they are asked for', async () => {
    const {fields} = await drafted(TABLE, {limits: true})
    expect(fields[1]!.constraints).toEqual({required: true, minimum: 2010, maximum: 2021})
    expect(fields[3]!.constraints).toEqual({minimum: 0, maximum: 16.5})
  })

  test('a code that names rows is the key, before a name that does; another code is unique', async () => {
    const {resource, fields} = await drafted('name,iso_code,id\nA,x1,1\nB,x2,2\nC,x3,3\nD,x4,4\n')
    expect(resource.schema.primaryKey).toBe('iso_code')
    expect(fields[0]!.constraints).toEqual({required: true})
    expect(fields[2]).toEqual({name: 'id', type: 'integer', constraints: {required: true, unique: true}})
  })

  test('counts that happen to differ name no row', async () => {
    const {resource} = await drafted('region,year,stalls\nnorth,2022,310\nnorth,2023,330\nwest,2022,1400\nwest,2023,1450\n')
    expect(resource.schema.primaryKey).toEqual(['region', 'year'])
    expect((await drafted('rank,people\n1,30\n2,20\n3,10\n4,5\n')).resource.schema.primaryKey).toBe('rank')
  })

  test('nor do numbers that are drafted as text, for a sign, a slip or a note; codes that look like some do', async () => {
    const keyOf = async (name: string, cells: readonly string[]) => {
      const rows = cells.map((cell, at) => `${cell}|${'abcdef'[at]}|${at % 2}`)
      return (await drafted([`${name}|town|v`, ...rows].join('\n'))).resource.schema.primaryKey
    }
    expect(await keyOf('gdp', ['51%', '52%', '54.5%', '55%'])).toBe('town')
    expect(await keyOf('gdp', ['51', '52', 'closed', '55'])).toBe('town')
    expect(await keyOf('gdp', ['1,251', '1,252', '1,254', '3,255'])).toBe('town')
    expect(await keyOf('area', ['1', '2', '2A', '2B', '3'])).toBe('area')
    expect(await keyOf('area', ['01', '02', '10', '11'])).toBe('area')
  })

  test('texts of digits of one length name none either, unless they are called a code', async () => {
    const rows = 'harbour,2023,39900\nharbour,2024,47200\nhillside,2023,12400\nhillside,2024,15100\n'
    expect((await drafted(`district,year,loans\n${rows}`)).resource.schema.primaryKey).toEqual(['district', 'year'])
    expect((await drafted(`district,year,loan_id\n${rows}`)).resource.schema.primaryKey).toBe('loan_id')
  })

  test('a column that names rows of another table refers to it, in a report that has it', async () => {
    const report = await reportCopy('markets')
    const describeOf = async (text: string) => {
      await writeFile(join(report, 'data/fees.csv'), text)
      const {out, err} = await octavo(report, 'describe', 'data/fees.csv')
      return {schema: (JSON.parse(out) as {schema: Record<string, unknown>}).schema, out, err}
    }
    const rows = ['north', 'south', 'west'].flatMap((region) => [2022, 2023].map((year) => `${region},${year},${year % 7}`))
    const {schema, out, err} = await describeOf(`region,year,fee\n${[...rows, ...rows].join('\n')}\n`)
    const foreignKeys = [{fields: 'region', reference: {resource: 'regions', fields: 'id'}}]
    expect(schema).toMatchObject({foreignKeys, fields: [{name: 'region', constraints: {required: true}}, {}, {}]})
    expect(out).toContain('      {"fields": "region", "reference": {"resource": "regions", "fields": "id"}}\n')
    expect(err).toContain('reference-is-sure')
    expect(err).not.toContain('list-is-whole')
    expect((await describeOf('region,fee\nnorth,1\neast,2\n')).schema).not.toHaveProperty('foreignKeys')
    expect((await describeOf('region,fee\nnorth,1\n')).schema).not.toHaveProperty('foreignKeys')
    // What another table is wrong in is left to a check.
    await writeFile(join(report, 'data/regions.csv'), 'id\nnorth,1\n')
    expect((await describeOf('region,fee\nnorth,1\nsouth,2\n')).schema).not.toHaveProperty('foreignKeys')
  })

  test('a total that alone keeps a column from referring to a table is told', async () => {
    const report = await reportCopy('markets')
    const told = async (...lines: readonly string[]) => {
      await writeFile(join(report, 'data/fees.csv'), ['region,label,fee', ...lines].join('\n'))
      const {out, err} = await octavo(report, 'describe', 'data/fees.csv')
      return [out.includes('foreignKeys'), /Unexpected (.*) in `region`, whose other values all stand in `id`/.exec(err)?.[1]]
    }
    const [north, south] = ['north,North,1', 'south,South,2']
    expect(await told(north, south, 'Total,All of them,3')).toEqual([false, '`Total`'])
    expect(await told(north, south, 'T,Total,3', 'Average,Mean,2')).toEqual([false, '`Average`, `T`'])
    expect(await told(north, south, 'elsewhere,Other,3')).toEqual([false, undefined])
    expect(await told('north,Total,1', 'south,Total,2', 'elsewhere,Total,3')).toEqual([false, undefined])
    expect(await told(north, south, 'west,Total,3')).toEqual([true, undefined])
    expect(await told(north, 'Total,All of them,3')).toEqual([false, undefined])
  })

  test('rows that nothing names have no key, and it is said', async () => {
    const {messages, resource} = await describe({
      draft: {name: 't', path: 't.csv'},
      bytes: Buffer.from('a,b\nx,1\nx,1\n'),
      limits: false
    })
    expect(resource.schema).not.toHaveProperty('primaryKey')
    expect(messages).toMatchObject([{rule: 'key-is-sure', severity: 'warning'}])
  })
})

test.each([
  ['two columns without a name', 'id,,\na,1,2\n', 'header-matches-contract'],
  ['no column', '', 'file-is-wellformed'],
  ['a row with a cell too many', 'id,v\na,1,2\n', 'row-matches-header'],
  ['a row with a cell too many between semicolons', 'id;v\na;1;2\n', 'row-matches-header'],
  ['two columns of a name', 'id,v,v\na,1,2\n', 'header-matches-contract']
])('%s is an error, and no draft', async (_, text, rule) => {
  const error: unknown = await drafted(text).catch((end: unknown) => end)
  expect(error).toBeInstanceOf(ReportError)
  expect((error as ReportError).messages[0]).toMatchObject({rule, path: 'data/t.csv'})
})

test('lists, moments and times of other kinds of data are of their types', async () => {
  for (const format of ['json', 'jsonl', 'yaml', 'parquet'] as const) {
    const {fields} = await drafted(await MOMENTS_MADE[format](), {path: `data/t.${format}`})
    expect(fields.map(({type, itemType}) => (itemType === undefined ? type : `${type} of ${itemType}`))).toEqual([
      'string',
      'time',
      'datetime',
      'datetime',
      'yearmonth',
      'duration',
      'list',
      'list of integer'
    ])
  }
  const sheet = await drafted(await MOMENTS_MADE.xlsx(), {path: 'data/t.xlsx'})
  expect(sheet.fields.slice(1, 6).map(({type}) => type)).toEqual(['time', 'datetime', 'datetime', 'yearmonth', 'duration'])
})

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

async function octavo(folder: string, ...args: readonly string[]) {
  const said = {out: '', err: ''}
  const status = await main(args, {
    world: {...thisMachine(), folder},
    output: {
      out: (text) => void (said.out += text),
      err: (text) => void (said.err += text),
      isColoured: false,
      columns: undefined
    },
    signal: new AbortController().signal
  })
  return {status, ...said}
}

test('every draft is one that Octavo takes: the data of the report that comes with it, and of every kind', async () => {
  const report = await reportCopy('markets')
  const data = join(report, 'more')
  await mkdir(data)
  await cp(path('sources/digital-government/data'), data, {recursive: true})
  for (const name of ['regions.xlsx', 'regions.ods', 'times.xlsx', 'times.ods'])
    await cp(path(`test/fixtures/connectors/${name}`), join(data, name))
  for (const format of ['csv', 'json', 'jsonl', 'yaml', 'xlsx', 'ods', 'parquet'] as const)
    await writeFile(join(data, `moments.${format}`), await MOMENTS_MADE[format]())
  const database = new DatabaseSync(join(data, 'sites.sqlite'))
  database.exec(
    "create table sites (id text, visits integer, share real, noted text); insert into sites values ('a', 1, 0.5, '2024-04-15 10:30:00'), ('b', 2, 1, null)"
  )
  database.close()
  const files = await readdir(data)
  expect(files.length).toBeGreaterThan(25)
  for (const file of files) {
    const name = `more_${file.replaceAll(/[^a-z0-9]/g, '_')}`
    const {status, out, err} = await octavo(report, 'describe', join('more', file), '--write', '--name', name)
    expect(`${file} ${status} ${/ error /.test(err) ? err : ''}`).toBe(`${file} 0 `)
    expect(out).toMatch(
      new RegExp(`^\`${name}\` is added to datapackage\\.json: \\d+ columns?, (?:its key .+|without a key)\\.\\n$`)
    )
  }
  const check = await octavo(report, 'check', report, '--store', await temporaryFolder(), '--json')
  const {messages} = JSON.parse(check.out) as {messages: readonly Message[]}
  expect(messages.filter(({severity}) => severity === 'error')).toEqual([])
  const {resources} = JSON.parse(await readFile(join(report, 'datapackage.json'), 'utf8')) as {resources: readonly unknown[]}
  expect(resources).toHaveLength(2 + files.length)
})

group('--write', () => {
  const draft = {name: 'more', path: 'data/more.csv', schema: {fields: [{name: 'id', type: 'string'}]}} as const
  const contract = '"schema": {"fields": [{"name": "id", "type": "string"}]}'
  const add = (text: string) => addResource({path: 'datapackage.json', text}, draft)

  test.each([
    [
      'two blanks',
      '{\n  "resources": [\n    {"name": "t", "path": "data/t.csv", SCHEMA}\n  ],\n  "name": "d"\n}\n',
      'csv", SCHEMA},\n    {\n      "name": "more",\n'
    ],
    [
      'tabs and CRLF',
      '{\r\n\t"name": "d",\r\n\t"resources": [\r\n\t\t{"name": "t", "path": "data/t.csv", SCHEMA}\r\n\t]\r\n}',
      ',\r\n\t\t{\r\n\t\t\t"name": "more",\r\n'
    ],
    [
      'one line',
      '{"name": "d", "resources": [{"name": "t", "path": "data/t.csv", SCHEMA}]}',
      ', {"name": "more", "path": "data/more.csv", SCHEMA}]}'
    ]
  ])('touches nothing else: %s', async (_, form, added) => {
    const text = form.replaceAll('SCHEMA', contract)
    const made = await add(text)
    expect(made).toContain(added.replaceAll('SCHEMA', contract))
    const at = [...made].findIndex((character, index) => character !== text[index])
    expect(made.slice(0, at) + made.slice(at + made.length - text.length)).toBe(text)
    expect((JSON.parse(made) as {resources: readonly unknown[]}).resources[1]).toEqual(draft)
  })

  test.each([
    ['its name', '"name": "MORE"'.toLowerCase(), 'data/other.csv'],
    ['its file', '"name": "other"', 'data/more.csv']
  ])('refuses what is there already: %s', async (_, name, file) => {
    const text = `{"name": "d", "resources": [\n{${name}, "path": "${file}", ${contract}}]}`
    await expect(add(text)).rejects.toMatchObject({messages: [{rule: 'name-is-unique', path: 'datapackage.json', line: 2}]})
  })

  test('says plainly that nothing tells its rows apart', async () => {
    const {messages} = await describe({
      draft: {name: 't', path: 't.csv'},
      bytes: Buffer.from('place,kind,n\na,b,1\na,b,1\n'),
      limits: false
    })
    expect(messages).toMatchObject([
      {
        rule: 'key-is-sure',
        reason:
          'Unexpected rows that no column alone and no two columns together tell apart, expected a key: columns whose values no two rows share'
      }
    ])
  })

  test('few rows are told where a key is guessed of them, and not where a column is called a code', async () => {
    const told = async (text: string) =>
      (await describe({draft: {name: 't', path: 't.csv'}, bytes: Buffer.from(text), limits: false})).messages.map(
        ({rule}) => rule
      )
    expect(await told('place,n\nnorth,1\n')).toContain('key-is-sure')
    expect(await told('place_id,n\nnorth,1\n')).not.toContain('key-is-sure')
  })

  test('is told where there is no report, and writes nothing where the draft is none', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 't.csv'), 'place,v\na,1\nb,2\n')
    expect((await octavo(folder, 'describe', 't.csv', '--write')).status).toBe(2)
    expect((await octavo(folder, 'describe', 'none.csv')).err).toContain('Unexpected path `none.csv`')
    const {status, out, err} = await octavo(folder, 'describe', 't.csv')
    expect([status, JSON.parse(out)]).toMatchObject([0, {name: 't', path: 'data/t.csv', schema: {primaryKey: 'place'}}])
    expect(err).toContain('key-is-sure')
    const report = await reportCopy('markets')
    const before = await readFile(join(report, 'datapackage.json'), 'utf8')
    await writeFile(join(report, 'data/bad.csv'), 'id,v\na,1,2\n')
    expect((await octavo(report, 'describe', 'data/bad.csv', '--write')).status).toBe(1)
    expect((await octavo(report, 'describe', 'data/stalls.csv', '--write')).err).toContain('expected each once')
    expect(await readFile(join(report, 'datapackage.json'), 'utf8')).toBe(before)
  })

  test('a database with several tables is asked for one', async () => {
    const folder = await temporaryFolder()
    const database = new DatabaseSync(join(folder, 's.db'))
    database.exec("create table a (id text); create table b (id text); insert into b values ('x')")
    database.close()
    expect((await octavo(folder, 'describe', 's.db')).err).toContain(
      'Unexpected database with 2 tables, expected `--table` with one of `a`, `b`'
    )
    const {out} = await octavo(folder, 'describe', 's.db', '--table', 'b')
    expect(JSON.parse(out)).toMatchObject({path: 'data/s.db', table: 'b', schema: {fields: [{name: 'id', type: 'string'}]}})
  })
})

test('JSON stands as a person writes it', () => {
  expect(printJson({a: [1, 'b'], schema: {fields: [{name: 'x'}]}})).toBe(
    '{\n  "a": [1, "b"],\n  "schema": {\n    "fields": [\n      {"name": "x"}\n    ]\n  }\n}'
  )
})

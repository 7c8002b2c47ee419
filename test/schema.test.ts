import {readdir, readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {definitionStage, placeIn, readDefinition, type DefinitionOptions, type SchemaName} from '../pipeline/schema/validate.ts'

const fixture = async (name: string) => (await readFile(new URL(`fixtures/schema/${name}`, import.meta.url))).toString()
const read = (schema: SchemaName, text: string, options?: DefinitionOptions) =>
  readDefinition({path: `${schema}.yaml`, text}, schema, options)
const faults = async (schema: SchemaName, text: string, options?: DefinitionOptions) =>
  (await read(schema, text, options)).messages.map(({rule, line, column, reason}) => [rule, line, column, reason])
const report = 'id: r\ntitle: {en: R}\nrelease: 2024-04-15\naxes: {language: [en]}\nchapters: [a]\n'

test.each(['report.yaml', 'datapackage.json', 'brand.yaml', 'chapter.yaml', 'layout.yaml'])(
  '%s with every key is understood',
  async (name) => {
    const schema = name.split('.')[0] as SchemaName
    const {messages, value} = await readDefinition({path: name, text: await fixture(name)}, schema, {
      extraKeys: schema === 'chapter' ? ['region', 'audience'] : []
    })
    expect(messages).toEqual([])
    expect(value).toEqual(parse(await fixture(name)))
  }
)

test('a key, an item and what has no place of its own are found', async () => {
  const {place, places} = await read('report', await fixture('report.yaml'))
  expect(place(['axes', 'audience', 'values', 'public'])).toEqual({line: 14, column: 7})
  expect(place(['exclude', 0, 'audience'])).toEqual({line: 22, column: 18})
  expect(place(['chapters', 1])).toEqual({line: 19, column: 21})
  expect(place(['axes', 'audience', 'nothing', 3])).toEqual({line: 10, column: 3})
  expect(placeIn(places, [])).toEqual({line: 1, column: 1})
})

test('lines are those of the file, also in front matter', async () => {
  expect(await faults('chapter', 'id: A b\n', {firstLine: 2})).toEqual([
    ['value-matches-schema', 2, 1, 'Unexpected `A b` in `id`, expected lower-case letters, digits and hyphens, as in `standing`']
  ])
})

test.each([
  ['a: [1, 2\nb: 3\n', 'definition-is-wellformed'],
  ['a: "x\n', 'definition-is-wellformed'],
  ['a: b: c\n', 'definition-is-wellformed'],
  ['a:\n\tb: 1\n', 'definition-is-wellformed'],
  ['a: *x\n', 'definition-is-wellformed'],
  ['a: !!python/object x\n', 'definition-is-wellformed'],
  ['---\na: 1\n---\nb: 1\n', 'definition-is-wellformed']
])('%j is no YAML', async (text, rule) => {
  const {messages, value} = await read('report', text)
  expect(value).toBeUndefined()
  expect(messages[0]).toMatchObject({
    rule,
    severity: 'error',
    path: 'report.yaml',
    line: expect.any(Number),
    column: expect.any(Number)
  })
})

test('a key given twice is an error at the second one, in JSON too', async () => {
  expect(await faults('report', `${report}id: s\n`)).toEqual([
    ['key-is-unique', 6, 1, 'Unexpected second `id`, expected each key once']
  ])
  expect(await faults('datapackage', '{"name": "a",\n "name": "b"}')).toEqual([
    ['key-is-unique', 2, 2, 'Unexpected second `name`, expected each key once']
  ])
})

test.each([
  ['id: r\ntitle: {en: "half \\ud83d"}\n', 2, 9, 'Unexpected text with half of a surrogate pair'],
  ['id: r\n"\\udc00": 1\n', 1, 1, 'Unexpected key with half of a surrogate pair'],
  ['id: r\nlimits: [1, -0]\n', 2, 13, 'Unexpected -0'],
  ['id: r\nlimits: {least: -.inf}\n', 2, 10, 'Unexpected -Infinity']
])('A1 %j holds what no page can show and no key can hold', async (text, line, column, reason) => {
  const {messages} = await read('report', text)
  expect(messages).toEqual([
    expect.objectContaining({rule: 'value-is-plain', line, column, reason: expect.stringContaining(`${reason}, expected`)})
  ])
})

test('aliases that stand for gigabytes are refused', async () => {
  const letters = [...'abcdefghi']
  const text = letters
    .map(
      (name, index) =>
        `${name}: &${name} [${Array(9)
          .fill(index === 0 ? 'x' : `*${letters[index - 1]}`)
          .join(',')}]`
    )
    .join('\n')
  expect(await faults('report', text)).toEqual([
    ['definition-is-wellformed', 1, 1, 'Unexpected number of aliases (`*name`), expected values written out']
  ])
})

test.each([
  ['relaese: 1', 'key-is-known', 'Unexpected key `relaese` in the file, expected a known one', 'Did you mean `release`?'],
  ['formats: [pdff]', 'value-matches-schema', 'Unexpected `pdff` in `formats[0]`, expected `html`, `pdf` or `press`', undefined],
  ['press: {bleed: 3mm}', 'value-matches-schema', 'Unexpected `3mm` in `press.bleed`, expected a number', undefined],
  ['press: {bleed: 30}', 'value-matches-schema', 'Unexpected `30` in `press.bleed`, expected 20 or less', undefined],
  ['press: {marks: maybe}', 'value-matches-schema', 'Unexpected `maybe` in `press.marks`, expected true or false', undefined],
  ['press: {booklet: A5}', 'value-matches-schema', 'Unexpected `A5` in `press.booklet`, expected true or false', undefined],
  ['press: {ink-limit: 3}', 'value-matches-schema', 'Unexpected `3` in `press.ink-limit`, expected 100 or more', undefined],
  [
    'press: {profile: ../a.icc}',
    'value-matches-schema',
    "Unexpected `../a.icc` in `press.profile`, expected a path inside the report's folder",
    undefined
  ],
  ['press: {trim: 3}', 'key-is-known', 'Unexpected key `trim` in `press`, expected a known one', undefined],
  ['formats: []', 'value-matches-schema', 'Unexpected empty `formats`, expected at least 1', 'What is made of each edition'],
  ['formats: [pdf, pdf]', 'value-matches-schema', 'Unexpected second `pdf` in `formats`, expected each once', undefined],
  ['brand: 3', 'value-matches-schema', 'Unexpected `3` in `brand`, expected text', 'Put it in quotes: `"3"`.'],
  ['path: {{region}}/x', 'definition-is-wellformed', expect.any(String), 'Put text with `{{ }}` in quotes.'],
  [
    'path: {{region}}',
    'value-matches-schema',
    'Unexpected keys with values in `path`, expected text',
    'Put text with `{{ }}` in quotes.'
  ],
  [
    'brand: ../brand.yaml',
    'value-matches-schema',
    "Unexpected `../brand.yaml` in `brand`, expected a path inside the report's folder",
    undefined
  ],
  [
    'subtitle: {english: x}',
    'key-is-known',
    'Unexpected key `english` in `subtitle`, expected a language tag such as `en` or `zh-Hans`',
    undefined
  ],
  [
    'include: {region: gd}',
    'value-matches-schema',
    'Unexpected keys with values in `include`, expected a list',
    'Combinations of axis values that are made besides the others'
  ]
])('%j is refused', async (line, rule, reason, note) => {
  const {messages} = await read('report', `${report}${line}\n`)
  expect(messages).toMatchObject([{rule, line: 6, reason, ...(note !== undefined && {note})}])
})

test.each([
  ['region: {from: regions}', 'key-is-present', 'Unexpected `from` without `key` in `axes.region`, expected both'],
  [
    'region: {from: regions, key: id, titel: {en: R}}',
    'key-is-known',
    'Unexpected key `titel` in `axes.region`, expected a known one'
  ],
  ['region: gd', 'value-matches-schema', 'Unexpected `gd` in `axes.region`, expected a list or keys with values'],
  ['Region: [gd]', 'key-is-known', 'Unexpected key `Region` in `axes`, expected a word of lower-case letters, as in `region`'],
  [
    'region: [GD]',
    'value-matches-schema',
    'Unexpected `GD` in `axes.region[0]`, expected lower-case letters, digits and hyphens, as in `digital-government`'
  ]
])('the axis %j is refused', async (axis, rule, reason) => {
  const {messages} = await read('report', report.replace('axes: {language: [en]}', `axes:\n  language: [en]\n  ${axis}`))
  expect(messages).toMatchObject([{rule, line: 6, reason}])
})

test('every key that is missing is named, with what it is for', async () => {
  const {messages} = await read('report', 'id: r\n')
  expect(messages.map(({reason}) => reason)).toEqual(
    ['title', 'release', 'axes', 'chapters'].map((key) => `Unexpected file without \`${key}\`, expected every key that it needs`)
  )
  expect(messages[3]?.note).toBe('`chapters`: Ids of the chapters in their order.')
})

test('an empty file and a list are no report', async () => {
  expect(await faults('report', '')).toEqual([
    ['value-matches-schema', 1, 1, 'Unexpected nothing in the file, expected keys with values']
  ])
  expect(await faults('report', '- a')).toEqual([
    ['value-matches-schema', 1, 1, 'Unexpected list in the file, expected keys with values']
  ])
})

test('only the axes of the report are further keys of a chapter', async () => {
  const text = 'id: a\naudience: [leaders]\nregoin: [gd]\n'
  expect((await read('chapter', text, {extraKeys: ['region', 'audience']})).messages).toMatchObject([
    {rule: 'key-is-known', line: 3, column: 1, note: 'Did you mean `region`?'}
  ])
})

test('a sheet has a size by name or by measure', async () => {
  const margin = 'margin: {top: 1, right: 1, bottom: 1, left: 1}'
  const sheet = (keys: string) => faults('layout', `chartWidth: 600\npaper: {${keys}${margin}}\n`)
  expect(await sheet('width: 210, height: 297, ')).toEqual([])
  expect(await sheet('width: 210, ')).toEqual([
    ['key-is-present', 2, 1, 'Unexpected `paper` without `height`, expected every key that it needs']
  ])
  expect(await sheet('size: A4, width: 210, ')).toEqual([
    ['key-is-known', 2, 19, 'Unexpected `paper.width`, expected it left out here']
  ])
  expect(await sheet('size: A9, ')).toEqual([
    ['value-matches-schema', 2, 9, 'Unexpected `A9` in `paper.size`, expected `A4`, `A5` or `Letter`']
  ])
})

test.each([
  [
    '"name": "a b", "type": "string"',
    'Unexpected `a b` in `resources[0].schema.fields[0].name`, expected letters, digits and `_`, as in `gdp_2023`'
  ],
  [
    '"name": "a", "type": "text"',
    'Unexpected `text` in `resources[0].schema.fields[0].type`, expected `string`, `integer`, `number`, `boolean`, `date`, `year`, `yearmonth`, `time`, `datetime`, `duration` or `list`'
  ],
  [
    '"name": "a", "type": "date", "asOf": "May 2020"',
    'Unexpected `May 2020` in `resources[0].schema.fields[0].asOf`, expected a day, month or year such as `2020-11-01`, `2019-12` or `2023`'
  ],
  [
    '"name": "a", "type": "number", "decimals": -1',
    'Unexpected `-1` in `resources[0].schema.fields[0].decimals`, expected 0 or more'
  ],
  [
    '"name": "a", "type": "number", "constraints": {"minimun": 1}',
    'Unexpected key `minimun` in `resources[0].schema.fields[0].constraints`, expected a known one'
  ]
])('the field {%s} is refused', async (field, reason) => {
  const text = `{"name": "d", "resources": [{"name": "t", "path": "data/t.csv", "schema": {"fields": [\n{${field}}]}}]}`
  expect((await read('datapackage', text)).messages).toMatchObject([{line: 2, reason}])
})

test.each([
  ['any', 'Say what the column holds; `string` takes every text.'],
  ['object', 'Give each part a column of its own.'],
  ['geopoint', 'Give longitude and latitude a column each, of type `number`.'],
  ['timestamp', 'A day with its time is a `datetime`.']
])('of a type that no report shows it is said what to write instead: %s', async (type, note) => {
  const field = `{"name": "a", "type": "${type}"}`
  const text = `{"name": "d", "resources": [{"name": "t", "path": "data/t.csv", "schema": {"fields": [${field}]}}]}`
  expect((await read('datapackage', text)).messages).toMatchObject([{rule: 'value-matches-schema', note}])
})

test('data stay inside the folder of the report', async () => {
  const text = (path: string) =>
    `{"name": "d", "resources": [{"name": "t", "path": "${path}", "schema": {"fields": [{"name": "a", "type": "date"}]}}]}`
  for (const path of ['/etc/passwd', '../x.csv', 'data/../../x.csv', 'https://example.org/x.csv']) {
    expect((await read('datapackage', text(path))).messages).toMatchObject([
      {reason: expect.stringContaining("expected a path inside the report's folder")}
    ])
  }
})

test('every key of every schema says what it is for', async () => {
  const folder = new URL('../pipeline/schema/', import.meta.url)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.schema.json'))
  expect(names.length).toBeGreaterThanOrEqual(5)
  for (const name of names) expect(undescribed(JSON.parse((await readFile(new URL(name, folder))).toString()), name)).toEqual([])
})

test('the stage throws every message, and keeps places apart from the value', async () => {
  const stage = definitionStage('code')
  const run = (text: string) => stage.run({source: {path: 'report.yaml', text}, schema: 'report'}, () => undefined)
  const plain = await run(report)
  const commented = await run(`# A word.\n${report}`)
  expect(commented.value).toEqual(plain.value)
  expect(commented.places).not.toEqual(plain.places)
  await expect(run(`${report}a: 1\nb: 2\n`)).rejects.toMatchObject({messages: [{line: 6}, {line: 7}]})
})

function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = 'properties' in schema ? Object.entries(schema.properties as Record<string, object>) : []
  const missing = own.filter(([, part]) => typeof part === 'object' && !('description' in part)).map(([key]) => `${path}.${key}`)
  const parts = Object.entries(schema).filter(([key]) => key !== 'then')
  return [...missing, ...parts.flatMap(([key, part]) => undescribed(part, `${path}.${key}`))]
}

test.each(['[', '{a: ', '- '])('E32 a definition of many %j inside each other is told at its place', async (open) => {
  const found = await faults('report', `${report}brand:\n  ${open.repeat(20_000)}`)
  expect(found.length).toBeGreaterThan(0)
  expect(found.map((fault) => fault[3]).join()).not.toMatch(/stack/i)
})

test.each(['2024-02-31', '2023-02-29', '1900-02-29', '2024-04-31'])('B13 a release on %s is no day', async (day) => {
  expect(await faults('report', report.replace('2024-04-15', day))).toEqual([
    ['value-matches-schema', 3, 1, `Unexpected \`${day}\` in \`release\`, expected a day of the calendar`]
  ])
})

test.each(['2024-02-29', '2000-02-29', '2023-12-31'])('B13 a release on %s is one', async (day) => {
  expect(await faults('report', report.replace('2024-04-15', day))).toEqual([])
})

test.each([
  ['2023-02-29', 'expected a day of the calendar'],
  ['2023-13', 'expected a day, month or year such as `2020-11-01`, `2019-12` or `2023`']
])('B13 values as of %s are of no day', async (asOf, expected) => {
  const fields = [{name: 'v', type: 'number', asOf}]
  const text = JSON.stringify({name: 'd', resources: [{name: 't', path: 'data/t.csv', schema: {fields}}]})
  expect((await faults('datapackage', text)).map((fault) => fault[3])).toEqual([
    `Unexpected \`${asOf}\` in \`resources[0].schema.fields[0].asOf\`, ${expected}`
  ])
})

test('every example of data in the README is understood', async () => {
  const readme = (await readFile(new URL('../README.md', import.meta.url))).toString()
  const examples = [
    ...readme
      .split('## Data\n')[1]!
      .split('\n## ')[0]!
      .matchAll(/```json\n([^`]+)```/g)
  ].map(([, text]) => text!)
  expect(examples).toHaveLength(10)
  for (const example of examples)
    expect((await read('datapackage', `{"name": "d", "resources": [${example}]}`)).messages).toEqual([])
})

test('a database has a connection and no file', async () => {
  const text = (keys: string) => `{"name": "d", "resources": [{"name": "t", ${keys}, "schema": {"fields": [{"name": "a"}]}}]}`
  const told = async (keys: string) =>
    (await read('datapackage', text(keys).replace('"name": "a"', '"name": "a", "type": "date"'))).messages.map(
      ({reason}) => reason
    )
  expect(await told('"connection": "STATISTICS_URL", "table": "t"')).toEqual([])
  expect(await told('"connection": "STATISTICS_URL", "path": "data/x.csv"')).toEqual([
    'Unexpected `resources[0].path`, expected it left out here'
  ])
  expect(await told('"connection": "STATISTICS_URL", "format": "csv"')).toEqual([
    'Unexpected `csv` in `resources[0].format`, expected `postgresql`'
  ])
  expect(await told('"connection": "postgresql://u:p@h/d"')).toHaveLength(1)
})

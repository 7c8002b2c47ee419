/** Files as offices give them out: a title, a source or a date above the header, and notes below the table. */
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {utils, write} from '@e965/xlsx'
import {expect, test} from 'vitest'
import {csv} from '../../pipeline/connectors/csv.ts'
import {xlsx} from '../../pipeline/connectors/xlsx.ts'
import {describe} from '../../pipeline/run/describe/index.ts'
import type {Resource} from '../../pipeline/types.ts'
import {temporaryFolder} from '../temporary.ts'
import {octavo} from '../typing.ts'

const WORLD_BANK = `\uFEFF"Data Source","World Development Indicators",\r
\r
"Last Updated Date","2024-06-28",\r
\r
"Country Name","Country Code","Indicator Name","Indicator Code","2021","2022","2023",\r
"Aruba","ABW","Population, total","SP.POP.TOTL","106537","106445","",\r
"Korea, Rep.","KOR","Population, total","SP.POP.TOTL","51769539","51672569","51712619",\r
`
const MINISTRY = 'Schools "by district", 2024\n\nid;value;note\nn;1200;\no;1500;"a\nb"\nw;900;\n'

const fields = (...names: string[]) => names.map((name) => ({name, type: 'string'}) as const)
const resource: Resource = {
  name: 'schools',
  path: 'data/schools.csv',
  format: 'csv',
  fields: fields('id', 'value', 'note'),
  primaryKey: ['id'],
  foreignKeys: []
}
const read = (text: string, more: Partial<Resource> = {}) => csv.read(Buffer.from(text), {...resource, ...more})
const headerRow = (text: string, delimiter = ',') => csv.headerRow!(Buffer.from(text), {...resource, dialect: {delimiter}})

test('the header stands where the contract says, and lines are those of the file', () => {
  const {rows, messages} = read(MINISTRY, {dialect: {delimiter: ';'}, headerRow: 3})
  expect(messages).toEqual([])
  expect(rows.map(({line, cells}) => [line, cells['id'], cells['value']])).toEqual([
    [4, 'n', '1200'],
    [5, 'o', '1500'],
    [7, 'w', '900']
  ])
  expect(read('Title\n\nid,value,note\na,1,2,3\nb,1,"x', {headerRow: 3}).messages).toMatchObject([
    {rule: 'file-is-wellformed', line: 5}
  ])
  expect(read('Title\n\nid,value,note\na,1,2,3\nb,1,x\n', {headerRow: 3}).messages).toMatchObject([
    {rule: 'row-matches-header', line: 4}
  ])
})

test.each([
  ['Title, of "the" year\nid,value,note\na,1,x\n', undefined, 2, 1],
  ['id,value,note\na,1,x\nb,2,y\n', 2, 1, 2],
  ['Title\n\nid,value,note\na,1,x\n', 2, 3, 2],
  ['Title\nid,valeu,note\na,1,x\nb,2,y\n', undefined, 2, 1]
])('a header in another line than it should is one message that names the line: %j', (text, given, found, expected) => {
  expect(read(text, {...(given && {headerRow: given})})).toEqual({
    rows: [],
    messages: [
      {
        severity: 'error',
        rule: 'header-matches-contract',
        path: 'data/schools.csv',
        line: found,
        reason: `Unexpected header in line ${found}, expected it in line ${expected}`,
        note: `Write \`"headerRow": ${found}\` for \`schools\` in datapackage.json: a title, a source or a date above it may stay in the file.`
      }
    ]
  })
})

test('what is wrong with a header below other lines is told at its line', () => {
  expect(read('Title\nid,valeu,note\na,1,x\n', {headerRow: 2}).messages).toMatchObject([{line: 2}, {line: 2}])
  expect(read('Title\nid;value;note\na;1;x\n', {headerRow: 2}).messages).toMatchObject([
    {rule: 'file-has-its-separator', line: 2}
  ])
  expect(read('id,valeu,note\na,1,x\n', {headerRow: 9}).messages).toMatchObject([
    {line: 9, reason: 'Unexpected row 9 without a header, expected the columns `id`, `value`, `note`'}
  ])
})

test('a row that breaks the table is told what it may be: a header, a note below, or a cell without quotes', () => {
  const notes = read('id,value,note\na,1\nb,2,x\n\nSource: Office\nNote: preliminary, may change\n').messages
  expect(notes.map(({line, note}) => [line, note])).toEqual([
    [2, 'A cell that holds the separator is written in quotes.'],
    [5, expect.stringContaining('Where it is a source or a note below the table, take it out of the file')],
    [6, expect.stringContaining('Where it is a source or a note below the table, take it out of the file')]
  ])
  const [first] = read('Title\n1,2,3\n4,5,6\n', {fields: fields('Title')}).messages
  expect(first).toMatchObject({line: 2, note: expect.stringContaining('`headerRow` in the contract names its line')})
})

test.each<[string, string, number | undefined, string?]>([
  ['of the World Bank', WORLD_BANK, 5],
  ['with quotes in the title', MINISTRY, 3, ';'],
  ['saved by an office program', 'Population,,,\n"Source: Office, 2024",,,\n,,,\nDistrict,Year,Number,Area\nN,2023,1,8\n', 4],
  ['in Chinese', '各区人口\n单位：万人\n地区,年份,人口\n东区,2023,120.5\n', 3],
  ['with a head above some columns', ',Pupils,,Staff,\nid,p22,p23,s22,s23\na,1,2,3,4\n', 2],
  ['first, with one column of two without a name', 'id,\na,x\nb,y\n', undefined],
  ['first, plain', 'id,value,note\na,1,\n', undefined],
  ['first, with years', 'place,2022,2023\na,1,2\n', undefined],
  ['first, below blank lines', '\n\nid,value\na,1\n', undefined],
  ['first, with sparse rows below', 'id,a,b,c,d\n1,,,,\n2,,,,\n', undefined],
  ['first, with one row of one cell too few', 'id,value,note\na,1\nb,2,x\nc,3,y\n', undefined],
  ['none, with numbers alone below a title', 'Title\n1,2,3\n4,5,6\n', undefined],
  ['none, with names twice', 'Title\nid,value,value\na,1,2\n', undefined],
  ['none but a title', 'Title\n', undefined],
  ['nothing', '', undefined]
])('the header of a file is found: %s', (_, text, row, delimiter) => {
  expect(headerRow(text, delimiter)).toBe(row)
})

test('a draft has the row of the header, and says what stands above it', async () => {
  const draft = {name: 'wb', path: 'data/wb.csv'}
  const {resource, messages} = await describe({draft, bytes: Buffer.from(WORLD_BANK), limits: false})
  expect([resource.headerRow, resource.schema.primaryKey, resource.schema.fields.length]).toEqual([5, 'country_code', 8])
  expect(messages.filter(({rule}) => rule === 'header-is-sure')).toMatchObject([
    {severity: 'warning', line: 5, reason: 'Unexpected lines 1 to 4 above the header, which is drafted as line 5'}
  ])
  const text = 'Schools\nPupils,and staff\nid,value\na,1\nb,2\n'
  const given = {draft: {...draft, headerRow: 3}, bytes: Buffer.from(text), limits: false}
  const other = await describe(given)
  expect(other.resource).toMatchObject({headerRow: 3, schema: {fields: [{name: 'id'}, {name: 'value', type: 'integer'}]}})
  expect(other.messages.map(({rule}) => rule)).not.toContain('header-is-sure')
})

test('a header below a title in a workbook is found as well', async () => {
  const book = utils.book_new()
  const rows = [['Towns'], [], ['town', 'bikes', 'shops'], ['Ost', 120, 3], ['West', 90, 2], ['Nord', 60, 4]]
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'T')
  const bytes: Uint8Array = write(book, {type: 'buffer'})
  expect(await xlsx.headerRow!(bytes, {...resource, format: 'xlsx'})).toBe(3)
  const {resource: drafted, messages} = await describe({draft: {name: 't', path: 't.xlsx'}, bytes, limits: false})
  expect([drafted.headerRow, drafted.schema.fields.map(({name}) => name)]).toEqual([3, ['town', 'bikes', 'shops']])
  expect(messages.filter(({rule}) => rule === 'header-is-sure')).toMatchObject([
    {place: 'T!3', reason: 'Unexpected rows 1 to 2 above the header, which is drafted as row 3'}
  ])
})

test('a report of such a file reads it as it is, and its numbers lead to their lines', async () => {
  const [folder, store] = [await temporaryFolder(), await temporaryFolder()]
  const text = 'Bikes of the towns\n\ntown,bikes,shops\nOst,120,3\nWest,90,2\nNord,60,4\nMitte,200,1\n'
  await writeFile(join(folder, 'bikes.csv'), text)
  const drafted = await octavo(folder, ['init', '--data', 'bikes.csv', '--header-row', '3'])
  expect([drafted.status, drafted.err]).toEqual([0, ''])
  expect(await readFile(join(folder, 'sources/bikes/data/bikes.csv'), 'utf8')).toBe(text)
  expect(await octavo(folder, ['check', '--store', store])).toMatchObject({out: '8 editions checked, no rule broken\n'})
  await writeFile(join(folder, 'sources/bikes/queries/rows.sql'), '-- key: town\nselect town, bikes from bikes\n')
  const {out} = await octavo(folder, ['query', 'rows', '--origins'])
  expect(out).toMatch(/bikes +90 +data\/bikes\.csv:5 bikes/)
  const wrong = await octavo(folder, ['describe', 'bikes.csv', '--header-row', 'x'])
  expect(wrong.err).toContain('Unexpected `--header-row x`, expected the number of a line, from 1')
})

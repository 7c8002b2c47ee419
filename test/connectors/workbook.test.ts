/** Workbooks as LibreOffice saves them, one sheet in two kinds of file; and files that are hostile, half or hidden. */
import {readFile} from 'node:fs/promises'
import {deflateRawSync} from 'node:zlib'
import {CFB, utils, write} from '@e965/xlsx'
import {describe, expect, test} from 'vitest'
import {ods} from '../../pipeline/connectors/ods.ts'
import {hiddenIn} from '../../pipeline/connectors/sheet-text.ts'
import {xlsx} from '../../pipeline/connectors/xlsx.ts'
import {openZip} from '../../pipeline/connectors/zip.ts'
import {readTable} from '../../pipeline/stages/table/index.ts'
import type {Resource} from '../../pipeline/types.ts'
import {regions} from './regions.ts'

const resource: Resource = {...regions, path: 'data/regions.xlsx', format: 'xlsx'}

const fixture = (name: string) => readFile(new URL(`../fixtures/connectors/${name}`, import.meta.url))

describe.each([xlsx, ods])('$format', (connector) => {
  const {format} = connector
  const read = async (name: string, more: Partial<Resource> = {}) =>
    connector.read(await fixture(`${name}.${format}`), {...resource, format, ...more})
  const told = async (name: string, more: Partial<Resource> = {}) =>
    (await read(name, more)).messages.map(({severity, rule, place, reason}) => [severity, rule, place, reason])

  test('cells are what the file has: results of formulas, exact numbers, days, codes', async () => {
    const {rows, messages} = await read('regions')
    expect(messages).toEqual([])
    expect(rows).toEqual([
      {line: 2, cells: {id: 'gd', name: 'Guangdong 广东', people: '1450', share: '0.961', since: '2024-04-15', open: true}},
      {line: 4, cells: {id: 'zj', name: 'Zhejiang <&>', people: '0', share: '0.3', since: '1999-12-31', open: false}},
      {line: 5, cells: {id: '00101', name: null, people: null, share: '0.0000001', since: null, open: null}}
    ])
  })

  test('a sheet and the part of it that is the table are those of the data package', async () => {
    expect((await read('two-sheets', {sheet: 'Regions', range: 'A3:F4'})).rows.map(({line}) => line)).toEqual([4])
    expect(await told('two-sheets')).toEqual([
      ['error', 'sheet-is-known', undefined, 'Unexpected sheets `Notes`, `Regions`, expected one']
    ])
    expect((await read('two-sheets', {sheet: 'Regoins'})).messages).toMatchObject([
      {rule: 'sheet-is-known', note: 'Did you mean `Regions`?'}
    ])
    const {rows} = await read('two-sheets', {sheet: 'Regions', headerRow: 3})
    expect(rows.map(({line, cells}) => [line, cells['id']])).toEqual([
      [4, 'gd'],
      [6, 'Source: statistics office']
    ])
  })

  test('formulas that failed are errors of their cells', async () => {
    const last = format === 'xlsx' ? '#VALUE!' : 'Err:502'
    const failed = [
      ['C2', '#DIV/0!', 'people'],
      ['D2', '#DIV/0!', 'share'],
      ['C3', '#N/A', 'people'],
      ['D3', '#NAME?', 'share'],
      ['C4', '#REF!', 'people'],
      ['D4', last, 'share']
    ]
    expect(await told('errors')).toEqual(
      failed.map(([cell, error, name]) => [
        'error',
        'formula-has-a-result',
        `Regions!${cell}`,
        `Unexpected error \`${error}\` in \`${name}\`, expected a value`
      ])
    )
  })

  test('hidden sheets and rows are named', async () => {
    expect(await told('hidden')).toEqual([
      ['warning', 'data-are-in-sight', undefined, 'Unexpected hidden sheet `Old`, not read'],
      ['warning', 'data-are-in-sight', 'Regions!3', 'Unexpected hidden rows 3, 4, read all the same']
    ])
    expect((await read('hidden')).rows).toHaveLength(3)
    expect((await told('hidden', {sheet: 'Regions'})).map(([, , place]) => place)).toEqual(['Regions!3'])
    expect((await told('hidden', {sheet: 'Old'}))[0]?.[3]).toBe('Unexpected hidden sheet `Old`, read all the same')
  })

  test('merged cells in the header are told with their range', async () => {
    expect(await told('merged')).toEqual([
      [
        'error',
        'cells-stand-alone',
        'Regions!A1:B1',
        'Unexpected merged cells A1:B1 in the header, expected one cell for each column'
      ]
    ])
  })

  test('a header is held against the contract', async () => {
    const fields = resource.fields.map((field) => (field.name === 'name' ? {...field, name: 'nome'} : field))
    expect((await told('regions', {fields})).map(([, rule, place]) => [rule, place])).toEqual([
      ['header-matches-contract', 'Regions!A1'],
      ['header-matches-contract', 'Regions!A1']
    ])
  })

  test('a file cut in half is told as such', async () => {
    const bytes = await fixture(`regions.${format}`)
    for (const part of [bytes.subarray(0, bytes.length / 2), bytes.subarray(0, bytes.length - 30)])
      expect((await connector.read(part, {...resource, format})).messages).toMatchObject([
        {severity: 'error', rule: 'file-is-whole'}
      ])
    expect((await connector.read(Buffer.alloc(0), {...resource, format})).messages).toMatchObject([{rule: 'file-is-whole'}])
    expect((await connector.read(Buffer.from('id,name\n'), {...resource, format})).messages).toMatchObject([
      {rule: 'file-is-of-its-kind', reason: `Unexpected text or unknown bytes, expected ${format.toUpperCase()}`}
    ])
  })

  test('a broken cell and a second key are told with sheet and cell', async () => {
    const fields = resource.fields.map((field) => (field.name === 'name' ? {...field, type: 'integer' as const} : field))
    const {messages} = await readTable({...resource, format, fields}, await fixture(`hidden.${format}`))
    expect(messages.filter(({rule}) => rule === 'cell-matches-type').map(({place}) => place)).toEqual([
      'Regions!B2',
      'Regions!B3',
      'Regions!B4'
    ])
    const twice = await readTable({...resource, format, primaryKey: ['share']}, await fixture(`hidden.${format}`))
    expect(twice.messages.find(({rule}) => rule === 'primary-key-is-unique')).toMatchObject({
      place: 'Regions!3',
      note: 'The first is at Regions!2.'
    })
  })

  test('a time of day is no day', async () => {
    const {messages} = await readTable({...resource, format}, await fixture(`times.${format}`))
    expect(messages.map(({rule, place, reason}) => [rule, place, reason])).toEqual([
      [
        'cell-matches-type',
        'Regions!E2',
        'Unexpected `2024-04-15T10:30:00` in `since` of row `gd`, expected a day of the calendar such as `2024-04-15`'
      ]
    ])
  })
})

const two: Resource = {...resource, fields: resource.fields.slice(0, 2), primaryKey: []}

const made = (cells: Readonly<Record<string, object>>, range: string) => {
  const book = utils.book_new()
  utils.book_append_sheet(book, {'!ref': range, ...cells}, 'Regions')
  return Buffer.from(write(book, {type: 'buffer', bookType: 'xlsx'}) as Uint8Array)
}

const text = (v: string) => ({t: 's', v})

test('hidden columns are named where they have cells', async () => {
  const hide = '<cols><col min="2" max="3" width="10" hidden="1"/><col min="9" max="9" hidden="1"/></cols><sheetData>'
  const change = (xml: string) => xml.replace('<sheetData>', hide)
  const bytes = changed(await fixture('regions.xlsx'), 'xl/worksheets/sheet1.xml', change)
  expect((await xlsx.read(bytes, resource)).messages).toMatchObject([
    {place: 'Regions!B1', line: 1, reason: 'Unexpected hidden columns B, C, read all the same'}
  ])
})

test('hidden columns are found in ODS too', async () => {
  const column = (count: number, more = '') => `<table:table-column table:number-columns-repeated="${count}" ${more}/>`
  const columns = column(1) + column(2, 'table:visibility="collapse"') + column(3) + column(1, 'table:visibility="collapse"')
  const change = (xml: string) => xml.replace(/<table:table-column [^>]*\/>/, columns)
  const zip = openZip(changed(await fixture('regions.ods'), 'content.xml', change))
  const entries = 'entries' in zip ? zip.entries : []
  expect(hiddenIn({SheetNames: [], Sheets: {}}, entries).columns('Regions')).toEqual([2, 3, 7])
})

test('one cell at the far end of the sheet is one cell', async () => {
  const bytes = made({A1: text('id'), B1: text('name'), A2: text('gd'), C3: text('x')}, 'A1:C3')
  const change = (xml: string) => xml.replace('<row r="3"', '<row r="1048576"').replace('r="C3"', 'r="XFD1048576"')
  const {rows, messages} = await xlsx.read(changed(bytes, 'xl/worksheets/sheet1.xml', change), two)
  expect(rows).toHaveLength(2)
  expect(messages).toMatchObject([{rule: 'row-matches-header', place: 'Regions!XFD1048576'}])
})

test('a formula that was never reckoned is an error, a number that no double holds is kept', async () => {
  const bytes = made({A1: text('id'), B1: text('name'), A2: {t: 'n', v: 1, f: '1+1'}, B2: {t: 'n', v: 2 ** 53}}, 'A1:B2')
  const change = (xml: string) => xml.replace(/<v>1<\/v>/, '').replace(/<v>9007199254740992<\/v>/, '<v>9007199254740993</v>')
  const {rows, messages} = await xlsx.read(changed(bytes, 'xl/worksheets/sheet1.xml', change), two)
  expect(messages).toMatchObject([{rule: 'formula-has-a-result', place: 'Regions!A2'}])
  expect(rows[0]?.cells).toEqual({id: null, name: '9007199254740993'})
})

test('a password is told as such, an old workbook too', async () => {
  const container = CFB.utils.cfb_new()
  CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.from([4, 0, 4, 0]))
  CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(64))
  const bytes = Buffer.from(CFB.write(container, {type: 'buffer'}) as Uint8Array)
  expect((await xlsx.read(bytes, resource)).messages).toMatchObject([
    {rule: 'file-is-open', reason: expect.stringContaining('password')}
  ])
  expect((await xlsx.read(Buffer.from('d0cf11e0a1b11ae10000', 'hex'), resource)).messages).toMatchObject([
    {rule: 'file-is-of-its-kind', note: 'Save it as .xlsx in the office program.'}
  ])
})

test('a bomb is refused by its sizes, also where they lie', async () => {
  const bomb = zipOf('xl/workbook.xml', deflateRawSync(Buffer.alloc(1000)), 700 * 1024 * 1024)
  expect((await xlsx.read(bomb, resource)).messages).toMatchObject([{rule: 'file-is-of-a-size'}])
  const liar = zipOf('xl/workbook.xml', deflateRawSync(Buffer.alloc(64 * 1024 * 1024)), 1000)
  expect((await xlsx.read(liar, resource)).messages).toMatchObject([{rule: 'file-is-of-a-size'}])
})

test('dates do not move with the time zone', async () => {
  const zone = process.env['TZ']
  try {
    for (const each of ['Asia/Shanghai', 'America/New_York']) {
      process.env['TZ'] = each
      expect((await xlsx.read(await fixture('regions.xlsx'), resource)).rows[0]?.cells['since']).toBe('2024-04-15')
    }
  } finally {
    process.env['TZ'] = zone
  }
})

/** A workbook with one of its parts changed. */
function changed(bytes: Buffer, part: string, change: (text: string) => string): Buffer {
  const zip = openZip(bytes)
  const container = CFB.utils.cfb_new()
  for (const {name, content} of 'entries' in zip ? zip.entries : []) {
    const before = content().toString()
    const after = name === part ? change(before) : before
    if (name === part) expect(after).not.toBe(before)
    CFB.utils.cfb_add(container, `/${name}`, Buffer.from(after))
  }
  return Buffer.from(CFB.write(container, {type: 'buffer', fileType: 'zip', compression: true}) as Uint8Array)
}

/** A zip of one file, which says that it is so large. */
function zipOf(name: string, packed: Buffer, size: number): Buffer {
  const [local, entry, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)]
  local.writeUInt32LE(0x04034b50)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(name.length, 26)
  entry.writeUInt32LE(0x02014b50)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(name.length, 28)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end])
}

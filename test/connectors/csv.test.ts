import {expect, test} from 'vitest'
import {csv} from '../../pipeline/connectors/csv.ts'
import type {Resource} from '../../pipeline/types.ts'

const resource: Resource = {
  name: 'sites',
  path: 'data/sites.csv',
  format: 'csv',
  fields: [
    {name: 'id', type: 'string'},
    {name: 'value', type: 'number'},
    {name: 'note', type: 'string'}
  ],
  primaryKey: ['id'],
  foreignKeys: []
}

const read = (text: string | Uint8Array, more: Partial<Resource> = {}) =>
  csv.read(typeof text === 'string' ? Buffer.from(text) : text, {...resource, ...more})

test('cells are texts as written, empty ones are null', () => {
  expect(read('id,value,note\n01,1.50,\n')).toEqual({
    rows: [{line: 2, cells: {id: '01', value: '1.50', note: null}}],
    messages: []
  })
})

test('a byte order mark and CRLF make no difference', () => {
  expect(read('\uFEFFid,value,note\r\na,1,"x\r\ny"\r\n')).toEqual(read('id,value,note\na,1,"x\ny"\n'))
})

test('lines are counted through cells of several lines and blank lines', () => {
  const {rows} = read('id,value,note\r\na,1,"x\r\ny\r\nz"\r\n\r\nb,2,q\r\n')
  expect(rows.map(({line}) => line)).toEqual([2, 6])
})

test('quotes, separators, braces and markup are nothing but text', () => {
  const {rows} = read('id,value,note\na,1,"say ""{{x}}"", a|b, <script>alert(1)</script>"\n')
  expect(rows[0]?.cells['note']).toBe('say "{{x}}", a|b, <script>alert(1)</script>')
})

test('gb18030 is read where the contract names it', () => {
  const bytes = Buffer.from([...Buffer.from('id,value,note\ngd,1,'), 0xb9, 0xe3, 0xb6, 0xab, 0x0a])
  expect(read(bytes, {encoding: 'gb18030'}).rows[0]?.cells['note']).toBe('广东')
})

test('bytes of another encoding are an error with their line', () => {
  const bytes = Buffer.from([...Buffer.from('id,value,note\na,1,x\ngd,1,'), 0xb9, 0xe3, 0xb6, 0xab, 0x0a])
  expect(read(bytes).messages).toMatchObject([{rule: 'file-has-its-encoding', path: 'data/sites.csv', line: 3}])
})

test('an encoding that there is not is an error', () => {
  expect(read('', {encoding: 'utf-9'}).messages).toMatchObject([
    {rule: 'file-has-its-encoding', reason: expect.stringContaining('`utf-9`')}
  ])
})

test('another separator and quote are read where the contract names them', () => {
  const {rows} = read("id;value;note\na;1;'x;y'\n", {dialect: {delimiter: ';', quoteChar: "'"}})
  expect(rows[0]?.cells).toEqual({id: 'a', value: '1', note: 'x;y'})
})

test.each([
  ['value,id,note', ['Unexpected column `value` at place 1, expected `id`']],
  [
    'id,valeu,note',
    [
      'Unexpected column `valeu`, expected one of the data package',
      'Unexpected header without `value`, expected every column of the data package'
    ]
  ],
  ['id,value,note,id', ['Unexpected second column `id`, expected each column once']],
  ['', ['Unexpected empty file, expected the columns `id`, `value`, `note`']]
])('the header %j is refused', (header, reasons) => {
  const {rows, messages} = read(`${header}\n`)
  expect(rows).toEqual([])
  expect(messages.map(({reason}) => reason)).toEqual(reasons)
  expect(new Set(messages.map(({rule, line}) => `${rule} ${line}`))).toEqual(new Set(['header-matches-contract 1']))
})

test.each([
  ['id;value;note\na;1;x\n', {}, 'semicolon', 'comma', ';'],
  ['"id"\t"value"\t"note"\n"a"\t"1"\t"x"\n', {}, 'tab', 'comma', '\\t'],
  ['id|value|note\na|1|x\n', {}, 'bar', 'comma', '|'],
  ['id,value,note\na,1,x\n', {dialect: {delimiter: ';'}}, 'comma', 'semicolon', ','],
  ['id;value;note\na;1,5;"x\n', {}, 'semicolon', 'comma', ';'],
  ['\uFEFFid;value;nota\n', {}, 'semicolon', 'comma', ';']
])('F38 a file with another separator is one message that names it: %j', (text, more, found, expected, written) => {
  expect(read(text, more)).toEqual({
    rows: [],
    messages: [
      {
        severity: 'error',
        rule: 'file-has-its-separator',
        path: 'data/sites.csv',
        line: 1,
        reason: `Unexpected ${found} between the columns, expected a ${expected}`,
        note: `Write \`"dialect": {"delimiter": "${written}"}\` for \`sites\` in datapackage.json.`
      }
    ]
  })
})

const zip = (...names: string[]) => Buffer.from(`PK\u0003\u0004\u0014\u0000${names.join('\u0000')}`, 'latin1')

test.each([
  [zip('[Content_Types].xml', 'xl/workbook.xml'), 'Excel workbook (.xlsx)'],
  [zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'), 'workbook (.ods)'],
  [zip('data.csv'), 'compressed file (zip)'],
  [Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'workbook or document of an old office program (.xls, .doc)'],
  [Buffer.from('%PDF-1.7\n'), 'PDF'],
  [Buffer.from('89504e470d0a1a0a', 'hex'), 'picture (PNG)'],
  [Buffer.from('1f8b0800', 'hex'), 'compressed file (gzip)'],
  [Buffer.from('\uFEFF\n<!DOCTYPE html><html>'), 'web page or XML']
])('F38 a file that is no text is named by its first bytes: %#', (bytes, name) => {
  expect(read(bytes).messages).toMatchObject([
    {rule: 'file-is-of-its-kind', path: 'data/sites.csv', reason: `Unexpected ${name}, expected CSV`}
  ])
})

test.each([
  [Buffer.from('\uFEFFid,value,note\na,1,x\n', 'utf16le'), 'UTF-16LE'],
  [Buffer.from('id,value,note\na,1,x\n', 'utf16le'), 'UTF-16LE'],
  [Buffer.from('id,value,note\na,1,x\n', 'utf16le').swap16(), 'UTF-16BE']
])('F38 text of two bytes a letter is named, and read where the contract says so: %#', (bytes, encoding) => {
  expect(read(bytes).messages).toMatchObject([
    {
      rule: 'file-has-its-encoding',
      reason: `Unexpected text in ${encoding}, expected \`utf-8\``,
      note: expect.stringContaining(`"encoding": "${encoding.toLowerCase()}"`)
    }
  ])
  expect(read(bytes, {encoding: encoding.toLowerCase()}).rows[0]?.cells).toEqual({id: 'a', value: '1', note: 'x'})
})

test('F38 the note shows what the bytes would be in an older encoding', () => {
  const chinese = Buffer.from([...Buffer.from('id,value,note\ngd,1,'), 0xb9, 0xe3, 0xb6, 0xab, 0x0a])
  const western = Buffer.from('id,value,note\ngd,1,Zürich\n', 'latin1')
  expect(read(chinese).messages[0]?.note).toContain('Read as `gb18030`, the line says: gd,1,广东')
  expect(read(western).messages[0]?.note).toContain('Read as `windows-1252`, the line says: gd,1,Zürich')
})

test('F38 a column without a name, and one with blanks around it, are told as such', () => {
  expect(read('id,value,note,\na,1,x,\n').messages).toMatchObject([
    {
      reason: 'Unexpected column 4 without a name, expected `id`, `value`, `note`',
      note: 'Take out separators at the end of the line, or call the column by a `name` in the contract, with `"header": ""`.'
    }
  ])
  expect(read('id, value,note\n').messages[0]).toMatchObject({
    reason: 'Unexpected column ` value`, expected one of the data package',
    note: 'Take out the blanks around `value`.'
  })
})

test('F38 lines may end with a lone carriage return', () => {
  expect(read('id,value,note\ra,1,x\rb,2,y\r').rows.map(({line, cells}) => [line, cells['id']])).toEqual([
    [2, 'a'],
    [3, 'b']
  ])
})

test('E29 a file too large, or of too many rows, is a message', () => {
  expect(read(Buffer.alloc(129 * 1024 * 1024, 'a')).messages).toMatchObject([
    {rule: 'file-is-of-a-size', reason: 'Unexpected file of 129 MiB, expected at most 128'}
  ])
  expect(read(`id,value,note\n${'a,1,\n'.repeat(1_000_001)}`).messages).toMatchObject([
    {rule: 'file-is-of-a-size', reason: 'Unexpected 1000001 rows, expected at most 1000000'}
  ])
})

test('an unknown column comes with the nearest known one', () => {
  expect(read('id,valeu,note\n').messages[0]?.note).toBe('Did you mean `value`?')
})

test('rows with too few or too many cells are errors, the others are read', () => {
  const {rows, messages} = read('id,value,note\na,1\nb,2,x\nc,3,y,z\n')
  expect(rows.map(({cells}) => cells['id'])).toEqual(['b'])
  expect(messages).toMatchObject([
    {rule: 'row-matches-header', line: 2, reason: 'Unexpected 2 cells in the row that starts with `a`, expected 3'},
    {rule: 'row-matches-header', line: 4, reason: 'Unexpected 4 cells in the row that starts with `c`, expected 3'}
  ])
})

test.each([
  ['a,1,"x\n', 'Unexpected end of the file, expected the quote that closes a cell'],
  ['a,1,"x"y\n', 'Unexpected text after a closing quote, expected the next cell'],
  ['a,1,x"y\n', 'Unexpected quote inside a cell that does not start with one']
])('broken quotes in %j are an error with their line', (row, reason) => {
  expect(read(`id,value,note\n${row}`).messages).toMatchObject([{rule: 'file-is-wellformed', line: expect.any(Number), reason}])
})

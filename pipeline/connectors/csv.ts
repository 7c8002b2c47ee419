/** CSV (RFC 4180) by contract: nothing is guessed, neither separators nor types nor which column is meant. */
import {CsvError, parse, type Options} from 'csv-parse/sync'
import {gathering, type Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import {decode, MOST_ROWS, tooManyRows, type RawRow, type RawTable, type TextConnector} from './connector.ts'
import {checkHeader} from './header.ts'
import {FIRST_ROWS, headerBelow, otherHeader, saysLittle, usualWidth, type Line} from './preamble.ts'
import {otherSeparator} from './separator.ts'

/** CSV files with a header. */
export const csv: TextConnector = {
  format: 'csv',
  columns(bytes, resource) {
    const decoded = decode(bytes, resource)
    const records = 'text' in decoded ? split(decoded.text, resource) : undefined
    return records !== undefined && 'records' in records ? headerOf(records.records, resource).cells : []
  },
  headerRow(bytes, resource) {
    const decoded = decode(bytes, resource)
    return 'text' in decoded ? headerBelow(firstRows(decoded.text, resource)) : undefined
  },
  read(bytes, resource) {
    const decoded = decode(bytes, resource)
    if ('message' in decoded) return {rows: [], messages: [decoded.message]}
    const {text} = decoded
    const whole = split(text, resource)
    if ('message' in whole) return {rows: [], messages: [betterThan(text, resource) ?? whole.message]}
    const {records} = whole
    if (records.length > MOST_ROWS) return {rows: [], messages: [tooManyRows(records.length - 1, resource)]}
    const header = headerOf(records, resource)
    const wrong = checkHeader(header.cells, resource).map((message) => ({...message, line: header.line}))
    if (wrong.length === 0) return toRows(records, resource)
    const better = betterThan(text, resource)
    return {rows: [], messages: better === undefined ? wrong : [better]}
  }
}

// A file that is read with another separator, or from another line, has many faults of which one is told.
function betterThan(text: string, resource: Resource): Message | undefined {
  const {headerRow} = resource
  const start = below(text, headerRow ?? 1).text.slice(0, 100_000)
  const [line] = (headerRow === undefined ? start.trimStart() : start).split('\n', 1)
  const separator = otherSeparator(line!, resource)
  return separator === undefined ? otherHeader(firstRows(text, resource), resource) : {...separator, line: headerRow ?? 1}
}

// The header that a contract gives a place stands there and nowhere else.
function headerOf([first]: readonly Line[], {headerRow}: Resource): Line {
  if (first === undefined || (headerRow !== undefined && first.line !== headerRow)) return {cells: [], line: headerRow ?? 1}
  return first
}

type Split = {readonly records: readonly Line[]} | {readonly message: Message}

function split(text: string, resource: Resource): Split {
  const {path} = resource
  const rest = below(text, resource.headerRow ?? 1)
  try {
    return {records: linesOf(rest.text, resource).map(({cells, line}) => ({cells, line: line + rest.above}))}
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error['lines']) + rest.above
    return {message: {severity: 'error', rule: 'file-is-wellformed', path, line, ...wordsOf(error)}}
  }
}

/** The first rows of the whole file; a title may hold quotes as it likes. */
function firstRows(text: string, resource: Resource): readonly Line[] {
  try {
    return linesOf(text, resource, {to: FIRST_ROWS, relax_quotes: true})
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return []
  }
}

// Lines above the header are not parsed: quotes in a title are none of a cell.
function below(text: string, headerRow: number): {readonly text: string; readonly above: number} {
  let at = 0
  for (let line = 1; line < headerRow; line++) at = text.indexOf('\n', at) + 1 || text.length
  return {text: text.slice(at), above: headerRow - 1}
}

function linesOf(text: string, {dialect}: Resource, more: Options = {}): readonly Line[] {
  const {delimiter = ',', quoteChar: quote = '"'} = dialect ?? {}
  const options = {
    delimiter,
    quote,
    escape: quote,
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    ...more
  }
  // With `info` every record comes with the line on which it ends; the library's types do not say so.
  const parsed = parse(text, options) as unknown as readonly {record: readonly string[]; info: {lines: number}}[]
  return parsed.map(({record, info}) => ({cells: record, line: info.lines - lineEndsIn(record)}))
}

function lineEndsIn(record: readonly string[]): number {
  return record.reduce((count, cell) => count + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0)
}

function wordsOf({code}: CsvError): {readonly reason: string; readonly note: string} {
  const note = 'A cell with a quote is written in quotes, with each quote in it doubled: `"a ""b"" c"`.'
  if (code === 'CSV_QUOTE_NOT_CLOSED') return {reason: 'Unexpected end of the file, expected the quote that closes a cell', note}
  if (code === 'CSV_INVALID_CLOSING_QUOTE') return {reason: 'Unexpected text after a closing quote, expected the next cell', note}
  return {reason: 'Unexpected quote inside a cell that does not start with one', note}
}

function toRows([header, ...records]: readonly Line[], resource: Resource): RawTable {
  const {fields} = resource
  const rows: RawRow[] = []
  const {add, messages} = gathering()
  const last = records.findLastIndex(({cells}) => cells.length === fields.length)
  const isBelow = header !== undefined && saysLittle(header.cells, usualWidth(records.slice(0, FIRST_ROWS)))
  for (const [at, {cells, line}] of records.entries()) {
    if (cells.length === fields.length)
      rows.push({line, cells: Object.fromEntries(fields.map(({name}, index) => [name, cells[index] || null]))})
    else add([raggedRow({cells, line}, resource, isBelow ? ABOVE : at > last && cells.length < fields.length ? BELOW : QUOTES)])
  }
  return {rows, messages}
}

const QUOTES = 'A cell that holds the separator is written in quotes.'
const ABOVE =
  'Where this is the header, below a title or a source, `headerRow` in the contract names its line, or `--header-row` where a draft is made.'
const BELOW =
  'Where it is a source or a note below the table, take it out of the file: what it says has its place in the contract.'

function raggedRow({cells, line}: Line, {path, fields}: Resource, note: string): Message {
  const start = cells[0]!.slice(0, 40)
  const found = cells.length === 1 ? '1 cell' : `${cells.length} cells`
  const reason = `Unexpected ${found} in the row that starts with \`${start}\`, expected ${fields.length}`
  return {severity: 'error', rule: 'row-matches-header', path, line, reason, note}
}

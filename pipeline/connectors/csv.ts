/** CSV (RFC 4180) by contract: nothing is guessed, neither separators nor types nor which column is meant. */
import {CsvError, parse} from 'csv-parse/sync'
import {gathering, type Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import {decode, MOST_ROWS, tooManyRows, type RawRow, type RawTable, type TextConnector} from './connector.ts'
import {checkHeader} from './header.ts'
import {otherSeparator} from './separator.ts'

interface Line {
  readonly cells: readonly string[]
  readonly line: number
}

/** CSV files with a header. */
export const csv: TextConnector = {
  format: 'csv',
  columns(bytes, resource) {
    const decoded = decode(bytes, resource)
    const records = 'text' in decoded ? split(decoded.text, resource) : undefined
    return records !== undefined && 'records' in records ? (records.records[0]?.cells ?? []) : []
  },
  read(bytes, resource) {
    const decoded = decode(bytes, resource)
    if ('message' in decoded) return {rows: [], messages: [decoded.message]}
    const records = split(decoded.text, resource)
    if ('message' in records) {
      const separator = otherSeparator(decoded.text.slice(0, 100_000).trimStart().split('\n')[0]!, resource)
      return {rows: [], messages: [separator ?? records.message]}
    }
    if (records.records.length > MOST_ROWS) return {rows: [], messages: [tooManyRows(records.records.length - 1, resource)]}
    const [header, ...rest] = records.records
    const messages = checkHeader(header?.cells ?? [], resource)
    if (messages.length === 0) return toRows(rest, resource)
    const separator = otherSeparator(decoded.text.slice(0, 100_000).trimStart().split('\n')[0]!, resource)
    return {rows: [], messages: separator === undefined ? messages : [separator]}
  }
}

function split(text: string, {path, dialect}: Resource): {readonly records: readonly Line[]} | {readonly message: Message} {
  const {delimiter = ',', quoteChar: quote = '"'} = dialect ?? {}
  const options = {
    delimiter,
    quote,
    escape: quote,
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    skip_empty_lines: true
  }
  try {
    // With `info` every record comes with the line on which it ends; the library's types do not say so.
    const parsed = parse(text, options) as unknown as readonly {record: readonly string[]; info: {lines: number}}[]
    return {records: parsed.map(({record, info}) => ({cells: record, line: info.lines - lineEndsIn(record)}))}
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return {message: {severity: 'error', rule: 'file-is-wellformed', path, line: Number(error['lines']), ...wordsOf(error)}}
  }
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

function toRows(records: readonly Line[], resource: Resource): RawTable {
  const {fields} = resource
  const rows: RawRow[] = []
  const {add, messages} = gathering()
  for (const {cells, line} of records) {
    if (cells.length === fields.length)
      rows.push({line, cells: Object.fromEntries(fields.map(({name}, index) => [name, cells[index] || null]))})
    else add([raggedRow({cells, line}, resource)])
  }
  return {rows, messages}
}

function raggedRow({cells, line}: Line, {path, fields}: Resource): Message {
  const start = cells[0]!.slice(0, 40)
  const found = cells.length === 1 ? '1 cell' : `${cells.length} cells`
  const reason = `Unexpected ${found} in the row that starts with \`${start}\`, expected ${fields.length}`
  return {
    severity: 'error',
    rule: 'row-matches-header',
    path,
    line,
    reason,
    note: 'A cell that holds the separator is written in quotes.'
  }
}

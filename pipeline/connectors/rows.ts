/** What a database answered, as bytes that are always the same for the same rows: it is hashed, kept and read like a file. */
import {ReportError, type Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import {canonicalDecimal} from '../values/decimal.ts'
import {MOST_ROWS, tooManyRows, unknownColumn, type RawCell, type RawTable} from './connector.ts'

/** A value of a database: numbers as exact text. */
export type Answered = RawCell

/** Columns by name, and rows in any order. */
export interface Answer {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Answered[])[]
}

/** The bytes of an answer. Throws a ReportError where it has more rows than a report can have. */
export function toSnapshot({columns, rows}: Answer, resource: Resource): Uint8Array {
  if (rows.length > MOST_ROWS) throw new ReportError([tooManyRows(rows.length, resource)])
  const lines = rows.map((row) => JSON.stringify(row)).sort()
  return Buffer.from([JSON.stringify(columns), ...lines].map((line) => `${line}\n`).join(''))
}

/** The names of the columns in a snapshot. */
export function columnsIn(bytes: Uint8Array): readonly string[] {
  const [head = '[]'] = Buffer.from(bytes).toString().split('\n', 1)
  return JSON.parse(head) as readonly string[]
}

/** The rows in a snapshot. Their places are the table and the key that their messages name. */
export function fromSnapshot(bytes: Uint8Array, resource: Resource): RawTable {
  const [head = '[]', ...lines] = Buffer.from(bytes).toString().trimEnd().split('\n')
  const columns = JSON.parse(head) as readonly string[]
  const places = {table: tableOf(resource)}
  const messages = checkColumns(columns, resource, 'answer').map((message) => ({...message, place: places.table}))
  if (messages.length > 0) return {rows: [], messages, places}
  const rows = lines.map((line, index) => {
    const row = JSON.parse(line) as readonly Answered[]
    return {line: index + 1, cells: Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null]))}
  })
  return {rows, messages, places}
}

/** What is wrong with the columns of a source that has them by name, in any order; `source` is what has them, for the message. */
export function checkColumns(columns: readonly string[], resource: Resource, source: 'answer' | 'file'): Message[] {
  const {path, fields} = resource
  const strange = columns.filter((name) => fields.every((field) => field.name !== name))
  const error = (reason: string): Message => ({severity: 'error', rule: 'header-matches-contract', path, reason})
  const twice = columns.filter((name, index) => columns.indexOf(name) !== index)
  const missing = fields.filter(({name}) => !columns.includes(name))
  return [
    ...strange.map((name): Message => ({...unknownColumn(name, resource, {line: 1}), line: undefined})),
    ...twice.map((name) => error(`Unexpected second column \`${name}\`, expected each column once`)),
    ...missing.map(({name}) => error(`Unexpected ${source} without \`${name}\`, expected every column of the data package`))
  ]
}

/** How messages name the part of a database that is asked. */
export function tableOf({table}: Pick<Resource, 'table'>): string {
  return table ?? 'query'
}

/** The columns of the contract, of a table; or the query as the author wrote it. */
export function statementOf({table = '', query, fields}: Resource): string {
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
  return query ?? `select ${fields.map(({name}) => quoted(name)).join(', ')} from ${table.split('.').map(quoted).join('.')}`
}

/** A binary floating point number as its shortest decimal. */
export function shortest(value: number): string {
  return canonicalDecimal(String(value)) ?? String(value)
}

/** Throws a ReportError where a database is named, and nothing that is asked of it. */
export function refuseUnasked({name, path, table, query}: Resource): void {
  if (table !== undefined || query !== undefined) return
  const reason = 'Unexpected database without `table` or `query`, expected one of them'
  const note = `Write \`"table": "..."\` for \`${name}\` in datapackage.json.`
  throw new ReportError([{severity: 'error', rule: 'key-is-present', path, reason, note}])
}

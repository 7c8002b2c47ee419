/** What a kind of data file is to the rest, and its bytes as text. */
import {suggestion, type Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import type {World} from '../world.ts'
import {checkBytes} from './first-bytes.ts'

/** A cell as the file has it: numbers are text as written, `null` is not stated, and some kinds of data hold lists. */
export type RawCell = string | boolean | null | readonly (string | boolean)[]

/** A row as the file has it. */
export interface RawRow {
  /** Line of the file where the row starts, from 1. */
  readonly line: number
  readonly cells: Readonly<Record<string, RawCell>>
}

/** How the places of a table's rows are told that has no lines: `Regions!C5`, a row of a table, or `row 5` where nothing is named. */
export interface Places {
  readonly sheet?: string
  /** Letters of the sheet's columns, by the name of the field. */
  readonly columns?: Readonly<Record<string, string>>
  /** Of a database: its rows have keys and no places. */
  readonly table?: string
}

/** The rows of a file whose columns are those of its contract, or what keeps it from being read so. */
export interface RawTable {
  readonly rows: readonly RawRow[]
  readonly messages: readonly Message[]
  /** How the places of its rows are told, where they are no lines. */
  readonly places?: Places
}

/** Where a source is sought. */
export interface Outside {
  /** The report's. */
  readonly folder: string
  readonly world: World
  /** What all resources of a build share, opened when the first asks for it and closed when all are read. */
  shared<Value extends {close(): Promise<void>}>(key: string, open: () => Promise<Value>): Promise<Value>
  /** Keep a snapshot, for a build that cannot ask; and the one that was kept last. */
  keep(key: readonly unknown[], snapshot: Uint8Array): Promise<void>
  kept(key: readonly unknown[]): Promise<Uint8Array | undefined>
  /** Say something that keeps no build from going on. */
  say(message: Message): void
}

/** One kind of data. Cells have exactly the names of the contract's fields. */
export interface Connector {
  readonly format: Resource['format']
  /** What is outside, as bytes; those of the file at `path` where left out. Throws a ReportError with what is wrong there. */
  fetch?(resource: Resource, outside: Outside): Promise<Uint8Array>
  /** Names of the columns in a snapshot, before there is a contract; none where it cannot be read. */
  columns(snapshot: Uint8Array, resource: Resource): readonly string[] | Promise<readonly string[]>
  /** Where the header of a snapshot seems to stand, before there is a contract: its line or row, where other rows stand above it. */
  headerRow?(snapshot: Uint8Array, resource: Resource): number | undefined | Promise<number | undefined>
  /** The rows in a snapshot: nothing else is looked at. */
  read(snapshot: Uint8Array, resource: Resource): RawTable | Promise<RawTable>
}

/** A kind of text file, read at once. */
export interface TextConnector extends Connector {
  columns(bytes: Uint8Array, resource: Resource): readonly string[]
  read(bytes: Uint8Array, resource: Resource): RawTable
}

/** Text with `\n` line ends and no byte order mark, or the message that says why there is none. */
export function decode(bytes: Uint8Array, resource: Resource): {readonly text: string} | {readonly message: Message} {
  const other = checkBytes(bytes, resource)
  if (other !== undefined) return {message: other}
  const {path, encoding = 'utf-8'} = resource
  const message = (reason: string, note: string, line?: number): {message: Message} => ({
    message: {severity: 'error', rule: 'file-has-its-encoding', path, line, reason, note}
  })
  const decoder = decoderOf(encoding)
  if (decoder === undefined) {
    return message(
      `Unexpected encoding \`${encoding}\`, expected a name such as \`utf-8\` or \`gb18030\``,
      'Mend `encoding` in the data package.'
    )
  }
  try {
    return {
      text: decoder
        .decode(bytes)
        .replace(/^\uFEFF/, '')
        .replaceAll(/\r\n?/g, '\n')
    }
  } catch {
    const reason = `Unexpected bytes that are no \`${encoding}\` text`
    const line = lineOfDamage(bytes, encoding)
    const guess = guessEncoding(bytes, line)
    const note = guess === undefined ? '' : ` Read as \`${guess.encoding}\`, the line says: ${guess.text}`
    return message(reason, `Save the file as UTF-8, or name its \`encoding\` in the data package.${note}`, line)
  }
}

/** More rows than a report can say anything of. */
export const MOST_ROWS = 1_000_000

/** The message about a file with more rows than a report can have. */
export function tooManyRows(count: number, {path}: Resource): Message {
  const reason = `Unexpected ${count} rows, expected at most ${MOST_ROWS}`
  return {
    severity: 'error',
    rule: 'file-is-of-a-size',
    path,
    reason,
    note: 'Sum them up, or leave out what the report does not show.'
  }
}

/** A message for a column that the contract does not know. */
export function unknownColumn(
  name: string,
  {path, fields}: Resource,
  place: {readonly line: number; readonly column?: number}
): Message {
  const known = fields.map((field) => field.name)
  const reason = `Unexpected column \`${name.slice(0, 60)}\`, expected one of the data package`
  const note = known.includes(name.trim()) ? `Take out the blanks around \`${name.trim()}\`.` : suggestion(name, known)
  return {severity: 'error', rule: 'header-matches-contract', path, ...place, reason, note}
}

/** Whether a value is a list of texts and truths, as a column of lists takes it. */
export function isSimpleList(value: unknown): value is readonly (string | boolean)[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'boolean')
}

/** A value of a cell that holds more than one thing: nothing a table can hold. */
export function compoundCell(name: string, line: number, {path}: Resource): Message {
  const reason = `Unexpected list or map in \`${name}\`, expected one text, number, true, false or null`
  return {
    severity: 'error',
    rule: 'cell-is-simple',
    path,
    line,
    reason,
    note: 'Give every part a column of its own, or the column the type `list` where it holds simple items.'
  }
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(encoding, {fatal: true})
  } catch {
    return undefined
  }
}

// The longest readable start of the file, found by halving, ends where the damage is.
function lineOfDamage(bytes: Uint8Array, encoding: string): number {
  let [good, bad] = [0, bytes.length]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isReadable(bytes.subarray(0, middle), encoding)) good = middle
    else bad = middle
  }
  return new TextDecoder(encoding).decode(bytes.subarray(0, good), {stream: true}).split(/\r\n?|\n/).length
}

function isReadable(start: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, {fatal: true}).decode(start, {stream: true})
    return true
  } catch {
    return false
  }
}

// What the damaged line would be in the encodings of older office programs; the first that reads it all.
function guessEncoding(bytes: Uint8Array, line: number): {readonly encoding: string; readonly text: string} | undefined {
  // Of two bytes a letter, and so never a single one between plain letters.
  const isWide = bytes.some((byte, index) => byte >= 0x80 && (bytes[index + 1] ?? 0) >= 0x80)
  for (const encoding of isWide ? ['gb18030', 'big5', 'shift_jis'] : ['windows-1252']) {
    if (!isReadable(bytes, encoding)) continue
    const text = new TextDecoder(encoding).decode(bytes).split(/\r\n?|\n/)[line - 1] ?? ''
    const looksRight = encoding === 'windows-1252' || /\p{sc=Han}/u.test(text)
    if (looksRight && !/[\p{Cc}\p{Co}\uFFFD]/u.test(text.replaceAll('\t', ' '))) return {encoding, text: text.slice(0, 60)}
  }
  return undefined
}

/** What a kind of data file is to the rest, and its bytes as text. */
import {suggestion, type Message} from '../messages.ts'
import type {Resource} from '../types.ts'

/** A row as the file has it. Numbers are text as written; `null` is not stated. */
export interface RawRow {
  /** Line of the file where the row starts, from 1. */
  readonly line: number
  readonly cells: Readonly<Record<string, string | boolean | null>>
}

/** The rows of a file whose columns are those of its contract, or what keeps it from being read so. */
export interface RawTable {
  readonly rows: readonly RawRow[]
  readonly messages: readonly Message[]
}

/** One kind of data file. Cells have exactly the names of the contract's fields. */
export interface Connector {
  readonly format: Resource['format']
  read(bytes: Uint8Array, resource: Resource): RawTable
}

/** Text with `\n` line ends and no byte order mark, or the message that says why there is none. */
export function decode(
  bytes: Uint8Array,
  {path, encoding = 'utf-8'}: Resource
): {readonly text: string} | {readonly message: Message} {
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
    return message(reason, 'Save the file as UTF-8, or name its `encoding` in the data package.', lineOfDamage(bytes, encoding))
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
  return {severity: 'error', rule: 'header-matches-contract', path, ...place, reason, note: suggestion(name, known)}
}

/** A value of a cell that holds more than one thing: nothing a table can hold. */
export function compoundCell(name: string, line: number, {path}: Resource): Message {
  const reason = `Unexpected list or map in \`${name}\`, expected one text, number, true, false or null`
  return {severity: 'error', rule: 'cell-is-simple', path, line, reason, note: 'Give every part a column of its own.'}
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

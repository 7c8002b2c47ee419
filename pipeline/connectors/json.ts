/** A JSON array of objects, one object for each row. Numbers keep the text they are written with. */
import {gathering, type Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import {compoundCell, decode, MOST_ROWS, tooManyRows, unknownColumn, type Connector, type RawTable} from './connector.ts'
import {DEEPEST, placesIn, type RowPlace} from './json-places.ts'

/** JSON files. */
export const json: Connector = {
  format: 'json',
  read(bytes, resource) {
    const decoded = decode(bytes, resource)
    if ('message' in decoded) return {rows: [], messages: [decoded.message]}
    const places = placesIn(decoded.text)
    if (places.tooDeep !== undefined) return {rows: [], messages: [tooDeep(places.tooDeep, resource)]}
    try {
      return toRows(JSON.parse(decoded.text, keepNumberText), places.rows, resource)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      return {rows: [], messages: [malformed(error, decoded.text, resource)]}
    }
  }
}

function toRows(value: unknown, places: readonly RowPlace[], resource: Resource): RawTable {
  const {path, fields} = resource
  if (!Array.isArray(value)) {
    return {
      rows: [],
      messages: [
        {severity: 'error', rule: 'file-is-wellformed', path, line: 1, reason: 'Unexpected value, expected a list of rows'}
      ]
    }
  }
  if (value.length > MOST_ROWS) return {rows: [], messages: [tooManyRows(value.length, resource)]}
  const {add, messages} = gathering()
  const known = new Set(fields.map((field) => field.name))
  const rows = value.flatMap((item: unknown, index) => {
    const {line, twice} = places[index]!
    if (!isRecord(item)) {
      const reason = 'Unexpected value in the list, expected an object for each row'
      add([{severity: 'error', rule: 'file-is-wellformed', path, line, reason}])
      return []
    }
    add(
      Object.keys(item)
        .filter((name) => !known.has(name))
        .map((name) => unknownColumn(name, resource, {line}))
    )
    add(
      twice.map((name): Message => ({
        severity: 'error',
        rule: 'header-matches-contract',
        path,
        line,
        reason: `Unexpected second \`${name}\` in a row, expected each column once`
      }))
    )
    return [
      {
        line,
        cells: Object.fromEntries(fields.map(({name}) => [name, cell(Object.hasOwn(item, name) ? item[name] : null, name, line)]))
      }
    ]
  })
  return {rows, messages}

  function cell(value: unknown, name: string, line: number): string | boolean | null {
    if (value === undefined || value === null) return null
    if (typeof value === 'string' || typeof value === 'boolean') return value
    add([compoundCell(name, line, resource)])
    return null
  }
}

function keepNumberText(_key: string, value: unknown, context?: {readonly source?: string}): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value
}

function malformed({message}: SyntaxError, text: string, {path}: Resource): Message {
  const position = positionIn(message, text)
  const before = text.slice(0, position).split('\n')
  const found = position === text.length ? 'end of the file' : `\`${text.slice(position, position + 20).split('\n')[0]}\``
  const reason = `Unexpected ${found}, expected JSON: a list of objects`
  return {severity: 'error', rule: 'file-is-wellformed', path, line: before.length, column: before.at(-1)!.length + 1, reason}
}

// V8 names the position, or shows the ten characters before the fault and some after, or has met the end.
function positionIn(message: string, text: string): number {
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return Number(position)
  const [, cut, excerpt] = /^Unexpected token .*?, (\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON$/su.exec(message) ?? []
  if (excerpt === undefined) return text.length
  return text.indexOf(excerpt) + (cut === undefined ? 0 : 10)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function tooDeep(line: number, {path}: Resource): Message {
  const reason = `Unexpected list or map more than ${DEEPEST} deep, expected rows of simple cells`
  return {severity: 'error', rule: 'file-is-of-a-size', path, line, reason}
}

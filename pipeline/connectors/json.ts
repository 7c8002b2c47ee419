/** A JSON array of objects, one object for each row. Numbers keep the text they are written with. */
import type {Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import {compoundCell, decode, unknownColumn, type Connector, type RawTable} from './connector.ts'

export const json: Connector = {
  format: 'json',
  read(bytes, resource) {
    const decoded = decode(bytes, resource)
    if ('message' in decoded) return {rows: [], messages: [decoded.message]}
    try {
      return toRows(JSON.parse(decoded.text, keepNumberText), locate(decoded.text), resource)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      return {rows: [], messages: [malformed(error, decoded.text, resource)]}
    }
  }
}

function toRows(value: unknown, places: readonly Place[], resource: Resource): RawTable {
  const {path, fields} = resource
  if (!Array.isArray(value)) {
    return {
      rows: [],
      messages: [
        {severity: 'error', rule: 'file-is-wellformed', path, line: 1, reason: 'Unexpected value, expected a list of rows'}
      ]
    }
  }
  const messages: Message[] = []
  const known = new Set(fields.map((field) => field.name))
  const rows = value.flatMap((item: unknown, index) => {
    const {line, twice} = places[index]!
    if (!isRecord(item)) {
      messages.push({
        severity: 'error',
        rule: 'file-is-wellformed',
        path,
        line,
        reason: 'Unexpected value in the list, expected an object for each row'
      })
      return []
    }
    messages.push(
      ...Object.keys(item)
        .filter((name) => !known.has(name))
        .map((name) => unknownColumn(name, resource, {line}))
    )
    messages.push(
      ...twice.map((name): Message => ({
        severity: 'error',
        rule: 'header-matches-contract',
        path,
        line,
        reason: `Unexpected second \`${name}\` in a row, expected each column once`
      }))
    )
    return [{line, cells: Object.fromEntries(fields.map(({name}) => [name, cell(item[name], name, line)]))}]
  })
  return {rows, messages}

  function cell(value: unknown, name: string, line: number): string | boolean | null {
    if (value === undefined || value === null) return null
    if (typeof value === 'string' || typeof value === 'boolean') return value
    messages.push(compoundCell(name, line, resource))
    return null
  }
}

interface Place {
  readonly line: number
  /** Keys that the object has more than once; `JSON.parse` keeps the last without a word. */
  readonly twice: string[]
}

const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]|\n|[^\s"[\]{},:]+/g

// Where each item of the outermost list starts.
function locate(text: string): readonly Place[] {
  const places: Place[] = []
  let [line, depth, keys] = [1, 0, new Set<string>()]
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (depth === 1 && token !== ']' && token !== '\n') {
      places.push({line, twice: []})
      keys = new Set()
    }
    if (depth === 2 && colon !== undefined) noteKey(token.slice(0, -colon.length))
    if (token === '{' || token === '[') depth++
    if (token === '}' || token === ']') depth--
    line += token.split('\n').length - 1
  }
  return places

  function noteKey(key: string): void {
    if (keys.has(key)) places.at(-1)!.twice.push(String(JSON.parse(key)))
    keys.add(key)
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

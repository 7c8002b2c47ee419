/** An object of JSON -> a row, wherever it stands: in a list, or on a line of its own. */
import type {Gathering, Message} from '../messages.ts'
import type {Field, Resource} from '../types.ts'
import {compoundCell, isSimpleList, unknownColumn, type RawCell, type RawRow} from './connector.ts'
import {DEEPEST, type RowPlace} from './json-places.ts'

/** Reads rows one by one; what is wrong with them is added. What is no object gives no row. */
export function rowReader(resource: Resource, add: Gathering['add']): (item: unknown, place: RowPlace) => RawRow | undefined {
  const {path, fields} = resource
  const known = new Set(fields.map((field) => field.name))
  return (item, {line, twice}) => {
    if (!isRecord(item)) {
      const reason = 'Unexpected value in the list, expected an object for each row'
      add([{severity: 'error', rule: 'file-is-wellformed', path, line, reason}])
      return undefined
    }
    const strange = Object.keys(item).filter((name) => !known.has(name))
    add(strange.map((name) => unknownColumn(name, resource, {line})))
    add(twice.map((name) => secondKey(name, line, resource)))
    const valueOf = (name: string) => (Object.hasOwn(item, name) ? item[name] : null)
    return {line, cells: Object.fromEntries(fields.map((field) => [field.name, cell(valueOf(field.name), field, line)]))}
  }

  function cell(value: unknown, {name, type}: Field, line: number): RawCell {
    if (value === undefined || value === null) return null
    if (typeof value === 'string' || typeof value === 'boolean') return value
    if (type === 'list' && isSimpleList(value)) return value
    add([compoundCell(name, line, resource)])
    return null
  }
}

/** The keys of the objects in a list, in the order in which they come up; none where the text is no such list. */
export function keysIn(text: string): readonly string[] {
  try {
    const items: unknown = JSON.parse(text)
    return Array.isArray(items) ? [...new Set(items.filter(isRecord).flatMap((item) => Object.keys(item)))] : []
  } catch {
    return []
  }
}

/** For `JSON.parse`: a number is the text that it is written with. */
export function keepNumberText(_key: string, value: unknown, context?: {readonly source?: string}): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value
}

/** A text that is no JSON, and what it should have been. */
export interface Malformed {
  readonly text: string
  readonly expected: string
  /** Line of the file on which the text starts; 1 when left out. */
  readonly firstLine?: number
}

/** The message about a text that is no JSON, with the place of the fault. */
export function malformed(
  {message}: SyntaxError,
  {text, expected, firstLine = 1}: Malformed,
  {path}: Pick<Resource, 'path'>
): Message {
  const position = positionIn(message, text)
  const before = text.slice(0, position).split('\n')
  const end = text.includes('\n') || firstLine === 1 ? 'end of the file' : 'end of the line'
  const found = position === text.length ? end : `\`${text.slice(position, position + 20).split('\n')[0]}\``
  const place = {line: before.length + firstLine - 1, column: before.at(-1)!.length + 1}
  return {severity: 'error', rule: 'file-is-wellformed', path, ...place, reason: `Unexpected ${found}, expected ${expected}`}
}

// V8 names the position, or shows the ten characters before the fault and some after, or has met the end.
function positionIn(message: string, text: string): number {
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return Number(position)
  const [, cut, excerpt] = /^Unexpected token .*?, (\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON$/su.exec(message) ?? []
  if (excerpt === undefined) return text.length
  return text.indexOf(excerpt) + (cut === undefined ? 0 : 10)
}

/** The message about JSON that goes deeper than rows do. */
export function tooDeep(line: number, {path}: Resource): Message {
  const reason = `Unexpected list or map more than ${DEEPEST} deep, expected rows of simple cells`
  return {severity: 'error', rule: 'file-is-of-a-size', path, line, reason}
}

function secondKey(name: string, line: number, {path}: Resource): Message {
  const reason = `Unexpected second \`${name}\` in a row, expected each column once`
  return {severity: 'error', rule: 'header-matches-contract', path, line, reason}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

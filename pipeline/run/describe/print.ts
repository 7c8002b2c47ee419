/** A draft as JSON, short things on one line; and a package with the draft in it, all else as its author wrote it. */
import type {ResourceDefinition} from '../../schema/definition.ts'

/** Longer than this nothing stands on one line. */
const WIDTH = 120

/** JSON as a person writes it: what is short stays on its line. `indent` stands before every line but the first. */
export function printJson(value: unknown, unit = '  ', indent = ''): string {
  const line = oneLine(value)
  if (indent.length + line.length <= WIDTH && !isDeep(value)) return line
  const inner = indent + unit
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + printJson(item, unit, inner)).join(',\n')}\n${indent}]`
  if (typeof value !== 'object' || value === null) return line
  const entries = Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${printJson(each, unit, inner)}`)
  return `{\n${entries.join(',\n')}\n${indent}}`
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}: ${oneLine(each)}`)
    .join(', ')}}`
}

// A contract stands in full: a line for each column.
function isDeep(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('schema' in value || ('fields' in value && Array.isArray(value.fields)) || (Array.isArray(value) && value.some(isObject)))
  )
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** Where the list of resources stands in the text of a package: its brackets, and its last item where it has one. */
export interface ListPlace {
  readonly start: number
  readonly last?: {readonly start: number; readonly end: number}
}

/** The text of a package with one resource more. */
export function withResource(text: string, place: ListPlace, draft: ResourceDefinition): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  const {start, last} = place
  if (last === undefined) return text.slice(0, start + 1) + printJson(draft, unit) + text.slice(start + 1)
  const before = text.slice(text.lastIndexOf('\n', last.start) + 1, last.start)
  const isOwnLine = /^[ \t]*$/.test(before)
  const added = isOwnLine ? `,\n${before}${printJson(draft, unit, before)}` : `, ${oneLine(draft)}`
  return text.slice(0, last.end) + added.replaceAll('\n', end) + text.slice(last.end)
}

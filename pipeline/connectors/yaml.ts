/** A YAML list of maps, one map for each row. Numbers keep the text they are written with. */
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq
} from 'yaml'
import {gathering, type Message} from '../messages.ts'
import type {Field, Resource} from '../types.ts'
import {
  compoundCell,
  decode,
  MOST_ROWS,
  tooManyRows,
  isSimpleList,
  unknownColumn,
  type RawCell,
  type TextConnector,
  type RawRow,
  type RawTable
} from './connector.ts'

/** YAML files. */
export const yaml: TextConnector = {
  format: 'yaml',
  columns(bytes, resource) {
    const decoded = decode(bytes, resource)
    const document = 'text' in decoded ? parseDocument(decoded.text, {prettyErrors: false}) : undefined
    const list = document?.contents
    const rows = isSeq(list) ? list.items.map((item) => resolve(item, document!)).filter(isMap) : []
    return [...new Set(rows.flatMap(({items}) => items.map(({key}) => (isScalar(key) ? String(key.value) : ''))))]
  },
  read(bytes, resource) {
    const decoded = decode(bytes, resource)
    if ('message' in decoded) return {rows: [], messages: [decoded.message]}
    const lines = new LineCounter()
    const document = parseDocument(decoded.text, {lineCounter: lines, prettyErrors: false})
    const messages = document.errors.map(({code, pos}) => syntaxError(code, lines.linePos(pos[0]), resource))
    return messages.length > 0 ? {rows: [], messages} : toRows(document, lines, resource)
  }
}

function toRows(document: Document.Parsed, lines: LineCounter, resource: Resource): RawTable {
  const list = document.contents
  const {add, messages} = gathering()
  if (!isSeq(list)) return {rows: [], messages: [malformed('Unexpected value, expected a list of rows', 1, resource)]}
  if (list.items.length > MOST_ROWS) return {rows: [], messages: [tooManyRows(list.items.length, resource)]}
  const rows = list.items.flatMap((item): RawRow[] => {
    const node = resolve(item, document)
    const line = lines.linePos(node?.range?.[0] ?? 0).line
    if (!isMap(node)) {
      add([malformed('Unexpected value in the list, expected a map for each row', line, resource)])
      return []
    }
    add(unknownKeys(node, lines, resource))
    return [{line, cells: Object.fromEntries(resource.fields.map((field) => [field.name, cell(node, field, line)]))}]
  })
  return {rows, messages}

  function cell(row: YAMLMap, {name, type}: Field, line: number): RawCell {
    const node = resolve(row.get(name, true), document)
    const items = type === 'list' && isSeq(node) ? itemsOf(node, document) : undefined
    if (isSimpleList(items)) return items
    if (node === undefined) return null
    if (isScalar(node)) return textOf(node)
    add([compoundCell(name, line, resource)])
    return null
  }
}

function itemsOf({items}: YAMLSeq, document: Document.Parsed): readonly unknown[] {
  return items.map((item) => {
    const node = resolve(item, document)
    return isScalar(node) ? textOf(node) : undefined
  })
}

// A number is taken as written: `1.50` and `012` would lose digits as numbers.
function textOf({value, source}: Scalar): string | boolean | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean' || typeof value === 'string') return value
  return source ?? String(value)
}

function resolve(node: unknown, document: Document.Parsed): Node | undefined {
  const target = isAlias(node) ? node.resolve(document) : node
  return isNode(target) ? target : undefined
}

function unknownKeys({items}: YAMLMap, lines: LineCounter, resource: Resource): Message[] {
  const known = new Set(resource.fields.map((field) => field.name))
  return items.flatMap(({key}: Pair) => {
    const name = isScalar(key) ? String(key.value) : ''
    if (known.has(name)) return []
    const {line, col} = lines.linePos(isScalar(key) ? (key.range?.[0] ?? 0) : 0)
    return [unknownColumn(name, resource, {line, column: col})]
  })
}

function syntaxError(code: string, {line, col}: {line: number; col: number}, resource: Resource): Message {
  const reason =
    code === 'DUPLICATE_KEY'
      ? 'Unexpected second key of the same name, expected each column once'
      : 'Unexpected text, expected YAML: a list of maps'
  return {...malformed(reason, line, resource), column: col}
}

function malformed(reason: string, line: number, {path}: Resource): Message {
  return {severity: 'error', rule: 'file-is-wellformed', path, line, reason}
}

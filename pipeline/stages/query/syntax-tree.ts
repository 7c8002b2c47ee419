/** The syntax tree of a query as the database tells it in JSON, read and written without the loss of a digit. */

/** A node of the syntax tree. */
export type Tree = Readonly<Record<string, unknown>>

// In the language since 2025, and in the types of TypeScript not yet.
declare global {
  interface JSON {
    rawJSON(text: string): object
    isRawJSON(value: unknown): boolean
  }
}

/** Numbers that JavaScript cannot hold, or would spell otherwise, stay the text that they are. */
export function readTree(json: string): unknown {
  // `1e400` is written as Infinity, which is no JSON.
  const beyond = /:-?(Infinity|NaN)[,}]/.test(json)
  if (beyond) return {error: true, error_type: 'parser', error_message: 'number too large'}
  return SPELT.test(json) ? JSON.parse(json, keepDigits) : JSON.parse(json)
}

// Most trees have no such number, and are read ten times as fast without a look at each value.
const SPELT = /[:,[]\s*-?(?:\d{16}|\d+[.eE]|0\b(?<=-0))/

/** The tree as JSON. */
export function writeTree(tree: unknown): string {
  return JSON.stringify(tree)
}

/** A node or another part with names; no list, no text, no number. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value)
}

/** The node of the one statement that was parsed; nothing where there is none. */
export function statementIn(parsed: unknown): Tree | undefined {
  const [statement] = isTree(parsed) ? partsOf(parsed['statements']) : []
  return isTree(statement) && isTree(statement['node']) ? statement['node'] : undefined
}

/** All of some conditions. */
export function allOf(conditions: readonly Tree[]): Tree {
  const [only, ...more] = conditions
  if (only !== undefined && more.length === 0) return only
  return {class: 'CONJUNCTION', type: 'CONJUNCTION_AND', alias: '', query_location: 0, children: conditions}
}

/** The parts of a tree or list. */
export function partsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : isTree(value) ? Object.values(value) : []
}

/** The bytes at which an expression stands, or else its parts. */
export function placesIn(node: unknown): readonly number[] {
  if (Array.isArray(node)) return node.flatMap(placesIn)
  if (!isTree(node)) return []
  const at = node['query_location']
  return typeof at === 'number' && at < Number.MAX_SAFE_INTEGER ? [at] : partsOf(node).flatMap(placesIn)
}

/** An expression as a text that tells it from others, wherever it stands and whatever it is called. */
export function spelt(expression: unknown): string {
  return writeTree(expression ?? null).replaceAll(/"(?:query_location|alias)":(?:\d+|"[^"]*"),?/g, '')
}

/** The type of a constant, as in `VARCHAR`; nothing for what is no constant. */
export function constantType(node: unknown): Tree | undefined {
  const value = isTree(node) && node['class'] === 'CONSTANT' ? node['value'] : undefined
  return isTree(value) && isTree(value['type']) ? value['type'] : undefined
}

function keepDigits(_key: string, value: unknown, context?: {readonly source?: string}): unknown {
  const source = context?.source
  return typeof value === 'number' && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value
}

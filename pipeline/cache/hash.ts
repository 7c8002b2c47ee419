/** Content digests. Equal values, whatever the order of their keys, have equal digests; what is stored keeps its order. */
import {createHash} from 'node:crypto'

/** Hex SHA-256 of some content: the only name that content has in the store. */
export type Digest = string

/** Digest bytes as they are, and any other value as canonical JSON. */
export function digest(value: unknown): Digest {
  const content = value instanceof Uint8Array ? value : (JSON.stringify(value, sortKeys) ?? 'null')
  return createHash('sha256').update(content).digest('hex')
}

/** The bytes under which a value is stored. */
export function toBytes(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value) ?? 'null')
}

// A replacer of JSON.stringify: `toJSON` has been honoured before it sees a value.
function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Digests: of content, which are its name in the store, and of values, which are the keys of what stages gave.
 *
 * A key is exactly what a stage receives: the order of lists and of the keys of maps is in it, and every text byte for
 * byte. Each value is written with its kind and its length before it, so that no two values share an encoding. What is
 * no plain data has no digest at all: it throws, for whatever an encoding left out would be a change that nobody sees.
 */
import {hash} from 'node:crypto'
import {DEPTH, findImpurity, nameImpurity} from './plain.ts'

/** Hex SHA-256. */
export type Digest = string

/** The name of some content in the store, and of a file with the same bytes. */
export function digestOfBytes(bytes: Uint8Array): Digest {
  return hash('sha256', bytes)
}

/** What stands for content that lies elsewhere, and is hashed by the digest of that content alone. */
export class Reference {
  readonly digest: Digest

  constructor(digest: Digest) {
    this.digest = digest
  }
}

/** The digest of a value; that of bytes is not the name of the content, see {@link digestOfBytes}. Throws a TypeError with the way to whatever in it is no plain data. */
export function digest(value: unknown): Digest {
  return hash('sha256', encode(value, 0) ?? refuse(value))
}

/** The bytes under which a value is stored. Throws as {@link digest} does: what JSON would change is not kept changed. */
export function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (!isPlain(value, 0)) refuse(value)
  return Buffer.from(JSON.stringify(value))
}

const shared = new WeakMap<object, Digest>()

/** Mark a value that many inputs hold, such as a template: it is hashed once, stands in them by its digest, and can no longer be changed. */
export function share<Value extends object>(value: Value): Value {
  if (!shared.has(value)) shared.set(freeze(value), digest(value))
  return value
}

/** Whether a value was marked by {@link share}. */
export function isShared(value: object): boolean {
  return shared.has(value)
}

function freeze<Value extends object>(value: Value): Value {
  for (const item of Object.values(value)) if (typeof item === 'object' && item !== null && !isReferring(item)) freeze(item)
  return Object.freeze(value)
}

function isReferring(value: object): boolean {
  return value instanceof Uint8Array || value instanceof Reference
}

// Each item tells where it ends, by its length or by a closing bracket. `undefined` where it is not plain.
function encode(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? `s${value.length}:${value}` : undefined
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? `n${value};` : undefined
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value === null) return 'z'
  if (typeof value !== 'object' || depth > DEPTH) return undefined
  const known = shared.get(value)
  if (known !== undefined) return `h${known}`
  if (Array.isArray(value)) return encodeList(value, depth + 1)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return encodeMap(value as Record<string, unknown>, depth + 1)
  if (value instanceof Uint8Array) return `b${digestOfBytes(value)}`
  return value instanceof Reference ? `r${value.digest}` : undefined
}

// Whether a value has an encoding, without making it: what is stored is hashed by its bytes.
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return encode(value, depth) !== undefined
  if (depth > DEPTH) return false
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1)) && hasOnlyItems(value)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return isReferring(value)
  if (Object.getOwnPropertySymbols(value).length > 0) return false
  for (const [key, item] of Object.entries(value))
    if (item !== undefined && !(isPlain(item, depth + 1) && key.isWellFormed())) return false
  return true
}

function encodeList(list: readonly unknown[], depth: number): string | undefined {
  let text = '['
  for (const item of list) {
    const encoded = encode(item, depth)
    if (encoded === undefined) return undefined
    text += encoded
  }
  return hasOnlyItems(list) ? `${text}]` : undefined
}

function encodeMap(map: Record<string, unknown>, depth: number): string | undefined {
  let text = '{'
  for (const key of Object.keys(map)) {
    const item = map[key]
    // As JSON has it: a property without a value is none.
    if (item === undefined) continue
    const encoded = encode(item, depth)
    if (encoded === undefined || !key.isWellFormed()) return undefined
    text += `${key.length}:${key}${encoded}`
  }
  return Object.getOwnPropertySymbols(map).length === 0 ? `${text}}` : undefined
}

function hasOnlyItems(list: readonly unknown[]): boolean {
  return Object.getPrototypeOf(list) === Array.prototype && Reflect.ownKeys(list).length === list.length + 1
}

function refuse(value: unknown): never {
  const impurity = findImpurity(value, isReferring)
  const what = impurity ? nameImpurity(impurity) : 'value'
  throw new TypeError(`Unexpected ${what}, expected plain data: nothing else can be a key or be kept`)
}

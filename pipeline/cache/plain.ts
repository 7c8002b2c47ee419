/** Finds what in a value is no plain data, and the way to it, for the message of whoever cannot take it. */

/** What cannot be part of a key, and where in the value it stands. */
export interface Impurity {
  /** As in `NaN` or `Map`. */
  readonly what: string
  /** Keys and indexes that lead to it. */
  readonly way: Way
}

type Way = readonly (string | number)[]

/** Deeper than any value of ours; one that holds itself is deeper still. */
export const DEPTH = 2_000

/**
 * The first that is none, in order. Plain are texts, finite numbers, booleans, `null`, and lists and maps of them; and
 * what `isKnown` knows besides. A property without a value is no property.
 */
export function findImpurity(value: unknown, isKnown: (value: object) => boolean = () => false): Impurity | undefined {
  return search(value, {way: [], above: [], isKnown})
}

/** As in `NaN at .rows[3].share`. */
export function nameImpurity({what, way}: Impurity): string {
  return way.length === 0 ? what : `${what} at ${way.map(step).join('')}`
}

const TOO_DEEP = `value that is nested deeper than ${DEPTH} levels`

interface At {
  readonly way: Way
  /** The lists and maps that the value lies in. */
  readonly above: readonly object[]
  readonly isKnown: (value: object) => boolean
}

function search(value: unknown, at: At): Impurity | undefined {
  const what = typeof value === 'object' && value !== null ? ofObject(value, at) : ofScalar(value)
  if (what !== undefined) return {what, way: at.way}
  if (typeof value !== 'object' || value === null || at.isKnown(value)) return undefined
  if (at.above.length > DEPTH) return {what: TOO_DEEP, way: at.way.slice(0, 3)}
  const isList = Array.isArray(value)
  const above = [...at.above, value]
  for (const [key, item] of isList ? [...value].entries() : Object.entries(value)) {
    if (item === undefined && !isList) continue
    const found = search(item, {...at, above, way: [...at.way, key]})
    if (found !== undefined) return found
  }
  return undefined
}

function step(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

function ofScalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'text with half of a surrogate pair'
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? undefined : nameOfNumber(value)
  return value === null || typeof value === 'boolean' ? undefined : typeof value
}

function nameOfNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function ofObject(value: object, {above, isKnown}: At): string | undefined {
  if (isKnown(value)) return undefined
  if (above.includes(value)) return 'value that holds itself'
  const prototype: unknown = Object.getPrototypeOf(value)
  if (!(Array.isArray(value) ? prototype === Array.prototype : prototype === Object.prototype || prototype === null))
    return nameOfKind(prototype)
  if (Object.getOwnPropertySymbols(value).length > 0) return 'symbol as a key'
  if (Object.keys(value).some((key) => !key.isWellFormed())) return 'key with half of a surrogate pair'
  if (!Array.isArray(value)) return undefined
  const named = Object.keys(value).find((key) => String(Number(key)) !== key)
  if (named !== undefined) return `list with the property \`${named}\``
  return Object.keys(value).length < value.length ? 'list with holes' : undefined
}

function nameOfKind(prototype: unknown): string {
  const {constructor} = prototype as {constructor?: {name?: string}}
  return constructor?.name ? constructor.name : 'object with a prototype of its own'
}

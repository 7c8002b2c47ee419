/** JSON as read from a spec, and walks over it. */

/** Any JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** Keys and indexes from the root of a spec to one of its values. */
export type JsonPath = readonly (string | number)[]

/** Whether a value is an object, no list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** An object of a spec, and its place. */
export interface PlacedObject {
  readonly object: JsonObject
  readonly at: JsonPath
}

/** Each object of a spec with its place, outer ones first; rows and notes inside the spec are not part of it. */
export function objectsOf(value: Json): readonly PlacedObject[] {
  const found: PlacedObject[] = []
  collect(value, [], found)
  return found
}

function collect(value: Json, at: JsonPath, found: PlacedObject[]): void {
  if (isList(value)) value.forEach((item, index) => collect(item, [...at, index], found))
  if (!isObject(value)) return
  found.push({object: value, at})
  for (const [key, child] of Object.entries(value))
    if (typeof child === 'object' && !NO_PART.has(key)) collect(child, [...at, key], found)
}

const NO_PART: ReadonlySet<string> = new Set(['datasets', 'usermeta', 'values'])

/** The second over the first, deeply; lists are replaced whole. */
export function merge(under: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, Json> = {...under}
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key]
    merged[key] = isObject(below) && isObject(value) && !isReference(value) ? merge(below, value) : value
  }
  return merged
}

// A value given by an expression replaces another whole: half of each would be neither.
function isReference(value: JsonObject): boolean {
  return 'expr' in value || 'signal' in value || 'value' in value || 'scheme' in value
}

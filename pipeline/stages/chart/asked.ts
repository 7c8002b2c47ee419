/** What a spec asks for by name: axes of the edition, and queries. */
import {isObject, objectsOf, type JsonObject} from './json.ts'
import {isTooDeep} from './limits.ts'
import {inlineNames} from './rows.ts'

/** Axes that a spec asks for as `edition.<axis>`; the language is known to every chart. */
export function axesUsed(spec: string): string[] {
  const matches = spec.matchAll(/\bedition(?:\.([A-Za-z_]\w*)|\[\s*(?:'([^']+)'|\\"([^"\\]+)\\")\s*\])/g)
  const names = [...matches].map(([, dotted, single, double]) => dotted ?? single ?? double ?? '')
  return [...new Set(names)].filter((name) => name !== 'language').sort()
}

/** Queries that a spec reads by name; nothing where the spec is not JSON, which the stage reports. */
export function dataUsed(spec: string): string[] {
  try {
    const tree: JsonObject = JSON.parse(spec)
    if (isTooDeep(tree)) return []
    return sourceNames(tree).filter((name) => !inlineNames(tree).includes(name))
  } catch {
    return []
  }
}

/** The names of all data that a spec reads. */
export function sourceNames(tree: JsonObject): readonly string[] {
  const names = objectsOf(tree).map(({object: {data}}) => (isObject(data) && !('values' in data) ? data['name'] : undefined))
  return [...new Set(names.filter((name) => typeof name === 'string'))]
}

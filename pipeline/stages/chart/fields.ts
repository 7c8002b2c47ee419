/** The columns that a spec asks of its rows, and those that it makes itself. */
import {isList, isObject, objectsOf, type Json, type JsonObject, type JsonPath} from './json.ts'

export interface FieldUse {
  readonly name: string
  readonly at: JsonPath
}

const EXPRESSIONS = new Set(['calculate', 'expr', 'filter', 'test'])
/** Parts of a spec in which `datum` is a tick or a label, not a row. */
const GUIDES = new Set(['axis', 'config', 'header', 'legend'])
/** Transforms that name their columns after the data. */
const OPEN = ['density', 'loess', 'pivot', 'quantile', 'regression', 'sequence', 'graticule', 'sphere']

/** Every column that is named in an encoding, a transform or an expression. */
export function fieldsUsed(tree: JsonObject): readonly FieldUse[] {
  return [...objectsOf(tree)].flatMap(({object, at}) => {
    if (at.some((key) => GUIDES.has(String(key)))) return []
    return Object.entries(object).flatMap(([key, value]) => namesIn(key, value).map((name) => ({name, at: [...at, key]})))
  })
}

/** Columns that transforms make; `undefined` where only the data can tell. */
export function fieldsMade(tree: JsonObject): ReadonlySet<string> | undefined {
  const made = new Set<string>()
  for (const {object} of objectsOf(tree)) {
    if (OPEN.some((key) => key in object)) return undefined
    for (const name of texts(object['as'])) made.add(name)
    if ('fold' in object && !('as' in object)) made.add('key').add('value')
  }
  return made
}

function namesIn(key: string, value: Json): readonly string[] {
  if (key === 'field' || key === 'groupby' || key === 'fold' || key === 'flatten') return texts(value).filter(isPlain)
  if (EXPRESSIONS.has(key) && typeof value === 'string') return datumNames(value)
  return []
}

function datumNames(expression: string): readonly string[] {
  const matches = expression.matchAll(/\bdatum(?:\.([\p{L}_$][\p{L}\p{N}_$]*)|\[\s*(?:'([^']+)'|"([^"]+)")\s*\])/gu)
  return [...matches].map(([, dotted, single, double]) => dotted ?? single ?? double ?? '').filter(isPlain)
}

// `a.b` and `a[0]` reach into a value; what they begin with may be anything.
function isPlain(name: string): boolean {
  return name !== '*' && !/[.[\]\\]/.test(name)
}

function texts(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  if (isList(value)) return value.filter((item) => typeof item === 'string')
  return isObject(value) ? texts(value['repeat']) : []
}

/** The columns that a spec asks of its rows, and those that it makes itself. */
import {isList, isObject, objectsOf, type Json, type JsonObject, type JsonPath} from './json.ts'

/** A column that a spec speaks of, and where. */
export interface FieldUse {
  readonly name: string
  readonly at: JsonPath
}

const EXPRESSIONS = new Set(['calculate', 'expr', 'filter', 'test'])
/** Keys whose text, or list of texts, names columns, wherever they stand. */
const NAMING = new Set([
  'field',
  'groupby',
  'fold',
  'flatten',
  'lookup',
  'density',
  'loess',
  'regression',
  'quantile',
  'on',
  'pivot',
  'impute'
])
/** Parts of a spec in which `datum` is a tick or a label, not a row. */
export const GUIDES: ReadonlySet<string> = new Set(['axis', 'config', 'header', 'legend', 'params'])
/** Transforms without `as` to the columns they then make. */
const UNNAMED: Readonly<Record<string, readonly string[]>> = {
  fold: ['key', 'value'],
  density: ['value', 'density'],
  quantile: ['prob', 'value'],
  sequence: ['data']
}

/** Every column that is named in an encoding, a transform or an expression. */
export function fieldsUsed(tree: JsonObject): readonly FieldUse[] {
  return objectsOf(tree).flatMap(({object, at}) => {
    if (at.some((key) => GUIDES.has(String(key)))) return []
    const named = Object.entries(object).flatMap(([key, value]) => namesIn(key, value).map((name) => ({name, at: [...at, key]})))
    return 'spec' in object && 'repeat' in object ? [...named, ...repeated(object['repeat']!, [...at, 'repeat'])] : named
  })
}

/** Columns that transforms make; `undefined` where only the data can tell. */
export function fieldsMade(tree: JsonObject): ReadonlySet<string> | undefined {
  const made = new Set<string>()
  for (const {object} of objectsOf(tree)) {
    if ('pivot' in object || 'graticule' in object || 'sphere' in object) return undefined
    for (const name of texts(object['as'])) made.add(name)
    // The end of a bin or of a unit of time has a column of its own.
    if (typeof object['as'] === 'string' && ('bin' in object || 'timeUnit' in object)) made.add(`${object['as']}_end`)
    if (!('as' in object)) for (const name of madeUnnamed(object)) made.add(name)
  }
  return made
}

function madeUnnamed(object: JsonObject): readonly string[] {
  const from = isObject(object['from']) ? object['from'] : {}
  return [
    ...Object.entries(UNNAMED).flatMap(([key, names]) => (key in object ? names : [])),
    ...(object['params'] === true ? ['coef', 'rSquared'] : []),
    ...('lookup' in object ? [...texts(from['fields']), ...texts(from['param'])] : [])
  ]
}

function namesIn(key: string, value: Json): readonly string[] {
  if (NAMING.has(key)) return texts(value).filter(isPlain)
  if (EXPRESSIONS.has(key) && typeof value === 'string') return datumNames(value)
  return []
}

function repeated(value: Json, at: JsonPath): readonly FieldUse[] {
  if (isObject(value)) return Object.entries(value).flatMap(([key, names]) => repeated(names, [...at, key]))
  return isList(value)
    ? value.flatMap((name, index) => (typeof name === 'string' && isPlain(name) ? [{name, at: [...at, index]}] : []))
    : []
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
  return isList(value) ? value.filter((item) => typeof item === 'string') : []
}

/**
 * Every key and word of a spec is one that Vega-Lite knows at that place; it would pass over any other without a word.
 * Read from Vega-Lite's own JSON schema, leniently: where a value may have several forms, a key of any of them will do.
 */
import {keepRecent} from '../../cache/recent.ts'
import {suggestion} from '../../messages.ts'
import {isList, isObject, type Json, type JsonObject, type JsonPath} from './json.ts'
import {problem, type Problem} from './problems.ts'

interface Schema {
  readonly $ref?: string
  readonly anyOf?: readonly Schema[]
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema | readonly Schema[]
  readonly enum?: readonly Json[]
  readonly const?: Json
}

/** The forms that a value may have, none of them a reference or a choice. */
type Forms = readonly Schema[]

/** Problems of words that Vega-Lite does not know. `definitions` are those of its schema; a spec is looked at once for all editions. */
export function isUnderstood(spec: string, tree: JsonObject, definitions: object): readonly Problem[] {
  const seen = looked.get(definitions) ?? new Map<string, readonly Problem[]>()
  looked.set(definitions, seen)
  const problems = seen.get(spec) ?? strangers(tree, definitions)
  keepRecent(seen, [spec, problems], MOST_KEPT)
  return problems
}

const MOST_KEPT = 500
const looked = new WeakMap<object, Map<string, readonly Problem[]>>()

function strangers(tree: JsonObject, definitions: object): readonly Problem[] {
  const reader = {definitions: definitions as Reader['definitions'], known: new Map<Schema, Forms>()}
  return [...strange({reader, value: tree, forms: formsOf({$ref: '#/definitions/TopLevelSpec'}, reader), at: []})]
}

interface Reader {
  readonly definitions: Readonly<Record<string, Schema>>
  readonly known: Map<Schema, Forms>
}

interface Place {
  readonly reader: Reader
  readonly value: Json
  readonly forms: Forms
  readonly at: JsonPath
}

function* strange({reader, value, forms, at}: Place): Generator<Problem> {
  if (typeof value === 'string') yield* strangeWord(value, forms, at)
  if (isList(value)) {
    for (const [index, item] of value.entries()) {
      const items = unique(forms.flatMap(({items}) => itemForms(items, index, reader)))
      if (items.length > 0) yield* strange({reader, value: item, forms: items, at: [...at, index]})
    }
  }
  if (isObject(value)) yield* strangeKeys({reader, value, forms, at})
}

function* strangeKeys({reader, value, forms, at}: Place & {readonly value: JsonObject}): Generator<Problem> {
  const objects = forms.filter(
    ({properties, additionalProperties, type}) => properties ?? additionalProperties ?? type === 'object'
  )
  if (objects.length === 0 || forms.some(isAnything)) return
  const isOpen = objects.some(({additionalProperties, properties}) => additionalProperties !== false || properties === undefined)
  for (const [key, child] of Object.entries(value)) {
    const below = unique(
      objects.flatMap(({properties, additionalProperties}) => childForms(properties?.[key], additionalProperties, reader))
    )
    if (below.length > 0) yield* strange({reader, value: child, forms: below, at: [...at, key]})
    else if (!isOpen && !objects.some(({properties}) => Object.hasOwn(properties ?? {}, key))) {
      const known = new Set(objects.flatMap(({properties}) => Object.keys(properties ?? {})))
      const reason = `Unexpected \`${key}\`, expected a key that Vega-Lite knows here`
      yield problem('chart-spec-is-valid', [...at, key], {reason, note: suggestion(key, known)})
    }
  }
}

function* strangeWord(word: string, forms: Forms, at: JsonPath): Generator<Problem> {
  const words = forms.flatMap(({enum: listed, const: only}) => [...(listed ?? []), ...(only === undefined ? [] : [only])])
  const isFree = forms.some(
    (form) => isAnything(form) || (accepts(form, 'string') && form.enum === undefined && form.const === undefined)
  )
  if (isFree || words.includes(word)) return
  const known = new Set(words.filter((each) => typeof each === 'string'))
  if (known.size === 0) return
  const reason = `Unexpected \`${word}\`, expected a word that Vega-Lite knows here`
  yield problem('chart-spec-is-valid', at, {reason, note: suggestion(word, known)})
}

function isAnything({type, properties, additionalProperties, items, enum: listed, const: only}: Schema): boolean {
  return (type ?? properties ?? additionalProperties ?? items ?? listed ?? only) === undefined
}

function accepts({type}: Schema, name: string): boolean {
  return type === name || (Array.isArray(type) && type.includes(name))
}

function childForms(own: Schema | undefined, others: Schema['additionalProperties'], reader: Reader): Forms {
  if (own !== undefined) return formsOf(own, reader)
  return typeof others === 'object' ? formsOf(others, reader) : []
}

function itemForms(items: Schema['items'], index: number, reader: Reader): Forms {
  if (items === undefined) return []
  const item = 'length' in items ? items[index] : items
  return item === undefined ? [] : formsOf(item as Schema, reader)
}

function formsOf(schema: Schema, reader: Reader): Forms {
  const found = reader.known.get(schema)
  if (found !== undefined) return found
  reader.known.set(schema, [])
  const target =
    schema.$ref === undefined ? undefined : reader.definitions[decodeURIComponent(schema.$ref.slice('#/definitions/'.length))]
  const forms = target
    ? formsOf(target, reader)
    : schema.anyOf
      ? unique(schema.anyOf.flatMap((each) => formsOf(each, reader)))
      : [schema]
  reader.known.set(schema, forms)
  return forms
}

function unique(forms: Forms): Forms {
  return [...new Set(forms)]
}

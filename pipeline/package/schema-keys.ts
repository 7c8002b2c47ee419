/** A JSON Schema -> its keys, as an author writes them: `axes.*.from`, `resources[].schema.fields[].type`. */

/** As much of a schema as is read here. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, JsonSchema | boolean>>
  readonly additionalProperties?: JsonSchema | boolean
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema | boolean
  readonly oneOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
}

/** A key, what may stand behind it, and what it says. */
export interface Key {
  readonly key: string
  readonly kind: string
  readonly about: string
}

/** The keys that have a description, in the order of the schema, each once. What is met again, as the form of a column is, is told where it is met first. */
export function keysOf(schema: JsonSchema): readonly Key[] {
  const found = new Map<string, Key>()
  const met = new Set<string>()
  visit(schema, '')
  return [...found.values()]

  function visit(node: JsonSchema, path: string): void {
    const own = followed(node)
    // An item, or a text in one language, is told of with its list.
    if (path !== '' && !/(?:\[\]|\*)$/.test(path) && own.description !== undefined && !found.has(path))
      found.set(path, {key: path, kind: kindOf(own), about: own.description})
    if (node.$ref !== undefined && met.has(node.$ref)) return
    if (node.$ref !== undefined) met.add(node.$ref)
    for (const [name, value] of Object.entries(own.properties ?? {}))
      if (typeof value === 'object') visit(value, path === '' ? name : `${path}.${name}`)
    for (const value of [own.additionalProperties, ...Object.values(own.patternProperties ?? {})])
      if (typeof value === 'object') visit(value, path === '' ? '*' : `${path}.*`)
    if (typeof own.items === 'object') visit(own.items, `${path}[]`)
    for (const each of [...(own.oneOf ?? []), ...(own.anyOf ?? []), ...(own.allOf ?? [])]) visit(each, path)
  }

  // What is said beside a reference comes before what is said there.
  function followed(node: JsonSchema): JsonSchema {
    const name = /^#\/\$defs\/(.+)$/.exec(node.$ref ?? '')?.[1]
    return name === undefined ? node : {...schema.$defs?.[name], ...node}
  }
}

function kindOf({type, enum: values, const: only, oneOf, anyOf}: JsonSchema): string {
  if (values !== undefined) return values.map(String).join(', ')
  if (only !== undefined) return String(only)
  const kinds = [...(oneOf ?? []), ...(anyOf ?? [])].map(kindOf).filter(Boolean)
  return type === undefined ? [...new Set(kinds)].join(' or ') : [type].flat().join(' or ')
}

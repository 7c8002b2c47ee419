/** A YAML or JSON file that an author writes -> its value, where everything in it stands, and what is wrong with it. */
import type {ErrorObject, ValidateFunction} from 'ajv'
import type {Digest} from '../cache/hash.ts'
import {findImpurity, type Impurity} from '../cache/plain.ts'
import type {Stage} from '../cache/memo.ts'
import {throwErrors, type Message} from '../messages.ts'
import type {Source} from '../types.ts'
import {placesIn, placeIn, pointerOf, type Place, type Places} from './places.ts'
import {syntaxMessage, tooManyAliases, unresolvedTag} from './syntax.ts'
import {wordsOf} from './words.ts'
import {dateOf} from '../values/date.ts'

export {placeIn, type Place, type Places} from './places.ts'

const SCHEMAS = {
  report: () => import('./report.schema.json', {with: {type: 'json'}}),
  datapackage: () => import('./datapackage.schema.json', {with: {type: 'json'}}),
  brand: () => import('./brand.schema.json', {with: {type: 'json'}}),
  chapter: () => import('./chapter.schema.json', {with: {type: 'json'}}),
  layout: () => import('./layout.schema.json', {with: {type: 'json'}}),
  references: () => import('./references.schema.json', {with: {type: 'json'}}),
  words: () => import('./words.schema.json', {with: {type: 'json'}}),
  release: () => import('./release.schema.json', {with: {type: 'json'}}),
  signed: () => import('./signed.schema.json', {with: {type: 'json'}})
}

/** The files that have a schema. */
export type SchemaName = keyof typeof SCHEMAS

/** What a report allows beyond the schema. */
export interface DefinitionOptions {
  /** Further keys that this report allows: the names of its axes in the front matter of a chapter. */
  readonly extraKeys?: readonly string[]
  /** Line of the file on which the text starts, for front matter. */
  readonly firstLine?: number
  /** So many colons at most, where not {@link MOST_KEYS}. */
  readonly mostKeys?: number
}

/** A file that keeps its schema, and where its keys stand. */
export interface Definition {
  readonly value: unknown
  readonly places: Places
  readonly messages: readonly Message[]
  /** Where a key or an item of a list stands, or the nearest thing around it. */
  place(pointer: readonly (string | number)[]): Place
}

/** A file, and the schema that it is held against. */
export interface DefinitionInput extends DefinitionOptions {
  readonly source: Source
  readonly schema: SchemaName
}

/** Reads a definition. `places` lies apart from the value: a comment more leaves the value as it was. */
export function definitionStage(code: Digest): Stage<DefinitionInput, {readonly value: unknown; readonly places: Places}> {
  return {
    name: 'definition',
    code,
    subject: ({source}) => source.path,
    async run({source, schema, ...options}) {
      const {value, places, messages} = await readDefinition(source, schema, options)
      throwErrors(messages)
      return {value, places}
    }
  }
}

/** Read a definition and hold it against its schema. The value is only of the schema's form where there is no message. */
export async function readDefinition(source: Source, schema: SchemaName, options: DefinitionOptions = {}): Promise<Definition> {
  // The libraries are not loaded by a build that recalls its definitions.
  const {LineCounter, parseDocument, ...kinds} = await import('yaml')
  const {firstLine = 1, mostKeys = MOST_KEYS} = options
  const keys = source.text.split(':').length - 1
  const lines = new LineCounter()
  const document = parseDocument(keys > mostKeys ? '' : source.text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error'
  })
  const at = (offset: number): Place => {
    const {line, col} = lines.linePos(offset)
    return {line: line + firstLine - 1, column: col}
  }
  const places = placesIn(document, kinds, at)
  const unread = (messages: readonly Message[]): Definition => ({
    value: undefined,
    places,
    messages,
    place: (pointer) => placeIn(places, pointer)
  })

  if (keys > mostKeys) return unread([tooManyKeys(source, keys)])
  if (document.errors.length > 0) return unread(document.errors.map((error) => syntaxMessage(error, source, at(error.pos[0]))))
  if (document.warnings.length > 0) return unread(document.warnings.map((warning) => unresolvedTag(source, at(warning.pos[0]))))
  let value: unknown
  try {
    value = document.toJS({maxAliasCount: 50})
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return unread([tooManyAliases(source)])
  }
  const impurity = findImpurity(value)
  if (impurity !== undefined) return unread([notPlain(impurity, source, places)])
  const validate = await validatorOf(schema, options.extraKeys ?? [])
  const errors = validate(value) ? [] : (validate.errors ?? [])
  return {...unread(distinct(errors.flatMap((error) => messageOf(error, source, places)))), value}
}

/**
 * Read a large file that a program wrote as JSON. Where each part of it stands is only looked for where something is wrong. The
 * value is only of the schema's form where there is no message.
 */
export async function readLargeJson(source: Source, schema: SchemaName): Promise<Pick<Definition, 'value' | 'messages'>> {
  try {
    const value: unknown = JSON.parse(source.text)
    if ((await validatorOf(schema, []))(value)) return {value, messages: []}
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return readDefinition(source, schema, {mostKeys: Number.POSITIVE_INFINITY})
}

/** The parser holds each key of a map against all others: more of them than this take minutes. */
const MOST_KEYS = 10_000

function tooManyKeys({path}: Source, keys: number): Message {
  return {
    severity: 'error',
    rule: 'definition-is-small',
    path,
    line: 1,
    column: 1,
    reason: `Unexpected ${keys} colons, expected ${MOST_KEYS} keys at most`,
    note: 'Keep data in data files.'
  }
}

// YAML can write what no page can show and no key can hold: `"\\ud800"`, `-0`, `.nan`.
function notPlain({what, way}: Impurity, {path}: Source, places: Places): Message {
  return {
    severity: 'error',
    rule: 'value-is-plain',
    path,
    ...placeIn(places, way),
    reason: `Unexpected ${what}, expected a text of whole characters, a number or \`true\``,
    note: 'Write the characters themselves, and numbers as in `0.5`.'
  }
}

// Compiling costs more than checking: a report has many chapters and one schema for them.
const validators = new Map<string, Promise<ValidateFunction>>()

function validatorOf(name: SchemaName, extraKeys: readonly string[]): Promise<ValidateFunction> {
  const key = [name, ...extraKeys].join(' ')
  const validator = validators.get(key) ?? compile(name, extraKeys)
  validators.set(key, validator)
  return validator
}

async function compile(name: SchemaName, extraKeys: readonly string[]): Promise<ValidateFunction> {
  const [{Ajv2020}, {default: schema}] = await Promise.all([import('ajv/dist/2020.js'), SCHEMAS[name]()])
  // The schemas are our own and tested; to check them against the meta-schema takes longer than all else here.
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    meta: false,
    validateSchema: false,
    ownProperties: true
  })
  // What has the form of a day is one of the calendar; another form is told by the pattern.
  ajv.addFormat('day', (text) => !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) || dateOf(text) !== undefined)
  const extra = Object.fromEntries(extraKeys.map((key) => [key, {$ref: '#/$defs/extra'}]))
  return ajv.compile({...schema, properties: {...schema.properties, ...extra}})
}

function messageOf(error: ErrorObject, {path}: Source, places: Places): Message[] {
  const words = wordsOf(error)
  if (words === undefined) return []
  const {at, ...rest} = words
  const inside = error.instancePath.split('/').slice(1).map(unescaped)
  return [{severity: 'error', path, ...placeIn(places, at === undefined ? inside : [...inside, at]), ...rest}]
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}

// One slip may break several parts of a schema; it is told once.
function distinct(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((message) => [pointerOf([message.line ?? 0, message.reason]), message])).values()]
}

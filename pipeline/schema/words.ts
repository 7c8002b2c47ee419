/** A breach of a schema -> words of an author: what was found, what is expected, what the key is for. */
import type {ErrorObject} from 'ajv'
import {suggestion, type Message} from '../messages.ts'

type Words = Pick<Message, 'rule' | 'reason' | 'note'> & {
  /** The key or item inside the value at fault that the message is about. */
  readonly at?: string | number
}

/** Words for an error, or nothing where another error tells the same. */
export function wordsOf(error: ErrorObject): Words | undefined {
  const {keyword, instancePath, params, data, propertyName} = error
  const where = nameOf(instancePath)
  const {description, expected, others = {}, properties = {}} = (error.parentSchema ?? {}) as SchemaPart
  const rule = 'value-matches-schema'
  if (propertyName !== undefined) {
    return {
      rule: 'key-is-known',
      at: propertyName,
      reason: `Unexpected key ${quoted(propertyName)} in ${where}, expected ${expected ?? 'another form'}`
    }
  }
  switch (keyword) {
    case 'if':
    case 'propertyNames':
      return undefined
    case 'additionalProperties':
      return unknownKey(String(params['additionalProperty']), where, Object.keys(properties))
    case 'required': {
      const missing = String(params['missingProperty'])
      const purpose = properties[missing]?.description
      return {
        rule: 'key-is-present',
        reason: `Unexpected ${where.replace('the ', '')} without ${quoted(missing)}, expected every key that it needs`,
        note: purpose && `${quoted(missing)}: ${purpose}.`
      }
    }
    case 'dependentRequired':
      return {
        rule: 'key-is-present',
        reason: `Unexpected ${quoted(params['property'])} without ${quoted(params['missingProperty'])} in ${where}, expected both`
      }
    case 'type':
      return {
        rule,
        reason: `Unexpected ${kindOf(data)} in ${where}, expected ${kinds(params['type'])}`,
        note: typeNote(data, params['type']) ?? description
      }
    case 'enum':
      return oneOf(data, where, {allowed: params['allowedValues'], others})
    case 'pattern':
      return {rule, reason: `Unexpected ${quoted(data)} in ${where}, expected ${expected ?? 'another form'}`, note: description}
    case 'format':
      return {rule, reason: `Unexpected ${quoted(data)} in ${where}, expected a day of the calendar`, note: description}
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return {
        rule,
        reason: `Unexpected ${params['limit'] === 1 ? 'empty ' : 'short '}${where}, expected at least ${params['limit']}`,
        note: description
      }
    case 'maxLength':
      return {
        rule,
        reason: `Unexpected ${quoted(data)} in ${where}, expected at most ${params['limit']} characters`,
        note: description
      }
    case 'uniqueItems':
      return {
        rule,
        at: Number(params['i']),
        reason: `Unexpected second ${quoted(Array.isArray(data) ? data[Number(params['i'])] : '')} in ${where}, expected each once`
      }
    case 'minimum':
      return {rule, reason: `Unexpected ${quoted(data)} in ${where}, expected ${params['limit']} or more`, note: description}
    case 'maximum':
      return {rule, reason: `Unexpected ${quoted(data)} in ${where}, expected ${params['limit']} or less`, note: description}
    case 'false schema':
      return {rule: 'key-is-known', reason: `Unexpected ${where}, expected it left out here`}
    default:
      return {rule, reason: `Unexpected value in ${where}: ${error.message ?? keyword}`, note: description}
  }
}

/** What our own schemas have, next to what ajv looks at. */
interface SchemaPart {
  readonly description?: string
  /** What a pattern stands for. */
  readonly expected?: string
  /** What to write instead of values that others know. */
  readonly others?: Readonly<Record<string, string>>
  readonly properties?: Readonly<Record<string, {readonly description?: string}>>
}

function unknownKey(key: string, where: string, known: readonly string[]): Words {
  return {
    rule: 'key-is-known',
    at: key,
    reason: `Unexpected key ${quoted(key)} in ${where}, expected a known one`,
    note: suggestion(key, known)
  }
}

interface Choice {
  readonly allowed: readonly unknown[]
  readonly others: Readonly<Record<string, string>>
}

function oneOf(data: unknown, where: string, {allowed, others}: Choice): Words {
  const instead = typeof data === 'string' && Object.hasOwn(others, data) ? others[data] : undefined
  const names = allowed
    .map(quoted)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1')
  const reason = `Unexpected ${quoted(data)} in ${where}, expected ${names}`
  return {
    rule: 'value-matches-schema',
    reason,
    note: instead ?? (allowed.length > 3 ? suggestion(String(data), allowed.map(String)) : undefined)
  }
}

// `/axes/region/values/2` -> `axes.region.values[2]`
function nameOf(pointer: string): string {
  if (pointer === '') return 'the file'
  const parts = pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const path = parts.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)).join('')
  return `\`${path.replace(/^\./, '')}\``
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values'
}

function kinds(types: unknown): string {
  const names = (Array.isArray(types) ? types : String(types).split(',')).map((type) => KINDS[String(type)] ?? String(type))
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} or ${names.at(-1)!}`
}

function kindOf(data: unknown): string {
  if (data === null || data === undefined) return 'nothing'
  if (Array.isArray(data)) return 'list'
  return typeof data === 'object' ? 'keys with values' : quoted(data)
}

function typeNote(data: unknown, types: unknown): string | undefined {
  const takesText = String(types).split(',').includes('string')
  if (takesText && (typeof data === 'number' || typeof data === 'boolean')) return `Put it in quotes: \`"${data}"\`.`
  // `title: {{region.name}}` is read as keys inside keys.
  if (takesText && typeof data === 'object' && data !== null && Object.keys(data).some((key) => key.startsWith('{'))) {
    return 'Put text with `{{ }}` in quotes.'
  }
  return undefined
}

function quoted(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 60 ? `\`${text.slice(0, 60)}…\`` : `\`${text}\``
}

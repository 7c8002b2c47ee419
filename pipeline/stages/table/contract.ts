/** Whether the contracts of a data package hang together, before any file is read. */
import {isLanguage, rulesFor} from '../../language/index.ts'
import {suggestion, type Message} from '../../messages.ts'
import {checkLimits} from './limits.ts'
import {checkTest} from './test-contract.ts'
import {checkWritten} from './written-contract.ts'
import {ratioOf} from '../../values/denominators.ts'
import {isPattern, readPattern, type BadPattern} from './pattern.ts'
import type {Field, Resource} from '../../types.ts'

/** Where a value of the data package stands in its text; `pointer` as in `['resources', 0, 'schema']`. */
export interface PackagePlaces {
  readonly path: string
  place(pointer: readonly (string | number)[]): {readonly line: number; readonly column: number}
}

/**
 * Names in keys that no column or table has, names given twice, patterns and limits that are none: of each resource, in the
 * order of the package.
 */
export async function checkContracts(
  resources: readonly Resource[],
  {path, place}: PackagePlaces
): Promise<readonly (readonly Message[])[]> {
  const patterns = await badPatterns(resources)
  return resources.map((resource, index) => {
    const at = (...pointer: (string | number)[]) =>
      ({severity: 'error', path, ...place(['resources', index, ...pointer])}) as const
    return [
      ...twice(resources.slice(0, index + 1).map(({name}) => name)).map(({name, first}): Message => ({
        ...at('name'),
        rule: 'name-is-unique',
        reason: `Unexpected second table \`${name}\`, expected each name once`,
        note: first === name ? undefined : `SQL takes \`${first}\` and \`${name}\` for one name.`
      })),
      ...checkFields(resource, patterns, (field, ...rest) => at('schema', 'fields', field, ...rest)),
      ...unknown(resource.primaryKey, resource).map((problem): Message => ({...at('schema', 'primaryKey'), ...problem})),
      ...(resource.uniqueKeys ?? []).flatMap((key, number) =>
        unknown(key, resource).map((problem): Message => ({...at('schema', 'uniqueKeys', number), ...problem}))
      ),
      ...checkWritten(resource, (field) => at('schema', 'fields', field)),
      ...(resource.tests ?? []).flatMap((test, number) =>
        checkTest(test, resource, resources).map((problem): Message => ({...at('tests', number), ...problem}))
      ),
      ...resource.foreignKeys.flatMap((key, number) =>
        checkForeignKey(key, resource, resources).map((problem): Message => ({
          ...at('schema', 'foreignKeys', number),
          ...problem
        }))
      )
    ]
  })
}

type Problem = Pick<Message, 'rule' | 'reason' | 'note'>
type Place = Pick<Message, 'severity' | 'path' | 'line' | 'column'>

type Patterns = ReadonlyMap<Field, BadPattern>

// Reports without patterns do not load the engine.
async function badPatterns(resources: readonly Resource[]): Promise<Patterns> {
  const fields = resources.flatMap((resource) => resource.fields)
  const read = fields.map(async (field) => {
    const {pattern} = field.constraints ?? {}
    const found = pattern === undefined ? undefined : await readPattern(pattern)
    return found === undefined || isPattern(found) ? [] : [[field, found] as const]
  })
  return new Map((await Promise.all(read)).flat())
}

function checkFields(
  {fields, ...resource}: Resource,
  patterns: Patterns,
  at: (field: number, ...rest: string[]) => Place
): Message[] {
  const names = fields.map((field) => field.name)
  return fields.flatMap((field, index): Message[] => [
    ...twice(names.slice(0, index + 1)).map(({name, first}) => ({
      ...at(index),
      rule: 'name-is-unique',
      reason: `Unexpected second column \`${name}\` in \`${resource.name}\`, expected each name once`,
      note: first === name ? undefined : `SQL takes \`${first}\` and \`${name}\` for one name.`
    })),
    ...[patterns.get(field)]
      .filter((bad) => bad !== undefined)
      .map(({found, expected}) => ({
        ...at(index, 'constraints', 'pattern'),
        rule: 'pattern-is-wellformed',
        reason: `Unexpected ${found}, expected ${expected}`
      })),
    ...(field.scale === undefined || field.type === 'number'
      ? []
      : [
          {
            ...at(index, 'scale'),
            rule: 'scale-is-of-a-number',
            reason: `Unexpected \`scale\` of \`${field.name}\`, a column of type ${field.type}, expected it for a \`number\` alone`
          }
        ]),
    ...oneScale(field).map((problem) => ({...at(index, 'unit'), ...problem})),
    ...checkLimits(field).map(({key, reason}) => ({
      ...at(index, 'constraints', key),
      rule: 'constraint-fits-its-column',
      reason
    })),
    ...siblings(field, names).map((problem) => ({...at(index), ...problem}))
  ])
}

/** A multiple said by a sign or a figure: `k€`, `kt`, `M€`, `kilotonnes`, `1,000 €`, `10,000 people`, `per thousand`. */
const MULTIPLE = /^(?:[kMG](?:\p{Sc}|t|ha|Wh?|EUR|USD)(?![a-z])|[Kk]ilo|[Mm]ega|[Gg]iga|10{0,2}[ ,.]?000|[Pp]er )|^每/u

// Thousands of people in one language, and people in another: the same number would say two things.
function oneScale({name, unit = {}}: Field): Problem[] {
  const known = Object.entries(unit).filter(([language]) => isLanguage(language))
  const scaled = known.filter(([language, text]) => rulesFor(language).scaleOf(text) !== undefined)
  const plain = known.find((each) => !scaled.includes(each) && !MULTIPLE.test(each[1]))
  const [first] = scaled
  const [one, other] = first === undefined || plain === undefined ? otherRatios(known) : [first, plain]
  if (one === undefined || other === undefined) return []
  const reason = `Unexpected units \`${one[1]}\` and \`${other[1]}\` of \`${name}\`, expected one scale in every language`
  return [
    {
      rule: 'unit-has-one-scale',
      reason,
      note: 'A value is one number for all languages: thousands in one are thousands in the others.'
    }
  ]
}

// Per 1,000 people in one language, and 张/万人 in another.
function otherRatios(units: readonly [string, string][]): readonly [string, string][] {
  const [first, ...others] = units.filter(([, text]) => ratioOf(text) !== undefined)
  const other = others.find(([, text]) => ratioOf(text) !== ratioOf(first![1]))
  return first === undefined || other === undefined ? [] : [first, other]
}

// `unitFrom: unit` may stand for `unit_en`, `unit_zh_hans` and so on.
function siblings({decimalsFrom, unitFrom}: Field, names: readonly string[]): Problem[] {
  const missing = [
    decimalsFrom === undefined || names.includes(decimalsFrom) ? undefined : decimalsFrom,
    unitFrom === undefined || names.some((name) => name === unitFrom || name.startsWith(`${unitFrom}_`)) ? undefined : unitFrom
  ]
  return missing.filter((name) => name !== undefined).map((name) => unknownColumn(name, names))
}

function checkForeignKey(
  {fields, reference}: Resource['foreignKeys'][number],
  resource: Resource,
  resources: readonly Resource[]
): Problem[] {
  const target = reference.resource === '' ? resource : resources.find(({name}) => name === reference.resource)
  if (target === undefined) {
    const names = resources.map(({name}) => name)
    return [
      {
        rule: 'key-names-a-table',
        reason: `Unexpected table \`${reference.resource}\`, expected one of the data package`,
        note: suggestion(reference.resource, names)
      }
    ]
  }
  const uneven =
    fields.length === reference.fields.length
      ? []
      : [
          {
            rule: 'key-names-a-column',
            reason: `Unexpected ${reference.fields.length} columns in \`reference\`, expected ${fields.length} as in \`fields\``
          }
        ]
  return [...unknown(fields, resource), ...unknown(reference.fields, target), ...uneven]
}

function unknown(names: readonly string[], {fields}: Resource): Problem[] {
  const known = fields.map((field) => field.name)
  return names.filter((name) => !known.includes(name)).map((name) => unknownColumn(name, known))
}

function unknownColumn(name: string, known: readonly string[]): Problem {
  return {
    rule: 'key-names-a-column',
    reason: `Unexpected column \`${name}\`, expected one of the same table`,
    note: suggestion(name, known)
  }
}

// The last of the names where SQL, which knows no case, takes an earlier one for the same.
function twice(names: readonly string[]): {readonly name: string; readonly first: string}[] {
  const name = names.at(-1)!
  const first = names.find((other) => other.toLowerCase() === name.toLowerCase())!
  return names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === names.length - 1 ? [] : [{name, first}]
}

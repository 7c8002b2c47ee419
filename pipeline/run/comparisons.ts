/** What a condition compares: whether the two sides can ever be alike, by the axis, the contract's values or the type. */
import {canonicalDecimal} from '../values/decimal.ts'
import {dateOf} from '../values/date.ts'
import {durationOf, durationText} from '../values/duration.ts'
import {contradicts} from '../values/measures.ts'
import {datetimeOf, timeOf, yearmonthOf} from '../values/moment.ts'
import {isNumberType} from '../values/order.ts'
import {nearest, suggestion} from '../messages.ts'
import type {Comparison, Condition, Term} from '../tree.ts'
import type {Field, FieldType} from '../types.ts'

/** A side of a comparison. */
export type Side =
  | {readonly kind: 'literal'; readonly value: string | number | boolean}
  | {
      readonly kind: 'column'
      /** As it is written: `region.model`, or `region` alone. */
      readonly path: string
      readonly field: Field
      /** Ids of an axis, or the values that the contract lists. */
      readonly listed?: {readonly values: readonly string[]; readonly of: string}
      /** Values that the data have now; a literal far from all of them may still come. */
      readonly present?: readonly string[]
    }
  /** A name that is not known; it is told elsewhere. */
  | {readonly kind: 'unknown'}

/** What is wrong with a comparison. */
export interface Doubt {
  readonly severity: 'error' | 'warning'
  readonly rule: string
  readonly reason: string
  readonly note?: string | undefined
}

/** Every comparison of a condition; `in` is one for each of its values. */
export function comparisonsOf(condition: Condition): readonly {operator: Comparison; left: Term; right: Term}[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...comparisonsOf(condition.left), ...comparisonsOf(condition.right)]
    case 'not':
      return comparisonsOf(condition.of)
    case 'empty':
      return []
    case 'in':
      return condition.values.map((right) => ({operator: '=', left: condition.of, right}))
    case 'compare':
      return [condition]
  }
}

/** What is wrong with a comparison, or nothing. */
export function doubtOf(operator: Comparison, left: Side, right: Side): Doubt | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined
  if (left.kind === 'literal' && right.kind === 'literal') return constant(left.value, right.value)
  if (left.kind === 'literal') return doubtOf(operator, right, left)
  const order = /^[<>]/.test(operator)
  if (order && left.field.type === 'boolean')
    return error(`Unexpected \`${operator}\` behind \`${left.path}\`, which is true or false`, 'Compare it by `=` or `!=`.')
  if (right.kind === 'column') return unlike(left, right)
  return misfit(left, right.value) ?? (order ? undefined : unlisted(left, right.value))
}

type Column = Side & {kind: 'column'}

function constant(left: unknown, right: unknown): Doubt {
  return error(`Unexpected comparison of \`${String(left)}\` with \`${String(right)}\`, expected a name on one side`)
}

function unlike(left: Column, right: Column): Doubt | undefined {
  if (classOf(left.field) === classOf(right.field)) return ofUnits(left, right)
  return error(
    `Unexpected comparison of \`${left.path}\` (${nameOf(left.field)}) with \`${right.path}\` (${nameOf(right.field)})`
  )
}

function ofUnits(left: Column, right: Column): Doubt | undefined {
  const [one, two] = [left.field.unit, right.field.unit]
  const language = Object.keys(one ?? {}).find((each) => two?.[each] !== undefined && contradicts(one![each]!, two[each]))
  if (language === undefined) return undefined
  return error(
    `Unexpected comparison of \`${left.path}\` (in ${one![language]}) with \`${right.path}\` (in ${two![language]})`,
    'Compare what is measured alike, or reckon both in one unit in the query.'
  )
}

// A literal of another type is never alike.
function misfit({path, field}: Column, value: string | number | boolean): Doubt | undefined {
  const expected = EXPECTED[classOf(field)]
  if (expected.fits(value)) return undefined
  return error(`Unexpected ${shown(value)} beside \`${path}\`, expected ${expected.words}`, expected.note?.(value))
}

type Class = 'number' | 'text' | Exclude<FieldType, 'string' | 'integer' | 'year'>

interface Expectation {
  readonly words: string
  fits(value: string | number | boolean): boolean
  note?(value: unknown): string | undefined
}

const EXPECTED: Readonly<Record<Class, Expectation>> = {
  number: {words: 'a number', fits: (value) => typeof value !== 'boolean' && canonicalDecimal(String(value)) !== undefined},
  date: {
    words: "a day such as '2024-04-15'",
    fits: (value) => String(value).length === 10 && dateOf(String(value)) !== undefined
  },
  yearmonth: {words: "a month such as '2024-04'", fits: isSpelt(yearmonthOf)},
  time: {words: "a time such as '14:30:00'", fits: isSpelt(timeOf)},
  datetime: {words: "a moment such as '2024-04-15T14:30:00', or in UTC '2024-04-15T06:30:00Z'", fits: isSpelt(datetimeOf)},
  duration: {words: "a duration such as 'P1Y2M' or 'P1DT12H', in its shortest form", fits: isSpelt(spellingOf)},
  list: {words: 'nothing but `is empty`: a list is no single value', fits: () => false},
  boolean: {words: '`true` or `false` without quotes', fits: (value) => typeof value === 'boolean'},
  text: {
    words: 'a text in single quotes',
    fits: (value) => typeof value === 'string',
    note: (value) => `The column holds text: write \`'${String(value)}'\` as its cells have it.`
  }
}

function unlisted({path, listed, present}: Column, value: string | number | boolean): Doubt | undefined {
  const text = String(value)
  if (listed !== undefined) {
    if (listed.values.includes(text) || present?.includes(text)) return undefined
    const reason = `Unexpected value \`${text}\` beside \`${path}\`, expected ${listed.of}`
    return {severity: 'error', rule: 'condition-value-is-known', reason, note: suggestion(text, listed.values)}
  }
  if (present === undefined || text === '' || present.includes(text)) return undefined
  const near = nearest(text, present)
  return {
    severity: near === undefined ? 'warning' : 'error',
    rule: 'condition-value-is-known',
    reason: `Unexpected value \`${text}\` beside \`${path}\`, which no row has`,
    note: suggestion(text, present)
  }
}

function classOf({type}: Field): Class {
  if (isNumberType(type)) return 'number'
  return type === 'string' ? 'text' : (type as Class)
}

const NAMES: Readonly<Record<Class, string>> = {
  number: 'a number',
  date: 'a date',
  yearmonth: 'a month',
  time: 'a time',
  datetime: 'a moment',
  duration: 'a duration',
  list: 'a list',
  boolean: 'true or false',
  text: 'a text'
}

function nameOf(field: Field): string {
  return NAMES[classOf(field)]
}

// Values are compared as they are spelt: another spelling would be alike to none.
function isSpelt(spelling: (text: string) => string | undefined): (value: string | number | boolean) => boolean {
  return (value) => typeof value === 'string' && spelling(value) === value
}

function spellingOf(text: string): string | undefined {
  const read = durationOf(text)
  return read && durationText(read)
}

function shown(value: string | number | boolean): string {
  return typeof value === 'string' ? `text \`'${value}'\`` : `\`${String(value)}\``
}

function error(reason: string, note?: string): Doubt {
  return {severity: 'error', rule: 'condition-compares-like-with-like', reason, note}
}

/** What the contract says of single values, checked on one cell. */
import {canonicalDecimal} from '../../values/decimal.ts'
import {itemsOf} from '../../values/items.ts'
import {compareValues, isNumberType} from '../../values/order.ts'
import type {Cell, Field} from '../../types.ts'
import {castCell} from './cast.ts'
import {isPattern, readPattern} from './pattern.ts'
import {shown} from './say.ts'

/** Why a value breaks its contract. */
export interface Breach {
  readonly rule: string
  readonly expected: string
}

type Check = (value: Cell) => Breach | undefined

/** The checks of one column, made once for all its rows. `unique` needs the whole column and is not among them. */
export async function checksOf(field: Field): Promise<readonly Check[]> {
  const {required, minimum, maximum, enum: allowed, pattern, ...more} = field.constraints ?? {}
  const {exclusiveMinimum, exclusiveMaximum, minLength, maxLength} = more
  return [
    required
      ? (value: Cell) => (value === null ? {rule: 'cell-is-present', expected: 'a value in every row'} : undefined)
      : undefined,
    minimum === undefined ? undefined : bound(field, minimum, OR_MORE),
    maximum === undefined ? undefined : bound(field, maximum, OR_LESS),
    exclusiveMinimum === undefined ? undefined : bound(field, exclusiveMinimum, MORE),
    exclusiveMaximum === undefined ? undefined : bound(field, exclusiveMaximum, LESS),
    minLength === undefined ? undefined : lengthOf(field, (count) => count >= minLength, `${minLength} or more`),
    maxLength === undefined ? undefined : lengthOf(field, (count) => count <= maxLength, `${maxLength} or less`),
    allowed === undefined ? undefined : oneOf(field, allowed),
    pattern === undefined ? undefined : await matching(pattern)
  ].filter((check) => check !== undefined)
}

/** On which side of its limit a value may lie. */
interface Side {
  readonly words: string
  /** `order` is below 0 for a value less than the limit, above 0 for one that is more. */
  readonly holds: (order: number) => boolean
}

const OR_MORE: Side = {words: 'or more', holds: (order) => order >= 0}
const OR_LESS: Side = {words: 'or less', holds: (order) => order <= 0}
const MORE: Side = {words: 'at least, and not that', holds: (order) => order > 0}
const LESS: Side = {words: 'at most, and not that', holds: (order) => order < 0}

// Characters as a reader counts them, not as a machine stores them.
function lengthOf({type}: Field, holds: (count: number) => boolean, words: string): Check {
  const isList = type === 'list'
  const expected = isList ? `a list of ${words} items` : `text of ${words} characters`
  const count = (value: string) => (isList ? itemsOf(value) : Array.from(value)).length
  return (value) => (value === null || holds(count(String(value))) ? undefined : {rule: 'cell-is-of-a-length', expected})
}

// What has no order beside its limit, as a local moment beside one with an offset, does not keep it.
function bound(field: Field, limit: string | number, {words, holds}: Side): Check {
  const own = isNumberType(field.type) ? canonicalDecimal(String(limit)) : undefined
  const edge = String(castCell(String(limit), field) ?? own ?? limit)
  return (value) => {
    const order = value === null ? undefined : compareValues(String(value), edge, field.type)
    if (order === undefined || holds(order)) return undefined
    return {rule: 'cell-is-in-range', expected: `${limit} ${words}${Number.isNaN(order) ? UNLIKE[field.type] : ''}`}
  }
}

const UNLIKE: Readonly<Partial<Record<Field['type'], string>>> = {
  datetime: ', both local or both with an offset',
  duration: ', both of months or both of days'
}

function oneOf(field: Field, allowed: readonly string[]): Check {
  const values = new Set(allowed.map((text) => castCell(text, field)))
  const expected = `one of ${allowed.slice(0, 12).map(shown).join(', ')}${allowed.length > 12 ? ', …' : ''}`
  return (value) => (value === null || values.has(value) ? undefined : {rule: 'cell-is-in-list', expected})
}

// A pattern that is none is told of the contract, before any table is read.
async function matching(pattern: string): Promise<Check | undefined> {
  const matches = await readPattern(pattern)
  if (!isPattern(matches)) return undefined
  return (value) =>
    value === null || matches(String(value))
      ? undefined
      : {rule: 'cell-matches-pattern', expected: `text of the form \`${pattern}\``}
}

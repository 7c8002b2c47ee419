/** What the contract says of single values, checked on one cell. */
import {canonicalDecimal, compareDecimals, compareText} from '../../values/decimal.ts'
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
  const {required, minimum, maximum, enum: allowed, pattern} = field.constraints ?? {}
  return [
    required
      ? (value: Cell) => (value === null ? {rule: 'cell-is-present', expected: 'a value in every row'} : undefined)
      : undefined,
    minimum === undefined ? undefined : bound(field, minimum, OR_MORE),
    maximum === undefined ? undefined : bound(field, maximum, OR_LESS),
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

function bound(field: Field, limit: string | number, {words, holds}: Side): Check {
  const edge = String(castCell(String(limit), field) ?? canonicalDecimal(String(limit)) ?? limit)
  const numeric = field.type === 'integer' || field.type === 'number' || field.type === 'year'
  const compare = numeric ? compareDecimals : compareText
  return (value) =>
    value === null || holds(compare(String(value), edge)) ? undefined : {rule: 'cell-is-in-range', expected: `${limit} ${words}`}
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

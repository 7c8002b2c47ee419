/** How far one value lies from another, told so that its number, its sign and its words agree. */
import {rulesFor} from '../language/index.ts'
import type {Difference, Direction, Measure, Rate} from '../language/rules.ts'
import type {Language} from '../types.ts'
import {decimalsOf, unitOf} from './column.ts'
import {magnitude, minus, plainDecimal, quotient, rounded, shifted, signOf, type Exact} from './exact.ts'
import {writeNumber} from './number.ts'
import {withUnit} from './unit.ts'
import {numberOf, placesOf, unsaidOf, type Said, type Value} from './value.ts'

/** Two values that are compared. */
export interface Pair {
  readonly now: Value
  /** What it is measured from: an earlier value, another region's. */
  readonly base: Value
  readonly language: Language
}

/** How a difference is told. */
export interface Manner {
  /** Points between two percentages, per cent between all else, when nothing is said. */
  readonly measure?: Measure
  readonly digits?: number
  /** An amount is told with its unit. */
  readonly hasUnit?: boolean
}

/** A difference as it is shown, and as a machine reads it: with its sign, a relative one as a ratio. */
export interface Measured extends Difference, Pick<Said, 'unsaid'> {
  readonly value: string
}

/** Measure one value from another. Throws an `Error` for different units, and for a share of a base that is not above 0. */
export function measure({now, base, language}: Pair, manner: Manner = {}): Measured {
  const rate = commonRate({now, base, language})
  const measure = manner.measure ?? (rate === undefined ? 'percent' : 'points')
  if (measure === 'percent') return relative({now, base, language}, manner.digits ?? 1)
  if (measure === 'points' && rate === undefined)
    throw new Error('Unexpected `by="points"` of values that are no percentages, expected `%` as the unit of both columns')
  const difference = rounded(minus(numberOf(now), numberOf(base)), manner.digits ?? commonPlaces(now, base))
  const number = writeNumber(magnitude(difference), rulesFor(language))
  const unsaid = measure === 'amount' && manner.hasUnit !== true ? unsaidOf(now, language) : undefined
  return {
    ...told(measure, difference),
    ...(unsaid !== undefined && {unsaid}),
    text: inWords(number, {now, base, language}, {...manner, rate: measure === 'points' ? rate : undefined})
  }
}

/** How the shown numbers of two values stand to each other: what rounds to the same is level. */
export function directionOf({now, base, language}: Pair, digits?: number): Direction {
  commonRate({now, base, language})
  const places = digits ?? finerPlaces(now, base)
  return signOf(minus(rounded(numberOf(now), places), rounded(numberOf(base), places)))
}

/** A value as a multiple of another. Throws an `Error` where the base is not above 0. */
export function multiple({now, base, language}: Pair, digits: number): Exact {
  commonRate({now, base, language})
  return quotient(numberOf(now), above0(base), digits)
}

/** What rate both values are, if any. Throws an `Error` where their units differ. */
export function commonRate({now, base, language}: Pair): Rate | undefined {
  const units = [now, base].map(({field, row}) => unitOf(field, row, language))
  const known = units.filter((unit) => unit !== undefined)
  const rates = known.map((unit) => rulesFor(language).rateOf(unit))
  const same = known.length < 2 || known[0] === known[1] || (rates[0] !== undefined && rates[0] === rates[1])
  if (!same) throw new Error(`Unexpected units \`${known[0]}\` and \`${known[1]}\`, expected two values of the same unit`)
  return rates[0]
}

/** What rate a value is by its unit. */
export function rateOf({field, row}: Value, language: Language): Rate | undefined {
  const unit = unitOf(field, row, language)
  return unit === undefined ? undefined : rulesFor(language).rateOf(unit)
}

function relative({now, base, language}: Pair, digits: number): Measured {
  const from = above0(base)
  const percent = quotient(shifted(minus(numberOf(now), from), 2), from, digits)
  const difference = told('percent', percent)
  return {
    ...difference,
    value: plainDecimal(shifted(percent, -2)),
    text: rulesFor(language).withUnit(writeNumber(magnitude(percent), rulesFor(language)), '%')
  }
}

function told(measure: Measure, difference: Exact): Omit<Measured, 'text'> {
  return {measure, direction: signOf(difference), value: plainDecimal(difference)}
}

function inWords(number: string, {now, language}: Pair, {rate, hasUnit}: Manner & {readonly rate?: Rate}): string {
  if (rate !== undefined) return rulesFor(language).points(number, rate)
  const unit = hasUnit === true ? unitOf(now.field, now.row, language) : undefined
  return unit === undefined ? number : withUnit(number, unit, {field: now.field, language})
}

function above0(base: Value): Exact {
  const number = numberOf(base)
  if (signOf(number) > 0) return number
  throw new Error(
    `Unexpected ${signOf(number) === 0 ? '0' : 'value below 0'} to measure from, expected a number above 0; \`by="amount"\` tells the difference itself`
  )
}

// Places of the finer of the two shown numbers; where one alone has a contract that says its places, those of that one: a mean that a query
// reckons has as many as the division gave.
function commonPlaces(...values: readonly Value[]): number {
  const stated = values.filter(({field, row}) => field.type === 'integer' || decimalsOf(field, row) !== undefined)
  return finerPlaces(...(stated.length === 0 ? values : stated))
}

function finerPlaces(...values: readonly Value[]): number {
  return Math.max(...values.map(({cell, field, row}) => placesOf(String(cell), field, row).digits ?? 0))
}

/** Decimal text -> a number as a language writes it. Exact: no digit passes through a binary fraction. */
import {rulesFor} from '../language/index.ts'
import type {LanguageRules} from '../language/rules.ts'
import type {Cell, Language} from '../types.ts'
import {decimalText, exactOf, rounded, shifted, signOf, type Exact} from './exact.ts'

/** How a number is written. */
export interface NumberOptions {
  /** Places after the point; without them all that the text has, or two at most of a compact number. */
  readonly digits?: number
  /** 126.0 million, 1.26亿. */
  readonly compact?: boolean
}

/** What stands before a number below zero: the sign of mathematics, not a hyphen. */
export const MINUS = '−'

/** Write a decimal text such as `126012510` or `0.8876`. What is no number is given back. */
export function formatNumber(value: string, language: Language, options: NumberOptions = {}): string {
  const number = exactOf(value)
  return number === undefined ? value : writeNumber(number, rulesFor(language), options)
}

/** A number as the language writes it, rounded once, half away from zero. */
export function writeNumber(number: Exact, rules: LanguageRules, {digits, compact = false}: NumberOptions = {}): string {
  return compact ? writeLarge(number, rules, digits) : write(rounded(number, digits ?? number.places), rules)
}

// 999,999 is 1 million, not 1,000 thousand: a number that rounding lifts to the next word has that word.
function writeLarge(number: Exact, rules: LanguageRules, digits: number | undefined): string {
  const steps = [[0, ''] as const, ...rules.numbers.large.toReversed()]
  const at = (power: number) => rounded(shifted(number, -power), digits ?? 2)
  const reached = steps.findLastIndex(([power]) => reaches(number, power))
  const [power] = steps[Math.max(reached, 0)]!
  const next = steps[reached + 1]
  const [chosen, word] = next !== undefined && reaches(at(power), next[0] - power) ? next : steps[Math.max(reached, 0)]!
  return write(digits === undefined ? withoutZeros(at(chosen)) : at(chosen), rules) + word
}

function reaches({units, places}: Exact, power: number): boolean {
  return (units < 0n ? -units : units) >= 10n ** BigInt(places + power)
}

function write(number: Exact, {numbers}: LanguageRules): string {
  const [whole = '', fraction] = decimalText(number).replace('-', '').split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, numbers.group)
  return `${signOf(number) < 0 ? MINUS : ''}${grouped}${fraction === undefined ? '' : numbers.point + fraction}`
}

function withoutZeros(number: Exact): Exact {
  const zeros = /0*$/.exec(decimalText(number).split('.')[1] ?? '')![0].length
  return rounded(number, number.places - zeros)
}

/**
 * Decimal text without the noise of binary fractions: 0.30000000000000004 is 0.3. Only where 15 figures, which a double
 * holds for sure, say the same with far fewer digits: an exact number with many figures stays as it is.
 */
export function withoutNoise(text: string): string {
  const number = exactOf(text)
  if (number === undefined || number.places < 6) return text
  const figures = figuresOf(number)
  if (figures <= 15) return text
  const short = withoutZeros(rounded(number, number.places - (figures - 15)))
  return figuresOf(short) <= 12 ? decimalText(short) : text
}

/** Significant figures before trailing zeros are cut: 3 of 0.0123 and of 12.3. */
export function figuresOf({units}: Exact): number {
  return units === 0n ? 0 : units.toString().replace('-', '').length
}

/** A short number for the tick of an axis: 1.2M, 120万, 0.25. */
export function shortNumber(value: number, language: Language): string {
  const number = exactOf(String(value))
  const rules = rulesFor(language)
  if (number === undefined) return String(value)
  const [power, word] = rules.numbers.short.find(([power]) => reaches(number, power)) ?? [0, '']
  return write(withoutZeros(rounded(shifted(number, -power), power === 0 ? 3 : 1)), rules) + word
}

/** Decimal text as a binary number, for drawing; NaN for what is none. */
export function toNumber(value: Cell): number {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
}

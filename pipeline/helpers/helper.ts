/** What a helper of `{{ }}` is: a small pure function from values of the data to what is shown. */
import type {LanguageRules} from '../language/rules.ts'
import type {Field, Language} from '../types.ts'
import {roundFigure, type Toward} from '../values/hedge.ts'
import {exactOf, plainDecimal, signOf, type Exact} from '../values/exact.ts'
import {unitOf} from '../values/column.ts'
import {commonRate, type Pair} from '../values/difference.ts'
import {numberOf, showNumber, type Said, type Value} from '../values/value.ts'

/** The cells of a column, in the order of the rows. */
export interface Column {
  readonly field: Field
  readonly values: readonly Value[]
}

/** What a term or an option holds: one value, a whole column, or what the author wrote out. */
export type Takes = 'value' | 'column' | 'literal'

/** What a helper is called with. */
export interface Call {
  readonly values: readonly Value[]
  readonly columns: readonly Column[]
  readonly options: Options
  readonly language: Language
  readonly rules: LanguageRules
}

/** The named arguments of a call. */
export interface Options {
  value(name: string): Value | undefined
  column(name: string): Column | undefined
  literal(name: string): string | number | boolean | undefined
}

/** A helper of `{{ }}`: what it takes, and what it says. */
export interface Helper {
  readonly name: string
  /** What it is given, in order. All are needed. */
  readonly takes: readonly Takes[]
  readonly options: Readonly<Record<string, Takes>>
  /** Gives what is shown. Throws an `Error` whose message says what it cannot be given. */
  run(call: Call): Said
}

/** An option that should be a small whole number. */
export function digitsOf(options: Options, otherwise: number): number
export function digitsOf(options: Options): number | undefined
export function digitsOf(options: Options, otherwise?: number): number | undefined {
  return countOf(options, 'digits', {least: 0, most: 20}) ?? otherwise
}

interface Limits {
  readonly least: number
  readonly most: number
}

/** An option that should be a whole number within limits. */
export function countOf(options: Options, name: string, {least, most}: Limits): number | undefined {
  const count = options.literal(name)
  if (count === undefined) return undefined
  if (typeof count !== 'number' || !Number.isInteger(count) || count < least || count > most)
    throw new Error(`Unexpected \`${name}=${count}\`, expected a whole number from ${least} to ${most}`)
  return count
}

/** An option that is asked for or not: `true` or `false`. */
export function flagOf(options: Options, name: string): boolean {
  const flag = options.literal(name)
  if (flag !== undefined && typeof flag !== 'boolean')
    throw new Error(`Unexpected \`${name}=${JSON.stringify(flag)}\`, expected \`true\` or \`false\` without quotation marks`)
  return flag ?? false
}

/** An option that should be one of a few words. */
export function choiceOf<Word extends string>(options: Options, name: string, words: readonly Word[]): Word | undefined {
  const given = options.literal(name)
  const word = words.find((word) => word === given)
  if (given !== undefined && word === undefined)
    throw new Error(`Unexpected \`${name}="${given}"\`, expected one of ${words.join(', ')}`)
  return word
}

/** How a difference is asked for, and whether that is per cent of percentages; where it is meant, the author says `relative`. */
export function differenceBy<Word extends string>(
  options: Options,
  pair: Pair,
  words: readonly Word[]
): {readonly by: Exclude<Word, 'relative'> | 'percent' | undefined; readonly doubt?: 'rate'} {
  const asked = choiceOf<Word | 'relative'>(options, 'by', [...words, 'relative'])
  if (asked === 'relative') return {by: 'percent'}
  const isOfRate = asked === 'percent' && commonRate(pair) !== undefined
  return {by: asked as Exclude<Word, 'relative'> | undefined, ...(isOfRate && {doubt: 'rate'})}
}

/** An option that should be a text, such as a word of the author's own. */
export function textOf(options: Options, name: string): string | undefined {
  const text = options.literal(name)
  return text === undefined ? undefined : String(text)
}

/** An option without which the helper has nothing to say. */
export function needed(value: Value | undefined, option: string, what: string): Value {
  if (value === undefined) throw new Error(`Expected \`${option}=\` ${what}`)
  return value
}

/** A number as it is, the round one that stands for it, and how that is written. */
export interface RoundNumber {
  readonly number: Exact
  readonly round: Exact
  readonly said: Said
}

/** What a helper of round numbers may be told. */
export const ROUND_OPTIONS = {figures: 'literal', compact: 'literal', unit: 'literal'} as const

/** The first value of a call, rounded to a few figures. Throws an `Error` for what is below 0: which side is “over” would not be plain. */
export function roundNumber({values: [value], options, language}: Call, toward: Toward): RoundNumber {
  const number = numberOf(value!)
  if (signOf(number) < 0)
    throw new Error(`Unexpected ${value!.cell} below 0, expected a number that can be rounded to a few figures`)
  const round = roundFigure(number, countOf(options, 'figures', {least: 1, most: 12}) ?? 2, toward)
  const [cell, isCompact] = [plainDecimal(round), flagOf(options, 'compact')]
  const unit = flagOf(options, 'unit') ? unitFor(value!, language) : undefined
  const digits = isCompact ? undefined : exactOf(cell)!.places
  const said = showNumber({...value!, cell}, language, {digits, compact: isCompact, unit})
  return {number, round, said: {...said, value: String(value!.cell)}}
}

/** The unit of a value, where one is asked for. */
export function unitFor({field, row}: Value, language: Language): string {
  const unit = unitOf(field, row, language)
  if (unit === undefined) throw new Error(`The column \`${field.name}\` has no unit in the data package for \`unit=true\``)
  return unit
}

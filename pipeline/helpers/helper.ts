/** What a helper of `{{ }}` is: a small pure function from values of the data to words. */
import type {Cell, Field, Language, Row} from '../types.ts'

/** One cell with all that is known of it. */
export interface Value {
  readonly cell: Exclude<Cell, null>
  readonly row: Row
  readonly field: Field
}

/** The cells of a column, in the order of the rows. */
export interface Column {
  readonly field: Field
  readonly values: readonly Value[]
}

/** What a term or an option holds: one value, a whole column, or what the author wrote out. */
export type Takes = 'value' | 'column' | 'literal'

export interface Call {
  readonly values: readonly Value[]
  readonly columns: readonly Column[]
  readonly options: Options
  readonly language: Language
}

export interface Options {
  value(name: string): Value | undefined
  column(name: string): Column | undefined
  literal(name: string): string | number | boolean | undefined
}

export interface Helper {
  readonly name: string
  /** What it is given, in order. All are needed. */
  readonly takes: readonly Takes[]
  readonly options: Readonly<Record<string, Takes>>
  /** Gives the words. Throws an `Error` whose message says what it cannot be given. */
  run(call: Call): string
}

/** One of two words by language: Chinese in either script, or English. */
export function inChinese(language: Language): boolean {
  return language.startsWith('zh')
}

/** An option that should be a small whole number. */
export function digitsOf(options: Options, otherwise: number | undefined): number | undefined {
  const digits = options.literal('digits')
  if (digits === undefined) return otherwise
  if (typeof digits !== 'number' || !Number.isInteger(digits) || digits < 0 || digits > 20)
    throw new Error(`Unexpected \`digits=${digits}\`, expected a whole number from 0 to 20`)
  return digits
}

/** A value as a number. */
export function numberOf(value: Value): number {
  const number = typeof value.cell === 'string' ? Number(value.cell) : Number.NaN
  if (!Number.isFinite(number)) throw new Error(`Unexpected \`${String(value.cell).slice(0, 40)}\`, expected a number`)
  return number
}

/** An option that should be a text, such as a word of the author's own. */
export function textOf(options: Options, name: string, otherwise: string): string {
  return String(options.literal(name) ?? otherwise)
}

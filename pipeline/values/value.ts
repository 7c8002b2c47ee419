/** A cell of the data -> what a reader sees of it, beside what a machine reads. Every value of a page is made here. */
import {rulesFor} from '../language/index.ts'
import type {Message} from '../messages.ts'
import type {Cell, Field, FieldType, Language, Row} from '../types.ts'
import {decimalsOf, isNumeric, unitOf} from './column.ts'
import {clockInWords, dateInWords, formatDate} from './date.ts'
import {durationInWords} from './duration.ts'
import {exactOf, plainDecimal, rounded, type Exact} from './exact.ts'
import {itemField, itemsOf} from './items.ts'
import {figuresOf, formatNumber, MINUS, withoutNoise, type NumberOptions} from './number.ts'
import {withUnit} from './unit.ts'

/** One cell with all that is known of it. */
export interface Value {
  readonly cell: Exclude<Cell, null>
  readonly row: Row
  readonly field: Field
}

/** What is shown in one place of a page. */
export interface Shown {
  /** What a reader sees, with the unit where it stands beside the number. */
  readonly text: string
  /**
   * What a machine reads of the same: of a cell the cell itself, exact; of what was reckoned the number that is shown, a share
   * and a relative change as a ratio; of a rank the whole number; of a date ISO 8601. Words that say no value have none.
   */
  readonly value?: string
  /** Where the text tells a direction: by a sign before a number, or by a word such as `rose`. */
  readonly tells?: 'sign' | 'direction'
  /** The word of its unit without which it is another number, such as `million`, 亿 or `%`, where the text has no unit. */
  readonly unsaid?: string
  /** Its unit, where the text has none and the unit counts ones: no `million` may stand behind it. */
  readonly inOnes?: string
  /** Cells and columns that it comes from, as in `profile[region=gd].people`. */
  readonly origins: readonly string[]
  /** What its author should look at. */
  readonly warning?: Omit<Message, 'node'>
}

/** The same before it is known where it comes from. */
export interface Said extends Omit<Shown, 'origins' | 'warning'> {
  /**
   * Decimals that the contract does not state, a part that is more than its whole, a column that lacks values; a place among values
   * of which it is none, of which several are the edition's own, of which none is, or of which one is the total; per cent of a percentage.
   */
  readonly doubt?: 'decimals' | 'whole' | 'gaps' | 'elsewhere' | 'several' | 'absent' | 'total' | 'rate'
}

/** A value as an exact number. Throws an `Error` for one that is none. */
export function numberOf({cell}: Value): Exact {
  const number = typeof cell === 'string' ? exactOf(cell) : undefined
  if (number === undefined) throw new Error(`Unexpected \`${String(cell).slice(0, 40)}\`, expected a number`)
  return number
}

/** Places that an author may leave unstated: more of them come from a division. */
export const FEW_PLACES = 4
/** Figures of a number whose decimals nobody states, one of them at least behind the point. */
const FIGURES = 4
/** What is less than this many places away from 0 is the rest of a reckoning that should give 0. */
const MOST_PLACES = 10

/** A shorter text holds no more figures than a double is sure of. */
const NOISY_LENGTH = 16

/** A number as it is shown: with the decimals of its column, or as its author asks. */
export function showNumber(value: Value, language: Language, options: NumberOptions & {readonly unit?: string} = {}): Said {
  const {field, row} = value
  const cell = String(value.cell)
  const clean = cell.length > NOISY_LENGTH ? withoutNoise(cell) : cell
  const {digits, isGuess} = options.digits === undefined ? placesOf(cell, field, row) : {digits: options.digits, isGuess: false}
  const places = options.compact === true ? options.digits : digits
  const scale = scaleOf({field, row}, language)
  if (scale !== undefined && options.compact === true)
    throw new Error(
      `Unexpected \`compact=true\` of \`${field.name}\`, whose unit says \`${scale}\` already, expected \`unit=true\``
    )
  const written = field.type === 'year' ? cell : formatNumber(clean, language, {...options, digits: places})
  const text = options.unit === undefined ? written : withUnit(written, options.unit, {field, language})
  return {
    text,
    value: cell,
    ...(text.startsWith(MINUS) && {tells: 'sign'}),
    ...(options.unit === undefined && unsaid(unsaidOf({field, row}, language))),
    ...(options.unit === undefined && options.compact !== true && inOnes({field, row}, language)),
    ...(isGuess && options.compact !== true && {doubt: 'decimals'})
  }
}

/** The word of a value's unit that multiplies, if there is one. */
export function scaleOf({field, row}: Omit<Value, 'cell'>, language: Language): string | undefined {
  const unit = unitOf(field, row, language)
  return unit === undefined ? undefined : rulesFor(language).scaleOf(unit)
}

/** The word of a value's unit that must stand beside its number: one that multiplies, or the sign of a rate. */
export function unsaidOf({field, row}: Omit<Value, 'cell'>, language: Language): string | undefined {
  const unit = unitOf(field, row, language)
  const rate = unit === undefined ? undefined : rulesFor(language).rateOf(unit)
  return scaleOf({field, row}, language) ?? (rate === undefined ? undefined : SIGNS[rate])
}

const SIGNS = {percent: '%', permille: '‰'} as const

function unsaid(word: string | undefined): Pick<Said, 'unsaid'> {
  return word === undefined ? {} : {unsaid: word}
}

function inOnes({field, row}: Omit<Value, 'cell'>, language: Language): Pick<Said, 'inOnes'> {
  const unit = unitOf(field, row, language)
  return unit === undefined || scaleOf({field, row}, language) !== undefined ? {} : {inOnes: unit}
}

/** A cell, or nothing where it is not stated. */
export interface TableCell extends Omit<Value, 'cell'> {
  readonly cell: Cell
}

/**
 * A cell as it is shown in a table or in a list: numbers with the decimals of their column, dates and durations in words, the items
 * of a list side by side. A dash is nothing stated, a cross is no.
 */
export function showCell({cell, field, row}: TableCell, language: Language): Said {
  if (cell === null) return {text: '–'}
  if (typeof cell === 'boolean') return {text: cell ? '✓' : '×', value: String(cell)}
  const words = inWords(cell, {field, row}, language)
  if (words !== undefined) return {text: words, value: cell}
  return isNumeric(field) ? showNumber({cell, field, row}, language) : {text: cell, value: cell}
}

/**
 * A cell as it is, for codes, names and years: no grouping, no word; only noise and the hyphen before a number go. What is spelt for
 * machines alone is told as in a table: times, durations, lists.
 */
export function showPlain({cell, field, row}: Value, language: Language): Said {
  const value = String(cell)
  const words = PLAIN_IN_WORDS.includes(field.type) ? inWords(value, {field, row}, language) : undefined
  if (!isNumeric(field)) return {text: words ?? value, value}
  const {digits, isGuess} = placesOf(value, field, row)
  const number = exactOf(value)
  const isLong = digits !== undefined && number !== undefined && number.places > Math.max(digits, FEW_PLACES)
  const text = isLong ? plainDecimal(rounded(number, digits)) : value
  const isNegative = text.startsWith('-')
  return {
    text: text.replace('-', MINUS),
    value,
    ...unsaid(unsaidOf({field, row}, language)),
    ...inOnes({field, row}, language),
    ...(isNegative && {tells: 'sign'}),
    ...(isGuess && {doubt: 'decimals'})
  }
}

const PLAIN_IN_WORDS: readonly FieldType[] = ['time', 'duration', 'list']

function inWords(cell: string, of: Omit<TableCell, 'cell'>, language: Language): string | undefined {
  switch (of.field.type) {
    case 'date':
    case 'datetime':
    case 'yearmonth':
      return formatDate(cell, language)
    case 'time':
      return clockInWords(cell)
    case 'duration':
      return durationInWords(cell, language)
    case 'list':
      return showItems(cell, of, language)
    default:
      return undefined
  }
}

function showItems(cell: string, {field, row}: Omit<TableCell, 'cell'>, language: Language): string {
  const items = itemsOf(cell).map((item) => showCell({cell: item, field: itemField(field), row}, language).text)
  return items.length === 0 ? '–' : items.join(rulesFor(language).comma)
}

/** Whether a shown cell says something that a machine would read in another form: a number, a date, yes or no. */
export function hasMachineForm(field: Field): boolean {
  return field.type !== 'string'
}

/** Places behind the point of a shown number: as the contract states them, else as the number has them, a few at most. */
export function placesOf(cell: string, field: Field, row: Row): {readonly digits: number | undefined; readonly isGuess: boolean} {
  const stated = decimalsOf(field, row)
  if (stated !== undefined) return {digits: stated, isGuess: false}
  const number = exactOf(cell.length > NOISY_LENGTH ? withoutNoise(cell) : cell)
  if (number === undefined || number.places <= FEW_PLACES)
    return {digits: number?.places, isGuess: exactOf(cell)?.places !== number?.places}
  const whole = figuresOf(number) - number.places
  const shown = plainDecimal(rounded(number, Math.min(Math.max(1, FIGURES - whole), MOST_PLACES)))
  return {digits: exactOf(shown)!.places, isGuess: true}
}

/** A date or a moment in words, for machines as it was. Nothing for a text that is neither. */
export function showDate(text: string, language: Language): Said | undefined {
  const words = dateInWords(text, language)
  return words === undefined ? undefined : {text: words, value: text}
}

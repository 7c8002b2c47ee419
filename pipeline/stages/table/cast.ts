/** A cell as the file has it -> the one spelling of its value. */
import type {RawCell} from '../../connectors/connector.ts'
import {dateOf} from '../../values/date.ts'
import {canonicalDecimal, scaleOf, WHOLE_DIGITS} from '../../values/decimal.ts'
import {durationOf, durationText} from '../../values/duration.ts'
import {listCell} from '../../values/items.ts'
import {datetimeOf, SECOND_PLACES, timeOf, yearmonthOf} from '../../values/moment.ts'
import type {Cell, Field, FieldType} from '../../types.ts'

/** What the value of a cell hangs on. */
type Typed = Pick<Field, 'type' | 'scale' | 'itemType'>

interface Cast {
  /** What an author is told to write. */
  readonly expected: string
  readonly note?: string
  /** The value, or nothing where the text is none of this type. */
  cast(text: string, field: Typed): Cell | undefined
}

/** What each type takes. */
export const casts: Readonly<Record<FieldType, Cast>> = {
  string: {expected: 'text', note: 'Put the value in quotes.', cast: (text) => text},
  integer: {expected: 'a whole number', note: 'Write it as `1234`: digits alone.', cast: wholeNumber},
  number: {expected: 'a number', note: 'Write it as `1234.5`: no thousands separators, units or spaces.', cast: number},
  boolean: {
    expected: '`true` or `false`',
    note: 'Other words are named by the contract, as in `"trueValues": ["yes"], "falseValues": ["no"]`.',
    cast: truth
  },
  date: {
    expected: 'a day of the calendar such as `2024-04-15`',
    note: 'What is written otherwise is named by `format`, as in `"%d.%m.%Y"`. A month or a year alone is of type `yearmonth` or `year`.',
    cast: day
  },
  year: {expected: 'a year of four digits', cast: (text) => (/^\d{4}$/.test(text) ? text : undefined)},
  yearmonth: {
    expected: 'a month of a year such as `2024-04`',
    note: 'A day is of type `date`, a year alone of type `year`.',
    cast: yearmonthOf
  },
  time: {
    expected: 'a time of the day such as `14:30:00`, below 24:00:00',
    note: 'Where seconds are left out, or the clock has 12 hours, say so: `"format": "%H:%M"`, `"%I:%M %p"`. An offset belongs to a `datetime`.',
    cast: timeOf
  },
  datetime: {
    expected: 'a moment such as `2024-04-15T14:30:00`, or with an offset `2024-04-15T14:30:00+08:00`',
    note: 'What is written otherwise is named by `format`, as in `"%d/%m/%Y %H:%M"`. A day alone is of type `date`.',
    cast: datetimeOf
  },
  duration: {
    expected: 'a duration such as `P1Y2M` or `P3DT4H30M`',
    note: 'Months and days are not mixed, nor weeks with either: a month is no number of days.',
    cast: duration
  },
  list: {expected: 'a list of items', cast: (text, field) => list(text.split(','), field)}
}

/** The value of a cell under its type; nothing where it has none. Empty text is `null`. */
export function castCell(raw: RawCell, field: Typed): Cell | undefined {
  if (raw === null || raw === '') return null
  if (typeof raw === 'object') return field.type === 'list' ? list(raw, field) : undefined
  if (typeof raw === 'boolean') return field.type === 'boolean' ? raw : undefined
  return casts[field.type].cast(raw.normalize('NFC').replaceAll(/\r\n?/g, '\n'), field)
}

/** What keeps a value from the database that is one all the same: more digits than its column has room for. */
export function tooLong(text: string, {type, scale}: Typed): {expected: string; note: string} | undefined {
  if (IN_SECONDS.includes(type)) return tooFine(text)
  const value = type === 'number' ? canonicalDecimal(text) : undefined
  if (value === undefined || !/^-?\d+(\.\d+)?$/.test(value)) return undefined
  const [, places = ''] = value.split('.')
  if (places.length <= scaleOf({scale})) {
    return {expected: `at most ${WHOLE_DIGITS} digits before the point`, note: 'Give it in thousands or millions.'}
  }
  const note = 'Round it in the file, or give the column a larger `scale` in datapackage.json (at most 18).'
  return {expected: `at most ${scaleOf({scale})} digits after the point`, note}
}

const IN_SECONDS: readonly FieldType[] = ['time', 'datetime', 'duration']

function tooFine(text: string): {expected: string; note: string} | undefined {
  const [, places = ''] = /\.(\d+?)0*(?!\d)/.exec(text) ?? []
  if (places.length <= SECOND_PLACES) return undefined
  return {expected: `at most ${SECOND_PLACES} digits of a second`, note: 'Round it in the file.'}
}

// The database holds whole numbers in 64 bits.
const LARGEST = 2n ** 63n - 1n

function wholeNumber(text: string): string | undefined {
  const value = /^[+-]?\d{1,19}$/.test(text) ? canonicalDecimal(text) : undefined
  return value !== undefined && BigInt(value) <= LARGEST && BigInt(value) >= -LARGEST ? value : undefined
}

// Only what the database holds whole: nothing is rounded.
function number(text: string, {scale}: Typed): string | undefined {
  const value = canonicalDecimal(text)
  if (value === undefined) return undefined
  const [whole = '', places = ''] = value.replace('-', '').split('.')
  return whole.length <= WHOLE_DIGITS && places.length <= scaleOf({scale}) ? value : undefined
}

function truth(text: string): boolean | undefined {
  const lower = text.toLowerCase()
  return lower === 'true' ? true : lower === 'false' ? false : undefined
}

function day(text: string): string | undefined {
  return text.length === 10 && dateOf(text) !== undefined ? text : undefined
}

function duration(text: string): string | undefined {
  const read = durationOf(text)
  return read && durationText(read)
}

// Every item is one: nothing between two delimiters is a slip.
function list(raw: readonly (string | boolean)[], {itemType = 'string', scale}: Typed): string | undefined {
  const items = raw.map((item) => castCell(typeof item === 'string' ? item.trim() : item, {type: itemType, scale}))
  const stated = items.filter((item) => item !== undefined && item !== null)
  return stated.length === raw.length ? listCell(stated) : undefined
}

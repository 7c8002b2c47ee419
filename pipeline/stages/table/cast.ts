/** A cell as the file has it -> the one spelling of its value. */
import {canonicalDecimal, scaleOf, WHOLE_DIGITS} from '../../values/decimal.ts'
import type {Cell, Field, FieldType} from '../../types.ts'

interface Cast {
  /** What an author is told to write. */
  readonly expected: string
  readonly note?: string
  /** The value, or nothing where the text is none of this type. */
  cast(text: string, field: Pick<Field, 'scale'>): Cell | undefined
}

/** What each type takes. */
export const casts: Readonly<Record<FieldType, Cast>> = {
  string: {expected: 'text', note: 'Put the value in quotes.', cast: (text) => text},
  integer: {expected: 'a whole number', note: 'Write it as `1234`: digits alone.', cast: wholeNumber},
  number: {expected: 'a number', note: 'Write it as `1234.5`: no thousands separators, units or spaces.', cast: number},
  boolean: {expected: '`true` or `false`', cast: truth},
  date: {
    expected: 'a day of the calendar such as `2024-04-15`',
    note: 'A month or year alone is of type `string` or `year`.',
    cast: day
  },
  year: {expected: 'a year of four digits', cast: (text) => (/^\d{4}$/.test(text) ? text : undefined)}
}

/** The value of a cell under its type; nothing where it has none. Empty text is `null`. */
export function castCell(raw: string | boolean | null, field: Pick<Field, 'type' | 'scale'>): Cell | undefined {
  if (raw === null || raw === '') return null
  if (typeof raw === 'boolean') return field.type === 'boolean' ? raw : undefined
  return casts[field.type].cast(raw.normalize('NFC').replaceAll(/\r\n?/g, '\n'), field)
}

/** What keeps a number from the database that is a number all the same: more digits than its column has room for. */
export function tooLong(
  text: string,
  {type, scale}: Pick<Field, 'type' | 'scale'>
): {expected: string; note: string} | undefined {
  const value = type === 'number' ? canonicalDecimal(text) : undefined
  if (value === undefined || !/^-?\d+(\.\d+)?$/.test(value)) return undefined
  const [, places = ''] = value.split('.')
  if (places.length <= scaleOf({scale})) {
    return {expected: `at most ${WHOLE_DIGITS} digits before the point`, note: 'Give it in thousands or millions.'}
  }
  const note = 'Round it in the file, or give the column a larger `scale` in datapackage.json (at most 18).'
  return {expected: `at most ${scaleOf({scale})} digits after the point`, note}
}

// The database holds whole numbers in 64 bits.
const LARGEST = 2n ** 63n - 1n

function wholeNumber(text: string): string | undefined {
  const value = /^[+-]?\d{1,19}$/.test(text) ? canonicalDecimal(text) : undefined
  return value !== undefined && BigInt(value) <= LARGEST && BigInt(value) >= -LARGEST ? value : undefined
}

// Only what the database holds whole: nothing is rounded.
function number(text: string, {scale}: Pick<Field, 'scale'>): string | undefined {
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
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined
}

/** A cell as the file has it -> the one spelling of its value. */
import {canonicalDecimal} from '../../values/decimal.ts'
import type {Cell, FieldType} from '../../types.ts'

interface Cast {
  /** What an author is told to write. */
  readonly expected: string
  readonly note?: string
  /** The value, or nothing where the text is none of this type. */
  cast(text: string): Cell | undefined
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
export function castCell(raw: string | boolean | null, type: FieldType): Cell | undefined {
  if (raw === null || raw === '') return null
  if (typeof raw === 'boolean') return type === 'boolean' ? raw : undefined
  return casts[type].cast(raw.normalize('NFC').replaceAll(/\r\n?/g, '\n'))
}

// The database holds whole numbers in 64 bits.
const LARGEST = 2n ** 63n - 1n

function wholeNumber(text: string): string | undefined {
  const value = /^[+-]?\d{1,19}$/.test(text) ? canonicalDecimal(text) : undefined
  return value !== undefined && BigInt(value) <= LARGEST && BigInt(value) >= -LARGEST ? value : undefined
}

// The database holds 38 digits: at most these before and after the point, so that a column always fits.
function number(text: string): string | undefined {
  const value = canonicalDecimal(text)
  return value !== undefined && /^-?\d{1,20}(\.\d{1,18})?$/.test(value) ? value : undefined
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

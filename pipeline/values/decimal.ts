/** Numbers as exact decimal text: one spelling for each value, and the order of such texts and of other texts. */
import type {Field} from '../types.ts'

/** Digits before the point that a number may have: 38 digits are what a database holds, 18 of them behind the point. */
export const WHOLE_DIGITS = 20

/** Digits after the point that every cell of a column of numbers has room for. */
export function scaleOf({scale = 12}: Pick<Field, 'scale'>): number {
  return scale
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/** The one spelling of a number: `+01.50` and `15e-1` are `1.5`. Nothing where the text is no number. */
export function canonicalDecimal(text: string): string | undefined {
  const match = NUMBER.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const digits = whole + fraction
  if (digits === '') return undefined
  const point = whole.length + Number(exponent)
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const cut = Math.max(point, 1)
  const before = padded.slice(0, cut).replace(/^0+(?=\d)/, '')
  const after = padded.slice(cut).replace(/0+$/, '')
  const unsigned = after === '' ? before : `${before}.${after}`
  return sign === '-' && unsigned !== '0' ? `-${unsigned}` : unsigned
}

/**
 * A number of floating point as decimal text, in the 15 digits that it surely has: 0.1 + 0.2 is `0.3`. Nothing where it is no
 * number, or so large that not all digits before its point are sure.
 */
export function decimalOfFloat(value: number): string | undefined {
  return Math.abs(value) < 1e15 ? canonicalDecimal(value.toPrecision(15)) : undefined
}

/** Less than 0 where canonical decimal `a` is the smaller. */
export function compareDecimals(a: string, b: string): number {
  const negative = a.startsWith('-')
  if (negative !== b.startsWith('-')) return negative ? -1 : 1
  return negative ? compareUnsigned(b.slice(1), a.slice(1)) : compareUnsigned(a, b)
}

/** By code point, which is the same on every machine and in every language. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (left !== right) return codePointRank(left) - codePointRank(right)
  }
  return a.length - b.length
}

function compareUnsigned(a: string, b: string): number {
  const [wholeA = '', fractionA = ''] = a.split('.')
  const [wholeB = '', fractionB = ''] = b.split('.')
  return wholeA.length - wholeB.length || compareText(wholeA, wholeB) || compareText(fractionA, fractionB)
}

// Surrogates stand for characters above U+FFFF and so come after every other unit.
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

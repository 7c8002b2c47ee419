/** Numbers as they are written in a content stream (ISO 32000-1, 7.3.3), read without making a text of each. */

/** More digits than a whole number of JavaScript can hold for certain. */
const MOST_DIGITS = 15

/** The number that stands from one place of a text to another: exactly what `Number` makes of it. */
export function numberIn(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start)
  const from = first === MINUS ? start + 1 : start
  if (end - from > MOST_DIGITS || from === end) return Number(text.slice(start, end))
  let [whole, point] = [0, -1]
  for (let at = from; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit >= 0 && digit <= 9) whole = whole * 10 + digit
    else if (digit === POINT - ZERO && point < 0) point = at
    else return Number(text.slice(start, end))
  }
  if (point === from && end === from + 1) return NaN
  // A quotient of two whole numbers that are held exactly is rounded as the number itself is (IEEE 754).
  const size = point < 0 ? whole : whole / TENS[end - point - 1]!
  return from === start ? size : -size
}

const TENS = Array.from({length: MOST_DIGITS + 1}, (_, power) => 10 ** power)
const [MINUS, POINT, ZERO] = [45, 46, 48]

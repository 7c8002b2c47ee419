/** Marks as a keyboard has them -> those of the language: quotation marks, apostrophes, the dash of a range. One character for one. */
import type {TypographyRules} from '../../language/typography-rules.ts'

/** A text with the marks of its language. */
export function withMarks(text: string, rules: TypographyRules): string {
  return withRanges(withQuotes(text, rules), rules)
}

function withQuotes(text: string, {quotes}: TypographyRules): string {
  if (!/["']/.test(text) || OBJECT.test(text)) return text
  const open: string[] = []
  return text.replaceAll(/["']/g, (mark, at: number) => {
    const [opening, closing] = quotes[mark === '"' ? 'double' : 'single']
    const [before, after] = [text[at - 1] ?? ' ', text[at + 1] ?? ' ']
    if (mark === "'" && isInName(text, at)) return mark
    if (mark === "'" && isApostrophe(before, after, open)) return '’'
    if (opensHere(before, after) && !(open.at(-1) === mark && CHINESE.test(before))) {
      open.push(mark)
      return opening
    }
    if (open.at(-1) === mark) {
      open.pop()
      return closing
    }
    // Behind a number it is one of feet, inches, minutes or seconds; of a lone mark elsewhere nobody knows what it is.
    return mark
  })
}

// What is written for machines is shown as it is.
const OBJECT = /[{,]\s*"[^"]*"\s*:/
const CHINESE = /[\u2e80-\u9fff\uff00-\uffef]/
const WORD = /[\p{L}\p{N}]/u

// A name such as Xi'an is written as the data have it, in which it may stand beside.
function isInName(text: string, at: number): boolean {
  return (
    /\p{Script=Latin}$/u.test(text.slice(0, at)) &&
    /^'(?!(?:s|t|re|ve|ll|d|m)(?!\p{Script=Latin}))\p{Script=Latin}/iu.test(text.slice(at))
  )
}

// It’s, the regions’, ’90s.
function isApostrophe(before: string, after: string, open: readonly string[]): boolean {
  if (CHINESE.test(before) || CHINESE.test(after)) return false
  if (WORD.test(before) && WORD.test(after)) return true
  if (/\p{L}/u.test(before)) return open.at(-1) !== "'"
  return /[\s([{“‘]/.test(before) && /\d/.test(after)
}

function opensHere(before: string, after: string): boolean {
  if (/[\s)\]},.;:!?，。；：！？、）」』”’]/.test(after)) return false
  return /[\s([{“‘「『《（，。；：！？、—–-]/.test(before) || CHINESE.test(before)
}

const RANGE =
  /(?<![\p{Script=Latin}\p{N}.,/:-]|[A-Z] ?)(\d{1,4}(?:\.\d{1,3})?)-(\d{1,4}(?:\.\d{1,3})?)(?![\p{Script=Latin}\d/:-]|[.,]\d)/gu

// A number of a standard, a month of a year or a telephone has no ends that rise.
function withRanges(text: string, {range}: TypographyRules): string {
  return text.replaceAll(RANGE, (whole, from: string, to: string) => (isRange(from, to) ? from + range + to : whole))
}

function isRange(from: string, to: string): boolean {
  if (/^0\d/.test(from) || /^0\d/.test(to)) return false
  const isYearAndShort = from.length === 4 && to.length === 2 && Number(from) % 100 < Number(to)
  return isYearAndShort || (Number(from) < Number(to) && to.length - from.length <= 1)
}

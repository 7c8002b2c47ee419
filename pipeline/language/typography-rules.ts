/** How a language sets what is typed on a keyboard, and where its lines may not end. */

/** The marks around a quotation. */
export type QuotationMarks = readonly [opening: string, closing: string]

/** All that is particular to a language in the setting of a text. Each mark is one UTF-16 code unit, as the one that it stands for. */
export interface TypographyRules {
  /** What `"` and `'` stand for where they are in pairs. An apostrophe is the same in all languages. */
  readonly quotes: {readonly double: QuotationMarks; readonly single: QuotationMarks}
  /** Between the ends of a range of numbers. */
  readonly range: string
  /** No line ends inside: a number and its unit, a place among others, a label and its number. Flags `gu`. */
  readonly unbroken: RegExp
  /** The offsets at which a line of a heading may end, where blanks do not tell. */
  readonly headingBreaks?: (text: string) => readonly number[]
  /** Those at which any other line may end too, though a browser does not know it. */
  readonly textBreaks?: (text: string) => readonly number[]
}

/** Where something in a text ends and another begins, as offsets in UTF-16 code units. */
export type Range = readonly [from: number, to: number]

/** The ranges of a text in which no line ends. */
export function unbrokenRanges(text: string, {unbroken}: TypographyRules): readonly Range[] {
  const found = [...text.matchAll(unbroken)].filter(([match]) => BREAKABLE.test(match))
  return found.map((match) => [match.index, match.index + match[0].length])
}

// Digits alone are never parted.
const BREAKABLE = /[\s–—]|\p{L}-|\p{Script=Han}/u

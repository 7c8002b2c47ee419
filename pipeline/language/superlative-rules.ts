/** How a language says that one is first among all: what no fixed sentence can say of several editions and be true in each. */

/** Stands in a text for a name of the edition's own value of an axis, as `{{region.name}}`. */
export const OWN = '\uE000'
/** Stands in a text for a number of the data. */
export const FIGURE = '\uE001'

/** Claims in prose. */
export interface SuperlativeRules {
  /** What says that something is first, in whatever sentence. */
  readonly word: RegExp
  /**
   * Sentences that place an edition's own value, or a number of it, first or last among all. Each pattern matches one of the two:
   * it begins with {@link OWN}, or its group `figure` is the number. The group `claim` is what is told. A group `what`
   * names the thing measured, where the sentence is a claim only if that is the number it prints.
   * `names` are words for a value of the axis, such as `Region`.
   */
  claims(names: readonly string[]): readonly RegExp[]
}

/** Any of some words, as a part of a pattern. */
export function anyOf(words: readonly string[], ending = ''): string {
  const escaped = words.map((word) => word.replaceAll(/[^\p{L}\p{N} ]/gu, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`))
  return `(?:${escaped.length === 0 ? '(?!)' : escaped.map((word) => word + ending).join('|')})`
}

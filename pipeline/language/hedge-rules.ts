/** How a language says that a number is a round one, and small numbers in words. */

/** Words around round numbers. */
export interface HedgeRules {
  /** At least 13,000: the truth is that or more. */
  atLeast(number: string): string
  /** Nearly 14,000: the truth is a little less. */
  nearly(number: string): string
  /** Just over 13,900: the truth is a little more. */
  justOver(number: string): string
  /** More than a quarter: the truth is more, by how much is not said. */
  over(part: string): string
  /** Parts of a whole that have a name: two thirds, 六成. */
  readonly parts: readonly (readonly [above: number, below: number])[]
  part(above: number, below: number): string
  /** A whole number below 100 as a word; nothing for one that is written in digits. */
  word(count: number): string | undefined
}

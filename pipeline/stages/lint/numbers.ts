/** A text -> the numbers in it that state something. */
import type {NumberKind, ProseRules} from '../../language/prose-rules.ts'

/** A number that is written out in prose. `start` counts in UTF-16 units. */
export interface WrittenNumber {
  readonly kind: NumberKind
  readonly text: string
  readonly start: number
}

/** Stands in a text for what is no free text, such as a value of the data. */
export const HELD = '\uFFFC'

// No pattern matches it, so that what is spared is not found again as a statement.
const SPARED = '\u0000'

/** The numbers of a text that state something, in their order: what is a date, a name or an idiom is none of them. */
export function statedNumbers(text: string, {spared, stated}: ProseRules): readonly WrittenNumber[] {
  let left = without(
    text,
    spared.flatMap(({pattern}) => [...text.matchAll(pattern)])
  )
  const found: WrittenNumber[] = []
  for (const {kind, pattern} of stated) {
    const matches = [...left.matchAll(pattern)]
    found.push(...matches.map((match) => ({kind, text: match[0].trim(), start: match.index + leading(match[0])})))
    left = without(left, matches)
  }
  return found.sort((a, b) => a.start - b.start)
}

function without(text: string, matches: readonly RegExpMatchArray[]): string {
  if (matches.length === 0) return text
  const units = text.split('')
  for (const {0: found, index = 0} of matches) units.fill(SPARED, index, index + found.length)
  return units.join('')
}

function leading(text: string): number {
  return text.length - text.trimStart().length
}

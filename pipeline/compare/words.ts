/** Texts held against each other word by word; of Chinese, character by character. */
import {diffArrays} from 'diff'

/** A part of a text that stands still, or is only before or after. */
export interface Part {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Words, numbers, blanks, and each other sign by itself. */
export function wordsOf(text: string): string[] {
  return text.match(/\p{Script=Han}|[\p{N}]+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+|\s+|./gu) ?? []
}

/** How much of two texts is the same, from 0 to 1 (Dice, of words without blanks). */
export function likeness(one: string, other: string): number {
  const [words, others] = [one, other].map((text) => wordsOf(text).filter((word) => /\S/u.test(word)))
  if (words!.length + others!.length === 0) return 1
  const left = new Map<string, number>()
  for (const word of words!) left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of others!) {
    const count = left.get(word) ?? 0
    if (count > 0) shared++
    left.set(word, count - 1)
  }
  return (2 * shared) / (words!.length + others!.length)
}

/** From one text to another. */
export function partsBetween(before: string, after: string): readonly Part[] {
  return diffArrays(wordsOf(before), wordsOf(after)).map(({added, removed, value}) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join('')
  }))
}

/**
 * A text -> its sentences that begin with a digit, in a language that has them begin with a word (APA 7, 6.33; The Chicago Manual of
 * Style, 9.5), years too. A sentence has words and ends with a full stop or the like: a label, a list of numbers, a cell of a table
 * is none.
 */
import type {ProseRules} from './prose-rules.ts'

/** A sentence, and where its first digit stands, in UTF-16 units of the text. */
export interface Beginning {
  readonly sentence: string
  readonly digit: number
}

/** In the order of the text. */
export function digitBeginnings(text: string, {sentences, beginsWithAWord}: ProseRules): readonly Beginning[] {
  if (beginsWithAWord === undefined) return []
  const ends = [...text.matchAll(new RegExp(sentences.source, 'gu'))].filter(
    ({index, 0: blank}) => !/^\d/.test(text.slice(index + blank.length)) || !beginsWithAWord.unless.test(text.slice(0, index))
  )
  const starts = [0, ...ends.map(({index, 0: blank}) => index + blank.length)]
  return starts.flatMap((start, index) => {
    const sentence = text.slice(start, starts[index + 1]).trim()
    const before = /^[\s“‘"'(]*(?=\d)/.exec(text.slice(start))?.[0]
    const isSentence = /\p{L}{2}.*\p{L}{2}/su.test(sentence) && /[.!?][”’"')]*$/.test(sentence)
    return before !== undefined && isSentence ? [{sentence, digit: start + before.length}] : []
  })
}

/** What is written in another script than its language: words that were not translated, characters that were not converted. */
import {rulesFor} from '../../language/index.ts'
import type {Characters, Finding, Outlined} from './finding.ts'

/** Latin words behind each other that are no name any more. */
const MANY_WORDS = /(?:\b[A-Za-z][A-Za-z'’-]*\b[ ,;]+){4,}\b[a-z][A-Za-z'’-]*\b/
/** Chinese in a text of another language, longer than a name. */
const MUCH_CHINESE = /\p{Script=Han}[\p{Script=Han}，。、；：]{11,}/u

/** Pieces that hold a passage of another script. */
export function foreignPieces({chapter, language, sections}: Outlined): Finding[] {
  const isChinese = rulesFor(language).script !== 'Latn'
  return sections.flatMap(({pieces}) =>
    pieces.flatMap(({text, place}): Finding[] => {
      const found = (isChinese ? MANY_WORDS : MUCH_CHINESE).exec(text)?.[0]
      if (found === undefined) return []
      const reason = `Unexpected \`${found.slice(0, 40)}\` in a chapter in ${language}, expected it in that language`
      return [{chapter, place, rule: 'block-is-translated', reason}]
    })
  )
}

/** Characters of the other script of Chinese; what is in `:unconverted[...]` is meant so. */
export function wrongCharacters({chapter, language, sections}: Outlined, characters: Characters): Finding[] {
  const wrong = wrongIn(language, characters)
  if (wrong === undefined) return []
  const {pattern, rule, script} = wrong
  return sections.flatMap(({pieces}) =>
    pieces.flatMap(({written, place}): Finding[] => {
      const found = [...new Set(written.match(pattern) ?? [])]
      if (found.length === 0) return []
      const at = written.indexOf(found[0]!)
      const around = written.slice(Math.max(0, at - 6), at + 7)
      const reason = `Unexpected ${script} \`${found.join('')}\` in \`${around}\`, which is in ${language}`
      return [{chapter, place, rule, reason, note: 'What is meant to stand so is written `:unconverted[...]`.'}]
    })
  )
}

/** What a text in a language must not hold, as a pattern; nothing for one that is not Chinese. */
export function wrongIn(
  language: string,
  {simplified, traditional}: Characters
): {readonly pattern: RegExp; readonly rule: string; readonly script: string} | undefined {
  const {script} = rulesFor(language)
  if (script === 'Latn' || simplified === '' || traditional === '') return undefined
  return script === 'Hant'
    ? {pattern: new RegExp(`[${simplified}]`, 'gu'), rule: 'character-is-traditional', script: 'simplified'}
    : {pattern: new RegExp(`[${traditional}]`, 'gu'), rule: 'character-is-simplified', script: 'traditional'}
}

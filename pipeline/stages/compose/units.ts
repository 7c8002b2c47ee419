/** Whether the words around a number say its unit: one that multiplies by its word, a rate by its sign or any word for it. */
import type {ProseRules} from '../../language/prose-rules.ts'
import {powersOf} from '../../values/written.ts'

// `rose by 2.9% to` says the unit of another number.
const RATES: Readonly<Record<string, {readonly before: RegExp; readonly behind: RegExp}>> = {
  '%': {
    before:
      /(?<!\d\s?)(?:[%％]|\bper ?cent\b)|\bpercentage(?! points?)|\b(?:of|in|for) (?:every|each) (?:100|hundred)\b|百分(?![点點])|每(?:100|一?百)(?=[一-龥])/iu,
    behind:
      /^[^.;。；]{0,40}?(?:[%％]|\bper ?cent|\bpercentage|百分|(?<=^[^,，]{0,12})(?:\bpoints?\b|[点點]))|^[^.;。；]{0,12}(?:\bof (?:every )?100\b|\bin (?:every )?100\b)/iu
  },
  '‰': {
    before: /(?<!\d\s?)‰|\bper mill?e|\b(?:per|every|each) (?:1,?000|thousand)\b|千分|每(?:1,?000|一?千)(?=[一-龥])/iu,
    behind: /^[^.;。；]{0,40}?(?:‰|\bper mill?e|\b(?:per|every|each) (?:1,?000|thousand)\b|千分|每(?:1,?000|一?千))/iu
  }
}

/** Whether a unit is the sign of a rate. */
export function isRate(word: string): boolean {
  return Object.hasOwn(RATES, word)
}

/** The words before a text that ends in the sign of a rate, where they say the same: 百分之 before `12%`. */
export function rateBefore(before: string, shown: string): string | undefined {
  return isSigned(shown) ? /[百千]分之(?=[约約近]?$)/u.exec(before)?.[0] : undefined
}

function isSigned(shown: string): boolean {
  return /[%％‰]$/u.test(shown)
}

/** Whether what stands before a number says its unit. */
export function isSaidBefore(text: string, word: string): boolean {
  if (!isRate(word)) return has(text, word)
  return RATES[word]!.before.test(text.split(/[.!?](?=\s)|[。！？；]/u).at(-1)!)
}

/** Whether what stands behind a number says its unit. */
export function isSaidBehind(text: string, word: string, scales: ProseRules['scales']): boolean {
  if (isRate(word)) return RATES[word]!.behind.test(text.replaceAll(/(?<=\d)\.(?=\d)/g, ','))
  return has(text, word) || isShortened(text, word, scales)
}

// `EUR 3.2m` says what a unit of millions does: another word for the same, right behind the number.
function isShortened(text: string, word: string, scales: ProseRules['scales']): boolean {
  const [, short] = /^ ?(\p{L}+)(?![\p{L}\p{N}²³/])/u.exec(text) ?? []
  return short !== undefined && powersOf(short, scales) > 0 && powersOf(short, scales) === powersOf(word, scales)
}

/** Whether a unit multiplies by a figure or a sign as a word does: `1,000 €` and `k€` as `thousand`, which then is no second time. */
export function isMultipleOf(unit: string, word: string, scales: ProseRules['scales']): boolean {
  const [, zeros] = /^(?:\p{Sc} ?)?1([0 ,.]*0)(?!\d)/u.exec(unit) ?? []
  const [, prefix] = /^([kMG])(?:\p{Sc}|t|EUR|USD|CHF|GBP)(?!\p{L})/u.exec(unit) ?? []
  const powers = zeros === undefined ? PREFIXES[prefix ?? ''] : zeros.replaceAll(/[^0]/g, '').length
  return powers !== undefined && powers === powersOf(word, scales)
}

const PREFIXES: Readonly<Record<string, number>> = {k: 3, M: 6, G: 9}

function has(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase())
}

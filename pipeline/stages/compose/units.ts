/** Whether the words around a number say its unit: one that multiplies by its word, a rate by its sign or any word for it. */

// `rose by 2.9% to` says the unit of another number.
const RATES: Readonly<Record<string, {readonly before: RegExp; readonly behind: RegExp}>> = {
  '%': {
    before: /(?<!\d\s?)(?:[%％]|\bper ?cent\b)|\bpercentage(?! points?)|百分(?![点點])/iu,
    behind:
      /^[^.;。；]{0,40}?(?:[%％]|\bper ?cent|\bpercentage|百分|(?<=^[^,，]{0,12})(?:\bpoints?\b|[点點]))|^[^.;。；]{0,12}(?:\bof (?:every )?100\b|\bin (?:every )?100\b)/iu
  },
  '‰': {
    before: /(?<!\d\s?)‰|\bper mill?e|\bper (?:1,?000|thousand)|千分|每千/iu,
    behind: /^[^.;。；]{0,40}?(?:‰|\bper mill?e|\bper (?:1,?000|thousand)|千分|每千)/iu
  }
}

/** Whether a unit is the sign of a rate. */
export function isRate(word: string): boolean {
  return Object.hasOwn(RATES, word)
}

/** Whether what stands before a number says its unit. */
export function isSaidBefore(text: string, word: string): boolean {
  if (!isRate(word)) return has(text, word)
  return RATES[word]!.before.test(text.split(/[.!?](?=\s)|[。！？；]/u).at(-1)!)
}

/** Whether what stands behind a number says its unit. */
export function isSaidBehind(text: string, word: string): boolean {
  return isRate(word) ? RATES[word]!.behind.test(text.replaceAll(/(?<=\d)\.(?=\d)/g, ',')) : has(text, word)
}

function has(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase())
}

/** A unit -> how many it is of, where it says so: 3 of `per 1,000 people` and of 张/千人, the powers of ten. */

const HAN: Readonly<Record<string, number>> = {十: 1, 百: 2, 千: 3, 万: 4, 萬: 4, 亿: 8, 億: 8}
const WORDS: Readonly<Record<string, number>> = {ten: 1, hundred: 2, thousand: 3, million: 6, billion: 9}
// 每千克 and 升/百千米 are of kilograms and kilometres.
const OF =
  /(?:\b(?:per|every|each)\s+|[/／每]\s?)(?:(?:an?|one|一)\s?)?(10*(?:[, \u00a0\u202f，]000)*(?![\d.]))?\s?((?:ten|hundred|thousand|million|billion)(?: (?:thousand|million|billion))?\b|[十百千万萬亿億]+(?![米克瓦]))?/iu

/** The powers of ten; nothing where it is of one, of an hour, or of nothing that is known. */
export function denominatorOf(unit: string): number | undefined {
  const [, digits = '', words = ''] = OF.exec(unit) ?? []
  const named = /\p{Script=Han}/u.test(words)
    ? [...words].map((sign) => HAN[sign] ?? 0)
    : words.split(' ').map((word) => WORDS[word.toLowerCase()] ?? 0)
  const power = named.reduce((sum, each) => sum + each, digits.replaceAll(/[^0]/g, '').length)
  return power === 0 ? undefined : power
}

/** The same, with rates that are of a hundred or of a thousand by their sign. */
export function ratioOf(unit: string): number | undefined {
  const sign = /^(?:(?<percent>[%％]|per ?cent)|‰|per mill?e)$/iu.exec(unit.trim())
  return sign === null ? denominatorOf(unit) : sign.groups?.['percent'] === undefined ? 3 : 2
}

/** The end of a column's name -> the unit of its numbers: `households_pct` holds per cent. */

/** A name without its unit, and the unit by language. */
export interface Measured {
  readonly words: string
  readonly unit?: Readonly<Record<string, string>>
}

// Of money: as in `spending_eur_million` or `million_eur`.
const MULTIPLES: readonly (readonly [words: string, en: string, zh: string])[] = [
  ['millions?|mn|mio', 'million', '百万'],
  ['billions?|bn', 'billion', '十亿']
]

function inMultiples(code: string, words: string, [en, zh]: readonly [string, string]): readonly [RegExp, string, string] {
  return [new RegExp(`[ _](?:(?:${code})[ _](?:${words})|(?:${words})[ _](?:${code}))$`, 'i'), en, zh]
}

// Thousands are not among them: what is counted in thousands must be said in Chinese, as in 千人, and no name tells it.
const UNITS: readonly (readonly [end: RegExp, en: string, zh: string])[] = [
  [/[ _](?:pct|percent|per_cent)$/i, '%', '%'],
  [/\s*[(（][%％][)）]$/, '%', '%'],
  ...[
    ['eur|euros?', 'euros', '欧元'],
    ['usd|us_dollars', 'US dollars', '美元'],
    ['cny|rmb|yuan', 'yuan', '元']
  ].flatMap(([code, en, zh]) =>
    MULTIPLES.map(([word, many, times]) => inMultiples(code!, word, [`${many} ${en}`, `${times}${zh}`]))
  ),
  [/[ _](?:million|millions|mn)$/i, 'million', '百万'],
  [/[ _](?:eur|euro|euros)$/i, 'euros', '欧元'],
  [/[ _](?:usd|us_dollars)$/i, 'US dollars', '美元'],
  [/[ _](?:cny|rmb|yuan)$/i, 'yuan', '元'],
  [/[ _]km2$/i, 'km²', '平方公里'],
  [/[ _]km$/i, 'km', '公里'],
  [/[ _](?:tonnes|tons)$/i, 'tonnes', '吨']
]

/** A column's name as its words and its unit, as far as the name tells. */
export function measuredBy(column: string): Measured {
  const found = UNITS.find(([end]) => end.test(column))
  const words = (found === undefined ? column : column.replace(found[0], '')).replaceAll('_', ' ').trim()
  return found === undefined ? {words} : {words, unit: {en: found[1], 'zh-Hans': found[2]}}
}

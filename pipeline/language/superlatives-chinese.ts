/** Superlatives in Chinese prose, in both scripts: 居全国首位. */
import {anyOf, FIGURE, OWN, type SuperlativeRules} from './superlative-rules.ts'

const WORD = '(?:最[高低大小多少好差强強弱优優长長短快慢贵貴穷窮密]|首位|榜首|之首|之最|末位|[垫墊]底|第一|倒[数數]第一)'
const BREAK = '，。；：！？\\n'
// What stands between a subject and what is claimed of it: no second subject, no comparison, no denial.
const WITHIN = `[^${BREAK}${OWN}不非未比距差除]`
const END = `(?=[${BREAK}、（）)(“”]|$)`
// A share, a season, an industry can be the highest of its own.
const OF_ITSELF = /占比|比重|份[额額]|比例|[结結][构構]|[年月季周週日夜天时時節节期]|[业業]$|中$/u.source

/** Chinese superlatives. */
export const superlativesChinese: SuperlativeRules = {
  word: new RegExp(WORD, 'u'),
  claims(names) {
    const all = `(?:全[${wholesOf(names)}]|(?:各|所有|全部|(?:[${FIGURE}\\uFFFC]|[0-9一二三四五六七八九十百]+)[个個])${anyOf(names)}(?:之?[中内內间間裡里])?)`
    const last = `(?<claim>${WORD})(?:的(?:一?[个個])?${anyOf(names)})?${END}`
    const own = `(?<![在除比与與和及了于於])${OWN}`
    return [
      `${own}${WITHIN}{0,24}?${all}${WITHIN}{0,10}?${last}`,
      `(?<=${all}，?)${own}${WITHIN}{0,16}?${last}`,
      `${own}的?(?<what>(?:(?!${OF_ITSELF})${WITHIN}){1,12}?)(?<claim>最[高低大小多少]|居(?:於|于)?(?:首位?|榜首)|位居(?:榜首|首位))(?=[，：（。])(?=[^。！？；\\n]*${FIGURE})`,
      `(?:本|[该該])${anyOf(names)}${WITHIN}{0,24}?${all}${WITHIN}{0,10}?${last}(?=[^。；！？\\n]*?(?<figure>${FIGURE}))`,
      `(?<figure>${FIGURE})[^${BREAK}]{0,6}，${WITHIN}{0,3}?${all}${WITHIN}{0,8}?${last}`,
      `${all}${WITHIN}{0,10}?(?<claim>${WORD})，?(?:[为為达達是有]|高[达達])(?<figure>${FIGURE})`
    ].map((source) => new RegExp(source, 'dgu'))
  }
}

// What values of the axis are parts of: a district of its city, a city of its province. 全省 in a report by provinces is each one's own.
function wholesOf(names: readonly string[]): string {
  if (names.some((name) => /^(?:市?[区區]|[区區]?[县縣])$/u.test(name))) return '国國省市'
  return names.some((name) => /^(?:城?市|地市|州)$/u.test(name)) ? '国國省' : '国國'
}

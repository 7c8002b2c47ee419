/**
 * The words of a unit -> what is measured in it, as far as that is known: money of a country, a rate, a length, a time, or things that are
 * counted. What is counted has many names (people, users, residents), of which none contradicts another.
 */

import {denominatorOf, ratioOf} from './denominators.ts'

/** Each with its words, the narrower before the wider. What is told apart by its last word only is one where that word lacks. */
const MEASURES: readonly (readonly [name: string, words: RegExp])[] = [
  ['rate percent', /[%％]|\bpercent(?:ages?)?\b|^(?:pp|pct)\b|百分/iu],
  ['rate permille', /‰|千分/u],
  ['money dollar us', /\bUS ?\$|\bUSD\b|\b(?:US|U\.S\.|American) dollars?\b|美元|美金/iu],
  ['money dollar australia', /\bAU?\$|\bAUD\b|\bAustralian dollars?\b|澳元/iu],
  ['money dollar canada', /\bCA?\$|\bCAD\b|\bCanadian dollars?\b|加元/iu],
  ['money dollar hong-kong', /\bHK ?\$|\bHKD\b|\bHong Kong dollars?\b|港[元币幣圆圓]/iu],
  ['money dollar singapore', /\bS\$|\bSGD\b|\bSingapore dollars?\b|新加坡元/iu],
  ['money dollar', /\$|\bdollars?\b/iu],
  ['money euro', /€|\bEUR\b|\beuros?\b|[欧歐]元/iu],
  // The weight has the name of the money.
  ['money pound', /£|\bGBP\b|\bpounds?\b|\blbs?\b|英[镑鎊磅]/iu],
  ['money franc', /\bCHF\b|\bfrancs?\b|法郎/iu],
  ['money rupee', /₹|\bINR\b|\brupees?\b|[卢盧]比/iu],
  ['money rouble', /₽|\bRUB\b|\brou?bles?\b|[卢盧]布/iu],
  ['money won', /₩|\bKRW\b|\bKorean won\b|[韩韓][元圆圓]/iu],
  ['money ¥ yen', /\bJPY\b|\byen\b|日[元圆圓]/iu],
  ['money ¥ yuan', /\bCNY\b|\bRMB\b|\byuan\b|\brenminbi\b|人民[币幣]|^元/iu],
  ['money ¥', /[¥￥]/u],
  ['energy', /\b[kMGT]?Wh\b|\bwatt[- ]?hours?\b|\b(?:kilo|mega|giga|tera)watt[- ]?hours?\b/iu],
  ['area km²', /\bkm²|\bkm2\b|\bsq(?:uare)?\.? ?(?:km|kilomet(?:re|er)s?)\b|平方(?:公里|千米)/iu],
  ['area m²', /\bm²|\bm2\b|\bsq(?:uare)?\.? ?(?:m|met(?:re|er)s?)\b|平方米/iu],
  ['area hectare', /\bha\b|\bhectares?\b|公[顷頃]/iu],
  ['area', /\bacres?\b|\bsq(?:uare)?\b|\bmu\b|平方|[亩畝]/iu],
  ['length kilometre', /\bkm\b|\bkilomet(?:re|er)s?\b|公里|千米/iu],
  ['length mile', /\bmiles?\b|英里/iu],
  ['length metre', /\bmet(?:re|er)s?\b|^米$/iu],
  ['mass kilogram', /\bkg\b|\bkilogram(?:me)?s?\b|公斤|千克/iu],
  ['mass tonne', /^t$|\btonn?es?\b|\btons?\b|[吨噸]/iu],
  ['temperature celsius', /°C|℃|\bCelsius\b|[摄攝]氏/iu],
  ['temperature fahrenheit', /°F|℉|\bFahrenheit\b|[华華]氏/iu],
  ['time year', /\byears?\b|^年$/iu],
  ['time month', /\bmonths?\b|^[个個]?月$/iu],
  ['time week', /\bweeks?\b|^[周週]$/iu],
  ['time day', /\bdays?\b|^[天日]$/iu],
  ['time hour', /\bhours?\b|小[时時]/iu],
  ['time minute', /\bminutes?\b|分[钟鐘]/iu],
  ['time second', /\bseconds?\b|^秒$/iu],
  [
    'count',
    /\b(?:people|persons?|users?|residents?|inhabitants?|households?|visits?|visitors?|cases|items|units|firms|companies|jobs|vehicles|regions|countries|cities|provinces)\b|^(?:人|人次|[个個户戶家件次台辆輛条條项項])$/iu
  ]
]
/** A number of these is none of anything else, whatever that is called. */
const CERTAIN = /^(?:money|rate) /

/** Whether a unit as an author wrote it says that something else is measured than the unit of the column does, or of another number of things. Of what is not known, nothing is said. */
export function contradicts(written: string, own: string): boolean {
  if (isOfAsMany(written, own) === false) return true
  if (holds(written, own) || holds(own, written)) return false
  const [mine, known] = [measureOf(written), measureOf(own)]
  if (mine === undefined || headOf(own) === '') return false
  if (known === undefined) return CERTAIN.test(mine)
  return !`${mine} `.startsWith(`${known} `) && !`${known} `.startsWith(`${mine} `)
}

// Per cent are no `per 1,000 people`; of `% per 1,000 people` they may be a shorter name.
function isOfAsMany(written: string, own: string): boolean | undefined {
  const [one, other] = [ratioOf(written), ratioOf(own)]
  if (one === undefined || other === undefined) return undefined
  const isSign = denominatorOf(written) === undefined || denominatorOf(own) === undefined
  return one === other || (isSign && headOf(written) !== '' && headOf(own) !== '')
}

/** What is measured in a unit, the kind first, as in `money dollar us`; nothing where that is not known. */
export function measureOf(unit: string): string | undefined {
  const head = headOf(unit)
  return head === '' ? undefined : MEASURES.find(([, words]) => words.test(head))?.[0]
}

// What is measured: neither how many at a time nor of what each.
function headOf(unit: string): string {
  return unit
    .trim()
    .replaceAll(/\bper ?cent\b/giu, '%')
    .replaceAll(/\bper mill?e\b/giu, '‰')
    .replace(/\s*(?:\/|\bper\b|(?<!\S)an?(?!\S)|\beach\b|\bevery\b|每).*$/isu, '')
    .replace(/^[\d,.\s十百千万萬亿億兆]+(?!分|米|克)/u, '')
    .trim()
}

// By whole words where words are set apart: `metres` is not in `kilometres`.
function holds(whole: string, part: string): boolean {
  const [text, words] = [whole, part].map((each) => each.trim().toLowerCase()) as [string, string]
  const at = text.indexOf(words)
  if (at === -1) return false
  const isLetter = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}²³]/u.test(character) && !/\p{Script=Han}/u.test(character)
  const [before, after] = [text[at - 1], text[at + words.length]]
  return !(isLetter(before) && isLetter(words[0])) && !(isLetter(after) && isLetter(words.at(-1)))
}

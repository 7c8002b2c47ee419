/** How many a rate is of: per 1,000 people, 每千人. It states nothing, as it is the same whatever the data say. */
import {patterns, type NumberPattern} from './prose-rules.ts'

const VALUE = '\\uFFFC'
const ROUND = '1(?:0{2,9}|0{0,2}(?:[, \\u00a0\\u202f]000){1,3})(?![,.]?\\d|\\s?[%‰])'
const WORDS = '(?:ten |hundred )?(?:hundred|thousand|million|billion)\\b'
const POWER = `(?:${ROUND}|(?:(?:an?|one) )?${WORDS})`
/** A thing that is counted: `hospital beds`, and no verb before it, which would say that so many are had or planned. */
const THINGS = `(?: (?!ha(?:d|ve)\\b)[a-z]*[a-rt-z](?<!ed))? (?:[a-z]+s )?`

/** In English, which stand in charts of every language. */
export const denominatorsEn: readonly NumberPattern[] = patterns(
  'idiom',
  `\\b[Pp]er ${POWER}`,
  `\\b(?:[Ff]or|[Oo]ut of|[Oo]f|[Ii]n|[Aa]mong) (?:every|each) ${POWER}(?=[^.;]*${VALUE})`,
  `(?<=${VALUE}[^.;]*)\\b(?:for|out of|of|in|among) (?:every|each) ${POWER}`,
  `(?<=${VALUE}${THINGS})\\bfor (?:an?|one) ${WORDS}`
)

const TENS = '[十百千万萬亿億]'
const MEASURED = '(?=\\s?[一-龥])(?!\\s?[分年月天日周週小])'
/** 每十人有一人 is a finding as a whole. */
const NO_SHARE = '(?!\\s?[一-龥]{1,8}?[就中]?有(?:[一二三四五六七八九十两兩0-9]))'

/** In Chinese, with the English of its charts. */
export const denominatorsChinese: readonly NumberPattern[] = [
  ...denominatorsEn,
  ...patterns(
    'idiom',
    `每\\s?(?:一?${TENS}+|1(?:0{0,9}|0{0,2}(?:[,，]000){1,3})[百千万萬亿億]?(?<!每\\s?1))(?![0-9０-９.．%％])${MEASURED}${NO_SHARE}`,
    // The number is that of the data: 百分之 before it is its sign.
    `[百千]分之(?=(?:大?[约約]|近|[将將]近|超[过過]|逾)?\\s?${VALUE})`
  )
]

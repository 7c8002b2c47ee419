/** Days and months that are typed into a block -> where another language has others in the same place. */
import {rulesFor} from '../../language/index.ts'
import type {Language} from '../../types.ts'

/** Words of a date in either language that do not mean the same. */
export interface OtherDate {
  readonly own: string
  readonly wanted: string
}

interface Text {
  readonly text: string
  readonly language: Language
}

/** Dates of the second text that the first has otherwise. Only where both have as many of their own, each a single day or month: what is a span in one may be a quarter in the other. */
export function otherDates(one: Text, two: Text): readonly OtherDate[] {
  const [wanted, own] = [datesIn(one), datesIn(two)]
  if (wanted === undefined || own === undefined) return []
  const left = wanted.filter(({key}) => !own.some((other) => other.key === key))
  const strange = own.filter(({key}) => !wanted.some((other) => other.key === key))
  if (left.length !== strange.length) return []
  return strange.map(({words}, index) => ({own: words, wanted: left[index]!.words}))
}

interface TypedDate {
  readonly words: string
  /** Month and day, or the month. Years are numbers, and held against each other as such. */
  readonly key: string
}

// A span of days or months says one of them in part; of two months or more none is told from the others.
function datesIn({text, language}: Text): readonly TypedDate[] | undefined {
  const isHan = rulesFor(language).script !== 'Latn'
  if ((isHan ? HAN_SPAN : LATIN_SPAN).test(text)) return undefined
  const found = isHan ? hanDates(text) : latinDates(text)
  return found.length > 1 && found.some(({key}) => !key.includes('-')) ? undefined : found
}

const HAN_SPAN = /[月日]\s*(?:[至到~～—–-]|以?[前后後]|[、和与與及或]\s*\d)/u
const HAN = /(?:\d{4}年)?(\d{1,2})月(?:(\d{1,2})日)?/gu

function hanDates(text: string): readonly TypedDate[] {
  return [...text.matchAll(HAN)].map(([words, month, day]) => ({words, key: keyOf(Number(month), day)}))
}

const MONTHS = Array.from({length: 12}, (_, index) =>
  rulesFor('en')
    .date({year: 2000, month: index + 1})
    .replace(/\W*2000/, '')
)
const NAME = `(?:${MONTHS.join('|')})`
const LATIN_SPAN = new RegExp(
  `(?:\\d(?:st|nd|rd|th)?|${NAME})\\s*(?:[–—-]|to|until|till|and|or|,)\\s*(?:the )?(?:\\d{1,2}(?!\\d)|${NAME})|(?:${NAME},? )(?:\\d{4},? )?(?:to|until|till)\\b`
)
const LATIN = new RegExp(
  `(?:\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?)?\\b(${NAME})\\b(?: (\\d{1,2})(?:st|nd|rd|th)?(?!\\d))?(?:,? \\d{4})?`,
  'g'
)

function latinDates(text: string): readonly TypedDate[] {
  return [...text.matchAll(LATIN)].map(([words, before, month, behind]) => ({
    words: words.trim(),
    key: keyOf(MONTHS.indexOf(month!) + 1, before ?? behind)
  }))
}

function keyOf(month: number, day: string | undefined): string {
  return day === undefined ? String(month) : `${month}-${Number(day)}`
}

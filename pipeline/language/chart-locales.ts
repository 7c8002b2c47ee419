/** How charts write numbers and dates in each language. */
import type {Language} from '../types.ts'

const number = {decimal: '.', thousands: ',', grouping: [3], currency: ['¥', '']}

const english = {
  dateTime: '%-d %B %Y %X',
  date: '%-d %B %Y',
  time: '%H:%M:%S',
  periods: ['am', 'pm'],
  days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  shortDays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December'
  ],
  shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
}

// 上午, 星期一 and 1月 are the same in simplified and traditional writing; only 周 and 週 differ.
const chinese = (week: string) => ({
  dateTime: '%Y年%-m月%-d日 %X',
  date: '%Y年%-m月%-d日',
  time: '%H:%M:%S',
  periods: ['上午', '下午'],
  days: ['日', '一', '二', '三', '四', '五', '六'].map((day) => `星期${day}`),
  shortDays: ['日', '一', '二', '三', '四', '五', '六'].map((day) => `${week}${day}`),
  months: Array.from({length: 12}, (_, index) => `${index + 1}月`),
  shortMonths: Array.from({length: 12}, (_, index) => `${index + 1}月`)
})

const simplified = {number, time: chinese('周')}
const traditional = {number, time: chinese('週')}

/** Definitions of number and time formats as d3 reads them. */
export function chartLocale(language: Language): {readonly number: object; readonly time: object} {
  if (language.startsWith('zh')) return isTraditional(language) ? traditional : simplified
  return {number, time: english}
}

// Largest first; a step that a language does not count in is left empty.
const STEPS: readonly (readonly [number, string, string, string])[] = [
  [1e12, 'tn', '万亿', '萬億'],
  [1e9, 'bn', '', ''],
  [1e8, '', '亿', '億'],
  [1e6, 'M', '', ''],
  [1e4, '', '万', '萬'],
  [1e3, 'K', '', '']
]

const tenths = new Intl.NumberFormat('en', {maximumFractionDigits: 1})
const small = new Intl.NumberFormat('en', {maximumFractionDigits: 3})

/** A short number for an axis: 1.2M, 120万, 120萬. */
export function compact(value: number, language: Language): string {
  const word = language.startsWith('zh') ? (isTraditional(language) ? 3 : 2) : 1
  const size = Math.abs(value)
  const step = STEPS.find((each) => each[word] !== '' && size >= each[0])
  const text = step === undefined ? small.format(size) : `${tenths.format(size / step[0])}${step[word]}`
  return value < 0 && text !== '0' ? `−${text}` : text
}

/** Taiwan, Hong Kong and Macau write traditional characters. */
export function isTraditional(language: Language): boolean {
  return /^zh-(Hant|TW|HK|MO)\b/i.test(language)
}

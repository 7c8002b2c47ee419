/** A `format` such as `%d/%m/%Y %H:%M`, as the Table Schema takes it from C -> days, times and moments as Octavo writes them. */
import type {FieldType} from '../../types.ts'
import type {Writing} from './writing.ts'

/** The types whose values a format may describe. */
export type MomentType = 'date' | 'time' | 'datetime'

/** Whether a type is one of those. */
export function isMomentType(type: FieldType): type is MomentType {
  return type === 'date' || type === 'time' || type === 'datetime'
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const SHORT = MONTHS.map((name) => name.slice(0, 3))

interface Part {
  readonly form: string
  /** What it says: two parts of a format say different things. */
  readonly says: string
  readonly example: string
}

// What is not here cannot be told for sure: two digits are no year, a name of a zone no offset.
const PARTS: Readonly<Record<string, Part>> = {
  Y: {form: '(?<year>\\d{4})', says: 'year', example: '2024'},
  m: {form: '(?<month>\\d{1,2})', says: 'month', example: '04'},
  B: {form: `(?<month>${MONTHS.join('|')})`, says: 'month', example: 'April'},
  b: {form: `(?<month>${SHORT.join('|')})`, says: 'month', example: 'Apr'},
  d: {form: '(?<day>\\d{1,2})', says: 'day', example: '15'},
  H: {form: '(?<hour>\\d{1,2})', says: 'hour', example: '14'},
  I: {form: '(?<hour>0?[1-9]|1[0-2])', says: 'hour', example: '02'},
  p: {form: '(?<half>am|pm)', says: 'half', example: 'PM'},
  M: {form: '(?<minute>\\d{2})', says: 'minute', example: '30'},
  S: {form: '(?<second>\\d{2})', says: 'second', example: '00'},
  f: {form: '(?<fraction>\\d{1,6})', says: 'fraction', example: '25'},
  z: {form: '(?<offset>Z|[+-]\\d{2}:?\\d{2})', says: 'offset', example: '+08:00'}
}

const NEEDED: Readonly<Record<MomentType, readonly string[]>> = {
  date: ['year', 'month', 'day'],
  time: ['hour', 'minute'],
  datetime: ['year', 'month', 'day', 'hour', 'minute']
}
const FURTHER: Readonly<Record<MomentType, readonly string[]>> = {
  date: [],
  time: ['half', 'second', 'fraction'],
  datetime: ['half', 'second', 'fraction', 'offset']
}
const EXAMPLES: Readonly<Record<MomentType, string>> = {
  date: '`%Y`, `%m` and `%d` once each, as in `%d.%m.%Y`',
  time: '`%H` and `%M` once each, or `%I` with `%p`, as in `%H:%M`',
  datetime: '`%Y`, `%m`, `%d`, `%H` and `%M` once each, as in `%d/%m/%Y %H:%M`'
}

/** What a format should be, where it is none for a type. `any` asks for a guess, and nothing is guessed. */
export function formatProblem(format: string, type: MomentType): string | undefined {
  if (format === 'default') return undefined
  const letters = Array.from(format.matchAll(/%(.?)/gs), ([, letter = '']) => letter).filter((letter) => letter !== '%')
  const says = letters.map((letter) => (Object.hasOwn(PARTS, letter) ? PARTS[letter]!.says : ''))
  const known = [...NEEDED[type], ...FURTHER[type]]
  const isWhole = NEEDED[type].every((need) => says.includes(need)) && says.every((each) => known.includes(each))
  const isOnce = new Set(says).size === says.length
  const hasHalf = letters.includes('I') === letters.includes('p') && (!says.includes('fraction') || says.includes('second'))
  return isWhole && isOnce && hasHalf ? undefined : EXAMPLES[type]
}

/** How cells are written that have this format; names of months in English, in capitals or not. */
export function readFormat(format: string, type: MomentType): Writing {
  if (format === 'default') return {plain: (raw) => raw}
  const pieces = format.split(/(%.)/s)
  const form = new RegExp(`^${pieces.map((piece) => partOf(piece)?.form ?? escaped(literalOf(piece))).join('')}$`, 'i')
  const example = pieces.map((piece) => partOf(piece)?.example ?? literalOf(piece)).join('')
  return {
    expected: `${type === 'date' ? 'a day' : type === 'time' ? 'a time of the day' : 'a moment'} as \`${example}\``,
    plain(raw) {
      const parts = form.exec(raw.trim())?.groups
      return parts && isoOf(parts, type)
    }
  }
}

/** A text as a regular expression has it. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

type Parts = Readonly<Record<string, string | undefined>>

function isoOf(parts: Parts, type: MomentType): string {
  const {year, month = '', day = '', offset = ''} = parts
  const name = month.slice(0, 3).toLowerCase()
  const number = /\d/.test(month) ? month : String(SHORT.indexOf(name) + 1)
  const date = `${year}-${two(number)}-${two(day)}`
  if (type === 'date') return date
  return type === 'time' ? clockOf(parts) : `${date}T${clockOf(parts)}${offset.toUpperCase()}`
}

// Noon is 12 PM, and midnight 12 AM.
function clockOf({hour = '', half, minute, second = '00', fraction}: Parts): string {
  const hours = half === undefined ? hour : String((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0))
  return `${two(hours)}:${minute}:${second}${fraction === undefined ? '' : `.${fraction}`}`
}

function partOf(piece: string): Part | undefined {
  return /^%./s.test(piece) && Object.hasOwn(PARTS, piece[1]!) ? PARTS[piece[1]!] : undefined
}

function literalOf(piece: string): string {
  return piece === '%%' ? '%' : piece
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}

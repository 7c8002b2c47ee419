/** Numbers and dates as a reader of one language writes them. Exact: decimal text never passes through a float. */
import type {Cell, Field, Language, Row} from '../types.ts'

export interface NumberOptions {
  readonly digits?: number
  /** 126.0 million, 1.26亿. */
  readonly compact?: boolean
}

const formats = new Map<string, Intl.NumberFormat>()

/** Write a decimal text such as `126012510` or `0.8876`. */
export function formatNumber(value: string, language: Language, {digits, compact = false}: NumberOptions = {}): string {
  const most = digits ?? (compact ? 2 : 20)
  const key = `${language} ${digits} ${most} ${compact}`
  let format = formats.get(key)
  if (format === undefined) {
    const notation = compact ? ({notation: 'compact', compactDisplay: 'long'} as const) : {}
    format = new Intl.NumberFormat(language, {
      minimumFractionDigits: digits ?? 0,
      maximumFractionDigits: most,
      signDisplay: 'negative',
      ...notation
    })
    formats.set(key, format)
  }
  // Intl reads decimal text exactly; its type knows only the shapes of literals.
  const text = format.format(value as Intl.StringNumericLiteral).replace('-', '−')
  // 兆 is a million in one place and a million million in another.
  return language.startsWith('zh') ? text.replace('兆', '萬億') : text
}

/** A ratio as per cent: `0.961` -> `96.1%`. */
export function formatShare(ratio: number, language: Language, digits = 1): string {
  return `${formatNumber(withoutNoise(ratio * 100), language, {digits})}%`
}

/** A quotient as decimal text: 28.499999999999996 is 28.5, which Intl then rounds as a reader would. */
export function withoutNoise(quotient: number): string {
  return String(Number(quotient.toFixed(10)))
}

/** Write `2024-04-15`, `2019-12` or `2023` in words. Anything else is given back. */
export function formatDate(date: string, language: Language): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date)
  if (match === null) return date
  const [, year, month, day] = match
  const options: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month && {month: 'long'}),
    ...(day && {day: 'numeric'})
  }
  const locale = language === 'en' ? 'en-GB' : language
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`))
}

/** A cell of a table as it is shown: numbers with the decimals of their column, dates in words. */
export function formatCell(value: Cell, field: Field, row: Row, language: Language): string {
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? '✓' : '–'
  if (field.type === 'date') return formatDate(value, language)
  if (!isNumeric(field)) return value
  return formatNumber(value, language, {digits: decimalsOf(field, row)})
}

export function isNumeric(field: Field): boolean {
  return field.type === 'number' || field.type === 'integer'
}

/** Digits after the point that a value of this column has when shown. */
export function decimalsOf(field: Field, row: Row): number | undefined {
  const own = field.decimalsFrom === undefined ? undefined : row[field.decimalsFrom]
  if (typeof own === 'string') return Number(own)
  return field.decimals ?? (field.type === 'integer' ? 0 : undefined)
}

/** `zh-Hans` -> `zh_hans`: the ending of a column that is written in one language. */
export function languageSuffix(language: Language): string {
  return language.toLowerCase().replaceAll('-', '_')
}

/** The column that a name means in a language: itself, or the one with the language's ending. */
export function columnFor(name: string, columns: {has(name: string): boolean}, language: Language): string | undefined {
  if (columns.has(name)) return name
  const local = `${name}_${languageSuffix(language)}`
  return columns.has(local) ? local : undefined
}

/** Decimal text as a number, for comparing and for reckoning shares and changes. */
export function toNumber(value: Cell): number {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
}

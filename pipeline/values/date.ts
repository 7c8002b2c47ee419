/** ISO dates and moments -> words, with as much of them as is known. */
import {rulesFor} from '../language/index.ts'
import type {CalendarDate} from '../language/rules.ts'
import type {Language} from '../types.ts'

/** Read `2024-04-15`, `2019-12` or `2023`; nothing for another text, and for a day that there is not. */
export function dateOf(text: string): CalendarDate | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (match === null) return undefined
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)))
  if (month !== undefined && (month < 1 || month > 12)) return undefined
  if (day !== undefined && (day < 1 || day > daysIn(year!, month!))) return undefined
  return {year: year!, ...(month !== undefined && {month}), ...(day !== undefined && {day})}
}

/** Write an ISO date in words, or a moment with its time of day. Anything else is given back. */
export function formatDate(text: string, language: Language): string {
  return dateInWords(text, language) ?? text
}

/** The same; nothing for what is no date and no moment. */
export function dateInWords(text: string, language: Language): string | undefined {
  const [day = '', clock] = text.split('T')
  const date = dateOf(day)
  if (date === undefined || (clock !== undefined && date.day === undefined)) return undefined
  const rules = rulesFor(language)
  const words = rules.date(date)
  return clock === undefined ? words : rules.moment(words, clockInWords(clock))
}

/** A time of day without seconds that are none: `14:30`, `14:30:05`, `06:30 UTC`. */
export function clockInWords(clock: string): string {
  return clock.replace(/^(\d{2}:\d{2}):00(?=Z|$)/, '$1').replace('Z', ' UTC')
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

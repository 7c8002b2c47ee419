/** ISO dates -> dates in words, with as much of them as is known. */
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

/** Write an ISO date in words. Anything else is given back. */
export function formatDate(text: string, language: Language): string {
  const date = dateOf(text)
  return date === undefined ? text : rulesFor(language).date(date)
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

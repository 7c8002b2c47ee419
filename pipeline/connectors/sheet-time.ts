/** A cell of a workbook that is shown as a date, a time or a length of time -> ISO 8601. */

/** What such a cell says. */
export interface TimeText {
  readonly value: string
  /** A day of the calendar, with its time where it has one. */
  readonly isDate?: boolean
}

const SECOND = 1000
const DAY = 86_400 * SECOND
// Day 0 of a workbook. The library gives what lies before March 1900 a day later, as Excel believes that 1900 was a leap year.
const START = Date.UTC(1899, 11, 30)
const MACINTOSH = Date.UTC(1904, 0, 1)

/** A cell: what the library made of it, the format in which it is shown, and the number as the file writes it, where it does. */
export interface TimeCell {
  readonly date: Date
  readonly format: string | number | undefined
  readonly raw: () => string | undefined
}

/** Read a cell by its format: `yyyy-mm-dd hh:mm` is a moment, `hh:mm` a time of day, `[h]:mm` a length of time. */
export function timeTextOf({date, format, raw}: TimeCell): TimeText {
  if (Number.isNaN(date.getTime())) return {value: 'no date'}
  const bare = String(format ?? '').replaceAll(/"[^"]*"|\\.|_./g, '')
  const isLength = /\[(?:h+|m+|s+)\]/i.test(bare)
  const hasDay = !isLength && (/[yd]/i.test(bare.replaceAll(/\[[^\]]*\]/g, '')) || !/[hs]/i.test(bare))
  const milliseconds = rounded(date.getTime(), raw)
  if (isLength) return {value: elapsed(milliseconds)}
  const start = milliseconds >= MACINTOSH && milliseconds < MACINTOSH + DAY ? MACINTOSH : START + DAY
  const sinceStart = milliseconds - start
  if (!hasDay && sinceStart >= 0 && sinceStart < DAY) return {value: clockOf(milliseconds)}
  const day = new Date(milliseconds).toISOString().slice(0, 10)
  return {value: milliseconds % DAY === 0 ? day : `${day}T${clockOf(milliseconds)}`, isDate: true}
}

// The library reckons with doubles and cuts off what lies behind a millisecond: `23:59:59` may come as a millisecond less. The
// number in the file tells; where there is none to ask, in ODS, whole seconds are meant.
function rounded(milliseconds: number, raw: TimeCell['raw']): number {
  if (milliseconds % 10 !== 9) return milliseconds
  const written = raw()
  if (written === undefined) return (milliseconds + 1) % SECOND === 0 ? milliseconds + 1 : milliseconds
  const left = (Math.round(Number(written) * DAY) - (milliseconds - START)) % DAY
  return left === 1 || left === 1 - DAY ? milliseconds + 1 : milliseconds
}

function clockOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 23).replace('.000', '')
}

function elapsed(milliseconds: number): string {
  const days = (milliseconds - START) / DAY
  const length = milliseconds - START - (days > 60 ? 0 : DAY)
  const sign = length < 0 ? '-' : ''
  return `${sign}PT${Math.abs(length) / SECOND}S`
}

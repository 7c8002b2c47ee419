/**
 * Durations in ISO 8601 -> the one spelling of each, their order, and their parts.
 *
 * A duration is of months (`P1Y2M`) or of days and time (`P3DT4H`), the two kinds of XML Schema that have an order: a month is no
 * number of days, and a database that compares the two takes it for thirty. So what mixes them is no value, nor a column of both.
 */
import {rulesFor} from '../language/index.ts'
import type {DurationParts, DurationUnit} from '../language/rules.ts'
import type {Language} from '../types.ts'

/** A length of time: one of the two is 0. */
export interface Duration {
  readonly months: bigint
  /** Of days and time, 24 hours to the day. */
  readonly micros: bigint
}

const FORM =
  /^(-?)P(?=[\dT])(?:(\d{1,18})Y)?(?:(\d{1,18})M)?(?:(\d{1,18})D)?(?:T(?=\d)(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d{1,6})0*)?S)?)?$|^(-?)P(\d{1,18})W$/
const SECOND = 1_000_000n
const [MINUTE, HOUR, DAY] = [60n * SECOND, 3_600n * SECOND, 86_400n * SECOND]
// A database holds months and days in 32 bits each.
const MOST = 2_000_000_000n

/** Read `P1Y2M`, `P3DT4H30M`, `PT0.5S`, `P2W`. Nothing for another text, for months beside days, and for what no database holds. */
export function durationOf(text: string): Duration | undefined {
  const match = FORM.exec(text)
  if (match === null) return undefined
  const [years, months, days, hours, minutes, seconds] = match.slice(2, 8).map((part) => BigInt(part ?? 0)) as bigint[]
  const [fraction, weeks] = [BigInt((match[8] ?? '').padEnd(6, '0')), BigInt(match[10] ?? 0)]
  const sign = (match[1] ?? '') + (match[9] ?? '') === '-' ? -1n : 1n
  const all = {
    months: sign * (years! * 12n + months!),
    micros: sign * ((days! + weeks * 7n) * DAY + hours! * HOUR + minutes! * MINUTE + seconds! * SECOND + fraction)
  }
  return isHeld(all) ? all : undefined
}

/** Whether it is of one kind, and no longer than a database holds. */
export function isHeld({months, micros}: Duration): boolean {
  return (months === 0n || micros === 0n) && size(months) <= MOST && size(micros) <= MOST * DAY
}

/** The one spelling: `P14M` is `P1Y2M`, `PT36H` is `P1DT12H`, nothing at all is `PT0S`. */
export function durationText(duration: Duration): string {
  const parts = durationParts(duration)
  const letters = (units: readonly DurationUnit[]) =>
    parts.flatMap(([amount, unit]) => (units.includes(unit) ? [amount + unit[0]!.toUpperCase()] : [])).join('')
  const [date, time] = [letters(['year', 'month', 'day']), letters(['hour', 'minute', 'second'])]
  if (parts.length === 0) return 'PT0S'
  return `${isNegative(duration) ? '-' : ''}P${date}${time === '' ? '' : `T${time}`}`
}

/** The parts to be told, without a sign. */
export function durationParts({months, micros}: Duration): DurationParts {
  const [whole, rest] = [size(months), size(micros)]
  const seconds = `${(rest % MINUTE) / SECOND}.${String(rest % SECOND).padStart(6, '0')}`.replace(/\.?0+$/, '')
  const all: DurationParts = [
    [String(whole / 12n), 'year'],
    [String(whole % 12n), 'month'],
    [String(rest / DAY), 'day'],
    [String((rest % DAY) / HOUR), 'hour'],
    [String((rest % HOUR) / MINUTE), 'minute'],
    [rest % MINUTE === 0n ? '0' : seconds, 'second']
  ]
  return all.filter(([amount]) => amount !== '0')
}

/** Whether it goes back in time. */
export function isNegative({months, micros}: Duration): boolean {
  return months < 0n || micros < 0n
}

/** Days of 24 hours, and microseconds beside them, as a database holds them apart. */
export function daysAndMicros({micros}: Duration): {readonly days: number; readonly micros: bigint} {
  return {days: Number(micros / DAY), micros: micros % DAY}
}

/** Whether a canonical duration is of months; `PT0S` is of both kinds. */
export function kindOf(text: string): 'months' | 'days' | 'both' {
  return text === 'PT0S' ? 'both' : /^-?P(?:\d+Y)?(?:\d+M)?$/.test(text) ? 'months' : 'days'
}

/** Less than 0 where canonical duration `a` is the shorter; not a number where one is of months and the other of days. */
export function compareDurations(a: string, b: string): number {
  const [left, right] = [durationOf(a), durationOf(b)]
  if (left === undefined || right === undefined) return Number.NaN
  const [kind, other] = [kindOf(a), kindOf(b)]
  if (kind !== other && kind !== 'both' && other !== 'both') return Number.NaN
  const difference = left.months - right.months + (left.micros - right.micros)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** `1 year 2 months`; a minus sign before what goes back in time. */
export function durationInWords(text: string, language: Language): string {
  const duration = durationOf(text)
  if (duration === undefined) return text
  return `${isNegative(duration) ? '\u2212' : ''}${rulesFor(language).duration(durationParts(duration))}`
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}

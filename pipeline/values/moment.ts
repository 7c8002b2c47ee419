/** Times of day and moments in ISO 8601 -> the one spelling of each, their order, and microseconds for the database. */
import {dateOf} from './date.ts'
import {compareText} from './decimal.ts'

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?$/
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ]([^Z+-]+)(Z|[+-]\d{2}(?::?\d{2})?)?$/
const OFFSET = /^[+-](?:0\d|1[0-3]):?(?:[0-5]\d)?$|^[+-]14(?::?00)?$/
const MICROS = 1_000_000n

/** Digits of a second that a value may have: a database holds microseconds. */
export const SECOND_PLACES = 6

/** A time of day: `10:30:00` or `10:30:00.25`. Nothing for another text, for 24:00 and for seconds beyond 59, or with an offset. */
export function timeOf(text: string): string | undefined {
  if (!CLOCK.test(text)) return undefined
  const [whole = '', places = ''] = text.split('.')
  const stated = places.replace(/0+$/, '')
  if (stated.length > SECOND_PLACES) return undefined
  return stated === '' ? whole : `${whole}.${stated}`
}

/**
 * A moment: `2024-04-15T10:30:00`, local to where it was noted; or one with an offset, which is told in UTC, so that one moment
 * has one spelling: `2024-04-15T02:30:00Z`. A blank may stand for the `T`, as databases write it.
 */
export function datetimeOf(text: string): string | undefined {
  const [, day = '', clock = '', offset] = MOMENT.exec(text) ?? []
  const time = timeOf(clock)
  if (time === undefined || dateOf(day) === undefined) return undefined
  return offset === undefined ? `${day}T${time}` : inUtc(day, time, offset)
}

function inUtc(day: string, time: string, offset: string): string | undefined {
  if (offset !== 'Z' && !OFFSET.test(offset)) return undefined
  const [clock, places] = time.split('.')
  const digits = offset.replaceAll(/\D/g, '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  const shift = (offset.startsWith('-') ? minutes : -minutes) * 60_000
  const iso = new Date(Date.parse(`${day}T${clock}Z`) + shift).toISOString()
  // Years before 0 and after 9999 are written with a sign.
  return iso.length > 24 ? undefined : `${iso.slice(0, 19)}${places === undefined ? '' : `.${places}`}Z`
}

/** A month: `2024-03`. */
export function yearmonthOf(text: string): string | undefined {
  return /^\d{4}-\d{2}$/.test(text) && dateOf(text) !== undefined ? text : undefined
}

/** Whether a moment was written with an offset, and so is told in UTC. */
export function isUtc(datetime: string): boolean {
  return datetime.endsWith('Z')
}

/** Less than 0 where moment `a` is the earlier; not a number where one is local and the other has an offset. */
export function compareMoments(a: string, b: string): number {
  return isUtc(a) === isUtc(b) ? compareText(a.replace('Z', ''), b.replace('Z', '')) : Number.NaN
}

/** Microseconds since the day began. */
export function microsOfTime(time: string): bigint {
  const [hours = '', minutes = '', seconds = ''] = time.split(':')
  const [whole = '', places = ''] = seconds.split('.')
  const whole60 = (BigInt(hours) * 60n + BigInt(minutes)) * 60n + BigInt(whole)
  return whole60 * MICROS + BigInt(places.padEnd(SECOND_PLACES, '0'))
}

/** Microseconds since 1970, in UTC or as the clock on the wall would have it. */
export function microsOfDatetime(datetime: string): bigint {
  const [day = '', time = ''] = datetime.replace('Z', '').split('T')
  return BigInt(Date.parse(`${day}T00:00:00Z`)) * 1000n + microsOfTime(time)
}

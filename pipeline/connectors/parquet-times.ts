/** Times, moments and intervals as Parquet stores them -> ISO 8601, to the last digit. https://parquet.apache.org/docs/file-format/types/logicaltypes/ */
import type {SchemaElement} from 'hyparquet'
import type {FieldType} from '../types.ts'

const DAY = 24 * 60 * 60 * 1000
const THOUSAND = 1000n
const [MILLION, MILLIARD] = [THOUSAND ** 2n, THOUSAND ** 3n]

/** For the library: days and moments as texts, instead of `Date`, which has no microseconds. */
export const PARSERS = {
  dateFromDays: (days: number | undefined) => (isStated(days) ? new Date(days * DAY).toISOString().slice(0, 10) : undefined),
  timestampFromMilliseconds: (value: bigint | undefined) => (isStated(value) ? moment(BigInt(value) * MILLION) : undefined),
  timestampFromMicroseconds: (value: bigint | undefined) => (isStated(value) ? moment(BigInt(value) * THOUSAND) : undefined),
  timestampFromNanoseconds: (value: bigint | undefined) => (isStated(value) ? moment(BigInt(value)) : undefined)
}

// The first day of 1970 is 0, and no missing one.
function isStated<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined
}

function moment(nanoseconds: bigint): string {
  const rest = ((nanoseconds % MILLIARD) + MILLIARD) % MILLIARD
  const iso = new Date(Number((nanoseconds - rest) / MILLION)).toISOString().replace('.000Z', '')
  return iso + fraction(rest)
}

function fraction(nanoseconds: bigint): string {
  return nanoseconds === 0n ? '' : `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`
}

/** A moment for a column of a type: with `Z` where the file has it in UTC, and for a column of days its day where it is midnight. */
export function momentOf(
  text: string,
  {logical_type: logical, converted_type: converted}: SchemaElement,
  type: FieldType
): string {
  const isMoment = logical?.type === 'TIMESTAMP' || converted?.startsWith('TIMESTAMP') === true
  if (type !== 'datetime') return isMoment ? text.replace(/T00:00:00$/, '') : text
  const isUtc = logical?.type === 'TIMESTAMP' ? logical.isAdjustedToUTC : isMoment
  return isUtc ? `${text}Z` : text
}

/** Whether values are times of a day. */
export function isTime({logical_type: logical, converted_type: converted}: SchemaElement): boolean {
  return logical?.type === 'TIME' || converted === 'TIME_MILLIS' || converted === 'TIME_MICROS'
}

/** A time of day. */
export function timeOf(value: number | bigint, {logical_type: logical, converted_type: converted}: SchemaElement): string {
  const unit = logical?.type === 'TIME' ? logical.unit : converted === 'TIME_MILLIS' ? 'MILLIS' : 'MICROS'
  const nanoseconds = BigInt(value) * {MILLIS: MILLION, MICROS: THOUSAND, NANOS: 1n}[unit]
  const two = (part: bigint) => String(part).padStart(2, '0')
  const seconds = nanoseconds / MILLIARD
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(':')
  return clock + fraction(nanoseconds % MILLIARD)
}

/** Whether values are intervals. */
export function isInterval({converted_type: converted}: SchemaElement): boolean {
  return converted === 'INTERVAL'
}

/** An interval: months, days and milliseconds, four bytes each, the lowest first. */
export function durationOf(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [months, days, milliseconds] = [0, 4, 8].map((at) => view.getUint32(at, true))
  const seconds = milliseconds! / 1000
  return `P${months === 0 ? '' : `${months}M`}${days === 0 ? '' : `${days}D`}${seconds === 0 && months! + days! > 0 ? '' : `T${seconds}S`}`
}

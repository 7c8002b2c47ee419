/** Reckoning with decimal text without loss: a number is a whole number of units of its last place. */
import {canonicalDecimal} from './decimal.ts'

/** `units` / 10 ^ `places`. */
export interface Exact {
  readonly units: bigint
  readonly places: number
}

/** A decimal text such as `-12.50` or `1e3`; nothing where it is no number. */
export function exactOf(text: string): Exact | undefined {
  const canonical = canonicalDecimal(text)
  if (canonical === undefined) return undefined
  const [whole = '', fraction = ''] = canonical.split('.')
  return {units: BigInt(whole + fraction), places: fraction.length}
}

/** Decimal text with every place of the number, trailing zeros included: 10 units of 2 places are `0.10`. */
export function decimalText({units, places}: Exact): string {
  const digits = absolute(units)
    .toString()
    .padStart(places + 1, '0')
  const sign = units < 0n ? '-' : ''
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** The one spelling of the number: 0.20 is `0.2`. */
export function plainDecimal(number: Exact): string {
  const text = decimalText(number)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** Rounded to some places, half away from zero as statistics offices round; `places` below 0 round to tens, hundreds. */
export function rounded(number: Exact, places: number): Exact {
  if (number.places <= places) return inPlaces(number, places)
  const kept = Math.max(places, 0)
  const units = divided(number.units, tens(number.places - places))
  return {units: units * tens(kept - places), places: kept}
}

/** The exact sum. */
export function plus(a: Exact, b: Exact): Exact {
  const places = Math.max(a.places, b.places)
  return {units: inPlaces(a, places).units + inPlaces(b, places).units, places}
}

/** The exact product. */
export function times(a: Exact, b: Exact): Exact {
  return {units: a.units * b.units, places: a.places + b.places}
}

/** The exact difference. */
export function minus(a: Exact, b: Exact): Exact {
  const places = Math.max(a.places, b.places)
  return {units: inPlaces(a, places).units - inPlaces(b, places).units, places}
}

/** a / b to some places, rounded once. `b` is not 0. */
export function quotient(a: Exact, b: Exact, places: number): Exact {
  const [above, below] = b.units < 0n ? [-a.units, -b.units] : [a.units, b.units]
  return {units: divided(above * tens(b.places + places), below * tens(a.places)), places}
}

/** The sign of a number. */
export function signOf({units}: Exact): -1 | 0 | 1 {
  return units > 0n ? 1 : units < 0n ? -1 : 0
}

/** The number without its sign. */
export function magnitude({units, places}: Exact): Exact {
  return {units: absolute(units), places}
}

/** The same number shifted by powers of ten: a ratio by 2 is per cent. */
export function shifted({units, places}: Exact, powers: number): Exact {
  return powers > places ? {units: units * tens(powers - places), places: 0} : {units, places: places - powers}
}

function inPlaces({units, places}: Exact, wanted: number): Exact {
  return {units: units * tens(wanted - places), places: wanted}
}

// Half away from zero; the divisor is above 0.
function divided(units: bigint, by: bigint): bigint {
  const whole = (absolute(units) * 2n + by) / (by * 2n)
  return units < 0n ? -whole : whole
}

function absolute(units: bigint): bigint {
  return units < 0n ? -units : units
}

function tens(power: number): bigint {
  return 10n ** BigInt(power)
}

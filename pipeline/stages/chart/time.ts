/** A moment and the units that a chart shows of it, to their parts: a month alone has no year. */
import type {TimeParts} from '../../language/chart-rules.ts'
import {isObject, type Json, type JsonObject} from './json.ts'

const UNITS = ['year', 'quarter', 'month', 'week', 'dayofyear', 'date', 'day', 'hours', 'minutes', 'seconds', 'milliseconds']

/** Units of time of an encoding, the largest first; nothing where it has none. */
export function unitsOfTime({timeUnit}: JsonObject): readonly string[] {
  const text = textOf(timeUnit)
    .replace(/^utc/, '')
    .replace(/^binned/, '')
  const found: string[] = []
  let rest = text
  while (rest !== '') {
    const unit = UNITS.toSorted((a, b) => b.length - a.length).find((each) => rest.startsWith(each))
    if (unit === undefined) return []
    found.push(unit)
    rest = rest.slice(unit.length)
  }
  return found
}

function textOf(timeUnit: Json | undefined): string {
  const unit = isObject(timeUnit) ? timeUnit['unit'] : timeUnit
  return typeof unit === 'string' ? unit : ''
}

/** Parts of an ISO 8601 moment; nothing where it is none. */
export function partsOfTime(moment: string, units: readonly string[]): TimeParts | undefined {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return undefined
  const month = date.getUTCMonth() + 1
  const firstOfYear = Date.UTC(date.getUTCFullYear(), 0, 1)
  const all: Required<TimeParts> = {
    year: date.getUTCFullYear(),
    quarter: Math.ceil(month / 3),
    month,
    // As Vega counts: weeks begin on a Sunday, the first with the first one of the year.
    week: Math.floor(((date.getTime() - firstOfYear) / 86_400_000 + 7 - date.getUTCDay()) / 7),
    date: date.getUTCDate(),
    day: date.getUTCDay(),
    hours: date.getUTCHours(),
    minutes: date.getUTCMinutes(),
    seconds: date.getUTCSeconds()
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => units.includes(name)))
}

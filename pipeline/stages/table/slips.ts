/** The numbers of one place in the order of time -> one that is about ten times those beside it, or a tenth, where all others keep close: a digit lost or a point moved. */
import {LEAP_NOTE, timesOf, type Odd, type Stated} from './series.ts'

/** What a slip of ten is at least, rounded values and growth considered; how close all others lie from one time to the next, and how many steps there must be. */
const [SLIP, CLOSE, FEWEST_STEPS] = [7, 1.5, 3]
/** In units of the last digit that the series has: below it a count may do anything, and so may a value near zero. */
const FEWEST_UNITS = 20

/** At most one. The first value is none: what begins small and then stays is a beginning. */
export function slipIn(series: readonly Stated[]): readonly Odd[] {
  if (series.length < FEWEST_STEPS + 2 || series.some(({value}) => value < 0)) return []
  const unit = 10 ** Math.max(...series.map(({value}) => decimalsOf(value)))
  const at = series.findIndex((_, index) => index > 0 && isSlip(series, index, unit))
  if (at === -1) return []
  const [odd, beside] = [series[at]!, series[at - 1]!]
  const held = odd.value === 0 ? 'where none is 0' : `one is ${Math.round(timesOf(odd.value, beside.value))} times the other`
  const expected = `a number of the size of \`${beside.value}\`, which stands beside it: ${held}`
  return [{rule: 'value-keeps-its-size', at: odd.at, expected, note: LEAP_NOTE}]
}

function isSlip(series: readonly Stated[], index: number, unit: number): boolean {
  const {value} = series[index]!
  const others = series.filter((_, at) => at !== index).map((other) => other.value)
  const isSmooth = others.slice(1).every((other, before) => timesOf(other, others[before]!) <= CLOSE)
  if (!isSmooth || others.some((other) => Math.round(other * unit) < FEWEST_UNITS)) return false
  const beside = [series[index - 1]!.value, ...(index + 1 < series.length ? [series[index + 1]!.value] : [])]
  return beside.every((other) => value * SLIP <= other) || beside.every((other) => value >= other * SLIP)
}

function decimalsOf(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0
}

/** Round numbers with the word that makes them true: at least 13,000, nearly 14,000, just over 13,900. */
import {exactOf, magnitude, minus, quotient, rounded, signOf, times, type Exact} from './exact.ts'
import {figuresOf} from './number.ts'

/** How a round number stands to the true one. */
export type Hedge = 'exactly' | 'nearly' | 'justOver'

/** To where a number is rounded. */
export type Toward = 'nearest' | 'down' | 'up'

/** A number of so many figures, the nearest one or the next below or above. 13,926 down to 2 figures is 13,000. */
export function roundFigure(number: Exact, figures: number, toward: Toward): Exact {
  const places = figures - (figuresOf(number) - number.places)
  const near = rounded(number, places)
  const off = signOf(minus(near, number))
  const isRight = toward === 'nearest' || off === 0 || (toward === 'down') === off < 0
  if (isRight) return near
  const step: Exact = places >= 0 ? {units: 1n, places} : {units: 10n ** BigInt(-places), places: 0}
  return toward === 'down' ? minus(near, step) : minus(near, {...step, units: -step.units})
}

/** Whether the round number is the true one, above it or below it. */
export function hedgeOf(round: Exact, number: Exact): Hedge {
  const off = signOf(minus(round, number))
  return off === 0 ? 'exactly' : off > 0 ? 'nearly' : 'justOver'
}

/** Whether two numbers lie within so many per cent of the first. */
export function isWithin(round: Exact, number: Exact, percent: number): boolean {
  const limit = times(magnitude(round), {units: exactOf(String(percent))!.units, places: exactOf(String(percent))!.places + 2})
  return signOf(minus(magnitude(minus(round, number)), limit)) <= 0
}

/** A simple part of a whole. */
export type Part = readonly [above: number, below: number]

/** Parts that a language has a word for, and how a ratio stands to the nearest of them. Nothing for one that is near none or all. */
export function nearestPart(
  ratio: Exact,
  parts: readonly Part[]
): {readonly part: Part; readonly hedge: 'exactly' | 'nearly' | 'over'} | undefined {
  const offs = parts.map(([above, below]) => ({
    part: [above, below] as const,
    off: minus(quotient({units: BigInt(above), places: 0}, {units: BigInt(below), places: 0}, 20), ratio)
  }))
  const [nearest] = offs.toSorted((a, b) => signOf(minus(magnitude(a.off), magnitude(b.off))))
  if (nearest === undefined || signOf(minus(magnitude(nearest.off), FARTHEST)) > 0) return undefined
  const isExact = signOf(minus(magnitude(nearest.off), NOTHING)) <= 0
  return {part: nearest.part, hedge: isExact ? 'exactly' : signOf(nearest.off) > 0 ? 'nearly' : 'over'}
}

/** Farther from a simple part than this, no reader would call a ratio by its name. */
const FARTHEST: Exact = {units: 5n, places: 2}
/** A third has no end: what is nearer than this is it. */
const NOTHING: Exact = {units: 1n, places: 15}

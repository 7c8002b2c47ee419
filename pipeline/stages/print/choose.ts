/**
 * Which height each chart is drawn at, so that pages are full. One chart after the other takes the height at which all pages
 * together look best, then two neighbours at a time: what one gives away another may need.
 */
import {flow, type Block, type Stretches} from './flow.ts'

/** Times a chart's own height that are tried, as far as it allows. */
const STRETCHES = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 1.06, 1.12, 1.18, 1.25]
const SWEEPS = 4
const MOST_TRIALS = 4_000

/** Heights of charts, and how little the pages please with them. */
export interface Choice {
  readonly stretches: Stretches
  readonly cost: number
}

/** What was found, each better than the one before it. Empty where nothing is better than what the authors wrote. */
export function chooseHeights(blocks: readonly Block[], page: number): readonly Choice[] {
  const charts = blocks.flatMap(({chart}, at) => (chart ? [{at, allowed: STRETCHES.filter(isBetween(chart))}] : []))
  const better: Choice[] = []
  let best: Choice = {stretches: new Map(), cost: costOf(flow(blocks, page), page)}
  let trials = 0

  function attempt(changes: readonly (readonly [at: number, stretch: number])[]): boolean {
    if (trials++ > MOST_TRIALS) return false
    const stretches = new Map([...best.stretches, ...changes])
    const cost = costOf(flow(blocks, page, stretches), page) + effort(stretches)
    if (cost > best.cost - 1e-6) return false
    best = {stretches, cost}
    better.push(best)
    return true
  }

  const alone = () =>
    charts.map(({at, allowed}) => allowed.map((stretch) => attempt([[at, stretch]])).some(Boolean)).some(Boolean)
  for (let sweep = 0; sweep < SWEEPS && alone(); sweep++);
  for (const [index, {at, allowed}] of charts.entries())
    for (const next of charts.slice(index + 1, index + 2))
      for (const stretch of allowed)
        for (const other of next.allowed)
          attempt([
            [at, stretch],
            [next.at, other]
          ])
  return better
}

function isBetween({least, most}: {readonly least: number; readonly most: number}): (stretch: number) => boolean {
  return (stretch) => stretch >= least && stretch <= most
}

/** From here on an empty part of a page is seen, and from here on it jars. */
const SEEN = 0.15
const JARS = 0.2
/** A last page of a few lines is one too many. */
const LEAST_LAST = 0.2

/** How little the pages please, by their bottoms: the lower the better. All of them are to be full but the last. */
export function costOf(bottoms: readonly number[], page: number): number {
  const shares = bottoms.slice(0, -1).map((bottom) => Math.max(0, 1 - bottom / page))
  const last = (bottoms.at(-1) ?? 0) / page
  const spill = bottoms.length > 1 && last < LEAST_LAST ? 25 * (1 - last) : 0
  return shares.reduce((sum, share) => sum + costOfPage(share), 12 * bottoms.length + spill)
}

function costOfPage(share: number): number {
  return 300 * share ** 2 + (share > SEEN ? 60 * (share - SEEN) : 0) + (share > JARS ? 6 : 0)
}

/** What it costs that charts are not as their authors wrote them. */
export function effort(stretches: Stretches): number {
  return [...stretches.values()].reduce((sum, stretch) => sum + 8 * Math.abs(1 - stretch), 0)
}

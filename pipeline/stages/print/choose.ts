/**
 * Where floats stand and how high charts are, so that pages are full. One after the other takes the position with which all
 * pages together look best, then two neighbours at a time: what one gives away another may need.
 */
import {flow, type Block} from './flow.ts'
import {arrange, isInOrder, placesOf, type Plan, type Position} from './floats.ts'

/** Times a chart's own height that are tried, as far as it allows. */
const STRETCHES = [1, 0.93, 0.86, 0.78, 0.7, 1.08, 1.16, 1.25]
const SWEEPS = 4
/** Plans that are reckoned: a millisecond for sixty. */
const MOST_TRIALS = 2_400

/** A plan, and how little the pages please with it. */
export interface Choice {
  readonly plan: Plan
  readonly cost: number
}

interface Float {
  readonly at: number
  readonly positions: readonly Position[]
}

/** What was found, each better than the one before it. Empty where nothing is better than what the authors wrote. */
export function choosePlans(blocks: readonly Block[], page: number): readonly Choice[] {
  const floats = blocks.flatMap((block, at) => (block.chart || block.float !== undefined ? [floatOf(blocks, at, page)] : []))
  const order = floats.map(({at}) => at)
  const better: Choice[] = []
  let best: Choice = {plan: new Map(), cost: costOf(flow(blocks, page), page)}
  let trials = 0

  function attempt(changes: readonly (readonly [at: number, position: Position])[]): boolean {
    const plan = new Map([...best.plan, ...changes])
    if (trials >= MOST_TRIALS || !isInOrder(order, plan)) return false
    trials++
    const cost = costOf(flow(arrange(blocks, plan), page), page) + effort(plan)
    if (cost > best.cost - 1e-6) return false
    best = {plan, cost}
    better.push(best)
    return true
  }

  const alone = ({at, positions}: Float) => positions.map((position) => attempt([[at, position]])).some(Boolean)
  const sweep = () => floats.map(alone).some(Boolean)
  for (let sweeps = 0; sweeps < SWEEPS && sweep(); sweeps++);
  for (const pair of pairsOf(floats)) attempt(pair)
  return better
}

function floatOf(blocks: readonly Block[], at: number, page: number): Float {
  const {chart} = blocks[at]!
  const stretches = chart ? STRETCHES.filter((stretch) => stretch >= chart.least && stretch <= chart.most) : [1]
  const places = placesOf(blocks, at, page)
  return {at, positions: places.flatMap((place) => stretches.map((stretch) => ({place, stretch})))}
}

function* pairsOf(floats: readonly Float[]): Generator<readonly (readonly [at: number, position: Position])[]> {
  for (const [index, {at, positions}] of floats.entries())
    for (const next of floats.slice(index + 1, index + 2))
      for (const one of positions)
        for (const other of next.positions)
          yield [
            [at, one],
            [next.at, other]
          ]
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

/** What it costs that something is not as its author wrote it. */
export function effort(plan: Plan): number {
  const efforts = [...plan.values()].map(
    ({place, stretch}) => 8 * Math.abs(1 - stretch) + (place.passed > 0 ? 0.6 + 0.25 * place.passed + 2 * place.headings : 0)
  )
  return efforts.reduce((sum, each) => sum + each, 0)
}

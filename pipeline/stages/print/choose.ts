/**
 * Where floats stand and how high charts are, so that pages are full. From the first float to the last, the best ways to fill
 * the pages before the next one are gone on with; what comes out best is then mended float by float, and two neighbours at a time.
 */
import {costOf, costOfPage, effort, PER_PAGE} from './cost.ts'
import {NEARLY, setOnPages, type Block, type Flowed} from './flow.ts'
import {arrange, isInOrder, placesOf, type Plan, type Position} from './floats.ts'

/** Times a chart's own height that are tried, as far as it allows. */
const STRETCHES = [1, 0.93, 0.86, 0.78, 0.7, 1.08, 1.16, 1.25]
/** Ways that are gone on with, each with its last page filled to another height: that of a few lines. */
const WAYS = 12
const ALIKE = 30
const SWEEPS = 4
/** Plans that are reckoned when mending: a millisecond for sixty. */
const MOST_TRIALS = 1_500

/** A plan, and how little the pages please with it. */
export interface Choice {
  readonly plan: Plan
  readonly cost: number
}

interface Float {
  readonly at: number
  readonly isTable: boolean
  readonly positions: readonly Position[]
}

/** What was found, each better than the one before it. Empty where nothing is better than what the authors wrote. */
export function choosePlans(blocks: readonly Block[], page: number): readonly Choice[] {
  const floats = blocks.flatMap((block, at) => (block.chart || block.float !== undefined ? [floatOf(blocks, at, page)] : []))
  const kinds = [true, false].map((isTable) => floats.filter((float) => float.isTable === isTable).map(({at}) => at))
  const better: Choice[] = []
  let known = setOnPages(blocks, page)
  let best: Choice = {plan: new Map(), cost: costOf(known.bottoms, page)}
  let trials = 0
  const least = PER_PAGE * leastPages(blocks, page)

  function attempt(plan: Plan): boolean {
    if (trials >= MOST_TRIALS || !kinds.every((kind) => isInOrder(kind, plan))) return false
    trials++
    const own = effort(plan)
    // However full its pages were, it would not be better.
    if (least + own > best.cost - 1e-6) return false
    const flowed = setOnPages(arrange(blocks, plan), page, known)
    const cost = costOf(flowed.bottoms, page) + own
    if (cost > best.cost - 1e-6) return false
    known = flowed
    best = {plan, cost}
    better.push(best)
    return true
  }

  waysThrough(blocks, floats, page).forEach(attempt)
  const change = (changes: Changes) => attempt(new Map([...best.plan, ...changes]))
  const alone = ({at, positions}: Float) => positions.map((position) => change([[at, position]])).some(Boolean)
  const sweep = () => floats.map(alone).some(Boolean)
  for (let sweeps = 0; sweeps < SWEEPS && sweep(); sweeps++);
  for (const pair of pairsOf(floats)) change(pair)
  return better
}

// So many pages are full wherever floats stand, with every chart as low as it may be. What is taller than its page is cut.
function leastPages(blocks: readonly Block[], page: number): number {
  const low = ({height, chart}: Block) => height + (chart ? chart.height * (Math.min(chart.least, 1) - 1) : 0)
  return Math.ceil(blocks.reduce((sum, block) => sum + Math.min(page, low(block)), 0) / (page + NEARLY))
}

type Changes = readonly (readonly [at: number, position: Position])[]

function floatOf(blocks: readonly Block[], at: number, page: number): Float {
  const {chart, isTable = false} = blocks[at]!
  const stretches = chart ? STRETCHES.filter((stretch) => stretch >= chart.least && stretch <= chart.most) : [1]
  const places = placesOf(blocks, at, page)
  return {at, isTable, positions: places.flatMap((place) => stretches.map((stretch) => ({place, stretch})))}
}

/** A way to fill the pages up to some float; `y` is how far it comes on the page that is being filled. */
interface Way extends Choice {
  readonly y: number
  readonly flowed: Flowed
}

function waysThrough(blocks: readonly Block[], floats: readonly Float[], page: number): readonly Plan[] {
  let ways: readonly Way[] = [{plan: new Map(), cost: 0, y: 0, flowed: setOnPages([], page)}]
  for (const [index, float] of floats.entries()) {
    const before = blocks.slice(0, floats[index + 1]?.at)
    const order = floats.slice(0, index + 1).filter(({isTable}) => isTable === float.isTable)
    const numbers = order.map(({at}) => at)
    const further = ({plan, flowed}: Way) =>
      float.positions
        .map((position): Plan => new Map([...plan, [float.at, position]]))
        .filter((plan) => isInOrder(numbers, plan))
        .map((plan) => wayOf(plan, setOnPages(arrange(before, plan), page, flowed), page))
    ways = bestOf(ways.flatMap(further))
  }
  return ways.map(({plan}) => plan)
}

// What gives way to text further on is reckoned when that is reached.
function wayOf(plan: Plan, flowed: Flowed, page: number): Way {
  const {bottoms} = flowed
  const y = bottoms.at(-1)!
  const full = bottoms.slice(0, -1).reduce((sum, bottom) => sum + PER_PAGE + costOfPage(Math.max(0, 1 - bottom / page)), 0)
  return {plan, cost: full + PER_PAGE * (y / page) + effort(plan), y, flowed}
}

function bestOf(ways: readonly Way[]): readonly Way[] {
  const kept = new Map<number, Way>()
  for (const way of [...ways].sort((one, other) => one.cost - other.cost)) {
    const height = Math.round(way.y / ALIKE)
    if (kept.size < WAYS && !kept.has(height)) kept.set(height, way)
  }
  return [...kept.values()]
}

function* pairsOf(floats: readonly Float[]): Generator<Changes> {
  for (const [index, {at, positions}] of floats.entries())
    for (const next of floats.slice(index + 1, index + 2))
      for (const one of positions)
        for (const other of next.positions)
          yield [
            [at, one],
            [next.at, other]
          ]
}

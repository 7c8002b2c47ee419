/** A page to where its floats stand and how high its charts are, so that its pages are full. Reckoned first, then judged by the browser's own columns. */
import {call, type KeptPage} from '../../browser/index.ts'
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import type {PreparedFonts} from '../../design/fonts.ts'
import type {PrintPage} from '../../types.ts'
import {bare} from './bare.ts'
import {choosePlans, type Choice} from './choose.ts'
import {costOf, effort} from './cost.ts'
import {roomOn} from './document.ts'
import {passedBy, type Plan} from './floats.ts'
import type {Block} from './flow.ts'
import {foot} from './foot.ts'
import {inkBottoms} from './ink.ts'
import {layOn} from './paginate.ts'
import {change, putBack, survey} from './survey.ts'

/** What is changed in a page so that its pages are full, by the id of a figure or table. */
export interface Arrangement {
  /** How many times its own height a chart is to be drawn. */
  readonly heights: Readonly<Record<string, number>>
  /** How many elements of its chapter a float is to pass. */
  readonly moves: Readonly<Record<string, number>>
}

/** The stage `arrange`, behind which lies the same code as behind a print. */
export function arrangeStage(code: Digest, printer: Arranger): Stage<ArrangeInput, {readonly arrangement: Arrangement}> {
  return {name: 'arrange', code, run: async ({page}) => ({arrangement: await printer.arrange(await page.value())})}
}

/** What arranges pages. */
export interface Arranger {
  arrange(page: PrintPage): Promise<Arrangement>
}

/** A page, and all that its arrangement depends on: the digests of the browser and of all fonts that it sees. */
export interface ArrangeInput {
  readonly page: Artifact<PrintPage>
  readonly browser: Digest
  readonly fonts: Digest
}

/** Arranges a page on a kept one. What does not fit is told by its print. */
export async function arrangePage(kept: KeptPage, page: PrintPage, fonts: PreparedFonts): Promise<Arrangement> {
  const problems = await layOn(kept, bare(page), fonts)
  return problems.length > 0 ? {heights: {}, moves: {}} : arrangeOn(kept, roomOn(page.paper))
}

/** Choices that the browser is asked about, the best first. */
const MOST_TRIED = 4
/** The browser breaks pages as was reckoned, but for a line. */
const AGREES = 8

// The page is laid into the columns of its pages. `width` and `height` of a page's content, in CSS pixels.
async function arrangeOn(kept: KeptPage, room: {width: number; height: number}): Promise<Arrangement> {
  const [blocks] = await kept.evaluate(call(survey, undefined))
  const choices = choosePlans(blocks, room.height).toReversed().slice(0, MOST_TRIED)
  const {heights, moves} = changes(blocks, choices.length === 0 ? new Map() : await bestOf(kept, choices, {blocks, room}))
  return {heights: Object.fromEntries(heights), moves: Object.fromEntries(moves)}
}

interface Asking {
  readonly blocks: readonly Block[]
  readonly room: {readonly width: number; readonly height: number}
}

// As the browser breaks the pages, beside what its author wrote.
async function bestOf(kept: KeptPage, choices: readonly Choice[], {blocks, room}: Asking): Promise<Plan> {
  const look = [call(foot, room), call(inkBottoms, room)] as const
  const [, written] = await kept.evaluate(...look)
  let best: Choice = {plan: new Map(), cost: costOf(heightsOf(written), room.height)}
  for (const {plan, cost} of choices) {
    const trial = call(change, changes(blocks, plan))
    const [, , tried] = await kept.evaluate(trial, ...look, call(putBack, undefined))
    const real = costOf(heightsOf(tried), room.height) + effort(plan)
    if (real < best.cost) best = {plan, cost: real}
    if (real < cost + AGREES) break
  }
  return best.plan
}

// A page between two others may hold nothing.
function heightsOf(bottoms: readonly (readonly [page: number, bottom: number])[]): readonly number[] {
  const known = new Map(bottoms)
  const [first, last] = [bottoms[0]?.[0] ?? 0, bottoms.at(-1)?.[0] ?? -1]
  return Array.from({length: last - first + 1}, (_, index) => known.get(first + index) ?? 0)
}

// The last float first: what passes the same text stays in its order.
function changes(blocks: readonly Block[], plan: Plan) {
  const changed = [...plan]
    .sort(([one], [other]) => other - one)
    .map(([at, {stretch}]) => ({...blocks[at]!, stretch, passed: passedBy(at, blocks, plan)}))
  const drawn = changed.filter(({chart, stretch}) => chart && stretch !== 1)
  return {
    heights: drawn.map(({float = '', stretch}) => [float, stretch] as const),
    charts: drawn.map(({float = '', chart, stretch}) => [float, chart!.height * (stretch - 1)] as const),
    moves: changed.filter(({passed}) => passed > 0).map(({float = '', passed}) => [float, passed] as const)
  }
}

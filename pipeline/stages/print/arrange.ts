/** A page to the heights of its charts at which its pages are full. Reckoned first, then judged by the browser's own columns. */
import {call, type KeptPage} from '../../browser/index.ts'
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import type {PrintPage} from '../../types.ts'
import {chooseHeights, costOf, effort, type Choice} from './choose.ts'
import type {Block, Stretches} from './flow.ts'
import {survey, tryHeights, type Heights} from './survey.ts'

/** By the id of its figure, how many times its own height a chart is to be drawn; the others stay as they are. */
export type Arrangement = Readonly<Record<string, number>>

/** The stage `arrange`, behind which lies the same code as behind a print. */
export function arrangeStage(code: Digest, printer: Arranger): Stage<ArrangeInput, {readonly heights: Arrangement}> {
  return {name: 'arrange', code, run: async ({page}) => ({heights: await printer.arrange(await page.value())})}
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

/** Choices that the browser is asked about, the best first. */
const MOST_TRIED = 4
/** The browser breaks pages as was reckoned, but for a line. */
const AGREES = 8

/** Arranges a page that is set in the columns of its pages. `width` and `height` of a page's content, in CSS pixels. */
export async function arrangeOn(kept: KeptPage, {width, height}: {width: number; height: number}): Promise<Arrangement> {
  const [bottoms, blocks] = await kept.evaluate(call(tryHeights, {width, charts: []}), call(survey, undefined))
  let best: Choice = {stretches: new Map(), cost: costOf(bottoms, height)}
  for (const {stretches, cost} of chooseHeights(blocks, height).toReversed().slice(0, MOST_TRIED)) {
    const [tried] = await kept.evaluate(call(tryHeights, {width, charts: growths(blocks, stretches)}))
    const real = costOf(tried, height) + effort(stretches)
    if (real < best.cost) best = {stretches, cost: real}
    if (real < cost + AGREES) break
  }
  const changed = [...best.stretches].filter(([, stretch]) => stretch !== 1)
  return Object.fromEntries(changed.map(([at, stretch]) => [blocks[at]?.chart?.figure ?? '', stretch]))
}

function growths(blocks: readonly Block[], stretches: Stretches): Heights['charts'] {
  return [...stretches].flatMap(([at, stretch]) => {
    const chart = blocks[at]?.chart
    return chart ? [[chart.figure, chart.height * (stretch - 1)] as const] : []
  })
}

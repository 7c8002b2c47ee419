/**
 * Figures and short tables that give way: each may stand behind later text of its section, and a chart may have another height.
 * A figure goes past one heading at most, as to the head of the next page; a table past none. Figures keep their order, and
 * tables theirs, as each are numbered; none goes out of its chapter, or away from a sentence that leads over to it with a colon.
 */
import type {Block} from './flow.ts'

/** A place for a float: behind which block, by its number, and how many elements and headings of its chapter lie between. */
export interface Place {
  readonly behind: number
  readonly passed: number
  readonly headings: number
}

/** Where a float stands, and how many times its own height its chart is drawn. */
export interface Position {
  readonly place: Place
  readonly stretch: number
}

/** Positions by the number of the block; the others stand where their authors put them. */
export type Plan = ReadonlyMap<number, Position>

/** The places that a block may have, its own first. It is passed by no more than a page of text. */
export function placesOf(blocks: readonly Block[], at: number, page: number): readonly Place[] {
  const places: Place[] = [{behind: at, passed: 0, headings: 0}]
  const {float, held, isTable} = blocks[at]!
  if (float === undefined || held) return places
  const passed = new Set<number>()
  let height = 0
  let headings = 0
  for (const [index, block] of blocks.slice(at + 1).entries()) {
    if (block.opens || block.starts === 'chapter') break
    if (block.starts) headings++
    if (headings > (isTable ? 0 : 1)) break
    if (block.float !== undefined && block.isTable === isTable) continue
    height += block.height
    if (height > page) break
    passed.add(block.sibling)
    if (!block.withNext && !block.inside && !blocks[at + 2 + index]?.held)
      places.push({behind: at + 1 + index, passed: passed.size, headings})
  }
  return places
}

/** Whether floats of one kind, by the numbers of their blocks, stand in the order in which their authors wrote them. */
export function isInOrder(floats: readonly number[], plan: Plan): boolean {
  const places = floats.map((at) => plan.get(at)?.place.behind ?? at)
  return places.every((behind, index) => index === 0 || places[index - 1]! <= behind)
}

/** How many elements of its chapter a float passes where it then stands; those behind it in the text stand in their places already. */
export function passedBy(at: number, blocks: readonly Block[], plan: Plan): number {
  const {sibling, float} = blocks[at]!
  const end = blocks.findIndex(({starts}, index) => index > at && starts === 'chapter')
  const behind = new Set(blocks.slice(at + 1, end === -1 ? undefined : end).map((block) => block.sibling))
  const arranged = arrange(blocks, plan)
  const before = arranged.slice(
    0,
    arranged.findIndex((block) => block.float === float)
  )
  const chapter = before.slice(
    Math.max(
      0,
      before.findLastIndex(({starts}) => starts === 'chapter')
    )
  )
  return new Set(chapter.map((block) => block.sibling).filter((each) => each !== sibling && behind.has(each))).size
}

/** The blocks as they then follow each other, as high as they then are. */
export function arrange(blocks: readonly Block[], plan: Plan): readonly Block[] {
  const arranged: Block[] = []
  const later = new Map<number, Block[]>()
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!
    const {place, stretch} = plan.get(at) ?? OWN
    const drawn = stretch === 1 ? block : {...block, height: block.height + (block.chart?.height ?? 0) * (stretch - 1)}
    if (place === undefined || place.behind === at) arranged.push(drawn)
    else later.set(place.behind, [...(later.get(place.behind) ?? []), drawn])
    const behind = later.size === 0 ? undefined : later.get(at)
    if (behind !== undefined) arranged.push(...behind)
  }
  return arranged
}

const OWN = {place: undefined, stretch: 1}

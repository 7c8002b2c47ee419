/** Blocks of text and figures to pages: where each page ends, by the rules by which the browser breaks them. Lengths in CSS pixels. */

/** What stands in a chapter, one below the other. */
export interface Block {
  readonly height: number
  /** Margins above and below; between two blocks the larger one counts, and none at the top of a page. */
  readonly before: number
  readonly after: number
  /** It begins a page. */
  readonly opens: boolean
  /** It begins a chapter, or is a heading in one. */
  readonly starts?: 'chapter' | 'section' | undefined
  /** A point of a list, but not the last: nothing may stand behind it but the next one. */
  readonly inside?: boolean
  /** The element of its chapter that it is or belongs to, counted from 0. */
  readonly sibling: number
  /** A figure or a short table, which may give way: its id. `held`: its author wants it here, or a sentence that ends with a colon leads over to it. */
  readonly float?: string
  readonly isTable?: boolean
  readonly held?: boolean
  /** It stays on the page of the block behind it. */
  readonly withNext: boolean
  /** Text: as many lines of one height. Two of them at least stand together. */
  readonly lines?: {readonly count: number; readonly height: number}
  /** A long table: the heights of its rows, of its caption and head, of the head that is repeated, and of its remarks. */
  readonly rows?: {
    readonly heights: readonly number[]
    readonly head: number
    readonly repeated: number
    readonly remarks: number
  }
  /** A chart that can be drawn at other heights: that of its marks, and how many times of it. */
  readonly chart?: {readonly height: number; readonly least: number; readonly most: number}
}

/** Rounding of the browser. */
const NEARLY = 0.5
/** Lines of a paragraph, and points of a list, that do not stand alone. */
const TOGETHER = 2

interface Pages {
  /** Bottoms of the pages that are full. */
  readonly full: number[]
  /** Bottom of each block on its last page. */
  readonly ends: number[]
  /** Where the page that is being filled has come to, and the margin below that. */
  y: number
  after: number
  /** The first block on it. */
  first: number
}

/** The bottom of each page, the last one among them. */
export function flow(blocks: readonly Block[], page: number): readonly number[] {
  const pages: Pages = {full: [], ends: [], y: 0, after: 0, first: 0}
  for (let at = 0; at < blocks.length;) {
    const block = blocks[at]!
    if (block.opens && at > pages.first) turn(pages, pages.y, at)
    const next = place(blocks, at, {pages, page})
    if (next > at) pages.after = block.after
    at = next
  }
  return [...pages.full, pages.y]
}

function turn(pages: Pages, bottom: number, first: number): void {
  pages.full.push(bottom)
  pages.y = 0
  pages.after = 0
  pages.first = first
}

interface Placing {
  readonly pages: Pages
  /** Height of a page's content. */
  readonly page: number
}

// The number of the block to go on with: the next one, or the first of those that go to the next page together.
function place(blocks: readonly Block[], at: number, {pages, page}: Placing): number {
  const block = blocks[at]!
  const {height} = block
  const top = at === pages.first ? pages.y : pages.y + Math.max(pages.after, block.before)
  const broken = top + height <= page + NEARLY ? undefined : (breakLines(block, top, page) ?? breakRows(block, top, page))
  if (broken !== undefined) {
    for (const bottom of broken.slice(0, -1)) turn(pages, bottom, at)
    pages.y = broken.at(-1)!
  } else if (top + height <= page + NEARLY) pages.y = top + height
  else if (at === pages.first) pages.y = Math.min(height, page)
  else return turnBefore(blocks, at, pages)
  pages.ends[at] = pages.y
  return at + 1
}

function turnBefore(blocks: readonly Block[], at: number, pages: Pages): number {
  let from = at
  while (from > pages.first && blocks[from - 1]!.withNext) from--
  if (from === pages.first) from = at
  turn(pages, pages.ends[from - 1]!, from)
  return from
}

/** Bottoms of a paragraph's parts; nothing where it goes to the next page as a whole. */
function breakLines({lines}: Block, top: number, page: number): readonly number[] | undefined {
  if (lines === undefined) return undefined
  const {count, height} = lines
  const room = Math.floor((page - top + NEARLY) / height)
  const here = Math.min(room, count - TOGETHER)
  if (here < TOGETHER) return undefined
  const bottoms = [top + here * height]
  let left = count - here
  for (const most = Math.floor(page / height); left > most; left -= most) bottoms.push(most * height)
  return [...bottoms, left * height]
}

/** A table begins only where so much is left, in CSS pixels (52 mm); its last rows stay with what is said below it. */
const LEAST_ROOM = 196.5
const LAST_ROWS = 4

function breakRows({rows}: Block, top: number, page: number): readonly number[] | undefined {
  if (rows === undefined || page - top < LEAST_ROOM) return undefined
  const {heights, head, repeated, remarks} = rows
  const tail = Math.max(0, heights.length - LAST_ROWS)
  const last = heights.slice(tail).reduce((sum, height) => sum + height, remarks)
  const bottoms: number[] = []
  let y = top + head
  for (const height of [...heights.slice(0, tail), last]) {
    if (y + height > page + NEARLY) {
      bottoms.push(y)
      y = repeated
    }
    y += height
  }
  return [...bottoms, y]
}

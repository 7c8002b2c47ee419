/** Blocks of text and figures to pages: where each page ends, by the rules by which the browser breaks them. Lengths in CSS pixels. */
import {sameHead, sameTail} from './alike.ts'

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
  /** Footnotes, by the line that their marks stand in: their heights, and what the first one of a page needs besides. */
  readonly notes?: readonly {readonly line: number; readonly height: number; readonly ruled: number}[]
  /** A long table: the heights of its rows, or of some that stay together, of its caption and head, of the head that is repeated, of its remarks, and of what must be left of a page where it begins. */
  readonly rows?: {
    readonly heights: readonly number[]
    readonly head: number
    readonly repeated: number
    readonly remarks: number
    readonly least: number
  }
  /** A chart that can be drawn at other heights: that of its marks, and how many times of it. */
  readonly chart?: {readonly height: number; readonly least: number; readonly most: number}
}

/** Rounding of the browser, in CSS pixels a page. */
export const NEARLY = 0.5
/** Lines of a paragraph, and points of a list, that do not stand alone. */
const TOGETHER = 2

interface Pages {
  /** Bottoms of the pages that are full. */
  readonly full: number[]
  /** Bottom of each block on its last page. */
  readonly ends: number[]
  /** Where the page that is being filled has come to, the margin below that, and the height of the notes at its foot. */
  y: number
  after: number
  notes: number
  /** The first block on it. */
  first: number
  readonly starts: Start[]
}

/** A page that begins with a block, and not in the midst of one. */
interface Start {
  readonly first: number
  /** The block that did not fit on the page before, or opens this one; what stands behind it has no part in that. */
  readonly by: number
  /** How many pages are before it. */
  readonly pages: number
}

/** Blocks that were set on pages. */
export interface Flowed {
  readonly blocks: readonly Block[]
  /** The bottom of each page. */
  readonly bottoms: readonly number[]
  readonly starts: readonly Start[]
}

/** The bottom of each page, the last one among them, with the notes that stand at its foot. */
export function flow(blocks: readonly Block[], page: number): readonly number[] {
  return setOnPages(blocks, page).bottoms
}

/** Set blocks on pages. Where others are set that are nearly the same, only the pages between are: there are thousands of trials. */
export function setOnPages(blocks: readonly Block[], page: number, known?: Flowed): Flowed {
  const pages = begin(blocks, known)
  const tail = known === undefined ? Infinity : sameTail(known.blocks, blocks, isSame)
  for (let at = pages.first; at < blocks.length;) {
    const block = blocks[at]!
    if (block.opens && at > pages.first) turn(pages, pages.y + pages.notes, {first: at, by: at})
    const rest = known !== undefined && pages.y === 0 && at === pages.first && at >= tail ? restFrom(pages, known) : undefined
    if (rest !== undefined) return {blocks, ...rest}
    const next = place(blocks, at, {pages, page})
    if (next > at) pages.after = block.after
    at = next
  }
  return {blocks, bottoms: [...pages.full, pages.y + pages.notes], starts: pages.starts}
}

// A chart that is drawn at another height is made anew each time.
function isSame(one: Block, other: Block): boolean {
  return one === other || (one.chart !== undefined && one.chart === other.chart && one.height === other.height)
}

// At the last page that begins as it is known.
function begin(blocks: readonly Block[], known: Flowed | undefined): Pages {
  const same = known === undefined ? 0 : sameHead(known.blocks, blocks, isSame)
  const starts = known?.starts.filter(({by}) => by < same) ?? []
  const {first = 0, pages = 0} = starts.at(-1) ?? {}
  return {full: known?.bottoms.slice(0, pages) ?? [], ends: [], y: 0, after: 0, notes: 0, first, starts}
}

// From a page on that begins with the same block, behind which all is the same.
function restFrom({full, first, starts}: Pages, known: Flowed): Omit<Flowed, 'blocks'> | undefined {
  const same = known.starts.find((start) => start.first === first)
  if (same === undefined || starts.at(-1)?.first !== first) return undefined
  const more = full.length - same.pages
  const later = known.starts.filter((start) => start.pages > same.pages)
  return {
    bottoms: [...full, ...known.bottoms.slice(same.pages)],
    starts: [...starts, ...later.map((start) => ({...start, pages: start.pages + more}))]
  }
}

function turn(pages: Pages, bottom: number, {first, by}: {readonly first: number; readonly by?: number}): void {
  pages.full.push(bottom)
  if (by !== undefined) pages.starts.push({first, by, pages: pages.full.length})
  pages.y = 0
  pages.after = 0
  pages.notes = 0
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
  const notes = notesOf(block, {upTo: Infinity, on: pages.notes})
  const room = {top, page, notes: pages.notes}
  const isIn = top + height + notes <= page + NEARLY
  const broken = isIn ? undefined : (breakLines(block, room) ?? breakRows(block, room))
  if (broken !== undefined) {
    for (const {bottom, notes} of broken.slice(0, -1)) turn(pages, bottom + notes, {first: at})
    pages.y = broken.at(-1)!.bottom
    pages.notes = broken.at(-1)!.notes
  } else if (isIn || at === pages.first) {
    pages.y = Math.min(top + height, Math.max(page - notes, top))
    pages.notes = notes
  } else return turnBefore(blocks, at, pages)
  pages.ends[at] = pages.y + pages.notes
  return at + 1
}

// Of the lines from one on up to another, with what stands at the foot of the page already.
function notesOf({notes}: Block, {from = 0, upTo, on}: {from?: number; upTo: number; on: number}): number {
  if (notes === undefined || notes.length === 0) return on
  const own = notes.filter(({line}) => line >= from && line < upTo)
  const ruled = on === 0 ? (own[0]?.ruled ?? 0) : 0
  return on + own.reduce((sum, {height}) => sum + height, ruled)
}

function turnBefore(blocks: readonly Block[], at: number, pages: Pages): number {
  let from = at
  while (from > pages.first && blocks[from - 1]!.withNext) {
    from--
    if (isLong(blocks[from]!, pages.ends[from]!)) return turnWithin(blocks[from]!, from, pages)
  }
  if (from === pages.first) from = at
  turn(pages, pages.ends[from - 1]!, {first: from, by: at})
  return from
}

// Of a long paragraph the last lines are enough to stay with what it leads to. At the top of a page only a part of it may stand.
function isLong({lines, notes = []}: Block, bottom: number): boolean {
  if (lines === undefined || notes.length > 0) return false
  return Math.min(lines.count, Math.round(bottom / lines.height)) >= 2 * TOGETHER
}

function turnWithin({lines, after}: Block, at: number, pages: Pages): number {
  const height = TOGETHER * lines!.height
  turn(pages, pages.ends[at]! - height, {first: at})
  pages.y = height
  pages.after = after
  pages.ends[at] = height
  return at + 1
}

/** How far down a page is filled, its height, and that of the notes at its foot. */
interface Room {
  readonly top: number
  readonly page: number
  readonly notes: number
}

/** A part of what is broken: where it ends, and the height of the notes on its page. */
interface Part {
  readonly bottom: number
  readonly notes: number
}

/** The parts of a paragraph; nothing where it goes to the next page as a whole. */
function breakLines(block: Block, {top, page, notes}: Room): readonly Part[] | undefined {
  if (block.lines === undefined) return undefined
  const {count, height} = block.lines
  const parts: Part[] = []
  let [from, y, on] = [0, top, notes]
  const fits = (lines: number) => y + lines * height + notesOf(block, {from, upTo: from + lines, on}) <= page + NEARLY
  while (!fits(count - from)) {
    let here = Math.min(count - from - TOGETHER, Math.floor((page - y + NEARLY) / height))
    while (here > 0 && !fits(here)) here--
    if (here < (parts.length === 0 ? TOGETHER : 1)) return undefined
    parts.push({bottom: y + here * height, notes: notesOf(block, {from, upTo: from + here, on})})
    ;[from, y, on] = [from + here, 0, 0]
  }
  return [...parts, {bottom: y + (count - from) * height, notes: notesOf(block, {from, upTo: count, on})}]
}

// What is said below a table stays with its last row.
function breakRows({rows}: Block, {top, page, notes}: Room): readonly Part[] | undefined {
  const room = page - notes
  if (rows === undefined || room - top < rows.least) return undefined
  const {heights, head, repeated, remarks} = rows
  const last = (heights.at(-1) ?? 0) + remarks
  const bottoms: number[] = []
  let y = top + head
  for (const height of [...heights.slice(0, -1), last]) {
    if (y + height > (bottoms.length === 0 ? room : page) + NEARLY) {
      bottoms.push(y)
      y = repeated
    }
    y += height
  }
  return [...bottoms, y].map((bottom, index) => ({bottom, notes: index === 0 ? notes : 0}))
}

/** Pages -> the sheets of a booklet that is folded once and stapled in the fold: which pages lie beside each other, how large, and where. */
import {multiply, type Box, type Matrix} from '../../pdf/matrix.ts'
import type {Paper} from '../../types.ts'
import {points, SPARE, type Boxes, type PressSettings} from './settings.ts'

/** Millimetres of A5, half of A4. */
const [SHORT, LONG] = [148, 210]

/** Two pages that lie beside each other, counted from 1; nothing for an empty one. */
export type Spread = readonly [left: number | undefined, right: number | undefined]

/** The spreads in the order of the sheets, front and back in turn: the first sheet has the first two pages and the last two. */
export function spreadsOf(pages: number): readonly Spread[] {
  const all = Math.ceil(pages / 4) * 4
  const page = (number: number) => (number <= pages ? number : undefined)
  return Array.from({length: all / 2}, (_, index): Spread => {
    const [low, high] = [page(index + 1), page(all - index)]
    return index % 2 === 0 ? [high, low] : [low, high]
  })
}

/** A leaf of the booklet, in millimetres, and how many times the size of a page it shows that. */
export interface Leaf {
  readonly width: number
  readonly height: number
  readonly scale: number
}

/** A5, or the paper where that is smaller: nothing is made larger. */
export function leafFor({width, height}: Pick<Paper, 'width' | 'height'>): Leaf {
  const [wide, high] = width > height ? [LONG, SHORT] : [SHORT, LONG]
  const scale = Math.min(1, wide / width, high / height)
  return scale === 1 ? {width, height, scale} : {width: wide, height: high, scale}
}

/** Millimetres of a page's own that it needs beyond its edge, so that the leaf has its bleed: paper and leaf are not quite of one shape. */
export function bleedOfPage(paper: Pick<Paper, 'width' | 'height'>, {bleed}: Pick<PressSettings, 'bleed'>): number {
  const {width, height, scale} = leafFor(paper)
  const missing = Math.max(width - paper.width * scale, height - paper.height * scale) / 2
  return (bleed + missing) / scale + SPARE
}

/** The boxes of a sheet, in points, with its lower left corner at zero; the fold is in the middle. */
export function sheetBoxes({width, height}: Leaf, around: {readonly bleed: number; readonly slug: number}): Boxes {
  const {bleed, slug} = around
  const [edge, out] = [points(bleed + slug), points(bleed)]
  const [right, top] = [edge + points(2 * width), edge + points(height)]
  return {
    media: [0, 0, right + edge, top + edge],
    bleed: [edge - out, edge - out, right + out, top + out],
    trim: [edge, edge, right, top]
  }
}

/** From a page, which is cut at `trim`, onto the leaf whose lower left corner is at a place. A page that lies on its side is stood up. */
export function placing(trim: Box, leaf: Leaf, [x, y]: readonly [number, number]): Matrix {
  const [width, height] = [trim[2] - trim[0], trim[3] - trim[1]]
  const isTurned = width > height !== leaf.width > leaf.height
  const upright: Matrix = isTurned ? [0, 1, -1, 0, trim[3], -trim[0]] : [1, 0, 0, 1, -trim[0], -trim[1]]
  const [wide, high] = isTurned ? [height, width] : [width, height]
  const {scale} = leaf
  const left = x + (points(leaf.width) - wide * scale) / 2
  const bottom = y + (points(leaf.height) - high * scale) / 2
  return multiply(upright, [scale, 0, 0, scale, left, bottom])
}

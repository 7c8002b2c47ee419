/** What lies at a place of a drawing: the colour that its reader sees there. */
import {numberOf, type Piece} from './picture.ts'
import type {ReadColour} from './paint.ts'
import {boxOf, isInside, isNear, type Box, type Point} from './polygon.ts'

/** CSS pixels across a stroke that is written on as on a ground; thinner ones strike words, or are a grid. */
const WIDE = 4
/** CSS pixels: what lies at a place is looked for among what touches its square. */
const SQUARE = 32
/** What touches more squares is looked at everywhere. */
const MOST_SQUARES = 1000
const EVERYWHERE = Number.NEGATIVE_INFINITY

/** The pieces that a text or a mark may lie on, with their colours. */
export interface Ground {
  /** Of the page, as `#rrggbb`. */
  readonly paper: string
  /** Those that touch a square, the lowest first; some are everywhere. */
  readonly squares: Map<number, Laid[]>
}

/** A piece that covers its place. */
export interface Laid {
  readonly piece: Piece
  readonly fill?: string
  readonly stroke?: {readonly colour: string; readonly width: number}
  readonly box: Box
}

/** What covers its place with a colour: all that has a fill, and wide strokes. */
export function groundOf(pieces: readonly Piece[], paper: string, read: ReadColour): Ground {
  const ground: Ground = {paper, squares: new Map()}
  for (const piece of pieces) lay(ground, piece, read)
  return ground
}

/** Lay one piece more over all others. */
export function lay({squares}: Ground, piece: Piece, read: ReadColour): void {
  const laid = laidOf(piece, read)
  if (laid === undefined) return
  for (const square of squaresOf(laid.box)) {
    const others = squares.get(square)
    if (others) others.push(laid)
    else squares.set(square, [laid])
  }
}

/** The colour at a place, from the topmost of what lies there and is meant; `paper` where nothing does. */
export function colourUnder(ground: Ground, point: Point, isMeant: (piece: Piece) => boolean): string {
  return topAt(ground, point, isMeant)?.colour ?? ground.paper
}

/** The topmost piece at a place, of those that are meant, and its colour there. */
export function topAt({squares}: Ground, point: Point, isMeant: (piece: Piece) => boolean): Top | undefined {
  const [here, everywhere] = [squares.get(squareAt(point)), squares.get(EVERYWHERE)]
  const found = here && topOf(here, point, isMeant)
  const wide = everywhere && topOf(everywhere, point, isMeant)
  return found && wide ? (found.piece.start > wide.piece.start ? found : wide) : (found ?? wide)
}

interface Top {
  readonly piece: Piece
  readonly colour: string
}

// Most places lie on the page: this is asked thousands of times for a chart.
function topOf(laid: readonly Laid[], point: Point, isMeant: (piece: Piece) => boolean): Top | undefined {
  for (let index = laid.length - 1; index >= 0; index--) {
    const {piece} = laid[index]!
    const colour = colourAt(laid[index]!, point)
    if (colour !== undefined && isMeant(piece)) return {piece, colour}
  }
  return undefined
}

function colourAt({piece, fill, stroke, box}: Laid, [x, y]: Point): string | undefined {
  if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return undefined
  if (!piece.clips.every((clip) => isInside([x, y], clip))) return undefined
  if (stroke && isNear([x, y], piece.outline, stroke.width / 2)) return stroke.colour
  return fill && isInside([x, y], piece.outline) ? fill : undefined
}

function laidOf(piece: Piece, read: ReadColour): Laid | undefined {
  const [fill, stroke] = [read(piece, 'fill'), read(piece, 'stroke')]
  const width = numberOf(piece.attributes, 'stroke-width', 1)
  const isWide = stroke !== undefined && stroke.opacity > 0 && width > WIDE
  const isFilled = fill !== undefined && fill.opacity > 0 && piece.tag !== 'line'
  if (piece.tag === 'text' || (!isFilled && !isWide)) return undefined
  return {
    piece,
    ...(isFilled && {fill: fill.colour}),
    ...(isWide && {stroke: {colour: stroke.colour, width}}),
    box: boxOf(piece.outline, isWide ? width / 2 : 0)
  }
}

function squaresOf([left, top, right, bottom]: Box): readonly number[] {
  const [x1, y1, x2, y2] = [left, top, right, bottom].map((length) => Math.floor(length / SQUARE)) as [
    number,
    number,
    number,
    number
  ]
  const [across, down] = [x2 - x1 + 1, y2 - y1 + 1]
  if (!(across * down <= MOST_SQUARES)) return [EVERYWHERE]
  return Array.from({length: across * down}, (_, index) => nameOf(x1 + (index % across), y1 + Math.floor(index / across)))
}

function squareAt([x, y]: Point): number {
  return nameOf(Math.floor(x / SQUARE), Math.floor(y / SQUARE))
}

// No drawing is a million squares wide.
function nameOf(x: number, y: number): number {
  return y * 1e6 + x
}

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

/** The pieces that a text or a mark may lie on, with their colours. */
export interface Ground {
  /** Of the page, as `#rrggbb`. */
  readonly paper: string
  /** Those that touch a square, the lowest first; those of the empty name are everywhere. */
  readonly squares: Map<string, Laid[]>
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
export function topAt(
  {squares}: Ground,
  [x, y]: Point,
  isMeant: (piece: Piece) => boolean
): {readonly piece: Piece; readonly colour: string} | undefined {
  const found = ['', squareAt(x, y)].flatMap((square) => {
    const laid = squares.get(square)?.findLast(({piece, ...paints}) => colourAt({piece, ...paints}, [x, y]) && isMeant(piece))
    return laid ? [{piece: laid.piece, colour: colourAt(laid, [x, y])!}] : []
  })
  return found.sort((one, other) => other.piece.start - one.piece.start)[0]
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

function squaresOf([left, top, right, bottom]: Box): readonly string[] {
  const [x1, y1, x2, y2] = [left, top, right, bottom].map((length) => Math.floor(length / SQUARE)) as [
    number,
    number,
    number,
    number
  ]
  const many = (x2 - x1 + 1) * (y2 - y1 + 1)
  if (!(many <= MOST_SQUARES)) return ['']
  return Array.from({length: y2 - y1 + 1}, (_, down) =>
    Array.from({length: x2 - x1 + 1}, (__, along) => `${x1 + along} ${y1 + down}`)
  ).flat()
}

function squareAt(x: number, y: number): string {
  return `${Math.floor(x / SQUARE)} ${Math.floor(y / SQUARE)}`
}

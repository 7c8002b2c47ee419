/** What lies at a place of a drawing: the colour that its reader sees there. */
import {numberOf, type Piece} from './picture.ts'
import type {Paint, ReadColour} from './paint.ts'
import type {Point, Polygon} from './outline.ts'

/** CSS pixels across a stroke that is written on as on a ground; thinner ones strike words, or are a grid. */
const WIDE = 4

/** The pieces that a text or a mark may lie on, with their colours. */
export interface Ground {
  readonly pieces: readonly Laid[]
  /** Of the page. */
  readonly paper: string
}

interface Laid {
  readonly piece: Piece
  readonly fill?: string
  readonly stroke?: {readonly colour: string; readonly width: number}
  readonly box: readonly [left: number, top: number, right: number, bottom: number]
}

/** What covers its place with a colour: all that has a solid fill, and wide strokes. */
export function groundOf(pieces: readonly Piece[], paper: string, read: ReadColour): Ground {
  const laid = pieces.flatMap((piece): readonly Laid[] => {
    const [fill, stroke] = [solid(read(piece, 'fill')), solid(read(piece, 'stroke'))]
    const width = numberOf(piece.attributes, 'stroke-width', 1)
    const isWide = stroke !== undefined && width > WIDE
    const isFilled = fill !== undefined && piece.tag !== 'line'
    if (piece.tag === 'text' || (!isFilled && !isWide)) return []
    return [
      {
        piece,
        ...(isFilled && {fill}),
        ...(isWide && {stroke: {colour: stroke, width}}),
        box: boxOf(piece.outline, isWide ? width / 2 : 0)
      }
    ]
  })
  return {pieces: laid, paper}
}

/** The colour at a place under a piece, from what lies there below it; `paper` where nothing does. */
export function colourUnder({pieces, paper}: Ground, [x, y]: Point, isBelow: (piece: Piece) => boolean): string {
  for (const {piece, fill, stroke, box} of pieces.toReversed()) {
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3] || !isBelow(piece)) continue
    if (!piece.clips.every((clip) => isInside([x, y], clip))) continue
    if (stroke && isNear([x, y], piece.outline, stroke.width / 2)) return stroke.colour
    if (fill && isInside([x, y], piece.outline)) return fill
  }
  return paper
}

function solid(paint: Paint | undefined): string | undefined {
  return paint && paint.opacity > 0 ? paint.colour : undefined
}

function boxOf(polygons: readonly Polygon[], more: number): Laid['box'] {
  const [xs, ys] = [0, 1].map((axis) => polygons.flatMap((polygon) => polygon.map((point) => point[axis as 0 | 1]))) as [
    number[],
    number[]
  ]
  const least = (values: number[]) => values.reduce((one, other) => Math.min(one, other), Infinity) - more
  const most = (values: number[]) => values.reduce((one, other) => Math.max(one, other), -Infinity) + more
  return [least(xs), least(ys), most(xs), most(ys)]
}

/** Whether a place is inside of a path, all its polygons taken together: even and odd, as a hole is. */
export function isInside([x, y]: Point, polygons: readonly Polygon[]): boolean {
  let inside = false
  for (const polygon of polygons)
    for (const [index, [ax, ay]] of polygon.entries()) {
      const [bx, by] = polygon[(index + 1) % polygon.length]!
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside
    }
  return inside
}

function isNear([x, y]: Point, polygons: readonly Polygon[], far: number): boolean {
  return polygons.some((polygon) =>
    polygon.slice(1).some(([bx, by], index) => {
      const [ax, ay] = polygon[index]!
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1
      const share = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length
      return share >= 0 && share <= 1 && Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)) <= far
    })
  )
}

/** Places all over a piece of a drawing, at which it is asked what lies there. */
import type {Measure} from '../../design/widths.ts'
import {numberOf, type Piece} from './picture.ts'
import {boxOf, isInside, type Point} from './polygon.ts'

/** Letters reach so far above their line, as a share of their size. */
const TALL = 0.7
const LINE_HEIGHT = 1.15
const LETTERS = {along: 9, up: [0.15, 0.5, 0.85]}
const ACROSS = 7
const MOST_CORNERS = 24

/** Evenly over the letters of a text, over the inside of what has a fill, along what is a stroke alone. */
export function placesOf(piece: Piece, measure: Measure): readonly Point[] {
  if (piece.tag === 'text') return lettersOf(piece, measure)
  const inside = piece.tag === 'line' || piece.attributes.get('fill') === undefined ? [] : insideOf(piece)
  return inside.length > 0 ? inside : alongOf(piece)
}

/** Whether Vega writes this weight of letters bold. */
export function isBold(weight = ''): boolean {
  return weight === 'bold' || Number(weight) >= 600
}

function lettersOf({attributes, lines, matrix: [a, b, c, d, e, f]}: Piece, measure: Measure): readonly Point[] {
  const size = numberOf(attributes, 'font-size', 11)
  const anchor = {end: 1, middle: 0.5}[attributes.get('text-anchor') ?? ''] ?? 0
  return lines.flatMap((line, index) => {
    const width = measure(line, size, isBold(attributes.get('font-weight')))
    const down = index * LINE_HEIGHT * size
    return shares(LETTERS.along).flatMap((share) =>
      LETTERS.up.map((up): Point => {
        const [x, y] = [width * (share - anchor), down - up * TALL * size]
        return [x * a + y * c + e, x * b + y * d + f]
      })
    )
  })
}

function insideOf({outline}: Piece): readonly Point[] {
  const [left, top, right, bottom] = boxOf(outline)
  const places = shares(ACROSS).flatMap((across) =>
    shares(ACROSS).map((down): Point => [left + across * (right - left), top + down * (bottom - top)])
  )
  return places.filter((place) => isInside(place, outline))
}

// The middle of each straight part, of some of them where there are many.
function alongOf({outline}: Piece): readonly Point[] {
  const parts = outline.flatMap((run) =>
    run.slice(1).map(([x, y], index): Point => [(x + run[index]![0]) / 2, (y + run[index]![1]) / 2])
  )
  const step = Math.max(1, Math.ceil(parts.length / MOST_CORNERS))
  return parts.filter((_, index) => index % step === 0)
}

function shares(count: number): readonly number[] {
  return Array.from({length: count}, (_, index) => (index + 0.5) / count)
}

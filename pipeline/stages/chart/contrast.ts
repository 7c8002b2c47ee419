/**
 * Words of a drawing that what lies under them hides: the page, a mark, the ground of a halo. 4.5:1 is wanted, of letters of 18 pt,
 * or of 14 pt where they are bold, 3:1 (WCAG 2.2, 1.4.3). It is looked at in the finished drawing, so that what is said holds for
 * the colours of an edition, not for those of a palette alone.
 */
import {contrast} from '../../design/night.ts'
import type {Measure} from '../../design/widths.ts'
import {colourUnder, type Ground} from './ground.ts'
import type {ReadColour} from './paint.ts'
import {numberOf, type Piece} from './picture.ts'
import {isBold, placesOf} from './places.ts'
import {problem, type Problem} from './problems.ts'
import type {Unit} from './units.ts'

/** Contrast of a text, and the least that it needs; colours as `#rrggbb`. */
export interface Faint {
  readonly piece: Piece
  readonly colour: string
  readonly ground: string
  readonly ratio: number
  readonly least: number
}

const POINTS_PER_PIXEL = 0.75
/** Of a text, the share that may lie on what hides it: an edge that it passes is no ground. */
const TOUCHED = 0.12

/** What is looked at, and with what. */
export interface Looked {
  readonly pieces: readonly Piece[]
  readonly ground: Ground
  readonly read: ReadColour
  readonly measure: Measure
}

/** Every text that is too faint on what lies under more than a part of it. */
export function faintWords({pieces, ground, read, measure}: Looked): readonly Faint[] {
  return pieces.flatMap((piece) => {
    const paint = read(piece, 'fill')
    if (piece.tag !== 'text' || paint === undefined || paint.opacity === 0) return []
    const least = leastOf(piece)
    const places = placesOf(piece, measure)
    const grounds = places.map((place) => colourUnder(ground, place, ({start}) => start < piece.start))
    const faint = [...Map.groupBy(grounds, (colour) => colour)]
      .map(([colour, {length}]) => ({colour, share: length / places.length, ratio: contrast(paint.colour, colour)}))
      .filter(({ratio}) => ratio < least)
    if (faint.reduce((sum, {share}) => sum + share, 0) <= TOUCHED) return []
    const [worst] = faint.toSorted((one, other) => one.ratio - other.ratio)
    return [{piece, colour: paint.colour, ground: worst!.colour, ratio: worst!.ratio, least}]
  })
}

/** What is to be said of them, once for each view of a chart in all editions; `path` is that of its spec. */
export function wordsHaveContrast(faint: readonly Faint[], units: readonly Unit[], path: string): readonly Problem[] {
  const views = [...Map.groupBy(faint, ({piece}) => unitOf(piece, units))]
  return views.map(([unit, members]) => {
    const {piece, colour, ground, ratio, least} = members[0]!
    const more = members.length > 1 ? ` and ${members.length - 1} more` : ''
    const at = unit === undefined ? [] : [...unit.at, 'mark']
    const told = problem('words-have-contrast', at, {
      reason: `Unexpected “${piece.lines.join(' ')}”${more} in ${colour} on ${ground}, a contrast of ${Math.floor(ratio * 10) / 10}:1, expected ${least}:1 at least`,
      note: 'Give the words a colour by what lies under them, such as `theme.ink` or `theme.paper`, or move them beside it.'
    })
    return {...told, severity: 'warning' as const, once: `words-have-contrast ${path} ${unit?.name ?? ''}`}
  })
}

/** The view whose marks a piece belongs to; none of axes, legends and titles. */
export function unitOf({marks}: Piece, units: readonly Unit[]): Unit | undefined {
  const names = marks.split(' ')
  return units.find(({name}) => names.includes(name))
}

function leastOf({attributes}: Piece): number {
  const points = numberOf(attributes, 'font-size', 11) * POINTS_PER_PIXEL
  return points >= (isBold(attributes.get('font-weight')) ? 14 : 18) ? 3 : 4.5
}

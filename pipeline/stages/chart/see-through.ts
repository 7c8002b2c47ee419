/**
 * What no solid tint can tell: a filled mark through which another shines, or one that lies on two grounds, and marks of several
 * strengths over each other. Points may touch: the upper hides the lower, as solid ones do; where it hides most of it, that is told.
 * A line, a letter, a point on two grounds takes the tint of the larger.
 */
import type {Measure} from '../../design/widths.ts'
import {unitOf} from './contrast.ts'
import type {Piece} from './picture.ts'
import {placesOf} from './places.ts'
import {boxOf, isInside} from './polygon.ts'
import {problem, type Problem} from './problems.ts'
import type {Unit} from './units.ts'

/** A piece that is painted half through, and what lies under it. */
export interface SeenThrough {
  readonly piece: Piece
  /** How far its fill hides what it lies on: from 0 to 1, which is nothing to be seen through. */
  readonly fill: number
  /** The ground under most of it, as `#rrggbb`, and the share of the piece that lies on others. */
  readonly colour: string
  readonly others: number
  /** Of the marks of its own kind, where those begin that it lies on, and the share of it that does. */
  readonly own: {readonly share: number; readonly starts: ReadonlySet<number>}
  /** All that was painted before, by its marks. */
  readonly below: ReadonlyMap<string, readonly Piece[]>
  readonly measure: Measure
}

const RULE = 'marks-are-solid'
const NOTE =
  'Stack the marks, set them side by side, draw one of them as a line or behind the others, or give them solid colours: a tint that lies on one ground alone is made solid by itself.'
const POINTS_NOTE =
  'Make the points smaller or hollow (`"filled": false`), or tell how many there are: in print the upper hides the lower.'

/** Marks that hide what they lie on; of points, lines and letters little is lost. */
const HIDING = /\bmark-(?:rect|area|arc|shape|path|group)\b/
/** Shares of a mark: of a filled one that may lie over another, of what may shine through it, of a point that may lie over points. */
const EDGE = 0.03
const PART = 0.12
const MOST_OF_IT = 0.5

/** Errors, but for points that hide points. */
export function faultsOf(seen: SeenThrough, units: readonly Unit[]): readonly Problem[] {
  const {piece, own} = seen
  const unit = unitOf(piece, units)
  if (unit === undefined) return []
  const at = [...unit.at, 'mark']
  const isHiding = HIDING.test(piece.marks) && seen.fill > 0 && seen.fill < 1
  const fault = (over: string) =>
    problem(RULE, at, {
      reason: `Unexpected ${unit.mark} that is seen through, over ${over}, expected solid colours: a print shows nothing through another`,
      note: NOTE
    })
  if (isBlended(piece)) return [fault('what it is blended with')]
  const shining = isHiding ? shiningThrough(seen) : undefined
  if (shining !== undefined) return [fault(unitOf(shining, units)?.mark ?? 'another mark')]
  if (isHiding && seen.others > EDGE) return [fault('two grounds')]
  if (own.share > (isHiding ? EDGE : PART) && (isHiding || isMixed(seen))) return [fault('others of its kind')]
  if (!/\bmark-symbol\b/.test(piece.marks) || own.share <= MOST_OF_IT) return []
  const reason = `Unexpected points that are seen through, over each other, expected each to be seen`
  return [{...problem(RULE, at, {reason, note: POINTS_NOTE}), severity: 'warning'}]
}

/** Whether Vega is told to mix the colours of a piece with those under it: `blend` of a mark. */
export function isBlended({attributes}: Piece): boolean {
  return /mix-blend-mode: *(?!normal)/.test(attributes.get('style') ?? '')
}

// Strengths that differ say something, and over each other they say it wrongly.
function isMixed({piece, own, below}: SeenThrough): boolean {
  const strengthOf = ({attributes}: Piece) =>
    ['opacity', 'fill-opacity', 'stroke-opacity'].map((name) => attributes.get(name)).join()
  const others = below.get(piece.marks) ?? []
  return others.some((other) => own.starts.has(other.start) && strengthOf(other) !== strengthOf(piece))
}

// What the whole of it lies on is its ground.
function shiningThrough({piece, below, measure}: SeenThrough): Piece | undefined {
  const [left, top, right, bottom] = boxOf(piece.outline)
  const places = placesOf(piece, measure)
  const others = [...below]
    .filter(([marks]) => marks !== piece.marks && /\brole-mark\b/.test(marks))
    .flatMap(([, members]) => members)
  return others.find((other) => {
    const [x1, y1, x2, y2] = other.tag === 'text' ? boxOf([placesOf(other, measure)]) : boxOf(other.outline)
    if (x1 > right || x2 < left || y1 > bottom || y2 < top) return false
    const own = placesOf(other, measure)
    const inside = own.filter((place) => isInside(place, piece.outline)).length / Math.max(1, own.length)
    if (inside <= PART || isUnpainted(other)) return false
    return other.tag === 'text' || !places.every((place) => isInside(place, other.outline))
  })
}

function isUnpainted({attributes}: Piece): boolean {
  const isNone = (name: string) => ['none', 'transparent', undefined].includes(attributes.get(name))
  return attributes.get('opacity') === '0' || (isNone('fill') && isNone('stroke'))
}

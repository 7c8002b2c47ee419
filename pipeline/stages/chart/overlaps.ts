/** Words of a drawing that others stand on, or that a bar, a stroke or a point strikes. */
import {PATHS, textOf, type Bounds, type DrawnMarks, type Item} from './scene.ts'

/** A text, and what lies over it: another text, or the kind of a mark. */
export interface Overlap {
  readonly text: string
  readonly by: string
}

interface Box extends Bounds {
  readonly what: string
}

/** Letters do not fill the box that Vega keeps for them: so much of it is air, above and below, left and right. */
const AIR = {y: 0.18, x: 1}
/** Shares of a text: less of it is hardly touched, and more of it stands on the mark, as in a bar. */
const TOUCHED = 0.12
const WITHIN = 0.9

/** Every text that cannot be read in peace, once for each thing that disturbs it. Grids and ground are there to be written on. */
export function overlapsIn(scene: readonly DrawnMarks[]): readonly Overlap[] {
  const texts = scene.filter(({type}) => type === 'text').flatMap((marks) => boxesOf(marks, textBox))
  const marks = scene.filter(({type, role}) => role === 'mark' && type !== 'text' && !PATHS.includes(type))
  const strikes = marks.flatMap((each) => boxesOf(each, (item) => item.bounds).map((box) => ({...box, what: each.type})))
  return texts.flatMap((text, index) => [
    ...texts.slice(index + 1).flatMap((other) => (share(text, other) > TOUCHED ? [{text: text.what, by: other.what}] : [])),
    ...strikes.flatMap((mark) => (isStruck(text, mark) ? [{text: text.what, by: mark.what}] : []))
  ])
}

function boxesOf({items, frame, shift}: DrawnMarks, boundsOf: (item: Item) => Bounds): Box[] {
  const [left, top] = [frame.x + shift.x, frame.y + shift.y]
  return items.flatMap((item) => {
    const {x1, y1, x2, y2} = boundsOf(item)
    if (item.opacity === 0 || item.defined === false || !Number.isFinite(x1 + x2 + y1 + y2) || x1 >= x2 || y1 >= y2) return []
    return [{x1: left + x1, y1: top + y1, x2: left + x2, y2: top + y2, what: textOf(item)}]
  })
}

function textBox(item: Item): Bounds {
  const {x1, y1, x2, y2} = item.bounds
  if (textOf(item) === '') return {x1: 0, y1: 0, x2: 0, y2: 0}
  const air = (y2 - y1) * AIR.y
  return {x1: x1 + AIR.x, y1: y1 + air, x2: x2 - AIR.x, y2: y2 - air}
}

function isStruck(text: Box, mark: Box): boolean {
  const covered = share(text, mark)
  // A stroke has hardly a width: it strikes whatever it crosses.
  const isThin = Math.min(mark.x2 - mark.x1, mark.y2 - mark.y1) <= 4
  return isThin ? covered > 0 && crosses(text, mark) : covered > TOUCHED && covered < WITHIN
}

function crosses(text: Bounds, mark: Bounds): boolean {
  return mark.x2 - mark.x1 <= 4 ? mark.x1 > text.x1 && mark.x2 < text.x2 : mark.y1 > text.y1 && mark.y2 < text.y2
}

// Of the first box, how much the other one covers.
function share(one: Bounds, other: Bounds): number {
  const width = Math.min(one.x2, other.x2) - Math.max(one.x1, other.x1)
  const height = Math.min(one.y2, other.y2) - Math.max(one.y1, other.y1)
  if (width <= 0 || height <= 0) return 0
  return (width * height) / ((one.x2 - one.x1) * (one.y2 - one.y1))
}

/** Words of a drawing that a bar, a stroke or a point strikes. */
import {problem, type Problem} from './problems.ts'
import {PATHS, runsOf, textOf, type Bounds, type DrawnMarks, type Item} from './scene.ts'

/** A text, and the kind of the mark that strikes it. */
export interface Overlap {
  readonly text: string
  readonly by: string
}

interface Box extends Bounds {
  readonly what: string
  readonly hasHalo: boolean
}

/** Letters do not fill the box that Vega keeps for them: so much of it is air, above and below, left and right. */
const AIR = {y: 0.18, x: 1}
/** The share of a text below which it is hardly touched. */
const TOUCHED = 0.12
/** CSS pixels of a line that may lie below a text: its end. */
const TOUCHING = 4
/** CSS pixels across a stroke. */
const THIN = 4

/** What strikes words beside marks: the line of an axis and its ticks. */
const AXES = ['axis-domain', 'axis-tick']

/** Every text that cannot be read in peace, once for each thing that disturbs it. Grids and ground are there to be written on, and a halo keeps marks away. */
export function overlapsIn(scene: readonly DrawnMarks[]): readonly Overlap[] {
  const texts = scene.filter(({type}) => type === 'text').flatMap((marks) => boxesOf(marks, textBox))
  const open = texts.filter(({hasHalo}) => !hasHalo)
  if (open.length === 0) return []
  const strikes = scene.flatMap((each) => strikesOf(each))
  const keys = scene.filter(({role}) => role === 'legend-label').flatMap((marks) => boxesOf(marks, textBox))
  const titles = scene.filter(({role}) => role === 'axis-title').flatMap((marks) => boxesOf(marks, textBox))
  const hidden = keys.filter((key) => titles.some((title) => share(key, title) > TOUCHED))
  const lines = scene.filter(({type, role}) => role === 'mark' && (type === 'line' || type === 'trail')).map(segmentsOf)
  const under = hidden.map(({what}) => ({text: what, by: 'title of an axis'}))
  const struck = open.flatMap((text) => [
    ...strikes.flatMap((mark) => (isStruck(text, mark) ? [{text: text.what, by: mark.what}] : [])),
    ...lines.flatMap((line) => (line.some((segment) => cuts(segment, text)) ? [{text: text.what, by: 'line'}] : []))
  ])
  return [...struck, ...under]
}

function strikesOf(marks: DrawnMarks): readonly Box[] {
  const {type, role} = marks
  const isMark = role === 'mark' && type !== 'text' && !PATHS.includes(type)
  if (!isMark && !AXES.includes(role)) return []
  return boxesOf(marks, (item) => item.bounds).map((box) => ({...box, what: isMark ? type : 'axis'}))
}

// Straight from point to point, as most lines are drawn.
function segmentsOf({items, frame, shift}: DrawnMarks): readonly Bounds[] {
  const [left, top] = [frame.x + shift.x, frame.y + shift.y]
  return runsOf(items).flatMap((run) =>
    run.slice(1).map((to, index) => {
      const from = run[index]!
      return {x1: left + (from.x ?? 0), y1: top + (from.y ?? 0), x2: left + (to.x ?? 0), y2: top + (to.y ?? 0)}
    })
  )
}

// How much of the segment lies inside the box, by what is left of it after each side has cut it.
function cuts({x1, y1, x2, y2}: Bounds, box: Bounds): boolean {
  let [from, to] = [0, 1]
  for (const [start, step, least, most] of [
    [x1, x2 - x1, box.x1, box.x2],
    [y1, y2 - y1, box.y1, box.y2]
  ] as const) {
    if (step === 0 && (start <= least || start >= most)) return false
    const ends = step === 0 ? [0, 1] : [(least - start) / step, (most - start) / step].toSorted((a, b) => a - b)
    ;[from, to] = [Math.max(from, ends[0]!), Math.min(to, ends[1]!)]
  }
  return (to - from) * Math.hypot(x2 - x1, y2 - y1) > TOUCHING
}

/** What is to be said of them, once for a chart in all editions; `path` is that of its spec. */
export function wordsAreApart(scene: readonly DrawnMarks[], path: string): readonly Problem[] {
  const found = overlapsIn(scene)
  if (found.length === 0) return []
  const [{text, by}] = found as [Overlap]
  const more = found.length > 1 ? ` and ${found.length - 1} more` : ''
  const told = problem('words-are-apart', [], {
    reason: `Unexpected “${text}” struck by a mark (${by})${more}, expected words that nothing strikes`,
    note: 'Move them with `dx` and `dy`, name fewer of them, or give the chart more room.'
  })
  return [{...told, severity: 'warning', once: `words-are-apart ${path}`}]
}

function boxesOf({items, frame, shift}: DrawnMarks, boundsOf: (item: Item) => Bounds): Box[] {
  const [left, top] = [frame.x + shift.x, frame.y + shift.y]
  return items.flatMap((item) => {
    const {x1, y1, x2, y2} = boundsOf(item)
    if (item.opacity === 0 || item.defined === false || !Number.isFinite(x1 + x2 + y1 + y2) || x1 >= x2 || y1 >= y2) return []
    return [{x1: left + x1, y1: top + y1, x2: left + x2, y2: top + y2, what: textOf(item), hasHalo: Boolean(item.stroke)}]
  })
}

function textBox(item: Item): Bounds {
  const {x1, y1, x2, y2} = item.bounds
  if (textOf(item) === '') return {x1: 0, y1: 0, x2: 0, y2: 0}
  const air = (y2 - y1) * AIR.y
  return {x1: x1 + AIR.x, y1: y1 + air, x2: x2 - AIR.x, y2: y2 - air}
}

// A stroke strikes what it crosses, a bar what its edge runs along; a point what it covers in part.
function isStruck(text: Box, mark: Box): boolean {
  const isThin = Math.min(mark.x2 - mark.x1, mark.y2 - mark.y1) <= THIN
  if (isThin) return share(text, mark) > 0 && crosses(text, mark)
  const covered = share(text, mark)
  if (mark.what === 'symbol') return covered > TOUCHED
  return covered > TOUCHED && [mark.y1, mark.y2].some((edge) => edge > text.y1 && edge < text.y2)
}

function crosses(text: Bounds, mark: Bounds): boolean {
  return mark.x2 - mark.x1 <= THIN ? mark.x1 > text.x1 && mark.x2 < text.x2 : mark.y1 > text.y1 && mark.y2 < text.y2
}

// Of the first box, how much the other one covers.
function share(one: Bounds, other: Bounds): number {
  const width = Math.min(one.x2, other.x2) - Math.max(one.x1, other.x1)
  const height = Math.min(one.y2, other.y2) - Math.max(one.y1, other.y1)
  if (width <= 0 || height <= 0) return 0
  return (width * height) / ((one.x2 - one.x1) * (one.y2 - one.y1))
}

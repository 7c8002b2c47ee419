/** Whether all that a chart writes can be read on paper, and which layout to try next where it cannot. */
import type {Drawn} from './draw.ts'
import type {JsonObject} from './json.ts'
import {SIDE} from './labels.ts'
import type {Attempt} from './prepare.ts'
import {problem, type Problem} from './problems.ts'
import {textOf, type DrawnMarks, type Item} from './scene.ts'
import {sizeOf} from './svg.ts'
import type {Measure} from '../../design/widths.ts'

/** Points on paper below which a text is not to be read. */
const LEAST_POINTS = 6.5
const POINTS_PER_PIXEL = 0.75
const LEAST_FRAME = 32
/** Share of a line's height that two labels may have in common: the leading above and below the letters. */
const MOST_SHARED = 0.4

const TURN_NOTE = 'Turn the chart round, so that the names stand beside it (`x` and `y` exchanged), or shorten them.'
const FEWER_NOTE = 'Show fewer panels or entries, put panels below each other (`columns`, `vconcat`), or shorten the names.'

/** A drawing, and the room that it has on the page, in CSS pixels. */
export interface Room {
  readonly drawn: Drawn
  readonly width: number
  readonly measure: Measure
  readonly tree: JsonObject
}

/** Layouts in the order in which they are tried. */
export const ATTEMPTS: readonly Attempt[] = ['plain', 'lines', 'upright']

/** Everything that cannot be read in this layout; nothing where it is good. */
export function allIsReadable(room: Room): readonly Problem[] {
  return [...framesAreWide(room), ...labelsAreShown(room), ...namesLeaveRoom(room), ...textIsLarge(room)]
}

function framesAreWide({drawn}: Room): readonly Problem[] {
  const frames = drawn.scene.filter(({role, items}) => role === 'mark' && items.length > 0).map(({frame}) => frame.width)
  const least = Math.min(...frames)
  if (frames.length === 0 || least >= LEAST_FRAME || !drawn.isNarrowed) return []
  return [unfit(`a frame of ${Math.round(least)} px between labels and legends`, `${LEAST_FRAME} px at least`, FEWER_NOTE)]
}

// Of years and other numbers some may be left out, of names none.
function labelsAreShown({drawn}: Room): readonly Problem[] {
  return drawn.scene
    .filter(({role}) => role === 'axis-label')
    .flatMap(({items}) => {
      const names = items.filter((item) => textOf(item) !== '')
      if (names.every((item) => typeof item.datum['value'] !== 'string' || /^[\d\s.,:/-]*$/.test(textOf(item)))) return []
      const hidden = names.filter(({opacity}) => opacity === 0)
      const [first] = hidden.length > 0 ? hidden : overlapping(names)
      if (first === undefined) return []
      const found = unfit(`label \`${textOf(first)}\` without room beside its neighbours`, 'every name to be shown', TURN_NOTE)
      // In a frame whose width the author wrote there is no more room to give.
      return [drawn.isNarrowed ? found : {...found, severity: 'warning'}]
    })
}

function overlapping(items: readonly Item[]): readonly Item[] {
  return items.filter((item, index) => {
    const next = items[index + 1]
    if (next === undefined || (item.angle ?? 0) % 90 !== 0) return false
    const high = Math.min(item.bounds.y2, next.bounds.y2) - Math.max(item.bounds.y1, next.bounds.y1)
    const wide = Math.min(item.bounds.x2, next.bounds.x2) - Math.max(item.bounds.x1, next.bounds.x1)
    const size = item.fontSize ?? 11
    return wide > MOST_SHARED * size && high > MOST_SHARED * size
  })
}

// Names beside a chart that take its room, and entries of a legend that are wider than it.
function namesLeaveRoom({drawn, width}: Room): readonly Problem[] {
  return drawn.scene
    .filter(({role}) => role === 'axis-label' || role === 'legend-label')
    .flatMap((marks) => {
      const most = marks.role === 'legend-label' ? width - 20 : SIDE * width + 4
      const wide = marks.items.find(({bounds, angle = 0}) => angle === 0 && bounds.x2 - bounds.x1 > most && isBeside(marks))
      if (wide === undefined) return []
      return [
        unfit(
          `label \`${textOf(wide)}\` of ${Math.round(wide.bounds.x2 - wide.bounds.x1)} px`,
          `${Math.floor(most)} px at most`,
          FEWER_NOTE
        )
      ]
    })
}

function isBeside({role, items}: DrawnMarks): boolean {
  return role === 'legend-label' || new Set(items.map(({bounds}) => Math.round(bounds.y1))).size > 1
}

function textIsLarge({drawn: {scene, svg, overhang}, width}: Room): readonly Problem[] {
  const whole = sizeOf(svg)[0] + overhang.left + overhang.right
  const scale = Math.min(1, width / whole)
  const texts = scene
    .filter(({type}) => type === 'text')
    .flatMap(({items}) => items.filter((item) => item.opacity !== 0 && textOf(item) !== ''))
  const small = texts.find(({fontSize = 11}) => fontSize * scale * POINTS_PER_PIXEL < LEAST_POINTS - 0.01)
  if (small === undefined) return []
  const points = Math.round((small.fontSize ?? 11) * scale * POINTS_PER_PIXEL * 10) / 10
  const what = `\`${textOf(small).slice(0, 40)}\` at ${points} pt on paper`
  const note = scale < 1 ? FEWER_NOTE : 'Give it a `fontSize` of 9 or more.'
  return [unfit(what, `${LEAST_POINTS} pt at least`, note)]
}

function unfit(what: string, expected: string, note: string): Problem {
  return problem('chart-fits-its-page', [], {reason: `Unexpected ${what}, expected ${expected}`, note})
}

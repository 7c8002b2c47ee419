/** The path of a mark -> the polygons that it is, near enough to ask what lies in them (SVG 2, 9.3; arcs by its appendix B.2). */
import type {Matrix} from '../../pdf/matrix.ts'
import type {Point, Polygon} from './polygon.ts'

const OPERANDS: Readonly<Record<string, number>> = {M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0}
const STEPS = 8

/** Every run of a path as a polygon, moved by a matrix. What is no path is nothing. */
export function outlineOf(path: string, [a, b, c, d, e, f]: Matrix): readonly Polygon[] {
  const runs: Point[][] = []
  let at: Point = [0, 0]
  let control: Point = at
  for (const {command, given} of commandsIn(path)) {
    const upper = command.toUpperCase()
    const numbers = command === upper || upper === 'A' ? given : given.map((number, index) => number + at[index % 2]!)
    if (upper === 'Z') {
      at = runs.at(-1)?.[0] ?? at
      continue
    }
    const step = stepOf({upper, isRelative: command !== upper, numbers, at, control})
    if (upper === 'M') runs.push([])
    else if (runs.length === 0) runs.push([at])
    runs.at(-1)!.push(...step.points)
    ;[at, control] = [step.points.at(-1) ?? at, step.control ?? step.points.at(-1) ?? at]
  }
  return runs.map((run) => run.map(([x, y]): Point => [x * a + y * c + e, x * b + y * d + f]))
}

interface Step {
  readonly upper: string
  readonly isRelative: boolean
  readonly numbers: readonly number[]
  readonly at: Point
  readonly control: Point
}

function stepOf({upper, isRelative, numbers, at, control}: Step): {readonly points: readonly Point[]; readonly control?: Point} {
  const [p = 0, q = 0, r = 0, s = 0, t = 0, u = 0] = numbers
  const mirrored: Point = [2 * at[0] - control[0], 2 * at[1] - control[1]]
  switch (upper) {
    case 'H':
      return {points: [[p, at[1]]]}
    case 'V':
      return {points: [[at[0], isRelative ? p - at[0] + at[1] : p]]}
    case 'C':
      return {points: curve([at, [p, q], [r, s], [t, u]]), control: [r, s]}
    case 'S':
      return {points: curve([at, mirrored, [p, q], [r, s]]), control: [p, q]}
    case 'Q':
      return {points: curve([at, [p, q], [r, s]]), control: [p, q]}
    case 'T':
      return {points: curve([at, mirrored, [p, q]]), control: mirrored}
    case 'A':
      return {points: arc(at, numbers, isRelative)}
    default:
      return {points: [[p, q]]}
  }
}

interface Command {
  readonly command: string
  readonly given: readonly number[]
}

/** A command, or a number. */
const TOKEN = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[a-z]/gi

// What follows a command without one of its own repeats it; behind the first place of a move come lines. A page has thousands.
function commandsIn(path: string): readonly Command[] {
  const commands: Command[] = []
  let [command, count, given]: [string, number | undefined, number[]] = ['', undefined, []]
  for (const [token] of path.matchAll(TOKEN)) {
    if (/[a-z]/i.test(token[0]!)) {
      ;[command, count, given] = [token, OPERANDS[token.toUpperCase()], []]
      if (count === 0) commands.push({command, given})
    } else if (given.push(Number(token)) === count) {
      commands.push({command, given})
      given = []
      if (command === 'M' || command === 'm') command = command === 'M' ? 'L' : 'l'
    }
  }
  return commands
}

// De Casteljau.
function curve(controls: readonly Point[]): readonly Point[] {
  const at = (points: readonly Point[], share: number): Point =>
    points.length === 1
      ? points[0]!
      : at(
          points.slice(1).map((point, index) => between(points[index]!, point, share)),
          share
        )
  return Array.from({length: STEPS}, (_, index) => at(controls, (index + 1) / STEPS))
}

function between(one: Point, other: Point, share: number): Point {
  return [one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share]
}

function arc(
  from: Point,
  [rx = 0, ry = 0, turn = 0, large = 0, sweep = 0, x = 0, y = 0]: readonly number[],
  isRelative: boolean
): readonly Point[] {
  const to: Point = isRelative ? [from[0] + x, from[1] + y] : [x, y]
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)]
  const [dx, dy] = [(from[0] - to[0]) / 2, (from[1] - to[1]) / 2]
  const [px, py] = [cos * dx + sin * dy, cos * dy - sin * dx]
  const short = Math.sqrt(Math.max(1, (px / rx) ** 2 + (py / ry) ** 2))
  const [a, b] = [Math.abs(rx) * short, Math.abs(ry) * short]
  if (!(a > 0 && b > 0)) return [to]
  const left = Math.max(0, (a * b) ** 2 - (a * py) ** 2 - (b * px) ** 2) / ((a * py) ** 2 + (b * px) ** 2 || 1)
  const factor = Math.sqrt(left) * (large === sweep ? -1 : 1)
  const [cx, cy] = [(factor * a * py) / b, (-factor * b * px) / a]
  const start = Math.atan2((py - cy) / b, (px - cx) / a)
  const full = Math.atan2((-py - cy) / b, (-px - cx) / a) - start
  const angle = sweep ? (full + 4 * Math.PI) % (2 * Math.PI) : (full - 4 * Math.PI) % (2 * Math.PI)
  const [mx, my] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  return Array.from({length: STEPS}, (_, index): Point => {
    const at = start + (angle * (index + 1)) / STEPS
    const [ex, ey] = [a * Math.cos(at) + cx, b * Math.sin(at) + cy]
    return [cos * ex - sin * ey + mx, sin * ex + cos * ey + my]
  })
}

/** The pages of a PDF for the press -> grounds and pictures that end where the page is cut: the knife is never so exact, and leaves a white line. */
import {plainBytes} from '../../pdf/cross-references.ts'
import type {Message} from '../../messages.ts'
import {boxAround, corners, IDENTITY, multiply, toMatrix, type Box, type Matrix} from '../../pdf/matrix.ts'
import {referenceIn} from '../../pdf/objects.ts'
import {eachOperator} from '../../pdf/operations.ts'
import {numbersIn} from '../../pdf/pages.ts'
import {dictionaryAt, objectAt, type PdfFile} from '../../pdf/parse.ts'
import {andMore} from './limit.ts'
import {points, type Boxes} from './settings.ts'

/** Millimetres: what ends so near to the cut is meant to end there. */
const NEAR = 1

interface State {
  readonly matrix: Matrix
  readonly clip: Box
  readonly isBare: boolean
}

interface Walk {
  readonly boxes: Boxes
  readonly saved: State[]
  state: State
  path: Box | undefined
  isClip: boolean
  isShort: boolean
}

/** Whether something on a page ends at its cut. What lies in groups that are seen through is not looked at. */
export function endsAtCut(file: PdfFile, page: number, boxes: Boxes): boolean {
  const number = referenceIn(dictionaryAt(file, page).get('Contents'))
  if (number === undefined) return false
  const text = Buffer.from(plainBytes(objectAt(file, number).stream ?? new Uint8Array(), dictionaryAt(file, number))).toString(
    'latin1'
  )
  const state: State = {matrix: IDENTITY, clip: boxes.media, isBare: false}
  const walk: Walk = {boxes, saved: [], state, path: undefined, isClip: false, isShort: false}
  eachOperator(text, (operator, operands) => {
    if (Object.hasOwn(OPERATORS, operator)) OPERATORS[operator]!(walk, numbersIn([...operands()]))
  })
  return walk.isShort
}

/** A warning for pages on which something ends at the cut. */
export function shortEdges(pages: readonly number[]): readonly Message[] {
  const [first, ...more] = pages
  if (first === undefined) return []
  return [
    {
      severity: 'warning',
      rule: 'ground-reaches-into-bleed',
      path: 'report.yaml',
      reason: `Unexpected ground or picture that ends where page ${first} of the press edition is cut${andMore(more)}, expected it to go on into the bleed`,
      note: 'Let it reach `--bleed` further in the style of the page: `width: calc(var(--paper-width) + 2 * var(--bleed, 0mm))`, as in `print-report.css`.',
      once: 'ground-reaches-into-bleed'
    }
  ]
}

type Act = (walk: Walk, numbers: readonly number[]) => void

const construct: Act = (walk, numbers) => (walk.path = boxAround(numbers, walk.state.matrix, walk.path))
const paint: Act = (walk) => {
  if (walk.path !== undefined && !walk.state.isBare) look(walk, walk.path)
  end(walk)
}
const colour =
  (isBare: (numbers: readonly number[]) => boolean): Act =>
  (walk, numbers) =>
    (walk.state = {...walk.state, isBare: isBare(numbers)})

const OPERATORS: Readonly<Record<string, Act>> = {
  q: (walk) => void walk.saved.push(walk.state),
  Q: (walk) => (walk.state = walk.saved.pop() ?? walk.state),
  cm: (walk, numbers) => (walk.state = {...walk.state, matrix: multiply(toMatrix(numbers), walk.state.matrix)}),
  re: (walk, numbers) => construct(walk, corners(numbers)),
  m: construct,
  l: construct,
  c: construct,
  v: construct,
  y: construct,
  W: (walk) => (walk.isClip = true),
  'W*': (walk) => (walk.isClip = true),
  n: end,
  ...Object.fromEntries(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*'].map((name) => [name, paint])),
  S: end,
  s: end,
  Do: (walk) => look(walk, boxAround(corners([0, 0, 1, 1]), walk.state.matrix)!),
  sh: (walk) => look(walk, walk.state.clip),
  g: colour(([grey]) => grey === 1),
  rg: colour((numbers) => numbers.every((each) => each === 1)),
  k: colour((numbers) => numbers.every((each) => each === 0)),
  scn: colour(() => false)
}

function end(walk: Walk): void {
  const {state, path, isClip} = walk
  if (isClip && path !== undefined) walk.state = {...state, clip: common(state.clip, path)}
  walk.path = undefined
  walk.isClip = false
}

// What is seen of it: on one side at least it ends at the cut, and does not go on.
function look(walk: Walk, box: Box): void {
  const {boxes, state} = walk
  const seen = common(state.clip, box)
  if (seen[0] >= seen[2] || seen[1] >= seen[3]) return
  walk.isShort ||= seen.some((side, index) => Math.abs(side - boxes.trim[index]!) < points(NEAR))
}

function common(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
}

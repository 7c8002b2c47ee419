/** The operators of content streams (ISO 32000-1, annex A), as far as marks and places go. */
import {MARKS, type Mark, type Paint} from './content.ts'
import {boxAround, corners, IDENTITY, multiply, toMatrix, type Box} from './matrix.ts'
import {nameIn, pdfName, unexpectedPdf} from './objects.ts'
import {close, nameAt, numberAt, numbers, open, push, type Growing, type Reading} from './reading.ts'
import type {Scanner} from './scanner.ts'

/** Take in the operator that a scanner stands at, with the operands before it. Throws where Chromium writes none such. */
export function act(reading: Reading, {text, start, end}: Scanner): void {
  const known = end - start <= LONGEST ? ACTIONS.get(codeOf(text, start, end)) : undefined
  if (known === undefined) push(reading, MARKS.none)
  else known(reading)
}

/** Characters of an operator. */
const LONGEST = 3

// As a number: to look one up by its name would make a text of it each time, and there are tens of thousands of them.
function codeOf(text: string, start: number, end: number): number {
  let code = 0
  for (let at = start; at < end; at++) code = code * 256 + text.charCodeAt(at)
  return code
}

type Action = (reading: Reading) => void

const OPERATORS: Readonly<Record<string, Action>> = {
  q(reading) {
    reading.saved.push(reading.matrix)
    open(reading, 'q')
  },
  Q(reading) {
    reading.matrix = reading.saved.pop() ?? reading.matrix
    close(reading, 'q')
  },
  cm(reading) {
    reading.matrix = multiply(toMatrix(numbers(reading)), reading.matrix)
    push(reading, MARKS.none)
  },
  BT(reading) {
    reading.textMatrix = reading.lineMatrix = IDENTITY
    open(reading, 'BT')
  },
  ET: (reading) => close(reading, 'BT'),
  Tf(reading) {
    reading.size = numberAt(reading, 1)
    push(reading, MARKS.none)
  },
  TL(reading) {
    reading.leading = numberAt(reading, 0)
    push(reading, MARKS.none)
  },
  Tm(reading) {
    reading.textMatrix = reading.lineMatrix = toMatrix(numbers(reading))
    push(reading, MARKS.none)
  },
  Td: (reading) => moveLine(reading, numberAt(reading, 0), numberAt(reading, 1)),
  TD(reading) {
    reading.leading = -numberAt(reading, 1)
    moveLine(reading, numberAt(reading, 0), numberAt(reading, 1))
  },
  'T*': (reading) => moveLine(reading, 0, -reading.leading),
  ...Object.fromEntries(
    ['m', 'l', 'c', 'v', 'y', 'h', 'W', 'W*'].map((name) => [name, (reading: Reading) => construct(reading, numbers(reading))])
  ),
  re(reading) {
    construct(reading, corners(numbers(reading)))
  },
  ...Object.fromEntries(
    ['f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*', 'n'].map((name) => [
      name,
      (reading: Reading) => paintPath(reading, name !== 'n')
    ])
  ),
  ...Object.fromEntries(['Tj', 'TJ', "'", '"'].map((name) => [name, showText])),
  BMC: beginMark,
  BDC: beginMark,
  EMC: endMark,
  Do: paintObject,
  sh: (reading) => push(reading, markFor(reading, 'path', undefined)),
  BI: () => unexpectedPdf('an image inside a content stream')
}

const ACTIONS: ReadonlyMap<number, Action> = new Map(
  Object.entries(OPERATORS).map(([name, action]) => [codeOf(name, 0, name.length), action])
)

function moveLine(reading: Reading, x: number, y: number): void {
  const [a, b, c, d, e, f] = reading.lineMatrix
  reading.textMatrix = reading.lineMatrix = [a, b, c, d, x * a + y * c + e, x * b + y * d + f]
  push(reading, MARKS.none)
}

// A path, with what clips to it, is one piece: nothing may stand between its operators.
function construct(reading: Reading, points: readonly number[]): void {
  const {path} = reading
  reading.path = {start: path?.start ?? reading.start, box: boxAround(points, reading.matrix, path?.box)}
}

function paintPath(reading: Reading, isPainted: boolean): void {
  const {start = reading.start, box} = reading.path ?? {}
  push(reading, isPainted ? markFor(reading, 'path', box) : MARKS.none, start)
  reading.path = undefined
}

// A page has thousands of glyphs, and most of them a piece of their own.
function showText(reading: Reading): void {
  const {textMatrix: text, matrix, size, inside} = reading
  const [c, d] = [text[2] * matrix[0] + text[3] * matrix[2], text[2] * matrix[1] + text[3] * matrix[3]]
  const x = text[4] * matrix[0] + text[5] * matrix[2] + matrix[4]
  const y = text[4] * matrix[1] + text[5] * matrix[3] + matrix[5]
  const em = size * Math.hypot(c, d)
  const own = (reading.textMark ??= inside >= 0 ? reading.site.markOf(inside, 'text') : MARKS.artifact)
  const box: Box = [x, y - em * 0.2, x + em, y + em * 0.8]
  if (own >= 0) grow(reading.boxes, own, box)
  push(reading, own >= 0 ? own : artifactIn(reading, 'text', box))
}

function paintObject(reading: Reading): void {
  const name = nameAt(reading, 0)
  const {kind, box} = reading.site.object(name)
  if (kind === 'own') {
    reading.site.painted(name, reading.matrix)
    return push(reading, MARKS.own)
  }
  const around = box && boxAround(corners([box[0], box[1], box[2] - box[0], box[3] - box[1]]), reading.matrix)
  push(reading, markFor(reading, kind === 'image' ? 'image' : 'form', around))
}

function beginMark(reading: Reading): void {
  reading.isApart = true
  const tag = nameAt(reading, 0)
  const given = reading.dictionary ?? (reading.count > 2 ? pdfName(nameAt(reading, 1)) : undefined)
  const properties = given instanceof Map ? given : reading.site.properties(nameIn(given) ?? '')
  const content = properties?.get('MCID')
  if (typeof content === 'number') {
    if (reading.tags.has(content)) unexpectedPdf(`the marked content ${content} twice in a content stream`)
    reading.tags.set(content, tag)
    reading.opened.push({content})
  } else if (tag === 'Artifact') reading.opened.push({artifact: true})
  else {
    open(reading, 'span')
    reading.opened.push({span: true})
  }
  enter(reading)
}

function endMark(reading: Reading): void {
  reading.isApart = true
  const ended = reading.opened.pop() ?? unexpectedPdf('an end of marked content without its beginning')
  if ('span' in ended) close(reading, 'span')
  enter(reading)
}

function enter(reading: Reading): void {
  const last = reading.opened.findLast((each) => !('span' in each))
  reading.inside = last === undefined ? MARKS.none : 'content' in last ? last.content : MARKS.artifact
  reading.textMark = undefined
}

/** A path over so much of the page is its ground. */
const MOST_OF_PAGE = 0.6

function markFor(reading: Reading, paint: Paint, box: Box | undefined): Mark {
  const {site, boxes, inside} = reading
  const mark = inside >= 0 ? site.markOf(inside, paint) : MARKS.artifact
  if (mark < 0) return artifactIn(reading, paint, box)
  if (box) grow(boxes, mark, box)
  return mark
}

function grow(boxes: Map<number, Growing>, mark: Mark, [left, bottom, right, top]: Box): void {
  const box = boxes.get(mark)
  if (box === undefined) return void boxes.set(mark, [left, bottom, right, top])
  box[0] = Math.min(box[0], left)
  box[1] = Math.min(box[1], bottom)
  box[2] = Math.max(box[2], right)
  box[3] = Math.max(box[3], top)
}

function artifactIn({site}: Reading, paint: Paint, box: Box | undefined): Mark {
  if (site.page === undefined || box === undefined) return MARKS.artifact
  const {width, height, top, bottom} = site.page
  if (paint === 'text') return box[1] > height - top ? MARKS.header : box[3] < bottom ? MARKS.footer : MARKS.artifact
  const isGround = paint === 'path' && box[2] - box[0] > width * MOST_OF_PAGE && box[3] - box[1] > height * MOST_OF_PAGE
  return isGround ? MARKS.background : MARKS.artifact
}

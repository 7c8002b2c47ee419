/** The operators of content streams (ISO 32000-1, annex A), as far as marks and places go. */
import {MARKS, type Group, type Mark, type Paint, type Piece, type Site} from './content.ts'
import {boxAround, corners, IDENTITY, joined, multiply, toMatrix, type Box, type Matrix} from './matrix.ts'
import {nameIn, pdfName, unexpectedPdf, type PdfValue} from './objects.ts'
import {Scanner} from './scanner.ts'
import {readValue} from './values.ts'

type Open = {readonly content: number} | {readonly span: true} | {readonly artifact: true}

/** A content stream that is being read. */
export interface Reading {
  readonly text: string
  readonly site: Site
  readonly groups: Group[]
  readonly opened: Open[]
  readonly tags: Map<number, string>
  readonly boxes: Map<number, Box>
  readonly saved: Matrix[]
  matrix: Matrix
  textMatrix: Matrix
  lineMatrix: Matrix
  size: number
  leading: number
  path: {readonly start: number; readonly box: Box | undefined} | undefined
  /** Where each operand begins and ends, in turn; an operand that is a dictionary is read at once. */
  readonly operands: number[]
  dictionary: PdfValue | undefined
  /** A mark stood before, which is taken off: what follows is no longer one with what was. */
  isApart: boolean
  /** Where the operator and its operands begin, and where they end. */
  start: number
  end: number
}

/** Take in an operator, with the operands before it. Throws where Chromium writes none such. */
export function act(reading: Reading, operator: string): void {
  const known = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined
  if (known === undefined) push(reading, MARKS.none)
  else known(reading)
}

const OPERATORS: Readonly<Record<string, (reading: Reading) => void>> = {
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

function push(reading: Reading, mark: Mark, start = reading.start): void {
  const {kids} = reading.groups.at(-1)!
  const last = kids.at(-1)
  // What follows on the same is one with it.
  const isOne = last !== undefined && !('kids' in last) && last.mark === mark && mark !== MARKS.own && !reading.isApart
  if (isOne) last.end = reading.end
  else kids.push({start, end: reading.end, mark})
  reading.isApart = false
}

function open(reading: Reading, kind: Group['kind']): void {
  const piece: Piece = {start: reading.start, end: reading.end, mark: MARKS.none}
  const group: Group = {kind, open: piece, kids: [], context: innermost(reading)}
  reading.groups.at(-1)!.kids.push(group)
  reading.groups.push(group)
}

function close(reading: Reading, kind: Group['kind']): void {
  const group = reading.groups.pop()!
  if (group.kind !== kind) unexpectedPdf(`an end of ${kind} inside ${group.kind} in a content stream`)
  group.close = {start: reading.start, end: reading.end, mark: MARKS.none}
}

// A chart has tens of thousands of them.
function numbers({operands, text}: Reading): readonly number[] {
  const all: number[] = []
  for (let at = 0; at < operands.length; at += 2) all.push(Number(text.slice(operands[at], operands[at + 1])))
  return all
}

function numberAt(reading: Reading, index: number): number {
  return Number(operandAt(reading, index))
}

function nameAt(reading: Reading, index: number): string {
  return nameIn(readValue(new Scanner(operandAt(reading, index)))) ?? ''
}

function operandAt({operands, text}: Reading, index: number): string {
  const start = operands[2 * index] ?? unexpectedPdf('an operator without its operands')
  return text.slice(start, operands[2 * index + 1])
}

function moveLine(reading: Reading, x: number, y: number): void {
  reading.textMatrix = reading.lineMatrix = multiply([1, 0, 0, 1, x, y], reading.lineMatrix)
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

function showText(reading: Reading): void {
  const [, , c, d, x, y] = multiply(reading.textMatrix, reading.matrix)
  const em = reading.size * Math.hypot(c, d)
  push(reading, markFor(reading, 'text', [x, y - em * 0.2, x + em, y + em * 0.8]))
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
  const given = reading.dictionary ?? (reading.operands.length > 2 ? pdfName(nameAt(reading, 1)) : undefined)
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
}

function endMark(reading: Reading): void {
  reading.isApart = true
  const ended = reading.opened.pop() ?? unexpectedPdf('an end of marked content without its beginning')
  if ('span' in ended) close(reading, 'span')
}

function innermost({opened}: Reading): Mark {
  const last = opened.findLast((each) => !('span' in each))
  return last === undefined ? MARKS.none : 'content' in last ? last.content : MARKS.artifact
}

/** A path over so much of the page is its ground. */
const MOST_OF_PAGE = 0.6

function markFor(reading: Reading, paint: Paint, box: Box | undefined): Mark {
  const {site, boxes} = reading
  const inside = innermost(reading)
  const mark = inside >= 0 ? site.markOf(inside, paint) : MARKS.artifact
  if (mark >= 0) {
    if (box) boxes.set(mark, joined(boxes.get(mark), box))
    return mark
  }
  if (site.page === undefined || box === undefined) return MARKS.artifact
  const {width, height, top, bottom} = site.page
  if (paint === 'text') return box[1] > height - top ? MARKS.header : box[3] < bottom ? MARKS.footer : MARKS.artifact
  const isGround = paint === 'path' && box[2] - box[0] > width * MOST_OF_PAGE && box[3] - box[1] > height * MOST_OF_PAGE
  return isGround ? MARKS.background : MARKS.artifact
}

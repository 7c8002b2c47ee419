/** A content stream, read -> its text, with marks that nest around what they are for. */
import {MARKS, type Content, type Group, type Mark, type Piece} from './content.ts'
import {unexpectedPdf} from './objects.ts'

/** A content stream with its marks set anew. */
export interface Marked {
  readonly text: string
  /** Of each number of marked content that paints, its numbers in the new text: the old one, and more where it stands in several places. */
  readonly numbers: ReadonlyMap<number, readonly number[]>
}

const ARTIFACTS: ReadonlyMap<Mark, string> = new Map([
  [MARKS.header, '/Artifact <</Type/Pagination/Subtype/Header>>BDC\n'],
  [MARKS.footer, '/Artifact <</Type/Pagination/Subtype/Footer>>BDC\n'],
  [MARKS.background, '/Artifact <</Type/Background>>BDC\n'],
  [MARKS.artifact, '/Artifact <</Type/Layout>>BDC\n']
])

interface Writing {
  readonly source: string
  readonly content: Content
  readonly parts: string[]
  /** A part of the source that is still to be written: neighbours go together. */
  from: number
  to: number
  readonly numbers: Map<number, number[]>
  /** The next number that no mark has. */
  free: number
  /** What groups are for, where that was asked. */
  readonly known: Map<Group, Mark>
  /** What a span without glyphs belongs to, by the mark around it. */
  markOfSpan(context: Mark): Mark
}

/** Write it. `markOfSpan` says to whom a span belongs that has a text and no glyph. */
export function writeMarked(source: string, content: Content, markOfSpan: (context: Mark) => Mark): Marked {
  const free = Math.max(-1, ...content.tags.keys()) + 1
  const writing: Writing = {source, content, parts: [], from: 0, to: 0, numbers: new Map(), free, known: new Map(), markOfSpan}
  write(content.root.kids, writing)
  flush(writing)
  return {text: writing.parts.join(''), numbers: writing.numbers}
}

// Neighbours with one mark share it; a group of several is opened.
function write(kids: readonly (Piece | Group)[], writing: Writing): void {
  for (let at = 0; at < kids.length;) {
    const kid = kids[at]!
    const mark = markOf(kid, writing)
    if (mark === MARKS.mixed) {
      writeMixed(kid as Group, writing)
      at++
    } else if (mark === MARKS.none || mark === MARKS.own) writeRaw(kids[at++]!, writing)
    else {
      const end = endOfRun(kids, at, writing)
      begin(mark, writing)
      for (; at <= end; at++) writeRaw(kids[at]!, writing)
      add('EMC\n', writing)
    }
  }
}

function writeMixed(group: Group, writing: Writing): void {
  if (group.kind === 'span') unexpectedPdf('a span that is partly marked')
  if (group.open) writeRaw(group.open, writing)
  write(group.kids, writing)
  if (group.close) writeRaw(group.close, writing)
}

// Operators that paint nothing may stand between.
function endOfRun(kids: readonly (Piece | Group)[], from: number, writing: Writing): number {
  const mark = markOf(kids[from]!, writing)
  let last = from
  for (let at = from + 1; at < kids.length; at++) {
    const other = markOf(kids[at]!, writing)
    if (other === mark) last = at
    else if (other !== MARKS.none) break
  }
  return last
}

function writeRaw(kid: Piece | Group, writing: Writing): void {
  if (!('kids' in kid)) return copy(kid, writing)
  if (kid.open) writeRaw(kid.open, writing)
  for (const each of kid.kids) writeRaw(each, writing)
  if (kid.close) writeRaw(kid.close, writing)
}

// Each on a line of its own, as most of them stand in the source.
function copy({start, end}: Piece, writing: Writing): void {
  const {source, from, to} = writing
  if (to > from && start === to + 1 && source.charCodeAt(to) === NEW_LINE) writing.to = end
  else {
    flush(writing)
    writing.from = start
    writing.to = end
  }
}

const NEW_LINE = 10

function flush(writing: Writing): void {
  if (writing.to > writing.from) writing.parts.push(writing.source.slice(writing.from, writing.to), '\n')
  writing.from = writing.to
}

function add(text: string, writing: Writing): void {
  flush(writing)
  writing.parts.push(text)
}

function begin(mark: Mark, writing: Writing): void {
  if (mark < 0) return add(ARTIFACTS.get(mark)!, writing)
  const before = writing.numbers.get(mark)
  const number = before === undefined ? mark : writing.free++
  writing.numbers.set(mark, [...(before ?? []), number])
  add(`/${writing.content.tags.get(mark)} <</MCID ${number}>>BDC\n`, writing)
}

function markOf(kid: Piece | Group, writing: Writing): Mark {
  if (!('kids' in kid)) return kid.mark
  const known = writing.known.get(kid)
  if (known !== undefined) return known
  const only = markOfAll(kid.kids, writing)
  const mark = only === MARKS.none && kid.kind === 'span' ? writing.markOfSpan(kid.context) : only
  writing.known.set(kid, mark)
  return mark
}

function markOfAll(kids: Group['kids'], writing: Writing): Mark {
  let all: Mark = MARKS.none
  for (const kid of kids) {
    const mark = markOf(kid, writing)
    if (all === MARKS.none) all = mark
    else if (mark !== MARKS.none && mark !== all) all = MARKS.mixed
  }
  return all
}

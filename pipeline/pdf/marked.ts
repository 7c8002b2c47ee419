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
  const writing: Writing = {source, content, parts: [], numbers: new Map(), free, known: new Map(), markOfSpan}
  write(content.root.kids, writing)
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
      writing.parts.push('EMC\n')
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
  if (!('kids' in kid)) return void writing.parts.push(writing.source.slice(kid.start, kid.end), '\n')
  if (kid.open) writeRaw(kid.open, writing)
  for (const each of kid.kids) writeRaw(each, writing)
  if (kid.close) writeRaw(kid.close, writing)
}

function begin(mark: Mark, writing: Writing): void {
  if (mark < 0) return void writing.parts.push(ARTIFACTS.get(mark)!)
  const before = writing.numbers.get(mark)
  const number = before === undefined ? mark : writing.free++
  writing.numbers.set(mark, [...(before ?? []), number])
  writing.parts.push(`/${writing.content.tags.get(mark)} <</MCID ${number}>>BDC\n`)
}

function markOf(kid: Piece | Group, writing: Writing): Mark {
  if (!('kids' in kid)) return kid.mark
  const known = writing.known.get(kid)
  if (known !== undefined) return known
  const marks = new Set(kid.kids.map((each) => markOf(each, writing)))
  marks.delete(MARKS.none)
  const [only = MARKS.none] = marks
  const mark = marks.size > 1 ? MARKS.mixed : only === MARKS.none && kid.kind === 'span' ? writing.markOfSpan(kid.context) : only
  writing.known.set(kid, mark)
  return mark
}

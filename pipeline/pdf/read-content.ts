/** The text of a content stream -> its groups and pieces. */
import {MARKS, type Content, type Group, type Site} from './content.ts'
import {IDENTITY} from './matrix.ts'
import {unexpectedPdf} from './objects.ts'
import {act} from './operators.ts'
import type {Reading} from './reading.ts'
import {Scanner, type TokenKind} from './scanner.ts'
import {readValue} from './values.ts'

/** Read a content stream. Throws where it has a shape that Chromium does not write. */
export function readContent(text: string, site: Site): Content {
  const root: Group = {kind: 'root', kids: [], context: MARKS.none}
  const reading: Reading = {
    text,
    site,
    groups: [root],
    opened: [],
    inside: MARKS.none,
    textMark: undefined,
    tags: new Map(),
    boxes: new Map(),
    saved: [],
    matrix: site.matrix,
    textMatrix: IDENTITY,
    lineMatrix: IDENTITY,
    size: 1,
    leading: 0,
    path: undefined,
    operands: [],
    count: 0,
    dictionary: undefined,
    isApart: false,
    start: -1,
    end: 0
  }
  readOperators(reading)
  if (reading.groups.length !== 1) unexpectedPdf(`an end of a content stream inside ${reading.groups.at(-1)!.kind}`)
  return {root, tags: reading.tags, boxes: reading.boxes}
}

function readOperators(reading: Reading): void {
  const scanner = new Scanner(reading.text)
  for (let kind = scanner.next(); kind !== 'end'; kind = scanner.next()) {
    const {start} = scanner
    if (reading.start < 0) reading.start = start
    if (kind === 'word') {
      reading.end = scanner.end
      act(reading, scanner)
      // The list itself stays: to begin a new one each time costs more than all else.
      reading.count = 0
      reading.dictionary = undefined
      reading.start = -1
      continue
    }
    if (kind === '<<') {
      scanner.end = start
      reading.dictionary = readValue(scanner)
    } else if (kind === '[') while (kind !== ']') kind = nextIn(scanner)
    reading.operands[reading.count++] = start
    reading.operands[reading.count++] = scanner.end
  }
}

// Of an array nothing is asked but where it ends.
function nextIn(scanner: Scanner): TokenKind {
  const kind = scanner.next()
  return kind === 'end' ? unexpectedPdf('an array without an end') : kind
}

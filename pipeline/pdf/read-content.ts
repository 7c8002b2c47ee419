/** The text of a content stream -> its groups and pieces. */
import {MARKS, type Content, type Group, type Site} from './content.ts'
import {IDENTITY} from './matrix.ts'
import {unexpectedPdf} from './objects.ts'
import {act, type Reading} from './operators.ts'
import {Scanner} from './scanner.ts'
import {readValue} from './values.ts'

/** Read a content stream. Throws where it has a shape that Chromium does not write. */
export function readContent(text: string, site: Site): Content {
  const root: Group = {kind: 'root', kids: [], context: MARKS.none}
  const reading: Reading = {
    text,
    site,
    groups: [root],
    opened: [],
    tags: new Map(),
    boxes: new Map(),
    saved: [],
    matrix: site.matrix,
    textMatrix: IDENTITY,
    lineMatrix: IDENTITY,
    size: 1,
    leading: 0,
    args: [],
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
    if (reading.start < 0) reading.start = scanner.start
    const {start} = scanner
    if (kind === '<<') {
      scanner.end = start
      const value = readValue(scanner)
      reading.args.push({start, end: scanner.end, value})
    } else if (kind !== 'word') reading.args.push({start, end: scanner.end})
    else {
      reading.end = scanner.end
      act(reading, scanner.token())
      reading.args = []
      reading.start = -1
    }
  }
}

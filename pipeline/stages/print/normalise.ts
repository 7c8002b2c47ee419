/** Takes out of a PDF what differs between two prints of one page, at equal length, so that no offset moves. */
import type {PdfReader} from '../../pdf/parse.ts'
import {Scanner} from '../../pdf/scanner.ts'

/** A string of the file, and the key that it stands under. Places are those of its first and last parenthesis. */
interface Written {
  readonly key: string
  readonly text: string
  readonly start: number
}

/** Dates become the same date, and the ids of structure elements, which count up in the browser, count from 1. */
export function normalise(reader: PdfReader): Uint8Array {
  const written = strings(reader)
  const copy = Buffer.from(reader.pdf)
  for (const {text, start} of written.filter(({key, text}) => DATES.has(key) && text.startsWith('(D:')))
    copy.write('19700101000000'.slice(0, text.length - 4), start + 3, 'latin1')
  const ids = written.filter(({key, text}) => IDS.has(key) && /^\(node\d{8}\)$/.test(text))
  // Sorted, so that the tree that lists them stays in order.
  const numbers = new Map(
    [...new Set(ids.map(({text}) => text))].sort().map((text, index) => [text, String(index + 1).padStart(8, '0')])
  )
  for (const {text, start} of ids) copy.write(numbers.get(text)!, start + '(node'.length, 'latin1')
  return copy
}

const DATES: ReadonlySet<string> = new Set(['CreationDate', 'ModDate'])

/** Of an element, of the cells that name their heads, and of the tree that lists them all. */
const IDS: ReadonlySet<string> = new Set(['ID', 'Headers', 'Names', 'Limits'])

// Strings under these keys only: a text of the document that looks like an id stands under another.
function strings({text, places}: PdfReader): readonly Written[] {
  const found: Written[] = []
  for (const place of places.values()) {
    const scanner = new Scanner(text, place)
    let key = ''
    for (let kind = scanner.next(); !isEnd(kind, scanner); kind = scanner.next()) {
      if (kind === 'name') key = text.slice(scanner.start + 1, scanner.end)
      else if (kind === 'string' && (IDS.has(key) || DATES.has(key)))
        found.push({key, text: scanner.token(), start: scanner.start})
    }
  }
  return found
}

function isEnd(kind: string, scanner: Scanner): boolean {
  return kind === 'end' || (kind === 'word' && (scanner.token() === 'endobj' || scanner.token() === 'stream'))
}

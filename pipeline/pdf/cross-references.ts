/** Where the objects of a PDF lie: from its table of references (ISO 32000-1, 7.5.4), or from the stream that stands for it (7.5.8). */
import {inflateSync} from 'node:zlib'
import {dictionaryIn, nameIn, pdfDictionary, unexpectedPdf, type PdfDictionary, type PdfValue} from './objects.ts'
import {Scanner} from './scanner.ts'
import {readValue} from './values.ts'

/** An object within a stream that holds several (ISO 32000-1, 7.5.7). */
export interface Packed {
  readonly stream: number
  readonly index: number
}

/** What the end of a file says of its objects. */
export interface CrossReferences {
  /** By number: the place in the file. */
  readonly places: ReadonlyMap<number, number>
  /** By number: the stream that holds it. */
  readonly packed: ReadonlyMap<number, Packed>
  readonly trailer: PdfDictionary
}

/** Throws where the file has another shape. */
export function readCrossReferences(text: string): CrossReferences {
  const at = text.lastIndexOf('startxref')
  if (at === -1) unexpectedPdf('no cross-reference table')
  const scanner = new Scanner(text, readInteger(new Scanner(text, at + 'startxref'.length)))
  const kind = scanner.next()
  if (kind === 'word' && scanner.token() === 'xref') return readTable(scanner)
  if (kind !== 'number') unexpectedPdf('no cross-reference table')
  return readStream(scanner)
}

/** The whole number that comes next. Throws where another thing stands. */
export function readInteger(scanner: Scanner): number {
  const kind = scanner.next()
  const value = Number(scanner.token())
  return kind === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : unexpectedPdf(`\`${scanner.token().slice(0, 20)}\` where a number stands`)
}

function readTable(scanner: Scanner): CrossReferences {
  const [first, count] = [readInteger(scanner), readInteger(scanner)]
  if (first !== 0) unexpectedPdf('a cross-reference table in parts')
  const places = new Map<number, number>()
  // Each entry has twenty bytes (ISO 32000-1, 7.5.4).
  const entry = /\s*(\d{10}) \d{5} ([nf])/y
  entry.lastIndex = scanner.end
  for (let number = 0; number < count; number++) {
    const [, place, kind] = entry.exec(scanner.text) ?? unexpectedPdf(`the entry of object ${number}`)
    if (kind === 'n') places.set(number, Number(place))
  }
  scanner.end = entry.lastIndex
  if (scanner.next() !== 'word' || scanner.token() !== 'trailer') unexpectedPdf('a cross-reference table in parts')
  return {places, packed: new Map(), trailer: dictionaryIn(readValue(scanner), 'the trailer')}
}

// The scanner stands behind the number of the stream's object.
function readStream(scanner: Scanner): CrossReferences {
  readInteger(scanner)
  if (scanner.next() !== 'word' || scanner.token() !== 'obj') unexpectedPdf('no cross-reference table')
  const trailer = dictionaryIn(readValue(scanner), 'the trailer')
  const length = trailer.get('Length')
  if (nameIn(trailer.get('Type')) !== 'XRef' || typeof length !== 'number') unexpectedPdf('no cross-reference table')
  scanner.next()
  if (scanner.token() !== 'stream') unexpectedPdf('no cross-reference table')
  const start = scanner.end + (scanner.text.startsWith('\r\n', scanner.end) ? 2 : 1)
  return readEntries(plainBytes(Buffer.from(scanner.text.slice(start, start + Number(length)), 'latin1'), trailer), trailer)
}

function readEntries(table: Uint8Array, trailer: PdfDictionary): CrossReferences {
  const [typeWidth = 0, placeWidth = 0, indexWidth = 0] = integersIn(trailer.get('W'))
  const width = typeWidth + placeWidth + indexWidth
  const size = Number(trailer.get('Size'))
  const [first = 0, count = size] = integersIn(trailer.get('Index'))
  if (first !== 0 || width === 0 || !(count * width <= table.length)) unexpectedPdf('a cross-reference table in parts')
  const places = new Map<number, number>()
  const packed = new Map<number, Packed>()
  for (let number = 0; number < count; number++) {
    const at = number * width
    const type = typeWidth === 0 ? 1 : bigEndian(table, at, typeWidth)
    const place = bigEndian(table, at + typeWidth, placeWidth)
    if (type === 1) places.set(number, place)
    else if (type === 2) packed.set(number, {stream: place, index: bigEndian(table, at + typeWidth + placeWidth, indexWidth)})
  }
  return {places, packed, trailer}
}

/** The bytes of a stream as they are meant. Throws where they are packed in a way that Octavo does not write. */
export function plainBytes(stream: Uint8Array, dictionary: PdfDictionary): Uint8Array {
  const filters = dictionary.get('Filter')
  const [filter, ...more] = (Array.isArray(filters) ? filters : filters === undefined ? [] : [filters]).map(nameIn)
  if (filter === undefined && more.length === 0) return stream
  const parameters = dictionary.get('DecodeParms')
  const {Predictor: predictor = 1} = Object.fromEntries(parameters instanceof Map ? parameters : pdfDictionary({}))
  if (filter !== 'FlateDecode' || more.length > 0 || predictor !== 1) unexpectedPdf(`a stream packed by ${filter}`)
  return inflateSync(stream)
}

function integersIn(value: PdfValue | undefined): readonly number[] {
  return Array.isArray(value) ? value.flatMap((each) => (typeof each === 'number' && each >= 0 ? [each] : [])) : []
}

function bigEndian(bytes: Uint8Array, at: number, width: number): number {
  let value = 0
  for (let index = at; index < at + width; index++) value = value * 256 + bytes[index]!
  return value
}

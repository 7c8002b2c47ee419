/**
 * From the bytes of a PDF as Skia writes it to its objects. Skia's files are plain: one revision, one
 * cross-reference table, no encryption. Anything else is refused.
 */
import {dictionaryIn, referenceIn, unexpectedPdf, type PdfDictionary, type PdfObject, type PdfValue} from './objects.ts'
import {Scanner} from './scanner.ts'
import {readValue} from './values.ts'

/** A file whose objects are read when they are asked for. */
export interface PdfReader {
  /** Numbers of its objects, in order; each lies at its place in the text. */
  readonly places: ReadonlyMap<number, number>
  readonly pdf: Buffer
  /** The file, one character a byte. */
  readonly text: string
  readonly root: number
  readonly info: number
  /** Throws where there is none, or where it has another shape. */
  object(number: number): PdfObject
  dictionary(number: number): PdfDictionary
}

/** All objects by number, to be changed; 0 is free, and so is every number that is missing. */
export interface PdfFile {
  readonly objects: (PdfObject | undefined)[]
  readonly root: number
  readonly info: number
}

/** Throws where the file has another shape. */
export function openPdf(bytes: Uint8Array): PdfReader {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = pdf.toString('latin1')
  const {places, trailer} = readTable(text)
  const ends = endsOf(places, text)
  const object = (number: number): PdfObject => {
    const place = places.get(number)
    return place === undefined
      ? unexpectedPdf(`no object ${number}`)
      : readObject({pdf, text, number, place, end: ends.get(place)!})
  }
  return {
    places,
    pdf,
    text,
    root: referenceIn(trailer.get('Root')) ?? unexpectedPdf('no /Root'),
    info: referenceIn(trailer.get('Info')) ?? unexpectedPdf('no /Info'),
    object,
    dictionary: (number) => dictionaryIn(object(number).value, `object ${number}`)
  }
}

/**
 * Every object, found and not yet taken apart: one without a stream is read when its value is asked for, and written as it came
 * when nobody asks. Throws where the file has another shape.
 */
export function parsePdf(bytes: Uint8Array): PdfFile {
  const {places, root, info, object} = openPdf(bytes)
  const objects: (PdfObject | undefined)[] = Array.from({length: Math.max(...places.keys()) + 1}, () => undefined)
  for (const number of places.keys()) objects[number] = object(number)
  return {objects, root, info}
}

/** The object with this number. Throws where there is none. */
export function objectAt({objects}: PdfFile, number: number): PdfObject {
  return objects[number] ?? unexpectedPdf(`no object ${number}`)
}

/** The dictionary with this number. Throws where there is none. */
export function dictionaryAt(file: PdfFile, number: number): PdfDictionary {
  return dictionaryIn(objectAt(file, number).value, `object ${number}`)
}

/** Put other bytes, packed as the old ones were, in place of a stream. */
export function replaceStream(file: PdfFile, number: number, stream: Uint8Array): void {
  const dictionary = dictionaryAt(file, number)
  dictionary.set('Length', stream.length)
  file.objects[number] = {value: dictionary, stream}
}

/** Add an object and give its number. */
export function addObject({objects}: PdfFile, object: PdfObject): number {
  return objects.push(object) - 1
}

function readTable(text: string): {places: Map<number, number>; trailer: PdfDictionary} {
  const scanner = new Scanner(text, startOfTable(text))
  if (scanner.next() !== 'word' || scanner.token() !== 'xref') unexpectedPdf('no cross-reference table')
  const [first, count] = [readInteger(scanner), readInteger(scanner)]
  if (first !== 0) unexpectedPdf('a cross-reference table in parts')
  const places = new Map<number, number>()
  // Each entry has twenty bytes (ISO 32000-1, 7.5.4).
  const entry = /\s*(\d{10}) \d{5} ([nf])/y
  entry.lastIndex = scanner.end
  for (let number = 0; number < count; number++) {
    const [, place, kind] = entry.exec(text) ?? unexpectedPdf(`the entry of object ${number}`)
    if (kind === 'n') places.set(number, Number(place))
  }
  scanner.end = entry.lastIndex
  if (scanner.next() !== 'word' || scanner.token() !== 'trailer') unexpectedPdf('a cross-reference table in parts')
  const trailer = dictionaryIn(readValue(scanner), 'the trailer')
  if (trailer.has('Encrypt') || trailer.has('Prev')) unexpectedPdf('encryption or a second revision')
  if (places.size === 0) unexpectedPdf('no objects')
  return {places, trailer}
}

// No object reaches past the place of the next one.
function endsOf(places: ReadonlyMap<number, number>, text: string): ReadonlyMap<number, number> {
  const sorted = [...places.values()].sort((a, b) => a - b)
  return new Map(sorted.map((place, index) => [place, sorted[index + 1] ?? text.length]))
}

function startOfTable(text: string): number {
  const at = text.lastIndexOf('startxref')
  if (at === -1) unexpectedPdf('no cross-reference table')
  return readInteger(new Scanner(text, at + 'startxref'.length))
}

function readInteger(scanner: Scanner): number {
  const kind = scanner.next()
  const value = Number(scanner.token())
  return kind === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : unexpectedPdf(`\`${scanner.token().slice(0, 20)}\` where a number stands`)
}

interface Placed {
  readonly pdf: Buffer
  readonly text: string
  readonly number: number
  readonly place: number
  /** Where the next object begins. */
  readonly end: number
}

function readObject({pdf, text, number, place, end}: Placed): PdfObject {
  const scanner = new Scanner(text, place)
  const isHere = scanner.next() === 'number' && Number(scanner.token()) === number
  if (!isHere || readInteger(scanner) !== 0 || scanner.next() !== 'word' || scanner.token() !== 'obj')
    unexpectedPdf(`no object ${number} at ${place}`)
  const begin = scanner.end
  const plainEnd = endOfPlain(text.slice(begin, end))
  if (plainEnd !== undefined) return plainObject(text, begin, begin + plainEnd)
  const value = readValue(scanner)
  scanner.next()
  if (scanner.token() === 'endobj') return {value}
  if (scanner.token() !== 'stream') unexpectedPdf(`no end of object ${number}`)
  const length = dictionaryIn(value, `the stream ${number}`).get('Length')
  if (typeof length !== 'number') return unexpectedPdf(`no direct /Length of the stream ${number}`)
  const start = scanner.end + (text.startsWith('\r\n', scanner.end) ? 2 : 1)
  const after = new Scanner(text, start + length)
  after.next()
  if (after.token() !== 'endstream') unexpectedPdf(`a wrong length of the stream ${number}`)
  return {value, stream: pdf.subarray(start, start + length)}
}

// Most objects of a file are written as they were read, and never taken apart.
function plainObject(text: string, begin: number, end: number): PdfObject {
  let value: PdfValue | undefined
  return {
    get untouched() {
      return value === undefined ? text.slice(begin, end) : undefined
    },
    get value() {
      return (value ??= readWhole(text, begin, end))
    }
  }
}

// Not from a slice of the text: reading one string only is twice as fast.
function readWhole(text: string, begin: number, end: number): PdfValue {
  const scanner = new Scanner(text, begin)
  const value = readValue(scanner)
  scanner.next()
  return scanner.start === end ? value : unexpectedPdf(`two values in one object, at ${begin}`)
}

// Where the one word stands that ends an object without a stream; nothing where a text may hold such a word too.
function endOfPlain(source: string): number | undefined {
  const end = source.indexOf('endobj')
  const isAlone = end !== -1 && !source.includes('endobj', end + 1) && !source.includes('stream')
  return isAlone ? end : undefined
}

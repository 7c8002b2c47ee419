/**
 * From the bytes of a PDF as Skia or Octavo writes it to its objects. Such files are plain: one revision, one table of
 * references or one stream of them, no encryption. Anything else is refused.
 */
import {plainBytes, readCrossReferences, readInteger} from './cross-references.ts'
import {dictionaryIn, referenceIn, unexpectedPdf, type PdfDictionary, type PdfObject, type PdfValue} from './objects.ts'
import {Scanner} from './scanner.ts'
import {readValue} from './values.ts'

/** A file whose objects are read when they are asked for. */
export interface PdfReader {
  /** Numbers of its objects, in order; each lies at its place in the text, or in a stream with others. */
  readonly numbers: readonly number[]
  /** Where the objects lie that stand alone. */
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
  /** 0 where the file has no information dictionary. */
  readonly info: number
}

/** Throws where the file has another shape. */
export function openPdf(bytes: Uint8Array): PdfReader {
  const reader = openAny(bytes)
  return reader.info === 0 ? unexpectedPdf('no /Info') : reader
}

/** As {@link openPdf}, a file without an information dictionary too. */
export function openAny(bytes: Uint8Array): PdfReader & {readonly trailer: PdfDictionary} {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = pdf.toString('latin1')
  const {places, packed, trailer} = readCrossReferences(text)
  if (trailer.has('Encrypt') || trailer.has('Prev')) unexpectedPdf('encryption or a second revision')
  if (places.size === 0) unexpectedPdf('no objects')
  const ends = endsOf(places, text)
  const unpacked = new Map<number, readonly PdfObject[]>()
  const object = (number: number): PdfObject => {
    const place = places.get(number)
    if (place !== undefined) return readObject({pdf, text, number, place, end: ends.get(place)!})
    const {stream, index} = packed.get(number) ?? unexpectedPdf(`no object ${number}`)
    const group = unpacked.get(stream) ?? unpackGroup(stream, places.has(stream) ? object(stream) : undefined)
    unpacked.set(stream, group)
    return group[index] ?? unexpectedPdf(`no object ${number}`)
  }
  const containers = new Set([...packed.values()].map(({stream}) => stream))
  const isContent = (number: number) => !containers.has(number) && !isReferences(text, places.get(number))
  return {
    numbers: [...places.keys(), ...packed.keys()].filter(isContent).sort((a, b) => a - b),
    places,
    pdf,
    text,
    root: referenceIn(trailer.get('Root')) ?? unexpectedPdf('no /Root'),
    info: referenceIn(trailer.get('Info')) ?? 0,
    trailer,
    object,
    dictionary: (number) => dictionaryIn(object(number).value, `object ${number}`)
  }
}

// The table of references, where it is a stream, is no object of the document.
function isReferences(text: string, place: number | undefined): boolean {
  return place !== undefined && place === Number(/startxref\s+(\d+)\s*%%EOF\s*$/.exec(text.slice(-64))?.[1])
}

/**
 * Every object, found and not yet taken apart: one without a stream is read when its value is asked for, and written as it came
 * when nobody asks. Throws where the file has another shape.
 */
export function parsePdf(bytes: Uint8Array): PdfFile {
  return allObjects(openPdf(bytes))
}

/** Every object of an opened file. Throws where one has another shape. */
export function allObjects({numbers, root, info, object}: PdfReader): PdfFile {
  const objects: (PdfObject | undefined)[] = Array.from({length: (numbers.at(-1) ?? 0) + 1}, () => undefined)
  for (const number of numbers) objects[number] = object(number)
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

// No object reaches past the place of the next one.
function endsOf(places: ReadonlyMap<number, number>, text: string): ReadonlyMap<number, number> {
  const sorted = [...places.values()].sort((a, b) => a - b)
  return new Map(sorted.map((place, index) => [place, sorted[index + 1] ?? text.length]))
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

// The numbers and the places of the objects come first (ISO 32000-1, 7.5.7).
function unpackGroup(number: number, object: PdfObject | undefined): readonly PdfObject[] {
  const dictionary = dictionaryIn(object?.value, `the stream ${number}`)
  const [count, first] = [dictionary.get('N'), dictionary.get('First')]
  if (object?.stream === undefined || typeof count !== 'number' || typeof first !== 'number')
    return unexpectedPdf(`no objects in the stream ${number}`)
  const text = Buffer.from(plainBytes(object.stream, dictionary)).toString('latin1')
  const scanner = new Scanner(text)
  const starts: number[] = []
  for (let index = 0; index < count; index++) {
    readInteger(scanner)
    starts.push(first + readInteger(scanner))
  }
  return starts.map((start, index) => plainObject(text, start, starts[index + 1] ?? text.length))
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

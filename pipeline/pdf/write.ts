/** From the objects of a PDF to its bytes: small objects together in compressed streams, an identity made of the content. */
import {createHash} from 'node:crypto'
import {deflateSync} from 'node:zlib'
import {dictionaryIn, pdfDictionary, pdfName, pdfReference, pdfString, type PdfDictionary, type PdfObject} from './objects.ts'
import type {PdfFile} from './parse.ts'
import {writeValue} from './values.ts'

/** Objects in one compressed stream: a reader unpacks all of it to see one. */
const GROUP = 200

/** How the head of a file ends, behind its version. */
const SIGN = '\n%\xd3\xeb\xe9\xe1\n'

// Where an object lies: type 1 at an offset, type 2 in a stream at an index (ISO 32000-1, 7.5.8.3).
type Entry = readonly [type: number, place: number, index: number]

/** The whole file, but for what nothing leads to; the same objects always give the same bytes. */
export function writePdf(file: PdfFile, version: '1.6' | '1.7' = '1.7'): Uint8Array {
  const body = new Body(`%PDF-${version}${SIGN}`)
  const together: [number, string][] = []
  const texts = file.objects.map((object) => object && textOf(object))
  for (const number of reached(texts, [file.root, file.info])) {
    const {stream, value} = file.objects[number]!
    if (stream) body.add(number, dictionaryIn(value, 'a stream'), stream)
    else together.push([number, texts[number]!])
  }
  let next = file.objects.length
  for (let start = 0; start < together.length; start += GROUP) body.addGroup(next++, together.slice(start, start + GROUP))
  return finishBody(body, file, next)
}

function textOf({stream, value, untouched}: PdfObject): string {
  return stream ? writeValue(value) : (untouched?.trim() ?? writeValue(value))
}

// In the order of their numbers. A text that looks like a reference keeps one object more than needed.
function reached(texts: readonly (string | undefined)[], from: readonly number[]): readonly number[] {
  const found = new Set<number>()
  const waiting = [...from]
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const text = texts[number]
    if (text === undefined || found.has(number)) continue
    found.add(number)
    for (const [, other] of text.matchAll(/(\d+)\s+0\s+R\b/g)) waiting.push(Number(other))
  }
  return [...found].sort((one, other) => one - other)
}

// The references come last, in a stream of their own; the identity is the digest of all before.
function finishBody(body: Body, {root, info}: PdfFile, number: number): Uint8Array {
  const identity = pdfString(body.digest())
  const start = body.length
  const table = Buffer.alloc((number + 1) * 7)
  const entries = new Map<number, Entry>([...body.entries, [number, [1, start, 0]]])
  for (let each = 0; each <= number; each++) {
    const [type, place, index] = entries.get(each) ?? [0, 0, each === 0 ? 65535 : 0]
    table.writeUInt8(type, each * 7)
    table.writeUInt32BE(place, each * 7 + 1)
    table.writeUInt16BE(index, each * 7 + 5)
  }
  const packed = pack(table)
  const dictionary = pdfDictionary({
    Type: pdfName('XRef'),
    Size: number + 1,
    W: [1, 4, 2],
    Root: pdfReference(root),
    Info: pdfReference(info),
    ID: [identity, identity],
    Filter: pdfName('FlateDecode'),
    Length: packed.length
  })
  body.add(number, dictionary, packed)
  return body.close(`startxref\n${start}\n%%EOF\n`)
}

/** Bytes written so far, and where each object came to lie in them. */
class Body {
  readonly entries: [number, Entry][] = []
  length: number
  readonly #parts: Uint8Array[]

  constructor(head: string) {
    this.#parts = [Buffer.from(head, 'latin1')]
    this.length = head.length
  }

  add(number: number, dictionary: PdfDictionary, stream: Uint8Array): void {
    this.entries.push([number, [1, this.length, 0]])
    this.#write(Buffer.from(`${number} 0 obj\n${writeValue(dictionary)}\nstream\n`, 'latin1'))
    this.#write(stream)
    this.#write(Buffer.from('\nendstream\nendobj\n'))
  }

  addGroup(number: number, objects: readonly (readonly [number, string])[]): void {
    let places = ''
    let texts = ''
    objects.forEach(([each, text], index) => {
      this.entries.push([each, [2, number, index]])
      places += `${each} ${texts.length} `
      texts += `${text}\n`
    })
    const packed = pack(Buffer.from(places + texts, 'latin1'))
    const dictionary = pdfDictionary({
      Type: pdfName('ObjStm'),
      N: objects.length,
      First: places.length,
      Filter: pdfName('FlateDecode'),
      Length: packed.length
    })
    this.add(number, dictionary, packed)
  }

  /** As the bytes of a string, sixteen of them. */
  digest(): string {
    const hash = createHash('sha256')
    for (const part of this.#parts) hash.update(part)
    return hash.digest().toString('latin1', 0, 16)
  }

  close(end: string): Uint8Array {
    this.#write(Buffer.from(end))
    return Buffer.concat(this.#parts)
  }

  #write(bytes: Uint8Array): void {
    this.#parts.push(bytes)
    this.length += bytes.length
  }
}

function pack(bytes: Uint8Array): Buffer {
  return deflateSync(bytes, {level: 6})
}

/**
 * From the bytes of a PDF as Skia writes it to its objects. Skia's files are plain: one revision, one
 * cross-reference table, no encryption, streams with a direct length. Anything else is refused.
 */

/** An object as text, with the bytes of its stream where it has one. */
export interface PdfObject {
  /** Dictionary or other value, without `stream`. */
  text: string
  readonly stream?: Uint8Array
}

/** The objects by number; 0 is free, and so is every number that is missing. */
export interface PdfFile {
  readonly objects: (PdfObject | undefined)[]
  readonly root: number
  readonly info: number
}

/** Throws where the file has another shape. */
export function parsePdf(bytes: Uint8Array): PdfFile {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = pdf.toString('latin1')
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1] ?? NaN)
  const [head = '', count = ''] = /^xref\n0 (\d+)\n/.exec(text.slice(start, start + 40)) ?? unexpected('no cross-reference table')
  const entry = (number: number) => text.slice(start + head.length + 20 * number, start + head.length + 20 * number + 20)
  const numbers = Array.from({length: Number(count)}, (_, number) => number)
  const objects = numbers.map((number) =>
    entry(number)[17] === 'n' ? readObject(pdf, text, number, Number(entry(number).slice(0, 10))) : undefined
  )
  const trailer = text.slice(text.lastIndexOf('trailer'))
  if (/\/(Encrypt|Prev)\b/.test(trailer)) unexpected('encryption or a second revision')
  return {objects, root: reference(trailer, 'Root'), info: reference(trailer, 'Info')}
}

/** The object with this number. Throws where there is none. */
export function objectAt({objects}: PdfFile, number: number): PdfObject {
  return objects[number] ?? unexpected(`no object ${number}`)
}

/** The object number that a dictionary refers to under a key. Throws where it does not. */
export function reference(dictionary: string, key: string): number {
  return Number(new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1] ?? unexpected(`no /${key}`))
}

/** Add entries to the end of a dictionary. */
export function addEntries(object: PdfObject, entries: string): void {
  if (!object.text.endsWith('>>')) unexpected(`no dictionary in ${object.text.slice(0, 40)}`)
  object.text = `${object.text.slice(0, -2)}${entries}>>`
}

/** Put other bytes, packed as the old ones were, in place of a stream. */
export function replaceStream(file: PdfFile, number: number, stream: Uint8Array): void {
  const {text} = objectAt(file, number)
  file.objects[number] = {text: text.replace(/\/Length \d+/, `/Length ${stream.length}`), stream}
}

/** Add an object and give its number. */
export function addObject({objects}: PdfFile, object: PdfObject): number {
  return objects.push(object) - 1
}

function readObject(pdf: Buffer, text: string, number: number, offset: number): PdfObject {
  const head = `${number} 0 obj\n`
  if (!text.startsWith(head, offset)) unexpected(`no object ${number} at ${offset}`)
  const start = offset + head.length
  const content = text.slice(start, text.indexOf('endobj', start))
  const streamAt = content.indexOf('stream\n')
  if (streamAt === -1) return {text: content.trimEnd()}
  const dictionary = content.slice(0, streamAt).trimEnd()
  const from = start + streamAt + 'stream\n'.length
  const to = from + Number(/\/Length (\d+)(?! \d+ R)/.exec(dictionary)?.[1] ?? unexpected('no direct /Length'))
  if (!/^\s*endstream/.test(text.slice(to, to + 12))) unexpected(`a wrong length of the stream ${number}`)
  return {text: dictionary, stream: pdf.subarray(from, to)}
}

function unexpected(what: string): never {
  throw new Error(`Unexpected PDF: ${what}, expected a file as Chromium writes it`)
}

/** From tokens to values, and from values to the text of a file. */
import {pdfName, pdfReference, pdfString, unexpectedPdf, type PdfDictionary, type PdfReal, type PdfValue} from './objects.ts'
import type {Scanner, TokenKind} from './scanner.ts'

/** The value that comes next. Throws where none begins. */
export function readValue(scanner: Scanner): PdfValue {
  return valueAt(scanner.next(), scanner)
}

/** Deeper than any file of a browser; a reader that calls itself must end. */
const DEEPEST = 200

function valueAt(kind: TokenKind, scanner: Scanner, depth = 0): PdfValue {
  switch (kind) {
    case 'name':
      return pdfName(nameOf(scanner.text.slice(scanner.start + 1, scanner.end)))
    case 'string':
      return pdfString(literal(scanner.text.slice(scanner.start + 1, scanner.end - 1)))
    case 'hex':
      return pdfString(hexadecimal(scanner.text.slice(scanner.start + 1, scanner.end - 1)))
    case 'number':
      return numberOrReference(scanner)
    case '[':
      return array(scanner, depth + 1)
    case '<<':
      return dictionary(scanner, depth + 1)
    default:
      return word(scanner)
  }
}

function word(scanner: Scanner): PdfValue {
  switch (scanner.token()) {
    case 'true':
      return true
    case 'false':
      return false
    case 'null':
      return null
    default:
      return unexpectedPdf(`\`${scanner.token().slice(0, 20)}\` where a value begins, at ${scanner.start}`)
  }
}

function array(scanner: Scanner, depth: number): PdfValue[] {
  if (depth > DEEPEST) unexpectedPdf(`more than ${DEEPEST} levels`)
  const values: PdfValue[] = []
  for (let kind = scanner.next(); kind !== ']'; kind = scanner.next()) values.push(valueAt(kind, scanner, depth))
  return values
}

function dictionary(scanner: Scanner, depth: number): PdfDictionary {
  if (depth > DEEPEST) unexpectedPdf(`more than ${DEEPEST} levels`)
  const entries: PdfDictionary = new Map()
  for (let kind = scanner.next(); kind !== '>>'; kind = scanner.next()) {
    if (kind !== 'name') unexpectedPdf(`\`${scanner.token().slice(0, 20)}\` where a key stands, at ${scanner.start}`)
    const key = nameOf(scanner.text.slice(scanner.start + 1, scanner.end))
    entries.set(key, valueAt(scanner.next(), scanner, depth))
  }
  return entries
}

// `12 0 R` is one value; only what follows tells.
function numberOrReference(scanner: Scanner): PdfValue {
  const value = numberOf(scanner.token())
  if (typeof value !== 'number' || value < 0) return value
  const {end} = scanner
  if (scanner.next() === 'number' && scanner.token() === '0' && scanner.next() === 'word' && scanner.token() === 'R')
    return pdfReference(value)
  scanner.end = end
  return value
}

function numberOf(token: string): number | PdfReal {
  if (/^[+-]?\d+$/.test(token)) return Number(token)
  if (/^[+-]?(?:\d+\.\d*|\.\d+)$/.test(token)) return {kind: 'real', text: token}
  return unexpectedPdf(`the number \`${token.slice(0, 20)}\``)
}

// A byte of a name may be written as # and two hexadecimal digits.
function nameOf(written: string): string {
  if (!written.includes('#')) return written
  return written.replace(/#([\dA-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function hexadecimal(digits: string): string {
  const plain = digits.replace(/[\0\t\n\f\r ]/g, '')
  if (!/^[\dA-Fa-f]*$/.test(plain)) unexpectedPdf(`the hexadecimal string <${plain.slice(0, 20)}>`)
  return Buffer.from(plain.length % 2 ? `${plain}0` : plain, 'hex').toString('latin1')
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f']
])

// Table 3 of the standard. A line end in a string is one newline, behind a backslash it is nothing.
function literal(written: string): string {
  if (!written.includes('\\') && !written.includes('\r')) return written
  return written.replace(/\\(?:([0-7]{1,3})|(\r\n?|\n)|([^]?))|\r\n?/g, (_, octal?: string, end?: string, mark?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255)
    if (end !== undefined) return ''
    return mark === undefined ? '\n' : (ESCAPES.get(mark) ?? mark)
  })
}

/** A value as it is written in a file. */
export function writeValue(value: PdfValue): string {
  if (value === null) return 'null'
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.map(writeValue).join(' ')}]`
  if (value instanceof Map) {
    let text = '<<'
    for (const [key, entry] of value) text += `${writeName(key)} ${writeValue(entry)}\n`
    return `${text}>>`
  }
  switch (value.kind) {
    case 'name':
      return writeName(value.name)
    case 'string':
      return writeString(value.bytes)
    case 'reference':
      return `${value.number} 0 R`
    case 'real':
      return value.text
  }
}

function writeName(name: string): string {
  if (/^\w*$/.test(name)) return `/${name}`
  return `/${name.replace(/[^!-~]|[()<>[\]{}/%#]/g, (mark) => `#${mark.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
}

function writeString(bytes: string): string {
  if (/[^\x20-\x7e]/.test(bytes)) return `<${Buffer.from(bytes, 'latin1').toString('hex')}>`
  return `(${bytes.replace(/[()\\]/g, String.raw`\$&`)})`
}

/** The table of a font from its glyphs to characters (ISO 32000-1, 9.10.3), read and written again. */
import {unexpectedPdf} from './objects.ts'
import {Scanner, type TokenKind} from './scanner.ts'

/** A table from codes to characters, taken apart. */
export interface CharacterMap {
  /** What stands before and after the lists. */
  readonly head: string
  readonly tail: string
  /** Glyph codes of two bytes, in order, and the text of each. */
  readonly entries: readonly (readonly [code: number, text: string])[]
}

/** Read a table with codes of two bytes, as Skia writes it. Throws where it has another form. */
export function readCharacterMap(table: string): CharacterMap {
  const scanner = new Scanner(table)
  const entries: [number, string][] = []
  let headEnd: number | undefined
  let before = 0
  for (let kind = scanner.next(); kind !== 'end'; kind = scanner.next()) {
    if (kind !== 'word') {
      before = scanner.start
      continue
    }
    const word = scanner.token()
    if (word === 'beginbfchar' || word === 'beginbfrange') headEnd ??= before
    if (word === 'beginbfchar') readCharacters(scanner, entries)
    else if (word === 'beginbfrange') readRanges(scanner, entries)
    else if (word === 'endcmap') {
      entries.sort(([a], [b]) => a - b)
      return {head: table.slice(0, headEnd ?? scanner.start), tail: table.slice(scanner.start), entries}
    }
  }
  return unexpectedPdf('a table of characters without an end')
}

/** Lists of a hundred at most; neither the last byte of a code nor that of a character runs over 255 within a range. */
export function writeCharacterMap({head, tail, entries}: CharacterMap): string {
  const characters: string[] = []
  const ranges: string[] = []
  for (let index = 0; index < entries.length;) {
    const length = runAt(entries, index)
    const [code, text] = entries[index]!
    if (length === 1) characters.push(`${hex(code)} ${hexText(text)}`)
    else ranges.push(`${hex(code)} ${hex(code + length - 1)} ${hexText(text)}`)
    index += length
  }
  return `${head}${lists('bfchar', characters)}${lists('bfrange', ranges)}${tail}`
}

function readCharacters(scanner: Scanner, entries: [number, string][]): void {
  for (let kind = scanner.next(); kind === 'hex'; kind = scanner.next()) {
    const code = codeOf(scanner)
    expectHex(scanner.next(), scanner)
    entries.push([code, textOf(scanner.token())])
  }
}

function readRanges(scanner: Scanner, entries: [number, string][]): void {
  for (let kind = scanner.next(); kind === 'hex'; kind = scanner.next()) {
    const first = codeOf(scanner)
    expectHex(scanner.next(), scanner)
    const last = codeOf(scanner)
    const isList = scanner.next() === '['
    if (!isList) expectHex(scanner.text[scanner.start] === '<' ? 'hex' : 'word', scanner)
    const text = isList ? '' : textOf(scanner.token())
    for (let code = first; code <= last; code++) {
      if (isList) expectHex(scanner.next(), scanner)
      entries.push([code, isList ? textOf(scanner.token()) : following(text, code - first)])
    }
    if (isList && scanner.next() !== ']') unexpectedPdf('a range of characters without an end')
  }
}

function expectHex(kind: TokenKind, scanner: Scanner): void {
  if (kind !== 'hex') unexpectedPdf(`\`${scanner.token().slice(0, 20)}\` in a table of characters`)
}

function codeOf(scanner: Scanner): number {
  if (scanner.token().length !== '<0000>'.length) unexpectedPdf('a table of characters whose codes have not two bytes')
  return Number.parseInt(scanner.token().slice(1, -1), 16)
}

function textOf(token: string): string {
  return Buffer.from(token.slice(1, -1), 'hex').swap16().toString('utf16le')
}

function following(text: string, step: number): string {
  return step === 0 ? text : text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + step)
}

// How many entries from here follow each other, in code and in character.
function runAt(entries: CharacterMap['entries'], index: number): number {
  const [code, text] = entries[index]!
  if (text.length !== 1) return 1
  const unit = text.charCodeAt(0)
  const most = Math.min(255 - (code & 255), 255 - (unit & 255)) + 1
  let length = 1
  while (length < most) {
    const next = entries[index + length]
    if (next?.[0] !== code + length || next[1] !== String.fromCharCode(unit + length)) break
    length++
  }
  return length
}

function lists(kind: string, lines: readonly string[]): string {
  let text = ''
  for (let start = 0; start < lines.length; start += 100) {
    const part = lines.slice(start, start + 100)
    text += `${part.length} begin${kind}\n${part.join('\n')}\nend${kind}\n`
  }
  return text
}

function hex(code: number): string {
  return `<${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

function hexText(text: string): string {
  return `<${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`
}

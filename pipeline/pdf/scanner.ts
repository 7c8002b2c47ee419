/** From the text of a PDF to its tokens (ISO 32000-1, 7.2): where each begins and ends, and of what kind it is. */
import {unexpectedPdf} from './objects.ts'

/** The kinds of tokens (ISO 32000-1, 7.2 and 7.3). */
export type TokenKind = 'name' | 'string' | 'hex' | 'number' | 'word' | '<<' | '>>' | '[' | ']' | 'end'

const REGULAR = 0
const BLANK = 1
const DELIMITER = 2

// Kind of each byte.
const KINDS = new Uint8Array(256)
for (const blank of [0, 9, 10, 12, 13, 32]) KINDS[blank] = BLANK
for (const delimiter of '()<>[]{}/%') KINDS[delimiter.charCodeAt(0)] = DELIMITER

const [SLASH, PERCENT, OPEN, CLOSE, BACKSLASH] = Array.from('/%()\\', (mark) => mark.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number
]
const [LESS, GREATER, OPEN_SQUARE, CLOSE_SQUARE] = Array.from('<>[]', (mark) => mark.charCodeAt(0)) as [
  number,
  number,
  number,
  number
]

/** Goes through a text of one character a byte. After `next`, `start` and `end` are the token's place. */
export class Scanner {
  readonly text: string
  start = 0
  end: number

  constructor(text: string, at = 0) {
    this.text = text
    this.end = at
  }

  /** The token as it is written. */
  token(): string {
    return this.text.slice(this.start, this.end)
  }

  // Most tokens are numbers and words, with one blank between them.
  next(): TokenKind {
    const {text} = this
    let at = this.end
    let first = text.charCodeAt(at)
    while (KINDS[first] === BLANK) first = text.charCodeAt(++at)
    if (KINDS[first] !== REGULAR) return this.#delimited()
    this.start = at++
    while (KINDS[text.charCodeAt(at)] === REGULAR) at++
    this.end = at
    return isNumeric(first) ? 'number' : 'word'
  }

  #delimited(): TokenKind {
    this.start = this.#skip()
    const first = this.text.charCodeAt(this.start)
    switch (first) {
      case SLASH:
        return this.#regular('name')
      case OPEN:
        return this.#literal()
      case LESS:
        return this.text.charCodeAt(this.start + 1) === LESS ? this.#mark('<<') : this.#hexadecimal()
      case GREATER:
        if (this.text.charCodeAt(this.start + 1) === GREATER) return this.#mark('>>')
        break
      case OPEN_SQUARE:
        return this.#mark('[')
      case CLOSE_SQUARE:
        return this.#mark(']')
      default:
        if (this.start >= this.text.length) return this.#mark('end')
        // Behind a comment.
        if (KINDS[first] === REGULAR) return this.#regular(isNumeric(first) ? 'number' : 'word')
    }
    return unexpectedPdf(`a lone \`${this.text[this.start]}\` at ${this.start}`)
  }

  // Past blanks and comments.
  #skip(): number {
    let at = this.end
    for (; ; at++) {
      const code = this.text.charCodeAt(at)
      if (code === PERCENT) while (at < this.text.length && !isLineEnd(this.text.charCodeAt(at))) at++
      else if (KINDS[code] !== BLANK) return at
    }
  }

  #mark(kind: TokenKind): TokenKind {
    this.end = this.start + (kind === 'end' ? 0 : kind.length)
    return kind
  }

  #regular(kind: TokenKind): TokenKind {
    let at = this.start + 1
    while (KINDS[this.text.charCodeAt(at)] === REGULAR) at++
    this.end = at
    return kind
  }

  // Parentheses inside are in pairs, or behind a backslash.
  #literal(): TokenKind {
    let depth = 0
    for (let at = this.start; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at)
      if (code === BACKSLASH) at++
      else if (code === OPEN) depth++
      else if (code === CLOSE && --depth === 0) {
        this.end = at + 1
        return 'string'
      }
    }
    return unexpectedPdf(`a string without an end at ${this.start}`)
  }

  #hexadecimal(): TokenKind {
    const close = this.text.indexOf('>', this.start)
    if (close === -1) unexpectedPdf(`a string without an end at ${this.start}`)
    this.end = close + 1
    return 'hex'
  }
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13
}

// A digit, a sign or a point.
function isNumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46
}

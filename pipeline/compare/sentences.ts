/** The pieces of a block -> the pieces of each of its sentences. */
import type {Piece} from './passage.ts'

/** Cut a block where a sentence ends; never inside a value. Blanks at the ends of a sentence are left out, and others are one. */
export function sentencesOf(pieces: readonly Piece[], ends: RegExp): readonly (readonly Piece[])[] {
  const joined = joinWords(pieces)
  const cut = joined.flatMap((piece, index): readonly (Piece | typeof END)[] => {
    if (typeof piece !== 'string') return [piece]
    // Whether a sentence begins behind the blanks may hang on the value that follows.
    const next = joined[index + 1]
    const ahead = typeof next === 'object' ? next.text : ''
    return cutText(piece, ahead, ends)
  })
  return split(cut).map(trimmed).filter(isSaid)
}

const END = Symbol('the end of a sentence')

function joinWords(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece
    else joined.push(piece)
  }
  return joined.map((piece) => (typeof piece === 'string' ? piece.replaceAll(/\s+/gu, ' ') : piece))
}

function cutText(text: string, ahead: string, ends: RegExp): readonly (string | typeof END)[] {
  const parts: (string | typeof END)[] = []
  let start = 0
  for (const {index, 0: blank} of (text + ahead).matchAll(new RegExp(ends.source, 'gu'))) {
    if (index > text.length || (index === text.length && ahead === '')) break
    parts.push(text.slice(start, index), END)
    start = Math.min(text.length, index + blank.length)
  }
  return [...parts, text.slice(start)]
}

function split(pieces: readonly (Piece | typeof END)[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [[]]
  for (const piece of pieces) {
    if (piece === END) parts.push([])
    else if (piece !== '') parts.at(-1)!.push(piece)
  }
  return parts
}

function trimmed(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.length - 1
  return pieces.flatMap((piece, index): readonly Piece[] => {
    if (typeof piece !== 'string') return [piece]
    const start = index === 0 ? piece.trimStart() : piece
    const whole = index === last ? start.trimEnd() : start
    return whole === '' ? [] : [whole]
  })
}

function isSaid(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => typeof piece !== 'string' || /\S/u.test(piece))
}

/** What a page tells, cut into passages that can be held against those of another: sentences, rows, pictures, with the values in them. */

/** A value in a passage, or what the engine numbers: a label, a reference. */
export interface ToldValue {
  /** As a reader sees it. */
  readonly text: string
  /** What a machine reads of the same. */
  readonly value: string
  /** Cells and columns, as in `profile[region=gd].score`; of what is numbered where it leads to, as in `#fig-scores`. */
  readonly origin: string
}

/** Words, or a value among them. */
export type Piece = string | ToldValue

/** What a passage is to a reader. */
export type PassageKind = 'heading' | 'sentence' | 'item' | 'caption' | 'note' | 'head' | 'row' | 'datum' | 'figure' | 'picture'

/** A sentence, a row of a table or of the data behind a chart, a picture. */
export interface Passage {
  readonly kind: PassageKind
  /** Id of the section, figure or table that it stands in. */
  readonly near: string
  /** Of a picture the words that stand for it. */
  readonly pieces: readonly Piece[]
  /** Digest of what is drawn. */
  readonly picture?: string
}

/** An edition as its page tells it. */
export interface ToldEdition {
  readonly id: string
  readonly language: string
  /** Only its values are known: it has no page, and was read from its PDF. */
  readonly isValuesOnly?: true
  readonly passages: readonly Passage[]
}

/** The words of a passage as they are read. */
export function textOfPassage({pieces}: Passage): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')
}

/** The values of a passage. */
export function valuesOfPassage({pieces}: Passage): readonly ToldValue[] {
  return pieces.filter((piece) => typeof piece !== 'string')
}

/** The words of a passage with a sign in place of each value: what stays the same where only numbers change. */
export function templateOf({pieces}: Passage, sign: (value: ToldValue) => string): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `\u0000${sign(piece)}\u0000`)).join('')
}

/** An origin without the names of its rows: what a value is in every region. */
export function withoutRows(origin: string): string {
  return origin.replaceAll(/\[[^\]]*\]/g, '')
}

/**
 * The content of a page, or of a form on it, read as far as marks go: what is painted, in which groups of operators, and what each
 * paint belongs to. Operands are never printed anew; a piece is a slice of the text.
 *
 * Skia ends its marks late, often behind the group in which they began, which the standard allows. So marks are taken off here, and
 * set anew around what they are for when the content is written.
 */
import type {Box, Matrix} from './matrix.ts'
import type {PdfDictionary} from './objects.ts'

/** Number of marked content, from 0, or one of {@link MARKS}. */
export type Mark = number

/** Marks that are no content of the text. */
export const MARKS = {artifact: -1, own: -2, header: -3, footer: -4, background: -5, none: -100, mixed: -101} as const

/** What paints. */
export type Paint = 'path' | 'text' | 'image' | 'form'

/** A run of operators that stay together, and what it belongs to. */
export interface Piece {
  readonly start: number
  end: number
  readonly mark: Mark
}

/** What stands between operators that come in pairs: `q` and `Q`, `BT` and `ET`, a span with a text of its own. */
export interface Group {
  readonly kind: 'root' | 'q' | 'BT' | 'span'
  readonly open?: Piece
  close?: Piece
  readonly kids: (Piece | Group)[]
  /** The mark in which it began. */
  readonly context: Mark
}

/** What is around a content stream. */
export interface Site {
  /** Size of the page and its margins at the head and the foot, in points; forms have none. */
  readonly page?: {readonly width: number; readonly height: number; readonly top: number; readonly bottom: number}
  readonly matrix: Matrix
  properties(name: string): PdfDictionary | undefined
  /** What a paint within this number of marked content belongs to. */
  markOf(content: number, paint: Paint): Mark
  /** A form that holds marks of its own is `own`: nothing may stand around it. */
  object(name: string): {readonly kind: 'image' | 'plain' | 'own'; readonly box?: Box}
  /** A form with its own marks is painted here. */
  painted(name: string, matrix: Matrix): void
}

/** A content stream, read. */
export interface Content {
  readonly root: Group
  /** The tag of each number of marked content, such as `P`. */
  readonly tags: ReadonlyMap<number, string>
  readonly boxes: ReadonlyMap<number, Box>
}

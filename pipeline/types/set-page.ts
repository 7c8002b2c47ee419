/** How a print came out, as the browser that set it saw it. */

/** How a page came to be set. Pages of the file count from 1; ids are written `chapter#id`. */
export interface SetPage {
  /** How each page is called; nothing on a cover. */
  readonly labels: readonly string[]
  /** A page that is empty so that the text begins on a right one. */
  readonly interleaf?: number
  /**
   * Upright pages from the first chapter on, but those before one that is begun by itself: the share of the type area below the last line, and the id of what begins the page
   * behind it, or of the heading above that.
   */
  readonly pages: readonly {readonly page: number; readonly empty: number; readonly next: string; readonly pushed?: Pushed}[]
  /** Headings at the foot of a page. */
  readonly stranded: readonly {readonly page: number; readonly id: string}[]
  /** Figures and tables that the text of their chapter speaks of before, and the page where it first does. */
  readonly mentions: readonly {readonly id: string; readonly page: number; readonly mention: number}[]
  /** Pictures of dots, and how many come to an inch; the id is that of what they stand in. */
  readonly pictures: readonly {readonly id: string; readonly alt: string; readonly dots: number}[]
  /** Chinese marks at the wrong end of a line, with the words around them. */
  readonly marks: readonly MarkAstray[]
  /** Where figures, tables, panels and headings stand. */
  readonly places: Readonly<Record<string, Spot>>
  /** Links within the page whose target no page holds, and their words. */
  readonly lost: readonly {readonly id: string; readonly to: string; readonly words: string}[]
}

/** What found no room at the foot of a page, since it is not broken: alone, or with what goes with it. Lengths in millimetres. */
export interface Pushed {
  readonly what: 'figure' | 'table' | 'panel' | 'block of code' | 'block'
  /** Its own id, without that of its chapter. */
  readonly id?: string
  /** What goes with it: a heading, or text that leads over to it. */
  readonly above?: {readonly what: 'heading' | 'text'; readonly id?: string}
  /** It stays where it is written: its author says so, or the sentence before it leads over to it. */
  readonly held?: 'place' | 'colon'
  /** It is a chart that may be drawn at another height. */
  readonly isChart: boolean
  /** Of a long table only the beginning is not broken. */
  readonly isBeginning: boolean
  /** With the space above it. */
  readonly needs: number
  /** What was left on the page. */
  readonly left: number
  /** Lines of text that find room there. */
  readonly lines: number
}

/**
 * A place in the PDF of an edition: its page, from 1, and where it is known the box around it: left and top from the corner of the
 * sheet, width and height, in millimetres.
 */
export interface Spot {
  readonly page: number
  readonly box?: readonly [left: number, top: number, width: number, height: number]
}

/** A mark that begins a line though it closes something, or ends one though it opens something. */
export interface MarkAstray extends Spot {
  readonly id: string
  readonly mark: string
  readonly words: string
  readonly at: 'start' | 'end'
}

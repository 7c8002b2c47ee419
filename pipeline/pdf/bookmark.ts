/** What the outline of a PDF is made of. */

/** An entry of the outline that a reader's program shows beside the pages. */
export interface Bookmark {
  /** Id of the heading. */
  readonly id: string
  /** 1 is a chapter. */
  readonly level: number
  /** Number and title, as in `6.2 Central documents`. */
  readonly text: string
}

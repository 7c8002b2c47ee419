/** What pages and charts of one brand are drawn with. */

/** Colours and fonts of an edition, from the report's brand file: they feed CSS and charts alike. */
export interface Theme {
  /** The edition's own colour: its marks in charts, its rules and heads on the page. */
  readonly accent: string
  /** The accent thinned for tinted rows and quiet areas. */
  readonly accentSoft: string
  /** A second hue, only for contrast. */
  readonly contrast: string
  readonly ink: string
  /** Secondary text: 4.5:1 or better on paper. */
  readonly muted: string
  /** Marks that are not the edition's own. */
  readonly context: string
  readonly rule: string
  readonly paper: string
  /** Unordered kinds, safe for colour-blind readers, distinct in grey. */
  readonly categories: readonly string[]
  /** Light to dark. */
  readonly sequence: readonly string[]
}

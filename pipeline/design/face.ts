/** A font file, and its names. */

/** One static TrueType file. Static: a variable font, or one with CFF outlines, becomes Type 3 in a PDF. */
export interface Face {
  readonly family: string
  readonly weight: 400 | 700
  readonly style: 'normal' | 'italic'
  readonly path: string
  /** Of Chinese faces, of which pages look up a small one of the common characters first. */
  readonly script?: Script
}

/** Scripts whose faces are too large to be looked up whole. */
export type Script = 'Hans' | 'Hant'

/** Its name in PostScript, as in `SourceSerif4-Italic`. */
export function faceName({family, weight, style}: Face): string {
  const cut = style === 'italic' ? 'Italic' : weight === 400 ? 'Regular' : 'Bold'
  return `${family.replaceAll(' ', '')}-${cut}`
}

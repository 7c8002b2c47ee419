/** Text is set in the fonts that the edition brings, not in what the browser found in their place. */
import {allFaces} from '../design/fonts.ts'
import {faceName} from '../design/face.ts'
import type {Check} from './check.ts'

/** Tells of every other font, and of fonts of drawings (Type 3), which few programs search or print well. */
export const fontIsOurOwn: Check = {
  of: 'print',
  rule: 'font-is-our-own',
  look({fonts}) {
    const known = new Set(allFaces().map(faceName))
    const strange = [...new Set(fonts)].filter((name) => !known.has(name))
    return strange.map((name) => ({
      severity: 'warning',
      rule: 'font-is-our-own',
      reason:
        name === 'Type3'
          ? 'Unexpected font of drawings (Type 3), expected letters with outlines'
          : `Unexpected font ${name}, expected those of Octavo`,
      note: 'A picture in SVG with text, or a character that no face has, is drawn in another font. Turn its text into paths, or write another character.',
      once: `font-is-our-own ${name}`
    }))
  }
}

/** Colours of the screen -> what a press prints for them. Black, and what stands for grey, is printed in black ink alone. */
import {chromaOf, hexOf, labOf, rgbOf, type Lab, type Rgb} from '../../pdf/lab.ts'

/** Amounts of ink, from 0 to 1: of black alone; or none, where the colour stays what it is on the screen. */
export type Ink = {readonly kind: 'black'; readonly amount: number} | {readonly kind: 'screen'}

/** What a press prints for a colour. */
export type Inks = (rgb: Rgb) => Ink

/** What is as dark as this, as CIE L*, is printed in full: a screen of dots blurs the edges of letters. */
const SOLID = 20
/** A colour of the theme that has more chroma than this, as CIE C*, is no grey. */
const NEUTRAL = 12

/** Inks of a press of which nothing is known. `greys` are the colours of the theme for text and rules. */
export function blackAlone(greys: readonly string[]): Inks {
  const known = new Set(greys.filter((grey) => chromaOf(labOf(rgbOf(grey))) <= NEUTRAL))
  return (rgb) => (isEven(rgb) || known.has(hexOf(rgb)) ? {kind: 'black', amount: blackFor(labOf(rgb))} : {kind: 'screen'})
}

function isEven([red, green, blue]: Rgb): boolean {
  return red === green && green === blue
}

// Of a press that is not known: as grey as a screen shows it.
function blackFor([lightness]: Lab): number {
  if (lightness <= SOLID) return 1
  const y = lightness > 8 ? ((lightness + 16) / 116) ** 3 : (lightness * 27) / 24389
  const shown = y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055
  return Math.min(1, Math.max(0, 1 - shown))
}

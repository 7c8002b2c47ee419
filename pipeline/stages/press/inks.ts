/** Colours of the screen -> what a press prints for them. Black, and what stands for grey, is printed in black ink alone. */
import type {Cmyk, Press} from '../../pdf/icc/press.ts'
import {chromaOf, hexOf, labOf, rgbOf, type Lab, type Rgb} from '../../pdf/lab.ts'

/** Amounts of ink, from 0 to 1: of black alone, or of all four; or none, where the colour stays what it is on the screen. */
export type Ink =
  {readonly kind: 'black'; readonly amount: number} | {readonly kind: 'four'; readonly amounts: Cmyk} | {readonly kind: 'screen'}

/** What a press prints for a colour. */
export type Inks = (rgb: Rgb) => Ink

/** What is as dark as this, as CIE L*, is printed in full: a screen of dots blurs the edges of letters. */
const SOLID = 20
/** What is as light as this is paper. */
const BARE = 99.9
/** A colour of the theme that has more chroma than this, as CIE C*, is no grey. */
const NEUTRAL = 12

/** Inks of a press, or of one of which nothing is known. `greys` are the colours of the theme for text and rules. */
export function inksOf(greys: readonly string[], press?: Press): Inks {
  const neutral = new Set(greys.filter((grey) => chromaOf(labOf(rgbOf(grey))) <= NEUTRAL))
  const known = new Map<string, Ink>()
  return (rgb) => {
    const hex = hexOf(rgb)
    const ink = known.get(hex) ?? (isEven(rgb) || neutral.has(hex) ? blackFor(labOf(rgb), press) : colourFor(rgb, press))
    known.set(hex, ink)
    return ink
  }
}

function isEven([red, green, blue]: Rgb): boolean {
  return red === green && green === blue
}

function blackFor(lab: Lab, press: Press | undefined): Ink {
  const [lightness] = lab
  const amount = lightness <= SOLID ? 1 : lightness >= BARE ? 0 : press ? press.black(lightness) : shownGrey(lightness)
  return {kind: 'black', amount: rounded(amount)}
}

function colourFor(rgb: Rgb, press: Press | undefined): Ink {
  if (press === undefined) return {kind: 'screen'}
  const [cyan, magenta, yellow, black] = press.inks(rgb)
  return {kind: 'four', amounts: [rounded(cyan), rounded(magenta), rounded(yellow), rounded(black)]}
}

// As grey as a screen shows it.
function shownGrey(lightness: number): number {
  const y = lightness > 8 ? ((lightness + 16) / 116) ** 3 : (lightness * 27) / 24389
  return 1 - (y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055)
}

function rounded(amount: number): number {
  return Math.round(Math.min(1, Math.max(0, amount)) * 1000) / 1000
}

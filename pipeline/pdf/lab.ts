/** Colours of the screen (sRGB, IEC 61966-2-1) as they are seen: CIE L*a*b* under D50, in which profiles of the ICC meet. */

/** Red, green and blue, from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** Lightness from 0 to 100, and two axes of colour. */
export type Lab = readonly [lightness: number, a: number, b: number]

/** CIE XYZ of D50, as every profile has it (ICC.1:2022, 7.2.16). */
const WHITE = [0.9642, 1, 0.8249] as const
/** What red, green and blue give of X, Y and Z, as in the profile of `srgb.ts`. */
const PRIMARIES = [
  [0.43606567, 0.38514709, 0.14306641],
  [0.2224884, 0.71687317, 0.06060791],
  [0.01391602, 0.09707642, 0.71409607]
] as const

/** How a colour of the screen is seen. */
export function labOf(rgb: Rgb): Lab {
  const light = rgb.map(linear)
  const [x, y, z] = PRIMARIES.map((row, index) =>
    cubeRoot(row.reduce((sum, share, at) => sum + share * light[at]!, 0) / WHITE[index]!)
  ) as [number, number, number]
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** How much colour there is besides grey: C*. */
export function chromaOf([, a, b]: Lab): number {
  return Math.hypot(a, b)
}

/** Two digits for each of red, green and blue: `#1b1e23`. */
export function hexOf(rgb: Rgb): string {
  const digits = rgb.map((each) =>
    Math.round(each * 255)
      .toString(16)
      .padStart(2, '0')
  )
  return `#${digits.join('')}`
}

/** The colour that is written as `#1b1e23`. */
export function rgbOf(hex: string): Rgb {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  return [red, green, blue]
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function cubeRoot(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : (value * 24389) / 27 / 116 + 16 / 116
}

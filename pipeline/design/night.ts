/**
 * A colour of the page by day -> the same by night: what is dark on paper is light on a dark ground, and as far from it.
 * Lightness is turned round in Oklab (Björn Ottosson, 2020), in which equal steps look equal; the hue stays.
 */

type Triple = readonly [number, number, number]

/** Lightness of white paper and of black ink by night; what lies between keeps its order. */
const GROUND = 0.205
const INK = 0.93
const DARKEST = 0.2
/** Strong colours glow on a dark ground. */
const CHROMA = 0.8

/** The colour by night as `#rrggbb`. */
export function nightOf(colour: string): string {
  const [lightness, a, b] = toOklab(channelsOf(colour))
  const turned = GROUND + (1 - lightness) * ((INK - GROUND) / (1 - DARKEST))
  return inGamut(Math.min(0.97, turned), a * CHROMA, b * CHROMA)
}

/** The colour of a text by night: lighter than others where it would not be read on this ground. */
export function nightTextOf(colour: string, ground: string): string {
  const night = nightOf(colour)
  let [lightness] = toOklab(channelsOf(night))
  const [, a, b] = toOklab(channelsOf(night))
  let shown = night
  while (contrast(shown, ground) < 4.5 && lightness < 1) shown = inGamut((lightness += 0.01), a, b)
  return shown
}

/** Contrast of two colours as WCAG 2 reckons it: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [one, other].map((colour) => luminance(channelsOf(colour))).sort((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}

const COLOUR = /(?<= (?:fill|stroke|stop-color)=")(#[\da-f]{3}|#[\da-f]{6}|rgb\(\d+, ?\d+, ?\d+\)|black|white)(?=")/gi

/** A drawing whose colours follow the page: each has the one by night beside it. */
export function withNight(svg: string): string {
  const known = new Map<string, string>()
  return svg.replaceAll(COLOUR, (day) => {
    const both = known.get(day) ?? `light-dark(${day},${nightOf(day)})`
    known.set(day, both)
    return both
  })
}

function channelsOf(colour: string): Triple {
  const written = NAMED[colour.toLowerCase()] ?? colour
  const [red, green, blue] = written.startsWith('#') ? bytesOf(written.slice(1)) : written.match(/\d+/g)!.map(Number)
  return [linear(red! / 255), linear(green! / 255), linear(blue! / 255)]
}

function bytesOf(digits: string): readonly number[] {
  const pairs = digits.length === 3 ? Array.from(digits, (digit) => digit + digit) : digits.match(/../g)!
  return pairs.map((pair) => Number.parseInt(pair, 16))
}

const NAMED: Readonly<Record<string, string>> = {black: '#000', white: '#fff'}

// IEC 61966-2-1, the transfer of sRGB, to and fro.
function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

function gamma(channel: number): number {
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055
}

function luminance([red, green, blue]: Triple): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function toOklab([red, green, blue]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ]
}

function fromOklab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
  ]
}

// Where no screen shows so strong a colour in that lightness, a weaker one.
function inGamut(lightness: number, a: number, b: number): string {
  for (let share = 1; ; share -= 0.05) {
    const channels = fromOklab([lightness, a * share, b * share])
    if (share > 0 && channels.some((channel) => channel < -0.001 || channel > 1.001)) continue
    const bytes = channels.map((channel) => Math.round(255 * gamma(Math.min(1, Math.max(0, channel)))))
    return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
  }
}

/** A profile of a press -> what it prints for colours, and how its black is seen. By relative colorimetry: paper is white, and what can be printed is not changed. */
import {labOf, type Rgb} from '../lab.ts'
import {clamp} from './curves.ts'
import {faultOf, readProfile} from './profile.ts'
import {fromLab, readTable, toLab, type Table} from './table.ts'

/** Cyan, magenta, yellow and black, from 0 to 1. */
export type Cmyk = readonly [cyan: number, magenta: number, yellow: number, black: number]

/** What a press does. */
export interface Press {
  readonly name: string
  /** Inks for a colour of the screen. */
  inks(rgb: Rgb): Cmyk
  /** How much black alone is as light as this L*. */
  black(lightness: number): number
}

/** Read it. Throws where it is no such profile. */
export function readPress(bytes: Uint8Array): Press {
  const profile = readProfile(bytes)
  const table = (names: readonly string[]) => names.map((name) => profile?.tag(name)).find((tag) => tag !== undefined)
  const [toInks, toLight] = [table(['B2A1', 'B2A0']), table(['A2B1', 'A2B0'])]
  if (profile === undefined || toInks === undefined) throw new Error('a profile without tables of inks')
  const [inks, light] = [readTable(toInks, [3, 4]), toLight && readTable(toLight, [4, 3])]
  return {
    name: profile.name,
    inks: (rgb) => inksFor(rgb, inks),
    black: (lightness) => (light === undefined ? 1 - lightness / 100 : blackFor(lightness, light))
  }
}

/** Why some bytes are no profile of a press with four inks, or one that cannot be read; nothing where they are one. */
export function faultOfPress(bytes: Uint8Array): string | undefined {
  const fault = faultOf(readProfile(bytes))
  if (fault !== undefined) return fault
  try {
    readPress(bytes).inks([0.5, 0.5, 0.5])
    return undefined
  } catch (error) {
    return `a profile with ${error instanceof RangeError ? 'a table that ends too early' : (error as Error).message}`
  }
}

function inksFor(rgb: Rgb, {look, scale}: Table): Cmyk {
  const [cyan = 0, magenta = 0, yellow = 0, black = 0] = look(fromLab(labOf(rgb), scale)).map(clamp)
  return [cyan, magenta, yellow, black]
}

/** Halvings: more precise than a table is. */
const STEPS = 20

// More ink is darker, so that halving finds it.
function blackFor(lightness: number, {look, scale}: Table): number {
  const seen = (black: number) => toLab(look([0, 0, 0, black]), scale)[0]
  let [least, most] = [0, 1]
  if (seen(most) >= lightness) return most
  if (seen(least) <= lightness) return least
  for (let step = 0; step < STEPS; step++) {
    const middle = (least + most) / 2
    if (seen(middle) > lightness) least = middle
    else most = middle
  }
  return most
}

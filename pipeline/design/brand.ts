/** A report's brand -> the theme of one edition: its colours on the page and in the charts. */
import type {Dataset} from '../types.ts'
import {mix} from './mix.ts'
import type {Theme} from './theme.ts'

/** `brand.yaml`, every part of it optional. */
export interface Brand {
  readonly colours?: Partial<Pick<Theme, 'accent' | 'contrast' | 'ink' | 'muted' | 'context' | 'rule' | 'paper'>>
  readonly categories?: readonly string[]
  readonly sequence?: readonly string[]
  /** One accent for each value of a column of an axis, as in `region.model`. */
  readonly accent_by?: {readonly value: string; readonly colours: Readonly<Record<string, string>>}
}

const DEFAULT: Omit<Theme, 'accentSoft'> = {
  accent: '#1f5a8c',
  contrast: '#b4531f',
  ink: '#1b1e23',
  muted: '#5b626c',
  context: '#b9c0c8',
  rule: '#d5d9de',
  paper: '#ffffff',
  // Okabe and Ito's set, darkened where it falls below 3:1 on white.
  categories: ['#0072b2', '#c2570c', '#00795a', '#a3497f', '#7a6a00', '#2f7fb5'],
  sequence: ['#dbe9f6', '#aecde6', '#74a9d0', '#3a80b4', '#155a91', '#083a66']
}

/** The theme of an edition whose axis values are described by `given`. */
export function themeOf(brand: Brand, given: Readonly<Record<string, Dataset>>): Theme {
  const base = {
    ...DEFAULT,
    ...Object.fromEntries(Object.entries(brand.colours ?? {}).map(([name, colour]) => [name, uniform(colour)])),
    ...(brand.categories && {categories: brand.categories.map(uniform)}),
    ...(brand.sequence && {sequence: brand.sequence.map(uniform)})
  }
  const accent = uniform(accentOf(brand, given) ?? base.accent)
  return {...base, accent, accentSoft: mix(accent, base.paper, 0.88)}
}

// `#ABC` and `#aabbcc` are one colour: no page is printed again for the way in which it is written.
function uniform(colour: string): string {
  const digits = colour.slice(1).toLowerCase()
  return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`
}

function accentOf({accent_by}: Brand, given: Readonly<Record<string, Dataset>>): string | undefined {
  const [axis, column] = (accent_by?.value ?? '').split('.')
  const value = given[axis ?? '']?.rows[0]?.[column ?? '']
  return typeof value === 'string' ? accent_by?.colours[value] : undefined
}

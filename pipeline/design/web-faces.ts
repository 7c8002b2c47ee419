/**
 * The faces of screen pages, in slices of fixed characters: a page loads those that its text has a character in, pages share them,
 * and what a report says changes none of them. What a reader's machine has by itself is taken first.
 */
import {commonCharacters} from './common-faces.ts'
import type {Face, Script} from './face.ts'
import {rulesFor} from '../language/index.ts'
import type {Language} from '../types.ts'
import {FREQUENT} from './frequent.ts'

/** A part of a face. */
export interface Slice {
  /** Characters that its font file has. */
  readonly characters: string
  /** Code points for which it is asked, from and to. */
  readonly ranges: readonly (readonly [number, number])[]
}

/** A face as pages know it: names on the reader's machine, and the slices to load where none of them is there. */
export interface WebFace {
  readonly face: Face
  readonly local: readonly string[]
  readonly slices: readonly Slice[]
}

const LATIN_RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x2010, 0x2027],
  [0x2030, 0x203a],
  [0x2074, 0x2074],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x2248, 0x2248],
  [0x2264, 0x2265]
] as const

/** Frequent characters that are loaded together: some 50 kB. */
const TOGETHER = 200
/** Rare ones: a page may need one of them. */
const RARE = 96

/** Serif and sans of Latin text, and a serif for each script; headings in Chinese use the reader's own sans. */
export function webFaces(faces: readonly Face[], scripts: readonly Script[]): readonly WebFace[] {
  return faces.flatMap((face): WebFace[] => {
    const {family, weight, script} = face
    if (script === undefined) return [{face, local: localNames(face), slices: [latinSlice()]}]
    if (weight !== 400 || !family.includes('Serif') || !scripts.includes(script)) return []
    return [{face, local: [...localNames(face), ...OTHER_NAMES[script]], slices: chineseSlices(script)}]
  })
}

/**
 * The faces of a page that is one file, each in one slice of what its text has. Latin text has all letters and signs of ASCII
 * besides, which a script may show.
 */
export function enclosedFaces(faces: readonly Face[], language: Language, text: string): readonly WebFace[] {
  const characters = [...new Set(text)].filter((character) => character > '\u007e').sort(byCode)
  const {script} = rulesFor(language)
  const scripts = characters.some((character) => HAN.test(character)) ? [script === 'Latn' ? 'Hans' : script] : []
  const latin = new Set(latinSlice().characters)
  const own = {
    latin: listed([...ASCII, ...characters.filter((character) => latin.has(character))]),
    chinese: listed(characters.filter((character) => !latin.has(character) || !isLetter(character)))
  }
  return webFaces(faces, scripts).map(({face, local}) => ({
    face,
    local,
    slices: [face.script === undefined ? own.latin : own.chinese]
  }))
}

function isLetter(character: string): boolean {
  return /\p{Script=Latin}/u.test(character)
}

/** What the same design is called elsewhere, and what readers of the script are used to. */
const OTHER_NAMES: Readonly<Record<Script, readonly string[]>> = {
  Hans: ['Noto Serif CJK SC', 'Source Han Serif SC', 'Source Han Serif CN', 'STSongti-SC-Regular'],
  Hant: ['Noto Serif CJK TC', 'Source Han Serif TC', 'Source Han Serif TW', 'STSongti-TC-Regular']
}

function localNames({family, weight, style}: Face): readonly string[] {
  const cut = [weight === 700 ? 'Bold' : '', style === 'italic' ? 'Italic' : ''].join('') || 'Regular'
  return [`${family} ${cut}`, `${family.replaceAll(' ', '')}-${cut}`]
}

function latinSlice(): Slice {
  return {characters: LATIN_RANGES.map(([from, to]) => text(from, to)).join(''), ranges: LATIN_RANGES}
}

/**
 * Signs first, then the frequent characters, most frequent first, then the others by code point. A slice of these is asked for
 * all characters between its first and its last: slices that are declared later go before, and they are declared first.
 */
export function chineseSlices(script: Script): readonly Slice[] {
  const all = [...commonCharacters(script)].filter((character) => character > '\u007e')
  const frequent = [...FREQUENT[script]]
  const known = new Set(frequent)
  const rare = all.filter((character) => HAN.test(character) && !known.has(character)).sort(byCode)
  const signs = all.filter((character) => !HAN.test(character)).sort(byCode)
  return [
    ...inParts(rare, RARE).map((part) => ({
      characters: part.join(''),
      ranges: [[codeOf(part[0]!), codeOf(part.at(-1)!)] as const]
    })),
    ...inParts(frequent, TOGETHER).toReversed().map(listed),
    listed(signs.filter((sign) => !isOfText(sign))),
    listed(signs.filter(isOfText))
  ].filter(({characters}) => characters !== '')
}

const ASCII = [...text(0x20, 0x7e)]
const HAN = /\p{Script=Han}/u

// Punctuation, arrows, figures in circles: every page has some. The others are letters of other scripts, frames and the like.
function isOfText(sign: string): boolean {
  return /[\u00a7-\u00f7\u2010-\u203b\u2103\u2116\u2190-\u2199\u2200-\u22ff\u2460-\u2473\u25a0-\u25cf\u3000-\u301f\uff00-\uffef]/.test(
    sign
  )
}

function listed(characters: readonly string[]): Slice {
  const codes = characters.map(codeOf).sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const code of codes) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === code - 1) last[1] = code
    else ranges.push([code, code])
  }
  return {characters: characters.join(''), ranges}
}

function inParts<Item>(items: readonly Item[], length: number): readonly (readonly Item[])[] {
  return Array.from({length: Math.ceil(items.length / length)}, (_, index) => items.slice(index * length, (index + 1) * length))
}

/** A face and the addresses of its slices as rules of CSS. */
export function faceRules({face, local, slices}: WebFace, addresses: readonly string[]): readonly string[] {
  const {weight, style} = face
  const sources = local.map((name) => `local("${name}")`).join(',')
  return slices.flatMap(({ranges}, index) =>
    familiesOf(face).map(
      ({family, shown}) =>
        `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};font-display:swap;` +
        `src:${sources},url("${addresses[index]!}") format("woff2");unicode-range:${rangeText(shown ?? ranges)}}`
    )
  )
}

/** In Chinese the Latin face sets letters and figures only: see `templates/styles/faces.css`. */
const IN_CHINESE = [
  [0x20, 0x7e],
  [0xa0, 0xb6],
  [0xb8, 0x17f],
  [0x2212, 0x2212],
  [0x2030, 0x2030]
] as const

function familiesOf({family, script, style}: Face): readonly {readonly family: string; readonly shown?: Slice['ranges']}[] {
  if (script !== undefined || style === 'italic') return [{family}]
  return [{family}, {family: family.includes('Serif') ? 'Latin Serif' : 'Latin Sans', shown: IN_CHINESE}]
}

function rangeText(ranges: Slice['ranges']): string {
  const hex = (code: number) => code.toString(16)
  return ranges.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',')
}

function text(from: number, to: number): string {
  return Array.from({length: to - from + 1}, (_, index) => String.fromCodePoint(from + index)).join('')
}

function codeOf(character: string): number {
  return character.codePointAt(0)!
}

function byCode(one: string, other: string): number {
  return codeOf(one) - codeOf(other)
}

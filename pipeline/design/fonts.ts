/** From a language to the font files that print it, ready for the browser, and to the characters they can show. */
import {mkdir} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {digest, type Digest} from '../cache/hash.ts'
import {writeWhole} from '../world.ts'
import {rulesFor} from '../language/index.ts'
import type {Language} from '../types.ts'

export {coverage, missingGlyphs} from './coverage.ts'

/** One static TrueType file. Static: a variable font, or one with CFF outlines, becomes Type 3 in a PDF. */
export interface Face {
  readonly family: string
  readonly weight: 400 | 700
  readonly style: 'normal' | 'italic'
  readonly path: string
}

/** How a browser comes to see the faces. */
export interface PreparedFonts {
  /** Added to the browser's environment. */
  readonly env: Readonly<Record<string, string>>
  /** Put before a page's own style sheet; empty where `env` does it all. */
  readonly css: string
  /** An empty page to start from, where the style sheet names files: only a page that is a file may read files. */
  readonly blank?: string
}

/** Faces that share a name, and where their files lie. */
interface Family {
  readonly name: string
  /** Last part of the name of the package. */
  readonly pack: string
  /** What the name of each file begins with. */
  readonly file: string
}

const SOURCE_SERIF: Family = {name: 'Source Serif 4', pack: 'source-serif-4', file: 'SourceSerif4'}
const SOURCE_SANS: Family = {name: 'Source Sans 3', pack: 'source-sans-3', file: 'SourceSans3'}
const LATIN = [
  ...upright(SOURCE_SERIF),
  face(SOURCE_SERIF, 400, 'italic'),
  ...upright(SOURCE_SANS),
  face(SOURCE_SANS, 400, 'italic')
]
const SIMPLIFIED = [
  ...upright({name: 'Noto Serif SC', pack: 'noto-serif-sc', file: 'NotoSerifSC'}),
  ...upright({name: 'Noto Sans SC', pack: 'noto-sans-sc', file: 'NotoSansSC'})
]
const TRADITIONAL = [
  ...upright({name: 'Noto Serif TC', pack: 'noto-serif-tc', file: 'NotoSerifTC'}),
  ...upright({name: 'Noto Sans TC', pack: 'noto-sans-tc', file: 'NotoSansTC'})
]

/**
 * The faces that a page in this language may use. Traditional Chinese has no simplified forms to fall
 * back on, so that a character that escaped conversion is found; other languages may name things in Chinese.
 */
export function facesFor(language: Language): readonly Face[] {
  return [...LATIN, ...(rulesFor(language).script === 'Hant' ? TRADITIONAL : SIMPLIFIED)]
}

/** The faces that charts are set in, for measuring their words. Chinese forms differ by language, their widths do not. */
export function chartFaces(): {readonly regular: FacePair; readonly bold: FacePair} {
  const path = (family: string, weight: number) =>
    [...LATIN, ...SIMPLIFIED].find((face) => face.family === family && face.weight === weight && face.style === 'normal')!.path
  const pair = (weight: number) => ({latin: path('Source Sans 3', weight), cjk: path('Noto Sans SC', weight)})
  return {regular: pair(400), bold: pair(700)}
}

interface FacePair {
  readonly latin: string
  readonly cjk: string
}

/** Every face: the browser always sees the same set, whatever languages a build holds. */
export function allFaces(): readonly Face[] {
  return [...LATIN, ...SIMPLIFIED, ...TRADITIONAL]
}

/**
 * The digest of all in the fonts that a print depends on: the set-up as the browser gets it, but with the content of each
 * face in the place of its path, so that the same fonts elsewhere are the same.
 */
export function fontsDigest(faces: readonly Face[], contents: readonly Digest[], platform: NodeJS.Platform): Digest {
  const named = faces.map((face, index) => ({...face, path: contents[index]!}))
  const setup = usesFontconfig(platform)
    ? fontConfig(
        named.map(({path}) => path),
        'cache'
      )
    : fontFaces(named, ({path}) => path)
  return digest({setup, faces: named})
}

/**
 * Let a browser see these faces and no other. Where fontconfig is used (Linux) they are its only fonts,
 * which spares the browser from loading 15 MB a face for each page; elsewhere they come by `@font-face`.
 */
export async function prepareFonts(folder: string, faces: readonly Face[], platform: NodeJS.Platform): Promise<PreparedFonts> {
  const own = join(resolve(folder), digest(faces.map((each) => each.path)).slice(0, 16))
  if (!usesFontconfig(platform)) return fontsByAddress(own, faces)
  const config = join(own, 'fonts.conf')
  await mkdir(join(own, 'cache'), {recursive: true})
  // Each face lies alone in a folder of its package, so its folder stands for it.
  await writeWhole(
    config,
    Buffer.from(
      fontConfig(
        faces.map(({path}) => resolve(path, '..')),
        join(own, 'cache')
      )
    )
  )
  return {env: {FONTCONFIG_FILE: config}, css: ''}
}

function usesFontconfig(platform: NodeJS.Platform): boolean {
  return platform === 'linux'
}

async function fontsByAddress(folder: string, faces: readonly Face[]): Promise<PreparedFonts> {
  const page = join(folder, 'blank.html')
  await writeWhole(page, Buffer.from('<!doctype html>'))
  return {env: {}, css: fontFaces(faces, ({path}) => pathToFileURL(path).href), blank: pathToFileURL(page).href}
}

function fontFaces(faces: readonly Face[], addressOf: (face: Face) => string): string {
  const rule = (face: Face) =>
    `@font-face{font-family:"${face.family}";font-weight:${face.weight};font-style:${face.style};src:url("${addressOf(face)}")}`
  return faces.map(rule).join('\n')
}

function fontConfig(folders: readonly string[], cache: string): string {
  return [
    '<?xml version="1.0"?>',
    '<fontconfig>',
    ...folders.map((folder) => `<dir>${escapeXml(folder)}</dir>`),
    `<cachedir>${escapeXml(cache)}</cachedir>`,
    '</fontconfig>',
    ''
  ].join('\n')
}

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function upright(family: Family): readonly Face[] {
  return [face(family, 400, 'normal'), face(family, 700, 'normal')]
}

function face({name, pack, file}: Family, weight: Face['weight'], style: Face['style']): Face {
  const folder = `${weight}${weight === 400 ? 'Regular' : 'Bold'}${style === 'italic' ? '_Italic' : ''}`
  const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/${pack}/${folder}/${file}_${folder}.ttf`)
  return {family: name, weight, style, path}
}

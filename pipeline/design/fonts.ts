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

const LATIN = [
  ...family('Source Serif 4', 'source-serif-4', 'SourceSerif4'),
  face('Source Serif 4', 'source-serif-4', 'SourceSerif4', 400, 'italic'),
  ...family('Source Sans 3', 'source-sans-3', 'SourceSans3'),
  face('Source Sans 3', 'source-sans-3', 'SourceSans3', 400, 'italic')
]
const SIMPLIFIED = [
  ...family('Noto Serif SC', 'noto-serif-sc', 'NotoSerifSC'),
  ...family('Noto Sans SC', 'noto-sans-sc', 'NotoSansSC')
]
const TRADITIONAL = [
  ...family('Noto Serif TC', 'noto-serif-tc', 'NotoSerifTC'),
  ...family('Noto Sans TC', 'noto-sans-tc', 'NotoSansTC')
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

function family(name: string, pack: string, file: string): readonly Face[] {
  return [face(name, pack, file, 400, 'normal'), face(name, pack, file, 700, 'normal')]
}

function face(family: string, pack: string, file: string, weight: Face['weight'], style: Face['style']): Face {
  const folder = `${weight}${weight === 400 ? 'Regular' : 'Bold'}${style === 'italic' ? '_Italic' : ''}`
  const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/${pack}/${folder}/${file}_${folder}.ttf`)
  return {family, weight, style, path}
}

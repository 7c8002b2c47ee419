/** From a language to the font files that print it, ready for the browser, and to the characters they can show. */
import {mkdir, readFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {digest, type Digest} from '../cache/hash.ts'
import {writeWhole} from '../world.ts'
import {rulesFor} from '../language/index.ts'
import type {Language} from '../types.ts'
import {commonName, cutCommonFaces, cutDigest, type Cutting} from './common-faces.ts'
import {faceName, type Face, type Script} from './face.ts'

export {coverage, missingGlyphs, type Coverage} from './coverage.ts'
export type {Face} from './face.ts'

/** How a browser comes to see the faces. */
export interface PreparedFonts {
  /** Added to the browser's environment. */
  readonly env: Readonly<Record<string, string>>
  /** Put before a page's own style sheet. */
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
  readonly script?: Script
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
  ...upright({name: 'Noto Serif SC', pack: 'noto-serif-sc', file: 'NotoSerifSC', script: 'Hans'}),
  ...upright({name: 'Noto Sans SC', pack: 'noto-sans-sc', file: 'NotoSansSC', script: 'Hans'})
]
const TRADITIONAL = [
  ...upright({name: 'Noto Serif TC', pack: 'noto-serif-tc', file: 'NotoSerifTC', script: 'Hant'}),
  ...upright({name: 'Noto Sans TC', pack: 'noto-sans-tc', file: 'NotoSansTC', script: 'Hant'})
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
  const scripts = new Set(named.flatMap(({script}) => script ?? []))
  const css = fontFaces(named, usesFontconfig(platform) ? localSource : ({path}, isCommon) => `${path} ${isCommon}`)
  const folders = named.map(({path}) => path)
  return digest({
    setup: [css, usesFontconfig(platform) && fontConfig({folders, faces: named, cache: 'cache'})],
    faces: named,
    cuts: [...scripts].map(cutDigest)
  })
}

/** Where what a browser needs lies, and what is to be seen. */
export interface FontSettings extends Cutting {
  /** A folder for these fonts alone. */
  readonly folder: string
  readonly faces: readonly Face[]
  readonly platform: NodeJS.Platform
}

/**
 * Let a browser see these faces and no other. Where fontconfig is used (Linux) they are its only fonts,
 * which spares the browser from loading 15 MB a face for each page; elsewhere they come by `@font-face`.
 */
export async function prepareFonts({folder, faces, platform, ...cutting}: FontSettings): Promise<PreparedFonts> {
  const own = join(resolve(folder), digest(faces.map((each) => each.path)).slice(0, 16))
  const common = join(resolve(folder), 'common')
  await cutCommonFaces(common, faces, cutting)
  if (!usesFontconfig(platform)) return fontsByAddress(own, faces, common)
  const config = join(own, 'fonts.conf')
  const cache = join(own, 'cache')
  await mkdir(cache, {recursive: true})
  // Each face lies alone in a folder of its package, so its folder stands for it.
  const folders = [...faces.map(({path}) => resolve(path, '..')), common]
  await writeUnlessSame(config, fontConfig({folders, faces, cache}))
  return {env: {FONTCONFIG_FILE: config}, css: fontFaces(faces, localSource)}
}

// To write is to wait for the disk, at each start.
async function writeUnlessSame(path: string, text: string): Promise<void> {
  const there = await readFile(path, 'utf8').catch(() => undefined)
  if (there !== text) await writeWhole(path, Buffer.from(text))
}

function usesFontconfig(platform: NodeJS.Platform): boolean {
  return platform === 'linux'
}

async function fontsByAddress(folder: string, faces: readonly Face[], common: string): Promise<PreparedFonts> {
  const page = join(folder, 'blank.html')
  await writeWhole(page, Buffer.from('<!doctype html>'))
  const addressOf = (face: Face, isCommon: boolean) =>
    pathToFileURL(isCommon ? join(common, `${commonName(face)}.ttf`) : face.path).href
  const css = fontFaces(faces, (face, isCommon) => `url("${addressOf(face, isCommon)}")`)
  return {env: {}, css, blank: pathToFileURL(page).href}
}

// Of two rules for one face the browser looks into the later one first: the small face, then the whole one.
function fontFaces(faces: readonly Face[], sourceOf: (face: Face, isCommon: boolean) => string): string {
  return faces.flatMap((face) => [rule(face, false), ...(face.script ? [rule(face, true)] : [])]).join('\n')

  function rule(face: Face, isCommon: boolean): string {
    const {family, weight, style} = face
    return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:${sourceOf(face, isCommon)}}`
  }
}

// A face that is found by its family has letters of whole pixels' width, one that is found by its name their true widths.
function localSource(face: Face, isCommon: boolean): string {
  return `local("${isCommon ? commonName(face) : faceName(face)}")`
}

interface FontConfig {
  readonly folders: readonly string[]
  readonly faces: readonly Face[]
  readonly cache: string
}

// A small face has the names of the whole one in its file: it is seen by a name of its own. What a build that was killed had begun to
// write is no face: of two of one name the browser would take neither.
function fontConfig({folders, faces, cache}: FontConfig): string {
  const names = faces.filter(({script}) => script !== undefined).map(commonName)
  return [
    '<?xml version="1.0"?>',
    '<fontconfig>',
    ...folders.map((folder) => `<dir>${escapeXml(folder)}</dir>`),
    '<selectfont><rejectfont><glob>*.tmp</glob></rejectfont></selectfont>',
    ...names.map(
      (name) =>
        `<match target="scan">${containing('file', `${name}.ttf`)}${NAMES.map((each) => assigned(each, name)).join('')}</match>`
    ),
    `<cachedir>${escapeXml(cache)}</cachedir>`,
    '</fontconfig>',
    ''
  ].join('\n')
}

const NAMES = ['family', 'fullname', 'postscriptname']

function containing(name: string, value: string): string {
  return `<test name="${name}" compare="contains"><string>${value}</string></test>`
}

function assigned(name: string, value: string): string {
  return `<edit name="${name}" mode="assign"><string>${value}</string></edit>`
}

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function upright(family: Family): readonly Face[] {
  return [face(family, 400, 'normal'), face(family, 700, 'normal')]
}

function face({name, pack, file, script}: Family, weight: Face['weight'], style: Face['style']): Face {
  const folder = `${weight}${weight === 400 ? 'Regular' : 'Bold'}${style === 'italic' ? '_Italic' : ''}`
  const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/${pack}/${folder}/${file}_${folder}.ttf`)
  return {family: name, weight, style, path, ...(script && {script})}
}

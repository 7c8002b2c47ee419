/** The fonts of screen pages: cut once, kept in the store, published once for all editions in a folder of their own. */
import {closureDigest} from '../cache/code.ts'
import {digest, type Digest} from '../cache/hash.ts'
import type {Artifact, Memo, Stage} from '../cache/memo.ts'
import {cutFaces, cutterVersions} from '../design/cut.ts'
import type {Script} from '../design/face.ts'
import {allFaces} from '../design/fonts.ts'
import {faceRules, webFaces, type WebFace} from '../design/web-faces.ts'
import {toWoff2} from '../design/woff2.ts'
import {rulesFor} from '../language/index.ts'
import type {Language} from '../types.ts'
import type {Asset} from './asset.ts'
import type {Session} from './session.ts'

/** The sheet that names them, and their files. */
export interface WebFonts {
  readonly style: Asset
  readonly files: readonly Asset[]
}

/** Cut, or recall, the fonts that pages in these languages may load. */
export async function makeWebFonts(
  languages: readonly Language[],
  {memo, store}: Pick<Session, 'memo' | 'store'>
): Promise<WebFonts> {
  const scripts = [...new Set(languages.map((language) => rulesFor(language).script))].filter(
    (script) => script !== 'Latn'
  ) as Script[]
  const faces = facesFor(scripts, store)
  const code = closureDigest(new URL('../design/woff2.ts', import.meta.url))
  const input = {
    files: await Promise.all(faces.map(({face}) => store.fileDigest(face.path))),
    parts: faces.map(({slices}) => slices.map(({characters}) => characters)),
    cutter: cutterVersions()
  }
  const paths = faces.map(({face}) => face.path)
  const fonts = await memo(webFontsStage(code, paths), input)
  const made = faces.map(({slices}, face) => slices.map((_, index) => fonts[nameOf(face, index)]!))
  return asAssets(faces, made, memo)
}

// To lay out the slices takes longer than to recall them, and a preview asks at each look.
const known = new WeakMap<object, Map<string, readonly WebFace[]>>()

function facesFor(scripts: readonly Script[], store: object): readonly WebFace[] {
  const of = known.get(store) ?? new Map<string, readonly WebFace[]>()
  const faces = of.get(scripts.join()) ?? webFaces(allFaces(), scripts)
  known.set(store, of.set(scripts.join(), faces))
  return faces
}

type Slices = Readonly<Record<string, Uint8Array>>
interface SlicesInput {
  readonly files: readonly Digest[]
  readonly parts: readonly (readonly string[])[]
  readonly cutter: readonly string[]
}

// The paths say where the files lie, their digests what is in them. One thread for all: to begin with, each reads what cuts.
function webFontsStage(code: Digest, paths: readonly string[]): Stage<SlicesInput, Slices> {
  return {
    name: 'web-fonts',
    code,
    async run({parts}) {
      const cut = await cutFaces(paths.map((path, face) => ({path, parts: parts[face]!})))
      const packed = cut.flatMap((fonts, face) =>
        fonts.map(async (font, index) => [nameOf(face, index), await toWoff2(font)] as const)
      )
      return Object.fromEntries(await Promise.all(packed))
    }
  }
}

function nameOf(face: number, slice: number): string {
  return `face ${face} slice ${slice}`
}

// A folder named by all that lies in it, so that a browser may keep it for ever.
async function asAssets(
  faces: readonly WebFace[],
  made: readonly (readonly Artifact<Uint8Array>[])[],
  memo: Memo
): Promise<WebFonts> {
  const names = faces.map(({face: {family, weight, style}, slices}) => {
    const name = [family.toLowerCase().replaceAll(' ', '-'), weight, ...(style === 'italic' ? ['italic'] : [])].join('-')
    return slices.map((_, index) => (slices.length === 1 ? `${name}.woff2` : `${name}.${index}.woff2`))
  })
  const css = faces.flatMap((face, index) => faceRules(face, names[index]!)).join('\n')
  const folder = `assets/fonts.${digest([css, made.flat()]).slice(0, 10)}`
  const style = {path: `${folder}/fonts.css`, content: await memo.keep<Uint8Array>(Buffer.from(css))}
  const files = made.flatMap((slices, face) =>
    slices.map((content, index) => ({path: `${folder}/${names[face]![index]!}`, content}))
  )
  return {style, files: [style, ...files]}
}

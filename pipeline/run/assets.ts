/** Files that all screen pages share, named by their content so that a browser may keep them for ever. */
import type {Artifact, Memo} from '../cache/memo.ts'
import type {Asset, PageAssets} from './asset.ts'
import type {Picture} from './pictures.ts'
import type {Prepared} from './prepare.ts'
import type {WebFonts} from './web-fonts.ts'
import {styleNames} from '../design/styles.ts'

export type {Asset, PageAssets} from './asset.ts'

/** All of them. */
export interface Assets {
  /** Pictures of the chapters, by their address in the text. */
  readonly pictures: Readonly<Record<string, Asset>>
  readonly edition: PageAssets
  readonly catalogue: PageAssets
  readonly files: readonly Asset[]
  /** What editions hold that are one file each. */
  readonly contents: {readonly style: Artifact<Uint8Array>; readonly script: Artifact<Uint8Array>}
}

/** The styles, scripts and pictures of a report, ready to be published. */
export async function makeAssets({report, pictures: read}: Prepared, memo: Memo, fonts?: WebFonts): Promise<Assets> {
  const {styles, scripts} = report.templates
  const css = (page: 'screen' | 'catalogue') =>
    styleNames(page)
      .map((name) => styles[name] ?? '')
      .join('\n')
  const [editionStyle, editionScript, catalogueStyle, catalogueScript] = await Promise.all([
    asset('edition.css', css('screen'), memo),
    asset('edition.js', scripts['edition'] ?? '', memo),
    asset('catalogue.css', css('catalogue'), memo),
    asset('catalogue.js', scripts['catalogue'] ?? '', memo)
  ])
  const pictures = Object.fromEntries(Array.from(read, ([address, picture]) => [address, pictureAsset(picture)]))
  const named = {fonts: fonts?.style.path ?? ''}
  const own = [editionStyle, editionScript, catalogueStyle, catalogueScript]
  return {
    pictures,
    contents: {style: editionStyle.content, script: editionScript.content},
    edition: {style: editionStyle.path, script: editionScript.path, ...named},
    catalogue: {style: catalogueStyle.path, script: catalogueScript.path, ...named},
    files: [...own, ...distinct(Object.values(pictures)), ...(fonts?.files ?? [])]
  }
}

// A name of letters that every disk and server takes as they are; the digest tells two of one name apart.
function pictureAsset({path, content, format}: Picture): Asset {
  const name = path.replace(/^.*\//, '').replace(/\.[^.]*$/, '')
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  return {path: `assets/${plain || 'picture'}.${content.digest.slice(0, 10)}.${format === 'jpeg' ? 'jpg' : format}`, content}
}

// The same picture under two names is one file.
function distinct(assets: readonly Asset[]): readonly Asset[] {
  return [...new Map(assets.map((asset) => [asset.path, asset])).values()]
}

async function asset(name: string, text: string, memo: Memo): Promise<Asset> {
  const content = await memo.keep<Uint8Array>(Buffer.from(text))
  return {path: `assets/${name.replace('.', `.${content.digest.slice(0, 10)}.`)}`, content}
}

/** What surrounds the editions of a plan in its output, the same for all of its shards; and the manifest and catalogue that it gives. */
import {posix} from 'node:path'
import type {Digest} from '../cache/hash.ts'
import type {Artifact} from '../cache/memo.ts'
import {themeOf} from '../design/brand.ts'
import {catalogueStage, type CatalogueInput} from '../stages/catalogue/index.ts'
import {mergeEditions, type Manifest, type ManifestAsset, type ManifestEdition} from '../stages/publish/index.ts'
import type {Edition} from '../types.ts'
import type {Assets} from './assets.ts'
import type {JobSettings} from './job-sources.ts'
import type {Prepared} from './prepare.ts'
import type {Renderer} from './renderer.ts'
import type {Session} from './session.ts'
import {NODE, TOOL} from './tool.ts'

/** Plain data. */
export interface Frame {
  /** Id of the report. */
  readonly report: string
  /** ISO date. */
  readonly release: string
  readonly draft: boolean
  /** Digest of the browser; empty where nothing is printed. */
  readonly browser: Digest
  /** Neither editions nor formats are left out: what the output holds besides is wanted no more. */
  readonly isWhole: boolean
  /** Every edition that may be listed, sorted by id. */
  readonly matrix: readonly Pick<Edition, 'id' | 'language'>[]
  /** What all editions share. */
  readonly assets: readonly ManifestAsset[]
  /** What the catalogue shows besides editions; a shard has none of its own. */
  readonly catalogue?: Omit<CatalogueInput, 'editions'>
}

/** What a run is framed by. */
export interface Framed {
  readonly prepared: Prepared
  readonly renderer: Pick<Renderer, 'browser'>
  readonly assets: Assets
  readonly settings: JobSettings
}

/** The frame of a run. */
export function frameOf({prepared, renderer, assets, settings}: Framed, isWhole: boolean): Frame {
  const {definition, languages, templates, brand} = prepared.report
  return {
    report: definition.id,
    release: settings.release,
    draft: settings.draft,
    browser: renderer.browser,
    isWhole,
    matrix: prepared.editions.map(({id, language}) => ({id, language})),
    assets: assets.files.map(({path, content}) => ({path, sha256: content.digest})),
    // Pages that are one file each lead nowhere, and nothing leads to them.
    ...(settings.enclosing === undefined && {
      catalogue: {
        title: definition.title,
        subtitle: definition.subtitle ?? {},
        release: settings.release,
        languages,
        words: templates.words,
        axes: prepared.axes,
        facts: prepared.facts,
        partials: templates.partials,
        assets: assets.catalogue,
        theme: themeOf(brand, {})
      }
    })
  }
}

/** The editions that were made now, and what was there before. */
export interface Made {
  readonly now: readonly ManifestEdition[]
  readonly before: Pick<Manifest, 'editions' | 'assets' | 'browser'> | undefined
  readonly frame: Frame
}

/** The path of the catalogue. */
const CATALOGUE = 'index.html'

/** What should be listed in the output, and the catalogue by its path. A catalogue that only a print would tell has no digest. */
export async function manifestOf(
  {now, before, frame}: Made,
  session: Pick<Session, 'memo' | 'code'>
): Promise<{readonly manifest: Manifest; readonly catalogue: ReadonlyMap<string, Artifact<Uint8Array>>}> {
  const {report, release, matrix, isWhole} = frame
  const editions = mergeEditions({before: before?.editions ?? [], now, matrix, isWhole})
  const html = await catalogueOf(editions, frame, session)
  const isPrinted = editions.some(({files}) => files.some(({format}) => format !== 'html'))
  const browser = isPrinted ? frame.browser || (before?.browser ?? '') : ''
  const listed = frame.catalogue === undefined ? [] : [{path: CATALOGUE, sha256: html?.digest ?? ''}]
  const assets = [...sharedFiles(editions, before?.assets ?? [], frame.assets), ...listed]
  return {
    manifest: {
      report,
      release,
      tool: TOOL,
      browser,
      node: NODE,
      editions,
      assets: assets.sort((a, b) => (a.path < b.path ? -1 : 1))
    },
    catalogue: new Map(html ? [[CATALOGUE, html]] : [])
  }
}

// With an edition that only a print would tell, so does the catalogue, which names its pages. What goes to press is not for readers.
async function catalogueOf(
  editions: readonly ManifestEdition[],
  {catalogue, matrix}: Frame,
  {memo, code}: Pick<Session, 'memo' | 'code'>
): Promise<Artifact<Uint8Array> | undefined> {
  if (catalogue === undefined || editions.some(({files}) => files.some(({sha256}) => sha256 === ''))) return undefined
  const languages = new Map(matrix.map(({id, language}) => [id, language]))
  const {html} = await memo(catalogueStage(code), {
    ...catalogue,
    editions: editions
      .map((edition) => ({...edition, files: edition.files.filter(({format}) => format !== 'press')}))
      .filter(({id, files}) => languages.has(id) && files.length > 0)
      .map(({id, axes, files}) => ({
        id,
        axes,
        language: languages.get(id)!,
        files: files.map(({format, path, pages, bytes}) => ({format, href: path, bytes, ...(pages !== undefined && {pages})}))
      }))
  })
  return html
}

// Those of this plan, and those that a page which stays as it was still reads.
function sharedFiles(
  editions: readonly ManifestEdition[],
  before: readonly ManifestAsset[],
  now: readonly ManifestAsset[]
): readonly ManifestAsset[] {
  const own = new Set(now.map(({path}) => path))
  const needed = new Set(editions.flatMap(({files}) => files.flatMap(({assets = []}) => assets)))
  // Fonts lie beside the sheet that names them.
  const folders = new Set([...needed].map((path) => posix.dirname(path)).filter((folder) => folder !== 'assets'))
  const isNeeded = (path: string) => needed.has(path) || folders.has(posix.dirname(path))
  return [...now, ...before.filter(({path}) => isNeeded(path) && !own.has(path))]
}

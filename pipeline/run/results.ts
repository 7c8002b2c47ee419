/** The results of a run -> what should lie in the output folder: the files of the editions, the catalogue, the manifest. */
import type {Artifact} from '../cache/memo.ts'
import {themeOf} from '../design/brand.ts'
import type {Message} from '../messages.ts'
import {catalogueStage} from '../stages/catalogue/index.ts'
import {
  mergeEditions,
  type Manifest,
  type ManifestAsset,
  type ManifestEdition,
  type ManifestFile,
  type Published
} from '../stages/publish/index.ts'
import type {Dataset, Edition} from '../types.ts'
import type {Asset} from './assets.ts'
import type {EditionFile} from './job.ts'
import type {Run} from './open.ts'
import {NODE, TOOL} from './tool.ts'

/** What came of one edition. */
export interface EditionResult {
  readonly edition: Edition
  readonly state: 'built' | 'same' | 'failed'
  readonly files: readonly EditionFile[]
  readonly queries: Readonly<Record<string, Artifact<Dataset>>>
  readonly messages: readonly Message[]
}

/** All that should lie in the output folder after a run. */
export interface Output {
  /** A file that only a print would tell has no digest and no bytes. */
  readonly manifest: Manifest
  /** Content by path, as far as this run made it. */
  readonly contents: ReadonlyMap<string, Artifact<Uint8Array>>
}

/** What should lie there, given what was published before. */
export async function outputOf(results: readonly EditionResult[], before: Published, run: Run): Promise<Output> {
  const {prepared, renderer, settings, assets, isWhole} = run
  const now = await Promise.all(results.map(manifestEdition))
  const known = before.manifest?.editions ?? []
  const editions = mergeEditions({before: known, now, matrix: prepared.editions, isWhole})
  const catalogue = await catalogueOf(editions, run)
  const contents = new Map([
    ...results.flatMap(({files}) => files.flatMap(({path, content}) => (content ? [[path, content] as const] : []))),
    ...assets.files.map(({path, content}) => [path, content] as const),
    ...(catalogue ? [['index.html', catalogue] as const] : [])
  ])
  const printed = editions.some(({files}) => files.some(({format}) => format === 'pdf'))
  return {
    contents,
    manifest: {
      report: prepared.report.definition.id,
      release: settings.release,
      tool: TOOL,
      browser: printed ? renderer.browser || (before.manifest?.browser ?? '') : '',
      node: NODE,
      editions,
      assets: [
        ...sharedFiles(editions, before.manifest?.assets ?? [], assets.files),
        {path: 'index.html', sha256: catalogue?.digest ?? ''}
      ].sort((a, b) => (a.path < b.path ? -1 : 1))
    }
  }
}

async function manifestEdition({edition, state, files, queries, messages}: EditionResult): Promise<ManifestEdition> {
  const {id, axes} = edition
  const reasons = messages.map(({reason}) => reason)
  if (state === 'failed') return {id, axes, state: 'missing', files: [], data: [], messages: reasons}
  const data = Object.entries(queries).map(async ([query, dataset]) => ({
    query,
    sha256: dataset.digest,
    rows: (await dataset.value()).rows.length
  }))
  return {
    id,
    axes,
    state: 'current',
    files: await Promise.all(files.map(manifestFile)),
    data: await Promise.all(data),
    messages: reasons
  }
}

async function manifestFile({format, path, content, map, assets}: EditionFile): Promise<ManifestFile> {
  const pages = (await map?.value())?.pages
  return {
    format,
    path,
    sha256: content?.digest ?? '',
    bytes: (await content?.size()) ?? 0,
    ...(pages !== undefined && {pages}),
    ...(assets && {assets})
  }
}

// With an edition that only a print would tell, so does the catalogue, which names its pages.
async function catalogueOf(editions: readonly ManifestEdition[], run: Run): Promise<Artifact<Uint8Array> | undefined> {
  const {prepared, assets, session, settings} = run
  if (editions.some(({files}) => files.some(({sha256}) => sha256 === ''))) return undefined
  const {definition, languages, templates, brand} = prepared.report
  const byId = new Map(prepared.editions.map((edition) => [edition.id, edition]))
  const {html} = await session.memo(catalogueStage(session.code), {
    title: definition.title,
    subtitle: definition.subtitle ?? {},
    release: settings.release,
    languages,
    words: templates.words,
    axes: prepared.axes,
    editions: editions
      .filter(({id, files}) => byId.has(id) && files.length > 0)
      .map(({id, axes, files}) => ({
        id,
        axes,
        language: byId.get(id)!.language,
        files: files.map(({format, path, pages, bytes}) => ({format, href: path, bytes, ...(pages !== undefined && {pages})}))
      })),
    partials: templates.partials,
    assets: assets.catalogue,
    theme: themeOf(brand, {})
  })
  return html
}

// Those of this run, and those that a page which stays as it was still reads.
function sharedFiles(
  editions: readonly ManifestEdition[],
  before: readonly ManifestAsset[],
  files: readonly Asset[]
): readonly ManifestAsset[] {
  const now = files.map(({path, content}): ManifestAsset => ({path, sha256: content.digest}))
  const own = new Set(now.map(({path}) => path))
  const needed = new Set(editions.flatMap(({files}) => files.flatMap(({assets = []}) => assets)))
  const kept = before.filter(({path}) => needed.has(path) && !own.has(path))
  return [...now, ...kept]
}

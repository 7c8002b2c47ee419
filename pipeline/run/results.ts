/** The results of a build -> what is published: the files of the editions, the catalogue, the manifest. */
import type {Building} from '../build.ts'
import type {Artifact} from '../cache/memo.ts'
import type {Digest} from '../cache/hash.ts'
import {catalogueStage} from '../stages/catalogue/index.ts'
import {themeOf} from '../design/brand.ts'
import type {Message} from '../messages.ts'
import {publish, publishedManifest, type Publication} from '../stages/publish/index.ts'
import {
  mergeEditions,
  type Manifest,
  type ManifestAsset,
  type ManifestEdition,
  type ManifestFile
} from '../stages/publish/manifest.ts'
import {NODE, TOOL} from './tool.ts'
import type {PublishedFile} from '../edition.ts'
import type {Dataset, Edition} from '../types.ts'

export interface EditionResult {
  readonly edition: Edition
  readonly state: 'built' | 'same' | 'failed'
  readonly files: readonly PublishedFile[]
  readonly queries: Readonly<Record<string, Artifact<Dataset>>>
  readonly messages: readonly Message[]
}

/** Publish a build into its folder. Gives the paths whose bytes are new. */
export async function publishBuild(results: readonly EditionResult[], building: Building): Promise<ReadonlySet<string>> {
  const {prepared, press, session, options, settings} = building
  const {files} = session.world
  const before = await publishedManifest(options.out, files)
  const known = new Map((before?.editions ?? []).flatMap(({files}) => files.map((file) => [file.sha256, file] as const)))
  const now = await Promise.all(results.map((result) => manifestEdition(result, known)))
  const editions = mergeEditions(before?.editions ?? [], now, prepared.editions, isWhole(options))
  const shared = [...building.assets.files, await cataloguePublication(editions, building)]
  const manifest: Manifest = {
    report: prepared.report.definition.id,
    release: settings.release,
    tool: TOOL,
    browser: press.browser || (before?.browser ?? ''),
    node: NODE,
    editions,
    assets: mergeAssets(isWhole(options) ? [] : (before?.assets ?? []), shared)
  }
  const publications = [...results.flatMap((result) => result.files), ...shared]
  const departed = isWhole(options) ? departedPaths(before, manifest) : []
  return publish({folder: options.out, publications, manifest, departed}, files)
}

async function manifestEdition(
  {edition: {id, axes}, state, files, queries, messages}: EditionResult,
  known: ReadonlyMap<Digest, ManifestFile>
): Promise<ManifestEdition> {
  if (state === 'failed') return {id, axes, state: 'missing', files: [], data: [], messages: messages.map(({reason}) => reason)}
  const data = Object.entries(queries).map(async ([query, dataset]) => ({
    query,
    sha256: dataset.digest,
    rows: (await dataset.value()).rows.length
  }))
  return {
    id,
    axes,
    state: 'current',
    files: await Promise.all(files.map((file) => manifestFile(file, known.get(file.content.digest)))),
    data: await Promise.all(data),
    messages: messages.map(({reason}) => reason)
  }
}

// Content with a known digest has a known size: it need not be read again.
async function manifestFile({format, path, content, map}: PublishedFile, known: ManifestFile | undefined): Promise<ManifestFile> {
  if (known !== undefined) return {...known, format, path}
  const pages = (await map?.value())?.pages
  return {format, path, sha256: content.digest, bytes: (await content.bytes()).length, ...(pages !== undefined && {pages})}
}

async function cataloguePublication(
  editions: readonly ManifestEdition[],
  {prepared, assets, session, settings}: Building
): Promise<Publication> {
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
      .filter(({files}) => files.length > 0)
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
  return {path: 'index.html', content: html}
}

// Pages that a part of the matrix left as they were still read the files they read before.
function mergeAssets(before: readonly ManifestAsset[], now: readonly Publication[]): readonly ManifestAsset[] {
  const assets = new Map(before.map((asset) => [asset.path, asset]))
  for (const {path, content} of now) assets.set(path, {path, sha256: content.digest})
  return [...assets.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

// A part of the matrix says nothing of the rest.
function isWhole({only, formats}: Building['options']): boolean {
  return Object.keys(only).length === 0 && formats === undefined
}

function departedPaths(before: Manifest | undefined, now: Manifest): readonly string[] {
  const paths = ({editions, assets}: Manifest) => [
    ...editions.flatMap(({files}) => files.map(({path}) => path)),
    ...assets.map(({path}) => path)
  ]
  const left = new Set(paths(now))
  return before === undefined ? [] : paths(before).filter((path) => !left.has(path))
}

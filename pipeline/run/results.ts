/** The results of a run -> what should lie in the output folder: the files of the editions, the catalogue, the manifest. */
import type {Artifact} from '../cache/memo.ts'
import type {Message} from '../messages.ts'
import type {Content, Manifest, ManifestEdition, ManifestFile, Published} from '../stages/publish/index.ts'
import type {Dataset, Edition} from '../types.ts'
import {manifestOf} from './frame.ts'
import type {EditionFile} from './job.ts'
import type {Run} from './open.ts'

/** What came of one edition. */
export interface EditionResult {
  readonly edition: Edition
  readonly state: 'built' | 'same' | 'failed'
  readonly files: readonly EditionFile[]
  /** What the manifest says of it. */
  readonly listed: ManifestEdition
  readonly messages: readonly Message[]
}

/** All that should lie in the output folder after a run. */
export interface Output {
  /** A file that only a print would tell has no digest and no bytes. */
  readonly manifest: Manifest
  /** Content by path, as far as it was made now. */
  readonly contents: ReadonlyMap<string, Content>
}

/** What should lie there, given what was published before. */
export async function outputOf(results: readonly EditionResult[], before: Published, run: Run): Promise<Output> {
  const now = results.map(({listed}) => listed)
  const {manifest, catalogue} = await manifestOf({now, before: before.manifest, frame: run.frame}, run.session)
  const contents = new Map([
    ...results.flatMap(({files}) => files.flatMap(({path, content}) => (content ? [[path, content] as const] : []))),
    ...run.assets.files.map(({path, content}) => [path, content] as const),
    ...catalogue
  ])
  return {manifest, contents}
}

/** What could not be made. */
export function failedResult(edition: Edition, messages: readonly Message[]): EditionResult {
  const {id, axes} = edition
  const listed = {id, axes, state: 'missing', files: [], data: [], messages: messages.map(({reason}) => reason)} as const
  return {edition, state: 'failed', files: [], listed, messages}
}

/** What came of an edition that was made. */
export interface MadeEdition extends Pick<EditionResult, 'edition' | 'files' | 'messages'> {
  readonly queries: Readonly<Record<string, Artifact<Dataset>>>
}

/** What the manifest says of an edition that was made. */
export async function listEdition({edition: {id, axes}, files, queries, messages}: MadeEdition): Promise<ManifestEdition> {
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
    messages: messages.map(({reason}) => reason)
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

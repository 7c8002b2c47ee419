/** An output -> the state of the report that it shows. */
import {join, posix} from 'node:path'
import {readEditionPage} from '../compare/read-page.ts'
import type {State, StateEdition} from '../compare/state.ts'
import {digest} from '../cache/hash.ts'
import {MANIFEST} from '../schema/output-path.ts'
import {readManifest, type Manifest, type ManifestEdition} from '../stages/publish/index.ts'
import {unlessMissing, type Files} from '../world.ts'

/** An output: its manifest, and where its files are read. */
export interface PublishedOutput {
  readonly manifest: Manifest
  readonly folder: string
  readonly files: Pick<Files, 'read'>
}

/** Open an output folder; nothing where no build published there. */
export async function openOutput(folder: string, files: Pick<Files, 'read'>): Promise<PublishedOutput | undefined> {
  const bytes = await unlessMissing(files.read(join(folder, MANIFEST)))
  const manifest = bytes && readManifest(bytes)
  return manifest && {manifest, folder, files}
}

/** Which of its editions are read, and which of those need no reading. */
export interface ReadOptions {
  readonly isWanted: (edition: ManifestEdition) => boolean
  /** Its files are the same on the other side. */
  readonly isKnown: (edition: ManifestEdition) => boolean
}

/** Read the state of an output. A page that is gone, or none of ours, tells nothing. */
export async function readState(output: PublishedOutput, {isWanted, isKnown}: ReadOptions): Promise<State> {
  const {report, release, editions, assets} = output.manifest
  const shared = Object.fromEntries(assets.map(({path, sha256}) => [path, sha256]))
  const read: StateEdition[] = []
  // One page at a time: a page of data is large as a tree.
  for (const edition of editions.filter(({files}) => files.length > 0).filter(isWanted))
    read.push(await readEdition(edition, {output, shared, isKnown: isKnown(edition)}))
  return {report, release, editions: read, shared}
}

interface Reading {
  readonly output: PublishedOutput
  readonly shared: State['shared']
  readonly isKnown: boolean
}

async function readEdition(edition: ManifestEdition, {output, shared, isKnown}: Reading): Promise<StateEdition> {
  const {id, axes} = edition
  const files = edition.files.map(({format, sha256, pages}) => ({format, sha256, ...(pages !== undefined && {pages})}))
  const page = edition.files.find(({format}) => format === 'html')
  if (isKnown || page === undefined) return {id, axes, files}
  const bytes = await unlessMissing(output.files.read(join(output.folder, page.path)))
  const pictureOf = (address: string) => shared[posix.join(posix.dirname(page.path), address)] ?? digest(address)
  const told = bytes && readEditionPage(Buffer.from(bytes).toString(), pictureOf)
  return {id, axes, files, ...(told && {told})}
}

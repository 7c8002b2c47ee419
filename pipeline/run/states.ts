/** An output -> the state of the report that it shows. */
import {join, posix} from 'node:path'
import {readEditionPage} from '../compare/read-page.ts'
import type {ToldEdition} from '../compare/passage.ts'
import type {State, StateEdition} from '../compare/state.ts'
import {digest} from '../cache/hash.ts'
import {readProvenance} from '../pdf/provenance.ts'
import {MANIFEST} from '../schema/output-path.ts'
import {readManifest, type Manifest, type ManifestEdition} from '../stages/publish/index.ts'
import type {Format} from '../types.ts'
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
  if (isKnown) return {id, axes, files}
  const told = (await readPage(edition, output, shared)) ?? (await readValues(edition, output))
  return {id, axes, files, ...(told && {told})}
}

async function readPage(
  edition: ManifestEdition,
  output: PublishedOutput,
  shared: State['shared']
): Promise<ToldEdition | undefined> {
  const {path, bytes} = await bytesOf(edition, 'html', output)
  const pictureOf = (address: string) => shared[posix.join(posix.dirname(path), address)] ?? digest(address)
  return bytes && readEditionPage(Buffer.from(bytes).toString(), pictureOf)
}

// A PDF tells its values, each where it stands; its sentences nobody can read without drawing it.
async function readValues(edition: ManifestEdition, output: PublishedOutput): Promise<ToldEdition | undefined> {
  const {bytes} = await bytesOf(edition, 'pdf', output)
  const provenance = bytes && readProvenance(bytes)
  if (provenance === undefined) return undefined
  const passages = provenance.values.map(({near, text, value, origins}) => {
    const piece = {text, value, origin: origins.join(' ')}
    return {kind: 'sentence' as const, near, pieces: [piece]}
  })
  return {id: edition.id, language: edition.axes['language'] ?? '', isValuesOnly: true, passages}
}

async function bytesOf({files}: ManifestEdition, format: Format, output: PublishedOutput) {
  const path = files.find((file) => file.format === format)?.path ?? ''
  return {path, bytes: path === '' ? undefined : await unlessMissing(output.files.read(join(output.folder, path)))}
}

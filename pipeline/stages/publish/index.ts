/**
 * What should lie in the output folder -> the folder. Everything is written aside first; then one short pass of
 * renames, the manifest last. Nothing half-written is ever at its final path, nothing is written that is there
 * already, and nothing is removed that a build did not publish.
 */
import {dirname, join, sep} from 'node:path'
import {digestOfBytes, type Digest} from '../../cache/hash.ts'
import type {Artifact} from '../../cache/memo.ts'
import {allEnded, MachineError, type Message} from '../../messages.ts'
import {MANIFEST, PRIVATE, SHARD} from '../../schema/output-path.ts'
import {unlessMissing, type Files} from '../../world.ts'
import {compare, type Comparison, type Known} from './compare.ts'
import {filesIn, readKnown, readManifest, writeManifest, type Manifest} from './manifest.ts'

export type {Comparison, Known} from './compare.ts'
export {filesIn, mergeEditions, readManifest, withoutFiles, writeManifest} from './manifest.ts'
export type {Manifest, ManifestAsset, ManifestEdition, ManifestFile} from './manifest.ts'

/** What an output folder says of itself. */
export interface Published {
  readonly manifest: Manifest | undefined
  /** What earlier builds published, or were about to when they ended. */
  readonly known: readonly Known[]
  readonly messages: readonly Message[]
}

/** What moves files within a file system. */
export type Mover = Pick<Files, 'makeFolder' | 'resolve' | 'rename' | 'removeWithEmptyFolders'>

/** Where files are read, and how the digest of one is found. */
export interface Place {
  /** Empty where paths are whole by themselves. */
  readonly folder: string
  readonly files: Pick<Files, 'read' | 'write' | 'remove'>
  /** What moves files to their places at once; a bucket has none, and whole files are written where they belong. */
  readonly mover?: Mover | undefined
  /** Digest of a file; throws where there is none. */
  digestOf(path: string): Promise<Digest>
}

/** What the build was about to publish that ended before its manifest was written. */
const PENDING = `${PRIVATE}/pending.json`

/** Read what is published in a folder. A manifest is anybody's word: one that is not of its form is told and not believed. */
export async function readPublished({folder, files}: Place): Promise<Published> {
  const [bytes, pending] = await Promise.all([MANIFEST, PENDING].map((path) => unlessMissing(files.read(join(folder, path)))))
  const manifest = bytes && readManifest(bytes)
  const known = [...(manifest ? filesIn(manifest) : []), ...(pending ? readKnown(pending) : [])]
  return {manifest, known, messages: bytes !== undefined && manifest === undefined ? [unreadable()] : []}
}

/** Hold what should be there against what is. */
export async function compareOutput(manifest: Manifest, {known}: Published, place: Place): Promise<Comparison> {
  const wanted = filesIn(manifest).map(({path, sha256}) => ({path, sha256: sha256 === '' ? undefined : sha256}))
  const paths = [...new Set([...wanted, ...known].map(({path}) => path))]
  const lying = await inTurns(paths, async (path) => {
    const found = await unlessMissing(place.digestOf(join(place.folder, path)))
    return found === undefined ? [] : [[path, found] as const]
  })
  return compare(wanted, known, new Map(lying))
}

/** The content of a file. */
export type Content = Pick<Artifact<Uint8Array>, 'bytes' | 'digest'>

/** What is published. */
export interface PublishInput {
  readonly manifest: Manifest
  readonly comparison: Comparison
  /** Content of each path to write. */
  readonly contents: ReadonlyMap<string, Content>
  /** Bytes that say which part of a plan this is; none where it is all of it. */
  readonly shard?: Uint8Array | undefined
}

/** Publish. Throws what the place says, having changed nothing or only whole files, which the next build ends. */
export async function publish(input: PublishInput, place: Place): Promise<void> {
  await (place.mover === undefined ? publishFiles(input, place) : moveFiles(input, place, place.mover))
}

// In a bucket nothing is moved: a file is there whole or not at all, and what is about to be is known before.
async function publishFiles(input: PublishInput, {folder, files}: Place): Promise<void> {
  const {write, remove} = input.comparison
  if (write.length > 0) await files.write(join(folder, PENDING), toPending(write, input.contents))
  await writeContents(input, folder, files)
  for (const path of remove) await files.remove(join(folder, path))
  await writeLists(input, folder, files)
}

async function moveFiles(input: PublishInput, {folder, files}: Place, mover: Mover): Promise<void> {
  const {write, remove} = input.comparison
  const aside = join(folder, PRIVATE, 'staging')
  await files.remove(aside)
  try {
    await writeContents(input, aside, files)
    if (write.length > 0) await files.write(join(folder, PENDING), toPending(write, input.contents))
    for (const below of foldersOf(write)) await mover.makeFolder(join(folder, below))
    for (const below of foldersOf([...write, ...remove])) await refuseWayOut(folder, below, mover)
    for (const path of write) await mover.rename(join(aside, path), join(folder, path))
    for (const path of remove) await mover.removeWithEmptyFolders(join(folder, path), folder)
    await writeLists(input, folder, files)
  } finally {
    await files.remove(aside)
  }
}

async function writeContents({comparison, contents}: PublishInput, folder: string, files: Place['files']): Promise<void> {
  await inTurns(comparison.write, async (path) => {
    await files.write(join(folder, path), await contents.get(path)!.bytes())
    return []
  })
}

// The shard's file names the manifest: beside another one, whoever merges sees that this was ended in between.
async function writeLists({manifest, shard}: PublishInput, folder: string, files: Place['files']): Promise<void> {
  if (shard !== undefined) await writeChanged(join(folder, SHARD), shard, files)
  await writeChanged(join(folder, MANIFEST), writeManifest(manifest), files)
  if (shard === undefined) await files.remove(join(folder, SHARD))
  await files.remove(join(folder, PENDING))
}

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.map((path) => dirname(path)))
}

// A link inside the output could lead a file, or a removal, anywhere.
async function refuseWayOut(folder: string, below: string, mover: Mover): Promise<void> {
  const [root, real] = await Promise.all([mover.resolve(folder), mover.resolve(join(folder, below))])
  if (root === undefined || real === undefined || real === root || real.startsWith(root + sep)) return
  throw new MachineError(
    `Unexpected link \`${below}\` in the output folder, which leads out of it`,
    'Remove the link, or choose another folder with --out.'
  )
}

async function writeChanged(path: string, bytes: Uint8Array, files: Place['files']): Promise<void> {
  const there = await files.read(path).then(digestOfBytes, () => undefined)
  if (there !== digestOfBytes(bytes)) await files.write(path, bytes)
}

function toPending(paths: readonly string[], contents: PublishInput['contents']): Uint8Array {
  return Buffer.from(JSON.stringify(paths.map((path) => ({path, sha256: contents.get(path)!.digest}))))
}

function unreadable(): Message {
  return {
    severity: 'warning',
    rule: 'manifest-is-readable',
    reason: `Unexpected content of \`${MANIFEST}\` in the output folder, expected what a build wrote`,
    note: 'It is written anew. Files that only it knew stay where they are: remove them by hand, or the whole folder.'
  }
}

// A few at a time: enough to keep the disk busy, not so many that all pages are in memory at once.
async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<readonly Result[]>
): Promise<Result[]> {
  const results: Result[] = []
  for (let at = 0; at < items.length; at += 16) {
    // One that fails waits for its neighbours: none of them writes when all is cleared away.
    results.push(...(await allEnded(items.slice(at, at + 16).map(work))).flat())
  }
  return results
}

/**
 * Results -> the output folder. Everything is written aside first; then one short pass of renames, the
 * manifest last. Nothing half-written is ever at its final path, and nothing is written that is there already.
 */
import {randomUUID} from 'node:crypto'
import {dirname, join} from 'node:path'
import {digest, type Digest} from '../../cache/hash.ts'
import type {Artifact} from '../../cache/memo.ts'
import {readManifest, writeManifest, type Manifest} from './manifest.ts'
import type {Files} from '../../world.ts'

/** A file to be published; its content lies in the store. */
export interface Publication {
  /** Relative to the output folder. */
  readonly path: string
  readonly content: Artifact<Uint8Array>
}

export interface PublishInput {
  readonly folder: string
  readonly publications: readonly Publication[]
  readonly manifest: Manifest
  /** What the manifest of the last build named and this one does not. */
  readonly departed: readonly string[]
}

const MANIFEST = 'manifest.json'
const ASIDE = '.publishing'

/** The manifest of what is published in a folder, if there is one. */
export async function publishedManifest(folder: string, files: Files): Promise<Manifest | undefined> {
  return readManifest(await files.read(join(folder, MANIFEST)).catch(() => undefined))
}

/** Publish. Gives the paths whose bytes are new. Throws what the file system says, having changed nothing. */
export async function publish(
  {folder, publications, manifest, departed}: PublishInput,
  files: Files
): Promise<ReadonlySet<string>> {
  const changed = await inTurns(publications, async ({path, content}) =>
    (await digestAt(join(folder, path), files)) === content.digest ? [] : [{path, content}]
  )
  const aside = join(folder, ASIDE, randomUUID())
  try {
    await inTurns(changed, async ({path, content}) => {
      await files.write(join(aside, path), await content.bytes())
      return []
    })
    for (const folderOf of new Set(changed.map(({path}) => dirname(path)))) await files.makeFolder(join(folder, folderOf))
    for (const {path} of changed) await files.rename(join(aside, path), join(folder, path))
    for (const path of departed) await files.removeWithEmptyFolders(join(folder, path), folder)
    await writeManifestFile(folder, manifest, files)
  } finally {
    await files.remove(join(folder, ASIDE))
  }
  return new Set(changed.map(({path}) => path))
}

async function writeManifestFile(folder: string, manifest: Manifest, files: Files): Promise<void> {
  const bytes = writeManifest(manifest)
  const path = join(folder, MANIFEST)
  if ((await digestAt(path, files)) !== digest(bytes)) await files.write(path, bytes)
}

async function digestAt(path: string, files: Files): Promise<Digest | undefined> {
  return files.read(path).then(digest, () => undefined)
}

// A few at a time: enough to keep the disk busy, not so many that all pages are in memory at once.
async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<readonly Result[]>
): Promise<Result[]> {
  const results: Result[] = []
  for (let at = 0; at < items.length; at += 16) {
    // One that fails waits for its neighbours: none of them writes when all is cleared away.
    const ended = await Promise.allSettled(items.slice(at, at + 16).map(work))
    for (const end of ended) {
      if (end.status === 'rejected') throw end.reason
      results.push(...end.value)
    }
  }
  return results
}

/**
 * The backend in a folder.
 *
 * - A large blob is a plain file, written beside and renamed, so that a reader never meets half of one. Any number of
 *   processes may share the folder.
 * - Traces lie in one SQLite file, and with them the small blobs, of which there are many; both are committed together, in
 *   groups, so that a killed run keeps its work.
 * - Every blob is verified when it is read. One that is damaged is dropped.
 */
import {accessSync, constants, mkdirSync, readFileSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {writeWhole} from '../world.ts'
import type {Backend, Trace} from './backend.ts'
import {digestOfBytes, type Digest} from './hash.ts'
import {keepRecent} from './recent.ts'
import {openIndex, today, type Entry} from './index-file.ts'
import {tidy} from './tidy.ts'

/** A backend in a folder, and what else its index knows. */
export interface Folder extends Backend {
  /** Digest of a large file outside the store, read again only when its size or times change. */
  fileDigest(path: string): Promise<Digest>
  /** Note where something is published: what a manifest there lists is not pruned. */
  noteOutput(folder: string): void
  /** Commit what is recorded, for whoever else has this folder open. */
  commit(): void
  /** Commit what is recorded, and let go. */
  close(): Promise<void>
}

/** Who is told of damage, and how much is taken on trust. */
export interface Trust {
  /** Told of damage that was met and dropped, as often as it is met. */
  readonly onDamage: () => void
  /** Verify content before it is said to be there. */
  readonly isDistrustful: boolean
}

/** Traces are committed in groups of this many, about twenty editions' worth, or so many milliseconds after the first. */
const GROUP = 200
const SOON = 1_000

/** Bytes up to which a blob lies beside the traces: a file of its own takes five times as long to write. */
const SMALL = 48 * 1024

/** Where a large blob lies. */
export function blobPath(root: string, name: Digest): string {
  return join(root, 'blobs', name.slice(0, 2), name.slice(2))
}

/** So many sizes are remembered, as of a build of thousands of editions; a preview goes on for days. */
const MOST_KNOWN = 200_000

/** So many traces are remembered until the day ends, as one look of a preview recalls again and again. */
const MOST_RECALLED = 5_000

/** Name of the index in the folder of a store. */
export const INDEX = 'traces.db'

/** Begins the note of a folder in which something is published. */
export const OUTPUT = 'output '

/** The folder of what is on record of the last builds. */
export const BUILDS = 'builds'

/** Open a folder, made where there is none. Throws what the file system says. */
export function openFolder(root: string, {onDamage, isDistrustful}: Trust): Folder {
  mkdirSync(root, {recursive: true})
  // SQLite would say that it is unable to open a file, and not why.
  accessSync(root, constants.W_OK)
  const known = new Map<Digest, number>()
  const recalled = new Map<Digest, {readonly trace: Trace; readonly day: number}>()
  const damaged = () => {
    known.clear()
    recalled.clear()
    onDamage()
  }
  const index = openIndex(join(root, INDEX), damaged)
  const folders = new Set<string>()
  const pending = {traces: new Map<Digest, Trace>(), blobs: new Map<Digest, Entry>(), used: new Set<Digest>()}
  let soon: NodeJS.Timeout | undefined

  function commit(): void {
    clearTimeout(soon)
    soon = undefined
    if (Object.values(pending).every(({size}) => size === 0)) return
    index.record(pending)
    for (const part of Object.values(pending)) part.clear()
  }

  // Not at once: whoever puts one is about to put more. What cannot be recorded stays pending, and the next commit tells why.
  function commitSoon(): void {
    soon ??= setTimeout(() => {
      try {
        commit()
      } catch {}
    }, SOON).unref()
  }

  function sizeOf(name: Digest): number | undefined {
    const own = known.get(name) ?? pending.blobs.get(name)?.size
    if (own !== undefined) return own
    const size = sizeOnDisk(name)
    if (size === undefined || (isDistrustful && wholeOrDropped(name) === undefined)) return undefined
    keepRecent(known, [name, size], MOST_KNOWN)
    return size
  }

  // A file of another size is no blob; that it is the right one is found out when it is read.
  function sizeOnDisk(name: Digest): number | undefined {
    const entry = index.entry(name)
    if (entry === undefined || entry.isHere) return entry?.size
    const found = statSync(blobPath(root, name), {throwIfNoEntry: false})
    if (found?.isFile() === true && found.size === entry.size) return entry.size
    if (found !== undefined) drop(name)
    return undefined
  }

  function wholeOrDropped(name: Digest): Uint8Array | undefined {
    const bytes = pending.blobs.get(name)?.bytes ?? index.blob(name) ?? readFile(blobPath(root, name))
    if (bytes !== undefined && digestOfBytes(bytes) === name) return bytes
    if (bytes !== undefined || index.entry(name) !== undefined) drop(name)
    return undefined
  }

  function drop(name: Digest): void {
    damaged()
    index.dropBlob(name)
    rmSync(blobPath(root, name), {recursive: true, force: true})
  }

  return {
    blobs: {
      async put(name, bytes) {
        if (sizeOf(name) !== undefined) return
        const isSmall = bytes.length <= SMALL
        if (!isSmall) await writeWhole(blobPath(root, name), bytes, folders)
        pending.blobs.set(name, {size: bytes.length, ...(isSmall && {bytes})})
      },
      get: async (name) => wholeOrDropped(name),
      size: async (name) => sizeOf(name)
    },
    traces: {
      async put(key, trace) {
        recalled.delete(key)
        pending.traces.set(key, trace)
        if (pending.traces.size >= GROUP) commit()
        else commitSoon()
      },
      async get(key) {
        const own = pending.traces.get(key)
        if (own !== undefined) return own
        const day = today()
        const met = recalled.get(key)
        if (met?.day === day) return met.trace
        const trace = index.recall(key)
        if (trace === undefined) return undefined
        pending.used.add(key)
        keepRecent(recalled, [key, {trace, day}], MOST_RECALLED)
        return trace
      }
    },
    fileDigest: (path) => index.fileDigest(path),
    noteOutput: (folder) => index.note(`${OUTPUT}${folder}`),
    commit,
    async close() {
      try {
        commit()
        if (index.noted('tidied') < today()) {
          index.note('tidied')
          await tidy(root)
        }
      } finally {
        index.close()
      }
    }
  }
}

// Read at once: blobs are read one after another, and a file of a megabyte takes less than a turn of the event loop.
function readFile(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

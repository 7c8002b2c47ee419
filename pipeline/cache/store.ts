/**
 * The cache on disk.
 *
 * - A blob is named by the SHA-256 of its content. A large one is a plain file, written beside and renamed,
 *   so that a reader never meets half of one. Any number of processes may share the folder.
 * - A trace says which blobs a stage gave for an input. Traces lie in one SQLite file, and with them the
 *   small blobs, of which there are many; both are committed together, in groups, so that a killed run
 *   keeps its work.
 * - A trace whose blob is gone, or has another size, counts as unknown: deleting blobs costs time, never correctness.
 * - Every blob is verified when it is read. One that is damaged is dropped, and whoever needed it begins again with a
 *   store that is distrustful: it verifies all that it recalls.
 */
import {mkdirSync, readFileSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {MachineError} from '../messages.ts'
import {writeWhole} from '../world.ts'
import {digestOfBytes, toBytes, type Digest} from './hash.ts'
import {openIndex, today, type Entry, type Trace} from './index-file.ts'
import {tidy} from './tidy.ts'

export type {Trace} from './index-file.ts'

/** Kept content, by digest. */
export interface Store {
  put(value: unknown): Promise<Digest>
  bytes(name: Digest): Promise<Uint8Array>
  /** Bytes of the content. */
  size(name: Digest): Promise<number>
  recall(key: Digest): Promise<Trace | undefined>
  record(key: Digest, trace: Trace): Promise<void>
  /** Digest of a large file outside the store, read again only when its size or times change. */
  fileDigest(path: string): Promise<Digest>
  /** Commit what is recorded, and let go. */
  close(): Promise<void>
}

/** A store on a disk. */
export interface DiskStore extends Store {
  /** Whether some content lies here. */
  holds(name: Digest): boolean
  /** Whether content was asked for that is damaged or gone: what was made of it is worth nothing. */
  hasLost(): boolean
  /** Note where something is published: what a manifest there lists is not pruned. */
  noteOutput(folder: string): void
  /** Commit what is recorded, for whoever else has this store open. */
  commit(): void
}

/** Who is told of damage. */
export interface StoreOptions {
  /** Told of damage that was met and dropped, as often as it is met. */
  readonly onDamage?: () => void
  /** Verify every blob before a trace that names it is recalled. */
  readonly isDistrustful?: boolean
}

/** Traces are committed in groups of this many, about twenty editions' worth, or after so many milliseconds. */
const GROUP = 200
const SOON = 1_000

/** Bytes up to which a blob lies beside the traces: a file of its own takes five times as long to write. */
const SMALL = 48 * 1024

/** Where a large blob lies. */
export function blobPath(root: string, name: Digest): string {
  return join(root, 'blobs', name.slice(0, 2), name.slice(2))
}

/** Name of the index in the folder of a store. */
export const INDEX = 'traces.db'

/** Begins the note of a folder in which something is published. */
export const OUTPUT = 'output '

/** Open a store in a folder, made where there is none. Throws what the file system says. */
export function openStore(root: string, {onDamage = () => {}, isDistrustful = false}: StoreOptions = {}): DiskStore {
  mkdirSync(root, {recursive: true})
  const known = new Set<Digest>()
  const damaged = () => {
    known.clear()
    onDamage()
  }
  const index = openIndex(join(root, INDEX), damaged)
  const folders = new Set<string>()
  const pending = {traces: new Map<Digest, Trace>(), blobs: new Map<Digest, Entry>(), used: new Set<Digest>()}
  let committed = performance.now()
  let isLost = false

  function commit(): void {
    if (Object.values(pending).every(({size}) => size === 0)) return
    index.record(pending)
    for (const part of Object.values(pending)) part.clear()
    committed = performance.now()
  }

  function has(name: Digest): boolean {
    if (!known.has(name) && isThere(name) && (!isDistrustful || isVerified(name))) known.add(name)
    return known.has(name) || pending.blobs.has(name)
  }

  // A file of another size is no blob; that it is the right one is found out when it is read.
  function isThere(name: Digest): boolean {
    const entry = index.entry(name)
    if (entry === undefined || entry.isHere) return entry !== undefined
    const found = statSync(blobPath(root, name), {throwIfNoEntry: false})
    const isWhole = found?.isFile() === true && found.size === entry.size
    if (found !== undefined && !isWhole) drop(name)
    return isWhole
  }

  function isVerified(name: Digest): boolean {
    const bytes = stored(name)
    if (bytes !== undefined && digestOfBytes(bytes) === name) return true
    drop(name)
    return false
  }

  function stored(name: Digest): Uint8Array | undefined {
    return pending.blobs.get(name)?.bytes ?? index.blob(name) ?? readFile(blobPath(root, name))
  }

  function lose(name: Digest): MachineError {
    drop(name)
    isLost = true
    return new MachineError('The store lost what it held', 'Run the command again; it makes what is missing.')
  }

  function drop(name: Digest): void {
    damaged()
    index.dropBlob(name)
    rmSync(blobPath(root, name), {recursive: true, force: true})
  }

  return {
    holds: has,
    async put(value) {
      const bytes = toBytes(value)
      const name = digestOfBytes(bytes)
      if (has(name)) return name
      const isSmall = bytes.length <= SMALL
      if (!isSmall) await writeWhole(blobPath(root, name), bytes, folders)
      pending.blobs.set(name, {size: bytes.length, ...(isSmall && {bytes})})
      return name
    },
    async bytes(name) {
      const bytes = stored(name)
      if (bytes !== undefined && digestOfBytes(bytes) === name) return bytes
      throw lose(name)
    },
    async size(name) {
      const entry = pending.blobs.get(name) ?? index.entry(name)
      if (entry === undefined) throw lose(name)
      return entry.size
    },
    async recall(key) {
      const own = pending.traces.get(key)
      if (own !== undefined) return own
      const trace = index.recall(key)
      if (trace === undefined || !Object.values(trace.parts).every(has)) return undefined
      pending.used.add(key)
      return trace
    },
    async record(key, trace) {
      pending.traces.set(key, trace)
      if (pending.traces.size >= GROUP || performance.now() - committed > SOON) commit()
    },
    fileDigest: (path) => index.fileDigest(path),
    hasLost: () => isLost,
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

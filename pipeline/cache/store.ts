/**
 * The cache on disk.
 *
 * - A blob is named by the SHA-256 of its content. A large one is a plain file, written beside and renamed,
 *   so that a reader never meets half of one. Any number of processes may share the folder.
 * - A trace says which blobs a stage gave for an input. Traces lie in one SQLite file, and with them the
 *   small blobs, of which there are many; both are committed together, in groups, so that a killed run
 *   keeps its work.
 * - A trace whose blob is gone counts as unknown: deleting blobs costs time, never correctness.
 */
import {existsSync, mkdirSync} from 'node:fs'
import {readFile, rm, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {writeWhole} from '../world.ts'
import {digestOfBytes, toBytes, type Digest} from './hash.ts'
import {openIndex, type Trace} from './index-file.ts'

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
  /** Commit what is recorded. */
  close(): Promise<void>
}

/** Traces are committed in groups of this many: about twenty editions' worth. */
const GROUP = 200

/** Bytes up to which a blob lies beside the traces: a file of its own takes five times as long to write. */
const SMALL = 48 * 1024

/** Open a store in a folder, made where there is none. Throws what the file system says. */
export function openStore(root: string): Store {
  mkdirSync(root, {recursive: true})
  const index = openIndex(join(root, 'traces.db'))
  const blobAt = (name: Digest) => join(root, 'blobs', name.slice(0, 2), name.slice(2))
  const known = new Set<Digest>()
  const folders = new Set<string>()
  let pending = new Map<Digest, Trace>()
  let pendingBlobs = new Map<Digest, Uint8Array>()

  function has(name: Digest): boolean {
    if (!known.has(name) && (index.hasBlob(name) || existsSync(blobAt(name)))) known.add(name)
    return known.has(name)
  }

  function commit(): void {
    index.record(pending, pendingBlobs)
    pending = new Map()
    pendingBlobs = new Map()
  }

  async function read(name: Digest): Promise<Uint8Array> {
    return pendingBlobs.get(name) ?? index.blob(name) ?? (await readFile(blobAt(name)))
  }

  return {
    async put(value) {
      const bytes = toBytes(value)
      const name = digestOfBytes(bytes)
      if (has(name)) return name
      if (bytes.length <= SMALL) pendingBlobs.set(name, bytes)
      else await writeWhole(blobAt(name), bytes, folders)
      known.add(name)
      return name
    },
    async bytes(name) {
      const bytes = await read(name)
      if (digestOfBytes(bytes) === name) return bytes
      index.dropBlob(name)
      await rm(blobAt(name), {force: true})
      throw new Error(`The store held damaged content and has dropped it; run the command again (${name})`)
    },
    size: async (name) => pendingBlobs.get(name)?.length ?? index.blobSize(name) ?? (await stat(blobAt(name))).size,
    async recall(key) {
      const trace = pending.get(key) ?? index.recall(key)
      return trace && Object.values(trace.parts).every(has) ? trace : undefined
    },
    async record(key, trace) {
      pending.set(key, trace)
      if (pending.size >= GROUP) commit()
    },
    fileDigest: (path) => index.fileDigest(path),
    async close() {
      commit()
      index.close()
    }
  }
}

/** The part of the store that lies in SQLite: which blobs a stage gave, the small ones themselves, and digests of large files. */
import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {stat} from 'node:fs/promises'
import {pipeline} from 'node:stream/promises'
import {DatabaseSync} from 'node:sqlite'
import type {Message} from '../messages.ts'
import type {Digest} from './hash.ts'

/** Another process may be committing; wait for it rather than fail. */
const PATIENCE = 30_000

/** What one run of a stage gave. */
export interface Trace {
  readonly stage: string
  readonly parts: Readonly<Record<string, Digest>>
  readonly messages: readonly Message[]
}

/** The SQLite file, opened. */
export interface IndexFile {
  recall(key: Digest): Trace | undefined
  hasBlob(name: Digest): boolean
  blob(name: Digest): Uint8Array | undefined
  blobSize(name: Digest): number | undefined
  dropBlob(name: Digest): void
  /** Commit traces and the small blobs that they name, together. */
  record(traces: ReadonlyMap<Digest, Trace>, blobs: ReadonlyMap<Digest, Uint8Array>): void
  fileDigest(path: string): Promise<Digest>
  close(): void
}

export function openIndex(path: string): IndexFile {
  const database = new DatabaseSync(path, {timeout: PATIENCE})
  database.exec('pragma journal_mode = wal; pragma synchronous = normal')
  database.exec('create table if not exists traces (key text primary key, trace text not null) without rowid')
  database.exec(
    'create table if not exists files (path text primary key, seen text not null, digest text not null) without rowid'
  )
  database.exec('create table if not exists blobs (name text primary key, bytes blob not null)')
  const select = database.prepare('select trace from traces where key = ?')
  const insert = database.prepare('insert or replace into traces values (?, ?)')
  const selectFile = database.prepare('select seen, digest from files where path = ?')
  const insertFile = database.prepare('insert or replace into files values (?, ?, ?)')
  const findBlob = database.prepare('select 1 from blobs where name = ?')
  const selectBlob = database.prepare('select bytes from blobs where name = ?')
  const measureBlob = database.prepare('select length(bytes) as size from blobs where name = ?')
  const insertBlob = database.prepare('insert or ignore into blobs values (?, ?)')
  const deleteBlob = database.prepare('delete from blobs where name = ?')

  return {
    recall(key) {
      const row = select.get(key)
      return row && (JSON.parse(String(row['trace'])) as Trace)
    },
    hasBlob: (name) => findBlob.get(name) !== undefined,
    blob: (name) => selectBlob.get(name)?.['bytes'] as Uint8Array | undefined,
    blobSize: (name) => measureBlob.get(name)?.['size'] as number | undefined,
    dropBlob: (name) => void deleteBlob.run(name),
    record(traces, blobs) {
      if (traces.size + blobs.size === 0) return
      database.exec('begin immediate')
      for (const [name, bytes] of blobs) insertBlob.run(name, bytes)
      for (const [key, trace] of traces) insert.run(key, JSON.stringify(trace))
      database.exec('commit')
    },
    async fileDigest(path) {
      const seen = await glance(path)
      const row = selectFile.get(path)
      if (row?.['seen'] === seen) return String(row['digest'])
      const digest = await digestOfFile(path)
      insertFile.run(path, seen, digest)
      return digest
    },
    close: () => database.close()
  }
}

// Size, identity and both times: a file that was replaced or written to looks different.
async function glance(path: string): Promise<string> {
  const {size, ino, mtimeNs, ctimeNs} = await stat(path, {bigint: true})
  return [size, ino, mtimeNs, ctimeNs].join(' ')
}

async function digestOfFile(path: string): Promise<Digest> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

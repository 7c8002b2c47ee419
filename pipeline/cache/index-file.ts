/**
 * The part of the store that lies in SQLite: which blobs a stage gave, the small ones themselves and the sizes of the
 * large, when each was used last, and digests of large files outside.
 *
 * Damage is a miss: a file that SQLite cannot read is begun anew, and a row whose sum does not fit is no row.
 */
import {readFile, stat} from 'node:fs/promises'
import type {DatabaseSync} from 'node:sqlite'
import type {Trace} from './backend.ts'
import {createFileHasher} from './file-digest.ts'
import {digestOfBytes, type Digest} from './hash.ts'
import {isDamage, openOrRenew, renew, type Statements} from './index-open.ts'

/** A blob as the index knows it: a small one has its bytes here, a large one is a file of this size. */
export interface Entry {
  readonly size: number
  readonly bytes?: Uint8Array
}

/** What is committed together. */
export interface Group {
  readonly traces: ReadonlyMap<Digest, Trace>
  readonly blobs: ReadonlyMap<Digest, Entry>
  /** Keys that were recalled. */
  readonly used: ReadonlySet<Digest>
}

/** The SQLite file, opened. */
export interface IndexFile {
  recall(key: Digest): Trace | undefined
  /** Size of a blob, and whether its bytes lie here. */
  entry(name: Digest): {readonly size: number; readonly isHere: boolean} | undefined
  blob(name: Digest): Uint8Array | undefined
  dropBlob(name: Digest): void
  record(group: Group): void
  fileDigest(path: string): Promise<Digest>
  /** The last day that something was noted, such as a tidying; 0 where it never was. */
  noted(what: string): number
  note(what: string): void
  /** The database itself, for `prune`. */
  readonly database: DatabaseSync
  close(): void
}

/** Open the index, or begin it anew where it is damaged; `onDamage` is told of that, and of every damaged row. */
export function openIndex(path: string, onDamage: () => void): IndexFile {
  let opened = openOrRenew(path, onDamage)
  const hasher = createFileHasher()

  // A damaged page may be met at any time.
  function attempt<Value>(work: (statements: Statements, database: DatabaseSync) => Value, otherwise: Value): Value {
    try {
      return work(opened.statements, opened.database)
    } catch (error) {
      if (!isDamage(error, path)) throw error
      opened = renew(path, onDamage, opened)
      return otherwise
    }
  }

  return {
    recall(key) {
      const row = attempt(({trace}) => trace.get(key), undefined)
      if (row === undefined) return undefined
      const text = String(row['trace'])
      if (sumOf(key, text) === row['sum']) return JSON.parse(text) as Trace
      onDamage()
      return undefined
    },
    entry(name) {
      const row = attempt(({entry}) => entry.get(name), undefined)
      return row && {size: Number(row['size']), isHere: row['here'] === 1}
    },
    blob: (name) => attempt(({blob}) => blob.get(name)?.['bytes'] as Uint8Array | null | undefined, undefined) ?? undefined,
    dropBlob: (name) => attempt(({dropBlob}) => void dropBlob.run(name), undefined),
    record: (group) => attempt((statements, database) => write(group, statements, database), undefined),
    async fileDigest(path) {
      const {seen, size} = await glance(path)
      const row = attempt(({file}) => file.get(path), undefined)
      if (row?.['seen'] === seen && row['sum'] === sumOf(seen, String(row['digest']))) return String(row['digest'])
      const digest = size > LARGE ? await hasher.digest(path) : digestOfBytes(await readFile(path))
      attempt(({keepFile}) => void keepFile.run(path, seen, digest, sumOf(seen, digest)), undefined)
      return digest
    },
    noted: (what) => Number(attempt(({note}) => note.get(what)?.['day'], 0) ?? 0),
    note: (what) => attempt(({keepNote}) => void keepNote.run(what, today()), undefined),
    get database() {
      return opened.database
    },
    close: () => opened.database.close()
  }
}

/** Days since 1970. */
export function today(): number {
  return Math.floor(Date.now() / 86_400_000)
}

function write({traces, blobs, used}: Group, statements: Statements, database: DatabaseSync): void {
  if (traces.size + blobs.size + used.size === 0) return
  const day = today()
  database.exec('begin immediate')
  try {
    for (const [name, {size, bytes}] of blobs) statements.keepBlob.run(name, day, size, bytes ?? null)
    for (const [key, trace] of traces) {
      const text = JSON.stringify(trace)
      statements.keepTrace.run(key, text, sumOf(key, text))
    }
    for (const key of [...used, ...traces.keys()]) statements.use.run(key, day)
    database.exec('commit')
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}

// SQLite tells of a page that it cannot read, and not of a letter that changed.
function sumOf(key: string, text: string): string {
  return digestOfBytes(Buffer.from(`${key}\n${text}`)).slice(0, 16)
}

/** Bytes above which a file is large. */
const LARGE = 2 ** 22

// Size, identity and both times: a file that was replaced or written to looks different.
async function glance(path: string): Promise<{readonly seen: string; readonly size: bigint}> {
  const {size, ino, mtimeNs, ctimeNs} = await stat(path, {bigint: true})
  return {size, seen: [size, ino, mtimeNs, ctimeNs].join(' ')}
}

/**
 * Removes from a store what nobody used for long and nothing published was made of.
 *
 * A trace stays that was used since, that made something which a known manifest lists, or that one of these asked for; a blob
 * stays that such a trace names, or that is younger. A build at work meanwhile loses nothing but what it had not used for as
 * long, and makes that again.
 */
import {existsSync} from 'node:fs'
import {readdir, rm, stat} from 'node:fs/promises'
import {join} from 'node:path'
import type {DatabaseSync} from 'node:sqlite'
import type {Digest} from './hash.ts'
import type {Trace} from './backend.ts'
import {INDEX} from './folder.ts'
import {openIndex, today} from './index-file.ts'
import {findOutputs, type Outputs} from './outputs.ts'
import {tidy} from './tidy.ts'

/** What leaves the store, and when. */
export interface PruneRequest {
  /** Folder of the store. */
  readonly root: string
  /** Days for which something is kept without being used. */
  readonly days: number
  /** Only tell what would go. */
  readonly isDry: boolean
}

/** Numbers of what went, or would go, and of what stays. */
export interface Pruned {
  readonly traces: number
  readonly blobs: number
  readonly bytes: number
  readonly stay: {readonly traces: number; readonly blobs: number; readonly bytes: number}
}

const NOTHING: Pruned = {traces: 0, blobs: 0, bytes: 0, stay: {traces: 0, blobs: 0, bytes: 0}}

/** Milliseconds in which a blob is written and its trace is committed, amply. */
const LONG = 3_600_000
const DAY = 86_400_000

/** Prune a store. Throws what the file system says. */
export async function prune({root, days, isDry}: PruneRequest): Promise<Pruned> {
  const path = join(root, INDEX)
  if (!existsSync(path)) return NOTHING
  const index = openIndex(path, () => {})
  try {
    const {database} = index
    const outputs = await findOutputs(root, database, Date.now() - days * DAY)
    const published = await outputs.digests()
    database.exec('begin immediate')
    const {traces, blobs} = departing(database, today() - days, published)
    const counts = count(database)
    if (!isDry) remove(database, traces, blobs)
    database.exec('commit')
    if (!isDry) await reclaim(root, database, outputs)
    const bytes = [...blobs.values()].reduce((sum, size) => sum + size, 0)
    return {
      traces: traces.length,
      blobs: blobs.size,
      bytes,
      stay: {traces: counts.traces - traces.length, blobs: counts.blobs - blobs.size, bytes: counts.bytes - bytes}
    }
  } finally {
    if (index.database.isTransaction) index.database.exec('rollback')
    index.close()
  }
}

function departing(database: DatabaseSync, day: number, published: ReadonlySet<Digest>) {
  const rows = database.prepare('select t.key, t.trace, u.day from traces t left join uses u on u.key = t.key').all()
  const traces = new Map(rows.map((row) => [String(row['key']), read(String(row['trace']))]))
  const isPublished = (trace: Trace | undefined) => Object.values(trace?.parts ?? {}).some((part) => published.has(part))
  const staying = rows
    .filter((row) => Number(row['day'] ?? 0) >= day || isPublished(traces.get(String(row['key']))))
    .map(({key}) => String(key))
  // What is found while this goes on is gone through too.
  const kept = new Set(staying)
  for (const key of kept) for (const call of traces.get(key)?.calls ?? []) if (traces.has(call)) kept.add(call)
  const named = new Set([...kept].flatMap((key) => Object.values(traces.get(key)?.parts ?? {})))
  const old = database.prepare('select name, size from blobs where day < ?').all(day)
  const blobs = old.filter(({name}) => !named.has(String(name)) && !published.has(String(name)))
  return {
    traces: [...traces.keys()].filter((key) => !kept.has(key)),
    blobs: new Map(blobs.map(({name, size}) => [String(name), Number(size)]))
  }
}

function read(text: string): Trace | undefined {
  try {
    return JSON.parse(text) as Trace
  } catch {
    return undefined
  }
}

function count(database: DatabaseSync): Pruned['stay'] {
  const row = database
    .prepare('select (select count(*) from traces) traces, count(*) blobs, coalesce(sum(size), 0) bytes from blobs')
    .get()
  return {traces: Number(row?.['traces']), blobs: Number(row?.['blobs']), bytes: Number(row?.['bytes'])}
}

function remove(database: DatabaseSync, traces: readonly Digest[], blobs: ReadonlyMap<Digest, number>): void {
  const [dropTrace, dropUse, dropBlob] = ['traces where key', 'uses where key', 'blobs where name'].map((what) =>
    database.prepare(`delete from ${what} = ?`)
  )
  for (const key of traces) {
    dropTrace!.run(key)
    dropUse!.run(key)
  }
  for (const name of blobs.keys()) dropBlob!.run(name)
}

// Files that no row names, but for those that were written just now and whose row is still to come.
async function reclaim(root: string, database: DatabaseSync, outputs: Outputs): Promise<void> {
  await outputs.forget()
  database.exec('pragma incremental_vacuum; pragma wal_checkpoint(truncate)')
  const names = new Set(
    database
      .prepare('select name from blobs')
      .all()
      .map(({name}) => String(name))
  )
  const folder = join(root, 'blobs')
  for (const start of await readdir(folder).catch(() => [])) {
    for (const rest of await readdir(join(folder, start)).catch(() => [])) {
      const path = join(folder, start, rest)
      if (names.has(start + rest) || Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Infinity) < LONG)
        continue
      await rm(path, {recursive: true, force: true})
    }
  }
  await tidy(root)
}

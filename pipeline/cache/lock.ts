/**
 * A folder that belongs to one process at a time.
 *
 * The lock is one SQLite gives on a file, so that the system takes it back however its holder ends. A holder
 * writes its name first, which others read while they wait. The file goes when the lock does; whoever
 * locked a file that is gone by then begins again.
 */
import {mkdir, open, rm, rmdir, stat} from 'node:fs/promises'
import {dirname} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {setTimeout as pause} from 'node:timers/promises'

/** What is locked, by whom, and who is told of waiting. */
export interface LockRequest {
  /** The file that stands for what is locked; its folder is made where there is none. */
  readonly path: string
  /** What others read while they wait. */
  readonly holder: string
  readonly signal: AbortSignal
  /** Told once, and again when the holder is another. */
  readonly onWait: (holder: string) => void
}

/** A lock that is held. */
export interface Lock {
  release(): Promise<void>
}

/** Milliseconds between two tries. */
const INTERVAL = 100

/** Wait until the lock is free, and take it. Throws what the file system says, or the signal's reason. */
export async function lock({path, holder, signal, onWait}: LockRequest): Promise<Lock> {
  let waitsFor = ''
  let made: string | undefined
  for (;;) {
    signal.throwIfAborted()
    const folder = await unlessGone(() => mkdir(dirname(path), {recursive: true}))
    made = folder ?? made
    const taken = (await unlessGone(() => tryOnce(path, holder))) ?? ''
    if (typeof taken === 'object') return {release: () => release(path, taken, made)}
    if (taken !== waitsFor && taken !== '') onWait((waitsFor = taken))
    await pause(INTERVAL, undefined, {signal})
  }
}

// The database that holds the lock, or the name of whoever holds it.
async function tryOnce(path: string, holder: string): Promise<DatabaseSync | string> {
  await (await open(path, 'a')).close()
  const file = await identity(path)
  const database = new DatabaseSync(path, {timeout: 0})
  const holds = hold(database, holder)
  if (holds === true && (await unlessGone(() => identity(path))) === file) return database
  database.close()
  return holds === true ? '' : holds
}

// The last holder may take file and folder away at any moment.
async function unlessGone<Value>(run: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await run()
  } catch (error) {
    const {code, errcode} = error as {code?: string; errcode?: number}
    if (code === 'ENOENT' || GONE.includes(Number(errcode) & 0xff)) return undefined
    throw error
  }
}

/** SQLite's word for a file that is not there to be opened, and for one that went away since: it may be read only. */
const GONE = [14, 8]

function hold(database: DatabaseSync, holder: string): true | string {
  try {
    database.exec('begin immediate; create table if not exists holder (name text not null); delete from holder')
    database.prepare('insert into holder values (?)').run(holder)
    database.exec('commit; begin immediate')
    return true
  } catch (error) {
    if (isBusy(error)) return nameOfHolder(database)
    throw error
  }
}

function nameOfHolder(database: DatabaseSync): string {
  try {
    return String(database.prepare('select name from holder').get()?.['name'] ?? '')
  } catch {
    // Just being written, or not yet there.
    return ''
  }
}

function isBusy(error: unknown): boolean {
  return [5, 6].includes(Number((error as {errcode?: number}).errcode) & 0xff)
}

// Folders that were made for the lock alone go with it.
async function release(path: string, database: DatabaseSync, made = dirname(path)): Promise<void> {
  const remove = () => rm(path, {force: true})
  // Windows removes no file that is open; there another may hold it a moment later, and it stays.
  const isRemoved = await remove().then(
    () => true,
    () => false
  )
  database.close()
  if (!isRemoved) await remove().catch(() => undefined)
  for (let folder = dirname(path); folder.startsWith(made); folder = dirname(folder)) await rmdir(folder).catch(() => undefined)
}

async function identity(path: string): Promise<bigint> {
  return (await stat(path, {bigint: true})).ino
}

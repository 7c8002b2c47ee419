/** Opens the store's SQLite file: its tables, and what to do where it is damaged or of another version. */
import {randomUUID} from 'node:crypto'
import {renameSync, rmSync, statSync} from 'node:fs'
import {DatabaseSync, type StatementSync} from 'node:sqlite'

/** Another process may be committing; wait for it rather than fail. */
const PATIENCE = 30_000

/** Milliseconds until the file is tried again. */
const PAUSE = 10

/** https://sqlite.org/rescode.html#busy, the kind of it in the lower eight bits. */
const BUSY = 5

/** Of the tables below. A file with another one was written by another version of the program. */
const FORM = 3

// Only pages that are given back can be cut off the file later, and that must be said before there is a table. Traces are large
// rows: by a key apart from them, one that is not there is found missing in a tenth of the time, and they are kept in a third.
const TABLES = `
  pragma auto_vacuum = incremental;
  pragma journal_mode = wal;
  begin immediate;
  create table if not exists traces (key text primary key, trace text not null, sum text not null);
  create table if not exists uses (key text primary key, day integer not null) without rowid;
  create table if not exists blobs (name text primary key, day integer not null, size integer not null, bytes blob);
  create table if not exists files (path text primary key, seen text not null, digest text not null, sum text not null) without rowid;
  create table if not exists notes (name text primary key, day integer not null) without rowid;
  pragma user_version = ${FORM};
  commit`

const STATEMENTS = {
  trace: 'select trace, sum from traces where key = ?',
  keepTrace: 'insert or replace into traces values (?, ?, ?)',
  use: 'insert into uses values (?, ?) on conflict (key) do update set day = excluded.day where day < excluded.day',
  entry: 'select size, bytes is not null as here from blobs where name = ?',
  blob: 'select bytes from blobs where name = ?',
  keepBlob: 'insert or replace into blobs values (?, ?, ?, ?)',
  dropBlob: 'delete from blobs where name = ?',
  file: 'select seen, digest, sum from files where path = ?',
  keepFile: 'insert or replace into files values (?, ?, ?, ?)',
  note: 'select day from notes where name = ?',
  keepNote: 'insert or replace into notes values (?, ?)'
} as const

/** Prepared. */
export type Statements = Readonly<Record<keyof typeof STATEMENTS, StatementSync>>

/** The database of the index, with its statements prepared. */
export interface Opened {
  readonly database: DatabaseSync
  readonly statements: Statements
  /** Identity of the file: another process may have begun it anew. */
  readonly identity: bigint
}

/** Open the file, or begin it anew where it is damaged. `onDamage` is told of that. */
export function openOrRenew(path: string, onDamage: () => void): Opened {
  try {
    return openPatiently(path)
  } catch (error) {
    if (!isDamage(error, path)) throw error
    return renew(path, onDamage)
  }
}

// SQLite waits by itself for another process's commit, but not for one that turns the write-ahead log on or recovers it.
// https://sqlite.org/wal.html#sometimes_queries_return_sqlite_busy_in_wal_mode
function openPatiently(path: string): Opened {
  const until = Date.now() + PATIENCE
  for (;;) {
    try {
      return open(path)
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE)
    }
  }
}

function open(path: string): Opened {
  const database = new DatabaseSync(path, {timeout: PATIENCE})
  try {
    if (Number(database.prepare('pragma user_version').get()?.['user_version']) !== FORM) create(database)
    database.exec('pragma synchronous = normal')
    const texts = Object.entries(STATEMENTS)
    const statements = Object.fromEntries(texts.map(([name, text]) => [name, database.prepare(text)])) as unknown as Statements
    return {database, statements, identity: statSync(path, {bigint: true}).ino}
  } catch (error) {
    database.close()
    throw error
  }
}

class OtherForm extends Error {}

// Another process may create the tables at the same time.
function create(database: DatabaseSync): void {
  if (database.prepare('select 1 from sqlite_schema').get() !== undefined) {
    if (Number(database.prepare('pragma user_version').get()?.['user_version']) === FORM) return
    throw new OtherForm('Written by another version')
  }
  database.exec(TABLES)
}

/**
 * Begin the file anew. Whoever else has the old one open writes on into what nobody will read; a file that somebody else
 * began meanwhile is taken as it is.
 */
export function renew(path: string, onDamage: () => void, old?: Opened): Opened {
  onDamage()
  old?.database.close()
  const found = statSync(path, {bigint: true, throwIfNoEntry: false})
  if (old === undefined || found === undefined || found.ino === old.identity) {
    for (const each of [path, `${path}-wal`, `${path}-shm`]) setAside(each)
  }
  return openPatiently(path)
}

// A folder in the place of a file may be somebody's: it is put out of the way.
function setAside(path: string): void {
  if (statSync(path, {throwIfNoEntry: false})?.isDirectory()) renameSync(path, `${path}.${randomUUID()}.damaged`)
  else rmSync(path, {force: true})
}

function isBusy(error: unknown): boolean {
  return ((error as {errcode?: number}).errcode ?? 0) % 256 === BUSY
}

/**
 * Whether an error says that the file is damaged, and not that the disk is full or forbidden.
 * https://sqlite.org/rescode.html: 1 a table is missing, 11 and 26 no database, 522 cut off; 14 may be a folder in its place.
 */
export function isDamage(error: unknown, path: string): boolean {
  if (error instanceof OtherForm) return true
  const {code, errcode = 0} = error as {code?: string; errcode?: number}
  if (code !== 'ERR_SQLITE_ERROR') return false
  if (errcode % 256 === 14) return [path, `${path}-wal`, `${path}-shm`].some(isFolder)
  return [1, 11, 26].includes(errcode % 256) || errcode === 522
}

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() === true
}

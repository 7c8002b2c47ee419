/** The few things outside: the machine, its files, its clock. A stage that needs one gets it from here. */
import {randomUUID} from 'node:crypto'
import {mkdir, open, readFile, readdir, realpath, rename, rm, rmdir, stat} from 'node:fs/promises'
import {availableParallelism} from 'node:os'
import {dirname, join, relative, sep} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'

/** The machine. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Names this process to whoever waits for it. */
  readonly processId: number
  /** The working directory. */
  readonly folder: string
  readonly platform: NodeJS.Platform
  readonly cores: number
  /** Chromium's sandbox refuses to start for this user. */
  readonly isRoot: boolean
  /** Language of the user, as the machine is set: for what a person reads on it, never for content. */
  language(): string
  /** Milliseconds since some moment: for progress and durations, never for content. */
  milliseconds(): number
  /** The date and the time, as ISO 8601 has them: for a log, never for content. */
  time(): string
  /** Bytes that the process holds in memory. */
  memory(): number
  readonly files: Files
}

/** The file system, whole files only. */
export interface Files {
  read(path: string): Promise<Uint8Array>
  /** Every file below a folder, relative to it, with forward slashes, sorted; nothing where the folder is missing. */
  list(folder: string): Promise<readonly string[]>
  /** Names of the folders in a folder; nothing where it is missing. */
  folders(folder: string): Promise<readonly string[]>
  /** The true path behind every link; `undefined` where nothing is. */
  resolve(path: string): Promise<string | undefined>
  /** Whole or not at all. */
  write(path: string, bytes: Uint8Array): Promise<void>
  remove(path: string): Promise<void>
  makeFolder(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Remove a file, and the folders above it that are empty then, up to `root`. */
  removeWithEmptyFolders(path: string, root: string): Promise<void>
}

/** The machine that this process runs on. */
export function thisMachine(): World {
  return {
    env: process.env,
    processId: process.pid,
    folder: process.cwd(),
    platform: process.platform,
    cores: availableParallelism(),
    isRoot: process.getuid?.() === 0,
    language: () => new Intl.DateTimeFormat().resolvedOptions().locale,
    milliseconds: () => performance.now(),
    time: () => new Date().toISOString(),
    memory: () => process.memoryUsage.rss(),
    files: {
      read: readFile,
      list,
      folders,
      resolve: (path) => unlessMissing(realpath(path)),
      write: writeWhole,
      remove: (path) => rm(path, {recursive: true, force: true}),
      makeFolder: async (path) => void (await mkdir(path, {recursive: true})),
      rename: renameOver,
      removeWithEmptyFolders
    }
  }
}

async function list(folder: string): Promise<readonly string[]> {
  const entries = (await unlessMissing(readdir(folder, {recursive: true, withFileTypes: true}))) ?? []
  const paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
  const files = await Promise.all(paths.map(async (path) => ((await unlessMissing(stat(path)))?.isFile() ? path : undefined)))
  return files
    .filter((path) => path !== undefined)
    .map((path) => relative(folder, path).split(sep).join('/'))
    .sort()
}

async function folders(folder: string): Promise<readonly string[]> {
  const entries = (await unlessMissing(readdir(folder, {withFileTypes: true}))) ?? []
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({name}) => name)
    .sort()
}

async function removeWithEmptyFolders(path: string, root: string): Promise<void> {
  await rm(path, {force: true})
  for (let folder = dirname(path); folder.startsWith(root + sep); folder = dirname(folder)) {
    if (
      await rmdir(folder).then(
        () => false,
        () => true
      )
    )
      return
  }
}

/** What is asked of a file; nothing where there is no file at its path. Throws what else is wrong: that says nothing of what is there. */
export async function unlessMissing<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  return promise.catch((error: NodeJS.ErrnoException) => {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(error.code ?? '')) return undefined
    throw error
  })
}

/** There is no file at a path, in a place that is no file system. */
export class MissingFile extends Error {
  readonly code = 'ENOENT'
  constructor(path: string) {
    super(`There is no \`${path}\``)
  }
}

/** What a promise gives, if it does so in time. Throws what `late` makes otherwise. */
export async function within<Value>(milliseconds: number, promise: Promise<Value>, late: () => Error): Promise<Value> {
  const {promise: end, reject} = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(late()), milliseconds)
  return Promise.race([promise, end]).finally(() => clearTimeout(timer))
}

/** How often a file is renamed over another that somebody looks at, and milliseconds between. */
const TRIES = 10
const PAUSE = 50

// On Windows a file that another program reads, such as one that looks for viruses, cannot be replaced for a moment.
async function renameOver(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await rename(from, to)
    } catch (error) {
      const isHeld = ['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')
      if (process.platform !== 'win32' || !isHeld || tries === TRIES) throw error
      await pause(PAUSE)
    }
  }
}

/** Write beside, flush, rename: the path holds the old content or the new, never half. `folders` are known to be there. */
export async function writeWhole(path: string, bytes: Uint8Array, folders = new Set<string>()): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  if (!folders.has(dirname(path))) await mkdir(dirname(path), {recursive: true})
  folders.add(dirname(path))
  try {
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await renameOver(temporary, path)
  } catch (error) {
    await rm(temporary, {force: true})
    throw error
  }
}

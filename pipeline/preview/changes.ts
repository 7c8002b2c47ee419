/**
 * What is saved in some folders, as hints: whoever hears one looks at the folders themselves, since a hint may be late, twice or
 * about nothing. Or it is lost, as where two programs save a file in one moment, a folder lies on another machine, or the system
 * watches no more files: the folders are looked through now and then, and what no hint told of is one.
 */
import {access} from 'node:fs/promises'
import {dirname, join, relative, resolve} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {stampOf} from './stamp.ts'

/** Hears of what is saved until it is closed. */
export interface Changes {
  /** Whether something was saved that nobody has looked at. */
  isPending(): boolean
  /** Milliseconds, as a clock that only goes forward has them, of the first hint that the look under way, or the next one, is about. */
  since(): number
  /** Settles a moment after something was saved, at once where it was before. What is saved from then on is pending anew. */
  next(): Promise<void>
  /** Settles when nothing was saved for a while, or it has gone on for too long; and when no checkout of Git is in the midst. */
  quiet(): Promise<void>
  /** As if something were saved. */
  hint(): void
  close(): Promise<void>
}

/** What is watched, and who is asked to end. */
export interface Watching {
  readonly folders: readonly string[]
  /** Folders below them that are not watched: what is made lies there. */
  readonly except: readonly string[]
  readonly signal: AbortSignal
}

/** Milliseconds: files saved together come within `MOMENT`; a program that writes a file slowly pauses for less than `QUIET`. */
const MOMENT = 6
const QUIET = 80
const LONGEST = 1_000
const GIT = 2_000

/** Milliseconds between looks through the folders, and how many times as long as the last one at least: of large folders they are few. */
const SCAN = 1_000
const SHARE = 30

/** Editors' and office programs' own files, and those of other tools. */
const IGNORED = /(^|[/\\])(~\$|\.~lock|\.#|\.git([/\\]|$)|node_modules([/\\]|$))|\.(tmp|swp|swx)$|~$/

/** Watch some folders. Nothing is pending at first. */
export async function watchFolders(watching: Watching): Promise<Changes> {
  const {signal, folders} = watching
  const isIgnored = ignoring(watching)
  let [first, last, begun] = [0, 0, 0]
  let {promise: hinted, resolve: wake} = Promise.withResolvers<void>()
  const hint = () => {
    last = performance.now()
    if (first === 0) first = last
    wake()
  }
  signal.addEventListener('abort', () => wake(), {once: true})
  const watcher = await startWatcher(folders, {isIgnored, hint})
  const locks = folders.map(lockAbove)
  let stamp = await stampOf(folders, isIgnored)
  let isClosed = false

  async function scan(): Promise<void> {
    for (let took = 0; !isClosed;) {
      await pause(Math.max(SCAN, SHARE * took), undefined, {ref: false})
      const [start, before] = [performance.now(), stamp]
      const found = await stampOf(folders, isIgnored)
      took = performance.now() - start
      // A hint that came meanwhile has a stamp of its own.
      if (stamp === before && found !== before && first === 0 && !isClosed) hint()
    }
  }
  void scan()

  async function quiet(): Promise<void> {
    const start = performance.now()
    while (!signal.aborted && performance.now() - start < LONGEST) {
      const left = QUIET - (performance.now() - last)
      if (left <= 0) break
      await pause(left)
    }
    while (!signal.aborted && performance.now() - start < GIT && (await anyThere(locks))) await pause(QUIET)
  }

  return {
    isPending: () => first !== 0,
    since: () => begun,
    hint,
    quiet,
    async next() {
      await hinted
      const from = performance.now()
      const taken = stampOf(folders, isIgnored)
      if (!signal.aborted) await pause(MOMENT)
      if (await anyThere(locks)) await quiet()
      // What was saved since it was begun is not in it.
      stamp = last < from ? await taken : await stampOf(folders, isIgnored)
      ;[begun, first] = [first, 0]
      if (!signal.aborted) ({promise: hinted, resolve: wake} = Promise.withResolvers<void>())
    },
    async close() {
      isClosed = true
      await watcher.close()
    }
  }
}

type Ignoring = (path: string) => boolean

function ignoring({folders, except}: Watching): Ignoring {
  return (path) =>
    except.some((folder) => isBelow(folder, path)) || folders.every((folder) => IGNORED.test(relative(folder, path)))
}

async function startWatcher(
  folders: readonly string[],
  {isIgnored, hint}: {readonly isIgnored: Ignoring; readonly hint: () => void}
): Promise<{close(): Promise<void>}> {
  const {watch} = await import('chokidar')
  const watcher = watch([...folders], {ignored: isIgnored, ignoreInitial: true, atomic: false})
  watcher.on('all', hint)
  // Of a file that is saved twice within fifty milliseconds the watcher tells once, and not what it was at last.
  watcher.on('raw', (_, name, details) => {
    const {watchedPath = ''} = details as {watchedPath?: string}
    if (name && !isIgnored(watchedPath) && !isIgnored(join(watchedPath, name))) hint()
  })
  const {promise, resolve} = Promise.withResolvers<void>()
  watcher.once('ready', resolve)
  watcher.once('error', () => void watcher.close().then(resolve))
  await promise
  return {close: () => watcher.close()}
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || !(way.startsWith('..') || resolve(way) === way)
}

// A checkout writes many files, and holds this one as long as it does.
function lockAbove(folder: string): readonly string[] {
  const above = dirname(folder)
  return [join(folder, '.git/index.lock'), ...(above === folder ? [] : lockAbove(above))]
}

async function anyThere(locks: readonly (readonly string[])[]): Promise<boolean> {
  const found = await Promise.all(
    locks.flat().map((path) =>
      access(path).then(
        () => true,
        () => false
      )
    )
  )
  return found.includes(true)
}

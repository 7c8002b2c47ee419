/**
 * What is saved in some folders, as hints: whoever hears one looks at the folders themselves, since a hint may be late, twice or
 * about nothing. A watcher that cannot go on, as where the system watches no more files, asks the disk instead.
 */
import {access} from 'node:fs/promises'
import {dirname, join, relative, resolve} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import type {FSWatcher} from 'chokidar'

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
const MOMENT = 12
const QUIET = 80
const LONGEST = 1_000
const GIT = 2_000

/** Editors' and office programs' own files, and those of other tools. */
const IGNORED = /(^|[/\\])(~\$|\.~lock|\.#|\.git([/\\]|$)|node_modules([/\\]|$))|\.(tmp|swp|swx)$|~$/

/** Watch some folders. Nothing is pending at first. */
export async function watchFolders(watching: Watching): Promise<Changes> {
  const {signal} = watching
  let [first, last, begun] = [0, 0, 0]
  let {promise: hinted, resolve: wake} = Promise.withResolvers<void>()
  const hint = () => {
    last = performance.now()
    if (first === 0) first = last
    wake()
  }
  signal.addEventListener('abort', () => wake(), {once: true})
  const watcher = await startWatcher(watching, hint)
  const locks = watching.folders.map(lockAbove)

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
      if (!signal.aborted) await pause(MOMENT)
      if (await anyThere(locks)) await quiet()
      ;[begun, first] = [first, 0]
      if (!signal.aborted) ({promise: hinted, resolve: wake} = Promise.withResolvers<void>())
    },
    close: () => watcher.close()
  }
}

async function startWatcher({folders, except}: Watching, hint: () => void): Promise<{close(): Promise<void>}> {
  const {watch} = await import('chokidar')
  const isIgnored = (path: string) =>
    except.some((folder) => isBelow(folder, path)) || folders.every((folder) => IGNORED.test(relative(folder, path)))
  const start = (usePolling: boolean): FSWatcher =>
    watch([...folders], {ignored: isIgnored, ignoreInitial: true, atomic: false, usePolling, interval: 500})
  let watcher = start(false)
  const listen = () => watcher.on('all', hint)
  watcher.once('error', () => {
    void watcher.close()
    watcher = start(true)
    listen()
  })
  listen()
  await new Promise((resolve) => watcher.once('ready', () => resolve(undefined)))
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

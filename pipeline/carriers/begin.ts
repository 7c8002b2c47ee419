/** How a thread begins, and how much memory it may have: one that needs more is ended alone, with a message. */
import {getHeapStatistics} from 'node:v8'
import {Worker} from 'node:worker_threads'

/** Of two addresses the first, where that turns out to hold; it is found out while the thread begins. */
export interface Choice {
  readonly first: URL
  readonly second: URL
  holds(): boolean
}

/** What a thread is given besides its own: with which cache of compiled code it begins, and what runs in it. */
interface Begin {
  readonly cache: string | undefined
  /** Addresses of what runs, and which of them, from 1; 0 until that is known. */
  readonly threads: readonly string[]
  readonly chosen: Int32Array
}

// What the thread begins with. It is sent there as text, so that no TypeScript is read before there is a cache of compiled
// code: to load what takes the types out costs more than all else that the thread does before its command.
const BEGIN = `
const {enableCompileCache} = process.getBuiltinModule('node:module')
const {cache, threads, chosen} = process.getBuiltinModule('node:worker_threads').workerData
if (cache !== undefined) enableCompileCache(cache)
Atomics.wait(chosen, 0, 0)
void import(threads[chosen[0] - 1])`

/** A thread that was begun, and whether it was ended because its memory was full. */
export interface Begun {
  readonly worker: Worker
  isFull(): boolean
}

/** Begin a thread. What a library prints there by itself would stand in the middle of a result: it is taken, and left. */
export function beginThread(thread: URL | Choice, cache: string | undefined, given: object): Begun {
  const address = new URL(`data:text/javascript,${encodeURIComponent(BEGIN)}`)
  const chosen = new Int32Array(new SharedArrayBuffer(4))
  const threads = thread instanceof URL ? [thread.href] : [thread.first.href, thread.second.href]
  const workerData: Begin = {...given, cache, threads, chosen}
  const limits = {maxOldGenerationSizeMb: heapLimit(), maxYoungGenerationSizeMb: NEW}
  const name = /(\w+)\.[jt]s$/.exec(threads[0]!)?.[1] ?? ''
  const worker = new Worker(address, {name, workerData, resourceLimits: limits, stdout: true, stderr: true})
  Atomics.store(chosen, 0, thread instanceof URL || thread.holds() ? 1 : 2)
  Atomics.notify(chosen, 0)
  return {worker, isFull: watchMemory(worker, PART * limits.maxOldGenerationSizeMb * 2 ** 20)}
}

/** The error of a thread that was ended because its memory was full, with the name that Node gives it where Node comes first. */
export function outOfMemory(): Error {
  return Object.assign(new Error('Not enough memory'), {code: 'ERR_WORKER_OUT_OF_MEMORY'})
}

/** Milliseconds between looks at a thread's heap, and the part of it that may be used. */
const LOOK = 200
const PART = 0.85

/** The part of a heap that is for what is new, in MB, as V8 counts it where nobody says how much. */
const YOUNG = 200

/** How much a thread has for it: what V8 would take besides, 90 MB in a build of 288, saves no time. */
const NEW = 24

// As much as the process may have, in MB without what is new.
function heapLimit(): number {
  return Math.max(YOUNG / 2, Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20) - YOUNG)
}

// Now and then V8 ends the whole process all the same, with a listing of native code: we come first.
function watchMemory(worker: Worker, most: number): () => boolean {
  let isFull = false
  const looking = setInterval(() => {
    void worker.getHeapStatistics().then(
      ({used_heap_size: used}) => {
        if (isFull || used < most) return
        isFull = true
        void worker.terminate()
      },
      () => clearInterval(looking)
    )
  }, LOOK)
  looking.unref()
  worker.once('exit', () => clearInterval(looking))
  return () => isFull
}

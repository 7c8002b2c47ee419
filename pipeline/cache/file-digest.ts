/**
 * Digests of large files, such as the browser's program, in a thread of their own: reading and hashing 300 MB takes a third of
 * a second at the start of a build, when another core is idle.
 */
import {Worker} from 'node:worker_threads'
import type {Digest} from './hash.ts'

/** Hashes files one after the other; the thread starts with the first and ends with the last. */
export interface FileHasher {
  /** Throws as reading the file does. */
  digest(path: string): Promise<Digest>
}

// An error on its way between threads loses its code.
type Answer = {readonly digest: Digest} | {readonly message: string; readonly code?: string | undefined}
type Waiting = (answer: Answer) => void

/** Nothing is started yet. */
export function createFileHasher(): FileHasher {
  const waiting: Waiting[] = []
  let thread: Worker | undefined

  function start(): Worker {
    const worker = new Worker(`(${hashFiles})()`, {eval: true, name: 'digests'})
    worker.on('message', (answer: Answer) => waiting.shift()?.(answer))
    // A thread that failed leaves nobody waiting.
    worker.on('error', ({message}: Error) => {
      if (thread === worker) thread = undefined
      waiting.splice(0).forEach((answer) => answer({message}))
    })
    return worker
  }

  return {
    async digest(path) {
      thread ??= start()
      thread.postMessage(path)
      const answer = await new Promise<Answer>((resolve) => waiting.push(resolve))
      if (waiting.length === 0) {
        void thread?.terminate()
        thread = undefined
      }
      if ('message' in answer) throw Object.assign(new Error(answer.message), {code: answer.code})
      return answer.digest
    }
  }
}

/** What runs in the thread. It is sent there as text, and may use nothing of this file. */
function hashFiles(): void {
  const {parentPort} = process.getBuiltinModule('node:worker_threads')
  const {createHash} = process.getBuiltinModule('node:crypto')
  const {openSync, readSync, closeSync} = process.getBuiltinModule('node:fs')
  const buffer = Buffer.allocUnsafe(2 ** 20)
  parentPort?.on('message', (path: string) => {
    try {
      parentPort.postMessage({digest: digestOf(path)})
    } catch (error) {
      const {message, code} = error as NodeJS.ErrnoException
      parentPort.postMessage({message, code})
    }
  })

  function digestOf(path: string): string {
    const file = openSync(path, 'r')
    try {
      const hash = createHash('sha256')
      for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer)) hash.update(buffer.subarray(0, count))
      return hash.digest('hex')
    } finally {
      closeSync(file)
    }
  }
}

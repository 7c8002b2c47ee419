/**
 * Runs a command in a thread of its own, prints what it says, and ends it when the user wants that, whatever it does:
 * a thread that computes without end hears no signal, and one beside it does.
 *
 * 1. The first SIGINT or SIGTERM asks: the command stops where it can, and its work is kept.
 * 2. After a second, or as long as the command said it needs, or at the second signal, the thread is ended where it stands.
 *    Files are written beside and renamed, and browsers end with their pipe.
 * 3. Should even that be waited for, as in the middle of native code, the signal's own default ends the process.
 */
import type {Worker} from 'node:worker_threads'
import {addressIn, findBundle, isCurrent} from '../cache/bundle.ts'
import {beginThread, outOfMemory, type Choice} from '../carriers/begin.ts'
import {showsLinks} from './hyperlinks.ts'
import {Interruption, type Output, type Status} from './command.ts'

/** What the thread is given. */
export interface Start extends Pick<Output, 'isColoured' | 'hasLinks' | 'columns'> {
  readonly args: readonly string[]
  /** There is a person at a terminal. */
  readonly canAsk: boolean
}

/** What the thread is told. */
export type Told = 'interrupt' | {readonly answer: string}

/** What is supervised, and with which cache of compiled code. */
export interface Supervision {
  /** Folder of compiled code. */
  readonly cache: string
  /** What runs; a command where nothing else is said. */
  readonly thread?: URL | Choice
}

const COMMAND = new URL('./worker.ts', import.meta.url)

// From the bundle, where there is one of these very sources.
function command(): URL | Choice {
  const bundle = findBundle()
  return bundle ? {first: addressIn(bundle, 'worker.js'), second: COMMAND, holds: () => isCurrent(bundle)} : COMMAND
}

/** What the thread says. */
export type Word =
  | {readonly stream: 'stdout' | 'stderr'; readonly text: string}
  | {readonly status: Status}
  /** Asks the person at the terminal. */
  | {readonly question: string}
  /** Milliseconds that it needs to end well. */
  | {readonly patience: number}

/** Milliseconds until a thread that was asked to stop is ended, and until a process that cannot end is killed. */
const PATIENCE = 1_000
const LAST_PATIENCE = 1_000

/** Run a command line. Gives the exit status when everything is printed. */
export async function supervise(args: readonly string[], {cache, thread = command()}: Supervision): Promise<Status> {
  const {stderr, env} = process
  const isColoured = stderr.isTTY === true && !env['NO_COLOR']
  const hasLinks = stderr.isTTY === true && showsLinks(env)
  const columns = stderr.isTTY ? (stderr.columns ?? 80) : undefined
  const canAsk = stderr.isTTY === true && process.stdin.isTTY === true && !args.includes('--json')
  const start: Start = {args, isColoured, hasLinks, columns, canAsk}
  const {worker, isFull} = beginThread(thread, cache, start)
  // What it will ask for takes 10 ms the first time in a process: here that is beside its beginning.
  new Intl.DateTimeFormat().resolvedOptions()
  const printer = createPrinter(() => void worker.terminate())
  const isInterrupted = listenToSignals(worker)
  worker.on('message', (word: Word) => {
    if ('question' in word) void answerTo(word.question).then((answer) => worker.postMessage({answer} satisfies Told))
  })
  const end = await endOf(worker, printer)
  const output: Output = {
    isColoured,
    hasLinks,
    columns,
    out: (text) => printer.print('stdout', text),
    err: (text) => printer.print('stderr', text)
  }
  if (typeof end === 'number') return (await printer.end()) ?? end
  // Nobody takes its result, so the thread was stopped before it said a status: that is no fault.
  const unread = printer.isBroken() ? await printer.end() : undefined
  if (unread !== undefined) return unread
  const error = isInterrupted() ? new Interruption(args[0]) : isFull() ? outOfMemory() : end.error
  const status = await tellEnd(error, args, output)
  return (await printer.end()) ?? status
}

// The library is loaded where there is a question.
async function answerTo(question: string): Promise<string> {
  const {createInterface} = await import('node:readline/promises')
  const lines = createInterface({input: process.stdin, output: process.stderr})
  const {promise, resolve} = Promise.withResolvers<string>()
  lines.once('close', () => resolve(''))
  lines.once('SIGINT', () => {
    // To close is to answer, where nobody else hears of it.
    lines.removeAllListeners('close')
    lines.close()
    process.emit('SIGINT', 'SIGINT')
  })
  void lines.question(question).then(resolve, () => resolve(''))
  return promise.finally(() => lines.close())
}

// The first signal asks, the second insists.
function listenToSignals(worker: Worker): () => boolean {
  let isInterrupted = false
  let needed = PATIENCE
  worker.on('message', (word: Word) => {
    if ('patience' in word) needed = word.patience
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const patience = isInterrupted ? 0 : needed
      isInterrupted = true
      worker.postMessage('interrupt' satisfies Told)
      setTimeout(() => endByForce(worker, signal), patience).unref()
    })
  }
  return () => isInterrupted
}

function endByForce(worker: Worker, signal: NodeJS.Signals): void {
  void worker.terminate()
  setTimeout(() => {
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  }, LAST_PATIENCE).unref()
}

/** A thread that has said its status and does not end is ended. */
const LINGER = 2_000

// The status, or what ended the thread before it had said one.
function endOf(worker: Worker, printer: Printer): Promise<Status | {readonly error: unknown}> {
  const {promise, resolve} = Promise.withResolvers<Status | {readonly error: unknown}>()
  let status: Status | undefined
  worker.on('message', (word: Word) => {
    if ('stream' in word) return printer.print(word.stream, word.text)
    if (!('status' in word)) return
    status = word.status
    setTimeout(() => void worker.terminate(), LINGER).unref()
  })
  worker.once('error', (error) => resolve({error}))
  worker.once('exit', () => resolve(status ?? {error: new Error('The command ended without a result')}))
  return promise
}

async function tellEnd(error: unknown, args: readonly string[], output: Output): Promise<Status> {
  const [{explain}, {tellFailure}] = await Promise.all([import('./explain.ts'), import('./tell.ts')])
  return tellFailure(explain(error), args.includes('--json'), output)
}

interface Printer {
  print(stream: 'stdout' | 'stderr', text: string): void
  /** Nobody takes what is printed. */
  isBroken(): boolean
  /** When all is written: nothing, or the status where the result could not be. */
  end(): Promise<Status | undefined>
}

// Written means taken by whoever reads: a pipe may be full, or nobody may be there any more.
function createPrinter(stop: () => void): Printer {
  const writing = new Set<Promise<void>>()
  let broken: NodeJS.ErrnoException | undefined
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', (error) => {
    broken ??= error
    stop()
  })
  return {
    print(stream, text) {
      const written = new Promise<void>((resolve) => process[stream].write(text, () => resolve()))
      writing.add(written)
      void written.then(() => writing.delete(written))
    },
    isBroken: () => broken !== undefined,
    async end() {
      await Promise.all(writing)
      // A stream tells of its failure a moment after the write.
      await new Promise(setImmediate)
      if (broken === undefined) return undefined
      if (broken.code === 'EPIPE') return 141
      process.stderr.write(`octavo: The result could not be written: ${broken.message}\n`)
      return 3
    }
  }
}

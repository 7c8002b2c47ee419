/** A call of the interface -> a process that does it, and what it gives. */
import {fork, type ChildProcess} from 'node:child_process'
import {text} from 'node:stream/consumers'
import {fileURLToPath} from 'node:url'
import {OctavoError, type Failure, type Progress} from './interface.ts'

/** What is asked of the process: a command, as if it were typed. */
export interface Order {
  readonly command: string
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
}

/** What the process says. */
export type Word = {readonly progress: Progress} | {readonly result: object} | {readonly failure: Failure}

interface Setting {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** Milliseconds that a process has to end well once it was asked to. */
const PATIENCE = 5_000

/** Call a command. Throws an OctavoError where it gives nothing, also when `signal` says so. */
export async function call<Result>(command: string, given: Omit<Order, 'command'>, setting: Setting): Promise<Result> {
  const {signal, onProgress = () => {}} = setting
  if (signal?.aborted) throw interrupted()
  const child = begin()
  const ask = () => endWhenAsked(child)
  signal?.addEventListener('abort', ask, {once: true})
  try {
    const said = await heard(child, {command, ...given}, onProgress)
    if ('result' in said) return said.result as Result
    throw signal?.aborted ? interrupted() : new OctavoError(said.failure)
  } finally {
    signal?.removeEventListener('abort', ask)
  }
}

function begin(): ChildProcess {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/octavo', import.meta.url))
  const env = {NODE_COMPILE_CACHE: cache, ...process.env, TZ: 'UTC'}
  const program = new URL('./serve.ts', import.meta.url)
  return fork(fileURLToPath(program), {env, execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc']})
}

type End = Exclude<Word, {readonly progress: Progress}>

async function heard(child: ChildProcess, order: Order, onProgress: (progress: Progress) => void): Promise<End> {
  const complaint = text(child.stderr!)
  let end: End | undefined
  child.on('message', (word: Word) => {
    if ('progress' in word) return onProgress(word.progress)
    end = word
  })
  child.send(order)
  await new Promise((resolve) => child.once('close', resolve).once('error', resolve))
  return (
    end ?? {failure: {kind: 'fault', reason: `A process ended without a result: ${(await complaint).trim().slice(0, 2_000)}`}}
  )
}

function endWhenAsked(child: ChildProcess): void {
  if (child.connected) child.send('interrupt')
  setTimeout(() => child.kill('SIGKILL'), PATIENCE).unref()
}

function interrupted(): OctavoError {
  return new OctavoError({kind: 'interrupted', reason: 'Interrupted.', note: 'What was done is kept.'})
}

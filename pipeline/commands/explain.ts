/** What ended a command -> its kind, what to tell, and the exit status: the user's, the machine's, or ours. */
import {Interruption, UsageError, type Status} from './command.ts'
import {MachineError, stageOf} from '../messages.ts'
import {NODE, TOOL} from '../run/tool.ts'

/** Why a command failed, in words, with its exit status. */
export interface Explanation {
  readonly status: Status
  /** As in the messages of a report. */
  readonly rule: 'usage' | 'interrupted' | 'machine' | 'fault'
  readonly reason: string
  /** Empty where there is nothing to say. */
  readonly note: string
  /** For a fault of ours: what whoever mends it needs, by name. */
  readonly details?: Readonly<Record<string, string>>
}

/** Explain an error that is not a `ReportError`. Whatever is neither the user's nor the machine's is ours. */
export function explain(error: unknown): Explanation {
  if (error instanceof UsageError)
    return {status: 2, rule: 'usage', reason: error.message, note: error.note ?? 'See `octavo --help`.'}
  if (error instanceof Interruption)
    return {
      status: 130,
      rule: 'interrupted',
      reason: 'Interrupted.',
      note: whenInterrupted(error.command)
    }
  const chain = causes(error)
  for (const each of chain) {
    const found = each instanceof MachineError ? {reason: reasonOf(chain), note: each.note} : ofMachine(each)
    if (found !== undefined) return {status: 3, rule: 'machine', ...found}
  }
  return fault(error, chain)
}

/** Commands that make editions, or parts of them, as a build does. */
const LIKE_A_BUILD = ['build', 'check', 'diff', 'plan', 'why']

// Of what is done in a moment, or goes on nowhere, there is nothing to say.
function whenInterrupted(command = ''): string {
  if (command === 'preview') return 'The preview has ended. What it made lies in the store, and the next build has it there.'
  return LIKE_A_BUILD.includes(command) ? 'What was done is kept; the next build goes on from there.' : ''
}

function fault(error: unknown, chain: readonly unknown[]): Explanation {
  const {stack} = Object(chain[0]) as {stack?: unknown}
  return {
    status: 70,
    rule: 'fault',
    reason: `A fault of Octavo, not of your report: ${reasonOf(chain)}`,
    note: 'Please report it, with the lines below and, if you can, with the report that led to it.',
    details: {
      tool: TOOL,
      node: `${NODE}, ${process.platform} ${process.arch}`,
      stage: stageOf(error) ?? 'none',
      stack: typeof stack === 'string' ? stack : String(error)
    }
  }
}

/** An error, what caused it, and so on. */
function causes(error: unknown): readonly unknown[] {
  const chain = [error]
  for (let each = causeOf(error); each !== undefined && chain.length < 8; each = causeOf(each)) chain.push(each)
  return chain
}

function causeOf(error: unknown): unknown {
  return (Object(error) as {cause?: unknown}).cause
}

// `Error: x: Error: x: x` says x once.
function reasonOf(chain: readonly unknown[]): string {
  const told: string[] = []
  for (const each of chain) {
    for (const part of String((Object(each) as {message?: unknown}).message ?? each).split(/: (?=\S)/)) {
      const text = part.replace(/^(?:Uncaught )?Error$/, '').trim()
      if (text !== '' && !told.some((said) => said.includes(text))) told.push(text)
    }
  }
  return told.join(': ')
}

interface SystemError {
  readonly name?: string
  readonly code?: string
  readonly errcode?: number
  readonly path?: string
  readonly syscall?: string
  readonly message?: string
}

type Told = Readonly<Pick<Explanation, 'reason' | 'note'>>

function ofMachine(error: unknown): Told | undefined {
  const {name, code = '', errcode, path, syscall, message = ''} = Object(error) as SystemError
  if (code === 'ERR_SQLITE_ERROR') return ofStore(errcode ?? 0, message)
  const known = Object.hasOwn(SYSTEM, code) ? SYSTEM[code] : undefined
  if (known !== undefined) return known(path === undefined ? '' : `: ${path}`)
  if (syscall !== undefined) return {reason: message, note: DOCTOR}
  if (name === 'RangeError' && /allocation failed|Invalid string length/i.test(message)) return MEMORY
  return undefined
}

const DOCTOR = '`octavo doctor` tells what a build needs, and what is there.'
const FULL: Told = {
  reason: 'The disk is full',
  note: 'Free some space and run the command again; `octavo prune` empties the store. What was published before is untouched.'
}
const MEMORY: Told = {
  reason: 'Not enough memory',
  note: 'Build with `--jobs 1`, close other programs, or look for data that grow without end.'
}

const files = (where: string): Told => ({
  reason: `Too many files are open${where}`,
  note: 'Raise the limit, as with `ulimit -n 4096`, or build with fewer `--jobs`.'
})
const forbidden = (where: string): Told => ({
  reason: `No permission${where}`,
  note: 'See who may read and write it, or choose another folder with `--out` or `--store`.'
})
const missing = (where: string): Told => ({
  reason: `A part of Octavo cannot be loaded${where}`,
  note: 'Run `npm ci` again on this machine: some parts differ by system.'
})
const noFolder = (where: string): Told => ({
  reason: `Unexpected file where a folder should be${where}`,
  note: 'Remove it, or choose another folder with `--out` or `--store`.'
})

/** By the code of the error. `where` is empty, or begins with a colon. */
const SYSTEM: Readonly<Record<string, (where: string) => Told>> = {
  ENOSPC: (where) => ({...FULL, reason: FULL.reason + where}),
  EDQUOT: (where) => ({...FULL, reason: `The disk quota is used up${where}`}),
  EMFILE: files,
  ENFILE: files,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: (where) => ({
    reason: `The disk can only be read${where}`,
    note: 'Choose another folder with `--out` or `--store`.'
  }),
  ELOOP: (where) => ({reason: `Unexpected link that leads to itself${where}`, note: 'Remove it, or let it lead to a file.'}),
  ENOTDIR: noFolder,
  EEXIST: noFolder,
  EISDIR: (where) => ({reason: `Unexpected folder where a file should be${where}`, note: 'Move it away.'}),
  ENOENT: (where) => ({reason: `A file is not there any more${where}`, note: 'Run the command again.'}),
  ENAMETOOLONG: (where) => ({
    reason: `Unexpected path, longer than this system allows${where.slice(0, 200)}`,
    note: 'Choose a shorter folder.'
  }),
  EIO: (where) => ({reason: `The disk fails${where}`, note: DOCTOR}),
  ENOMEM: () => MEMORY,
  ERR_WORKER_OUT_OF_MEMORY: () => MEMORY,
  ERR_DLOPEN_FAILED: missing,
  ERR_MODULE_NOT_FOUND: missing,
  MODULE_NOT_FOUND: missing
}

// https://sqlite.org/rescode.html: the lower eight bits tell the kind.
function ofStore(code: number, message: string): Told | undefined {
  const kind = code % 256
  if (kind === 13) return FULL
  if (kind === 8) return {reason: 'The store can only be read', note: 'Choose another folder with `--store`.'}
  if (kind === 5 || kind === 6) return {reason: 'The store is held by another process', note: 'Wait until that has ended.'}
  if (kind === 7) return MEMORY
  if (kind === 10 || kind === 14)
    return {reason: `The store cannot be read or written: ${message}`, note: 'Choose another folder with `--store`.'}
  return undefined
}

/** Workers and plans in processes of their own, as an operator begins them. */
import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {onTestFinished} from 'vitest'
import {CREDENTIALS} from './s3.ts'

const CLI = fileURLToPath(new URL('../../pipeline/cli.js', import.meta.url))

/** A command that runs, and what it has said so far. */
export interface Running {
  readonly process: ChildProcess
  said(): string
  /** When it has said this. Throws where it ends before. */
  until(words: RegExp): Promise<void>
  /** Exit status and result. */
  readonly ended: Promise<{readonly status: number | null; readonly out: string}>
}

/** What a command is begun with besides its words. */
export interface Setting {
  /** Folder in which its own store is made. */
  readonly folder: string
  readonly env?: Readonly<Record<string, string>>
}

/** Begin a command with a store of its own; it is ended with the test. */
export async function begin(args: readonly string[], {folder, env = {}}: Setting): Promise<Running> {
  const own = await mkdtemp(join(folder, 'own-'))
  const child = spawn(process.execPath, [CLI, ...args], {
    env: {...process.env, ...CREDENTIALS, OCTAVO_STORE: own, ...env},
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const words = {out: '', err: ''}
  child.stdout.on('data', (data: Buffer) => (words.out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (words.err += data.toString()))
  const ended = once(child, 'close').then(() => ({status: child.exitCode, out: words.out}))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const said = () => words.out + words.err
  return {
    process: child,
    said,
    ended,
    async until(pattern) {
      while (!pattern.test(said())) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended before it said ${pattern}: ${said()}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
}

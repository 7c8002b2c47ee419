/** Puts a hostile input into the report, builds it, and looks at everything that must hold of any input. */
import {cp, mkdir, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {Worker} from 'node:worker_threads'
import {expect} from 'vitest'
import {showMessages} from '../../pipeline/commands/show.ts'
import type {Message} from '../../pipeline/messages.ts'
import {digestsIn} from '../building.ts'
import type {Content, Hostile} from './case.ts'
import {REPORT} from './report.ts'

/** Milliseconds that any input may take, on a machine that does much else. */
const LIMIT = 30_000

export interface Ended {
  readonly status: number
  readonly out: string
  readonly err: string
}

export interface Runner {
  run(args: readonly string[]): Promise<Ended>
  close(): Promise<void>
}

/** A thread that is replaced when it does not answer. */
export function createRunner(): Runner {
  let worker: Worker | undefined
  return {
    async run(args) {
      worker ??= new Worker(new URL('./thread.ts', import.meta.url), {stdout: true, stderr: true})
      const current = worker
      const {promise, resolve, reject} = Promise.withResolvers<Ended>()
      const late = setTimeout(() => reject(new Error(`No end within ${LIMIT} ms`)), LIMIT)
      current.on('message', resolve).on('error', reject)
      current.postMessage(args)
      try {
        return await promise
      } catch (error) {
        worker = undefined
        await current.terminate()
        throw error
      } finally {
        clearTimeout(late)
        current.off('message', resolve).off('error', reject)
      }
    },
    close: async () => void (await worker?.terminate())
  }
}

export interface Workshop {
  readonly runner: Runner
  /** Holds everything; nothing may come to lie beside `report`, `out` and `store`. */
  readonly root: string
  /** What the report publishes as it is. */
  readonly published: string
  readonly store: string
}

/** Build one hostile input and hold it against what it says of itself. */
export async function prove(hostile: Hostile, {runner, root, published, store}: Workshop): Promise<void> {
  const place = join(root, 'case')
  const [report, out] = [join(place, 'report'), join(place, 'out')]
  await rm(place, {recursive: true, force: true})
  await writeReport(report, hostile.files ?? {})
  await cp(published, out, {recursive: true})
  await writeFile(join(place, 'canary'), 'alive')
  const before = {report: await digestsIn(report), out: await digestsIn(out)}
  const ended = await runner.run(argumentsOf(hostile, {report, out, store}))
  const document = documentIn(ended)
  expect(ended.status, JSON.stringify(document)).toBe(hostile.status)
  expect(`${ended.out}${ended.err}`).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u)
  expect(`${ended.out}${ended.err}`).not.toMatch(/\n\s+at .*:\d+:\d+|node_modules/)
  expect(showMessages(document.messages, {isColoured: false})).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u)
  expectMessages(hostile, document.messages)
  expect((await readdir(place)).sort()).toEqual(['canary', 'out', 'report'])
  expect(await readFile(join(place, 'canary'), 'utf8')).toBe('alive')
  expect(await digestsIn(report)).toEqual(before.report)
  if (hostile.status !== 0) expect(pagesIn(await digestsIn(out))).toEqual(pagesIn(before.out))
  else await expectPage(hostile, out)
}

// Editions that are fine are published beside those that are not: the pages of those stay.
function pagesIn(digests: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(digests).filter(([path]) => path.endsWith('en/tiny.html')))
}

function argumentsOf(
  {args = []}: Hostile,
  {report, out, store}: {report: string; out: string; store: string}
): readonly string[] {
  const [first = '-'] = args
  if (!first.startsWith('-')) return args.map((arg) => (arg === 'REPORT' ? report : arg)).concat('--json')
  return ['build', report, '--format', 'html', '--out', out, '--store', store, '--json', ...args]
}

interface Document {
  readonly messages: readonly Message[]
}

function documentIn({out, err}: Ended): Document {
  try {
    return JSON.parse(out) as Document
  } catch {
    throw new Error(`No JSON document: ${out.slice(0, 300)} ${err.slice(0, 300)}`)
  }
}

function expectMessages({status, rule, at}: Hostile, messages: readonly Message[]): void {
  const errors = messages.filter(({severity}) => severity === 'error')
  const told = errors.map(({path, line, rule, reason}) => `${path}:${line} ${rule} ${reason}`).join('\n')
  if (status === 0) return expect(told).toBe('')
  expect(errors.length).toBeGreaterThan(0)
  expect(errors.filter((error) => error.rule === '' || error.reason.trim() === '')).toEqual([])
  if (status !== 1) return
  if (rule !== undefined)
    expect(
      errors.map((error) => error.rule),
      told
    ).toContain(rule)
  const [path, isWhole] = [at?.replace(/\?$/, ''), at?.endsWith('?')]
  if (path === undefined) return
  const there = errors.filter((error) => error.path === path)
  expect(there.length, told).toBeGreaterThan(0)
  if (!isWhole)
    expect(
      there.some(({line}) => typeof line === 'number'),
      told
    ).toBe(true)
}

async function expectPage({says, saysNot}: Hostile, out: string): Promise<void> {
  if (says === undefined && saysNot === undefined) return
  const page = await readFile(join(out, 'north/en/tiny.html'), 'utf8')
  if (says !== undefined) expect(page).toContain(says)
  if (typeof saysNot === 'string') expect(page).not.toContain(saysNot)
  else if (saysNot !== undefined) expect(page).not.toMatch(saysNot)
}

/** Write the report with some files changed. */
export async function writeReport(folder: string, files: Readonly<Record<string, Content>>): Promise<void> {
  for (const [path, content] of Object.entries<Content>({...REPORT, ...files})) {
    if (content === undefined) continue
    const at = join(folder, path)
    await mkdir(dirname(at), {recursive: true})
    if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(at, content)
    else if ('link' in content) await symlink(content.link, at)
    else await mkdir(at, {recursive: true})
  }
}

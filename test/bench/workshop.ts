/** A temporary folder in which reports are written and built, each command a process of its own, and measured. */
import {mkdir, mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {fileURLToPath} from 'node:url'
import {measure, type Measured} from './measure.ts'
import {large, small, writeReport} from './report/write.ts'

export interface Workshop {
  /** Folders of the reports with 31 and with 288 editions. */
  readonly small: string
  readonly large: string
  readonly store: string
  /** A folder for the documents of another program. */
  readonly other: string
  /** The first run of all, in which the browser is unpacked and the fonts are read. */
  readonly first: Measured
  /** Runs of each measure: fewer where time is short. */
  readonly runs: {readonly many: number; readonly few: number}
  /** `octavo build` of a report, with more words where they are given. Throws where an edition fails. */
  build(folder: string, weighed?: boolean, more?: readonly string[]): Promise<Built>
  /** Path of a folder of its own, made where there is none. */
  place(name: string): Promise<string>
  /** How many pages the PDFs published last have, as in `10`, or `10-11` where they differ. */
  pages(): Promise<string>
  /** A program of the bench. Throws where it fails. */
  run(program: string, args: readonly string[]): Promise<Measured>
  /** Forget all output and all results, small ones too: only the browser, the fonts and their digests stay, as on a machine that has built something else. */
  clear(): Promise<void>
  remove(): Promise<void>
}

export interface Built extends Measured {
  readonly result: {
    readonly editions: {readonly total: number; readonly built: number}
    readonly formats: {readonly pdf: {readonly printed: number}}
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export async function openWorkshop(runs: Workshop['runs']): Promise<Workshop> {
  const root = await mkdtemp(join(tmpdir(), 'octavo-bench-'))
  const at = (name: string) => join(root, name)
  const [store, out] = [at('store'), at('output')]
  const run = async (program: string, args: readonly string[], weighed = false) => {
    const measured = await measure([process.execPath, join(ROOT, program), ...args], {folder: ROOT, weighed})
    if (measured.status !== 0)
      throw new Error(`${program} ${args.join(' ')} ended with ${measured.status}\n${measured.stderr}\n${measured.stdout}`)
    return measured
  }
  const build = async (folder: string, weighed = false, more: readonly string[] = []) => {
    const measured = await run('pipeline/cli.js', ['build', folder, '--out', out, '--store', store, '--json', ...more], weighed)
    return {...measured, result: JSON.parse(measured.stdout) as Built['result']}
  }
  await Promise.all([writeReport(at('small'), small), writeReport(at('large'), large)])
  const first = await build(at('small'), false, ['--only', 'region=qingan'])
  return {
    small: at('small'),
    large: at('large'),
    store,
    other: at('other'),
    first,
    runs,
    build,
    place: async (name) => (await mkdir(at(name), {recursive: true}), at(name)),
    run,
    pages: () => pagesIn(join(out, 'manifest.json')),
    clear: () => forget(store, out),
    remove: () => rm(root, {recursive: true, force: true})
  }
}

async function pagesIn(manifest: string): Promise<string> {
  const counts = Array.from((await readFile(manifest, 'utf8')).matchAll(/"pages": ?(\d+)/g), ([, count]) => Number(count))
  return [...new Set([Math.min(...counts), Math.max(...counts)])].join('-')
}

async function forget(store: string, out: string): Promise<void> {
  await Promise.all([join(store, 'blobs'), out].map((path) => rm(path, {recursive: true, force: true})))
  await mkdir(out)
  const database = new DatabaseSync(join(store, 'traces.db'))
  database.exec('delete from traces; delete from blobs')
  database.close()
}

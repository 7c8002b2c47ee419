/** One folder of a report, an output and a store that stay, and clean ones that are thrown away after each build. */
import {mkdtemp, realpath, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {BuildOptions} from '../../pipeline/build.ts'
import {buildReport, type Places} from '../building.ts'
import {outcomeOf, type Outcome} from './compare.ts'
import {textOf, writeFiles, type Files} from './files.ts'
import {MACHINE} from './kinds/index.ts'

/** What the tests put in the place of the machine: fonts, and a printer that all builds share. */
export interface Machine {
  dropped: string
  reversed: boolean
  /** Digests of the pages printed since they were last taken away. */
  printed: string[]
  close(): Promise<void>
}

/** What came of a build, and the pages that it printed, each with the fonts of the moment. */
export interface Built extends Outcome {
  readonly printed: readonly string[]
}

export interface Workshop {
  /** Make the folder and the machine what the files say. */
  lay(files: Files): Promise<void>
  /** What lies in the output. */
  look(): Promise<Outcome>
  /** Build with the store that stays; a draft has an output of its own, as the command gives it. */
  build(options?: Partial<BuildOptions>): Promise<Built>
  /** Build all again without recalling anything. Throws where a stage gives other bytes than it gave before. */
  verify(): Promise<void>
  /** Build all with a store and an output that were never there. */
  buildClean(): Promise<Built>
  close(): Promise<void>
}

export async function openWorkshop(machine: Machine): Promise<Workshop> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'octavo-exactness-')))
  const folder = join(root, 'report')
  const lasting: Places = {folder, out: join(root, 'incremental'), store: join(root, 'store')}
  const clean: Places = {folder, out: join(root, 'clean'), store: join(root, 'clean-store')}
  let onDisk: Files = new Map()

  async function built(places: Places, options: Partial<BuildOptions> = {}): Promise<Built> {
    machine.printed = []
    const outcome = await outcomeOf(() => buildReport(places, options), places.out)
    return {...outcome, printed: machine.printed.map((page) => `${page} ${machine.dropped} ${machine.reversed}`)}
  }

  return {
    async lay(files) {
      setMachine(machine, textOf(files, MACHINE).split('\n'))
      const report = new Map([...files].filter(([path]) => path !== MACHINE))
      await writeFiles(folder, onDisk, report)
      onDisk = report
    },
    look: () => outcomeOf(undefined, lasting.out),
    build: (options = {}) => built(options.draft ? {...lasting, out: join(root, 'draft')} : lasting, options),
    async verify() {
      await buildReport(lasting, {verify: true})
    },
    async buildClean() {
      try {
        return await built(clean)
      } finally {
        await Promise.all([clean.out, clean.store].map((path) => rm(path, {recursive: true, force: true})))
      }
    },
    async close() {
      await machine.close()
      await rm(root, {recursive: true, force: true})
    }
  }
}

function setMachine(machine: Machine, settings: readonly string[]): void {
  const valueOf = (name: string) => settings.find((setting) => setting.startsWith(`${name}=`))?.slice(name.length + 1)
  machine.dropped = valueOf('dropped') ?? ''
  machine.reversed = settings.includes('reversed')
  for (const name of ['SOURCE_DATE_EPOCH', 'LANG']) {
    const value = valueOf(name)
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

/**
 * A long run: very many prints in one build, whose memory must not grow and which must leave no process; and a build whose
 * browsers are killed, which must go on to the same bytes.
 */
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {measure, type Measured, type MeasureOptions, type MemorySample} from '../bench/measure.ts'
import {processesBelow, roleOf} from '../bench/processes.ts'
import {EDITIONS, REGIONS, writeGrowing} from '../bench/report/growing.ts'

/** How much is printed, and how often a browser is killed meanwhile. */
export interface Soak {
  /** An empty folder. */
  readonly root: string
  readonly prints: number
  /** Prints of the build whose browsers are killed: fewer. */
  readonly shaken: number
  readonly kills: number
}

export interface Soaked {
  readonly prints: number
  readonly seconds: number
  /** Mean memory in MB of all processes: in the second tenth of the prints, and in the last. */
  readonly before: Weight
  readonly after: Weight
  /** Of the last to the first, less one. */
  readonly growth: number
  /** What processes do that outlived their build. */
  readonly left: readonly string[]
  /** Browsers that were killed in mid-build, and how the build went on. */
  readonly kills: number
  readonly shaken: number
  /** Files that the shaken build gave other bytes than the calm one, or none. */
  readonly differing: readonly string[]
}

export interface Weight {
  readonly from: number
  readonly to: number
  readonly megabytes: number
  /** By what a process does, such as `node`. */
  readonly parts: Readonly<Record<string, number>>
}

/** Print, and shake. Throws where a build fails. */
export async function soak({root, prints, shaken, kills}: Soak): Promise<Soaked> {
  const report = join(root, 'report')
  const regions = Math.ceil(prints / EDITIONS)
  await writeGrowing(report, Math.max(REGIONS, regions))
  const places = (name: string) => ({report, out: join(root, name), store: join(root, `${name}-store`)})
  const [calm, rough] = [places('calm'), places('rough')]
  const long = await build({...calm, only: await regionsOf(report, regions)}, {weighed: true})
  const total = long.memory.at(-1)?.lines ?? 0
  const tenth = Math.floor(total / 10)
  const [before, after] = [weigh(long.memory, tenth, 2 * tenth), weigh(long.memory, total - tenth, total)]
  const left = await remaining(long)
  const killer = createKiller(kills)
  const short = await build(
    {...rough, only: await regionsOf(report, Math.ceil(Math.min(prints, shaken) / EDITIONS))},
    {meanwhile: killer.begin}
  )
  const [expected, given] = await Promise.all([digestsIn(calm.out), digestsIn(rough.out)])
  return {
    prints: total,
    seconds: long.wall,
    before,
    after,
    growth: after.megabytes / before.megabytes - 1,
    left: [...left, ...(await remaining(short))],
    kills: killer.killed(),
    shaken: given.size,
    differing: [...given].filter(([path, digest]) => expected.get(path) !== digest).map(([path]) => path)
  }
}

/** Milliseconds in which a browser ends whose parent has ended. */
const PATIENCE = 10_000

// What has ended and waits for the system to note it is none.
async function remaining({left}: Measured): Promise<readonly string[]> {
  const running = () => left().filter(({state}) => state !== 'Z')
  for (let waited = 0; waited < PATIENCE && running().length > 0; waited += 100) await setTimeout(100)
  return running().map(({pid}) => `${roleOf(pid)} ${pid}`)
}

interface Places {
  readonly report: string
  readonly out: string
  readonly store: string
  readonly only: string
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

async function build({report, out, store, only}: Places, options: Omit<MeasureOptions, 'folder'>): Promise<Measured> {
  const args = ['build', report, '--format', 'pdf', '--out', out, '--store', store, '--only', only]
  const measured = await measure([process.execPath, join(ROOT, 'pipeline/cli.js'), ...args], {folder: ROOT, ...options})
  if (measured.status !== 0)
    throw new Error(`A build ended with ${measured.status}\n${measured.stdout}\n${measured.stderr.slice(-2000)}`)
  return measured
}

function weigh(memory: readonly MemorySample[], from: number, to: number): Weight {
  const samples = memory.filter(({lines}) => lines >= from && lines < to)
  const mean = (of: (sample: MemorySample) => number) => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length
  const roles = new Set(samples.flatMap(({parts}) => Object.keys(parts)))
  const parts = Object.fromEntries(Array.from(roles, (role) => [role, mean(({parts}) => parts[role] ?? 0)]))
  return {from, to, megabytes: mean(({megabytes}) => megabytes), parts}
}

/** Milliseconds that a browser is left alone: long enough to be in the middle of its work. */
const PEACE = 2500

function createKiller(most: number) {
  let killed = 0
  const begin = (root: number) => {
    let calm = performance.now()
    const timer = setInterval(() => {
      const browsers = processesBelow(root).filter(({pid}) => roleOf(pid) === 'browser')
      // Only what prints is shaken: until there is a browser, time does not run.
      if (browsers.length === 0) calm = performance.now()
      if (killed === most || performance.now() - calm < PEACE) return
      process.kill(browsers[killed % browsers.length]!.pid, 'SIGKILL')
      killed++
      calm = performance.now()
    }, 100)
    return () => clearInterval(timer)
  }
  return {begin, killed: () => killed}
}

async function regionsOf(report: string, count: number): Promise<string> {
  const [, ...rows] = (await readFile(join(report, 'data/places.csv'), 'utf8')).trim().split('\n')
  return `region=${rows
    .slice(0, count)
    .map((row) => row.slice(0, row.indexOf(',')))
    .join(',')}`
}

interface Listed {
  readonly editions: readonly {readonly files: readonly {readonly path: string; readonly sha256: string}[]}[]
}

async function digestsIn(out: string): Promise<ReadonlyMap<string, string>> {
  const {editions} = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Listed
  return new Map(editions.flatMap(({files}) => files.map(({path, sha256}) => [path, sha256] as const)))
}

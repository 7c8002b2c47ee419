/**
 * The processor time of 288 editions by two workers on a queue, of one page each, and by one process with two: in pairs, one after
 * the other. Servers are not counted; what workers do until they are ready is not either, for they stay.
 */
import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {cp} from 'node:fs/promises'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {startRedis} from '../../servers/redis.ts'
import {startS3} from '../../servers/s3.ts'
import {measure, watch} from '../measure.ts'
import {median} from '../median.ts'
import type {Workshop} from '../workshop.ts'
import {notes, times, type Measure} from './measure.ts'

const GOAL = 1.1
const CLI = fileURLToPath(new URL('../../../pipeline/cli.js', import.meta.url))

interface Pair {
  readonly queued: Spent
  readonly alone: Spent
  readonly others: number
}

interface Spent {
  readonly wall: number
  readonly cpu: number
}

export const queue: Measure = {
  name: 'queue',
  async run(workshop) {
    const servers = [await startRedis(await workshop.place('redis')), await startS3(await workshop.place('s3'))] as const
    const [redis, s3] = servers
    try {
      const {values: pairs, noise} = await times(
        workshop.runs.few,
        async (at) => pair(workshop, {at, queue: redis.address, store: s3.address.replace('?', `/${at}?`)}),
        ({others}) => others
      )
      const ratio = median(pairs.map(({queued, alone}) => queued.cpu / alone.cpu))
      return [
        {
          measure: 'two workers',
          wall: pairs.map(({queued}) => queued.wall),
          cpu: pairs.map(({queued}) => queued.cpu),
          figure: `${ratio.toFixed(2)} x CPU`,
          goal: {text: `${GOAL} x`, met: ratio <= GOAL},
          note: notes(
            `one process with two jobs: ${median(pairs.map(({alone}) => alone.cpu)).toFixed(1)} s CPU, ${median(pairs.map(({alone}) => alone.wall)).toFixed(1)} s`,
            noise
          )
        }
      ]
    } finally {
      await Promise.all(servers.map((server) => server.kill()))
    }
  }
}

interface Round {
  readonly at: number
  readonly queue: string
  readonly store: string
}

async function pair(workshop: Workshop, round: Round): Promise<Pair> {
  await workshop.clear()
  const ready = await workshop.place('ready')
  if (round.at === 0) await cp(workshop.store, ready, {recursive: true})
  const alone = await workshop.build(workshop.large)
  return {alone, ...(await queued(workshop, ready, round))}
}

// Each has a store of its own, in which the browser and the fonts lie and nothing else.
async function queued(workshop: Workshop, ready: string, {at, queue, store}: Round): Promise<Pick<Pair, 'queued' | 'others'>> {
  const own = async (name: string) => {
    const folder = join(await workshop.place('own'), `${at} ${name}`)
    await cp(ready, folder, {recursive: true})
    return {OCTAVO_STORE: folder}
  }
  const address = ['--queue', queue, '--store', store]
  const workers = await Promise.all(['one', 'two'].map(async (name) => worker(address, await own(name))))
  try {
    await Promise.all(workers.map(({ready}) => ready))
    const watched = workers.map(({process}) => watch(process.pid!))
    const before = watched.map(({cpu}) => cpu())
    const out = await workshop.place(`out ${at}`)
    const planned = await measure([process.execPath, CLI, 'build', workshop.large, ...address, '--out', out], {
      folder: workshop.large,
      env: await own('plan')
    })
    if (planned.status !== 0) throw new Error(`The plan ended with ${planned.status}\n${planned.stderr}`)
    const spent = watched.map(({cpu, stop}, index) => (stop(), cpu() - before[index]!)).reduce((sum, cpu) => sum + cpu)
    const others = Math.max(0, planned.others - spent / (2 * planned.wall))
    return {queued: {wall: planned.wall, cpu: planned.cpu + spent}, others}
  } finally {
    workers.forEach(({process}) => process.kill())
    await Promise.all(workers.map(({ended}) => ended))
  }
}

interface Worker {
  readonly process: ChildProcess
  readonly ready: Promise<unknown>
  readonly ended: Promise<unknown>
}

function worker(address: readonly string[], env: Readonly<Record<string, string>>): Worker {
  const child = spawn(process.execPath, [CLI, 'work', ...address, '--jobs', '1'], {
    env: {...process.env, ...env},
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const ready = (async () => {
    for await (const line of createInterface(child.stderr)) if (line.includes('"event":"ready"')) break
    child.stderr.resume()
  })()
  return {process: child, ready, ended: once(child, 'close')}
}

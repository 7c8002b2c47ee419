/** A worker as whoever watches it sees it: the text of its figures, and a real worker asked by HTTP while it works. */
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {createServer} from 'node:http'
import {mkdir} from 'node:fs/promises'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {describe, expect, onTestFinished, test} from 'vitest'
import {descendantsOf} from '../../pipeline/carriers/descendants.ts'
import {renderMetrics} from '../../pipeline/carriers/metrics.ts'
import {openMonitor, type Place} from '../../pipeline/carriers/monitor.ts'
import {createTally} from '../../pipeline/carriers/tally.ts'
import {MachineError} from '../../pipeline/messages.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {FIGURES} from './figures.ts'
import {startRedis} from '../servers/redis.ts'
import {startS3} from '../servers/s3.ts'
import {temporaryFolder} from '../temporary.ts'

const CLI = fileURLToPath(new URL('../../pipeline/cli.js', import.meta.url))
const MARKETS = fileURLToPath(new URL('../reports/markets', import.meta.url))

describe('the text', () => {
  test('tells each figure with its meaning and its type, once', () => {
    const lines = renderMetrics(FIGURES).split('\n')
    expect(lines.filter((line) => !line.startsWith('#'))).toEqual([
      'octavo_editions_total{state="made"} 3',
      'octavo_editions_total{state="known"} 2',
      'octavo_editions_total{state="failed"} 1',
      'octavo_edition_seconds_sum 4.25',
      'octavo_edition_seconds_count 6',
      'octavo_groups_total{state="done"} 2',
      'octavo_groups_total{state="failed"} 0',
      'octavo_groups_total{state="returned"} 1',
      'octavo_stages_total{stage="print",how="ran"} 3',
      'octavo_stages_total{stage="print",how="recalled"} 0',
      'octavo_stages_total{stage="a \\"b\\"\\\\\\n",how="ran"} 0',
      'octavo_stages_total{stage="a \\"b\\"\\\\\\n",how="recalled"} 7',
      'octavo_browser_restarts_total 4',
      'octavo_queue_losses_total 1',
      'octavo_other_versions_total 0',
      'octavo_worker_ready 1',
      'octavo_queue_up 1',
      'octavo_queue_jobs{queue="octavo-1",state="waiting"} 5',
      'octavo_queue_jobs{queue="octavo-1",state="active"} 2',
      'octavo_memory_bytes 200000000',
      'octavo_browser_processes 8',
      'octavo_browser_memory_bytes 400000000',
      ''
    ])
    const heads = lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2])
    expect(new Set(heads).size).toBe(heads.length)
    expect(lines.filter((line) => /^# HELP \w+ [A-Z1].*\.$/.test(line)).length).toBe(heads.length)
  })

  test('says nothing of what is not known', () => {
    const {queue: _queue, browsers: _browsers, ...figures} = FIGURES
    const text = renderMetrics({...figures, isReady: false, stages: {}})
    expect(text).not.toMatch(/queue_jobs|browser_(?:processes|memory)|stages/)
    expect(text).toMatch(/^octavo_worker_ready 0$[^]*^octavo_queue_up 0$/m)
  })
})

test('events are counted', () => {
  const tally = createTally()
  expect(tally.counts().isReady).toBe(false)
  tally.note({event: 'ready', queue: 'octavo-1'})
  tally.note({event: 'edition', edition: 'a', state: 'made', ms: 1_500})
  tally.note({event: 'edition', edition: 'b', state: 'known', ms: 10})
  tally.note({event: 'group', subject: 'x', state: 'returned'})
  tally.note({event: 'away', reason: 'ECONNREFUSED'})
  tally.note({event: 'other-version', reason: 'another browser'})
  expect(tally.counts()).toEqual({
    isReady: true,
    editions: {made: 1, known: 1, failed: 0},
    groups: {done: 0, failed: 0, returned: 1},
    seconds: 1.51,
    away: 1,
    otherVersions: 1
  })
})

test('processes that a process began are found, those of theirs too', async () => {
  const child = spawn('sh', ['-c', 'sleep 9 & wait'])
  onTestFinished(() => void child.kill('SIGKILL'))
  await expect.poll(() => descendantsOf(child.pid!), {timeout: 300_000}).toMatchObject({count: 1})
  const [own, all] = await Promise.all([descendantsOf(child.pid!), descendantsOf(process.pid)])
  expect(all!.count).toBeGreaterThan(own!.count)
  expect(own!.bytes).toBeGreaterThan(100_000)
})

describe('whoever asks by HTTP', () => {
  const place = async () => ({host: '127.0.0.1', port: await freePort()})
  const watched = (at: Place, tally = createTally()) => openMonitor(at, {tally, world: thisMachine()})

  test('hears whether the worker takes work', async () => {
    const at = await place()
    const tally = createTally()
    const monitor = await watched(at, tally)
    onTestFinished(() => monitor.close())
    expect(await ask(at.port, '/healthz')).toEqual([503, 'starting\n'])
    tally.note({event: 'ready', queue: 'octavo-1'})
    expect(await ask(at.port, '/healthz?x')).toEqual([200, 'ready\n'])
    expect((await ask(at.port, '/metrics'))[1]).toContain('\noctavo_worker_ready 1\n')
    monitor.end()
    expect(await ask(at.port, '/healthz')).toEqual([503, 'ending\n'])
    expect((await ask(at.port, '/metrics'))[1]).toContain('\noctavo_worker_ready 0\n')
    expect((await ask(at.port, '/'))[0]).toBe(404)
    expect((await fetch(`http://127.0.0.1:${at.port}/metrics`, {method: 'POST'})).status).toBe(405)
  })

  test('waits for a queue that is away a second at most', async () => {
    const at = await place()
    const monitor = await watched(at)
    onTestFinished(() => monitor.close())
    monitor.watch({stages: {}, failures: () => 0, queued: () => new Promise(() => {})})
    const [status, text] = await ask(at.port, '/metrics')
    expect([status, /^octavo_queue_up (\d)$/m.exec(text)?.[1]]).toEqual([200, '0'])
  })

  test('a port that is taken is told', async () => {
    const at = await place()
    const monitor = await watched(at)
    onTestFinished(() => monitor.close())
    const again = watched(at)
    await expect(again).rejects.toThrow(`Something else listens at 127.0.0.1:${at.port} already`)
    await expect(again).rejects.toBeInstanceOf(MachineError)
  })
})

test.each(['0', '65536', 'x', ':9464', 'a b:9464', '9464.5'])('--metrics %s is refused', async (text) => {
  const store = 's3://octavo/editions?endpoint=http://127.0.0.1:1'
  const {status, words} = await run(['work', '--queue', 'redis://127.0.0.1:1', '--store', store, '--metrics', text])
  expect(status).toBe(2)
  expect(words()).toContain(`Unexpected \`--metrics ${text}\`, expected a port from 1 to 65535`)
})

test('a real worker tells of its work, of its queue and of its browsers', async () => {
  const folder = await temporaryFolder()
  await Promise.all(['redis', 's3'].map((name) => mkdir(join(folder, name))))
  const [redis, s3, port] = await Promise.all([startRedis(join(folder, 'redis')), startS3(join(folder, 's3')), freePort()])
  onTestFinished(async () => void (await Promise.all([redis.kill(), s3.kill()])))
  const shared = ['--queue', redis.address, '--store', s3.address]
  const metrics = async () => (await ask(port, '/metrics'))[1]

  const worker = begin(['work', ...shared, '--jobs', '1', '--metrics', String(port)], join(folder, 'worker'))
  await expect.poll(() => ask(port, '/healthz').catch(() => undefined), {timeout: 300_000}).toEqual([200, 'ready\n'])
  expect(await metrics()).toMatch(/^octavo_queue_jobs\{queue="octavo-[0-9a-f]{16}",state="waiting"\} 0$/m)

  const build = async (language: string) => {
    const part = ['--only', 'region=south', '--only', 'audience=short', '--only', `language=${language}`]
    const plan = begin(['build', MARKETS, ...part, ...shared, '--out', join(folder, 'out')], join(folder, 'plan'))
    expect(await plan.ended, plan.words()).toBe(0)
  }
  await build('en')
  const text = await metrics()
  expect(text).toContain('\noctavo_editions_total{state="made"} 1\n')
  expect(text).toContain('\noctavo_groups_total{state="done"} 1\n')
  expect(text).toContain('\noctavo_stages_total{stage="print",how="ran"} 1\n')
  expect(text).toMatch(/^octavo_browser_processes [1-9]/m)
  expect(text).toMatch(/^octavo_memory_bytes \d{8,}$/m)

  expect(text).toContain('\noctavo_browser_restarts_total 0\n')
  spawn('pkill', ['-KILL', '-P', String(worker.child.pid)])
  await expect.poll(metrics, {timeout: 300_000}).toMatch(/^octavo_browser_processes 0$/m)
  await build('zh-Hans')
  const later = await metrics()
  expect(later).toContain('\noctavo_editions_total{state="made"} 2\n')
  expect(later).toContain('\noctavo_browser_restarts_total 1\n')

  await redis.kill()
  await expect.poll(metrics, {timeout: 300_000}).toMatch(/^octavo_queue_up 0$/m)
  // Nothing is asked of a queue that is known to be away: it would wait there.
  expect(await metrics()).toMatch(/^octavo_queue_up 0$/m)
  await redis.start()
  await expect.poll(metrics, {timeout: 300_000}).toMatch(/^octavo_queue_up 1$/m)
  worker.child.kill('SIGTERM')
  expect(await worker.ended).toBe(0)
  await expect(ask(port, '/healthz')).rejects.toThrow()
})

async function ask(port: number, path: string): Promise<readonly [number, string]> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return [response.status, await response.text()]
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function run(args: readonly string[]) {
  const {ended, words} = begin(args, join(await temporaryFolder(), 'store'))
  return {status: await ended, words}
}

function begin(args: readonly string[], store: string) {
  const child = spawn(process.execPath, [CLI, ...args], {env: {...process.env, OCTAVO_STORE: store, NO_COLOR: '1'}})
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (more: string) => (text += more))
  const ended = once(child, 'close').then(([status]) => status as number | null)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return {child, ended, words: () => text}
}

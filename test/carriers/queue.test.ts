/** Workers on a real queue with a real store: whatever is killed or away, the editions are those of a local build. */
import {chmod, cp, mkdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {Redis} from 'ioredis'
import {afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test} from 'vitest'
import {TERMS} from '../../pipeline/carriers/consignment.ts'
import {openBucketFiles} from '../../pipeline/run/bucket-files.ts'
import {digestOfBytes} from '../../pipeline/cache/hash.ts'
import type {Only} from '../../pipeline/run/open.ts'
import {buildReport, digestsIn} from '../building.ts'
import {FORBIDDEN, FULL, openGate} from '../servers/gate.ts'
import {startRedis, type RedisServer} from '../servers/redis.ts'
import {startS3, type S3Server} from '../servers/s3.ts'
import {begin, type Running} from '../servers/workers.ts'
import {edit, reportCopy, temporaryFolder, untilTheEnd} from '../temporary.ts'

const FLAGSHIP = fileURLToPath(new URL('../../sources/digital-government', import.meta.url))
const FEW = {region: ['cn', 'gd'], audience: ['public']}
const NINE = {region: ['gd']}
const REGIONS = (process.env['QUEUE_REGIONS'] ?? 'cn,gd,xz').split(',')
const KILLS = Number(process.env['QUEUE_KILLS'] ?? 1)

let redis: RedisServer
let s3: S3Server
let root: string
let folder: string
let store: string
let runs = 0

beforeAll(async () => {
  root = await untilTheEnd(afterAll)
  await Promise.all(['redis', 's3'].map((name) => mkdir(join(root, name))))
  ;[redis, s3] = await Promise.all([startRedis(join(root, 'redis')), startS3(join(root, 's3'))])
})
afterAll(() => Promise.all([redis.kill(), s3.kill()]))

// Each test has a bucket's prefix, and so a queue, of its own.
beforeEach(async () => {
  folder = await temporaryFolder()
  store = s3.address.replace('?', `/${runs++}?`)
})

const worker = (env = {}): Promise<Running> =>
  begin(['work', '--queue', redis.address, '--store', store, '--jobs', '2'], {folder, env})

const plan = (only: Only = FEW, {report = FLAGSHIP, out = 'out', more = [] as string[]} = {}): Promise<Running> =>
  begin(
    [
      'build',
      report,
      ...more,
      ...selection(only),
      '--queue',
      redis.address,
      '--store',
      store,
      '--out',
      join(folder, out),
      '--json'
    ],
    {folder}
  )

function selection(only: Only): readonly string[] {
  return Object.entries(only).flatMap(([axis, ids]) => ['--only', `${axis}=${ids.join()}`])
}

const locals = new Map<string, ReturnType<typeof digestsIn>>()

// What one machine makes of the same selection, by digest.
async function local(only: Only, report: string): ReturnType<typeof digestsIn> {
  const name = JSON.stringify([only, report])
  const out = join(root, `local ${locals.size}`)
  const made =
    locals.get(name) ?? buildReport({folder: report, out, store: join(root, 'store')}, {only}).then(() => digestsIn(out))
  locals.set(name, made)
  return made
}

// A plan that ends well; where it does not, the test says what it said.
async function endsWell(): Promise<void> {
  const running = await plan()
  expect((await running.ended).status, running.said()).toBe(0)
}

async function rightIn(out = 'out', only: Only = FEW, report = FLAGSHIP): Promise<void> {
  expect(await digestsIn(join(folder, out))).toEqual(await local(only, report))
}

async function ending(
  running: Running
): Promise<{readonly editions: object; readonly messages: readonly {rule: string; reason: string}[]}> {
  const {out} = await running.ended
  return JSON.parse(out)
}

async function keysLeft(): Promise<readonly string[]> {
  const connection = new Redis(redis.address)
  const keys = await connection.keys('bull:*')
  const lengths = await Promise.all(keys.filter((key) => key.endsWith(':events')).map((key) => connection.xlen(key)))
  connection.disconnect()
  expect(lengths.every((length) => length <= 2)).toBe(true)
  return keys.filter((key) => !/:(?:events|id|meta|stalled-check|marker)$/.test(key))
}

// Its digest is all that is asked for: this worker never prints.
async function anotherBrowser(): Promise<string> {
  const path = join(folder, 'browser')
  await writeFile(path, '#!/bin/sh\nexit 1\n')
  await chmod(path, 0o755)
  return path
}

describe('two workers', () => {
  test('give what one machine gives, leave nothing of an edition in the queue, and end when told', async () => {
    const workers = await Promise.all([worker(), worker()])
    const planned = await plan()
    expect((await planned.ended).status, planned.said()).toBe(0)
    await rightIn()
    expect(await keysLeft()).toEqual([])
    workers[0]!.process.kill('SIGTERM')
    expect((await workers[0]!.ended).status).toBe(0)
    // All is known by the store: neither a worker nor a print is needed again.
    const again = await plan(FEW, {out: 'again'})
    expect(await ending(again)).toMatchObject({formats: {pdf: {printed: 0}}})
    await rightIn('again')
  })

  test(`one of them killed ${KILLS} times in the middle of an edition`, {timeout: 300_000 + 30_000 * KILLS}, async () => {
    const many = {region: REGIONS}
    const survivor = await worker()
    let victim = await worker()
    await victim.until(/"event":"ready"/)
    let killed = 0
    // Where the work runs out before the kills do, the report has another title, so that all of it is new.
    for (let round = 0; killed < KILLS; round++) {
      const report = await flagshipTitled(`Round ${round}`)
      const planned = await plan(many, {report, out: `out ${round}`})
      while (killed < KILLS && planned.process.exitCode === null) {
        await Promise.race([victim.until(/"event":"edition"/), planned.ended])
        if (planned.process.exitCode !== null) break
        killed++
        victim.process.kill('SIGKILL')
        await victim.ended
        victim = await worker()
      }
      expect((await planned.ended).status, planned.said()).toBe(0)
      await rightIn(`out ${round}`, many, report)
    }
    expect([survivor.process.exitCode, killed]).toEqual([null, KILLS])
  })
})

async function flagshipTitled(title: string): Promise<string> {
  const report = join(folder, title)
  await cp(FLAGSHIP, report, {recursive: true})
  await edit(report, 'report.yaml', (text) =>
    text.replace(/^title:.*\n(?: .*\n)*/m, `title: {zh-Hans: ${title}, zh-Hant: ${title}, en: ${title}}\n`)
  )
  return report
}

describe('one worker', () => {
  test('killed with all its groups in hand: the next one has them', async () => {
    // How soon is a matter of these terms, and of how busy the machine is.
    expect(TERMS.lockDuration + TERMS.stalledInterval).toBeLessThanOrEqual(10_000)
    const first = await worker()
    const planned = await plan()
    await first.until(/"event":"edition"/)
    first.process.kill('SIGKILL')
    await first.ended
    const second = await worker()
    await second.until(/"event":"edition"/)
    expect((await planned.ended).status, planned.said()).toBe(0)
    await rightIn()
  })

  test('told to end in the middle gives its groups back', async () => {
    const first = await worker()
    const planned = await plan(NINE)
    await first.until(/"event":"edition"/)
    first.process.kill('SIGTERM')
    expect((await first.ended).status).toBe(0)
    expect(first.said()).toMatch(/"state":"returned"/)
    await worker()
    expect((await planned.ended).status, planned.said()).toBe(0)
    await rightIn('out', NINE)
  })

  test('and a Redis that is killed and begun again', async () => {
    const one = await worker()
    const planned = await plan()
    await one.until(/"event":"edition"/)
    await redis.kill()
    await one.until(/"event":"away"/)
    await redis.start()
    expect((await planned.ended).status, planned.said()).toBe(0)
    await rightIn()
  })

  test('and a store that is away for ten seconds', async () => {
    const one = await worker()
    const planned = await plan()
    await one.until(/"event":"ready"/)
    await planned.until(/./).catch(() => undefined)
    await s3.kill()
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    await s3.start()
    expect((await planned.ended).status, planned.said()).toBe(0)
    await rightIn()
  })
})

test('a store that is full ends the work with its reason, and takes nothing away', async () => {
  const gate = await openGate(store)
  onTestFinished(gate.close)
  store = gate.address
  gate.refusing = FULL
  const refused = await plan()
  expect((await refused.ended).status).toBe(3)
  expect(refused.said()).toContain('No room is left in the bucket')
  // The trace of an edition is sent when all of it lies there: the second one is refused.
  gate.refusing = {...FULL, part: '/traces/', after: 1}
  await worker()
  const planned = await plan()
  const {editions, messages} = await ending(planned)
  expect(editions).not.toMatchObject({failed: 0})
  expect(messages.map(({rule, reason}) => [rule, /No room is left in the bucket/.test(reason)])).toContainEqual([
    'worker-makes-editions',
    true
  ])
  gate.refusing = undefined
  await endsWell()
  await rightIn()
})

test('an edition costs few requests of the bucket, and two where it is known', async () => {
  const gate = await openGate(store)
  onTestFinished(gate.close)
  store = gate.address
  await worker()
  await endsWell()
  // For each of six the plan and the worker ask whether it is known, the worker sends two, the plan fetches two; a group is one more each way.
  expect(gate.asked).toBeLessThanOrEqual(6 * 6 + 2 * 2 + 6)
  const before = gate.asked
  await endsWell()
  expect(gate.asked - before).toBe(6 * 2)
  await rightIn()
})

test('a bucket is published to as a folder is: nothing again, and what is wanted no more goes', async () => {
  const report = await reportCopy('figures')
  const places = {folder: report, out: s3.address.replace('editions?', `published${runs}?`), store: join(folder, 'store')}
  const files = openBucketFiles(places.out)
  const html = {formats: ['html']} as const
  await buildReport(places, html)
  await buildReport({...places, out: join(folder, 'out')}, html)
  const expected = await digestsIn(join(folder, 'out'))
  for (const [path, digest] of Object.entries(expected))
    expect([path, digestOfBytes(await files.read(path))]).toEqual([path, digest])
  expect(await buildReport(places, html)).toMatchObject({editions: {built: 0}, formats: {html: {written: 0}}})
  await files.write('index.html', Buffer.from('somebody else'))
  await buildReport(places, html)
  expect(digestOfBytes(await files.read('index.html'))).toBe(expected['index.html'])
  const [gone] = Object.keys(expected).filter((path) => path.includes('/zh-Hant/'))
  await edit(report, 'report.yaml', (text) =>
    text
      .replace(', zh-Hant]', ']')
      .replace(/languages:\n.*\n/, '')
      .replace(/^chapters/m, 'formats: [html]\nchapters')
  )
  await buildReport(places)
  await expect(files.read(gone!)).rejects.toThrow('There is no')
})

test('a bucket whose manifest may not be read is not published to as if nothing were there', async () => {
  const gate = await openGate(s3.address.replace('editions?', `published${runs}?`))
  onTestFinished(gate.close)
  const places = {folder: await reportCopy('figures'), out: gate.address, store: join(folder, 'store')}
  await buildReport(places, {formats: ['html']})
  const files = openBucketFiles(gate.address)
  const before = await files.read('manifest.json')
  gate.refusing = {...FORBIDDEN, method: 'GET', part: 'manifest.json'}
  const {region} = JSON.parse(Buffer.from(before).toString()).editions[0].axes
  await expect(buildReport(places, {formats: ['html'], only: {region: [region]}})).rejects.toThrow('refused what was asked')
  gate.refusing = undefined
  expect(Buffer.from(await files.read('manifest.json')).equals(Buffer.from(before))).toBe(true)
})

test('a group whose jobs are gone from the store ends with its reason, and the worker goes on', async () => {
  const planned = await plan()
  await planned.until(/Waiting: no worker is there/)
  const lying = join(root, 's3', 'octavo', new URL(store).pathname.slice(1), 'blobs')
  await rm(lying, {recursive: true})
  const one = await worker()
  const {editions, messages} = await ending(planned)
  expect(editions).toMatchObject({failed: 6})
  expect(messages.map(({reason}) => reason)).toContainEqual(expect.stringContaining('The store lost what it held'))
  expect(one.process.exitCode).toBeNull()
  await endsWell()
  await rightIn()
})

test('a queue that has no room ends the plan with its reason', async () => {
  const connection = new Redis(redis.address)
  onTestFinished(async () => {
    await connection.config('SET', 'maxmemory', '0')
    connection.disconnect()
  })
  const planned = await plan()
  await planned.until(/Waiting: no worker is there/)
  await connection.config('SET', 'maxmemory', '1')
  const other = await plan(FEW, {out: 'other'})
  expect((await other.ended).status).toBe(3)
  expect(other.said()).toMatch(/The queue (?:refused what was asked|cannot be reached)/)
})

test('a worker of another version sees no job, and both say why', async () => {
  const other = await worker({OCTAVO_CHROME: await anotherBrowser()})
  const planned = await plan()
  await other.until(/"event":"other-version","reason":"a plan is at hand that has another browser/)
  await planned.until(/Waiting: the workers that are there have another browser/)
  expect(other.said()).not.toMatch(/"event":"edition"/)
  await worker()
  expect((await planned.ended).status, planned.said()).toBe(0)
  await rightIn()
})

test('an author’s mistake in one edition is told as a local build tells it, and the others are made', async () => {
  const report = join(folder, 'report')
  await cp(FLAGSHIP, report, {recursive: true})
  // An id that is doubled in one region only is found when its editions are composed.
  const doubled = `\n\n## One {#doubled}\n\nText.\n\n:::only{if="region.id = 'gd'"}\n\n## Two {#doubled}\n\nText.\n\n:::\n`
  await edit(report, 'chapters/en/annex.md', (text) => text + doubled)
  const places = {folder: report, out: join(folder, 'local'), store: join(folder, 'store')}
  const alone = await buildReport(places, {only: {region: FEW.region}, formats: ['html']})
  await worker()
  const planned = await plan({region: FEW.region}, {report, more: ['--format', 'html']})
  const {editions, messages} = await ending(planned)
  expect(editions).toEqual(alone.editions)
  expect(alone.editions.failed).toBe(1)
  expect(messages).toEqual(alone.messages)
  expect(await digestsIn(join(folder, 'out'))).toEqual(await digestsIn(places.out))
})

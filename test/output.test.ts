/** An output folder over many builds: whose it is, what goes, what stays, and what a plan says of it before. */
import {spawn} from 'node:child_process'
import {access, cp, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {makeEditions} from '../pipeline/carriers/process.ts'
import {lock} from '../pipeline/cache/lock.ts'
import {planEdition} from '../pipeline/edition.ts'
import {openRun} from '../pipeline/run/open.ts'
import {placeOf} from '../pipeline/run/output.ts'
import {findPublished, planPublication} from '../pipeline/run/publication.ts'
import {openSession} from '../pipeline/run/session.ts'
import type {Comparison, Manifest} from '../pipeline/stages/publish/index.ts'
import {thisMachine} from '../pipeline/world.ts'
import {buildReport, digestsIn, type Places} from './building.ts'
import {edit, temporaryFolder, untilTheEnd} from './temporary.ts'

const CLI = fileURLToPath(new URL('../pipeline/cli.js', import.meta.url))
const {signal} = new AbortController()

/** A copy of the small report, and an output and a store of its own, below a folder. */
async function placesIn(root: string): Promise<Places> {
  await cp(fileURLToPath(new URL('reports/markets', import.meta.url)), join(root, 'markets'), {recursive: true})
  return {folder: join(root, 'markets'), out: join(root, 'o'), store: join(root, 's')}
}
const places = async () => placesIn(await temporaryFolder())

const manifestIn = async (out: string) => JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Manifest
const statesIn = async (out: string) => (await manifestIn(out)).editions.map(({id, state}) => `${id} ${state}`)
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false
  )

/** Every file that the manifest names is there, as it says, and no other. */
async function expectWhole(out: string): Promise<void> {
  const {editions, assets} = await manifestIn(out)
  const named = [...editions.flatMap(({files}) => files), ...assets].map(({path, sha256}) => [path, sha256] as const)
  const {'manifest.json': _, ...there} = await digestsIn(out)
  expect(there).toEqual(Object.fromEntries(named))
}

async function planOf({folder, out, store}: Places, draft = false): Promise<Comparison> {
  const session = await openSession(thisMachine(), {store})
  try {
    const run = await openRun({folder, only: {}, draft, jobs: 1, rendering: 'recall', checkOnly: () => {}}, session)
    const results = await makeEditions(run, {make: planEdition, jobs: 1, signal, onProgress: () => {}})
    return (await planPublication(results, run, await findPublished(placeOf(out, session)))).comparison
  } finally {
    await session.close()
  }
}

describe('a folder that is locked', () => {
  test('is another’s when the first lets go, and the file is gone when both have', async () => {
    const path = join(await temporaryFolder(), 'o', '.octavo', 'lock')
    const waits: string[] = []
    const first = await lock({path, holder: 'process 1', signal, onWait: () => {}})
    let isSecond = false
    const second = lock({path, holder: 'process 2', signal, onWait: (holder) => waits.push(holder)}).then((taken) => {
      isSecond = true
      return taken
    })
    await new Promise((resolve) => setTimeout(resolve, 350))
    expect({isSecond, waits}).toEqual({isSecond: false, waits: ['process 1']})
    await first.release()
    await (await second).release()
    expect(await isThere(join(path, '../..'))).toBe(false)
  })

  test('is waited for no longer than the signal says', async () => {
    const path = join(await temporaryFolder(), 'lock')
    const first = await lock({path, holder: '1', signal, onWait: () => {}})
    const abort = new AbortController()
    const second = lock({path, holder: '2', signal: abort.signal, onWait: () => abort.abort()})
    await expect(second).rejects.toThrow()
    await first.release()
  })

  test('is one’s at a time, among twenty', async () => {
    const path = join(await temporaryFolder(), 'o', 'lock')
    let inside = 0
    const most = await Promise.all(
      Array.from({length: 20}, async (_, at) => {
        const own = await lock({path, holder: String(at), signal, onWait: () => {}})
        const count = ++inside
        await new Promise((resolve) => setTimeout(resolve, 5))
        inside--
        await own.release()
        return count
      })
    )
    expect(Math.max(...most)).toBe(1)
  })
})

/** Rounds of three builds at once; `CONCURRENCY_ROUNDS` runs more. */
const ROUNDS = Number(process.env['CONCURRENCY_ROUNDS'] ?? 2)

test(
  'A3 three builds at once into one folder: the manifest lists the union, every file is whole',
  async () => {
    const own = await places()
    const args = ['build', own.folder, '--store', own.store, '--out', own.out, '--format', 'html', '--only']
    for (let round = 0; round < ROUNDS; round++) {
      // An empty store too: the three make it at the same moment.
      for (const folder of [own.out, own.store]) await rm(folder, {recursive: true, force: true})
      await edit(own.folder, 'chapters/en/overview.md', (text) => `${text}\nRound ${round}.\n`)
      const ended = await Promise.all(['north', 'south', 'west'].map((region) => run([...args, `region=${region}`])))
      expect(ended.map(({status, stderr}) => (status === 0 ? 0 : stderr))).toEqual([0, 0, 0])
      expect(
        ended.filter(({stderr}) => /Waiting for another build in the same folder \(process \d+\)/.test(stderr)).length
      ).toBeGreaterThan(0)
      expect((await statesIn(own.out)).length).toBe(15)
      await expectWhole(own.out)
    }
  },
  ROUNDS * 300_000
)

test('A3 a build that was killed gives its folder back at once', async () => {
  const own = await places()
  const args = ['build', own.folder, '--store', own.store, '--out', own.out, '--format', 'html']
  const child = spawn(process.execPath, [CLI, ...args])
  while (!(await isThere(join(own.out, '.octavo/lock')))) await new Promise((resolve) => setTimeout(resolve, 5))
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  expect(await run(args)).toMatchObject({status: 0})
  await expectWhole(own.out)
})

function run(args: readonly string[]): Promise<{status: number | null; stderr: string}> {
  const child = spawn(process.execPath, [CLI, ...args])
  let stderr = ''
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  return new Promise((resolve) => child.once('close', (status) => resolve({status, stderr})))
}

describe('A4 what goes and what stays', () => {
  let own: Places
  beforeAll(async () => {
    own = await placesIn(await untilTheEnd(afterAll))
    await edit(own.folder, 'report.yaml', (text) => `${text}formats: [html]\n`)
    await buildReport(own)
  })

  test('an edition that fails keeps its page, and all that the page reads', async () => {
    const before = await digestsIn(own.out)
    const chapter = await readFile(join(own.folder, 'chapters/en/overview.md'), 'utf8')
    await edit(
      own.folder,
      'chapters/en/overview.md',
      (text) => `${text}\n:::only{if="region.id = 'north'"}\n{{num latest.nothing}}\n:::\n`
    )
    await edit(own.folder, 'images/hall.svg', (text) => text.replace('</svg>', '<desc>new</desc></svg>'))
    const {editions} = await buildReport(own)
    expect(editions.failed).toBeGreaterThan(0)
    const manifest = await manifestIn(own.out)
    const kept = manifest.editions.filter(({state}) => state === 'kept')
    expect(kept.length).toBe(editions.failed)
    const after = await digestsIn(own.out)
    for (const {files} of kept)
      for (const {path, assets = []} of files) for (const each of [path, ...assets]) expect(after[each], each).toBe(before[each])
    await expectWhole(own.out)
    await writeFile(join(own.folder, 'chapters/en/overview.md'), chapter)
    await buildReport(own)
    await expectWhole(own.out)
    expect(Object.keys(await digestsIn(own.out)).filter((path) => path.includes('hall')).length).toBe(1)
  })

  test('a path that changed leaves nothing at the old one, in a part of the matrix and in the whole', async () => {
    await edit(own.folder, 'report.yaml', (text) =>
      text.replace('"{region}/{audience}/{language}"', '"{language}/{region}/{audience}"')
    )
    await buildReport(own, {only: {region: ['north']}})
    expect(await isThere(join(own.out, 'north'))).toBe(false)
    expect(await isThere(join(own.out, 'south'))).toBe(true)
    await expectWhole(own.out)
    await buildReport(own)
    expect(await isThere(join(own.out, 'south'))).toBe(false)
    await expectWhole(own.out)
  })

  test('an edition that left the matrix stays through a part of it, listed, and goes with the whole', async () => {
    await edit(own.folder, 'report.yaml', (text) => text.replace('- {region: west, audience: full}', '- {region: west}'))
    await buildReport(own, {only: {region: ['north']}})
    expect((await statesIn(own.out)).filter((line) => line.startsWith('west'))).toEqual([
      'west.short.en kept',
      'west.short.zh-Hans kept',
      'west.short.zh-Hant kept'
    ])
    expect(await readFile(join(own.out, 'index.html'), 'utf8')).not.toContain('/west/')
    await expectWhole(own.out)
    await buildReport(own)
    expect((await statesIn(own.out)).filter((line) => line.startsWith('west'))).toEqual([])
    await expectWhole(own.out)
  })

  test('what somebody removed or altered comes back, though the edition was not built', async () => {
    const before = await digestsIn(own.out)
    await rm(join(own.out, 'en/south'), {recursive: true})
    await writeFile(join(own.out, 'index.html'), 'altered')
    await buildReport(own, {only: {region: ['north']}})
    expect(await digestsIn(own.out)).toEqual(before)
  })

  test('what cannot come back is told and listed no more', async () => {
    const store = join(await temporaryFolder(), 's')
    await rm(join(own.out, 'en/south/full'), {recursive: true})
    const {messages} = await buildReport({...own, store}, {only: {region: ['north']}})
    expect(messages.map(({rule, severity}) => `${severity} ${rule}`)).toEqual(['warning published-file-is-whole'])
    expect((await statesIn(own.out)).filter((line) => !line.endsWith('current'))).toEqual(['south.full.en missing'])
    await expectWhole(own.out)
  })
})

test('A4 one format after the other is the same as both at once, and a report without PDF names no browser', async () => {
  const own = await places()
  await edit(own.folder, 'report.yaml', (text) =>
    text.replace('exclude:', 'exclude:\n  - {region: north}\n  - {region: south}\n  - {language: zh-Hant}')
  )
  await buildReport(own, {formats: ['pdf']})
  await buildReport(own, {formats: ['html']})
  const apart = await digestsIn(own.out)
  const both = {...own, out: `${own.out}-both`}
  await buildReport(both)
  expect(apart).toEqual(await digestsIn(both.out))
  expect((await manifestIn(own.out)).browser).toMatch(/^[0-9a-f]{64}$/)
  await edit(own.folder, 'report.yaml', (text) => `${text}formats: [html]\n`)
  await buildReport(own)
  expect((await manifestIn(own.out)).browser).toBe('')
  await expectWhole(own.out)
})

test('a page that is newer than its PDF is told, once for all editions; what is made as a whole, or as it was, is not', async () => {
  const own = await places()
  await edit(own.folder, 'report.yaml', (text) =>
    text.replace('exclude:', 'exclude:\n  - {region: north}\n  - {region: south}\n  - {language: zh-Hant}')
  )
  const told = async (options: Parameters<typeof buildReport>[1] = {}) =>
    (await buildReport(own, options)).messages.filter(({rule}) => rule === 'formats-are-of-one-build')
  const html = {formats: ['html']} as const
  expect(await told()).toEqual([])
  expect(await told(html)).toEqual([])
  const total = (await manifestIn(own.out)).editions.length
  await edit(own.folder, 'chapters/en/overview.md', (text) => `${text}\nAnother word.\n`)
  const all = await told(html)
  expect(all).toMatchObject([
    {
      severity: 'warning',
      reason: expect.stringMatching(`^Unexpected PDF of an earlier build beside a newer page: \\d+ of ${total} editions$`)
    }
  ])
  expect(all[0]!.note).toBe('`octavo build` without `--format` makes both.')
  expect(await told()).toEqual([])
  await edit(own.folder, 'chapters/en/overview.md', (text) => `${text}\nYet another.\n`)
  expect(await told({formats: ['pdf']})).toMatchObject([
    {reason: expect.stringContaining('Unexpected page of an earlier build beside a newer PDF: ')}
  ])
  await edit(own.folder, 'report.yaml', (text) => `${text}formats: [html]\n`)
  await edit(own.folder, 'chapters/en/overview.md', (text) => `${text}\nOne format.\n`)
  expect(await told(html)).toEqual([])
})

describe('A5 a plan is what the build then does', () => {
  let own: Places
  beforeAll(async () => {
    own = await placesIn(await untilTheEnd(afterAll))
    await edit(own.folder, 'report.yaml', (text) =>
      text.replace('exclude:', 'exclude:\n  - {region: north}\n  - {language: zh-Hant}')
    )
    await buildReport(own)
  })

  const EDITS: readonly (readonly [string, () => Promise<void>])[] = [
    ['nothing', async () => {}],
    ['a sentence', () => edit(own.folder, 'chapters/en/overview.md', (text) => `${text}\nOne more sentence.\n`)],
    [
      'the sentence taken back',
      () => edit(own.folder, 'chapters/en/overview.md', (text) => text.replace('\nOne more sentence.\n', ''))
    ],
    [
      'an edition excluded',
      () => edit(own.folder, 'report.yaml', (text) => text.replace('- {region: west, audience: full}', '- {region: west}'))
    ],
    ['a title', () => edit(own.folder, 'report.yaml', (text) => text.replace('Market halls', 'Halls'))],
    ['a published page altered', () => writeFile(join(own.out, 'south/full/en/markets.html'), 'x')],
    ['a published PDF removed', () => rm(join(own.out, 'south/full/en/markets.pdf'))],
    ['PDFs dropped', () => edit(own.folder, 'report.yaml', (text) => `${text}formats: [html]\n`)]
  ]

  test.each(EDITS)('%s', async (name, change) => {
    await change()
    const plan = await planOf(own)
    const before = await digestsIn(own.out)
    const {formats} = await buildReport(own)
    const after = await digestsIn(own.out)
    const paths = (list: Readonly<Record<string, string>>) => Object.keys(list).filter((path) => path !== 'manifest.json')
    const changed = paths(after).filter((path) => before[path] !== after[path])
    // The catalogue names the sizes of PDFs: only a print tells whether it stays as it was.
    const isSame = plan.print.includes('index.html') && !changed.includes('index.html')
    const planned = [...plan.print, ...plan.write].filter((path) => !(isSame && path === 'index.html')).sort()
    expect(planned).toEqual(changed)
    expect([...plan.remove].sort()).toEqual(paths(before).filter((path) => !(path in after)))
    expect(plan.print.filter((path) => path.endsWith('.pdf')).length).toBe(formats.pdf.printed)
    if (name === 'nothing') expect(planned).toEqual([])
    else expect(planned.length + plan.remove.length).toBeGreaterThan(0)
  })

  test('a draft between leaves what is published, and a plan of it says so', async () => {
    const before = await digestsIn(own.out)
    await buildReport({...own, out: `${own.out}-draft`}, {draft: true})
    expect(await digestsIn(own.out)).toEqual(before)
    const plan = await planOf(own)
    expect([...plan.print, ...plan.write, ...plan.remove]).toEqual([])
  })
})

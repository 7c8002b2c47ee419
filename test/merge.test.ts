/** Shards built and merged, as several machines would: the same bytes as one build, or a refusal that changes nothing. */
import {spawn} from 'node:child_process'
import {access, cp, mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, describe, expect, test} from 'vitest'
import type {BuildOptions} from '../pipeline/build.ts'
import {ReportError, type Message} from '../pipeline/messages.ts'
import {merge, type Merged} from '../pipeline/run/merge.ts'
import {withSession} from '../pipeline/run/session.ts'
import {readShardFile, writeShardFile} from '../pipeline/run/shard-file.ts'
import {readManifest, type Manifest} from '../pipeline/stages/publish/index.ts'
import {thisMachine} from '../pipeline/world.ts'
import {buildReport, digestsIn, messagesOf} from './building.ts'
import {edit, temporaryFolder, untilTheEnd} from './temporary.ts'

const CLI = fileURLToPath(new URL('../pipeline/cli.js', import.meta.url))
const MARKETS = fileURLToPath(new URL('reports/markets', import.meta.url))
const {signal} = new AbortController()

interface Options extends Partial<BuildOptions> {
  /** The report. */
  readonly from?: string
}
const HTML = {formats: ['html']} as const

type Bench = Awaited<ReturnType<typeof bench>>

const another = untilTheEnd(afterAll).then(async (root) => {
  const store = join(root, 'store')
  await buildReport({folder: fileURLToPath(new URL('reports/figures', import.meta.url)), out: join(root, 'out'), store}, HTML)
  return store
})

/** A folder in which each build has a store of its own, as on a machine of its own. */
async function bench() {
  const root = await temporaryFolder()
  const at = (name: string) => join(root, name)
  const files = (out: string) => digestsIn(at(out))

  // One build into a folder. Where a machine has built nothing yet, it has the fonts of pages from a build of another report.
  async function build(out: string, {from = MARKETS, ...options}: Options = {}) {
    const store = at(`${out}.store`)
    await access(store).catch(async () => cp(await another, store, {recursive: true}))
    return buildReport({folder: from, out: at(out), store}, options)
  }

  // Each shard into the folder of its number.
  async function shards(total: number, options: Options = {}): Promise<readonly string[]> {
    const names = Array.from({length: total}, (_, index) => String(index + 1))
    for (const name of names) await build(name, {...options, shard: {current: Number(name), total}})
    return names
  }

  function mergeAll(names: readonly string[], out = 'merged', world = thisMachine()): Promise<Merged> {
    const folders = names.map((name) => ({name, folder: at(name)}))
    const options = {folders, out: () => at(out), signal, onWait: () => {}}
    return withSession(world, {store: at('merging.store')}, (session) => merge(options, session))
  }

  // What a merge is refused with; nothing may change in its output.
  async function refusal(names: readonly string[], out = 'merged', world = thisMachine()): Promise<readonly string[]> {
    const before = await files(out).catch(() => undefined)
    const messages: readonly Message[] = await mergeAll(names, out, world).then(
      () => [],
      (error: unknown) => (error instanceof ReportError ? error.messages : Promise.reject(error as Error))
    )
    expect(await files(out).catch(() => undefined)).toEqual(before)
    return messages.map(({rule, path = '', reason}) => `${path} ${rule}: ${reason}`)
  }

  const manifest = async (out: string): Promise<Manifest> => readManifest(await readFile(join(at(out), 'manifest.json')))!

  async function states(out: string): Promise<Record<string, number>> {
    const groups = Map.groupBy((await manifest(out)).editions, ({state}) => state)
    return Object.fromEntries([...groups].map(([state, editions]) => [state, editions.length]))
  }

  return {root, at, files, build, shards, merge: mergeAll, refusal, manifest, states}
}

const WRONG = (text: string) => text.replace('{{latest.note or="none"}}', '{{latest.note}}')

/** A copy of the report in which two regions of three fail. */
async function failing(own: Bench): Promise<string> {
  await cp(MARKETS, own.at('failing'), {recursive: true})
  await edit(own.at('failing'), 'chapters/en/overview.md', WRONG)
  return own.at('failing')
}

/** The sheet of the fonts, and the slices of both scripts of Chinese. */
const FONTS = 113

describe('shards merged are byte for byte one build', () => {
  test('of three, pages and PDFs', async () => {
    const own = await bench()
    await own.build('whole')
    const names = await own.shards(3)
    expect(await own.merge(names.toReversed())).toMatchObject({shards: 3, editions: {total: 15, failed: 0}, messages: []})
    expect(await own.files('merged')).toEqual(await own.files('whole'))
    expect(Object.keys(await own.files('merged'))).toHaveLength(2 * 15 + 7 + FONTS)
    expect((await own.manifest('merged')).browser).toMatch(/^[0-9a-f]{64}$/)
  })

  test('of more than there are values: some are empty', async () => {
    const own = await bench()
    await own.build('whole', HTML)
    const names = await own.shards(5, HTML)
    expect((await own.manifest('5')).editions).toEqual([])
    expect(await own.states('2')).toEqual({current: 6})
    await own.merge(names)
    expect(await own.files('merged')).toEqual(await own.files('whole'))
  })

  test('of one alone, of a draft, and of a part', async () => {
    const ways = [
      [1, HTML],
      [2, {...HTML, draft: true}],
      [2, {...HTML, only: {region: ['south'], language: ['en']}}]
    ] as const
    for (const [total, options] of ways) {
      const own = await bench()
      await own.build('whole', options)
      await own.merge(await own.shards(total, options))
      expect(await own.files('merged')).toEqual(await own.files('whole'))
    }
  })

  test('where some editions fail: they are missing, and told', async () => {
    const own = await bench()
    const from = await failing(own)
    await own.build('whole', {...HTML, from})
    const merged = await own.merge(await own.shards(3, {...HTML, from}))
    expect(await own.files('merged')).toEqual(await own.files('whole'))
    expect(await own.states('merged')).toEqual({current: 12, missing: 3})
    expect(merged.editions).toEqual({total: 15, failed: 3})
    expect(merged.messages.map(({severity, reason, note}) => [severity, reason, note])).toEqual([
      ['error', 'Expected edition `south.full.en`, which shard 2/3 could not make', expect.stringContaining('latest.note')],
      ['error', 'Expected edition `south.short.en`, which shard 2/3 could not make', expect.stringContaining('latest.note')],
      ['error', 'Expected edition `west.short.en`, which shard 3/3 could not make', expect.stringContaining('latest.note')]
    ])
  })
})

describe('a merge into what is there', () => {
  test('does as a build does: what failed is kept, what is wanted no more goes, what was altered stays', async () => {
    const own = await bench()
    const from = own.at('report')
    await cp(MARKETS, from, {recursive: true})
    await edit(from, 'report.yaml', (text) => `${text}formats: [html]\n`)
    await own.build('whole', {from})
    await own.merge(await own.shards(3, {from}))
    // The one build goes on in its own output, the shards begin from nothing, and what is merged goes where the last merge went.
    await edit(from, 'chapters/en/overview.md', WRONG)
    await edit(from, 'report.yaml', (text) => text.replace('- {region: west, audience: full}', '- {region: west}'))
    for (const out of ['whole', 'merged']) await writeFile(join(own.at(out), 'west/short/zh-Hans/markets.html'), 'mine')
    const once = await own.build('whole', {from})
    for (const name of ['1', '2', '3']) await rm(own.at(name), {recursive: true})
    const merged = await own.merge(await own.shards(3, {from}))
    expect(await own.files('merged')).toEqual(await own.files('whole'))
    expect(await own.states('merged')).toEqual({current: 10, kept: 2})
    expect(merged.comparison.remove).toEqual(['west/short/en/markets.html', 'west/short/zh-Hant/markets.html'])
    const warnings = ({messages}: {readonly messages: readonly Message[]}) =>
      messages.filter(({severity}) => severity === 'warning')
    expect(warnings(merged).map(({rule}) => rule)).toEqual(['published-file-is-ours'])
    expect(warnings(merged)).toEqual(warnings(once))
  })

  test('adds to it where only a part was built', async () => {
    const own = await bench()
    const printed = {formats: ['pdf'], only: {region: ['north'], audience: ['short'], language: ['en']}} as const
    for (const out of ['whole', 'merged']) await own.build(out, printed)
    await own.build('whole', {...HTML, only: {language: ['zh-Hans']}})
    await own.merge(await own.shards(3, {...HTML, only: {language: ['zh-Hans']}}))
    expect(await own.files('merged')).toEqual(await own.files('whole'))
    expect(await own.states('merged')).toEqual({current: 6})
    expect((await own.manifest('merged')).browser).toMatch(/^[0-9a-f]{64}$/)
  })

  test('writes nothing the second time', async () => {
    const own = await bench()
    const names = await own.shards(3, HTML)
    expect((await own.merge(names)).comparison.write).toHaveLength(15 + 6 + FONTS)
    expect((await own.merge(names)).comparison).toMatchObject({write: [], remove: []})
  })

  test('may go into the folder of a shard, which is none any more', async () => {
    const own = await bench()
    await own.build('whole', HTML)
    const names = await own.shards(3, HTML)
    await own.merge(names, '2')
    expect(await own.files('2')).toEqual(await own.files('whole'))
    expect(await own.refusal(names)).toEqual([
      ' shards-are-complete: Expected shard 2/3, which no folder holds',
      '2 folder-is-a-shard: Unexpected folder without `shard.json`'
    ])
  })

  test('that was ended in the folder of a shard goes on from there', async () => {
    const own = await bench()
    await own.build('whole', HTML)
    const names = await own.shards(3, HTML)
    const world = thisMachine()
    // The disk fails when half of the files have come to their places.
    const failing = (most: number) => {
      let renames = 0
      const rename = (from: string, to: string) =>
        ++renames > most ? Promise.reject(new Error('the disk failed')) : world.files.rename(from, to)
      return {...world, files: {...world.files, rename}}
    }
    await expect(own.merge(names, '1', failing(5))).rejects.toThrow('the disk failed')
    expect(await own.files('1')).not.toEqual(await own.files('whole'))
    await own.merge(names, '1')
    expect(await own.files('1')).toEqual(await own.files('whole'))
  })

  test('takes what a shard kept of its earlier builds, with the shared files that it reads', async () => {
    const own = await bench()
    await own.shards(3, HTML)
    const from = await failing(own)
    await edit(from, 'images/hall.svg', (text) => text.replace('</svg>', '<desc>new</desc></svg>'))
    await own.merge(await own.shards(3, {...HTML, from}))
    expect(await own.states('merged')).toEqual({current: 12, kept: 3})
    const {'manifest.json': _, ...files} = await own.files('merged')
    const {editions, assets} = await own.manifest('merged')
    const listed = [...editions.flatMap(({files}) => files), ...assets].map(({path, sha256}) => [path, sha256] as const)
    expect(files).toEqual(Object.fromEntries(listed))
    expect(assets.filter(({path}) => path.includes('hall'))).toHaveLength(2)
  })
})

describe('a merge is refused, and publishes nothing', () => {
  test('without a shard, with one twice, with one of another plan, with what is none', async () => {
    const own = await bench()
    await own.shards(3, HTML)
    await own.build('whole', HTML)
    await own.build('foreign', {...HTML, only: {region: ['north']}, shard: {current: 3, total: 3}})
    await mkdir(own.at('empty'))
    expect(await own.refusal(['1', '3'])).toEqual([' shards-are-complete: Expected shard 2/3, which no folder holds'])
    expect(await own.refusal(['1', '2', '3', '1'])).toEqual(['1 shard-is-given-once: Unexpected shard 1/3, which `1` holds too'])
    expect(await own.refusal(['foreign', '1', '2', '3'])).toEqual([
      'foreign shard-is-of-one-plan: Unexpected shard 3/3 of another plan than that of `1`'
    ])
    const none = (name: string) => `${name} folder-is-a-shard: Unexpected folder without \`shard.json\``
    expect(await own.refusal(['1', 'whole', '2', 'empty', '3', 'nowhere'])).toEqual(['empty', 'nowhere', 'whole'].map(none))
    // Into an output that holds something, too.
    await own.refusal(['1', '3'], 'whole')
  })

  test('with a shard of another version', async () => {
    const own = await bench()
    const names = await own.shards(2, HTML)
    const path = join(own.at('2'), 'shard.json')
    const file = readShardFile(await readFile(path))!
    await writeFile(path, writeShardFile({...file, code: '0'.repeat(64)}, await own.manifest('2')))
    expect(await own.refusal(names)).toEqual([
      ' shards-are-complete: Expected shard 2/2, which no folder holds',
      expect.stringMatching(/^2 shard-is-of-this-version: Unexpected shard 2\/2 of another build of octavo \d+\.\d+\.\d+ than/)
    ])
  })

  test('with a file that is damaged or gone, each named', async () => {
    const own = await bench()
    const names = await own.shards(2, HTML)
    await writeFile(join(own.at('1'), 'north/full/en/markets.html'), 'cut off')
    await rm(join(own.at('2'), 'south/short/en/markets.html'))
    expect(await own.refusal(names)).toEqual([
      '1 shard-is-whole: Unexpected content of `north/full/en/markets.html`, expected what the manifest says',
      '2 shard-is-whole: Expected `south/short/en/markets.html`, which the manifest lists'
    ])
  })

  test('with a manifest or a shard.json that a build did not write, or did not come to write', async () => {
    const own = await bench()
    const names = await own.shards(5, HTML)
    await edit(own.at('1'), 'shard.json', (text) => text.replace('"Market halls"', '"Fish halls"'))
    await edit(own.at('2'), 'manifest.json', (text) => text.replace('"current"', '"kept"'))
    await rm(join(own.at('3'), 'manifest.json'))
    const file = readShardFile(await readFile(join(own.at('4'), 'shard.json')))!
    const outside = {...file, frame: {...file.frame, report: '../markets'}}
    await writeFile(join(own.at('4'), 'shard.json'), writeShardFile(outside, await own.manifest('4')))
    await writeFile(join(own.at('5'), 'shard.json'), '{"seal": ')
    const altered = (name: string) => `${name} shard-is-whole: Unexpected content of \`shard.json\`, expected what a build wrote`
    const ended = (name: string) => `${name} shard-is-whole: Expected the \`manifest.json\` that was written with shard ${name}/5`
    expect(await own.refusal(names)).toEqual([altered('1'), ended('2'), ended('3'), altered('4'), altered('5')])
  })

  test('where a file changes between the check and the copy', async () => {
    const own = await bench()
    const names = await own.shards(1, HTML)
    const page = join(own.at('1'), 'west/short/en/markets.html')
    const world = thisMachine()
    let reads = 0
    // Whoever reads the page the second time reads something else.
    const read = async (path: string) => (path === page && ++reads === 2 ? Buffer.from('other') : world.files.read(path))
    expect(await own.refusal(names, 'merged', {...world, files: {...world.files, read}})).toEqual([
      '1 shard-is-whole: Unexpected content of `west/short/en/markets.html`, expected what the manifest says'
    ])
    expect(reads).toBe(2)
  })
})

describe('the folder of a shard', () => {
  const shard = {current: 1, total: 3} as const
  const told = async (own: Bench, options: Partial<BuildOptions>) => {
    const places = {folder: MARKETS, out: own.at('1'), store: own.at('s')}
    return (await messagesOf(places, {...HTML, ...options})).map(({reason}) => reason)
  }

  test('is refused where another shard lies, or a whole build', async () => {
    const own = await bench()
    await own.build('1', {...HTML, shard})
    const before = await own.files('1')
    const expected = (what: string, name: string) => [
      `Unexpected ${what} in \`${own.at('1')}\`, expected shard ${name} or nothing`
    ]
    expect(await told(own, {shard: {current: 2, total: 3}})).toEqual(expected('shard 1/3', '2/3'))
    expect(await told(own, {shard: {current: 1, total: 4}})).toEqual(expected('shard 1/3', '1/4'))
    expect(await own.files('1')).toEqual(before)
    await own.build('1', HTML)
    expect(await told(own, {shard})).toEqual(expected('output of another build', '1/3'))
  })

  test('holds its part of the last plan and nothing else', async () => {
    const own = await bench()
    await own.build('1', {...HTML, shard})
    await own.build('1', {...HTML, shard, only: {audience: ['full']}})
    await own.build('new', {...HTML, shard, only: {audience: ['full']}})
    expect(await own.files('1')).toEqual(await own.files('new'))
    expect(Object.keys(await own.files('1')).filter((path) => path.endsWith('.html'))).toHaveLength(3)
    expect(await told(own, {shard, only: {audience: ['full']}})).toEqual([])
  })

  test('is that of a whole build after one', async () => {
    const own = await bench()
    await own.build('1', {...HTML, shard})
    await own.build('1', HTML)
    await own.build('whole', HTML)
    expect(await own.files('1')).toEqual(await own.files('whole'))
  })

  test('is no shard where a build was ended between shard.json and the manifest, and is one after the next', async () => {
    const own = await bench()
    const names = await own.shards(2, HTML)
    await rename(join(own.at('1'), 'manifest.json'), own.at('old'))
    await own.build('1', {...HTML, shard: {current: 1, total: 2}, draft: true})
    await rename(own.at('old'), join(own.at('1'), 'manifest.json'))
    expect((await own.refusal(names))[1]).toBe('1 shard-is-whole: Expected the `manifest.json` that was written with shard 1/2')
    await own.shards(2, HTML)
    await own.build('whole', HTML)
    await own.merge(names)
    expect(await own.files('merged')).toEqual(await own.files('whole'))
  })
})

describe('from the command line', () => {
  // A working directory with a report, in which a store is shared.
  async function terminal() {
    const own = await bench()
    await cp(MARKETS, own.at('sources/markets'), {recursive: true})
    const octavo = (...args: readonly string[]) =>
      new Promise<{status: number | null; stdout: string; stderr: string}>((resolve) => {
        const child = spawn(process.execPath, [CLI, ...args], {cwd: own.root, env: {...process.env, NO_COLOR: '1'}})
        const output = {stdout: '', stderr: ''}
        child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
        child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
        child.on('close', (status) => resolve({status, ...output}))
      })
    return {...own, octavo}
  }
  const folders = ['output/markets-shard-1-of-2', 'output/markets-shard-2-of-2']

  test('shards have folders of their own, and are merged into that of the report', async () => {
    const {octavo, at, files} = await terminal()
    for (const [shard, folder] of [
      ['1/2', folders[0]!],
      ['2/2', folders[1]!]
    ]) {
      const {status, stdout} = await octavo('build', '--format', 'html', '--shard', shard!)
      expect([status, stdout.split('\n')[1]]).toEqual([0, at(folder!)])
      expect(stdout).toContain(` editions of shard ${shard}, `)
    }
    const merged = await octavo('merge', ...folders)
    expect(merged.status).toBe(0)
    expect(merged.stdout).toMatch(/^15 editions of 2 shards; 134 files written, 0 the same, 0 removed; \d+ s\n/)
    expect(merged.stdout).toContain(`\n${at('output/markets')}\n`)
    const {ms: _, ...json} = JSON.parse((await octavo('merge', '--json', '--out', 'o', ...folders)).stdout) as {ms: number}
    expect(json).toEqual({
      shards: 2,
      editions: {total: 15, failed: 0},
      files: {written: 134, same: 0, removed: 0},
      out: at('o'),
      messages: [],
      exit: 0
    })
    expect(await files('o')).toEqual(await files('output/markets'))
    const lacking = await octavo('merge', folders[0]!)
    expect([lacking.status, lacking.stdout]).toEqual([1, ''])
    expect(lacking.stderr).toContain('error  Expected shard 2/2, which no folder holds  shards-are-complete')
  })

  test('a draft is merged beside the report, and what failed is told with exit status 1', async () => {
    const {octavo, at} = await terminal()
    await edit(at('sources/markets'), 'chapters/en/overview.md', WRONG)
    expect((await octavo('build', '--format', 'html', '--draft', '--shard', '1/1')).status).toBe(1)
    const merged = await octavo('merge', 'output/markets-draft-shard-1-of-1')
    expect([merged.status, merged.stdout.split('\n')[1]]).toEqual([1, at('output/markets-draft')])
    expect(merged.stdout).toMatch(/^15 editions of 1 shard, 3 failed; /)
    expect(merged.stderr).toContain('Expected edition `south.full.en`, which shard 1/1 could not make')
  })

  test('what means nothing is wrong usage', async () => {
    const {octavo} = await terminal()
    const ways = [['merge'], ['build', '--shard', '3/2'], ['plan', '--shard', '1/2']]
    for (const way of ways) expect([...way, (await octavo(...way)).status]).toEqual([...way, 2])
  })
})

/** Which editions a shard makes, and which plan it is of. */
import {fileURLToPath} from 'node:url'
import {describe, expect, test} from 'vitest'
import {editionsOfShard, planDigest, takeShard} from '../../pipeline/carriers/shard.ts'
import {readShard} from '../../pipeline/commands/given.ts'
import {openRun, type Run, type RunOptions} from '../../pipeline/run/open.ts'
import type {ShardFile} from '../../pipeline/run/shard-file.ts'
import {checkSet} from '../../pipeline/run/shards.ts'
import {openSession} from '../../pipeline/run/session.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {edit, reportCopy, temporaryFolder} from '../temporary.ts'

const MARKETS = fileURLToPath(new URL('../reports/markets', import.meta.url))

const region = {name: 'region', values: ['a', 'b', 'c', 'd', 'e'].map((id) => ({id, label: {}, params: {}}))}
const editions = ['e', 'd', 'c', 'b', 'a'].flatMap((value) =>
  ['x', 'y'].map((language) => ({id: `${value}.${language}`, axes: {region: value, language}}))
)
const idsOf = (current: number, total: number, all = editions) => editionsOfShard(all, region, {current, total}).map(({id}) => id)

describe('the editions of a shard', () => {
  test('are those whose value has its place in the list of the first axis, modulo n', () => {
    expect(idsOf(1, 3)).toEqual(['d.x', 'd.y', 'a.x', 'a.y'])
    expect(idsOf(2, 3)).toEqual(['e.x', 'e.y', 'b.x', 'b.y'])
    expect(idsOf(3, 3)).toEqual(['c.x', 'c.y'])
  })

  test('do not depend on what else is selected', () => {
    const some = editions.filter(({axes}) => axes.language === 'x' && axes.region > 'b')
    expect([1, 2, 3].map((current) => idsOf(current, 3, some))).toEqual([['d.x'], ['e.x'], ['c.x']])
  })

  test('are in one shard each, of however many', () => {
    for (let total = 1; total <= 12; total++) {
      const parts = Array.from({length: total}, (_, at) => idsOf(at + 1, total))
      expect(parts.flat().toSorted()).toEqual(editions.map(({id}) => id).toSorted())
      const regions = parts.map((ids) => new Set(ids.map((id) => id[0])))
      expect(regions.reduce((sum, {size}) => sum + size, 0)).toBe(5)
    }
  })

  test('are all in the first where there is no axis', () => {
    const alone = [{id: '', axes: {}}]
    expect(editionsOfShard(alone, undefined, {current: 1, total: 2})).toEqual(alone)
    expect(editionsOfShard(alone, undefined, {current: 2, total: 2})).toEqual([])
  })
})

describe('--shard', () => {
  const read = (text: string) => readShard({words: [], options: {shard: text}})

  test.each(['1/1', '1/3', '3/3', '1000/1000'])('%s', (text) => {
    const [current, total] = text.split('/').map(Number)
    expect(read(text)).toEqual({current, total})
  })

  test.each(['0/3', '4/3', 'a/b', '1.5/2', '1/2.5', '-1/2', '1', '1/', '/3', '1/3/3', ' 1/3', '01/3', '1e1/20', '1/1001', ''])(
    'refuses %s',
    (text) => expect(() => read(text)).toThrow(`Unexpected \`--shard ${text}\`, expected \`--shard i/n\` with i from 1 to n`)
  )

  test('is cut short where it is long', () => {
    expect(() => read(`1/${'9'.repeat(400)}`)).toThrow(/--shard 1\/9{38}`/)
  })
})

describe('a plan', () => {
  const all = {folder: MARKETS, only: {}, draft: false, jobs: 1, rendering: 'none', checkOnly() {}} as const

  async function withRun<Result>(options: Partial<RunOptions>, use: (run: Run) => Result): Promise<Result> {
    const session = await openSession(thisMachine(), {store: await temporaryFolder()})
    try {
      return use(await openRun({...all, ...options}, session))
    } finally {
      await session.close()
    }
  }

  test('is the same from another folder and another store, for each of its shards', async () => {
    const whole = await withRun({}, planDigest)
    const copy = await reportCopy('markets')
    for (const current of [1, 2])
      expect((await withRun({folder: copy}, (run) => takeShard(run, {current, total: 2}))).part?.plan).toBe(whole)
  })

  const changed = async (change: (folder: string) => Promise<void>) => {
    const folder = await reportCopy('markets')
    await change(folder)
    return {folder}
  }

  test('is another with other editions or formats, said to be all or not, a draft, a cell, a word, a title or an edition that is left out', async () => {
    const ways: Partial<RunOptions>[] = [
      {},
      {only: {region: ['north']}},
      {only: {language: ['en']}},
      {formats: ['html']},
      {formats: ['html', 'pdf']},
      {draft: true},
      await changed((folder) => edit(folder, 'data/stalls.csv', (text) => text.replace('1450', '1451'))),
      await changed((folder) => edit(folder, 'chapters/en/overview.md', (text) => `${text}\nMore.\n`)),
      await changed((folder) => edit(folder, 'report.yaml', (text) => text.replace('Market halls', 'Halls'))),
      await changed((folder) => edit(folder, 'report.yaml', (text) => text.replace('west, audience: full', 'west')))
    ]
    const digests = await Promise.all(ways.map((way) => withRun(way, planDigest)))
    expect(new Set(digests).size).toBe(ways.length)
  })

  test('is told of by its own editions alone, without a catalogue', async () => {
    const part = await withRun({only: {language: ['en']}}, (run) => takeShard(run, {current: 2, total: 3}))
    expect(part.editions.map(({id}) => id)).toEqual(['south.full.en', 'south.short.en'])
    expect(part.frame.matrix.map(({id}) => id)).toEqual(['south.full.en', 'south.short.en'])
    expect([part.frame.catalogue, part.frame.isWhole, part.part?.frame.isWhole]).toEqual([undefined, true, false])
    expect(part.part?.frame.matrix).toHaveLength(15)
  })
})

describe('folders given as shards', () => {
  const shard = (name: string, current: number, total = 3, plan = 'p') => ({
    name,
    file: {current, total, plan} as ShardFile
  })
  const told = (...shards: Parameters<typeof checkSet>[0]) =>
    checkSet(shards).map(({rule, path, reason}) => `${rule} ${path}: ${reason}`)

  test('are fine in any order', () => {
    expect(told(shard('c', 3), shard('a', 1), shard('b', 2))).toEqual([])
    expect(told(shard('a', 1, 1))).toEqual([])
  })

  test('are told of what is missing, twice and foreign, at once', () => {
    expect(told(shard('a', 1), shard('x', 2, 3, 'q'), shard('b', 1), shard('y', 3, 4), shard('c', 1))).toEqual([
      'shard-is-of-one-plan x: Unexpected shard 2/3 of another plan than that of `a`',
      'shard-is-of-one-plan y: Unexpected shard 3/4 of another plan than that of `a`',
      'shard-is-given-once b: Unexpected shard 1/3, which `a` holds too',
      'shard-is-given-once c: Unexpected shard 1/3, which `a` holds too',
      'shards-are-complete undefined: Expected shard 2/3, which no folder holds',
      'shards-are-complete undefined: Expected shard 3/3, which no folder holds'
    ])
  })

  test('are of the plan that most are of, or else of that of the first', () => {
    expect(told(shard('x', 1, 2, 'q'), shard('a', 1, 2), shard('b', 2, 2))).toEqual([
      'shard-is-of-one-plan x: Unexpected shard 1/2 of another plan than that of `a`'
    ])
    expect(told(shard('a', 1, 2), shard('x', 2, 2, 'q'))[0]).toMatch(/ x: .* `a`$/)
  })
})

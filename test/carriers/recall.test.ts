/** Groups of editions: recalled at once where nothing that they are made of changed, and asked one by one where something did. */
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {makeEditions} from '../../pipeline/carriers/process.ts'
import {buildEdition} from '../../pipeline/edition.ts'
import {openRun} from '../../pipeline/run/open.ts'
import type {EditionResult} from '../../pipeline/run/results.ts'
import {withSession} from '../../pipeline/run/session.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {edit, reportCopy, temporaryFolder} from '../temporary.ts'

interface Made {
  readonly results: readonly EditionResult[]
  /** Editions whose job was asked for, sorted. */
  readonly asked: readonly string[]
  /** Editions that were told as done. */
  readonly told: readonly string[]
}

interface Where {
  readonly folder: string
  readonly store: string
}

async function made({folder, store}: Where, settings: {verify?: boolean; only?: Record<string, string[]>} = {}): Promise<Made> {
  const {verify = false, only = {}} = settings
  return withSession(thisMachine(), {store, verify}, async (session) => {
    const options = {folder, only, formats: ['html'], draft: false, jobs: 1, rendering: 'none', checkOnly() {}} as const
    const run = await openRun(options, session)
    const [asked, told]: [string[], string[]] = [[], []]
    const watched = {...run, jobFor: (edition: (typeof run.editions)[0]) => (asked.push(edition.id), run.jobFor(edition))}
    const {signal} = new AbortController()
    const onProgress = ({edition, done, total}: {edition: string; done: number; total: number}) => {
      told.push(edition)
      expect([done, total]).toEqual([told.length, run.editions.length])
    }
    const results = await makeEditions(watched, {make: buildEdition, jobs: 1, signal, onProgress})
    await run.close()
    return {results, asked: asked.sort(), told: told.sort()}
  })
}

async function figures(): Promise<Where> {
  return {folder: await reportCopy('figures'), store: join(await temporaryFolder(), 'store')}
}

const withoutArtifacts = ({results}: Made) =>
  results.map(({edition, state, listed, messages}) => ({edition, state, listed, messages}))
const digestsOf = ({results}: Made) => results.flatMap(({files}) => files.map(({path, content}) => [path, content?.digest]))

test('what did not change is not asked for, and is told all the same', async () => {
  const where = await figures()
  const first = await made(where)
  const second = await made(where)
  expect(first.asked.length).toBe(first.results.length)
  expect(second.asked).toEqual([])
  expect(second.told).toEqual(first.told)
  expect(withoutArtifacts(second)).toEqual(withoutArtifacts(first))
  expect(digestsOf(second)).toEqual(digestsOf(first))
})

test('a cell asks for the editions that may show it, and a word for all', async () => {
  const where = await figures()
  const {asked: all} = await made(where)
  await edit(where.folder, 'data/takings.csv', (text) => text.replace('south,2022,880.25', 'south,2022,890.25'))
  const {asked} = await made(where)
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.every((id) => id.startsWith('south.'))).toBe(true)
  await edit(where.folder, 'chapters/en/overview.md', (text) => `${text}\n\nMore.\n`)
  expect((await made(where)).asked).toEqual(all)
})

test('a part of a group is a group of its own, and the whole is not taken for known by it', async () => {
  const where = await figures()
  const part = {only: {language: ['en']}}
  const {asked} = await made(where, part)
  expect((await made(where, part)).asked).toEqual([])
  const {asked: all, results} = await made(where)
  expect(all.length).toBe(3 * asked.length)
  expect(results.map(({edition}) => edition.id)).toEqual(all)
})

test('a group with a mistake is asked for again, and its mistake told again', async () => {
  const where = await figures()
  const doubled = `\n\n## One {#one}\n\nText.\n\n:::only{if="region.id = 'south'"}\n\n## Two {#one}\n\nText.\n\n:::\n`
  await edit(where.folder, 'chapters/en/overview.md', (text) => text + doubled)
  const failed = ({results}: Made) => results.filter(({state}) => state === 'failed').map(({edition}) => edition.id)
  const first = await made(where)
  const second = await made(where)
  expect(failed(first)).toEqual(['south.en'])
  expect(failed(second)).toEqual(['south.en'])
  expect(second.asked).toEqual(['south.en', 'south.zh-Hans', 'south.zh-Hant'])
  expect(withoutArtifacts(second)).toEqual(withoutArtifacts(first))
})

test('nothing is taken for known where all is verified', async () => {
  const where = await figures()
  const {asked: all} = await made(where)
  expect((await made(where, {verify: true})).asked).toEqual(all)
})

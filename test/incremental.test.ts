/** The cache rules, each as the exact list of stages that ran after one change. */
import {readFile, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, expect, test, vi} from 'vitest'
import {buildReport, ranIn, type Places} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const fonts = vi.hoisted(() => ({dropped: ''}))
vi.mock('../pipeline/design/fonts.ts', async (original) => {
  const real = await original<typeof import('../pipeline/design/fonts.ts')>()
  return {...real, allFaces: () => real.allFaces().filter(({path}) => !path.endsWith(fonts.dropped || ' '))}
})
afterEach(() => {
  fonts.dropped = ''
})

const NOTHING = {}
const html = {formats: ['html']} as const

async function built(): Promise<Places> {
  const root = await temporaryFolder()
  const places = {folder: await reportCopy('markets'), out: join(root, 'out'), store: join(root, 'store')}
  await buildReport(places, html)
  return places
}

async function ranAfter(places: Places): Promise<Record<string, number>> {
  return ranIn(await buildReport(places, html))
}

test('nothing runs when nothing changed, nor when files were only touched', async () => {
  const places = await built()
  expect(await ranAfter(places)).toEqual(NOTHING)
  await utimes(join(places.folder, 'data/stalls.csv'), 1, 1)
  expect(await ranAfter(places)).toEqual(NOTHING)
})

test('a cell that one region shows reaches the editions of that region, and where it is a part of the whole, all', async () => {
  const places = await built()
  await edit(places.folder, 'data/stalls.csv', (text) => text.replace('west,2022,310', 'west,2022,311'))
  // One table, both queries on it, of which `latest` and `all_regions` give what they gave.
  expect(await ranAfter(places)).toEqual({table: 1, query: 3, compose: 3, screen: 3})
})

test('a cell that no query reads reaches no edition', async () => {
  const places = await built()
  await edit(places.folder, 'data/stalls.csv', (text) =>
    text.replace('north,2022,1200,15.25,', 'north,2022,1200,15.25,recounted')
  )
  expect(await ranAfter(places)).toEqual({table: 1, query: 3})
})

test('rows in another order, and other line ends, are the same table', async () => {
  const places = await built()
  await edit(places.folder, 'data/stalls.csv', (text) => {
    const [head, ...rows] = text.trimEnd().split('\n')
    return `${[head, ...rows.reverse()].join('\r\n')}\r\n`
  })
  expect(await ranAfter(places)).toEqual({table: 1})
})

test('a comment in a query runs it again, and nothing after it', async () => {
  const places = await built()
  await edit(places.folder, 'queries/latest.sql', (text) => `${text}\n-- reviewed\n`)
  expect(await ranAfter(places)).toEqual({reads: 1, query: 1})
})

test('a blank line in a chapter is parsed, and reaches nothing', async () => {
  const places = await built()
  await edit(places.folder, 'chapters/en/detail.md', (text) => text.replace('## Stalls', '\n\n## Stalls'))
  expect(await ranAfter(places)).toEqual({parse: 1})
})

test('a sentence in English reaches the editions in English', async () => {
  const places = await built()
  await edit(places.folder, 'chapters/en/detail.md', (text) => text.replace('One row a region.', 'One row for each.'))
  expect(await ranAfter(places)).toEqual({parse: 1, compose: 2, screen: 2})
})

test('a change that is taken back is recalled', async () => {
  const places = await built()
  const path = join(places.folder, 'chapters/en/overview.md')
  const before = await readFile(path, 'utf8')
  await writeFile(path, before.replace('Market halls', 'The halls'))
  expect(await ranAfter(places)).toMatchObject({compose: 5, screen: 5})
  await writeFile(path, before)
  const result = await buildReport(places, html)
  expect(ranIn(result)).toEqual(NOTHING)
  expect(result.formats.html.written).toBe(5)
})

test('verify runs all again and finds all the same', async () => {
  const places = await built()
  const result = await buildReport(places, {...html, verify: true})
  expect(ranIn(result)).toMatchObject({compose: 15, screen: 15, table: 2})
  expect(result.editions).toEqual({total: 15, built: 0, same: 15, failed: 0})
})

test('A2 a face less draws and prints again, and one more does so only until it is known', async () => {
  const root = await temporaryFolder()
  const places = {folder: await reportCopy('markets'), out: join(root, 'out'), store: join(root, 'store')}
  const only = {region: ['north'], audience: ['short'], language: ['en']}
  const ran = async () => ranIn(await buildReport(places, {only}))
  expect(await ran()).toMatchObject({chart: 1, print: 1, finish: 1})
  expect(await ran()).toEqual(NOTHING)
  fonts.dropped = 'SourceSans3_700Bold.ttf'
  // The chart comes out as it was, and so does the page: what they are shown in does not.
  expect(await ran()).toMatchObject({chart: 1, preflight: 1, print: 1})
  fonts.dropped = ''
  expect(await ran()).toEqual(NOTHING)
})

test('A2 fonts are in the keys of charts and checks also where nothing is printed', async () => {
  const places = await built()
  fonts.dropped = 'NotoSansSC_400Regular.ttf'
  expect(await ranAfter(places)).toMatchObject({chart: expect.any(Number)})
})

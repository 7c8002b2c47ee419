/** The cache rules, each as the exact list of stages that ran after one change. */
import {readFile, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, describe, expect, test, vi} from 'vitest'
import {buildReport, digestsIn, ranIn, type Places} from './building.ts'
import type {Manifest} from '../pipeline/stages/publish/index.ts'
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
  // One table, both queries on it, of which `latest` and `all_regions` give what they gave; each names a year, and is looked at for it.
  expect(await ranAfter(places)).toEqual({table: 1, query: 3, remarks: 3, compose: 3, screen: 3})
})

test('a cell that no query reads reaches no edition', async () => {
  const places = await built()
  await edit(places.folder, 'data/stalls.csv', (text) =>
    text.replace('north,2022,1200,15.25,', 'north,2022,1200,15.25,recounted')
  )
  expect(await ranAfter(places)).toEqual({table: 1, query: 3, remarks: 3})
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
  expect(await ranAfter(places)).toEqual({reads: 1, query: 1, remarks: 1})
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

test('A1 a recalled warning is told again, and at the place where its words stand now', async () => {
  const root = await temporaryFolder()
  const places = {folder: await reportCopy('exact'), out: join(root, 'out'), store: join(root, 'store')}
  const placesOf = async () => (await buildReport(places, html)).messages.map(({rule, line, column}) => [rule, line, column])
  expect(await placesOf()).toEqual([['number-has-decimals', 10, 18]])
  expect(await placesOf()).toEqual([['number-has-decimals', 10, 18]])
  await edit(places.folder, 'chapters/en/overview.md', (text) => text.replace('\nEach stall', '\n\n\nEach stall'))
  const result = await buildReport(places, html)
  expect(ranIn(result)).toEqual({parse: 1})
  expect(result.messages.map(({rule, line, column}) => [rule, line, column])).toEqual([['number-has-decimals', 12, 18]])
})

test('A2 a face less draws and prints again, and one more does so only until it is known', async () => {
  const root = await temporaryFolder()
  const places = {folder: await reportCopy('markets'), out: join(root, 'out'), store: join(root, 'store')}
  const only = {region: ['north'], audience: ['short'], language: ['en']}
  const ran = async () => ranIn(await buildReport(places, {only}))
  expect(await ran()).toMatchObject({chart: 2, print: 1, finish: 1})
  expect(await ran()).toEqual(NOTHING)
  fonts.dropped = 'SourceSans3_700Bold.ttf'
  // The chart comes out as it was, and so does the page: what they are shown in does not.
  expect(await ran()).toMatchObject({chart: 2, preflight: 1, print: 1})
  fonts.dropped = ''
  expect(await ran()).toEqual(NOTHING)
})

test('A2 fonts are in the keys of charts and checks also where nothing is printed', async () => {
  const places = await built()
  fonts.dropped = 'NotoSansSC_400Regular.ttf'
  expect(await ranAfter(places)).toMatchObject({chart: expect.any(Number)})
})

test('A1 what a reader cannot see prints nothing: a remark in a style, a colour in capitals', async () => {
  const root = await temporaryFolder()
  const places = {folder: await reportCopy('exact'), out: join(root, 'out'), store: join(root, 'store')}
  const only = {region: ['north'], audience: ['full'], language: ['en']}
  const ran = async () => ranIn(await buildReport(places, {only}))
  expect(await ran()).toMatchObject({print: 1})
  await edit(places.folder, 'templates/styles/print-own.css', (text) => `/* Reviewed. */\n${text}\n`)
  expect(await ran()).toEqual(NOTHING)
  await edit(places.folder, 'brand.yaml', (text) => text.replace('#b9c0c8', '#B9C0C8'))
  expect(await ran()).toEqual({definition: 1})
  await edit(places.folder, 'templates/styles/print-own.css', (text) => text.replace('8pt', '9pt'))
  expect(await ran()).toMatchObject({'print-page': 1, print: 1, finish: 1})
})

describe('A1 what only moved is built again, as from nothing', () => {
  const kind = '          {"name": "kind", "type": "string", "constraints": {"enum": ["coast", "inland"]}}'
  const opened = '          {"name": "opened", "type": "date", "label": {"en": "Opened", "zh-Hans": "启用"}}'
  const cases: readonly [what: string, path: string, from: string | RegExp, to: string, changed: number][] = [
    // They are named in the switches of editions for which there are both.
    ['two audience lines', 'report.yaml', /( +short: .*\n)( +full: .*\n)/, '$2$1', 6],
    ['two axes', 'report.yaml', /( {2}region: .*\n)( {2}audience:\n(?: {4}.*\n)+)/, '$2$1', 10],
    // The edition of the west is in one language only.
    ['two languages', 'report.yaml', '[en, zh-Hans, zh-Hant]', '[zh-Hans, en, zh-Hant]', 9],
    ['two chapters', 'report.yaml', '[overview, detail, closing]', '[closing, overview, detail]', 10],
    // The layout of those in full lists the columns of the region's row.
    ['two fields that a partial lists', 'datapackage.json', `${kind},\n${opened}`, `${opened},\n${kind}`, 3]
  ]

  test.each(cases)('%s', async (_, path, from, to, changed) => {
    const root = await temporaryFolder()
    const places = {folder: await reportCopy('exact'), out: join(root, 'out'), store: join(root, 'store')}
    await edit(places.folder, 'report.yaml', (text) => `${text}formats: [html]\n`)
    await buildReport(places)
    const before = await digestsIn(places.out)
    await edit(places.folder, path, (text) => text.replace(from, to))
    // A file's columns stand as its contract says.
    if (path === 'datapackage.json')
      await edit(places.folder, 'data/regions.csv', (text) => text.replaceAll(/,([^,\n]*),([^,\n]*)$/gm, ',$2,$1'))
    await buildReport(places)
    const clean = {...places, out: join(root, 'clean'), store: join(root, 'clean-store')}
    await buildReport(clean)
    const after = await digestsIn(places.out)
    expect(after).toEqual(await digestsIn(clean.out))
    expect(Object.keys(after).filter((file) => file.endsWith('exact.html') && after[file] !== before[file])).toHaveLength(changed)
  })

  test('axes in another order leave no second owner of a file, in a build of a part either', async () => {
    const root = await temporaryFolder()
    const places = {folder: await reportCopy('exact'), out: join(root, 'out'), store: join(root, 'store')}
    await buildReport(places, html)
    await edit(places.folder, 'report.yaml', (text) => text.replace(/( {2}region: .*\n)( {2}audience:\n(?: {4}.*\n)+)/, '$2$1'))
    const idsAfter = async (only: Readonly<Record<string, readonly string[]>>) => {
      await buildReport(places, {...html, only})
      const {editions} = JSON.parse(await readFile(join(places.out, 'manifest.json'), 'utf8')) as Manifest
      const files = await digestsIn(places.out)
      for (const {path, sha256} of editions.flatMap((edition) => edition.files)) expect(files[path]).toBe(sha256)
      return editions.filter((edition) => edition.files.length > 0).map(({id}) => id)
    }
    expect((await idsAfter({region: ['west', 'south'], language: ['en']})).join(' ')).toBe(
      'north.full.en north.full.zh-Hans north.full.zh-Hant north.short.en north.short.zh-Hans north.short.zh-Hant ' +
        'short.south.en short.west.en south.short.zh-Hans south.short.zh-Hant'
    )
    expect((await idsAfter({})).join(' ')).toBe(
      'full.north.en full.north.zh-Hans full.north.zh-Hant short.north.en short.north.zh-Hans short.north.zh-Hant ' +
        'short.south.en short.south.zh-Hans short.south.zh-Hant short.west.en'
    )
  })
})

/** Which chapter an edition shows: its language's, one that stands in for a region, one derived from another script. */
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {beforeEach, describe, expect, test} from 'vitest'
import {buildReport, messagesOf, type Places} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const html = {formats: ['html'], only: {region: ['west', 'north'], audience: ['short']}} as const
let places: Places

beforeEach(async () => {
  const root = await temporaryFolder()
  places = {folder: await reportCopy('markets'), out: join(root, 'out'), store: join(root, 'store')}
})

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(places.folder, path, '..'), {recursive: true})
  await writeFile(join(places.folder, path), text)
}

const page = (edition: string) => readFile(join(places.out, edition, 'markets.html'), 'utf8')
const told = async () =>
  (await messagesOf(places, html)).map(({severity, rule, path, reason}) => `${severity} ${rule} ${path}: ${reason}`)

test('a chapter named for a region stands in for the other in that region', async () => {
  await write('chapters/en/overview.west.md', '---\nid: overview\n---\n# The west alone\n')
  await buildReport(places, html)
  expect(await page('west/short/en')).toContain('The west alone')
  expect(await page('north/short/en')).not.toContain('The west alone')
  expect(await page('west/short/zh-Hans')).toContain('西区</data>的<wbr>集市')
})

test('a mistake in it is told in its own file', async () => {
  await write('chapters/en/overview.west.md', '---\nid: overview\n---\n# The west alone\n\n{{latest.note}}\n')
  expect((await messagesOf(places, html)).map(({path, line, rule, edition}) => ({path, line, rule, edition}))).toEqual([
    {path: 'chapters/en/overview.west.md', line: 6, rule: 'value-is-present', edition: 'west.short.en'}
  ])
})

test('a derived language has the other’s chapters, but for those of its own, and its own words', async () => {
  await edit(places.folder, 'report.yaml', (text) =>
    text.replace('chapters: [overview, detail]', 'chapters: [overview, detail, outlook]')
  )
  await write('chapters/en/outlook.md', '---\nid: outlook\n---\n# Outlook\n')
  await write('chapters/zh-Hans/outlook.md', '---\nid: outlook\n---\n# 展望\n')
  await write('chapters/zh-Hant/outlook.md', '---\nid: outlook\n---\n# 前瞻\n')
  await write('chapters/zh-Hant/words.yaml', '備註: 附註\n')
  await buildReport(places, html)
  const text = await page('west/short/zh-Hant')
  expect(text).toContain('西區</data>的<wbr>集市')
  expect(text).toContain('>前瞻</h1>')
  expect(text).toContain('附註：')
  expect(await page('west/short/zh-Hans')).toContain('>展望</h1>')
})

test('a chapter that is not listed is told, and left out', async () => {
  await write('chapters/en/outlook.md', '---\nid: outlook\n---\n# Outlook\n')
  expect(await told()).toEqual([
    'warning chapter-is-listed chapters/en/outlook.md: Unexpected chapter `outlook`, which `chapters` in report.yaml does not list'
  ])
  expect(await page('west/short/en')).not.toContain('Outlook')
})

test('a query that has the name of an axis is a mistake, since it would stand before it', async () => {
  await write('queries/region.sql', "select 'x' as id\n")
  expect(await told()).toEqual([
    'error query-name-is-free queries/region.sql: Unexpected query `region`, which is the name of an axis'
  ])
})

test('a chapter that one language lacks is a mistake, and so is one for a value that there is not', async () => {
  await edit(places.folder, 'report.yaml', (text) =>
    text.replace('chapters: [overview, detail]', 'chapters: [overview, detail, outlook]')
  )
  await write('chapters/en/outlook.md', '---\nid: outlook\n---\n# Outlook\n')
  await write('chapters/en/overview.east.md', '---\nid: overview\n---\n# East\n')
  expect((await told()).toSorted()).toEqual([
    'error axis-value-is-known chapters/en/overview.east.md: Unexpected `east` in the name of the file, expected a value of an axis',
    'error chapter-is-there report.yaml: Expected the chapter `outlook` in zh-Hans',
    'error chapter-is-there report.yaml: Expected the chapter `outlook` in zh-Hant'
  ])
})

describe('F37 two chapters that stand in for one', () => {
  const chapter = (title: string, more = '') => `---\nid: overview\n${more}---\n# ${title}\n`

  test('are a mistake where both are for one edition, which names both', async () => {
    await write('chapters/en/overview.west.md', chapter('The west'))
    await write('chapters/en/overview.short.md', chapter('In short'))
    expect(await told()).toEqual([
      'error chapter-variant-is-clear chapters/en/overview.west.md: Unexpected `overview.short.md` beside `overview.west.md`, which both stand in for `overview.md` in west.short.en'
    ])
  })

  test('are decided by a third that names the values of both', async () => {
    await write('chapters/en/overview.north.md', chapter('The north'))
    await write('chapters/en/overview.short.md', chapter('In short'))
    await write('chapters/en/overview.north.short.md', chapter('The north in short'))
    expect(await told()).toEqual([])
    const {messages} = await buildReport(places, {...html, only: {region: ['north', 'south'], language: ['en']}})
    expect(messages).toEqual([])
    expect(await page('north/short/en')).toContain('The north in short')
    expect(await page('south/short/en')).toContain('In short')
    expect(await page('north/full/en')).toContain('The north</h1>')
    expect(await page('south/full/en')).toContain('Market halls in')
  })

  test('do not meet where their front matter keeps them apart, and the plain one serves the rest', async () => {
    await write('chapters/en/overview.west.md', chapter('The west', 'audience: full\n'))
    await write('chapters/en/overview.short.md', chapter('In short', 'region: [west]\n'))
    expect(await told()).toEqual([])
    expect(await page('west/short/en')).toContain('In short')
    expect(await page('north/short/en')).toContain('Market halls in')
  })

  test('name values that can be of one edition', async () => {
    await write('chapters/en/overview.west.north.md', chapter('Both'))
    await write('chapters/en/overview.west.short.md', chapter('One'))
    await write('chapters/en/overview.short.west.md', chapter('The same'))
    expect((await told()).toSorted()).toEqual([
      'error chapter-variant-is-clear chapters/en/overview.west.north.md: Unexpected `west` and `north` in the name of the file, two values of the axis `region`'
    ])
    await rm(join(places.folder, 'chapters/en/overview.west.north.md'))
    expect((await told()).map((message) => message.split(' ')[1])).toEqual(['chapter-variant-is-clear'])
  })
})

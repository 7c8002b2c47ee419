/** Tests that authors write as SELECTs: each row of theirs is told, ends the build or warns, and never comes to a page. */
import {readFile, writeFile} from 'node:fs/promises'
import {cp, mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import type {Message} from '../pipeline/messages.ts'
import {buildReport, digestsIn, messagesOf, ranIn, type Places} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const FLAGSHIP = fileURLToPath(new URL('../sources/digital-government', import.meta.url))
const HTML = {formats: ['html']} as const

async function figures(sql: string): Promise<Places> {
  const root = await temporaryFolder()
  const folder = await reportCopy('figures')
  await mkdir(join(folder, 'tests'))
  await writeFile(join(folder, 'tests/never.sql'), sql)
  return {folder, out: join(root, 'out'), store: join(root, 'store')}
}

// The report has warnings of its own.
const ofTests = (messages: readonly Message[]) => messages.filter(({path}) => path?.startsWith('tests/'))

const LOSSES = '-- No region loses money.\nselect region, year, profit from takings where profit < 0'

test('each row is an error with its cells and the author’s words, and nothing is published', async () => {
  const places = await figures(LOSSES)
  expect(await messagesOf(places, HTML)).toEqual([
    {
      severity: 'error',
      rule: 'test-finds-nothing',
      path: 'tests/never.sql',
      line: 1,
      column: 1,
      reason: 'Unexpected row: region `north`, year `2022`, profit `-120.5`',
      note: 'No region loses money.'
    }
  ])
  await expect(readFile(join(places.out, 'manifest.json'))).rejects.toThrow('ENOENT')
})

test('a warning is told with each build, and changes no page', async () => {
  const places = await figures(`-- severity: warning\n${LOSSES}`)
  const first = await buildReport(places, HTML)
  const again = await buildReport(places, HTML)
  expect(ofTests(first.messages)).toMatchObject([
    {severity: 'warning', rule: 'test-finds-nothing', note: 'No region loses money.'}
  ])
  expect([again.messages, ranIn(again)]).toEqual([first.messages, {}])
  const plain = await figures('select 1 as nothing where false')
  await buildReport(plain, HTML)
  expect(await digestsIn(places.out)).toEqual(await digestsIn(plain.out))
})

test('a test is asked again when its data change, and finds what is new', async () => {
  const places = await figures(LOSSES.replace('< 0', '< -1000'))
  expect(ofTests(await messagesOf(places, HTML))).toEqual([])
  await edit(places.folder, 'data/takings.csv', (text) => text.replace('-120.5', '-1200.5'))
  expect(ofTests(await messagesOf(places, HTML)).map(({reason}) => reason)).toEqual([
    'Unexpected row: region `north`, year `2022`, profit `-1200.5`'
  ])
})

test.each([
  ['-- severity: fatal\nselect 1 as x where false', 'query-header-is-known', 'Unexpected `fatal`'],
  ['-- partition: region\nselect 1 as x where false', 'query-header-is-known', 'Unexpected `partition:`'],
  ['select profitt from takings', 'query-fits-its-tables', 'profitt'],
  ['delete from takings', 'query-is-one-select', 'no SELECT']
])('what is no test is told at its place: %s', async (sql, rule, words) => {
  const [told] = await messagesOf(await figures(sql), HTML)
  expect(told).toMatchObject({severity: 'error', path: 'tests/never.sql'})
  expect([told!.rule, told!.reason]).toEqual([rule, expect.stringContaining(words)])
})

test('the parts that exceed their total in the source are caught where the data carry them', async () => {
  const root = await temporaryFolder()
  const folder = join(root, 'report')
  await cp(FLAGSHIP, folder, {recursive: true})
  const places = {folder, out: join(root, 'out'), store: join(root, 'store')}
  await edit(folder, 'data/article-figures.csv', (text) =>
    text.replace('statistic,13383,1,websites,个,個,13383', 'statistic,13384,1,websites,个,個,13384')
  )
  const told = await messagesOf(places, {...HTML, only: {region: ['gd']}})
  expect(ofTests(told)).toMatchObject([
    {severity: 'error', reason: 'Unexpected row: state_council `542`, province_and_below `13384`, total `13925`'}
  ])
})

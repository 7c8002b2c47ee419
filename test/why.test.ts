/** From what was edited to the editions that change: what `plan` and `why` tell, on a report that is edited. */
import {readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test, vi} from 'vitest'
import {prune} from '../pipeline/cache/prune.ts'
import type {Command, Setting} from '../pipeline/commands/command.ts'
import {planCommand} from '../pipeline/commands/plan.ts'
import {whyCommand} from '../pipeline/commands/why.ts'
import {cellsBetween, type Keyed} from '../pipeline/run/why/cells.ts'
import type {Cause} from '../pipeline/run/why/causes.ts'
import {thisMachine} from '../pipeline/world.ts'
import {buildReport, digestsIn, type Places} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

vi.setConfig({testTimeout: 60_000})

const SETTING: Setting = {
  world: thisMachine(),
  signal: new AbortController().signal,
  onProgress: () => {},
  onNotice: () => {},
  needTime: () => {},
  ask: async () => undefined,
  tell: () => {},
  onOutcome: () => {}
}

async function built(): Promise<Places> {
  const root = await temporaryFolder()
  const places = {folder: await reportCopy('markets'), out: join(root, 'out'), store: join(root, 'store')}
  await buildReport(places, {formats: ['html']})
  return places
}

async function run(command: Command, {folder, out, store}: Places, words: readonly string[] = []) {
  const format = command === planCommand ? {format: 'html'} : {}
  const {result, text} = await command.run({words: [...words, folder], options: {out, store, ...format}}, SETTING)
  return {result, lines: text.split('\n')}
}

const plan = (places: Places) => run(planCommand, places)
const causesOf = async (places: Places) => (await plan(places)).result['causes'] as readonly Cause[]
const whats = async (places: Places) => (await causesOf(places)).map(({what, how}) => `${what} ${how}`)

test('a first build, and a report that is as it was built, have no cause', async () => {
  const root = await temporaryFolder()
  const places = {folder: await reportCopy('markets'), out: join(root, 'out'), store: join(root, 'store')}
  expect((await plan(places)).result).toMatchObject({causes: [], unknown: []})
  await buildReport(places, {formats: ['html']})
  expect((await plan(places)).result).toMatchObject({causes: [], unknown: []})
  expect((await run(whyCommand, places, ['north.full.en'])).lines[0]).toMatch(
    /^north\.full\.en: a build would make .*\.pdf anew$/
  )
})

test('an edition is named by as many of its values as no other has', async () => {
  const places = await built()
  expect((await run(whyCommand, places, ['short.north.en'])).result).toMatchObject({edition: 'north.short.en'})
  await expect(run(whyCommand, places, ['north.full'])).rejects.toMatchObject({
    message: 'Unexpected `north.full`, which 3 editions have, expected one',
    note: 'Known: `north.full.en`, `north.full.zh-Hans`, `north.full.zh-Hant`'
  })
  await expect(run(whyCommand, places, ['north.ful.en'])).rejects.toMatchObject({note: 'Did you mean `north.full.en`?'})
})

test('a cell is told from its file by way of its queries to the editions that change', async () => {
  const places = await built()
  await edit(places.folder, 'data/stalls.csv', (text) => text.replace('south,2023,870', 'south,2023,1871'))
  const {lines} = await plan(places)
  const causes = await causesOf(places)
  expect(causes).toHaveLength(1)
  const [cause] = causes
  expect(cause).toMatchObject({
    what: 'data/stalls.csv',
    how: 'changed',
    cells: [{row: 'south, 2023', column: 'stalls', before: '870', after: '1,871'}]
  })
  expect(cause!.via.map(({name}) => name).sort()).toEqual(['query all_regions', 'query latest'])
  expect(cause!.via.find(({name}) => name === 'query latest')!.cells).toEqual([
    {row: 'south', column: 'stalls', before: '870', after: '1,871'}
  ])
  const at = lines.indexOf('data/stalls.csv: south, 2023.stalls 870 -> 1,871')
  expect(lines[at - 1]).toMatch(/^(?:print|write) /)
  expect(lines.slice(at + 1, at + 4).sort()).toEqual([
    '  -> 15 editions: all editions',
    '  -> query all_regions: south.stalls 870 -> 1,871',
    '  -> query latest: south.stalls 870 -> 1,871'
  ])
  expect(lines.at(-1)).toMatch(/^15 editions: /)
})

test('what reaches no edition is told to reach none', async () => {
  const places = await built()
  await edit(places.folder, 'data/stalls.csv', (text) =>
    text.replace('north,2022,1200,15.25,', 'north,2022,1200,15.25,recounted')
  )
  const {lines, result} = await plan(places)
  const at = lines.indexOf('data/stalls.csv: north, 2022.note nothing -> recounted')
  expect(lines[at + 1]).toBe('  -> no edition')
  expect(result['causes']).toMatchObject([{what: 'data/stalls.csv', editions: []}])
})

test('why tells what readers of one edition will see', async () => {
  const places = await built()
  await edit(places.folder, 'data/stalls.csv', (text) => text.replace('north,2022,1200', 'north,2022,1300'))
  const {result, lines} = await run(whyCommand, places, ['north.short.en'])
  expect(lines).toContain('  -> query before: north.stalls 1,200 -> 1,300')
  expect(lines.slice(-2)).toEqual(['1 change on its page', '  number changed in #overview: rose by 20.8% -> rose by 11.5%'])
  expect(result['changes']).toMatchObject([{level: 'number', before: 'rose by 20.8%', after: 'rose by 11.5%'}])
  await buildReport(places, {formats: ['html']})
  const after = await run(whyCommand, places, ['north.short.en'])
  expect(after.result).toMatchObject({causes: [{what: 'pdf, and the browser that prints it', how: 'added'}], changes: []})
})

test('an edition that would stay as it is says so, and nothing reaches it', async () => {
  const root = await temporaryFolder()
  const places = {folder: await reportCopy('markets'), out: join(root, 'out'), store: join(root, 'store')}
  await buildReport(places, {only: {region: ['west'], language: ['en']}})
  const why = () => run(whyCommand, places, ['west.short.en'])
  const same = await why()
  expect(same.lines).toEqual(['west.short.en is up to date: nothing in it changed since the last build'])
  // What another machine built is not on record here.
  const folder = join(places.store, 'builds')
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8')
    await writeFile(join(folder, name), text.replace('west.short.en', 'west.other.en'))
    expect(await why()).toEqual(same)
    await writeFile(join(folder, name), text)
  }
  await edit(places.folder, 'charts/bars.vl.json', (text) => `${text}\n`)
  expect((await why()).lines).toEqual([
    'west.short.en is up to date: what was edited since the last build changes nothing in it',
    'charts/bars.vl.json changed',
    '  -> no edition'
  ])
  await edit(places.folder, 'chapters/en/overview.md', (text) => `${text}\n{{latest.note}}\n`)
  expect((await why()).lines[0]).toBe('west.short.en has errors')
})

test('every kind of source is told by its own name, and no other', async () => {
  const kinds: readonly (readonly [path: string, change: (text: string) => string, told: string])[] = [
    ['chapters/en/detail.md', (text) => `${text}\nOne more.\n`, 'chapters/en/detail.md changed'],
    [
      'queries/latest.sql',
      (text) => text.replace('stalls, visitors', 'stalls + 1 as stalls, visitors'),
      'queries/latest.sql changed'
    ],
    ['charts/bars.vl.json', (text) => text.replace('"mark"', '"height": 200, "mark"'), 'charts/bars.vl.json changed'],
    ['images/hall.svg', (text) => text.replace('</svg>', '<path d="M0 0h9"/></svg>'), 'images/hall.svg changed'],
    ['report.yaml', (text) => text.replace('Market halls', 'Halls'), 'report.yaml, titles and settings changed'],
    ['data/regions.csv', (text) => text.replace('north,North', 'north,Northern'), 'data/regions.csv changed']
  ]
  for (const [path, change, told] of kinds) {
    const places = await built()
    await edit(places.folder, path, change)
    // A title, and the name of a region, stand in the switches of others too.
    const others = ['report.yaml', 'data/regions.csv'].includes(path)
      ? ['the other editions: their names, languages and files changed']
      : []
    expect((await whats(places)).filter((each) => !others.includes(each))).toEqual([told])
    await buildReport(places, {formats: ['html']})
    expect(await whats(places)).toEqual([])
  }
})

test('an edition that is new is told to be so, and one that is gone no more', async () => {
  const places = await built()
  await edit(places.folder, 'report.yaml', (text) => text.replace(/exclude:\n.*\n/, ''))
  const {result, lines} = await plan(places)
  expect(result['unknown']).toEqual(['west.full.en', 'west.full.zh-Hans', 'west.full.zh-Hant'])
  expect(lines).toContain('not built here before, as far as is known')
  expect(lines).toContain('  -> 3 editions: west.full.*')
})

test('a build of some editions notes these alone, and a lost record costs nothing but the words', async () => {
  const places = await built()
  await edit(places.folder, 'chapters/en/detail.md', (text) => `${text}\nOne more.\n`)
  await buildReport(places, {formats: ['html'], only: {region: ['north']}})
  const [cause] = await causesOf(places)
  expect(cause!.editions).toEqual(['south.full.en'])
  const folder = join(places.store, 'builds')
  for (const name of await readdir(folder)) await writeFile(join(folder, name), 'damaged')
  expect(await plan(places)).toMatchObject({result: {causes: [], unknown: []}})
  await rm(folder, {recursive: true})
  expect(await plan(places)).toMatchObject({result: {causes: [], unknown: []}})
  const before = await digestsIn(places.out)
  await buildReport(places, {formats: ['html'], only: {region: ['north']}})
  expect(await digestsIn(places.out)).toEqual(before)
})

test('what a record names is not pruned, so that old and new can be told', async () => {
  const places = await built()
  await edit(places.folder, 'data/stalls.csv', (text) => text.replace('south,2023,870', 'south,2023,871'))
  await prune({root: places.store, days: -1, isDry: false})
  expect((await causesOf(places))[0]!.cells).toEqual([{row: 'south, 2023', column: 'stalls', before: '870', after: '871'}])
})

test('the record of an output that is there no more is forgotten, with what only it kept', async () => {
  const places = await built()
  const records = () => readdir(join(places.store, 'builds'))
  await rm(places.out, {recursive: true})
  expect(await records()).toHaveLength(1)
  await prune({root: places.store, days: 30, isDry: false})
  expect(await records()).toHaveLength(1)
  await prune({root: places.store, days: -1, isDry: true})
  expect(await records()).toHaveLength(1)
  expect((await prune({root: places.store, days: -1, isDry: false})).stay).toMatchObject({traces: 0, blobs: 0})
  expect(await records()).toEqual([])
})

test('rows are compared by their key; the only row of a query by its columns', () => {
  const rows = (key: readonly string[], ...rows: Keyed['rows']): Keyed => ({
    fields: [
      {name: 'id', type: 'string'},
      {name: 'n', type: 'number'}
    ],
    key,
    rows
  })
  expect(
    cellsBetween(
      rows(['id'], {id: 'a', n: '1234567.5'}, {id: 'b', n: null}),
      rows(['id'], {id: 'c', n: '1'}, {id: 'a', n: '-1000'})
    )
  ).toEqual([
    {row: 'c', column: '', after: 'c'},
    {row: 'a', column: 'n', before: '1,234,567.5', after: '-1,000'},
    {row: 'b', column: '', before: 'b'}
  ])
  expect(cellsBetween(rows([], {id: '2019', n: '1'}), rows([], {id: '2020', n: null}))).toEqual([
    {row: '', column: 'id', before: '2019', after: '2020'},
    {row: '', column: 'n', before: '1', after: 'nothing'}
  ])
})

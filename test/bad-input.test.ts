/** What an author gets for each kind of mistake: its rule, its place, a way out; and nothing published is touched. */
import {cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {buildReport, digestsIn, messagesOf, type Places} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

interface Mistake {
  readonly name: string
  readonly path: string
  change(text: string): string
  /** `path:line:column rule`, as far as it is known. */
  readonly expected: string
  readonly note?: string
}

const html = {formats: ['html']} as const
const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to)
const append = (more: string) => (text: string) => text + more

const mistakes: readonly Mistake[] = [
  {
    name: 'broken YAML',
    path: 'report.yaml',
    change: replace('chapters: [overview', 'chapters: [overview]: ['),
    expected: 'report.yaml:16:24 definition-is-wellformed'
  },
  {
    name: 'an unknown key',
    path: 'report.yaml',
    change: append('chaptres: []\n'),
    expected: 'report.yaml:21:1 key-is-known',
    note: 'Did you mean `chapters`?'
  },
  {
    name: 'an axis without values',
    path: 'report.yaml',
    change: replace('language: [en, zh-Hans, zh-Hant]', 'language: []'),
    expected: 'report.yaml:13:3'
  },
  {
    name: 'two editions with one path',
    path: 'report.yaml',
    change: replace('/{audience}', ''),
    expected: 'report.yaml:19:1 edition-path-is-unique',
    note: '{audience}'
  },
  {
    name: 'an output path that leaves the folder',
    path: 'report.yaml',
    change: replace('"{region}', '"../{region}'),
    expected: 'report.yaml:19:1'
  },
  {
    name: 'an unknown layout',
    path: 'report.yaml',
    change: replace('short: brief', 'short: breif'),
    expected: 'report.yaml layout-is-known',
    note: 'Did you mean `brief`?'
  },
  {
    name: 'an appendix for an unknown layout',
    path: 'report.yaml',
    change: replace('chapters: [', 'origins: [breif]\nchapters: ['),
    expected: 'report.yaml:16:11 layout-is-known',
    note: 'Did you mean `brief`?'
  },
  {
    name: 'a missing chapter',
    path: 'report.yaml',
    change: replace('[overview, detail]', '[overview, detail, outlook]'),
    expected: 'report.yaml chapter-is-there'
  },
  {
    name: 'a data file that is not there',
    path: 'datapackage.json',
    change: replace('data/stalls.csv', 'data/stals.csv'),
    expected: 'datapackage.json:20:',
    note: 'Did you mean `data/stalls.csv`?'
  },
  {
    name: 'a data file outside the folder',
    path: 'datapackage.json',
    change: replace('data/stalls.csv', '../stalls.csv'),
    expected: 'datapackage.json:20:'
  },
  {name: 'a ragged row', path: 'data/stalls.csv', change: replace('870,12.04,', '870,12.04'), expected: 'data/stalls.csv:5'},
  {
    name: 'a header in another order',
    path: 'data/stalls.csv',
    change: replace('region,year', 'year,region'),
    expected: 'data/stalls.csv:1'
  },
  {
    name: 'a header with another name',
    path: 'data/stalls.csv',
    change: replace('visitors', 'vistors'),
    expected: 'data/stalls.csv:1',
    note: 'visitors'
  },
  {
    name: 'a cell of another type',
    path: 'data/stalls.csv',
    change: replace('355,4.96', 'many,4.96'),
    expected: 'data/stalls.csv:7'
  },
  {
    name: 'a number below its minimum',
    path: 'data/stalls.csv',
    change: replace('355,4.96', '-355,4.96'),
    expected: 'data/stalls.csv:7'
  },
  {
    name: 'a key that stands twice',
    path: 'data/stalls.csv',
    change: append('west,2023,1,1,\n'),
    expected: 'data/stalls.csv:8 primary-key-is-unique'
  },
  {
    name: 'a key that leads nowhere',
    path: 'data/stalls.csv',
    change: append('east,2023,1,1,\n'),
    expected: 'data/stalls.csv:8 foreign-key-exists'
  },
  {
    name: 'damaged text in data',
    path: 'data/stalls.csv',
    change: replace('counted twice', 'counted \uE250'),
    expected: 'data/stalls.csv:3 text-is-undamaged'
  },
  {
    name: 'damaged text in a chapter',
    path: 'chapters/en/detail.md',
    change: replace('One row', 'One \uFFFDrow'),
    expected: 'chapters/en/detail.md:9:111 text-is-undamaged'
  },
  {
    name: 'an unknown query',
    path: 'chapters/en/detail.md',
    change: replace('query="all_regions"', 'query="all_region"'),
    expected: 'chapters/en/detail.md:9:1 query-is-known',
    note: 'Did you mean `all_regions`?'
  },
  {
    name: 'an unknown name in an expression',
    path: 'chapters/en/overview.md',
    change: replace('{{region.name}} has', '{{regoin.name}} has'),
    expected: 'chapters/en/overview.md:7:1 name-is-known',
    note: 'Did you mean `region`?'
  },
  {
    name: 'an unknown column',
    path: 'chapters/en/overview.md',
    change: replace('{{num latest.stalls}} stalls,', '{{num latest.stals}} stalls,'),
    expected: 'chapters/en/overview.md:7:21 column-is-known',
    note: 'Did you mean `stalls`?'
  },
  {
    name: 'an unknown column of a table',
    path: 'chapters/en/detail.md',
    change: replace('"name, stalls', '"name, stals'),
    expected: 'chapters/en/detail.md:9:1 column-is-known',
    note: 'Did you mean `stalls`?'
  },
  {
    name: 'an unknown helper',
    path: 'chapters/en/overview.md',
    change: replace('{{num latest.stalls}} stalls,', '{{nmu latest.stalls}} stalls,'),
    expected: 'chapters/en/overview.md:7:21 helper-is-known',
    note: 'Did you mean `num`?'
  },
  {
    name: 'an unknown reference',
    path: 'chapters/en/overview.md',
    change: replace('(#fig-stalls)', '(#fig-stals)'),
    expected: 'chapters/en/overview.md:8:81 reference-is-known',
    note: 'Did you mean `fig-stalls`?'
  },
  {
    name: 'an unknown chart',
    path: 'chapters/en/overview.md',
    change: replace('chart="bars"', 'chart="bar"'),
    expected: 'chapters/en/overview.md:14:1 chart-is-known',
    note: 'Did you mean `bars`?'
  },
  {
    name: 'an unknown directive',
    path: 'chapters/en/detail.md',
    change: replace(':::each', ':::eahc'),
    expected: 'chapters/en/detail.md:11:1 directive-is-known',
    note: 'Did you mean `each`?'
  },
  {
    name: 'an unclosed directive',
    path: 'chapters/en/overview.md',
    change: replace(/\n:::\n/, '\n'),
    expected: 'chapters/en/overview.md:10:1 directive-is-closed'
  },
  {
    name: 'a left-over directive',
    path: 'chapters/en/overview.md',
    change: append('\n:::\n'),
    expected: 'chapters/en/overview.md:20:1 directive-is-understood'
  },
  {
    name: 'double quotes inside a condition in double quotes',
    path: 'chapters/en/overview.md',
    change: append('\n:::only{if="audience = "full""}\nWords.\n:::\n'),
    expected: 'chapters/en/overview.md:20:1 directive-is-understood',
    note: "expected `'` there, as in `if=\"reader = 'public'\"`"
  },
  {
    name: 'single quotes inside a condition in single quotes',
    path: 'chapters/en/overview.md',
    change: append("\nSome :only[words]{if='audience = 'full''}.\n"),
    expected: 'chapters/en/overview.md:20:18 directive-is-understood',
    note: 'expected `"` there'
  },
  {
    name: 'an unclosed expression',
    path: 'chapters/en/overview.md',
    change: replace('{{region.name}} has', '{{region.name has'),
    expected: 'chapters/en/overview.md:7:1 expression-is-closed'
  },
  {
    name: 'a value that one region lacks',
    path: 'chapters/en/overview.md',
    change: replace('{{latest.note or="none"}}', '{{latest.note}}'),
    expected: 'chapters/en/overview.md:16:11 value-is-present',
    note: 'or="..."'
  },
  {
    name: 'a region without a row: a fault of the data, whatever sentences miss it',
    path: 'queries/latest.sql',
    change: replace('year = 2023', "year = 2023 and region <> 'west'"),
    expected: 'queries/latest.sql:1:4 query-has-rows',
    note: 'It reads data/stalls.csv'
  },
  {
    name: 'a forgotten partition',
    path: 'queries/latest.sql',
    change: replace('partition: region   ', ''),
    expected: 'chapters/en/overview.md:7:21 value-is-single',
    note: 'The query gives 3 rows, 1 of them of one region, as `north`: where each edition is to read its own, add `-- partition: region` at the top of queries/latest.sql.'
  },
  {
    name: 'SQL that cannot be read',
    path: 'queries/latest.sql',
    change: replace('from stalls', 'form stalls'),
    expected: 'queries/latest.sql:2'
  },
  {
    name: 'SQL with an unknown column',
    path: 'queries/latest.sql',
    change: replace('visitors', 'vistors'),
    expected: 'queries/latest.sql:2',
    note: 'visitors'
  },
  {
    name: 'SQL that writes',
    path: 'queries/latest.sql',
    change: () => '-- partition: region\ndelete from stalls\n',
    expected: 'queries/latest.sql:1:1 query-is-one-select'
  },
  {
    name: 'SQL that reads a file',
    path: 'queries/latest.sql',
    change: () => "-- partition: region\nselect * from read_csv('/etc/passwd')\n",
    expected: 'queries/latest.sql:2'
  },
  {
    name: 'SQL that gives another result each time',
    path: 'queries/latest.sql',
    change: replace('note from', 'random() as note from'),
    expected: 'queries/latest.sql:2'
  },
  {name: 'two statements', path: 'queries/latest.sql', change: append('; select 1'), expected: 'queries/latest.sql'},
  {
    name: 'a chart that is no JSON',
    path: 'charts/bars.vl.json',
    change: replace('"mark": "bar",', '"mark": "bar"'),
    expected: 'charts/bars.vl.json'
  },
  {
    name: 'a chart that Vega-Lite refuses',
    path: 'charts/bars.vl.json',
    change: replace('"mark": "bar"', '"mark": "barr"'),
    expected: 'charts/bars.vl.json'
  },
  {
    name: 'a chart with an unknown field',
    path: 'charts/bars.vl.json',
    change: replace('"field": "stalls"', '"field": "stals"'),
    expected: 'charts/bars.vl.json',
    note: 'stalls'
  },
  {
    name: 'a chart that reads a file',
    path: 'charts/bars.vl.json',
    change: replace('{"name": "all_regions"}', '{"url": "file:///etc/passwd"}'),
    expected: 'charts/bars.vl.json'
  },
  {
    name: 'a table without rows',
    path: 'queries/all_regions.sql',
    change: replace('s.year = 2023', 's.year = 1900'),
    expected: 'chapters/en/detail.md:9:1 table-has-rows'
  }
]

let root: string
let published: {readonly out: string; readonly store: string; readonly digests: Record<string, string>}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'octavo-test-'))
  const out = join(root, 'out')
  const store = join(root, 'store')
  await buildReport({folder: await copyTo(root), out, store}, html)
  published = {out, store, digests: await digestsIn(out)}
})

afterAll(() => rm(root, {recursive: true}))

describe('a mistake is told with its place, and what was published stays', () => {
  test.each(mistakes)('$name', async ({path, change, expected, note}) => {
    const folder = await reportCopy('markets')
    await edit(folder, path, change)
    const messages = await messagesOf({folder, ...published}, html)
    const errors = messages.filter(({severity}) => severity === 'error')
    const told = errors.map(
      ({path, line, column, rule}) => `${[path, line, column].filter((part) => part !== undefined).join(':')} ${rule}`
    )
    expect(
      told.find((text) => matches(text, expected)),
      `told: ${told.join('; ')}`
    ).toBeDefined()
    if (note !== undefined) expect(errors.map((message) => `${message.reason} ${message.note ?? ''}`).join('\n')).toContain(note)
    const after = await digestsIn(published.out)
    expect({...after, 'manifest.json': ''}).toEqual({...published.digests, 'manifest.json': ''})
  })

  test('a link that leads out of the folder', async () => {
    const folder = await reportCopy('markets')
    await rm(join(folder, 'data/stalls.csv'))
    await symlink('/etc/hostname', join(folder, 'data/stalls.csv'))
    expect(await messagesOf({folder, ...published}, html)).toContainEqual(
      expect.objectContaining({rule: 'path-stays-inside', path: 'data/stalls.csv'})
    )
  })
})

test('every mistake is told, not only the first', async () => {
  const folder = await reportCopy('markets')
  await edit(folder, 'data/stalls.csv', (text) => text.replace('355,4.96', 'many,much').replace('870', 'few'))
  const rows = (await messagesOf({folder, ...published}, html)).map(({path, line}) => `${path}:${line}`)
  expect(rows).toEqual(['data/stalls.csv:5', 'data/stalls.csv:7', 'data/stalls.csv:7'])
})

test('text of the data stays text, whatever it looks like', async () => {
  const folder = await reportCopy('markets')
  const nasty = '{{report.title}} | *a* <script>alert(1)</script> [x](javascript:1) :::only'
  await edit(folder, 'data/stalls.csv', replace('counted twice', nasty))
  const places: Places = {folder, out: join(await temporaryFolder(), 'out'), store: published.store}
  expect(await messagesOf(places, html)).toEqual([])
  const page = await readFile(join(places.out, 'north/full/en/markets.html'), 'utf8')
  expect(page).toContain('{{report.title}} | *a* &#x3C;script>alert(1)&#x3C;/script> [x](javascript:1) :::only')
  // In an attribute it is text anyway.
  expect(page.replaceAll(/"[^"]*"/g, '')).not.toContain('<script>alert')
})

test('a cell of a megabyte is shown whole', async () => {
  const folder = await reportCopy('markets')
  await edit(folder, 'data/stalls.csv', replace('counted twice', 'long '.repeat(200_000).trim()))
  const places: Places = {folder, out: join(await temporaryFolder(), 'out'), store: published.store}
  expect(await messagesOf(places, {...html, only: {region: ['north'], language: ['en']}})).toEqual([])
  expect((await readFile(join(places.out, 'north/full/en/markets.html'), 'utf8')).length).toBeGreaterThan(1_000_000)
})

test('one wrong edition does not stop the others, and what it had stays', async () => {
  const folder = await reportCopy('markets')
  const places: Places = {folder, out: join(await temporaryFolder(), 'out'), store: published.store}
  await buildReport(places, html)
  await edit(folder, 'chapters/en/overview.md', (text) =>
    text.replace('{{latest.note or="none"}}', '{{latest.note}}').replace('A remark', 'One remark')
  )
  const result = await buildReport(places, html)
  expect(result.editions).toEqual({total: 15, built: 2, same: 10, failed: 3})
  const manifest = JSON.parse(await readFile(join(places.out, 'manifest.json'), 'utf8')) as {
    editions: {id: string; state: string; files: unknown[]}[]
  }
  expect(manifest.editions.filter(({state}) => state === 'kept').map(({id, files}) => `${id} ${files.length}`)).toEqual([
    'south.full.en 1',
    'south.short.en 1',
    'west.short.en 1'
  ])
  expect(await readFile(join(places.out, 'west/short/en/markets.html'), 'utf8')).toContain('A remark')
  expect(await readFile(join(places.out, 'north/short/en/markets.html'), 'utf8')).toContain('One remark')
})

test('an altered and a deleted file are written again', async () => {
  const folder = await reportCopy('markets')
  const places: Places = {folder, out: join(await temporaryFolder(), 'out'), store: published.store}
  await buildReport(places, html)
  const before = await digestsIn(places.out)
  await writeFile(join(places.out, 'west/short/en/markets.html'), 'altered')
  await rm(join(places.out, 'index.html'))
  await mkdir(join(places.out, 'north/.stray'), {recursive: true})
  const result = await buildReport(places, html)
  expect(result.editions.built).toBe(1)
  expect(await digestsIn(places.out)).toEqual(before)
})

function matches(told: string, expected: string): boolean {
  const [place, rule] = expected.split(' ')
  return told.startsWith(place!) && (rule === undefined || told.endsWith(` ${rule}`))
}

async function copyTo(root: string): Promise<string> {
  const folder = join(root, 'markets')
  await cp(new URL('reports/markets', import.meta.url), folder, {recursive: true})
  return folder
}

describe('mistakes of all kinds are told at once, not when others are mended', () => {
  const told = async (...edits: readonly (readonly [path: string, change: (text: string) => string])[]) => {
    const folder = await reportCopy('markets')
    for (const [path, change] of edits) await edit(folder, path, change)
    const messages = await messagesOf({folder, ...published}, html)
    return [...new Set(messages.map(({path, rule}) => `${path} ${rule}`))].sort()
  }
  const data = ['data/stalls.csv', replace('870', 'few')] as const
  const chapter = ['chapters/en/overview.md', append(`\n:::only{if="region = 'north'"}\n`)] as const
  const query = ['queries/latest.sql', replace('from stalls', 'from stals')] as const
  const name = ['chapters/en/overview.md', append('\n{{latst.stalls}}\n')] as const

  test('of data and of chapters', async () => {
    expect(await told(data, chapter)).toEqual([
      'chapters/en/overview.md directive-is-closed',
      'data/stalls.csv cell-matches-type'
    ])
  })

  test('of chapters and of queries', async () => {
    expect(await told(chapter, query)).toEqual([
      'chapters/en/overview.md directive-is-closed',
      'queries/latest.sql query-reads-known-tables'
    ])
  })

  test('of names in chapters and of queries', async () => {
    expect(await told(name, query)).toEqual([
      'chapters/en/overview.md name-is-known',
      'queries/latest.sql query-reads-known-tables'
    ])
  })

  test('values of an axis that cannot be read are no mistake of a chapter', async () => {
    const front = ['chapters/en/detail.md', (text: string) => text.replace(/^---\n/, '---\nregion: [north]\n')] as const
    expect(await told(['data/regions.csv', replace('north', '')], front)).not.toContain(
      'chapters/en/detail.md axis-value-is-known'
    )
  })
})

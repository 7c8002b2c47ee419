/** The page on which a reviewer sees what changed: its entries, its pictures of pages, and that everybody can read it. */
import {cp, readFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import type {AxeResults} from 'axe-core'
import {launch} from 'puppeteer'
import {expect, test} from 'vitest'
import type {Change} from '../../pipeline/compare/changes.ts'
import type {Cluster} from '../../pipeline/compare/cluster.ts'
import {comparePages} from '../../pipeline/compare/pages.ts'
import {showReview, type ReviewInput} from '../../pipeline/compare/review.ts'
import {diffSides} from '../../pipeline/run/diff.ts'
import {writeReview} from '../../pipeline/run/page-pairs.ts'
import {withSession} from '../../pipeline/run/session.ts'
import {openOutput} from '../../pipeline/run/states.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {buildReport} from '../building.ts'
import {edit, temporaryFolder} from '../temporary.ts'

const MARKETS = fileURLToPath(new URL('../reports/markets', import.meta.url))
const axes = new Map(['a.en', 'b.en', 'b.zh'].map((id) => [id, {region: id.split('.')[0]!, language: id.split('.')[1]!}]))

function review(clusters: readonly Cluster[], pages: Partial<ReviewInput['pages']> = {}): string {
  const editions = {
    compared: [...axes.keys()],
    changed: ['a.en'],
    added: [],
    removed: ['b.zh'],
    formOnly: [],
    unread: [],
    reformatted: []
  }
  const side = {report: 'x', release: '2024-01-01', editions: 3}
  const comparison = {before: side, after: side, editions, clusters, shared: 0, digest: 'f'.repeat(64)}
  return showReview({
    comparison,
    axes,
    pages: {pairs: [], changed: 0, reflowed: 0, left: 0, ...pages},
    command: 'octavo diff a b --sign "N"'
  })
}

const number: Cluster = {
  level: 'number',
  how: 'changed',
  kind: 'sentence',
  places: ['s1'],
  wordings: [{before: '5', after: '<6>', value: {origin: 'q.n', before: '5', after: '6'}, editions: ['a.en', 'b.en']}],
  within: {before: 'It has 5 & more', after: 'It has <6> & more'},
  editions: ['a.en', 'b.en']
}

test('an entry has old and new, where it comes from, its sentence and its editions; texts are no markup', () => {
  const html = review([number])
  expect(html).toMatch(/<del>5<\/del>.*<ins>&lt;6&gt;<\/ins> <code>q\.n<\/code>/)
  expect(html).toContain('It has <del>5</del><ins>&lt;6&gt;</ins> &amp; more')
  expect(html).toContain('<summary>*.en <small>(2 editions)</small></summary>a.en<br>b.en')
  expect(html).toContain('<li>1 edition removed: b.zh</li>')
  expect(html).toContain('octavo diff a b --sign &quot;N&quot;')
  expect(html).toContain(`<code>${'f'.repeat(64)}</code>`)
})

test('a change leads to the pictures in which it is seen, and they to it', () => {
  const picture = {image: 'data:image/jpeg;base64,AAAA', width: 210, height: 297}
  const html = review([number], {
    pairs: [{edition: 'a.en', before: 2, after: 3, changes: [0], old: picture, now: picture, marks: [[0.1, 0.2, 0.25, 0.05]]}],
    left: 2,
    changed: 4
  })
  expect(html).toContain('<a href="#p0">picture 1</a>')
  expect(html).toMatch(/<article id="p0">.*<a href="#c0">change 1<\/a>/)
  expect(html).toContain('alt="Page 2 of a.en before"')
  expect(html).toContain('alt="Page 3 of a.en after"')
  expect(html.match(/<span style="left:10%;top:20%;width:25%;height:5%"><\/span>/g)).toHaveLength(2)
  expect(html).toContain('2 pairs more')
})

const pagesOf = (...texts: string[]) => ({texts, figures: {}})
const sentence = (before: string, after: string): Change => ({
  level: 'sentence',
  how: 'changed',
  kind: 'sentence',
  near: '',
  before,
  after,
  key: ''
})

test('pages are told apart from those whose text only came to stand elsewhere', () => {
  const before = pagesOf('Contents 1 Trade 2', 'Halls are old. Stalls stand', 'in rows. Fish is sold.')
  const after = pagesOf('Contents 1 Trade 3', 'Halls are new and tall. Stalls', 'stand in rows. Fish is sold.')
  const changes = [sentence('Halls are old.', 'Halls are new and tall.')]
  expect(comparePages(before, after, changes)).toEqual({changed: [{before: 2, after: 2, changes: [0]}], reflowed: 2})
  expect(comparePages(before, before, [])).toEqual({changed: [], reflowed: 0})
})

test('a figure is looked for where it stands, and a page that is no more beside the one most like it', () => {
  const figure: Change = {level: 'figure', how: 'changed', kind: 'figure', near: 'fig-a', key: ''}
  const pages = {texts: ['One text here', 'Two other words'], figures: {'fig-a': [2]}}
  expect(comparePages(pages, pages, [figure]).changed).toEqual([{before: 2, after: 2, changes: [0]}])
  const gone: Change = {level: 'sentence', how: 'removed', kind: 'sentence', near: '', before: 'Gone words.', key: ''}
  const shorter = comparePages(
    pagesOf('Cats and dogs', 'Gone words.', 'Mice play often'),
    pagesOf('Cats and dogs', 'Mice play often'),
    [gone]
  )
  expect(shorter.changed.map(({before, changes}) => [before, changes])).toEqual([[2, [0]]])
})

test('of two real outputs: pages side by side, whole in itself, and axe finds nothing', async () => {
  const folder = await temporaryFolder()
  const report = join(folder, 'markets')
  await cp(MARKETS, report, {recursive: true})
  const build = (name: string) =>
    buildReport(
      {folder: report, out: join(folder, name), store: join(folder, 'store')},
      {only: {region: ['south'], language: ['en']}}
    )
  await build('before')
  await edit(report, 'data/stalls.csv', (text) => text.replace('south,2023,870', 'south,2023,880'))
  await edit(report, 'chapters/en/overview.md', (text) => text.replace('A remark', 'One remark'))
  await build('after')
  const {files} = thisMachine()
  const [before, after] = await Promise.all(['before', 'after'].map((name) => openOutput(join(folder, name), files)))
  const sides = {before: {output: before!}, after: {output: after!}}
  const compared = await diffSides(sides, {})
  const file = join(folder, 'review.html')
  const all = new Map(after!.manifest.editions.map(({id, axes}) => [id, axes]))
  await withSession(thisMachine(), {store: join(folder, 'store')}, (session) =>
    writeReview({compared, sides, axes: all, command: 'octavo diff', file}, session)
  )
  const html = await readFile(file, 'utf8')
  expect(html.match(/<img src="data:image\/jpeg;base64,[\w+/=]{10000,}"/g)!.length).toBeGreaterThanOrEqual(2)
  expect(html).not.toMatch(/https?:|<script|src="(?!data:)/)
  expect(html).toMatch(/<span style="left:[\d.]+%;top:[\d.]+%;width:[\d.]+%;height:[\d.]+%"><\/span>/)
  // Every change but the rows behind a chart, which no paper has, is seen on a page.
  const unseen = compared.comparison.clusters.filter(
    ({kind}, place) => kind !== 'datum' && !new RegExp(`href="#c${place}"`).test(html)
  )
  expect(unseen).toEqual([])

  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const browser = await launch({
    executablePath: process.env['OCTAVO_CHROME'] ?? '',
    headless: 'shell',
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  })
  try {
    for (const width of [375, 1280]) {
      const page = await browser.newPage()
      page.setDefaultTimeout(300_000)
      await page.setViewport({width, height: 900})
      await page.goto(pathToFileURL(file).href)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
      await page.evaluate(axe)
      const {violations} = (await page.evaluate('axe.run()')) as AxeResults
      expect(violations.flatMap(({id, nodes}) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))).toEqual([])
    }
  } finally {
    await browser.close()
  }
})

test('of editions without a page the values are compared, and that their sentences are not is told', async () => {
  const folder = await temporaryFolder()
  const report = join(folder, 'markets')
  await cp(MARKETS, report, {recursive: true})
  const options = {formats: ['pdf'] as const, only: {region: ['south'], language: ['en'], audience: ['short']}}
  const build = async (name: string) => {
    await buildReport({folder: report, out: join(folder, name), store: join(folder, 'store')}, options)
    return {output: (await openOutput(join(folder, name), thisMachine().files))!}
  }
  const before = await build('before')
  await edit(report, 'data/stalls.csv', (text) => text.replace('south,2023,870', 'south,2023,880'))
  const {comparison} = await diffSides({before, after: await build('after')}, {})
  expect(comparison.editions).toMatchObject({unread: ['south.short.en'], formOnly: []})
  expect(comparison.clusters.flatMap(({wordings}) => wordings)).toContainEqual({
    before: '870',
    after: '880',
    value: {origin: 'latest[region=south].stalls', before: '870', after: '880'},
    editions: ['south.short.en']
  })
})

/** A page that shows what was found in the editions of a report, with pictures of their pages. */
import {cp, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {inspect} from '../pipeline/stages/inspect.ts'
import {showFindings, type Finding} from '../pipeline/stages/findings.ts'
import type {Message} from '../pipeline/messages.ts'
import {buildReport, digestsIn, messagesOf} from './building.ts'
import {temporaryFolder} from './temporary.ts'

const message: Message = {
  severity: 'warning',
  rule: 'a-rule',
  reason: 'Unexpected `x < y`',
  note: 'Mend <it>',
  path: 'a.md',
  line: 3,
  column: 5
}
const picture = {image: 'data:image/jpeg;base64,AAAA', width: 200, height: 100}

test('an entry has its rule, its words, its file, its edition and page, and the place in the picture', () => {
  const seen = {spot: {page: 4, box: [20, 50, 100, 25]}, picture} as const
  const html = showFindings({title: 'A & B', editions: 3, findings: [{message, editions: ['gd.en', 'zj.en', 'cn.en'], seen}]})
  expect(html).toContain('<h1>A &amp; B</h1><p class="count">0 errors, 1 warning in 3 editions</p>')
  expect(html).toContain('<code>a-rule</code></p>\n<h2>Unexpected <code>x &lt; y</code></h2><p>Mend &lt;it&gt;</p>')
  expect(html).toContain(
    '<dd><code>a.md:3:5</code></dd><dt>Edition</dt><dd>gd.en, page 4 of the file<details><summary>and 2 more</summary>zj.en<br>cn.en</details></dd>'
  )
  expect(html).toContain('<img src="data:image/jpeg;base64,AAAA" alt="Page 4 of gd.en"')
  expect(html).toContain('style="left:10%;top:50%;width:50%;height:25%"')
})

test('what has no page has no picture, and nothing found is said too', () => {
  const findings: Finding[] = [{message: {severity: 'error', rule: 'r', reason: 'R'}, editions: []}]
  expect(showFindings({title: 'A', editions: 1, findings})).not.toMatch(/<img|<dl>.+<\/dl>|class="mark"/)
  expect(showFindings({title: 'A', editions: 1, findings})).toContain('1 error, 0 warnings in 1 edition')
  expect(showFindings({title: 'A', editions: 1, findings: []})).toContain('Nothing is to be said.')
})

test('what a check says of something with an id is seen where that stands', () => {
  const spot = {page: 2, box: [20, 30, 40, 50]} as const
  const paper = {width: 100, height: 200, margin: {top: 10, right: 10, bottom: 10, left: 20}}
  const pages = [
    {page: 3, empty: 0.5, next: 'a#b'},
    {page: 4, empty: 0, next: ''}
  ]
  const stranded = [
    {page: 2, id: 'a#b'},
    {page: 3, id: 'a#c'}
  ]
  const set = {labels: [], pages, stranded, mentions: [], pictures: [], marks: [], lost: [], places: {'a#b': spot}}
  const told = inspect({page: {paper} as never, set, fonts: [], blank: [5], bytes: 1, mostPages: undefined})
  expect(told.map(({rule, spot}) => [rule, spot])).toEqual([
    ['heading-stays-with-text', spot],
    ['heading-stays-with-text', undefined],
    ['page-holds-something', {page: 5}],
    ['page-is-full', {page: 3, box: [20, 100, 70, 90]}]
  ])
})

test('a build writes it, whole in itself, with the page of the first edition that has the figure', async () => {
  const folder = await temporaryFolder()
  const places = {folder: join(folder, 'markets'), out: join(folder, 'out'), store: join(folder, 'store')}
  await cp(new URL('reports/markets', import.meta.url), places.folder, {recursive: true})
  const chapter = join(places.folder, 'chapters/en/overview.md')
  await writeFile(
    chapter,
    (await readFile(chapter, 'utf8')).replace('has {{num latest.stalls}} stalls"', 'has {{num latest.visitors}} visitors"')
  )
  const findings = join(folder, 'new/findings.html')
  const {messages} = await buildReport(places, {formats: ['pdf'], only: {region: ['south'], language: ['en']}, findings})
  const html = await readFile(findings, 'utf8')
  expect(messages.map(({rule, path}) => [rule, path])).toContainEqual(['title-speaks-of-its-picture', 'chapters/en/overview.md'])
  expect(messages.filter((message) => 'spot' in message || 'anchor' in message)).toEqual([])
  const entry = html.split('<li ').find((each) => each.includes('title-speaks-of-its-picture'))!
  expect(entry).toMatch(
    /<dd>south\.full\.en, page 3 of the file<details><summary>and 1 more<\/summary>south\.short\.en<\/details><\/dd>/
  )
  expect(entry.match(/<img src="data:image\/jpeg;base64,[\w+/=]{10000,}"/g)).toHaveLength(1)
  expect(html).not.toMatch(/https?:|<script|src="(?!data:)/)
  // Where all is recalled, there is a picture all the same.
  const again = await buildReport(places, {formats: ['pdf'], only: {region: ['south'], language: ['en']}, findings})
  expect(again.editions.built).toBe(0)
  const second = await readFile(findings, 'utf8')
  const plain = (page: string) => page.replaceAll(/base64,[\w+/=]+/g, 'base64,')
  expect(plain(second)).toBe(plain(html))

  // A strict build keeps what readers have, and the page tells why.
  const published = await digestsIn(places.out)
  const strict = {formats: ['html', 'pdf'], only: {region: ['south'], language: ['en']}, findings, strict: true} as const
  const refused = await messagesOf(places, strict)
  expect(refused.map(({rule, severity}) => `${severity} ${rule}`)).toEqual(
    expect.arrayContaining(['warning title-speaks-of-its-picture', 'error build-is-clean'])
  )
  expect(await digestsIn(places.out)).toEqual(published)
  expect(await readFile(findings, 'utf8')).toContain('title-speaks-of-its-picture')
})

test('a strict build of what nothing is said of is published as another is', async () => {
  const root = await temporaryFolder()
  const folder = fileURLToPath(new URL('reports/markets', import.meta.url))
  const build = async (name: string, strict: boolean) => {
    const out = join(root, name)
    const only = {region: ['north'], language: ['en'], audience: ['full']}
    const {messages} = await buildReport({folder, out, store: join(root, 'store')}, {formats: ['html'], only, strict})
    return {messages, digests: await digestsIn(out)}
  }
  expect(await build('one', true)).toEqual(await build('other', false))
})

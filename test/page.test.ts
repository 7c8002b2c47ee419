import type {Element, ElementContent} from 'hast'
import {describe, expect, test} from 'vitest'
import {ReportError} from '../pipeline/messages.ts'
import {withOrigins} from '../pipeline/stages/page/appendix.ts'
import {csvAddress} from '../pipeline/stages/page/csv.ts'
import {bookmarks} from '../pipeline/stages/page/context.ts'
import {motif} from '../pipeline/stages/page/motif.ts'
import {printPage, screenPage, valuesOf} from '../pipeline/stages/page/index.ts'
import {renderTemplate} from '../pipeline/design/template.ts'
import {h, layout, partials, printContent, readTemplate, screenContent, styles, theme, words} from './fixtures/page/content.ts'

const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant']

test('the print page holds what is shown and nothing else', async () => {
  const {body} = await printPage(printContent())
  expect(body).toContain(
    '<p>It counts <span class="nobreak"><span data-origin="">126,012,510</span> people</span>, see <span class="nobreak">Figure 1</span><span class="page-ref"> on page <span class="page-number" data-page-of="fig-a"></span></span> &#x26; more.</p>'
  )
  expect(body).toContain('<div class="chart"><svg role="img" aria-label="Sites"></svg></div><p class="note">A note.</p></figure>')
  expect(body.replaceAll(/<span class="page-number" data-page-of="[^"]*">| data-origin=""/g, '')).not.toMatch(
    / data-|<data|<script|<details|↩/
  )
})

test('a chart is drawn twice for the screen, and its data are open where no phone can show it', async () => {
  const html = await screenPage(screenContent())
  expect(html).toContain(
    '<div class="chart"><div class="wide"><svg role="img" aria-label="Sites"></svg></div><div class="narrow"><svg role="img" aria-label="Sites" width="340"></svg></div></div>'
  )
  expect(html).toContain('<details class="chart-data"><summary>')
  const {narrow} = screenContent()
  const tooWide = {'fig-a': {...narrow['fig-a']!, tooWide: true as const}}
  expect(await screenPage(screenContent({narrow: tooWide}))).toContain('<details class="chart-data" open><summary>')
})

test('a cover and contents stand before the first numbered page', async () => {
  const page = await printPage(printContent())
  expect(page).toMatchObject({
    title: 'Digital government · Guangdong Province',
    language: 'en',
    firstPage: 'one',
    heads: [{id: 'one', text: '1 One'}]
  })
  expect(page.body.match(/<section class="cover" id="top">/g)).toHaveLength(1)
  expect(page.body).toContain('<p class="cover-place">Guangdong Province</p>')
  expect(page.body).toContain('<time datetime="2024-04-15">15 April 2024</time>')
  expect(page.body).toContain(
    '<a href="#one"><span class="entry-label">1</span> <span class="entry-title">One</span><span class="leader"></span><span class="page-number" data-page-of="one"></span></a>'
  )
  expect(page.body).toContain('<a href="#fig-a"><span class="entry-label">Figure 1</span>')
})

test('a brief has a head instead, and its title runs from page two', async () => {
  const page = await printPage(printContent({layout: layout('brief'), draft: true}))
  expect(page.body).not.toMatch(/class="cover"|class="contents/)
  expect(page.body).toContain('<p class="head-title" role="heading" aria-level="1">Guangdong Province</p>')
  expect(page.firstPage).toBeUndefined()
  expect(page.heads).toEqual([{id: 'top', text: 'Digital government · Guangdong Province · Draft', later: true}])
})

test('D28 the outline is the lists of the layout and the headings with their numbers, each with a place in the PDF', async () => {
  const content = printContent({
    outline: [
      {id: 'one', kind: 'section', level: 1, label: '1', title: 'US$$ 5 & more'},
      {id: 'one-2', kind: 'section', level: 2, label: '1.1', title: 'Central documents'},
      {id: 'fig-a', kind: 'figure', level: 0, label: 'Figure 1', title: 'Sites'},
      {id: 'notes', kind: 'section', level: 1, label: '', title: 'Notes'}
    ]
  })
  const outline = [
    {id: 'contents', level: 1, text: 'Contents'},
    {id: 'list-of-figures', level: 2, text: 'Figures'},
    {id: 'one', level: 1, text: '1 US$$ 5 & more'},
    {id: 'one-2', level: 2, text: '1.1 Central documents'},
    {id: 'notes', level: 1, text: 'Notes'}
  ]
  expect(bookmarks(content)).toEqual(outline)
  expect(bookmarks({...content, layout: layout('brief')})).toEqual(outline.slice(2))
  expect((await printPage(content)).anchors).toEqual(outline.map(({id}) => id))
})

test('the style is the same for two editions of a layout and theme', async () => {
  const other = {
    title: 'Else',
    tiles: {all: [], own: []},
    params: {region: {id: 'zj', name_en: 'Zhejiang'}},
    labels: {region: 'Zhejiang'},
    draft: true
  }
  const pages = [await printPage(printContent()), await printPage(printContent(other))]
  expect(pages[0]!.css).toBe(pages[1]!.css)
  expect(pages[0]!.css).toContain('--accent:#1f5a8c')
  expect(pages[0]!.css).toContain('--content-width:165mm;--content-height:240mm')
})

test('A1 a page names its readers in the order of the report’s axes', async () => {
  const readers = async (labels: Readonly<Record<string, string>>) => {
    const html = await screenPage(screenContent({labels: {region: 'Guangdong', ...labels}}))
    return [...html.matchAll(/<span>(Plain|For leaders)<\/span>/g)].map(([, reader]) => reader)
  }
  expect(await readers({tone: 'Plain', audience: 'For leaders', language: 'English'})).toEqual(['Plain', 'For leaders'])
  expect(await readers({audience: 'For leaders', tone: 'Plain', language: 'English'})).toEqual(['For leaders', 'Plain'])
})

test('data cannot become markup', async () => {
  const title = '<script>alert("1")</script>'
  const html = await screenPage(
    screenContent({title, author: '"><b>', outline: [{id: 'one', kind: 'section', level: 1, label: '', title}]})
  )
  expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
  expect(html).toContain('content="&quot;&gt;&lt;b&gt;"')
  expect(html.match(/<script[^>]*>/g)).toEqual(['<script src="../../../assets/edition.js">'])
  expect(html).toContain('<th scope="row">A &#x3C; B</th><td class="numeric"><data value="12">12</data></td>')
})

test('the screen page has no inline script or handler', async () => {
  const html = await screenPage(screenContent())
  expect(html).toContain('<script src="../../../assets/edition.js"></script>')
  expect(html).not.toMatch(/<script>|\son[a-z]+=|javascript:/)
})

test('the screen page leads to the other editions', async () => {
  const html = await screenPage(screenContent())
  expect(html).toContain(
    '<li><a href="../../../gd/leaders/en/x.html" aria-current="page">Guangdong</a></li>\n<li><a href="../../../zj/leaders/en/x.html">Zhejiang</a></li>'
  )
  expect(html).toContain('<li><a href="../../../gd/leaders/zh-Hans/x.html" lang="zh-Hans" hreflang="zh-Hans">简体中文</a></li>')
  expect(html).toContain('<link rel="alternate" hreflang="zh-Hans" href="../zh-Hans/x.html">')
  expect(html).not.toContain('switch-audience')
  expect(html).toContain('<a href="x.pdf" download>Download PDF</a>')
  expect(html).toContain('<a class="home" href="../../../index.html">All editions</a>')
})

test('a switch of more values than anybody reads leads to the catalogue', async () => {
  const current = {id: 'gd', label: 'Guangdong'}
  const way = '../../../index.html#en'
  const html = await screenPage(screenContent({switches: [{axis: 'region', title: 'Region', current, options: [], way}]}))
  expect(html).toContain('<a href="../../../index.html#en"><span class="switch-title">Region</span> Guangdong</a>')
  expect(html).not.toContain('<nav class="switches"')
})

test('the screen page keeps origins and gives the data behind a chart, last in its figure', async () => {
  const html = await screenPage(screenContent())
  expect(html).toContain('<data class="value" value="126012510" data-origin="profile[region=gd].population">126,012,510</data>')
  expect(html).not.toMatch(/class="page-ref"|data-node/)
  expect(html).toMatch(/<p class="note">A note\.<\/p><details class="chart-data"><summary>Data behind this chart<\/summary>/)
  expect(html).toContain('data-origin-word="Source: {origin}"')
})

test('every language has every word', () => {
  const [first, ...others] = LANGUAGES.map((language) => Object.keys(words(language)).sort())
  for (const keys of others) expect(keys).toEqual(first)
})

test.each(LANGUAGES.flatMap((language) => ['brief', 'report', 'leaflet'].map((name) => [language, name] as const)))(
  '%s %s renders',
  async (language, name) => {
    const changes = {language, words: words(language), layout: layout(name), styles: styles('print', name)}
    expect((await printPage(printContent(changes))).body).toContain('id="ch-one"')
    expect(await screenPage(screenContent(changes))).toContain(`<html lang="${language}">`)
  }
)

test('a template that names what is not there is an error that says so', async () => {
  const base = {name: 'mine', partials, words: words('en'), language: 'en', context: {title: 'T'}}
  await expect(renderTemplate({...base, text: '{{titel}}'})).rejects.toThrow(/template `mine`.*"titel" not defined/)
  await expect(renderTemplate({...base, text: '{{word "contnts"}}'})).rejects.toThrow('Unexpected word `contnts`')
  await expect(renderTemplate({...base, text: '{{#if title}}'})).rejects.toBeInstanceOf(ReportError)
})

test('a colour cannot close the style element', async () => {
  await expect(printPage(printContent({theme: {...theme, accent: 'red;}</style>'}}))).rejects.toThrow('expected a colour of CSS')
})

test('the motif is full at the edition and paler with distance', () => {
  const all = [
    {row: 3, col: 2},
    {row: 1, col: 1}
  ]
  const {tiles, width, height} = motif({all, own: [{row: 1, col: 1}]})
  expect(tiles).toEqual([
    {x: 0, y: 0, shade: 0},
    {x: 11, y: 22, shade: 2}
  ])
  expect([width, height]).toEqual([21, 32])
  expect(motif({all, own: []}).tiles.map(({shade}) => shade)).toEqual([0, 0])
  expect(motif({all: [], own: []})).toEqual({width: 0, height: 0, tiles: []})
})

test('no style sheet and no script reaches out', () => {
  const texts = [
    ...styles('print', 'report'),
    ...styles('screen'),
    ...styles('catalogue'),
    ...['edition', 'catalogue'].map((name) => readTemplate(`scripts/${name}.js`))
  ]
  for (const text of texts) expect(text).not.toMatch(/https?:|url\(|@import|eval\(|innerHTML/)
})

test('the data behind a chart can be taken along, as numbers that a program reads', () => {
  const heads = [
    {text: 'Region', numeric: false},
    {text: 'Sites', numeric: true}
  ]
  const rows = [
    ['A, "B"', '−1,234.5'],
    ['C', '–']
  ]
  const values = [
    [null, '-1234.456'],
    [null, null]
  ]
  const csv = '\uFEFFRegion,Sites\r\n"A, ""B""",-1234.456\r\nC,\r\n'
  expect(decodeURIComponent(csvAddress({heads, rows, values}))).toBe(`data:text/csv;charset=utf-8,${csv}`)
})

test('a value behind a citation is of the section that both stand in', () => {
  const citation = h('sup', {className: ['citation'], id: 'cite-1'}, '[1]')
  const section = h('section', {id: 'one'}, h('p', {}, citation, h('data', {value: '7.8', dataOrigin: 'own.beds'}, '7.80')))
  expect(valuesOf({type: 'root', children: [section]})).toMatchObject([{near: 'one', text: '7.80'}])
})

describe('the appendix of origins', () => {
  const content = printContent()
  const second = h('data', {value: '0.5', dataOrigin: 'a.x provinces.y'}, '50%')
  const name = h('data', {value: 'Guangdong', dataOrigin: 'region[id=gd].name_en'}, 'Guangdong')
  const note = h('p', {id: 'cite-1'}, second, name)
  const table = {
    heads: [{text: 'Sites', numeric: true, column: 'sites'}],
    rows: [['12'], ['14']],
    origins: ['peers[region=gd;year=2023]', 'peers[region=zj;year=2023]'],
    values: [['12'], ['14']]
  }
  const drawings = {'fig-a': {svg: '<svg></svg>', alt: 'Sites', table}}
  const origins = {profile: ['data/profile.csv'], a: ['data/a.csv', 'data/b.csv']}
  const given = {...content, drawings, body: {...content.body, children: [...content.body.children, note]}}

  test('has each number of the text, each column of a figure, and the files behind each query', () => {
    const {body, outline} = withOrigins({...given, origins})
    const lines = rowsOf(body.children.at(-1) as Element)
    expect(outline.at(-1)).toEqual({id: 'origins', kind: 'section', level: 1, label: '', title: 'Where the numbers come from'})
    expect(lines).toEqual([
      'Value|Query|Row|Column',
      '1 One',
      '126,012,510|profile|region=gd|population',
      'Figure 1 Sites',
      '2 values|peers|region;year|sites',
      '50%|a||x',
      '|provinces||y',
      'Query|Data',
      'a|data/a.csv, data/b.csv',
      'peers|',
      'profile|data/profile.csv',
      'provinces|'
    ])
  })

  test('is there only where it is asked for', async () => {
    expect(withOrigins(given)).toBe(given)
    const {body, anchors} = await printPage(withOrigins({...given, origins}))
    expect([body.includes('id="origins"'), anchors.includes('origins')]).toEqual([true, true])
    expect(body).toContain('<a href="#origins">')
  })
})

function rowsOf(node: Element): readonly string[] {
  const texts = (one: ElementContent): string =>
    one.type === 'text' ? one.value : 'children' in one ? one.children.map(texts).join('') : ''
  if (node.tagName === 'tr') return [node.children.map(texts).join('|')]
  return node.children.flatMap((child) => (child.type === 'element' ? rowsOf(child) : []))
}

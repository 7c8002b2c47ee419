/** Pages that are full: what gives way, what does not, and whether the browser breaks pages as was reckoned. */
import type {Element, Root} from 'hast'
import {globSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {getDocument} from 'pdfjs-dist/legacy/build/pdf.mjs'
import {afterAll, expect, test} from 'vitest'
import {withMoves} from '../pipeline/stages/page/moves.ts'
import {bare} from '../pipeline/stages/print/bare.ts'
import {choosePlans} from '../pipeline/stages/print/choose.ts'
import {costOf} from '../pipeline/stages/print/cost.ts'
import {arrange, placesOf} from '../pipeline/stages/print/floats.ts'
import {flow, setOnPages, type Block} from '../pipeline/stages/print/flow.ts'
import type {PrintPage} from '../pipeline/types.ts'
import {box, text} from './fixtures/print/blocks.ts'
import {printer} from './fixtures/print/printer.ts'
import {buildReport} from './building.ts'
import {emptiness} from './fullness.ts'
import {temporaryFolder} from './temporary.ts'

const one = await printer()
afterAll(() => one.close())

const heading = (more: Partial<Block> = {}) => box(40, {withNext: true, starts: 'section', ...more})

test('a page ends where the next block does not fit; margins meet, and none is left at the top', () => {
  expect(flow([box(400, {after: 50}), box(400, {before: 30, after: 30}), box(300, {before: 40})], 1000)).toEqual([850, 300])
})

test('of a paragraph two lines stand together, on both pages', () => {
  expect(flow([box(950), text(5)], 1000)).toEqual([990, 60])
  expect(flow([box(970), text(5)], 1000)).toEqual([970, 100])
  expect(flow([box(930), text(4)], 1000)).toEqual([970, 40])
  expect(flow([box(950), text(3)], 1000)).toEqual([950, 60])
  expect(flow([box(0), text(120)], 1000)).toEqual([1000, 1000, 400])
})

test('a heading goes with what is below it, and two of them with that', () => {
  expect(flow([box(800), heading(), heading(), box(300)], 1000)).toEqual([800, 380])
  expect(flow([heading(), box(1100)], 1000)).toEqual([40, 1000])
})

test('words that lead to a list stay with it: a short paragraph as a whole, of a long one the last two lines', () => {
  const leading = (count: number) => text(count, {withNext: true})
  const list = [text(1, {withNext: true, inside: true}), text(1)]
  expect(flow([box(920), leading(3), ...list], 1000)).toEqual([920, 100])
  expect(flow([box(880), leading(5), ...list], 1000)).toEqual([940, 80])
  expect(flow([box(840), heading(), leading(5), ...list], 1000)).toEqual([940, 80])
  expect(flow([leading(49), ...list], 1000)).toEqual([940, 80])
})

test('a long table is broken between rows, under its head; its last rows stay with its remarks', () => {
  const rows = {heights: [...Array<number>(26).fill(30), 4 * 30], head: 40, repeated: 35, remarks: 20, least: 196}
  const table = box(40 + 30 * 30 + 20, {rows})
  expect(flow([box(500), table], 1000)).toEqual([990, 35 + 15 * 30 + 20])
  expect(flow([box(850), table], 1000)).toEqual([850, 960])
  // 26 rows fit, and the four that stay together do not.
  expect(flow([box(140), table], 1000)).toEqual([960, 35 + 4 * 30 + 20])
})

test('what opens a page leaves the one before it as it is', () => {
  expect(flow([box(100), box(100, {opens: true}), box(100)], 1000)).toEqual([100, 200])
})

test('what is set beside pages that are known comes out as if they were not', () => {
  let seed = 7
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below
  const chart = {height: 200, least: 0.7, most: 1.25}
  const kinds = [
    () => text(1 + random(12), {after: random(20)}),
    () => heading({opens: random(4) === 0}),
    () => box(100 + random(500), {chart, before: random(30)}),
    () => text(2 + random(9), {notes: [{line: random(2), height: 20 + random(90), ruled: 10}]}),
    () => box(700, {rows: {heights: Array(20).fill(30), head: 40, repeated: 35, remarks: 25, least: 196}})
  ]
  let known = setOnPages([], 1000)
  let blocks: readonly Block[] = []
  for (let round = 0; round < 400; round++) {
    const [at, to] = [random(blocks.length + 1), random(blocks.length + 1)]
    const moved = blocks.slice(at, at + 1).map((block) => (block.chart ? {...block, height: 100 + random(500)} : block))
    const others = blocks.filter((_, index) => index !== at)
    const more = round < 60 ? [kinds[random(kinds.length)]!()] : []
    blocks = [...others.slice(0, to), ...moved, ...more, ...others.slice(to)]
    const anew = setOnPages(blocks, 1000)
    expect(setOnPages(blocks, 1000, known)).toEqual(anew)
    if (random(3) > 0) known = anew
  }
})

const chapter = [
  box(100, {starts: 'chapter', withNext: true}),
  box(300, {float: 'fig', sibling: 1}),
  text(3, {sibling: 2}),
  text(2, {sibling: 3, inside: true}),
  text(2, {sibling: 3}),
  heading({sibling: 4}),
  text(3, {sibling: 5}),
  heading({sibling: 6}),
  text(3, {sibling: 7}),
  box(100, {starts: 'chapter', withNext: true}),
  text(3, {sibling: 1})
]
const placesIn = (change: Partial<Block>) =>
  placesOf(
    chapter.map((block, at) => (at === 1 ? {...block, ...change} : block)),
    1,
    1000
  ).map(({behind, passed, headings}) => [behind, passed, headings])

test('a figure passes text and one heading, a table only text, and neither a part of a list', () => {
  expect(placesIn({})).toEqual([
    [1, 0, 0],
    [2, 1, 0],
    [4, 2, 0],
    [6, 4, 1]
  ])
  expect(placesIn({isTable: true})).toEqual([
    [1, 0, 0],
    [2, 1, 0],
    [4, 2, 0]
  ])
})

test('what a colon leads over to does not move, nor does anything leave its chapter', () => {
  expect(placesIn({held: true})).toEqual([[1, 0, 0]])
  expect(placesOf([...chapter.slice(9), box(10, {float: 'a'}), ...chapter.slice(0, 3)], 2, 1000)).toHaveLength(1)
})

test('a float that leaves a page empty gives way to text; the text before it stays', () => {
  const blocks = [box(600), box(500, {float: 'fig', sibling: 1}), text(10, {sibling: 2}), text(10, {sibling: 3})]
  expect(flow(blocks, 1000)).toEqual([600, 900])
  const [best] = choosePlans(blocks, 1000).slice(-1)
  expect(best?.plan.get(1)?.place.passed).toBe(2)
  expect(flow(arrange(blocks, best!.plan), 1000)).toEqual([1000, 500])
})

test('a chart is drawn lower where that is enough, and no lower than it may', () => {
  const chart = (least: number) => [
    box(620),
    box(420, {float: 'fig', sibling: 1, chart: {height: 400, least, most: 1.25}}),
    heading({sibling: 2, starts: 'chapter'}),
    box(900)
  ]
  const [best] = choosePlans(chart(0.7), 1000).slice(-1)
  expect(best?.plan.get(1)?.stretch).toBe(0.86)
  const plans = choosePlans(chart(0.95), 1000)
  expect(plans.every(({plan}) => (plan.get(1)?.stretch ?? 1) >= 0.95)).toBe(true)
})

test('what a little more emptiness costs less than, is not done to a chart', () => {
  const blocks = [
    box(490),
    box(400, {float: 'fig', sibling: 1, chart: {height: 380, least: 0.7, most: 1.25}}),
    box(90, {opens: true})
  ]
  const [best] = choosePlans(blocks, 1000).slice(-1)
  expect(best?.plan.get(1)?.stretch).toBe(1.16)
})

test('floats keep their order', () => {
  const blocks = [
    box(500),
    box(600, {float: 'a', sibling: 1}),
    box(300, {float: 'b', sibling: 2}),
    text(8, {sibling: 3}),
    text(8, {sibling: 4})
  ]
  for (const {plan} of choosePlans(blocks, 1000)) {
    const floats = arrange(blocks, plan).flatMap(({float}) => float ?? [])
    expect(floats).toEqual(['a', 'b'])
  }
})

test('a page more than a fifth empty costs more than two that are a little so', () => {
  expect(costOf([700, 1000, 500], 1000)).toBeGreaterThan(costOf([850, 850, 500], 1000))
  // The last page may be as empty as it is, but not of a few lines.
  expect(costOf([1000, 300], 1000)).toBe(costOf([1000, 900], 1000))
  expect(costOf([1000, 100], 1000)).toBeGreaterThan(costOf([1000, 900], 1000))
})

test('in the tree a float passes as many elements, whatever text stands between them', () => {
  const element = (id: string): Element => ({type: 'element', tagName: 'p', properties: {id}, children: []})
  const blank = {type: 'text', value: '\n'} as const
  const chapter = {...element('ch'), children: ['a', 'p', 'b', 'q', 'r'].flatMap((id) => [element(id), blank])}
  const body: Root = {type: 'root', children: [chapter]}
  const idsOf = (tree: Root) =>
    tree.children
      .flatMap((part) => (part.type === 'element' ? part.children : []))
      .flatMap((child) => (child.type === 'element' ? [child.properties.id] : []))
  expect(idsOf(withMoves(body, {a: 2, b: 1}))).toEqual(['p', 'q', 'a', 'b', 'r'])
  expect(idsOf(withMoves(body, {}))).toEqual(['a', 'p', 'b', 'q', 'r'])
  expect(idsOf(body)).toEqual(['a', 'p', 'b', 'q', 'r'])
})

// 250 mm of 297 are the page's content, 945 CSS pixels.
function page(body: string): PrintPage {
  return {
    title: 'A',
    language: 'en',
    css: `body {font: 16px/20px "Noto Serif SC"; margin: 0} :is(h1, h2, p, figure) {margin: 0} figure {break-inside: avoid} p {orphans: 2; widows: 2}
      h1, h2 {font-size: 16px; break-after: avoid} svg {display: block} .figure > .chart > svg {width: 600px}`,
    body: `<section class="chapter">${body}</section>`,
    paper: {width: 210, height: 297, margin: {top: 25, right: 20, bottom: 22, left: 20}},
    heads: [],
    anchors: []
  }
}
const lines = (count: number) => `<p>${Array.from({length: count}, (_, line) => `line ${line}`).join('<br>')}</p>`
const figure = (height: number, heights = '') =>
  `<figure class="figure" id="fig"><div class="chart" data-figure="fig" ${heights}><svg width="600" height="${height}" role="img" aria-label="A"><rect width="9" height="9"/></svg></div></figure>`

test('the browser is asked, and moves what leaves its page empty', async () => {
  const {moves, heights} = await one.arrange(
    page(`<h1>A</h1>${lines(30)}${figure(500)}${lines(14)}${lines(4)}<h2>B</h2>${lines(20)}`)
  )
  expect(moves).toEqual({fig: 1})
  expect(heights).toEqual({})
})

test('two that stand together give way together', async () => {
  const [a, b] = ['a', 'b'].map((id) => figure(400).replaceAll('"fig"', `"${id}"`))
  const {moves} = await one.arrange(page(`<h1>A</h1>${lines(30)}${a}${b}${lines(16)}${lines(4)}<h2>B</h2>${lines(20)}`))
  expect(moves).toEqual({a: 1, b: 1})
})

test('a sentence with a colon holds what it leads over to', async () => {
  const held = page(`<h1>A</h1>${lines(29)}<p>These are they:</p>${figure(500)}${lines(14)}${lines(4)}<h2>B</h2>${lines(20)}`)
  expect((await one.arrange(held)).moves).toEqual({})
})

test('what its author wants here stays', async () => {
  const here = figure(500).replace('class="figure"', 'class="figure here"')
  expect((await one.arrange(page(`<h1>A</h1>${lines(30)}${here}${lines(14)}${lines(4)}<h2>B</h2>${lines(20)}`))).moves).toEqual(
    {}
  )
})

test('a chart that may be lower is, in a page whose text cannot give way', async () => {
  const body = `<h1>A</h1>${lines(30)}${figure(330, 'data-height="300" data-least="0.8" data-most="1.25"')}<h1>B</h1>${lines(44)}`
  const {heights, moves} = await one.arrange(page(body.replace('<h1>B', '</section><section class="chapter"><h1>B')))
  expect(moves).toEqual({})
  expect(heights['fig']).toBeLessThan(1)
  expect(heights['fig']).toBeGreaterThanOrEqual(0.8)
})

test('a page that is full is left alone, and what does not fit is left to the print to tell', async () => {
  expect(await one.arrange(page(`<h1>A</h1>${lines(10)}`))).toEqual({heights: {}, moves: {}})
  expect(await one.arrange(page(`<h1>A</h1><p><img src="data:," alt="a"></p>`))).toEqual({heights: {}, moves: {}})
})

test('to be arranged a page needs no more of its drawings than their boxes', () => {
  const drawn = page(`${figure(330)}<p title="<svg>">1 > 0</p><svg width="9"><g/></svg>`.replace('label="A"', 'label="a > b"'))
  expect(bare(drawn).body).toBe(drawn.body.replace('<rect width="9" height="9"/>', ''))
  const nested = page(figure(330).replace('<rect', '<svg width="3"><g/></svg><rect'))
  expect(bare(nested)).toEqual(nested)
})

const FLAGSHIP = fileURLToPath(new URL('../sources/digital-government', import.meta.url))

test('of the pages of the flagship few are more than a fifth empty, and none is a third', async () => {
  const out = await temporaryFolder()
  const only = {region: ['gd', 'xz'], language: ['en', 'zh-Hans']}
  await buildReport({folder: FLAGSHIP, out, store: await temporaryFolder()}, {formats: ['pdf'], only})
  const pages = (await Promise.all(globSync(join(out, '**/*.pdf')).map(emptiness))).flat()
  expect(pages.length).toBeGreaterThan(70)
  expect(pages.filter(([, empty]) => empty > 0.2).length).toBeLessThan(pages.length / 20)
  expect(pages.filter(([, empty]) => empty > 0.33)).toEqual([])
}, 300_000)

test('the browser leaves no line alone that misses its page by a part of a pixel', async () => {
  for (let above = 3.9; above < 5.5; above += 0.2) {
    const body = `${lines(44)}<div style="height: ${above}px"></div><p>one<br>two<br>three</p>`
    const pages = await textsOf((await one.print(page(body))).pdf)
    expect(pages.filter((text) => /one|three/.test(text)).length, `${above}`).toBe(1)
  }
})

test('the browser leaves no line alone, whatever a paragraph has of them', async () => {
  const words = (count: number) => Array.from({length: count}, () => 'word word word').join('<br>')
  for (const count of [2, 3, 4, 5]) {
    for (const above of [42, 43, 44, 45, 46]) {
      const body = `<h1>A</h1>${lines(above)}<p id="last">${words(count)}</p>`
      const {pdf} = await one.print(page(body.replace('<h1>A</h1>', '')))
      const pages = await textsOf(pdf)
      const last = pages.map((text) => text.split('word word word').length - 1)
      expect(last, `${count} lines below ${above}`).not.toContain(1)
      expect(last.reduce((sum, each) => sum + each)).toBe(count)
    }
  }
})

async function textsOf(pdf: Uint8Array): Promise<readonly string[]> {
  const document = await getDocument({data: new Uint8Array(pdf), verbosity: 0}).promise
  const texts = await Promise.all(
    Array.from({length: document.numPages}, async (_, index) => (await document.getPage(index + 1)).getTextContent())
  )
  await document.loadingTask.destroy()
  return texts.map(({items}) => items.map((item) => ('str' in item ? item.str : '')).join(' '))
}

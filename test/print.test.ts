import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {digest} from '../pipeline/cache/hash.ts'
import {pageLabel} from '../pipeline/values/page-label.ts'
import {ReportError} from '../pipeline/messages.ts'
import {readPageMap} from '../pipeline/pdf/destinations.ts'
import {openPdf} from '../pipeline/pdf/parse.ts'
import {furnish} from '../pipeline/stages/print/furniture.ts'
import type {Printer} from '../pipeline/stages/print/index.ts'
import type {PrintPage} from '../pipeline/types.ts'
import {printer} from './fixtures/print/printer.ts'
import {linesOf} from './fixtures/print/reading.ts'
import {headOf, report, type ReportOptions} from './fixtures/print/report.ts'

vi.setConfig({testTimeout: 60_000})

let one: Printer
beforeAll(async () => {
  one = await printer()
})
afterAll(() => one.close())

test('pages are roman up to the first, arabic from there', () => {
  expect([1, 2, 4, 9, 10, 14].map((page) => pageLabel(page, 10))).toEqual(['i', 'ii', 'iv', 'ix', '1', '5'])
})

test('furniture lists a label and a head for every page', () => {
  const page = {
    ...report({chapters: 2}),
    continued: '{label} {title} (continued)',
    heads: [
      {id: 'a', text: 'One "1"'},
      {id: 'b', text: 'Two'}
    ],
    firstPage: 'a'
  }
  const {labels, css} = furnish(page, {
    places: new Map([
      ['a', 3],
      ['b', 5]
    ]),
    tops: new Set(['a']),
    continued: new Map([[4, {label: 'Table 1', title: 'Halls'}]]),
    pages: 6,
    hasCover: true,
    interleaf: null
  })
  expect(labels).toEqual([
    ['a', '1'],
    ['b', '3']
  ])
  expect(css).toContain('page-label { system: fixed 1; symbols: "" "ii" "1" "2" "3" "4"')
  expect(css).toContain(
    'running-head { system: fixed 1; symbols: "" "" "One \\22 1\\22 " "One \\22 1\\22 " "One \\22 1\\22 " "Two"'
  )
  expect(css).toContain(
    'running-table { system: fixed 1; symbols: "\u00a0" "\u00a0" "\u00a0" "Table 1 Halls (continued)" "\u00a0"'
  )
})

test('D27 a running head is three lines at most, cut between words', () => {
  const page = {
    ...report({chapters: 1}),
    heads: [
      {id: 'a', text: `${'word '.repeat(70)}end`},
      {id: 'b', text: '字'.repeat(200)}
    ],
    firstPage: 'a'
  }
  const {css} = furnish(page, {
    places: new Map([
      ['a', 1],
      ['b', 3]
    ]),
    tops: new Set(),
    continued: new Map(),
    pages: 4,
    hasCover: false,
    interleaf: null
  })
  expect(css).toContain(`"${'word '.repeat(59)}word…"`)
  expect(css).toContain(`"${'字'.repeat(150)}…"`)
})

test('the contents name the pages where things stand', async () => {
  const {pdf, map} = await one.print(report())
  const pages = await linesOf(pdf)
  expect(map.pages).toBe(12)
  expect(map.destinations).toEqual(readPageMap(openPdf(pdf)).destinations)
  for (const number of [1, 2, 3, 4, 5]) {
    const at = map.destinations[`c${number}`] ?? 0
    expect(pages[at - 1]?.[0]).toBe(headOf(number))
    expect(pages[1]).toContain(`${headOf(number)}${pageLabel(at, 3)}`)
    expect(pages[1]).toContain(`${number}.1来源${pageLabel(map.destinations[`c${number}-a`] ?? 0, 3)}`)
    expect(pages[(map.destinations[`c${number}-a`] ?? 0) - 1]).toContain(`${number}.1来源`)
  }
})

test('a page has its label, the head of the chapter at its top, and what the edition is about; the cover has none of them', async () => {
  const {pdf} = await one.print({...report(), about: '广东省'})
  const pages = await linesOf(pdf)
  expect(pages[0]).toEqual(['数字政府年度报告', '广东'])
  expect(pages[1]?.at(-1)).toBe('ii')
  expect(pages.slice(2).map((lines) => lines.at(-1))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
  const heads = pages.slice(2, 8).map((lines) => lines.slice(0, 2).sort())
  expect(heads).toEqual([1, 1, 2, 2, 3, 3].map((number) => ['广东省', headOf(number)].sort()))
})

test('where a chapter opens further down, the page has the head of the one before', async () => {
  const css = '#c2, #c3 { break-before: auto !important }'
  const {pdf, map} = await one.print(report({chapters: 3, css}))
  const pages = await linesOf(pdf)
  const page = map.destinations['c2'] ?? 0
  expect(pages[page - 1]).toContain(headOf(2))
  expect(pages[page - 1]?.[0]).toBe(headOf(1))
  expect(pages[page]?.[0]).toBe(headOf(2))
})

test('a page that begins in the midst of a table is told which one it is', async () => {
  const {pdf} = await one.print({...report({rows: 90}), continued: '续{label} {title}'})
  const pages = await linesOf(pdf)
  const begins = pages.findIndex((lines) => lines.some((line) => line.includes('表1指标') && !line.startsWith('续')))
  const continued = pages.flatMap((lines, index) => (lines.some((line) => line.startsWith('续表1指标')) ? [index] : []))
  expect(continued[0]).toBe(begins + 1)
  expect(continued.length).toBeGreaterThan(1)
  expect(continued.map((index) => pages[index]!.some((line) => line.startsWith('省份')))).not.toContain(false)
})

test('pages are whole pixels wide and high: what stands in the last one is told to stand there', async () => {
  const margin = {top: 30, right: 22, bottom: 27, left: 23}
  const full = (240 * 96) / 25.4 - 20
  const pageOf = async (height: number) => {
    const body = `<div style="height: ${height}px"></div><p id="last" style="height: 20px; margin: 0"><span data-origin="">1</span></p><a href="#last">a</a>`
    const css = 'body {margin: 0; font: 16px/20px "Noto Serif SC"} div, p {break-inside: avoid}'
    const {map, places} = await one.print({
      ...report(),
      css,
      body,
      heads: [],
      firstPage: 'last',
      paper: {...report().paper, margin}
    })
    return [map.destinations['last'], places[0]?.[0]]
  }
  expect(await pageOf(full + 0.7)).toEqual([1, 1])
  expect(await pageOf(full + 1.2)).toEqual([2, 2])
})

test('the same page gives the same bytes: again, after other documents, and beside them', async () => {
  const page = report({chapters: 3})
  const others = [
    report({chapters: 2, css: 'body { color: #222 }'}),
    report({title: '另一份', chapters: 1}),
    {...report({chapters: 1}), language: 'zh-Hant'}
  ]
  const first = digest((await one.print(page)).pdf)
  for (const other of others) await one.print(other)
  const two = await printer(2)
  const beside = await Promise.all([...others, page, ...others, page].map((each) => two.print(each)))
  await two.close()
  expect(digest((await one.print(page)).pdf)).toBe(first)
  expect([3, 7].map((index) => digest(beside[index]?.pdf))).toEqual([first, first])
})

test('A2 nothing of the user’s environment reaches the print', async () => {
  const page = report({chapters: 2})
  const names = [
    'FONTCONFIG_SYSROOT',
    'FONTCONFIG_PATH',
    'FREETYPE_PROPERTIES',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'CHROME_HEADLESS'
  ]
  const habits = Object.fromEntries([
    ...names.map((name) => [name, '/nowhere']),
    ['LANG', 'zh_CN.UTF-8'],
    ['TZ', 'Asia/Shanghai']
  ])
  const elsewhere = await printer(1, undefined, {...habits, FREETYPE_PROPERTIES: 'truetype:interpreter-version=35'})
  const {pdf} = await elsewhere.print(page)
  await elsewhere.close()
  expect(digest(pdf)).toBe(digest((await one.print(page)).pdf))
})

test('numbers that change the line breaks around them come out right all the same', async () => {
  const css = 'body { font-size: 16pt } .page-number { display: inline }'
  for (const length of [227, 228, 229]) {
    const {pdf, map} = await one.print(report({chapters: 2, length, rows: 0, css}))
    const contents = (await linesOf(pdf))[1]
    expect(contents).toContain(`${headOf(2)}${pageLabel(map.destinations['c2'] ?? 0, 3)}`)
    expect(contents).toContain(`2.1来源${pageLabel(map.destinations['c2-a'] ?? 0, 3)}`)
  }
})

test('numbers grow from one digit to two', async () => {
  const {pdf, map} = await one.print(report({chapters: 7}))
  const contents = (await linesOf(pdf))[1]
  const pages = [4, 5, 6, 7].map((number) => map.destinations[`c${number}`] ?? 0)
  expect(pages.map((page) => pageLabel(page, 3))).toEqual(['7', '9', '11', '13'])
  pages.forEach((page, index) => expect(contents).toContain(`${headOf(index + 4)}${pageLabel(page, 3)}`))
})

test('in a report of more than a hundred pages each number of the contents is that of its place', async () => {
  const {pdf, map} = await one.print(report({chapters: 60}))
  const contents = (await linesOf(pdf)).slice(1, map.firstPage - 1).flat()
  const labels = Array.from({length: 60}, (_, index) => pageLabel(map.destinations[`c${index + 1}`] ?? 0, map.firstPage))
  expect(map.pages).toBeGreaterThan(120)
  expect(labels.at(-1)).toMatch(/^1\d\d$/)
  labels.forEach((label, index) => expect(contents).toContain(`${headOf(index + 1)}${label}`))
})

test('numbers that can never be right are refused', async () => {
  await expect(one.print(restless())).rejects.toThrow('each print moves what they point to')
})

test('D27 what cannot fit is an error that names where it is, and is not printed', async () => {
  const wide = '<div class="table" id="tab-wide"><table style="width: 1100px"><tr><td>1 2</td></tr></table></div>'
  await expect(problems({body: wide})).resolves.toEqual([
    [
      'content-fits-page',
      'tab-wide',
      'Unexpected content 129 px wider than its place at #tab-wide, expected all of it within the margins: table “1 2”'
    ]
  ])
})

test('D27 letters of a chart that nobody can read are an error', async () => {
  const chart = (size: number) =>
    `<figure class="figure" id="fig-small"><div class="chart"><svg viewBox="0 0 2000 300" style="max-width: 100%"><text x="9" y="99" font-size="${size}px">a</text></svg></div></figure>`
  expect(await problems({body: chart(12)})).toEqual([
    ['letters-can-be-read', 'fig-small', 'Unexpected letters of 2.5 pt at #fig-small, expected 6.5 pt at least']
  ])
  await expect(one.print(report({chapters: 1, body: chart(36)}))).resolves.toBeDefined()
})

test('D27 a cover that cannot hold its title is an error, one that holds it smaller is not', async () => {
  const css =
    '.cover { --size: calc(40pt * var(--cover-share, 1)); width: 210mm } .cover h1 { font-size: var(--size); line-height: 1.3 }'
  expect((await problems({title: '很长的题目'.repeat(400), css})).map(([rule]) => rule)).toEqual(['content-fits-page'])
  const {pdf} = await one.print(report({chapters: 1, title: '大的题目'.repeat(24), css}))
  expect((await linesOf(pdf))[0]!.join('')).toContain('大的题目'.repeat(24))
})

test('D26 nothing runs, nothing is fetched, and what cannot be shown is an error', async () => {
  const body =
    '<img id="far" src="http://127.0.0.1:9/a.png"><img src="x" onerror="document.title=1"><script>document.body.append("ran")</script>'
  expect((await problems({body})).map(([rule, anchor]) => [rule, anchor])).toEqual([
    ['image-loads', 'far'],
    ['image-loads', undefined]
  ])
  const {pdf} = await one.print(report({chapters: 1, body: '<script>document.body.append("ran")</script>'}))
  expect((await linesOf(pdf)).flat().join('')).not.toContain('ran')
})

async function problems(options: ReportOptions): Promise<(readonly (string | undefined)[])[]> {
  const error: unknown = await one.print(report({chapters: 1, ...options})).catch((error: unknown) => error)
  if (!(error instanceof ReportError)) throw error
  return error.messages.map(({rule, anchor, reason}) => [rule, anchor, reason])
}

test('all fonts are embedded TrueType, each once', async () => {
  const text = Buffer.from((await one.print(report())).pdf).toString('latin1')
  const names = Array.from(
    text.matchAll(/\/BaseFont \/[A-Z]{6}\+([\w-]+)\s+\/Subtype \/(\w+)/g),
    ([, name, type]) => `${name} ${type}`
  )
  expect(text).not.toContain('/Type3')
  expect([...new Set(names)].filter((name) => name.endsWith('CIDFontType2')).sort()).toEqual(
    names.filter((name) => name.endsWith('CIDFontType2')).sort()
  )
  expect(names.every((name) => /^(SourceSans3|SourceSerif4|NotoSansSC|NotoSerifSC)-/.test(name))).toBe(true)
  expect(text.match(/\/FontFile2 /g)).toHaveLength(text.match(/\/Type \/FontDescriptor/g)?.length ?? 0)
})

test('fonts by address print the same text', async () => {
  const elsewhere = await printer(1, 'darwin')
  const page = report({chapters: 2})
  const {pdf} = await elsewhere.print(page)
  await elsewhere.close()
  const [lines, expected] = await Promise.all([linesOf(pdf), linesOf((await one.print(page)).pdf)])
  expect(lines.slice(0, 2)).toEqual(expected.slice(0, 2))
  expect(lines.flat().join('').length).toBe(expected.flat().join('').length)
  expect(Buffer.from(pdf).toString('latin1')).not.toContain('/Type3')
})

test('a watermark stands on every page', async () => {
  const {pdf} = await one.print(
    report({chapters: 2, rows: 0, body: '<div style="position: fixed; top: 40%; left: 0">DRAFT</div>'})
  )
  const pages = await linesOf(pdf)
  expect(pages.filter((lines) => lines.join('').includes('DRAFT'))).toHaveLength(pages.length)
})

// A roman number on its own page, each letter on a line: with viii the heading moves to ix, and with ix it comes back.
function restless(): PrintPage {
  const blank = '<p style="break-after: page">.</p>'
  const css =
    '.tall { width: 12px } .tall .page-number { display: block; width: 12px; font-size: 40px; line-height: 40px; word-break: break-all }'
  const height = ((297 - 47) * 96) / 25.4
  const body = `${blank.repeat(7)}<div class="tall"><span class="page-number" data-page-of="x"></span></div><div style="height: ${height - 160}px"></div><h2 id="x" style="margin: 0; font-size: 20px; line-height: 30px">X</h2>${blank.repeat(3)}<h1 id="first">F</h1>`
  return {...report(), css, body, heads: [], firstPage: 'first'}
}

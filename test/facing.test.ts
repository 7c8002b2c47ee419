/** Left and right pages: what stands at the outer side of one stands at the outer side of the other, and the text begins on a right one. */
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {onSheet} from '../pipeline/stages/press/sheet.ts'
import {faced} from '../pipeline/stages/print/facing.ts'
import type {Printer} from '../pipeline/stages/print/index.ts'
import type {PrintPage} from '../pipeline/types.ts'
import {printer} from './fixtures/print/printer.ts'
import {open} from './fixtures/print/reading.ts'
import {headOf, report} from './fixtures/print/report.ts'

vi.setConfig({testTimeout: 60_000})

let one: Printer
beforeAll(async () => {
  one = await printer()
})
afterAll(() => one.close())

const MARGIN = {top: 25, right: 15, bottom: 22, left: 30}

/** With margins of two kinds, and so many pages before the first chapter besides the cover. */
function facingReport(before: 1 | 2): PrintPage {
  const body = before === 2 ? '<section class="contents"><h1>前言</h1></section>' : ''
  const plain = report({body, css: '.contents {break-before: page}'})
  return {...plain, about: '广东省', paper: {...plain.paper, margin: MARGIN, facing: true}}
}

interface Line {
  readonly text: string
  readonly left: number
  readonly right: number
}

/** What stands on each page, in millimetres from its left. */
async function pagesOf(pdf: Uint8Array): Promise<readonly (readonly Line[])[]> {
  const document = await open(pdf)
  const numbers = Array.from({length: document.numPages}, (_, index) => index + 1)
  return Promise.all(
    numbers.map(async (number) => {
      const {items} = await (await document.getPage(number)).getTextContent()
      return items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return []
        const left = ((item.transform as readonly number[])[4]! * 25.4) / 72
        return [{text: item.str.normalize('NFKC'), left, right: left + (item.width * 25.4) / 72}]
      })
    })
  )
}

const found = (lines: readonly Line[], text: string) => lines.find((line) => line.text === text)!

describe('a page that faces another', () => {
  test('has its number and what it is about outside, the head of its chapter inside, and its margins mirrored', async () => {
    const {pdf, map} = await one.print(facingReport(1))
    const pages = await pagesOf(pdf)
    expect(map.firstPage).toBe(3)
    // The second page of the first chapter is a left one; the third chapter begins on a later right one.
    const [left, right] = [pages[3]!, pages[map.destinations['c2']! - 1]!]
    expect(map.destinations['c2']! % 2).toBe(1)
    expect(found(left, '2').left).toBeCloseTo(15, 0)
    expect(found(left, '广东省').left).toBeCloseTo(15, 0)
    const head = left.find(({text}) => headOf(1).endsWith(text))!
    expect(head.right).toBeCloseTo(180, 0)
    expect(Math.min(...left.map((line) => line.left))).toBeGreaterThan(14)
    expect(found(right, String(map.destinations['c2']! - 2)).right).toBeCloseTo(195, 0)
    expect(found(right, '广东省').right).toBeCloseTo(195, 0)
    expect(Math.min(...right.map((line) => line.left))).toBeGreaterThan(29)
  })

  test('begins the text on a right page: an empty page without head and number stands before it where it must', async () => {
    const [short, long] = [await one.print(facingReport(1)), await one.print(facingReport(2))]
    expect([short.map.firstPage, short.set.interleaf]).toEqual([3, undefined])
    expect([long.map.firstPage, long.set.interleaf]).toEqual([5, 4])
    const pages = await pagesOf(long.pdf)
    expect(pages[3]).toEqual([])
    expect(pages[2]!.map(({text}) => text)).toContain('iii')
    expect(pages[4]!.some(({text, right}) => text === '1' && Math.abs(right - 195) < 0.5)).toBe(true)
    expect(long.set.labels.slice(0, 5)).toEqual(['', 'ii', 'iii', '', '1'])
    // All else is where it is without.
    const {facing: _, ...alike} = facingReport(2).paper
    const {map} = await one.print({...facingReport(2), paper: alike})
    const moved = Object.entries(map.destinations).map(([id, page]) => [id, page >= 4 ? page + 1 : page])
    expect(long.map.destinations).toEqual(Object.fromEntries(moved))
  })

  test('knows where its values stand', async () => {
    const body = (css: string): PrintPage => ({
      ...report({chapters: 1, css}),
      body: `<section class="chapter"><p id="a"><span data-origin="q">1</span></p><p id="b"><span data-origin="q">2</span></p></section>`,
      firstPage: 'a',
      heads: [],
      paper: {...report().paper, margin: MARGIN, facing: true}
    })
    const {places} = await one.print(body('p {margin: 0; text-indent: 0} #b {break-before: page}'))
    expect(places.map((place) => place?.slice(0, 2))).toEqual([
      [1, 30],
      [2, 15]
    ])
  })

  test('is one of the press where its layout says so for the press alone', () => {
    const {paper, ...page} = facingReport(1)
    const settings = {bleed: 3, marks: true}
    const pressed = (facing: 'press' | true | false) => onSheet({...page, paper: {...paper, facing}}, settings).paper.facing
    expect([pressed('press'), pressed(true), pressed(false)]).toEqual([true, true, undefined])
  })
})

test('what is said of the margins of a page is said of right ones, and mirrored of left ones', () => {
  const css = faced(
    '@page {size: A4; margin: 1mm 2mm 3mm 4mm; @top-left {padding-left: 1mm; text-align: start} @bottom-center {color: red}}'
  )
  expect(css).toContain('@page  {size: A4; margin: 1mm 2mm 3mm 4mm;  }')
  expect(css).toContain('@page :right {@top-left {padding-left: 1mm; text-align: start} @bottom-center {color: red}}')
  expect(css).toContain(
    '@page :left { margin: 1mm 4mm 3mm 2mm; @top-right {padding-right: 1mm; text-align: end} @bottom-center {color: red}}'
  )
  expect(faced('@page cover {margin: calc(1mm + 2mm) 0 0 5mm} p {margin-left: 1mm}')).toContain(
    '@page cover:left {margin: calc(1mm + 2mm) 5mm 0 0; }'
  )
  expect(faced('@page :left {margin: 0}')).toBe('@page :left {margin: 0}')
})

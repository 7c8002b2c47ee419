/** Booklets: two pages on a sheet, in the order in which they are folded and stapled. */
import {afterAll, beforeAll, expect, test} from 'vitest'
import {corners, boxAround, type Box} from '../../pipeline/pdf/matrix.ts'
import {boxIn, pagesOf} from '../../pipeline/pdf/pages.ts'
import {dictionaryAt, parsePdf} from '../../pipeline/pdf/parse.ts'
import {validatePdf} from '../../pipeline/pdf/validate.ts'
import {bleedOfPage, leafFor, placing, spreadsOf} from '../../pipeline/stages/press/booklet.ts'
import {madeSmaller} from '../../pipeline/stages/press/limit.ts'
import {points} from '../../pipeline/stages/press/settings.ts'
import {onSheet, sheetFor} from '../../pipeline/stages/press/sheet.ts'
import type {Printed, Printer} from '../../pipeline/stages/print/index.ts'
import {printer} from '../fixtures/print/printer.ts'
import {open} from '../fixtures/print/reading.ts'
import {page, pressed, SETTINGS} from './pressing.ts'
import {pressProfile} from './profiles.ts'

let [one, sheet]: [Printer, Printed] = [] as never
beforeAll(async () => {
  one = await printer()
  sheet = await one.print(onSheet(page, sheetFor({...SETTINGS, booklet: true}, page.paper)))
})
afterAll(() => one.close())

const A4 = {width: 210, height: 297}
const SCALE = 148 / 210

test('pages lie so that they follow each other when the sheets are folded', () => {
  expect(spreadsOf(8)).toEqual([
    [8, 1],
    [2, 7],
    [6, 3],
    [4, 5]
  ])
  expect(spreadsOf(5)).toEqual([
    [undefined, 1],
    [2, undefined],
    [undefined, 3],
    [4, 5]
  ])
  expect(spreadsOf(1)).toEqual([
    [undefined, 1],
    [undefined, undefined]
  ])
})

test('a leaf is A5, and nothing is made larger for it', () => {
  expect(leafFor(A4)).toEqual({width: 148, height: 210, scale: SCALE})
  expect(leafFor({width: 148, height: 210})).toEqual({width: 148, height: 210, scale: 1})
  expect(leafFor({width: 105, height: 148})).toEqual({width: 105, height: 148, scale: 1})
  expect(leafFor({width: 297, height: 210})).toEqual({width: 210, height: 148, scale: SCALE})
  expect(madeSmaller({width: 148, height: 210})).toEqual([])
  expect(madeSmaller(A4).map(({reason}) => reason)).toEqual([
    'Unexpected paper of 210 by 297 mm for a booklet, expected A5 or smaller: its pages are shown at 70 %, and letters of 8 pt at 5.6 pt'
  ])
})

test('the bleed of a page is so much more that the leaf has its own', () => {
  expect(bleedOfPage({width: 148, height: 210}, {bleed: 3})).toBe(3.5)
  // 297 mm become 209.31: a third of a millimetre is missing above and below.
  expect(bleedOfPage(A4, {bleed: 3})).toBeCloseTo((3 + (210 - 297 * SCALE) / 2) / SCALE + 0.5, 6)
  expect(sheetFor({bleed: 3, marks: true, booklet: true}, page.paper).marks).toBe(false)
  expect(sheetFor({bleed: 3, marks: true, booklet: false}, page.paper)).toEqual({bleed: 3, marks: true})
})

test('a page fills its leaf, and one on its side is stood up', () => {
  const leaf = leafFor(A4)
  const land = (trim: Box) =>
    boxAround(corners([trim[0], trim[1], trim[2] - trim[0], trim[3] - trim[1]]), placing(trim, leaf, [100, 50]))!
  for (const trim of [
    [10, 20, 10 + points(210), 20 + points(297)],
    [10, 20, 10 + points(297), 20 + points(210)]
  ] as const) {
    const [left, bottom, right, top] = land(trim)
    expect([left, right - left]).toEqual([expect.closeTo(100, 6), expect.closeTo(points(148), 6)])
    expect([bottom - 50, 50 + points(210) - top]).toEqual([expect.closeTo(points(0.343), 2), expect.closeTo(points(0.343), 2)])
  }
  // The foot of what lies on its side comes to the right.
  const [, , , , x, y] = placing([0, 0, points(297), points(210)], leaf, [0, 0])
  expect([x / points(1), y / points(1)]).toEqual([expect.closeTo(148, 1), expect.closeTo(0.34, 1)])
})

test('every page is on its half of its sheet, smaller, and never over the fold', async () => {
  const pdf = pressed(sheet, {booklet: true}, pressProfile())
  expect(validatePdf(pdf)).toEqual([])
  const {bleed} = sheetFor({...SETTINGS, booklet: true}, page.paper)
  const [before, after] = await Promise.all([itemsOf(pressed(sheet, {bleed, marks: false})), itemsOf(pdf)])
  const spreads = spreadsOf(before.length)
  expect(after).toHaveLength(spreads.length)
  const edge = points(10)
  const around = points(bleed)
  for (const [index, spread] of spreads.entries()) {
    const wanted = spread.flatMap((number, side) =>
      (number === undefined ? [] : before[number - 1]!).map(({text, left, top}) => ({
        text,
        left: edge + side * points(148) + (left - around) * SCALE,
        top: edge + points(0.343) + (top - around) * SCALE
      }))
    )
    expect(after[index]!.map(({text}) => text)).toEqual(wanted.map(({text}) => text))
    for (const [at, {left, top}] of after[index]!.entries()) {
      expect(Math.abs(left - wanted[at]!.left)).toBeLessThan(0.05)
      expect(Math.abs(top - wanted[at]!.top)).toBeLessThan(0.05)
    }
  }
})

test('a sheet is cut around both pages', () => {
  const file = parsePdf(pressed(sheet, {booklet: true}))
  for (const number of pagesOf(file)) {
    const [trim, bleed, media] = ['TrimBox', 'BleedBox', 'MediaBox'].map((key) =>
      boxIn(dictionaryAt(file, number).get(key))!
    ) as [Box, Box, Box]
    expect([trim[2] - trim[0], trim[3] - trim[1]].map((each) => each / points(1))).toEqual([
      expect.closeTo(296, 2),
      expect.closeTo(210, 2)
    ])
    expect((bleed[2] - trim[2]) / points(1)).toBeCloseTo(3, 2)
    expect(media[0]).toBe(0)
  }
})

interface Item {
  readonly text: string
  readonly left: number
  readonly top: number
}

async function itemsOf(pdf: Uint8Array): Promise<readonly (readonly Item[])[]> {
  const document = await open(pdf)
  return Promise.all(
    Array.from({length: document.numPages}, async (_, index) => {
      const each = await document.getPage(index + 1)
      const {items} = await each.getTextContent({disableNormalization: true})
      return items.flatMap((item) =>
        'str' in item && item.str.trim() !== ''
          ? [{text: item.str, left: Number(item.transform[4]) - each.view[0]!, top: each.view[3]! - Number(item.transform[5])}]
          : []
      )
    })
  )
}

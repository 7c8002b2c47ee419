/** A PDF for a press: the pages of the PDF that is read, on larger sheets, in inks. */
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {digest} from '../../pipeline/cache/hash.ts'
import {plainBytes} from '../../pipeline/pdf/cross-references.ts'
import {nameIn, type PdfDictionary, type PdfValue} from '../../pipeline/pdf/objects.ts'
import {boxIn, numbersIn, pagesOf} from '../../pipeline/pdf/pages.ts'
import {dictionaryAt, objectAt, parsePdf, type PdfFile} from '../../pipeline/pdf/parse.ts'
import {listOf, resolved} from '../../pipeline/pdf/structure-tree.ts'
import type {Printed, Printer} from '../../pipeline/stages/print/index.ts'
import {labOf, rgbOf} from '../../pipeline/pdf/lab.ts'
import {press} from '../../pipeline/stages/press/index.ts'
import {shortEdges} from '../../pipeline/stages/press/edges.ts'
import {inksOf} from '../../pipeline/stages/press/inks.ts'
import {overLimit, totalOf} from '../../pipeline/stages/press/limit.ts'
import {rewrite} from '../../pipeline/stages/press/rewrite.ts'
import {onSheet, onSheetCss} from '../../pipeline/stages/press/sheet.ts'
import {printer} from '../fixtures/print/printer.ts'
import {open} from '../fixtures/print/reading.ts'
import {report} from '../fixtures/print/report.ts'
import {METADATA, page, prints, pressed, SETTINGS} from './pressing.ts'
import {pressProfile, seen, separate} from './profiles.ts'

let [one, plain, sheet]: [Printer, Printed, Printed] = [] as never
beforeAll(async () => {
  one = await printer()
  ;({plain, sheet} = await prints(one))
})
afterAll(() => one.close())

const MILLIMETRE = 72 / 25.4

/** Content of a page, all of its streams. */
function contentOf(file: PdfFile, page: number): string {
  return listOf(file, dictionaryAt(file, page).get('Contents'))
    .map((each) => {
      const number = (each as {number: number}).number
      return Buffer.from(plainBytes(objectAt(file, number).stream!, dictionaryAt(file, number))).toString('latin1')
    })
    .join('\n')
}

function dictionariesIn(file: PdfFile): readonly PdfDictionary[] {
  const inside = (value: PdfValue | undefined): PdfDictionary[] =>
    value instanceof Map ? [value, ...[...value.values()].flatMap(inside)] : Array.isArray(value) ? value.flatMap(inside) : []
  return file.objects.flatMap((object) => inside(object?.value))
}

describe('pages', () => {
  test('everything stands where it does in the PDF that is read', async () => {
    expect(sheet.map).toEqual(plain.map)
    expect(Object.keys(sheet.map.destinations)).toContain('c3')
    const [read, larger] = await Promise.all([itemsOf(plain.pdf), itemsOf(sheet.pdf)])
    expect(larger.map((page) => page.map(({text}) => text))).toEqual(read.map((page) => page.map(({text}) => text)))
    for (const [page, items] of larger.entries())
      for (const [index, {left, top}] of items.entries()) {
        // The browser begins margins at whole pixels.
        const near = 0.75
        expect(Math.abs(left - 10 * MILLIMETRE - read[page]![index]!.left)).toBeLessThan(near)
        expect(Math.abs(top - 10 * MILLIMETRE - read[page]![index]!.top)).toBeLessThan(near)
      }
  })

  test('what is painted is what the browser painted, but for colours', () => {
    const [before, after] = [parsePdf(sheet.pdf), parsePdf(pressed(sheet, {marks: false}))]
    const shapes = (file: PdfFile) => pagesOf(file).map((page) => withoutColours(contentOf(file, page)))
    expect(shapes(after)).toEqual(shapes(before))
  })

  test('boxes lie in each other, and the bleed is as wide as it was asked for', () => {
    const file = parsePdf(pressed(sheet))
    for (const page of pagesOf(file)) {
      const [media, bleed, trim] = ['MediaBox', 'BleedBox', 'TrimBox'].map((key) =>
        boxIn(dictionaryAt(file, page).get(key))!
      ) as [Box, Box, Box]
      expect((trim[2] - trim[0]) / MILLIMETRE).toBeCloseTo(210, 2)
      expect((trim[3] - trim[1]) / MILLIMETRE).toBeCloseTo(297, 2)
      for (const side of [0, 1, 2, 3] as const) {
        expect(Math.abs(trim[side] - bleed[side]) / MILLIMETRE).toBeCloseTo(3, 2)
        expect(Math.abs(bleed[side] - media[side]) / MILLIMETRE).toBeCloseTo(7, 2)
      }
      expect(media[0] < bleed[0] && bleed[0] < trim[0] && trim[2] < bleed[2] && bleed[2] < media[2]).toBe(true)
    }
  })

  test('the ground of a cover goes over the edge, up to the end of the bleed', () => {
    const file = parsePdf(pressed(sheet))
    const [first = 0] = pagesOf(file)
    const [left = 0, , right = 0] = boxIn(dictionaryAt(file, first).get('BleedBox'))!
    const scale = Number(/([\d.]+) 0 0 -[\d.]+ 0 [\d.]+ cm/.exec(contentOf(file, first))![1])
    const ground = /([\d.]+) 0 0 [\d.]+ ([\d.]+) ([\d.]+) cm\n0\.0706 0\.2275 0\.3608 RG[^]*?\n0 0 ([\d.]+) ([\d.]+) re\nf/
    const [, pixel, x, y, width] = ground.exec(contentOf(file, first))!.map((each) => Number(each) * scale) as number[]
    expect(x).toBeLessThan(left)
    expect(x! + (width! * pixel!) / scale).toBeGreaterThan(right)
    expect(y).toBeLessThan(7 * MILLIMETRE)
  })

  test('marks are there where they are wanted, in all inks', () => {
    const [marked, bare] = [{}, {marks: false}].map((settings) => {
      const file = parsePdf(pressed(sheet, settings))
      return contentOf(file, pagesOf(file)[1]!)
    }) as [string, string]
    expect(marked.match(/\/PressAll CS 1 SCN/g)).toHaveLength(1)
    expect(marked.split('/PressAll')[1]!.match(/ m .* l S/g)).toHaveLength(8 + 4 * 2)
    expect(bare).not.toContain('/PressAll')
  })

  test('nothing is left that only a screen shows: links, tags, outline', () => {
    const file = parsePdf(pressed(sheet))
    const names = dictionariesIn(file).map((each) => nameIn(each.get('Type')))
    expect(names.filter((name) => name === 'Page')).toHaveLength(plain.map.pages)
    for (const name of ['Annot', 'StructElem', 'Outlines', 'Filespec']) expect(names).not.toContain(name)
    for (const page of pagesOf(file)) expect(contentOf(file, page)).not.toContain('MCID')
  })

  test('the same print gives the same bytes', () => {
    expect(digest(pressed(sheet))).toBe(digest(pressed(sheet)))
    expect(digest(pressed(sheet, {bleed: 4}))).not.toBe(digest(pressed(sheet)))
  })
})

interface Item {
  readonly text: string
  readonly left: number
  readonly top: number
}

/** Texts of each page, in points from its upper left corner. */
async function itemsOf(pdf: Uint8Array): Promise<readonly (readonly Item[])[]> {
  const document = await open(pdf)
  return Promise.all(
    Array.from({length: document.numPages}, async (_, index) => {
      const page = await document.getPage(index + 1)
      const {items} = await page.getTextContent()
      return items.flatMap((item) =>
        'str' in item ? [{text: item.str, left: Number(item.transform[4]), top: page.view[3]! - Number(item.transform[5])}] : []
      )
    })
  )
}

function withoutColours(content: string): string {
  const bare = content.replaceAll(/\/(?!Span\b)\w+ (?:<<[^>]*>>\s*)?B[DM]C|\bEMC\b|[\d. ]+(?:rg|RG|g|G)\b/g, ' ')
  return bare.split(/\s+/).filter(Boolean).join(' ')
}

type Box = readonly [number, number, number, number]

describe('inks', () => {
  test('black, and what the theme has for grey, are of one ink; what is dark is printed in full', () => {
    const inks = inksOf(['#1b1e23', '#5b626c', '#103070'])
    const ink = (hex: string) => inks([1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as never)
    expect(ink('#000000')).toEqual({kind: 'black', amount: 1})
    expect(ink('#1b1e23')).toEqual({kind: 'black', amount: 1})
    expect(ink('#ffffff')).toEqual({kind: 'black', amount: expect.closeTo(0, 4)})
    expect(ink('#808080')).toEqual({kind: 'black', amount: expect.closeTo(1 - 128 / 255, 3)})
    expect(ink('#5b626c')).toEqual({kind: 'black', amount: expect.closeTo(1 - 97.7 / 255, 2)})
    // A blue that a theme writes with is blue.
    expect(ink('#103070')).toEqual({kind: 'screen'})
    expect(ink('#5b626d')).toEqual({kind: 'screen'})
  })

  test('black text is K alone on the page, and every other colour has a profile', () => {
    const file = parsePdf(pressed(sheet))
    const content = pagesOf(file)
      .map((page) => contentOf(file, page))
      .join('\n')
    expect(content).not.toMatch(/(?:^|\s)(?:0 0 0|\.1059 \.1176 \.1373) (?:rg|RG)/)
    expect(content).toMatch(/^0 G 0 g$/m)
    expect(content).toContain('\n0.0706 0.2275 0.3608 RG 0.0706 0.2275 0.3608 rg\n')
    const bare = dictionariesIn(file).filter((each) => ['ColorSpace', 'CS'].some((key) => nameIn(each.get(key)) === 'DeviceRGB'))
    expect(bare).toEqual([])
    const resources = pagesOf(file).map((page) => resolved(file, dictionaryAt(file, page).get('Resources')) as PdfDictionary)
    for (const each of resources) expect((each.get('ColorSpace') as PdfDictionary).has('DefaultRGB')).toBe(true)
  })
})

test('colours become the inks of the profile, and each is told with its page', () => {
  const {bytes, used, rest} = press(sheet.pdf, {
    map: sheet.map,
    paper: page.paper,
    settings: SETTINGS,
    metadata: METADATA,
    profile: pressProfile()
  })
  const file = parsePdf(bytes)
  const content = pagesOf(file)
    .map((number) => contentOf(file, number))
    .join('\n')
  expect(content).not.toMatch(/\b(?:rg|RG)\b/)
  const ground = used.find(({colour}) => colour === '#123a5c')!
  const wanted = separate(labOf(rgbOf('#123a5c')))
  const amounts = ground.ink.kind === 'four' ? ground.ink.amounts : []
  expect(amounts.map((amount, index) => Math.abs(amount - wanted[index]!)).every((difference) => difference < 0.02)).toBe(true)
  expect(content).toContain(`${amounts.join(' ')} K ${amounts.join(' ')} k`)
  expect(ground.page).toBe(1)
  expect(used.find(({colour}) => colour === '#aa0000')?.page).toBe(2)
  // Of the profile: as much black as is as light.
  const grey = used.find(({colour}) => colour === '#5b626c')!.ink
  expect(grey.kind === 'black' && Math.abs(seen([0, 0, 0, grey.amount])[0] - labOf(rgbOf('#5b626c'))[0])).toBeLessThan(0.5)
  // The pictures, and the mask of what fades away, with its own run from white to grey.
  const profiled = dictionariesIn(file).filter((each) =>
    ['CS', 'ColorSpace'].some((key) => nameIn((each.get(key) as PdfValue[] | undefined)?.[0]) === 'ICCBased')
  )
  expect(profiled.map((each) => nameIn(each.get('Subtype')) ?? nameIn(each.get('S')) ?? 'run').sort()).toEqual([
    'Image',
    'Image',
    'Transparency',
    'run'
  ])
  expect(rest).toEqual([2])
  // A run of colours in inks.
  const shadings = dictionariesIn(file).filter((each) => each.has('ShadingType'))
  expect(new Set(shadings.map((each) => nameIn(each.get('ColorSpace'))))).toEqual(new Set(['DeviceCMYK', undefined]))
  const run = shadings.find((each) => nameIn(each.get('ColorSpace')) === 'DeviceCMYK')!.get('Function') as PdfDictionary
  for (const [key, hex] of [
    ['C0', '#ff0000'],
    ['C1', '#0000ff']
  ] as const) {
    const told = used.find(({colour}) => colour === hex)!.ink
    expect(numbersIn(run.get(key))).toEqual(told.kind === 'four' ? told.amounts.map((amount) => expect.closeTo(amount, 3)) : [])
  }
})

test('a file is told from others by what it was made of', () => {
  const identity = (profile: Uint8Array, title = 'One') => {
    const about = {map: sheet.map, paper: page.paper, settings: SETTINGS, metadata: {...METADATA, title}, profile}
    const text = Buffer.from(press(sheet.pdf, about).bytes).toString('latin1')
    return /<xmpMM:DocumentID>(uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12})</.exec(text)![1]
  }
  const profiles = [pressProfile(), pressProfile('mft1')] as const
  expect(identity(profiles[0])).toBe(identity(profiles[0]))
  expect(new Set([identity(profiles[0]), identity(profiles[1]), identity(profiles[0], 'Other')]).size).toBe(3)
})

test('what is more ink than a press takes is told, the heaviest first', () => {
  const four = (...amounts: readonly [number, number, number, number]) => ({kind: 'four', amounts}) as const
  const used = [
    {colour: '#101010', ink: four(0.5, 0.5, 0.5, 0.501), page: 4},
    {colour: '#202020', ink: four(1, 1, 1, 0.2), page: 2},
    {colour: '#303030', ink: {kind: 'black', amount: 1}, page: 1},
    {colour: '#404040', ink: {kind: 'screen'}, page: 1}
  ] as const
  expect(used.map(totalOf)).toEqual([200.1, 320, 100, undefined])
  expect(overLimit(used, 200).map(({reason}) => reason)).toEqual([
    'Unexpected 320 % of ink for the colour `#202020` on page 2 of the press edition, expected 200 % at most',
    'Unexpected 200.1 % of ink for the colour `#101010` on page 4 of the press edition, expected 200 % at most'
  ])
  expect(overLimit(used, 320)).toEqual([])
})

describe('content streams', () => {
  const paint = (rgb: readonly number[], kind: string) => `<${kind} ${rgb.join()}>`

  test('colours are replaced, marks of structure go, words for characters stay', () => {
    expect(rewrite('q 1 0 .5 rg 0 0 0 RG /P <</MCID 0>> BDC (0 0 0 rg) Tj EMC Q', paint)).toBe(
      'q <fill 1,0,0.5> <line 0,0,0>  (0 0 0 rg) Tj  Q'
    )
    const span = '/Span <</ActualText (a)>> BDC (b) Tj EMC'
    expect(rewrite(`/P <</MCID 1>> BDC ${span} EMC`, paint)).toBe(` ${span} `)
    expect(rewrite('[(a) 12 (b)] TJ 0 0 9 9 re f', paint)).toBe('[(a) 12 (b)] TJ 0 0 9 9 re f')
  })

  test('what Chromium does not write is refused', () => {
    expect(() => rewrite('1 0 rg', paint)).toThrow('the colour `1 0`')
    expect(() => rewrite('2 0 0 rg', paint)).toThrow('the colour `2 0 0`')
    expect(() => rewrite('EMC', paint)).toThrow('an end of marked content without its beginning')
    expect(() => rewrite('BI /W 1 ID x EI', paint)).toThrow('an image inside a content stream')
  })
})

test('margins of kinds of pages are counted from the sheet; without margins a page reaches into the bleed, where it knows of one', () => {
  const css = (text: string) => onSheetCss(text, {more: 10, edge: 3.5})
  expect(css('@page cover {margin: 0}')).toBe('@page cover {margin: 10mm}')
  const more = 'p {width: var(--bleed)}'
  expect(css(`@page cover {margin: 0}${more}`)).toBe(`@page cover {margin: 6.5mm}${more}`)
  expect(css('@page a {margin: 1cm 2in 2mm auto; size: A4}')).toBe(
    '@page a {margin: calc(1cm + 10mm) calc(2in + 10mm) calc(2mm + 10mm) auto; size: A4}'
  )
  expect(css(`@page {margin-top: 0mm !important; @top-left {margin: 0; padding: 0}} p {margin: 0}${more}`)).toBe(
    `@page {margin-top: 6.5mm!important; @top-left {margin: 0; padding: 0}} p {margin: 0}${more}`
  )
})

describe('what ends at the cut is told', () => {
  const shortOn = async (css: string, body = '') => {
    const own = report({chapters: 1, css, body})
    const {pdf, map} = await one.print(onSheet(own, {bleed: 3, marks: true}))
    return press(pdf, {map, paper: own.paper, settings: SETTINGS, metadata: METADATA}).short
  }

  test('a cover that knows of no bleed stands where it is cut, and ends there', async () => {
    expect(await shortOn('')).toEqual([1])
    expect(shortEdges([1, 4]).map(({reason}) => reason)).toEqual([
      'Unexpected ground or picture that ends where page 1 of the press edition is cut, and one more page, expected it to go on into the bleed'
    ])
    expect(shortEdges([])).toEqual([])
  })

  test('one that goes on is fine, as is a white one, and one that ends well within', async () => {
    expect(press(sheet.pdf, {map: sheet.map, paper: page.paper, settings: SETTINGS, metadata: METADATA}).short).toEqual([])
    expect(await shortOn('.cover {background: #fff}')).toEqual([])
    expect(await shortOn('.cover {background: linear-gradient(#f00, #00f)}')).toEqual([1])
    const within = '.cover {background: #00f; margin: 20mm; height: 200mm; width: 100mm; padding: 0; position: relative}'
    expect(await shortOn(within)).toEqual([])
    const wide = within.replace('width: 100mm', 'width: 190mm; margin-right: 0')
    expect(await shortOn(wide)).toEqual([1])
    // What is not seen of it ends nowhere.
    expect(await shortOn(wide.replace('}', '; clip-path: inset(0 50mm 0 0)}'))).toEqual([])
  })

  test('without a bleed nothing can end before it', async () => {
    const own = report({chapters: 1})
    const {pdf, map} = await one.print(onSheet(own, {bleed: 0, marks: true}))
    expect(press(pdf, {map, paper: own.paper, settings: {...SETTINGS, bleed: 0}, metadata: METADATA}).short).toEqual([])
  })
})

/** Runs of colours in inks: of two colours, of several in a row, and those that stay as they are. */
import {afterAll, beforeAll, expect, test} from 'vitest'
import {pdfDictionary, pdfName, type PdfDictionary, type PdfValue} from '../../pipeline/pdf/objects.ts'
import {numbersIn} from '../../pipeline/pdf/pages.ts'
import {press} from '../../pipeline/stages/press/index.ts'
import type {Inks} from '../../pipeline/stages/press/inks.ts'
import {notCounted} from '../../pipeline/stages/press/limit.ts'
import {inkRun} from '../../pipeline/stages/press/runs.ts'
import {onSheet} from '../../pipeline/stages/press/sheet.ts'
import type {Printer} from '../../pipeline/stages/print/index.ts'
import {printer} from '../fixtures/print/printer.ts'
import {report} from '../fixtures/print/report.ts'
import {METADATA, SETTINGS} from './pressing.ts'
import {pressProfile} from './profiles.ts'

let one: Printer
beforeAll(async () => void (one = await printer()))
afterAll(() => one.close())

const file = {objects: [], root: 0, info: 0}
/** The three colours as three inks, and white as no black. */
const inks: Inks = ([red, green, blue]) =>
  red === 1 && green === 1 && blue === 1 ? {kind: 'black', amount: 0} : {kind: 'four', amounts: [red, green, blue, 0]}
const two = (from: readonly number[], to: readonly number[]) =>
  pdfDictionary({FunctionType: 2, N: 1, Domain: [0, 1], Range: [0, 1, 0, 1, 0, 1], C0: [...from], C1: [...to]})
const shading = (run: PdfValue, more: Readonly<Record<string, PdfValue>> = {}) =>
  pdfDictionary({ShadingType: 2, ColorSpace: pdfName('DeviceRGB'), Function: run, ...more})

test('two colours become inks, in a run of their own', () => {
  const run = two([1, 0, 0], [1, 1, 1])
  const own = shading(run)
  expect(inkRun(file, own, inks)).toBe(true)
  expect(own.get('ColorSpace')).toEqual(pdfName('DeviceCMYK'))
  const inked = own.get('Function') as PdfDictionary
  expect(['C0', 'C1'].map((key) => numbersIn(inked.get(key)))).toEqual([
    [1, 0, 0, 0],
    [0, 0, 0, 0]
  ])
  expect(inked.has('Range')).toBe(false)
  expect(numbersIn(run.get('C0'))).toEqual([1, 0, 0])
})

test('several in a row become inks, each of them', () => {
  const row = pdfDictionary({
    FunctionType: 3,
    Domain: [0, 1],
    Bounds: [0.5],
    Encode: [0, 1, 0, 1],
    Functions: [two([1, 0, 0], [0, 1, 0]), two([0, 1, 0], [0, 0, 1])]
  })
  const own = shading(row)
  expect(inkRun(file, own, inks)).toBe(true)
  const parts = (own.get('Function') as PdfDictionary).get('Functions') as PdfDictionary[]
  expect(parts.map((part) => numbersIn(part.get('C1')))).toEqual([
    [0, 1, 0, 0],
    [0, 0, 1, 0]
  ])
})

test('what is another formula, has a ground, or is of an unknown press, stays as it is', () => {
  const formula = pdfDictionary({FunctionType: 4, Domain: [0, 1]})
  const row = pdfDictionary({FunctionType: 3, Functions: [two([1, 0, 0], [0, 1, 0]), formula]})
  const kept = [
    shading(formula),
    shading(row),
    shading(two([1, 0, 0], [0, 1, 0]), {Background: [1, 1, 1]}),
    shading(two([1], [0]))
  ]
  for (const each of kept) {
    expect(inkRun(file, each, inks)).toBe(false)
    expect(each.get('ColorSpace')).toEqual(pdfName('DeviceRGB'))
  }
  expect(inkRun(file, shading(two([1, 0, 0], [0, 1, 0])), () => ({kind: 'screen'}))).toBe(false)
})

test('what stays RGB is told where a limit of ink is asked for; how much is seen of a colour is none', async () => {
  const fading =
    '<svg width="100" height="50"><defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f" stop-opacity=".3"/></linearGradient></defs><rect width="50" height="50" fill="url(#g)"/></svg>'
  const own = report({chapters: 1, body: fading})
  const {pdf, map} = await one.print(onSheet(own, SETTINGS))
  const {rest, used} = press(pdf, {map, paper: own.paper, settings: SETTINGS, metadata: METADATA, profile: pressProfile()})
  expect(rest).toEqual([])
  expect(used.map(({colour}) => colour)).toEqual(expect.arrayContaining(['#ff0000', '#0000ff']))
  expect(notCounted([])).toEqual([])
  expect(notCounted([2, 5]).map(({reason}) => reason)).toEqual([
    'Unexpected picture in RGB on page 2 of the press edition, and one more page, expected inks to hold against `ink-limit`'
  ])
})

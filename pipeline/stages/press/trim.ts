/** Says of every page where it is cut, and puts the marks around it by which that is done. */
import {deflateSync} from 'node:zlib'
import {pdfDictionary, pdfName, pdfReference, type PdfArray, type PdfValue} from '../../pdf/objects.ts'
import type {Box} from '../../pdf/matrix.ts'
import {inherited, pagesOf, sizeOf} from '../../pdf/pages.ts'
import {addObject, dictionaryAt, type PdfFile} from '../../pdf/parse.ts'
import {listOf, resolved} from '../../pdf/structure-tree.ts'
import type {Paper} from '../../types.ts'
import {endsAtCut} from './edges.ts'
import {ALL_INKS, marksAround} from './marks.ts'
import {points, type Boxes} from './settings.ts'
import {around, type SheetSettings} from './sheet.ts'

/** Boxes and marks for every page. Gives the numbers, from 1, of those on which something ends at the cut. */
export function trimPages(file: PdfFile, paper: Paper, sheet: SheetSettings): readonly number[] {
  return pagesOf(file).flatMap((page, index) => {
    const boxes = boxesOf(file, page, {paper, ...sheet})
    const isShort = sheet.bleed > 0 && endsAtCut(file, page, boxes)
    writeBoxes(file, page, boxes)
    if (sheet.marks) addContent(file, page, marksAround(boxes))
    return isShort ? [index + 1] : []
  })
}

/** The browser cuts a sheet to what its machine can print, and keeps its upper left corner. A page may lie on its side. */
export function boxesOf(file: PdfFile, page: number, {paper, ...settings}: SheetSettings & {readonly paper: Paper}): Boxes {
  const {width, height} = sizeOf(file, page)
  const isTurned = width > height !== paper.width > paper.height
  const [wide, high] = isTurned ? [paper.height, paper.width] : [paper.width, paper.height]
  const more = around(settings)
  const trim: Box = [points(more), height - points(more + high), points(more + wide), height - points(more)]
  return {trim, bleed: grown(trim, points(settings.bleed)), media: grown(trim, points(settings.marks ? more : settings.bleed))}
}

function grown([left, bottom, right, top]: Box, by: number): Box {
  return [left - by, bottom - by, right + by, top + by]
}

/** Put the boxes on a page. */
export function writeBoxes(file: PdfFile, page: number, {media, bleed, trim}: Boxes): void {
  const dictionary = dictionaryAt(file, page)
  for (const key of ['CropBox', 'ArtBox']) dictionary.delete(key)
  for (const [key, box] of [
    ['MediaBox', media],
    ['BleedBox', bleed],
    ['TrimBox', trim]
  ] as const)
    dictionary.set(key, box.map(real))
}

// To a thousandth of a point.
function real(value: number): PdfValue {
  const text = String(Number(value.toFixed(3)))
  return text.includes('.') ? {kind: 'real', text} : Number(text)
}

// What is there before may leave behind a state of its own.
function addContent(file: PdfFile, page: number, text: string): void {
  const dictionary = dictionaryAt(file, page)
  const resources = resolved(file, inherited(file, dictionary, 'Resources'))
  const own = resources instanceof Map ? resources : pdfDictionary({})
  const spaces = resolved(file, own.get('ColorSpace'))
  own.set('ColorSpace', new Map([...(spaces instanceof Map ? spaces : []), [ALL_INKS.name, ALL_INKS.space]]))
  dictionary.set('Resources', own)
  const before: PdfArray = [...listOf(file, dictionary.get('Contents'))]
  dictionary.set('Contents', [streamOf(file, 'q'), ...before, streamOf(file, `Q\n${text}`)])
}

function streamOf(file: PdfFile, text: string): PdfValue {
  const stream = deflateSync(Buffer.from(`${text}\n`, 'latin1'), {level: 6})
  const value = pdfDictionary({Filter: pdfName('FlateDecode'), Length: stream.length})
  return pdfReference(addObject(file, {value, stream}))
}

/** The pages of a PDF -> the sheets of a booklet, each with two of them. Creep, by which inner sheets stand out, is left to the printer. */
import {deflateSync} from 'node:zlib'
import type {Box} from '../../pdf/matrix.ts'
import {pdfDictionary, pdfName, pdfReference, referenceIn, unexpectedPdf, type PdfValue} from '../../pdf/objects.ts'
import {boxIn, inherited, pagesOf} from '../../pdf/pages.ts'
import {addObject, dictionaryAt, objectAt, type PdfFile} from '../../pdf/parse.ts'
import type {Paper} from '../../types.ts'
import {leafFor, placing, sheetBoxes, spreadsOf, type Leaf, type Spread} from './booklet.ts'
import {ALL_INKS, cropMarks, foldMarks, inAllInks} from './marks.ts'
import {SLUG, type PressSettings} from './settings.ts'
import {writeBoxes} from './trim.ts'

/** A page that can be painted on a sheet. */
interface Painted {
  readonly form: PdfValue
  readonly trim: Box
}

interface Imposing {
  readonly file: PdfFile
  readonly pages: readonly Painted[]
  readonly leaf: Leaf
  readonly boxes: ReturnType<typeof sheetBoxes>
  readonly settings: PressSettings
}

/** Lay the pages, which tell where they are cut, onto sheets. */
export function impose(file: PdfFile, paper: Paper, settings: PressSettings): void {
  const catalog = dictionaryAt(file, file.root)
  const leaf = leafFor(paper)
  const pages = pagesOf(file).map((page) => asForm(file, page))
  const boxes = sheetBoxes(leaf, {bleed: settings.bleed, slug: settings.marks ? SLUG : 0})
  const imposing = {file, pages, leaf, boxes, settings}
  const root = addObject(file, {value: pdfDictionary({})})
  const sheets = spreadsOf(pages.length).map((spread) => sheetOf(spread, root, imposing))
  file.objects[root] = {value: pdfDictionary({Type: pdfName('Pages'), Kids: sheets.map(pdfReference), Count: sheets.length})}
  catalog.set('Pages', pdfReference(root))
  // Places and labels are those of pages.
  for (const key of ['Dests', 'PageLabels']) catalog.delete(key)
}

function asForm(file: PdfFile, page: number): Painted {
  const dictionary = dictionaryAt(file, page)
  const contents = referenceIn(dictionary.get('Contents')) ?? unexpectedPdf('a page of several contents')
  const {stream} = objectAt(file, contents)
  const value = pdfDictionary({
    ...Object.fromEntries(dictionaryAt(file, contents)),
    Type: pdfName('XObject'),
    Subtype: pdfName('Form'),
    BBox: dictionary.get('MediaBox'),
    Resources: inherited(file, dictionary, 'Resources')
  })
  const trim = boxIn(dictionary.get('TrimBox')) ?? unexpectedPdf('a page that does not tell where it is cut')
  return {form: pdfReference(addObject(file, {value, ...(stream && {stream})})), trim}
}

function sheetOf(spread: Spread, parent: number, {file, pages, leaf, boxes, settings}: Imposing): number {
  const {bleed, trim} = boxes
  const fold = (trim[0] + trim[2]) / 2
  const shown = spread.map((page) => (page === undefined ? undefined : pages[page - 1]))
  const corners = [trim[0], fold] as const
  // Over the edge, but never over the fold.
  const halves: readonly Box[] = [
    [bleed[0], bleed[1], fold, bleed[3]],
    [fold, bleed[1], bleed[2], bleed[3]]
  ]
  const parts = shown.flatMap((page, side) => {
    if (page === undefined) return []
    const matrix = placing(page.trim, leaf, [corners[side]!, trim[1]])
    return [`q ${rectangle(halves[side]!)} re W n ${matrix.map(written).join(' ')} cm /${NAMES[side]} Do Q`]
  })
  const marks = settings.marks ? [inAllInks([...cropMarks(bleed, trim), ...foldMarks(bleed, trim)])] : []
  const stream = deflateSync(Buffer.from(`${[...parts, ...marks].join('\n')}\n`, 'latin1'), {level: 6})
  const contents = addObject(file, {value: pdfDictionary({Filter: pdfName('FlateDecode'), Length: stream.length}), stream})
  const forms = Object.fromEntries(shown.flatMap((page, side) => (page ? [[NAMES[side]!, page.form]] : [])))
  const resources = pdfDictionary({XObject: pdfDictionary(forms), ColorSpace: pdfDictionary({[ALL_INKS.name]: ALL_INKS.space})})
  const value = pdfDictionary({
    Type: pdfName('Page'),
    Parent: pdfReference(parent),
    Resources: resources,
    Contents: pdfReference(contents)
  })
  const sheet = addObject(file, {value})
  writeBoxes(file, sheet, boxes)
  return sheet
}

const NAMES = ['Left', 'Right']

function rectangle([left, bottom, right, top]: Box): string {
  return [left, bottom, right - left, top - bottom].map(written).join(' ')
}

// Of a number by which others are multiplied every digit counts.
function written(value: number): string {
  return String(Number(value.toFixed(6)))
}

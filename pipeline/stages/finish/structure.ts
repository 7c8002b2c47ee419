/** Mends the structure tree that Chromium writes, so that programs that read a PDF aloud find what the standard names. */
import {pdfDictionary, pdfName, type PdfReal} from '../../pdf/objects.ts'
import {joined, type Box} from '../../pdf/matrix.ts'
import type {Bookmark} from '../../pdf/bookmark.ts'
import type {PdfFile} from '../../pdf/parse.ts'
import {
  addElement,
  contentsOf,
  firstPage,
  walk,
  type Kid,
  type StructureElement,
  type StructureTree
} from '../../pdf/structure-tree.ts'
import {sizeOf} from '../../pdf/pages.ts'

/** Elements that say something although nothing is painted in them. */
const KEEP_EMPTY: readonly string[] = ['TD', 'TH', 'Document']
/** Elements that stand inside a line. */
const INLINE: readonly string[] = 'Span Em Strong Sub Link Code Quote Note NonStruct Reference Lbl Ruby RB RT RP Figure'.split(
  ' '
)
/** Elements that hold blocks and no text. */
const BLOCKS_ONLY: readonly string[] = ['Document', 'Table', 'TR', 'L', 'Sect', 'Div']
/** What makes an element without a meaning of its own worth keeping. */
const SAYING: readonly string[] = ['Lang', 'Alt', 'ActualText', 'A', 'ID', 'E']

/** Empty elements and wrappers without a meaning go; lists, tables, sections and figures get the parts that they should have. */
export function mendTree(file: PdfFile, {elements}: StructureTree, outline: readonly Bookmark[]): void {
  for (const element of elements) mend(file, element)
  const headings = [...walk(elements)].filter(({type}) => /^H[1-6]$/.test(type))
  markContents(file, headings, outline)
  putUnderTitle(headings, outline)
  for (const element of walk(elements)) if (element.type === 'Figure') setBox(file, element)
}

// Where one more heading of the first level stands before those of the text, it is the title, and all others are below it.
function putUnderTitle(headings: readonly StructureElement[], outline: readonly Bookmark[]): void {
  const [title, ...rest] = headings
  const top = headings.filter(({type}) => type === 'H1').length
  if (title?.type !== 'H1' || top !== outline.filter(({level}) => level === 1).length + 1) return
  for (const heading of rest) heading.type = `H${Math.min(6, Number(heading.type[1]) + 1)}`
}

const CONTENTS: readonly string[] = ['contents', 'list-of-figures', 'list-of-tables']

// Headings and bookmarks are in one order, but for the title, which is no bookmark.
function markContents(file: PdfFile, headings: readonly StructureElement[], outline: readonly Bookmark[]): void {
  const before = headings.length - outline.length
  if (before !== 0 && before !== 1) return
  outline.forEach(({id}, index) => {
    const section = CONTENTS.includes(id) ? headings[index + before]!.parent : undefined
    for (const element of walk(section?.kids ?? [])) {
      if (element.type === 'L') element.type = 'TOC'
      else if (element.type === 'LI') toEntry(file, element)
    }
  })
}

// An entry of a table of contents refers; it has no body as that of a list has.
function toEntry(file: PdfFile, item: StructureElement): void {
  item.type = 'TOCI'
  const kids = item.kids.flatMap((kid) => (kid.at === 'element' && kid.type === 'LBody' ? kid.kids : [kid]))
  item.kids = [addElement(file, 'Reference', {parent: item, kids})]
}

function mend(file: PdfFile, element: StructureElement): void {
  for (const kid of element.kids) if (kid.at === 'element') mend(file, kid)
  element.kids = element.kids.flatMap((kid) => kept(kid, element))
  if (element.type === 'NonStruct') element.type = groupType(element)
  // The drawing inside carries the alternative text; a second figure around it would lack one.
  if (element.type === 'Figure' && !element.dictionary.has('Alt')) element.type = 'Div'
  if (element.type === 'LI') addBody(file, element)
  if (element.type === 'Table') element.kids = captionFirst(element.kids)
}

function kept(kid: Kid, parent: StructureElement): readonly Kid[] {
  if (kid.at !== 'element') return [kid]
  if (kid.kids.length === 0 && !KEEP_EMPTY.includes(kid.type)) return []
  if (!isIdle(kid, parent)) return [kid]
  for (const each of kid.kids) if (each.at === 'element') each.parent = parent
  return kid.kids
}

// A wrapper without a meaning: its kids can be its parent's, where those are of the kind that it holds.
function isIdle({type, kids, dictionary}: StructureElement, parent: StructureElement): boolean {
  if (type !== 'NonStruct' || SAYING.some((key) => dictionary.has(key))) return false
  const isInline = kids.every((each) => each.at !== 'element' || INLINE.includes(each.type))
  return isInline ? !BLOCKS_ONLY.includes(parent.type) : parent.type !== 'Table' && parent.type !== 'Document'
}

// What holds rows is a part of a table; what holds a heading is a section; what holds blocks a division.
function groupType({parent, kids}: StructureElement): string {
  const elements = kids.filter((kid) => kid.at === 'element')
  if (parent?.type === 'Table' && elements.length > 0 && elements.every(({type}) => type === 'TR')) {
    const cells = elements.flatMap((row) => row.kids.filter((kid) => kid.at === 'element'))
    return cells.every(({type}) => type === 'TH') ? 'THead' : 'TBody'
  }
  if (parent?.type !== 'Document') return 'NonStruct'
  if (elements.some(({type}) => /^H[1-6]$/.test(type))) return 'Sect'
  const isText = elements.every(({type}) => INLINE.includes(type)) || kids.length > elements.length
  return isText ? 'P' : 'Div'
}

// A list item holds its label and one body with all the rest.
function addBody(file: PdfFile, item: StructureElement): void {
  const isOf = (type: string) => (kid: Kid) => kid.at === 'element' && kid.type === type
  const labels = item.kids.filter(isOf('Lbl'))
  const rest = item.kids.filter((kid) => !labels.includes(kid))
  if (rest.length === 0 || rest.some(isOf('LBody'))) return
  item.kids = [...labels, addElement(file, 'LBody', {parent: item, kids: rest})]
}

function captionFirst(kids: readonly Kid[]): Kid[] {
  const isCaption = (kid: Kid) => kid.at === 'element' && kid.type === 'Caption'
  return [...kids.filter(isCaption), ...kids.filter((kid) => !isCaption(kid))]
}

// Where a figure stands on its page, which programs show to those who ask what it is.
function setBox(file: PdfFile, figure: StructureElement): void {
  const page = firstPage(figure)
  const box = contentsOf(figure).reduce<Box | undefined>((all, {box}) => (box === undefined ? all : joined(all, box)), undefined)
  if (page === undefined || box === undefined) return
  const {width, height} = sizeOf(file, page)
  const [left, bottom, right, top] = box
  const inside = [Math.max(0, left), Math.max(0, bottom), Math.min(width, right), Math.min(height, top)]
  figure.dictionary.set('A', pdfDictionary({O: pdfName('Layout'), BBox: inside.map(real)}))
}

function real(value: number): number | PdfReal {
  const rounded = Math.round(value * 100) / 100
  return Number.isInteger(rounded) ? rounded : {kind: 'real', text: String(rounded)}
}

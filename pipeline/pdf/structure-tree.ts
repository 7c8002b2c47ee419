/** The structure tree of a tagged PDF (ISO 32000-1, 14.7): read to elements, and walked. */
import type {Box} from './matrix.ts'
import {dictionaryIn, nameIn, pdfDictionary, referenceIn, unexpectedPdf, type PdfDictionary, type PdfValue} from './objects.ts'
import {addObject, dictionaryAt, objectAt, type PdfFile} from './parse.ts'

/** Marked content of an element. */
export interface ContentKid {
  readonly at: 'content'
  /** Number of the page or the form whose content stream holds it. */
  readonly stream: number
  readonly page: number
  readonly content: number
  /** What it paints, in points. */
  readonly box?: Box | undefined
}

/** An annotation that an element is about: a link. */
export interface AnnotationKid {
  readonly at: 'annotation'
  readonly number: number
  readonly page: number
}

/** An element of the structure. */
export interface StructureElement {
  readonly at: 'element'
  readonly number: number
  readonly dictionary: PdfDictionary
  /** As in `P`. */
  type: string
  parent?: StructureElement | undefined
  kids: Kid[]
}

/** What an element consists of. */
export type Kid = StructureElement | ContentKid | AnnotationKid

/** The tree, and the object that it hangs on. */
export interface StructureTree {
  readonly root: number
  readonly elements: StructureElement[]
}

/** Read the tree. Throws where the file has none. */
export function readTree(file: PdfFile): StructureTree {
  const root = referenceIn(dictionaryAt(file, file.root).get('StructTreeRoot')) ?? unexpectedPdf('no structure tree')
  const elements = listOf(file, dictionaryAt(file, root).get('K')).map((kid) => readElement(file, kid, undefined))
  return {root, elements}
}

function readElement(file: PdfFile, value: PdfValue, parent: StructureElement | undefined): StructureElement {
  const number = referenceIn(value) ?? unexpectedPdf('an element of the structure that is no object of its own')
  const dictionary = dictionaryAt(file, number)
  const element: StructureElement = {at: 'element', number, dictionary, type: nameIn(dictionary.get('S')) ?? '', parent, kids: []}
  const page = referenceIn(dictionary.get('Pg'))
  for (const kid of listOf(file, dictionary.get('K'))) element.kids.push(readKid(file, kid, {element, page}))
  return element
}

interface Around {
  readonly element: StructureElement
  readonly page: number | undefined
}

function readKid(file: PdfFile, kid: PdfValue, {element, page}: Around): Kid {
  if (typeof kid === 'number') return {at: 'content', stream: pageIn(page), page: pageIn(page), content: kid}
  const dictionary = dictionaryIn(resolved(file, kid), 'a part of the structure')
  const own = referenceIn(dictionary.get('Pg')) ?? page
  switch (nameIn(dictionary.get('Type'))) {
    case 'MCR': {
      const stream = referenceIn(dictionary.get('Stm')) ?? pageIn(own)
      return {at: 'content', stream, page: pageIn(own), content: Number(dictionary.get('MCID'))}
    }
    case 'OBJR':
      return {at: 'annotation', number: referenceIn(dictionary.get('Obj')) ?? unexpectedPdf('no annotation'), page: pageIn(own)}
    default:
      return readElement(file, kid, element)
  }
}

function pageIn(page: number | undefined): number {
  return page ?? unexpectedPdf('marked content without its page')
}

/** The items of a list, or of one in an object of its own, or a single value. */
export function listOf(file: PdfFile, value: PdfValue | undefined): readonly PdfValue[] {
  if (value === undefined || value === null) return []
  const list = Array.isArray(value) ? value : resolved(file, value)
  return Array.isArray(list) ? list : [value]
}

/** A value, or that of the object that it refers to. */
export function resolved(file: PdfFile, value: PdfValue | undefined): PdfValue | undefined {
  const number = referenceIn(value)
  return number === undefined ? value : objectAt(file, number).value
}

/** Every element, from the top down; the kids of one are looked up when it was seen, so that it may get others before. */
export function* walk(elements: readonly Kid[]): Generator<StructureElement> {
  const waiting = elements.toReversed()
  for (let kid = waiting.pop(); kid !== undefined; kid = waiting.pop()) {
    if (kid.at !== 'element') continue
    yield kid
    for (let index = kid.kids.length - 1; index >= 0; index--) waiting.push(kid.kids[index]!)
  }
}

/** Number of the page where an element begins. */
export function firstPage(element: StructureElement): number | undefined {
  for (const kid of element.kids) {
    const page = kid.at === 'element' ? firstPage(kid) : kid.page
    if (page !== undefined) return page
  }
  return undefined
}

/** All marked content of an element and of what is in it. */
export function contentsOf(element: StructureElement): readonly ContentKid[] {
  return element.kids.flatMap((kid) => (kid.at === 'element' ? contentsOf(kid) : kid.at === 'content' ? [kid] : []))
}

/** Whether an element, or one around it, has one of these types. */
export function isInside(element: StructureElement | undefined, types: ReadonlySet<string>): boolean {
  for (let each = element; each !== undefined; each = each.parent) if (types.has(each.type)) return true
  return false
}

/** A new element around some kids of another. */
export function addElement(
  file: PdfFile,
  type: string,
  {parent, kids}: {parent: StructureElement; kids: Kid[]}
): StructureElement {
  const dictionary = pdfDictionary({})
  const number = addObject(file, {value: dictionary})
  const element: StructureElement = {at: 'element', number, dictionary, type, parent, kids}
  for (const kid of kids) if (kid.at === 'element') kid.parent = element
  return element
}

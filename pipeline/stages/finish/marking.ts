/**
 * Every paint of every page belongs to an element of the structure, or is an artifact: a running head, a rule, the ground of a row.
 * Chromium leaves what is not of the text without a mark, and ends its marks late; both are mended here.
 */
import {deflateSync} from 'node:zlib'
import {plainBytes} from '../../pdf/cross-references.ts'
import {MARKS, type Mark, type Paint, type Site} from '../../pdf/content.ts'
import {writeMarked} from '../../pdf/marked.ts'
import {IDENTITY, multiply, toMatrix, type Box, type Matrix} from '../../pdf/matrix.ts'
import {dictionaryIn, nameIn, pdfName, referenceIn, unexpectedPdf, type PdfDictionary} from '../../pdf/objects.ts'
import {boxIn, inherited, numbersIn, pagesOf, sizeOf} from '../../pdf/pages.ts'
import {dictionaryAt, objectAt, replaceStream, type PdfFile} from '../../pdf/parse.ts'
import {readContent} from '../../pdf/read-content.ts'
import {
  firstPage,
  isInside,
  listOf,
  resolved,
  walk,
  type ContentKid,
  type StructureElement,
  type StructureTree
} from '../../pdf/structure-tree.ts'
import type {Holders} from '../../pdf/write-tree.ts'

/** What within these is drawn: its paths are its content, and elsewhere they are rules and grounds. */
const DRAWN: ReadonlySet<string> = new Set(['Figure', 'Formula', 'Lbl'])

/** Text without a mark so near to the head or the foot of a page, as a part of its height, is a running one. */
const MARGIN = 0.12

interface Owner {
  readonly element: StructureElement
  readonly kid: ContentKid
}

interface Marking {
  readonly file: PdfFile
  /** By stream, then by number of marked content. */
  readonly owners: ReadonlyMap<number, ReadonlyMap<number, Owner>>
  readonly streams: number[]
  /** Forms with marks of their own, and how they are set on the page that paints them. */
  readonly forms: Map<number, {readonly matrix: Matrix; readonly page: number}>
  /** The page on which each head of a table stands first. */
  readonly heads: Map<StructureElement, number>
}

/** Mark all content, and take out of the tree what paints nothing. Gives the holders of marks, in the order of the pages. */
export function markContent(file: PdfFile, tree: StructureTree): Holders {
  const marking: Marking = {file, owners: ownersIn(tree), streams: [], forms: new Map(), heads: new Map()}
  const annotations: number[] = []
  for (const page of pagesOf(file)) {
    const dictionary = dictionaryAt(file, page)
    markPage(page, dictionary, marking)
    dictionary.set('Tabs', pdfName('S'))
    annotations.push(...listOf(file, dictionary.get('Annots')).flatMap((each) => referenceIn(each) ?? []))
  }
  return {streams: marking.streams, annotations}
}

function ownersIn({elements}: StructureTree): Marking['owners'] {
  const owners = new Map<number, Map<number, Owner>>()
  for (const element of walk(elements))
    for (const kid of element.kids) {
      if (kid.at !== 'content') continue
      const own = owners.get(kid.stream) ?? new Map<number, Owner>()
      if (own.has(kid.content)) unexpectedPdf(`the marked content ${kid.content} of ${kid.stream} in two elements`)
      owners.set(kid.stream, own.set(kid.content, {element, kid}))
    }
  return owners
}

function markPage(page: number, dictionary: PdfDictionary, marking: Marking): void {
  const {file} = marking
  const {width, height} = sizeOf(file, page)
  const stream = referenceIn(dictionary.get('Contents')) ?? unexpectedPdf('a page of several contents')
  const resources = dictionaryIn(inherited(file, dictionary, 'Resources') ?? null, 'the resources of a page')
  const margins = {top: height * MARGIN, bottom: height * MARGIN}
  markStream({holder: page, stream, page, resources, matrix: IDENTITY, sheet: {width, height, ...margins}}, marking)
  // What is painted here paints others in its turn, which come to the end of the list.
  for (const [form, {matrix, page: own}] of marking.forms)
    if (own === page && !marking.streams.includes(form)) markForm(form, {matrix, page}, marking)
}

function markForm(form: number, {matrix, page}: {readonly matrix: Matrix; readonly page: number}, marking: Marking): void {
  const {file} = marking
  const dictionary = dictionaryAt(file, form)
  const own = numbersIn(resolved(file, dictionary.get('Matrix')))
  const resources = resolved(file, dictionary.get('Resources'))
  markStream(
    {
      holder: form,
      stream: form,
      page,
      resources: resources instanceof Map ? resources : new Map(),
      matrix: multiply(toMatrix(own), matrix)
    },
    marking
  )
}

interface Stream {
  /** The page or the form. */
  readonly holder: number
  readonly stream: number
  readonly page: number
  readonly resources: PdfDictionary
  readonly matrix: Matrix
  readonly sheet?: NonNullable<Site['page']>
}

function markStream(stream: Stream, marking: Marking): void {
  const {file, owners, streams} = marking
  streams.push(stream.holder)
  const own = owners.get(stream.holder) ?? new Map<number, Owner>()
  const {stream: bytes} = objectAt(file, stream.stream)
  const about = dictionaryAt(file, stream.stream)
  const text = Buffer.from(plainBytes(bytes ?? unexpectedPdf('a page without contents'), about)).toString('latin1')
  const site = siteOf(stream, own, marking)
  const content = readContent(text, site)
  const marked = writeMarked(text, content, (context) => (context >= 0 ? site.markOf(context, 'text') : MARKS.artifact))
  replaceStream(file, stream.stream, deflateSync(Buffer.from(marked.text, 'latin1'), {level: 6}))
  // What is small Skia leaves as it is.
  about.set('Filter', pdfName('FlateDecode'))
  for (const [number, owner] of own) renumber(owner, marked.numbers.get(number), content.boxes.get(number))
}

// Marks that paint nothing are left by headings that moved to another page.
function renumber({element, kid}: Owner, numbers: readonly number[] = [], box: Box | undefined): void {
  const kids = numbers.map((content): ContentKid => ({...kid, content, box}))
  element.kids.splice(element.kids.indexOf(kid), 1, ...kids)
}

function siteOf({page, resources, matrix, sheet}: Stream, own: ReadonlyMap<number, Owner>, marking: Marking): Site {
  const {file, forms} = marking
  const entry = (kind: string, name: string) => {
    const all = resolved(file, resources.get(kind))
    return all instanceof Map ? all.get(name) : undefined
  }
  const objectNamed = (name: string) => referenceIn(entry('XObject', name)) ?? unexpectedPdf(`no object ${name}`)
  return {
    ...(sheet && {page: sheet}),
    matrix,
    properties(name) {
      const found = resolved(file, entry('Properties', name))
      return found instanceof Map ? found : undefined
    },
    markOf: (content, paint) => markOf(own.get(content)?.element, {content, paint, page}, marking),
    object(name) {
      const number = objectNamed(name)
      const dictionary = dictionaryAt(file, number)
      if (nameIn(dictionary.get('Subtype')) === 'Image') return {kind: 'image', box: [0, 0, 1, 1]}
      const box = boxIn(resolved(file, dictionary.get('BBox')))
      return {kind: holdsMarks(number, marking) ? 'own' : 'plain', ...(box && {box})}
    },
    painted(name, at) {
      const form = objectNamed(name)
      if (forms.has(form)) unexpectedPdf(`the form ${form}, which has marks, painted twice`)
      forms.set(form, {matrix: at, page})
    }
  }
}

interface Painted {
  readonly content: number
  readonly paint: Paint
  readonly page: number
}

function markOf(element: StructureElement | undefined, {content, paint, page}: Painted, marking: Marking): Mark {
  if (element === undefined || isRepeated(element, page, marking)) return MARKS.artifact
  return paint === 'path' && !isInside(element, DRAWN) ? MARKS.artifact : content
}

// Chromium tags the head of a table again on every page, into the same cells: a reader would hear it each time.
function isRepeated(element: StructureElement, page: number, {heads}: Marking): boolean {
  let cell: StructureElement | undefined = element
  while (cell !== undefined && cell.type !== 'TH') cell = cell.parent
  const row = cell?.parent
  if (row === undefined || !row.kids.every((kid) => kid.at === 'element' && kid.type === 'TH')) return false
  const first = heads.get(row) ?? firstPage(row) ?? page
  heads.set(row, first)
  return first !== page
}

// A form without own marks may paint forms that have some.
function holdsMarks(form: number, marking: Marking): boolean {
  if (marking.owners.has(form)) return true
  const {file} = marking
  const resources = resolved(file, dictionaryAt(file, form).get('Resources'))
  const objects = resources instanceof Map ? resolved(file, resources.get('XObject')) : undefined
  if (!(objects instanceof Map)) return false
  return [...objects.values()].some((each) => {
    const number = referenceIn(each)
    return number !== undefined && nameIn(dictionaryAt(file, number).get('Subtype')) === 'Form' && holdsMarks(number, marking)
  })
}

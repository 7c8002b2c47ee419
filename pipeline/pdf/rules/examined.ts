/** A file taken apart for its rules: each looks at what it needs, and none reads the file anew. */
import {faultIn, nameIn, pdfDictionary, referenceIn, type PdfDictionary, type PdfValue} from '../objects.ts'
import {allObjects, openAny, type PdfFile} from '../parse.ts'
import {readTree, walk, type StructureElement, type StructureTree} from '../structure-tree.ts'
import {look, lookList, lookMap} from './look.ts'
import {paintPage} from './paint.ts'
import {nothingPainted, type Painted} from './painted.ts'

/** A page of the file. */
export interface Page {
  /** From 1. */
  readonly page: number
  readonly object: number
  readonly dictionary: PdfDictionary
}

/** An annotation on a page. */
export interface Annotation {
  readonly page: number
  readonly object: number | undefined
  readonly dictionary: PdfDictionary
}

/** A file, taken apart. */
export interface Examined {
  /** One character a byte. */
  readonly text: string
  readonly file: PdfFile
  readonly trailer: PdfDictionary
  readonly catalog: PdfDictionary
  readonly pages: readonly Page[]
  readonly annotations: readonly Annotation[]
  /** Nothing where the file has no tree, or one that cannot be read. */
  readonly tree: StructureTree | undefined
  /** Why it cannot be read. */
  readonly treeFault: string | undefined
  /** All elements, from the top down. */
  readonly elements: readonly StructureElement[]
  /** The page of an object that is a page. */
  readonly pageOf: ReadonlyMap<number, number>
  readonly painted: Painted
}

/** Throws where the file cannot be read at all. */
export function examine(bytes: Uint8Array): Examined {
  const reader = openAny(bytes)
  const file = allObjects(reader)
  const catalog = lookMap(file, {kind: 'reference', number: file.root}) ?? pdfDictionary({})
  const pages = pagesOf(file, catalog)
  const painted = nothingPainted()
  const seen = new Set<string>()
  for (const {page, object, dictionary} of pages) {
    const resources = lookMap(file, inherited(file, dictionary, 'Resources')) ?? pdfDictionary({})
    paintPage({file, painted, seen, page, object, contents: dictionary.get('Contents'), resources})
  }
  return {
    text: reader.text,
    file,
    trailer: reader.trailer,
    catalog,
    pages,
    annotations: pages.flatMap((page) => annotationsOf(file, page)),
    ...structureOf(file, catalog),
    pageOf: new Map(pages.map(({object, page}) => [object, page])),
    painted
  }
}

function structureOf(file: PdfFile, catalog: PdfDictionary): Pick<Examined, 'tree' | 'treeFault' | 'elements'> {
  if (lookMap(file, catalog.get('StructTreeRoot')) === undefined) return {tree: undefined, treeFault: undefined, elements: []}
  try {
    const tree = readTree(file)
    return {tree, treeFault: undefined, elements: [...walk(tree.elements)]}
  } catch (error) {
    return {tree: undefined, treeFault: faultIn(error), elements: []}
  }
}

// A node that holds itself is met once.
function pagesOf(file: PdfFile, catalog: PdfDictionary): readonly Page[] {
  const pages: Page[] = []
  const seen = new Set<PdfDictionary>()
  const visit = (value: PdfValue | undefined): void => {
    const dictionary = lookMap(file, value)
    if (dictionary === undefined || seen.has(dictionary)) return
    seen.add(dictionary)
    if (!dictionary.has('Kids')) pages.push({page: pages.length + 1, object: referenceIn(value) ?? -1, dictionary})
    else for (const kid of lookList(file, dictionary.get('Kids'))) visit(kid)
  }
  visit(catalog.get('Pages'))
  return pages
}

const DEEPEST = 100

/** What a page leaves out stands in the nodes above it. */
export function inherited(file: PdfFile, page: PdfDictionary, key: string): PdfValue | undefined {
  let at: PdfDictionary | undefined = page
  for (let depth = 0; depth < DEEPEST && at !== undefined; depth++) {
    const found = look(file, at.get(key))
    if (found !== undefined) return found
    at = lookMap(file, at.get('Parent'))
  }
  return undefined
}

function annotationsOf(file: PdfFile, {page, dictionary}: Page): readonly Annotation[] {
  return lookList(file, dictionary.get('Annots')).flatMap((value) => {
    const annotation = lookMap(file, value)
    return annotation === undefined ? [] : [{page, object: referenceIn(value), dictionary: annotation}]
  })
}

/** The kind of an annotation, as `Link`. */
export function kindOf({dictionary}: Annotation): string {
  return nameIn(dictionary.get('Subtype')) ?? ''
}

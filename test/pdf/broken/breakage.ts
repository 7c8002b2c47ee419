/** What breaks a finished PDF in one way, and what such ways are made of. */
import {deflateSync} from 'node:zlib'
import {plainBytes} from '../../../pipeline/pdf/cross-references.ts'
import {
  nameIn,
  pdfDictionary,
  pdfName,
  pdfReference,
  referenceIn,
  type PdfDictionary,
  type PdfValue
} from '../../../pipeline/pdf/objects.ts'
import {addObject, dictionaryAt, objectAt, parsePdf, replaceStream, type PdfFile} from '../../../pipeline/pdf/parse.ts'
import {lookTree} from '../../../pipeline/pdf/rules/look.ts'
import {readTree, walk, type StructureElement} from '../../../pipeline/pdf/structure-tree.ts'
import {writePdf} from '../../../pipeline/pdf/write.ts'
import {pagesOf} from '../../../pipeline/pdf/pages.ts'

/** A file to be broken. */
export interface Open {
  readonly file: PdfFile
  readonly catalog: PdfDictionary
  /** The object that the structure hangs on. */
  readonly root: PdfDictionary
  readonly pages: readonly number[]
  readonly elements: readonly StructureElement[]
}

/** A way to break a file, told by its name, and the one rule that must find it. */
export type Breakage = readonly [name: string, rule: string, change: (open: Open) => void]

/** A way that is none of objects: it changes the bytes, one character each. */
export type BrokenBytes = readonly [name: string, rule: string, change: (text: string) => string]

/** The file, broken. */
export function broken(pdf: Uint8Array, change: (open: Open) => void): Uint8Array {
  const file = parsePdf(pdf)
  const catalog = dictionaryAt(file, file.root)
  const root = follow(file, catalog.get('StructTreeRoot'))
  change({file, catalog, root, pages: pagesOf(file), elements: [...walk(readTree(file).elements)]})
  return writePdf(file)
}

/** The bytes of the file, broken. */
export function brokenBytes(pdf: Uint8Array, change: (text: string) => string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const changed = change(text)
  if (changed === text) throw new Error('Unexpected bytes, expected some to change')
  return Buffer.from(changed, 'latin1')
}

/** The dictionary that a value is or leads to. */
export function follow(file: PdfFile, value: PdfValue | undefined): PdfDictionary {
  const number = referenceIn(value)
  const found = number === undefined ? value : dictionaryAt(file, number)
  if (!(found instanceof Map)) throw new Error('Unexpected value, expected a dictionary')
  return found
}

/** The elements of a type. */
export function of({elements}: Open, type: string): readonly [StructureElement, ...StructureElement[]] {
  const [first, ...rest] = elements.filter((each) => each.type === type)
  if (first === undefined) throw new Error(`Unexpected edition without a ${type}, expected one`)
  return [first, ...rest]
}

/** Every dictionary for which a key has this name. */
export function having({file}: Open, key: string, name: string): readonly [PdfDictionary, ...PdfDictionary[]] {
  const all = file.objects.flatMap((object) => (object?.value instanceof Map ? [object.value] : []))
  const [first, ...rest] = all.filter((each) => nameIn(each.get(key)) === name)
  if (first === undefined) throw new Error(`Unexpected edition without ${key} ${name}, expected one`)
  return [first, ...rest]
}

/** Other text in place of that of a stream. */
export function edit(file: PdfFile, value: PdfValue | undefined, change: (text: string) => string): void {
  const number = referenceIn(value)!
  const text = Buffer.from(plainBytes(objectAt(file, number).stream!, dictionaryAt(file, number))).toString('latin1')
  const changed = change(text)
  if (changed === text) throw new Error('Unexpected stream, expected it to change')
  const isPacked = dictionaryAt(file, number).has('Filter')
  const bytes = Buffer.from(changed, 'latin1')
  replaceStream(file, number, isPacked ? deflateSync(bytes) : bytes)
}

/** Other text in place of that of a page; of the last one, which has text and a table, unless another is meant. */
export function editPage({file, pages}: Open, change: (text: string) => string, page = pages.at(-1)!): void {
  edit(file, dictionaryAt(file, page).get('Contents'), change)
}

/** A stream of its own. */
export function addStream(file: PdfFile, bytes: string, entries: Readonly<Record<string, PdfValue>>): PdfValue {
  const stream = Buffer.from(bytes, 'latin1')
  return pdfReference(addObject(file, {value: pdfDictionary({...entries, Length: stream.length}), stream}))
}

/** A name in the resources of the last page. */
export function addResource({file, pages}: Open, [kind, name]: readonly [string, string], value: PdfValue): void {
  const resources = follow(file, dictionaryAt(file, pages.at(-1)!).get('Resources'))
  const all = resources.has(kind) ? follow(file, resources.get(kind)) : pdfDictionary({})
  resources.set(kind, all.set(name, value))
}

/** An annotation on the last page, in an element of its own. */
export function addAnnotation(open: Open, entries: Readonly<Record<string, PdfValue>>): void {
  const {file, pages, root} = open
  const page = pages.at(-1)!
  const numbers = follow(file, root.get('ParentTree')).get('Nums') as PdfValue[]
  const key = lookTree(file, root.get('ParentTree'), 'Nums').length
  const annotation = {Type: 'Annot', Subtype: 'Square'}
  const number = addObject(file, {
    value: pdfDictionary({
      Type: pdfName(annotation.Type),
      Subtype: pdfName(annotation.Subtype),
      Rect: [10, 10, 20, 20],
      F: 4,
      Contents: {kind: 'string', bytes: 'A box'},
      StructParent: key,
      ...entries
    })
  })
  const parent = open.elements[0]!
  const kid = pdfDictionary({Type: pdfName('OBJR'), Obj: pdfReference(number), Pg: pdfReference(page)})
  const element = addObject(file, {value: pdfDictionary({S: pdfName('Annot'), P: pdfReference(parent.number), K: kid})})
  numbers.push(key, pdfReference(element))
  ;(parent.dictionary.get('K') as PdfValue[]).push(pdfReference(element))
  const own = dictionaryAt(file, page)
  own.set('Annots', [...((own.get('Annots') as PdfValue[] | undefined) ?? []), pdfReference(number)]).set('Tabs', pdfName('S'))
}

/** An element around another. */
export function wrap({file}: Open, element: StructureElement, type: string): void {
  const parent = element.parent!.dictionary
  const value = pdfDictionary({S: pdfName(type), P: element.dictionary.get('P'), K: pdfReference(element.number)})
  const number = addObject(file, {value})
  element.dictionary.set('P', pdfReference(number))
  const kids = (parent.get('K') as PdfValue[]).map((kid) => (referenceIn(kid) === element.number ? pdfReference(number) : kid))
  parent.set('K', kids)
}

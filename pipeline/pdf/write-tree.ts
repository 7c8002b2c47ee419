/** The structure tree -> its objects in the file, with the trees that lead into it by number and by id. */
import {
  bytesIn,
  pdfDictionary,
  pdfName,
  pdfReference,
  pdfString,
  unexpectedPdf,
  type PdfDictionary,
  type PdfValue
} from './objects.ts'
import {addObject, dictionaryAt, type PdfFile} from './parse.ts'
import {listOf, resolved, walk, type Kid, type StructureElement, type StructureTree} from './structure-tree.ts'

/** What holds marked content, and what annotations there are: both have a number in the parent tree. */
export interface Holders {
  /** Pages and forms, in order. */
  readonly streams: readonly number[]
  readonly annotations: readonly number[]
}

/** Types of later versions of the standard, and what they stand for. */
const ROLES: Readonly<Record<string, string>> = {
  Em: 'Span',
  Strong: 'Span',
  Sub: 'Span',
  Title: 'P',
  Aside: 'Div',
  FENote: 'Note'
}

/** Write the tree back, with all that leads into it. */
export function writeTree(file: PdfFile, {root, elements}: StructureTree, {streams, annotations}: Holders): void {
  const parents: Parents = {lists: new Map(streams.map((stream) => [stream, []])), links: new Map()}
  const all = [...walk(elements)]
  const wanted = new Set(all.flatMap(({dictionary}) => headersOf(file, dictionary)))
  const ids: [id: string, element: number][] = []
  for (const element of all) {
    const id = idOf(element, wanted, ids.length)
    if (id !== undefined) ids.push([id, element.number])
    writeElement(element, {id, root, parents})
  }
  const numbers = numberParents(file, parents, annotations)
  const roles = Object.entries(ROLES).filter(([type]) => all.some((element) => element.type === type))
  const names = ids.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([id, element]) => [pdfString(id), pdfReference(element)])
  const [only] = elements
  file.objects[root] = {
    value: pdfDictionary({
      Type: pdfName('StructTreeRoot'),
      K: elements.length === 1 ? pdfReference(only!.number) : elements.map(({number}) => pdfReference(number)),
      ParentTree: pdfReference(addObject(file, {value: pdfDictionary({Nums: numbers})})),
      ParentTreeNextKey: numbers.length / 2,
      RoleMap: roles.length === 0 ? undefined : new Map(roles.map(([type, role]) => [type, pdfName(role)])),
      IDTree: names.length === 0 ? undefined : pdfReference(addObject(file, {value: pdfDictionary({Names: names})}))
    })
  }
}

interface Parents {
  /** Of each stream the element of each number of marked content. */
  readonly lists: Map<number, (number | undefined)[]>
  /** The element of each annotation. */
  readonly links: Map<number, number>
}

// Only what a cell names by its id needs one, and a note, which the standard wants to be found.
function idOf({type, dictionary}: StructureElement, wanted: ReadonlySet<string>, count: number): string | undefined {
  const isNote = type === 'Note' || type === 'FENote'
  const id = bytesIn(dictionary.get('ID')) ?? (isNote ? `note${count}` : undefined)
  return id !== undefined && (isNote || wanted.has(id)) ? id : undefined
}

const OWN_KEYS: readonly string[] = ['Type', 'S', 'P', 'K', 'Pg', 'ID']

function writeElement(
  {number, dictionary, type, parent, kids}: StructureElement,
  {id, root, parents}: {readonly id: string | undefined; readonly root: number; readonly parents: Parents}
): void {
  const kept = [...dictionary].filter(([key]) => !OWN_KEYS.includes(key))
  const page = kids.find((kid) => kid.at !== 'element')?.page
  dictionary.clear()
  dictionary.set('S', pdfName(type)).set('P', pdfReference(parent?.number ?? root))
  if (page !== undefined) dictionary.set('Pg', pdfReference(page))
  for (const [key, value] of kept) dictionary.set(key, value)
  if (id !== undefined) dictionary.set('ID', pdfString(id))
  const written = kids.map((kid) => writeKid(kid, {number, page, parents}))
  if (written.length > 0) dictionary.set('K', written.length === 1 ? written[0]! : written)
}

function writeKid(
  kid: Kid,
  {number, page, parents}: {readonly number: number; readonly page: number | undefined; readonly parents: Parents}
): PdfValue {
  if (kid.at === 'element') return pdfReference(kid.number)
  const elsewhere = kid.page === page ? undefined : pdfReference(kid.page)
  if (kid.at === 'annotation') {
    parents.links.set(kid.number, number)
    return pdfDictionary({Type: pdfName('OBJR'), Pg: elsewhere, Obj: pdfReference(kid.number)})
  }
  const list = parents.lists.get(kid.stream) ?? unexpectedPdf(`marked content in the unknown stream ${kid.stream}`)
  list[kid.content] = number
  if (kid.stream === kid.page && elsewhere === undefined) return kid.content
  const stream = kid.stream === kid.page ? undefined : pdfReference(kid.stream)
  return pdfDictionary({Type: pdfName('MCR'), Pg: elsewhere, Stm: stream, MCID: kid.content})
}

function numberParents(file: PdfFile, {lists, links}: Parents, annotations: readonly number[]): PdfValue[] {
  const numbers: PdfValue[] = []
  for (const [stream, list] of lists) {
    const owner = dictionaryAt(file, stream)
    if (list.length === 0) owner.delete('StructParents')
    else {
      owner.set('StructParents', numbers.length / 2)
      const elements = Array.from(list, (element) => (element === undefined ? null : pdfReference(element)))
      numbers.push(numbers.length / 2, pdfReference(addObject(file, {value: elements})))
    }
  }
  for (const annotation of annotations) {
    const link = links.get(annotation) ?? unexpectedPdf(`the annotation ${annotation} outside the structure tree`)
    dictionaryAt(file, annotation).set('StructParent', numbers.length / 2)
    numbers.push(numbers.length / 2, pdfReference(link))
  }
  return numbers
}

function headersOf(file: PdfFile, dictionary: PdfDictionary): readonly string[] {
  return listOf(file, dictionary.get('A')).flatMap((attributes) => {
    const each = resolved(file, attributes)
    const headers = each instanceof Map ? resolved(file, each.get('Headers')) : undefined
    return Array.isArray(headers) ? headers.flatMap((id) => bytesIn(id) ?? []) : []
  })
}

/** Mends the structure tree that Chromium writes, so that programs that read a PDF aloud find what the standard names. */
import {
  mayName,
  nameIn,
  pdfDictionary,
  pdfName,
  pdfReference,
  referenceIn,
  type PdfDictionary,
  type PdfValue
} from '../../pdf/objects.ts'
import {addObject, dictionaryAt, objectAt, type PdfFile} from '../../pdf/parse.ts'

/** Structure types of PDF 2.0 that Chromium uses in an older file, and what they stand for there. */
const ROLES: Readonly<Record<string, string>> = {
  Em: 'Span',
  Strong: 'Span',
  Sub: 'Span',
  Title: 'P',
  Aside: 'Div',
  FENote: 'Note'
}

/** Names in what may have to be mended. */
const MENDED = new RegExp(`/(?:LI|Figure|StructTreeRoot|${Object.keys(ROLES).join('|')})\\b`)

/** List items get a body, wrappers of figures stop being figures without text, and every type is one that readers know. */
export function mendStructure(file: PdfFile): void {
  const types = new Map<number, string>()
  let root: PdfDictionary | undefined
  file.objects.forEach((object, number) => {
    if (object === undefined || object.stream || !mayName(object, MENDED) || !(object.value instanceof Map)) return
    const type = elementType(object.value)
    if (type !== undefined) types.set(number, type)
    else if (nameIn(object.value.get('Type')) === 'StructTreeRoot') root = object.value
  })
  for (const [number, type] of types) {
    const element = dictionaryAt(file, number)
    if (type === 'LI') addBody(file, number)
    // The drawing inside carries the alternative text; a second figure around it would lack one.
    if (type === 'Figure' && !element.has('Alt')) element.set('S', pdfName('Div'))
  }
  if (root) mapRoles(root, new Set(types.values()))
}

// Nothing for what is no element of the structure, such as a number of marked content.
function elementType(value: PdfValue): string | undefined {
  return value instanceof Map && nameIn(value.get('Type')) === 'StructElem' ? (nameIn(value.get('S')) ?? '') : undefined
}

// A list item holds its label and one body with all the rest.
function addBody(file: PdfFile, number: number): void {
  const item = dictionaryAt(file, number)
  const kids = kidsOf(item)
  const typeOf = (kid: PdfValue) => {
    const child = referenceIn(kid)
    return child === undefined ? undefined : elementType(objectAt(file, child).value)
  }
  const labels = kids.filter((kid) => typeOf(kid) === 'Lbl')
  const rest = kids.filter((kid) => !labels.includes(kid))
  if (rest.length === 0 || rest.some((kid) => typeOf(kid) === 'LBody')) return
  // A number is marked content of the item's own page, which the body then needs.
  const page = rest.some((kid) => typeOf(kid) === undefined) ? item.get('Pg') : undefined
  const body = addObject(file, {
    value: pdfDictionary({
      Type: pdfName('StructElem'),
      S: pdfName('LBody'),
      P: pdfReference(number),
      Pg: page,
      K: rest
    })
  })
  for (const kid of rest) if (typeOf(kid) !== undefined) dictionaryAt(file, referenceIn(kid)!).set('P', pdfReference(body))
  item.set('K', [...labels, pdfReference(body)])
}

function kidsOf(element: PdfDictionary): readonly PdfValue[] {
  const kids = element.get('K')
  if (kids === undefined) return []
  return Array.isArray(kids) ? kids : [kids]
}

function mapRoles(root: PdfDictionary, used: ReadonlySet<string>): void {
  const roles = Object.entries(ROLES).filter(([type]) => used.has(type))
  if (roles.length) root.set('RoleMap', new Map(roles.map(([type, role]) => [type, pdfName(role)])))
}

/** Mends the structure tree that Chromium writes, so that programs that read a PDF aloud find what the standard names. */
import {addEntries, addObject, objectAt, type PdfFile, type PdfObject} from '../../pdf/parse.ts'

/** Structure types of PDF 2.0 that Chromium uses in an older file, and what they stand for there. */
const ROLES: Readonly<Record<string, string>> = {
  Em: 'Span',
  Strong: 'Span',
  Sub: 'Span',
  Title: 'P',
  Aside: 'Div',
  FENote: 'Note'
}

/** List items get a body, wrappers of figures stop being figures without text, and every type is one that readers know. */
export function mendStructure(file: PdfFile): void {
  const types = new Map<number, string>()
  file.objects.forEach((object, number) => {
    const type = object && !object.stream ? /^<<\/Type \/StructElem\s+\/S \/(\w+)/.exec(object.text)?.[1] : undefined
    if (type) types.set(number, type)
  })
  for (const [number, type] of types) {
    const element = objectAt(file, number)
    if (type === 'LI') addBody(file, number, types)
    // The drawing inside carries the alternative text; a second figure around it would lack one.
    if (type === 'Figure' && !element.text.includes('/Alt ')) element.text = element.text.replace('/S /Figure', '/S /Div')
  }
  mapRoles(file, new Set(types.values()))
}

// A list item holds its label and one body with all the rest.
function addBody(file: PdfFile, number: number, types: ReadonlyMap<number, string>): void {
  const item = objectAt(file, number)
  const kids = KIDS.exec(item.text)?.[1]
  if (!kids) return
  const elements = Array.from(kids.matchAll(/(\d+) 0 R/g), ([, kid]) => Number(kid)).filter((kid) => types.has(kid))
  const labels = elements.filter((kid) => types.get(kid) === 'Lbl')
  const rest = elements.filter((kid) => !labels.includes(kid))
  // What is not a reference to an element, such as marked content of the item itself, stays with the body too.
  const others = kids
    .replace(/^\[|\]$/g, '')
    .replace(/(\d+) 0 R/g, (found, kid) => (types.has(Number(kid)) ? '' : found))
    .trim()
  if (rest.some((kid) => types.get(kid) === 'LBody') || (rest.length === 0 && !others)) return
  const page = others ? (/\/Pg \d+ 0 R/.exec(item.text)?.[0] ?? '') : ''
  const content = [...rest.map((kid) => `${kid} 0 R`), others].filter(Boolean).join(' ')
  const body = addObject(file, {text: `<</Type /StructElem /S /LBody /P ${number} 0 R ${page} /K [${content}]>>`})
  for (const kid of rest) setParent(objectAt(file, kid), body)
  item.text = item.text.replace(KIDS, `/K [${[...labels, body].map((kid) => `${kid} 0 R`).join(' ')}]`)
}

// One kid, or an array of numbers, references and flat dictionaries.
const KIDS = /\/K (\[(?:[^[\]<>]|<<[^<>]*>>)*\]|\d+ 0 R|\d+)/

function setParent(element: PdfObject, parent: number): void {
  element.text = element.text.replace(/\/P \d+ 0 R/, `/P ${parent} 0 R`)
}

function mapRoles(file: PdfFile, used: ReadonlySet<string>): void {
  const root = file.objects.find((object) => object?.text.startsWith('<</Type /StructTreeRoot'))
  const roles = Object.entries(ROLES).filter(([type]) => used.has(type))
  if (root && roles.length) addEntries(root, `\n/RoleMap <<${roles.map(([type, role]) => `/${type} /${role}`).join(' ')}>>`)
}

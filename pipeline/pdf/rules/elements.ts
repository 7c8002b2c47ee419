/** Rules for single elements: headings, figures, notes and links say what they must. */
import {bytesIn} from '../objects.ts'
import {firstPage, type StructureElement} from '../structure-tree.ts'
import {kindOf, type Examined} from './examined.ts'
import {look} from './look.ts'
import {elementsBy, typeIn} from './roles.ts'
import type {Fault, Rule} from './rule.ts'

/** Rules for elements. */
export const elementRules: readonly Rule[] = [
  {name: 'heading-levels-have-no-gap', clause: 'ISO 14289-1 7.4.2', faults: headings},
  {name: 'headings-are-of-one-kind', clause: 'ISO 14289-1 7.4.4', faults: headingKinds},
  {name: 'figure-has-words', clause: 'ISO 14289-1 7.3', faults: (examined) => wordless(examined, 'Figure')},
  {name: 'formula-has-words', clause: 'ISO 14289-1 7.7', faults: (examined) => wordless(examined, 'Formula')},
  {name: 'note-has-an-id', clause: 'ISO 14289-1 7.9', faults: notes},
  {name: 'annotation-has-an-element', clause: 'ISO 14289-1 7.18.1', faults: annotations}
]

/** A fault of an element, with its page. */
export function faultOf({pageOf}: Examined, element: StructureElement, reason: string): Fault {
  return {page: pageOf.get(firstPage(element) ?? 0), object: element.number, reason}
}

function* headings(examined: Examined): Iterable<Fault> {
  const typeOf = typeIn(examined)
  let before = 0
  for (const element of examined.elements) {
    const level = Number(/^H([1-6])$/.exec(typeOf(element))?.[1] ?? 0)
    if (level === 0) continue
    if (level > before + 1)
      yield faultOf(
        examined,
        element,
        `Unexpected heading H${level} ${before === 0 ? 'as the first' : `behind H${before}`}, expected H${before + 1}`
      )
    before = level
  }
}

function* headingKinds(examined: Examined): Iterable<Fault> {
  const by = elementsBy(examined)
  const plain = by.get('H')?.[0]
  if (plain !== undefined && [1, 2, 3, 4, 5, 6].some((level) => by.has(`H${level}`)))
    yield faultOf(examined, plain, 'Unexpected heading H beside numbered ones, expected one kind')
}

function* wordless(examined: Examined, type: string): Iterable<Fault> {
  const {file} = examined
  for (const element of elementsBy(examined).get(type) ?? []) {
    const alternative = bytesIn(look(file, element.dictionary.get('Alt'))) ?? ''
    if (alternative === '' && !element.dictionary.has('ActualText'))
      yield faultOf(examined, element, `Unexpected ${type} without \`Alt\`, expected words for those who cannot see it`)
  }
}

function* notes(examined: Examined): Iterable<Fault> {
  for (const element of elementsBy(examined).get('Note') ?? [])
    if ((bytesIn(look(examined.file, element.dictionary.get('ID'))) ?? '') === '')
      yield faultOf(examined, element, 'Unexpected Note without `ID`, expected one of its own')
}

// What is neither a link nor a field stands in an element for annotations; marks of the printer and what pops up in none.
const ELEMENTS: Readonly<Record<string, string>> = {Link: 'Link', Widget: 'Form'}
const ALONE: readonly string[] = ['Popup', 'PrinterMark']

function* annotations(examined: Examined): Iterable<Fault> {
  const {tree, elements} = examined
  if (tree === undefined) return
  const typeOf = typeIn(examined)
  const types = new Map(
    elements.flatMap((element) =>
      element.kids.flatMap((kid) => (kid.at === 'annotation' ? [[kid.number, typeOf(element)] as const] : []))
    )
  )
  for (const annotation of examined.annotations) {
    const expected = ELEMENTS[kindOf(annotation)] ?? 'Annot'
    if (ALONE.includes(kindOf(annotation)) || types.get(annotation.object ?? -1) === expected) continue
    yield {
      page: annotation.page,
      object: annotation.object,
      reason: `Unexpected annotation \`${kindOf(annotation)}\` in no element ${expected}, expected it there by an \`OBJR\``
    }
  }
}

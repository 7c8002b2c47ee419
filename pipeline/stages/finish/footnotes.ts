/** Says of a note at the foot of a page that it is one, so that a program that reads aloud can tell it from the text around it. */
import {idOfTarget} from '../../pdf/destinations.ts'
import {nameIn} from '../../pdf/objects.ts'
import {dictionaryAt, type PdfFile} from '../../pdf/parse.ts'
import {walk, type StructureElement, type StructureTree} from '../../pdf/structure-tree.ts'

/** What begins with the way back to its mark becomes a `Note`; Chromium knows no such element. */
export function markNotes(file: PdfFile, {elements}: StructureTree): void {
  for (const element of walk(elements)) if (element.type === 'NonStruct' && beginsWithReturn(file, element)) element.type = 'Note'
}

function beginsWithReturn(file: PdfFile, {kids: [first]}: StructureElement): boolean {
  if (first?.at !== 'element' || first.type !== 'Link') return false
  return first.kids.some((kid) => {
    const target = kid.at === 'annotation' ? nameIn(dictionaryAt(file, kid.number).get('Dest')) : undefined
    return target !== undefined && /^fnref-\d+$/.test(idOfTarget(target))
  })
}

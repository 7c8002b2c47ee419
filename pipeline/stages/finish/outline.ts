/** Writes the outline of a PDF, which readers' programs show beside its pages, from the headings of the edition. */
import type {Bookmark} from '../../pdf/bookmark.ts'
import {
  dictionaryIn,
  pdfDictionary,
  pdfName,
  pdfReference,
  referenceIn,
  type PdfDictionary,
  type PdfValue
} from '../../pdf/objects.ts'
import {addObject, dictionaryAt, type PdfFile} from '../../pdf/parse.ts'
import {nameOfTarget} from '../../pdf/destinations.ts'
import {plainLine, textString} from '../../pdf/text.ts'

interface Item {
  readonly number: number
  readonly level: number
  readonly dictionary: PdfDictionary
  last?: Item
}

/** An entry for each bookmark, below the one before it of a lesser level. Throws where one has no place in the PDF. */
export function writeOutline(file: PdfFile, bookmarks: readonly Bookmark[]): void {
  const catalog = dictionaryAt(file, file.root)
  catalog.delete('Outlines')
  if (bookmarks.length === 0) return
  const targets = targetsOf(file, catalog)
  const top = addItem(file, 0, pdfDictionary({Type: pdfName('Outlines')}))
  const path = [top]
  for (const {id, level, text} of bookmarks) {
    const target = targets.get(nameOfTarget(id))
    if (target === undefined) throw new Error(`Unexpected heading #${id} without a place in the PDF, expected it on a page`)
    while (path.at(-1)!.level >= level) path.pop()
    const item = addItem(file, level, pdfDictionary({Title: textString(plainLine(text)), Dest: target}))
    append(path.at(-1)!, item)
    // All are open: what is below shows wherever it stands.
    for (const {dictionary} of path) dictionary.set('Count', Number(dictionary.get('Count') ?? 0) + 1)
    path.push(item)
  }
  catalog.set('Outlines', pdfReference(top.number))
}

function targetsOf(file: PdfFile, catalog: PdfDictionary): ReadonlyMap<string, PdfValue> {
  const dests = catalog.get('Dests')
  const number = referenceIn(dests)
  return number === undefined ? dictionaryIn(dests ?? new Map(), '/Dests') : dictionaryAt(file, number)
}

function addItem(file: PdfFile, level: number, dictionary: PdfDictionary): Item {
  return {number: addObject(file, {value: dictionary}), level, dictionary}
}

// The items below one are a list, linked both ways.
function append(parent: Item, item: Item): void {
  item.dictionary.set('Parent', pdfReference(parent.number))
  if (parent.last === undefined) parent.dictionary.set('First', pdfReference(item.number))
  else {
    parent.last.dictionary.set('Next', pdfReference(item.number))
    item.dictionary.set('Prev', pdfReference(parent.last.number))
  }
  parent.dictionary.set('Last', pdfReference(item.number))
  parent.last = item
}

/**
 * Puts into a PDF where its values come from, for `octavo trace`: the list of what is shown, in the order in which it is read. It
 * lies where programs keep what is their own (ISO 32000-1, 14.5), and shows nowhere.
 */
import {deflateSync} from 'node:zlib'
import {pdfDictionary, pdfName, pdfReference} from '../../pdf/objects.ts'
import {addObject, dictionaryAt, type PdfFile} from '../../pdf/parse.ts'
import {OWNER, TYPE, type Provenance, type ShownValue} from '../../pdf/provenance.ts'
import {textString} from '../../pdf/text.ts'
import type {PageMap, Place} from '../../types.ts'

/** A value, and the number of its place among those of the page. */
export type Slotted = ShownValue & {readonly slot: number}

/** Write the list. `date`: the ISO date that the file tells of itself. */
export function writeProvenance(file: PdfFile, provenance: Provenance, date: string): void {
  if (provenance.values.length === 0) return
  const stream = deflateSync(Buffer.from(JSON.stringify(provenance)), {level: 6})
  const about = pdfDictionary({Type: pdfName(TYPE), Filter: pdfName('FlateDecode'), Length: stream.length})
  const number = addObject(file, {value: about, stream})
  const own = pdfDictionary({LastModified: textString(`D:${date.replaceAll('-', '')}000000Z`), Private: pdfReference(number)})
  dictionaryAt(file, file.root).set('PieceInfo', pdfDictionary({[OWNER]: own}))
}

/** With the pages of the file, and where they stand on them. */
export function placed(values: readonly Slotted[], places: readonly (Place | null)[], map: PageMap): readonly ShownValue[] {
  if (values.length === 0) return []
  // A layout may leave the text out, or show it twice; then the places are not those of the values.
  const isWhole = values.at(-1)!.slot < places.length
  return withPages(values, map).map(({slot, ...value}): ShownValue => {
    const place = isWhole ? places[slot] : null
    return place ? {...value, pages: [place[0], place[0]], at: [place[1], place[2]]} : value
  })
}

// A value stands between the place before it that has a page of its own, and the next one.
function withPages(values: readonly Slotted[], {destinations, pages}: PageMap): readonly Slotted[] {
  const pageOf = ({near}: ShownValue) => (Object.hasOwn(destinations, near) ? destinations[near] : undefined)
  let [first, last] = [1, pages]
  const firsts = values.map((value) => (first = pageOf(value) ?? first))
  const lasts = values.toReversed().map((value, at, all) => {
    const next = all[at - 1]
    if (next !== undefined && next.near !== value.near) last = pageOf(next) ?? last
    return last
  })
  return values.map((value, at) => ({...value, pages: [firsts[at]!, Math.max(firsts[at]!, lasts[values.length - 1 - at]!)]}))
}

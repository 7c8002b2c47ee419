/**
 * Puts into a PDF where its values come from, for `octavo trace`: the list of what is shown, in the order in which it is read. It
 * lies where programs keep what is their own (ISO 32000-1, 14.5), and shows nowhere.
 */
import {deflateSync} from 'node:zlib'
import {pdfDictionary, pdfName, pdfReference} from '../../pdf/objects.ts'
import {addObject, dictionaryAt, type PdfFile} from '../../pdf/parse.ts'
import {OWNER, TYPE, type Provenance, type ShownValue} from '../../pdf/provenance.ts'
import {textString} from '../../pdf/text.ts'
import type {PageMap} from '../../types.ts'

/** What is written besides the list: the pages of the file, and the ISO date that it tells of itself. */
export interface Written {
  readonly map: PageMap
  readonly date: string
}

/** Write the list. */
export function writeProvenance(file: PdfFile, {values, ...rest}: Provenance, {map, date}: Written): void {
  if (values.length === 0) return
  const provenance = {...rest, values: withPages(values, map)}
  const stream = deflateSync(Buffer.from(JSON.stringify(provenance)), {level: 6})
  const about = pdfDictionary({Type: pdfName(TYPE), Filter: pdfName('FlateDecode'), Length: stream.length})
  const number = addObject(file, {value: about, stream})
  const own = pdfDictionary({LastModified: textString(`D:${date.replaceAll('-', '')}000000Z`), Private: pdfReference(number)})
  dictionaryAt(file, file.root).set('PieceInfo', pdfDictionary({[OWNER]: own}))
}

// A value stands between the place before it that has a page of its own, and the next one.
function withPages(values: readonly ShownValue[], {destinations, pages}: PageMap): readonly ShownValue[] {
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

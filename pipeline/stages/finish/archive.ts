/** What PDF/A wants of a file besides its tags: colours that mean the same in fifty years, and transparency that says in which. */
import {deflateSync} from 'node:zlib'
import {
  nameIn,
  pdfDictionary,
  pdfName,
  pdfReference,
  pdfString,
  referenceIn,
  type PdfDictionary,
  type PdfValue
} from '../../pdf/objects.ts'
import {addObject, dictionaryAt, type PdfFile} from '../../pdf/parse.ts'
import {srgbProfile} from '../../pdf/srgb.ts'
import {resolved} from '../../pdf/structure-tree.ts'
import {pagesOf} from '../../pdf/pages.ts'

const SRGB = 'sRGB IEC61966-2.1'
const profile = deflateSync(srgbProfile(), {level: 6})

/** Put in the colours that the file is meant for, and say of each page with transparency in which it is reckoned. */
export function archive(file: PdfFile): void {
  const value = pdfDictionary({N: 3, Filter: pdfName('FlateDecode'), Length: profile.length})
  const intent = pdfDictionary({
    Type: pdfName('OutputIntent'),
    S: pdfName('GTS_PDFA1'),
    OutputConditionIdentifier: pdfString(SRGB),
    RegistryName: pdfString('http://www.color.org'),
    Info: pdfString(SRGB),
    DestOutputProfile: pdfReference(addObject(file, {value, stream: profile}))
  })
  dictionaryAt(file, file.root).set('OutputIntents', [pdfReference(addObject(file, {value: intent}))])
  for (const page of pagesOf(file)) {
    const dictionary = dictionaryAt(file, page)
    if (isTransparent(file, dictionary, new Set())) dictionary.set('Group', GROUP)
  }
}

const GROUP = pdfDictionary({Type: pdfName('Group'), S: pdfName('Transparency'), CS: pdfName('DeviceRGB')})

// An alpha below 1, a blend mode, a mask or a group: of the page, or of a form on it.
function isTransparent(file: PdfFile, owner: PdfDictionary, seen: Set<PdfDictionary>): boolean {
  if (seen.has(owner)) return false
  seen.add(owner)
  const resources = resolved(file, owner.get('Resources'))
  if (!(resources instanceof Map)) return false
  if (dictionariesIn(file, resources.get('ExtGState')).some((state) => isLight(file, state))) return true
  return dictionariesIn(file, resources.get('XObject')).some(
    (object) => object.has('SMask') || object.has('Group') || isTransparent(file, object, seen)
  )
}

function dictionariesIn(file: PdfFile, value: PdfValue | undefined): readonly PdfDictionary[] {
  const all = resolved(file, value)
  if (!(all instanceof Map)) return []
  return [...all.values()].flatMap((each) => {
    const number = referenceIn(each)
    const found = number === undefined ? each : dictionaryAt(file, number)
    return found instanceof Map ? [found] : []
  })
}

function isLight(file: PdfFile, state: PdfDictionary): boolean {
  const isBelowOne = (alpha: PdfValue | undefined) =>
    typeof alpha === 'object' && alpha !== null && 'text' in alpha && Number(alpha.text) < 1
  const blend = nameIn(resolved(file, state.get('BM')))
  return (
    isBelowOne(state.get('ca')) ||
    isBelowOne(state.get('CA')) ||
    state.get('ca') === 0 ||
    state.get('CA') === 0 ||
    resolved(file, state.get('SMask')) instanceof Map ||
    (blend !== undefined && blend !== 'Normal')
  )
}

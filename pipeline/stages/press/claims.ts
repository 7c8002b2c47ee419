/** What a PDF for a press says of itself where the press is known: PDF/X-4 (ISO 15930-7), and for which press. */
import {createHash} from 'node:crypto'
import {deflateSync} from 'node:zlib'
import {pdfDictionary, pdfName, pdfReference, pdfString} from '../../pdf/objects.ts'
import {addObject, dictionaryAt, type PdfFile} from '../../pdf/parse.ts'
import {plainLine, textString} from '../../pdf/text.ts'
import type {Claims} from '../../pdf/xmp.ts'

const VERSION = 'PDF/X-4'

/** Of a file that keeps no standard for presses. */
export const NOTHING: Claims = {namespaces: {}, properties: {}}

/** Properties of a file that is told from others by what it was made of. */
export function claimsOf(made: readonly (Uint8Array | string)[]): Claims {
  return {
    namespaces: {pdfxid: 'http://www.npes.org/pdfx/ns/id/', xmpMM: 'http://ns.adobe.com/xap/1.0/mm/'},
    properties: {
      'pdfxid:GTS_PDFXVersion': VERSION,
      'pdf:Trapped': 'False',
      'xmpMM:DocumentID': identityOf(made),
      'xmpMM:VersionID': '1',
      'xmpMM:RenditionClass': 'default'
    }
  }
}

// The same of the same, in the form of a name that is told from all others (RFC 9562, version 8).
function identityOf(made: readonly (Uint8Array | string)[]): string {
  const hash = createHash('sha256')
  for (const part of made) hash.update(part)
  const digits = hash.digest('hex')
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32)
  ]
  return `uuid:${parts.join('-')}`
}

/** Put in for which press the file is, and what old programs look for. */
export function intend(file: PdfFile, profile: Uint8Array, name: string): void {
  const stream = deflateSync(profile, {level: 6})
  const value = pdfDictionary({N: 4, Filter: pdfName('FlateDecode'), Length: stream.length})
  const condition = textString(plainLine(name) || 'Custom')
  const intent = pdfDictionary({
    Type: pdfName('OutputIntent'),
    S: pdfName('GTS_PDFX'),
    OutputConditionIdentifier: condition,
    Info: condition,
    DestOutputProfile: pdfReference(addObject(file, {value, stream}))
  })
  dictionaryAt(file, file.root).set('OutputIntents', [pdfReference(addObject(file, {value: intent}))])
  const information = dictionaryAt(file, file.info)
  information.set('Trapped', pdfName('False'))
  information.set('GTS_PDFXVersion', pdfString(VERSION))
}

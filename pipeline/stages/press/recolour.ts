/** Every colour of a PDF -> inks, where they are known; what stays a colour of the screen says so by a profile. */
import {deflateSync} from 'node:zlib'
import {plainBytes} from '../../pdf/cross-references.ts'
import type {Rgb} from '../../pdf/lab.ts'
import {
  nameIn,
  pdfDictionary,
  pdfName,
  pdfReference,
  unexpectedPdf,
  type PdfDictionary,
  type PdfValue
} from '../../pdf/objects.ts'
import {addObject, dictionaryAt, objectAt, replaceStream, type PdfFile} from '../../pdf/parse.ts'
import {srgbProfile} from '../../pdf/srgb.ts'
import {resolved} from '../../pdf/structure-tree.ts'
import type {Ink, Inks} from './inks.ts'
import {paintedIn} from './painted.ts'
import {rewrite} from './rewrite.ts'

/** Recolour all pages. */
export function recolour(file: PdfFile, inks: Inks): void {
  const {contents, coloured, resources} = paintedIn(file)
  const screen = screenSpace(file)
  for (const number of contents.keys()) recolourContent(file, number, inks)
  for (const dictionary of coloured)
    for (const key of ['ColorSpace', 'CS']) {
      const space = withProfile(resolved(file, dictionary.get(key)), screen)
      if (space !== undefined) dictionary.set(key, space)
    }
  for (const each of resources) nameSpaces(file, each, screen)
}

function recolourContent(file: PdfFile, number: number, inks: Inks): void {
  const {stream} = objectAt(file, number)
  const about = dictionaryAt(file, number)
  const text = Buffer.from(plainBytes(stream ?? unexpectedPdf('a page without contents'), about)).toString('latin1')
  const inked = rewrite(text, (rgb, kind) => operatorFor(inks(rgb), rgb, kind))
  replaceStream(file, number, deflateSync(Buffer.from(inked, 'latin1'), {level: 6}))
  about.set('Filter', pdfName('FlateDecode'))
  about.delete('DecodeParms')
  about.delete('StructParents')
}

function operatorFor(ink: Ink, rgb: Rgb, kind: 'fill' | 'line'): string {
  const operators = kind === 'fill' ? {black: 'g', screen: 'rg'} : {black: 'G', screen: 'RG'}
  const amounts = ink.kind === 'black' ? [1 - ink.amount] : rgb
  return `${amounts.map(written).join(' ')} ${operators[ink.kind]}`
}

function written(amount: number): string {
  return String(Number(amount.toFixed(4)))
}

function screenSpace(file: PdfFile): PdfValue {
  const profile = deflateSync(srgbProfile(), {level: 6})
  const value = pdfDictionary({N: 3, Filter: pdfName('FlateDecode'), Length: profile.length})
  return [pdfName('ICCBased'), pdfReference(addObject(file, {value, stream: profile}))]
}

// A space of its own, or the one behind a list of colours.
function withProfile(space: PdfValue | undefined, screen: PdfValue): PdfValue | undefined {
  if (nameIn(space) === 'DeviceRGB') return screen
  if (!Array.isArray(space) || !space.some((each) => nameIn(each) === 'DeviceRGB')) return undefined
  return space.map((each) => (nameIn(each) === 'DeviceRGB' ? screen : each))
}

// What is said without a space means the screen's (ISO 32000-1, 8.6.5.6).
function nameSpaces(file: PdfFile, resources: PdfDictionary, screen: PdfValue): void {
  const spaces = resolved(file, resources.get('ColorSpace'))
  const named =
    spaces instanceof Map
      ? [...spaces].map(([name, space]) => [name, withProfile(resolved(file, space), screen) ?? space] as const)
      : []
  resources.set('ColorSpace', new Map([...named, ['DefaultRGB', screen]]))
}

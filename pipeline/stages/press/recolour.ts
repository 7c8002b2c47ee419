/** Every colour of a PDF -> inks, where they are known; what stays a colour of the screen says so by a profile. */
import {deflateSync} from 'node:zlib'
import {plainBytes} from '../../pdf/cross-references.ts'
import {hexOf, type Rgb} from '../../pdf/lab.ts'
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
import {inkRun} from './runs.ts'

/** A colour of a file, and where it is. */
export interface UsedInk {
  /** As the screen has it. */
  readonly colour: string
  readonly ink: Ink
  /** The first page that it is on, from 1. */
  readonly page: number
}

/** What became of the colours of a file. */
export interface Recoloured {
  readonly used: readonly UsedInk[]
  /** Pages with pictures and runs of colours that stay colours of the screen, from 1. */
  readonly rest: readonly number[]
}

/** Recolour all pages: letters, lines, grounds, and runs of colours that go evenly from one to the next. */
export function recolour(file: PdfFile, inks: Inks): Recoloured {
  const {contents, coloured, resources} = paintedIn(file)
  const screen = screenSpace(file)
  const used = new Map<string, UsedInk>()
  const inksOn =
    (page: number): Inks =>
    (rgb) => {
      const [colour, ink] = [hexOf(rgb), inks(rgb)]
      if (page < (used.get(colour)?.page ?? Infinity)) used.set(colour, {colour, ink, page})
      return ink
    }
  for (const [number, page] of contents) recolourContent(file, number, inksOn(page))
  const rest = new Set<number>()
  for (const [each, {page, isMask}] of coloured) {
    if (!isMask && each.has('ShadingType') && inkRun(file, each, inksOn(page))) continue
    if (nameSpace(file, each, screen) && !isMask) rest.add(page)
  }
  for (const each of resources) nameSpaces(file, each, screen)
  return {used: [...used.values()], rest: [...rest].sort((a, b) => a - b)}
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
  const operator = {black: 'g', four: 'k', screen: 'rg'}[ink.kind]
  const amounts = ink.kind === 'black' ? [1 - ink.amount] : ink.kind === 'four' ? ink.amounts : rgb
  return `${amounts.map(written).join(' ')} ${kind === 'fill' ? operator : operator.toUpperCase()}`
}

function written(amount: number): string {
  return String(Number(amount.toFixed(4)))
}

function screenSpace(file: PdfFile): PdfValue {
  const profile = deflateSync(srgbProfile(), {level: 6})
  const value = pdfDictionary({N: 3, Filter: pdfName('FlateDecode'), Length: profile.length})
  return [pdfName('ICCBased'), pdfReference(addObject(file, {value, stream: profile}))]
}

// Tells whether it has colours of the screen; those of a group are only reckoned with.
function nameSpace(file: PdfFile, owner: PdfDictionary, screen: PdfValue): boolean {
  const spaces = ['ColorSpace', 'CS'].map((key) => [key, withProfile(resolved(file, owner.get(key)), screen)] as const)
  for (const [key, space] of spaces) if (space !== undefined) owner.set(key, space)
  return spaces[0]![1] !== undefined
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

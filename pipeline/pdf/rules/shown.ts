/** The fonts that text is shown with, as far as rules ask: their programs, widths and tables of characters. */
import {readCharacterMap} from '../character-map.ts'
import {nameIn, type PdfDictionary, type PdfValue} from '../objects.ts'
import type {PdfFile} from '../parse.ts'
import type {Examined} from './examined.ts'
import {look, lookList, lookMap, lookStream, numberIn} from './look.ts'
import type {ShownFont} from './painted.ts'

/** A composite font (ISO 32000-1, 9.7) whose codes are the numbers of its characters, two bytes each. */
export interface CompositeFont {
  readonly descendant: PdfDictionary
  /** Codes that are shown, in order. */
  readonly codes: readonly number[]
}

/** The name of a font, without its slash. */
export function nameOfFont({file}: Examined, {dictionary}: ShownFont): string {
  return nameIn(look(file, dictionary.get('BaseFont'))) ?? nameIn(look(file, dictionary.get('Name'))) ?? 'without a name'
}

/** The kind of a font, such as `Type0`. */
export function kindOfFont({file}: Examined, {dictionary}: ShownFont): string {
  return nameIn(look(file, dictionary.get('Subtype'))) ?? ''
}

/** Nothing where the font is of another kind. */
export function compositeOf(examined: Examined, font: ShownFont): CompositeFont | undefined {
  const {file} = examined
  const encoding = nameIn(look(file, font.dictionary.get('Encoding')))
  const descendant = lookMap(file, lookList(file, font.dictionary.get('DescendantFonts'))[0])
  if (kindOfFont(examined, font) !== 'Type0' || !/^Identity-[HV]$/.test(encoding ?? '') || descendant === undefined)
    return undefined
  const codes = new Set<number>()
  for (const bytes of font.strings)
    for (let at = 0; at + 1 < bytes.length; at += 2) codes.add(bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1))
  return {descendant, codes: [...codes].sort((a, b) => a - b)}
}

/** The dictionary that describes a font, which of a composite one is its descendant's. */
export function descriptorOf({file}: Examined, {dictionary}: ShownFont): PdfDictionary | undefined {
  const own = lookMap(file, lookList(file, dictionary.get('DescendantFonts'))[0]) ?? dictionary
  return lookMap(file, own.get('FontDescriptor'))
}

/** The bytes of an embedded TrueType font. */
export function programOf(examined: Examined, font: ShownFont): Uint8Array | undefined {
  return lookStream(examined.file, descriptorOf(examined, font)?.get('FontFile2'))
}

/** From characters to glyphs. */
export function glyphsOf({file}: Examined, {descendant}: CompositeFont): (code: number) => number {
  const map = lookStream(file, descendant.get('CIDToGIDMap'))
  return map === undefined ? (code) => code : (code) => (map[2 * code] ?? 0) * 256 + (map[2 * code + 1] ?? 0)
}

/** The width of each character, as the file has it. */
export function widthsOf({file}: Examined, {descendant}: CompositeFont): (code: number) => number {
  const widths = new Map<number, number>()
  const list = lookList(file, descendant.get('W')).map((each) => look(file, each))
  for (let at = 0; at < list.length;) at += takeWidths(file, list.slice(at, at + 3), widths)
  const other = numberIn(look(file, descendant.get('DW'))) ?? 1000
  return (code) => widths.get(code) ?? other
}

// A first code and its widths in a list, or a first code, a last one, and one width for all.
function takeWidths(file: PdfFile, [first, next, width]: readonly (PdfValue | undefined)[], widths: Map<number, number>): number {
  if (typeof first !== 'number') return 1
  if (Array.isArray(next)) {
    next.forEach((each, index) => widths.set(first + index, numberIn(look(file, each)) ?? 0))
    return 2
  }
  const last = Math.min(numberIn(next) ?? 0, 65_535)
  for (let code = first; code <= last; code++) widths.set(code, numberIn(width) ?? 0)
  return 3
}

/** The text of each code; nothing where there is no table, or one that cannot be read. */
export function textsOf({file}: Examined, {dictionary}: ShownFont): ReadonlyMap<number, string> | undefined {
  const table = lookStream(file, dictionary.get('ToUnicode'))
  if (table === undefined) return undefined
  try {
    return new Map(readCharacterMap(Buffer.from(table).toString('latin1')).entries)
  } catch {
    return undefined
  }
}

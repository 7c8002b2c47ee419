/** Rules for fonts: what is shown is in the file, as wide as it says, and can be found, copied and read aloud. */
import type {Examined} from './examined.ts'
import {lookMap} from './look.ts'
import type {ShownFont} from './painted.ts'
import type {Fault, Rule} from './rule.ts'
import {
  compositeOf,
  descriptorOf,
  glyphsOf,
  kindOfFont,
  nameOfFont,
  programOf,
  textsOf,
  widthsOf,
  type CompositeFont
} from './shown.ts'
import {readTypeface} from './typeface.ts'

/** Rules for fonts. */
export const fontRules: readonly Rule[] = [
  {name: 'font-is-embedded', clause: 'ISO 14289-1 7.21.4.1', faults: eachFont(embedding)},
  {name: 'font-has-outlines', clause: 'Octavo', faults: eachFont(outlines)},
  {name: 'font-names-its-characters', clause: 'ISO 14289-1 7.21.7', faults: eachFont(table)},
  {name: 'shown-glyph-has-a-character', clause: 'ISO 14289-1 7.21.7', faults: eachFont(characters)},
  {name: 'character-is-a-character', clause: 'ISO 14289-1 7.21.7', faults: eachFont(texts)},
  {name: 'shown-glyph-is-drawn', clause: 'ISO 14289-1 7.21.8', faults: eachFont(drawn)},
  {name: 'shown-glyph-is-in-the-font', clause: 'ISO 14289-1 7.21.4.1', faults: eachFont(present)},
  {name: 'glyph-is-as-wide-as-told', clause: 'ISO 14289-1 7.21.5', faults: eachFont(widths)},
  {name: 'glyphs-are-told-from-characters', clause: 'ISO 14289-1 7.21.3.2', faults: eachFont(glyphMap)}
]

type OfFont = (examined: Examined, font: ShownFont) => string | undefined

function eachFont(reasonOf: OfFont): Rule['faults'] {
  return function* (examined): Iterable<Fault> {
    for (const font of examined.painted.fonts.values()) {
      const reason = reasonOf(examined, font)
      if (reason !== undefined)
        yield {reason: `${reason} (font ${nameOfFont(examined, font)})`, page: font.page, object: font.object}
    }
  }
}

function embedding(examined: Examined, font: ShownFont): string | undefined {
  if (kindOfFont(examined, font) === 'Type3') return undefined
  const descriptor = descriptorOf(examined, font)
  const isThere = ['FontFile', 'FontFile2', 'FontFile3'].some((key) => lookMap(examined.file, descriptor?.get(key)) !== undefined)
  return isThere ? undefined : 'Unexpected font that is not in the file, expected it to be embedded'
}

// The standards allow it; its drawings have no hints, and few programs select text in them.
function outlines(examined: Examined, font: ShownFont): string | undefined {
  return kindOfFont(examined, font) === 'Type3' ? 'Unexpected font of drawings (Type 3), expected one with outlines' : undefined
}

function table(examined: Examined, font: ShownFont): string | undefined {
  const isBare = compositeOf(examined, font) !== undefined || kindOfFont(examined, font) === 'Type3'
  if (!isBare || lookMap(examined.file, font.dictionary.get('ToUnicode')) !== undefined) return undefined
  return 'Unexpected font without `ToUnicode`, expected a table of the characters that it shows'
}

function characters(examined: Examined, font: ShownFont): string | undefined {
  const [composite, texts] = [compositeOf(examined, font), textsOf(examined, font)]
  const missing = texts && composite?.codes.find((code) => !texts.has(code))
  return missing === undefined ? undefined : `Unexpected glyph ${missing} in no line of \`ToUnicode\`, expected its character`
}

const NO_CHARACTER = /[\0\uFEFF\uFFFE]/

function texts(examined: Examined, font: ShownFont): string | undefined {
  for (const [code, text] of textsOf(examined, font) ?? []) {
    const wrong = NO_CHARACTER.exec(text)?.[0]
    if (wrong === undefined && text !== '') continue
    const named = wrong === undefined ? 'nothing' : `U+${wrong.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    return `Unexpected ${named} as what the glyph ${code} means, expected a character`
  }
  return undefined
}

function drawn(examined: Examined, font: ShownFont): string | undefined {
  const composite = compositeOf(examined, font)
  const isEmpty = composite?.codes.some((code) => glyphsOf(examined, composite)(code) === 0)
  return isEmpty
    ? 'Unexpected text shown with `.notdef`, the glyph for what a font lacks, expected a font that has it'
    : undefined
}

function present(examined: Examined, font: ShownFont): string | undefined {
  const measured = measure(examined, font)
  const missing = measured?.composite.codes.find((code) => measured.glyphOf(code) >= measured.typeface.glyphs)
  return missing === undefined ? undefined : `Unexpected glyph ${missing} that the font has not, expected its outline in the file`
}

const MOST_APART = 1

function widths(examined: Examined, font: ShownFont): string | undefined {
  const measured = measure(examined, font)
  if (measured === undefined) return undefined
  const {composite, glyphOf, typeface} = measured
  const told = widthsOf(examined, composite)
  const known = composite.codes.filter((code) => glyphOf(code) < typeface.glyphs)
  const wrong = known.find((code) => Math.abs(told(code) - typeface.width(glyphOf(code))) > MOST_APART)
  if (wrong === undefined) return undefined
  return `Unexpected width ${told(wrong)} of the glyph ${wrong}, expected ${Math.round(typeface.width(glyphOf(wrong)))} as in the font`
}

function glyphMap(examined: Examined, font: ShownFont): string | undefined {
  const descendant = compositeOf(examined, font)?.descendant
  const isTrueType = descendant?.get('Subtype') !== undefined && programOf(examined, font) !== undefined
  if (!isTrueType || descendant.has('CIDToGIDMap')) return undefined
  return 'Unexpected TrueType font without `CIDToGIDMap`, expected `Identity` or a stream'
}

interface Measured {
  readonly composite: CompositeFont
  readonly typeface: NonNullable<ReturnType<typeof readTypeface>>
  readonly glyphOf: (code: number) => number
}

function measure(examined: Examined, font: ShownFont): Measured | undefined {
  const [composite, program] = [compositeOf(examined, font), programOf(examined, font)]
  const typeface = program && readTypeface(program)
  if (composite === undefined || typeface === undefined) return undefined
  return {composite, typeface, glyphOf: glyphsOf(examined, composite)}
}

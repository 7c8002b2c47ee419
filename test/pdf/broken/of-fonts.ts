/** Ways to break the fonts of a file. */
import {readCharacterMap, writeCharacterMap, type CharacterMap} from '../../../pipeline/pdf/character-map.ts'
import {pdfDictionary, pdfName, pdfReference, type PdfDictionary, type PdfValue} from '../../../pipeline/pdf/objects.ts'
import {addObject, dictionaryAt} from '../../../pipeline/pdf/parse.ts'
import {lookStream} from '../../../pipeline/pdf/rules/look.ts'
import {readTypeface} from '../../../pipeline/pdf/rules/typeface.ts'
import {addResource, addStream, edit, editPage, follow, type Breakage, type Open} from './breakage.ts'

interface Font {
  /** Its name in the resources of the last page. */
  readonly name: string
  readonly dictionary: PdfDictionary
  readonly descendant: PdfDictionary
}

// One that the last page shows text with, whose glyphs are of several widths.
function fontOf({file, pages}: Open): Font {
  const fonts = follow(file, follow(file, dictionaryAt(file, pages.at(-1)!).get('Resources')).get('Font'))
  const all = [...fonts].map(([name, value]): Font => {
    const dictionary = follow(file, value)
    return {name, dictionary, descendant: follow(file, (dictionary.get('DescendantFonts') as PdfValue[])[0])}
  })
  return all.find(({descendant}) => Array.isArray(descendant.get('W')))!
}

const described = (open: Open) => follow(open.file, fontOf(open).descendant.get('FontDescriptor'))

function table({file}: Open, {dictionary}: Font, change: (entries: CharacterMap['entries']) => CharacterMap['entries']): void {
  edit(file, dictionary.get('ToUnicode'), (text) => {
    const map = readCharacterMap(text)
    return writeCharacterMap({...map, entries: change(map.entries)})
  })
}

/** Show a glyph that the text does not have, with a character and the right width. */
function showGlyph(open: Open, glyph: number): void {
  const font = fontOf(open)
  const face = readTypeface(lookStream(open.file, described(open).get('FontFile2'))!)!
  const widths = font.descendant.get('W') as PdfValue[]
  widths.push(glyph, [Math.round(face.width(glyph))])
  table(open, font, (entries) => [...entries, [glyph, 'x'] as const].sort(([a], [b]) => a - b))
  const code = glyph.toString(16).padStart(4, '0')
  editPage(open, (text) => `${text}\n/Artifact BMC BT /${font.name} 9 Tf 1 0 0 1 40 40 Tm <${code}> Tj ET EMC`)
}

/** All of them. */
export const ofFonts: readonly Breakage[] = [
  ['a font that is not in the file', 'font-is-embedded', (open) => described(open).delete('FontFile2')],
  ['a font of drawings', 'font-has-outlines', drawings],
  ['a font without characters', 'font-names-its-characters', (open) => fontOf(open).dictionary.delete('ToUnicode')],
  [
    'a glyph without a character',
    'shown-glyph-has-a-character',
    (open) => table(open, fontOf(open), (entries) => entries.slice(1))
  ],
  ...['\0', '\uFEFF', '\uFFFE'].map((character): Breakage => [
    `a glyph that means U+${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    'character-is-a-character',
    (open) => table(open, fontOf(open), ([[code] = [0], ...rest]) => [[code, character], ...rest])
  ]),
  ['the glyph for what is missing', 'shown-glyph-is-drawn', (open) => showGlyph(open, 0)],
  ['a glyph that the font has not', 'shown-glyph-is-in-the-font', (open) => showGlyph(open, 65_500)],
  [
    'a glyph that is wider than told',
    'glyph-is-as-wide-as-told',
    (open) => {
      const {descendant} = fontOf(open)
      const widths = (descendant.get('W') as PdfValue[]).map((each) => (Array.isArray(each) ? each.map(() => 77) : each))
      descendant.set('W', widths)
    }
  ],
  [
    'a font whose glyphs nobody can tell',
    'glyphs-are-told-from-characters',
    (open) => fontOf(open).descendant.delete('CIDToGIDMap')
  ]
]

function drawings(open: Open): void {
  const {file} = open
  const glyph = addStream(file, '500 0 0 0 9 9 d1 0 0 9 9 re f', {})
  const map = 'begincmap 1 begincodespacerange <41> <41> endcodespacerange 1 beginbfchar <41> <0041> endbfchar endcmap'
  const value = pdfDictionary({
    Type: pdfName('Font'),
    Subtype: pdfName('Type3'),
    Name: pdfName('Drawn'),
    FontBBox: [0, 0, 9, 9],
    FontMatrix: [1, 0, 0, 1, 0, 0],
    CharProcs: pdfDictionary({A: glyph}),
    Encoding: pdfDictionary({Type: pdfName('Encoding'), Differences: [65, pdfName('A')]}),
    FirstChar: 65,
    LastChar: 65,
    Widths: [500],
    Resources: pdfDictionary({}),
    ToUnicode: addStream(file, map, {})
  })
  addResource(open, ['Font', 'Drawn'], pdfReference(addObject(file, {value})))
  editPage(open, (text) => `${text}\n/Artifact BMC BT /Drawn 1 Tf (A) Tj ET EMC`)
}

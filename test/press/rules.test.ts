/** A PDF for a press, broken in one way at a time: each is found by the rule that it breaks, and by no other. */
import {afterAll, beforeAll, expect, test} from 'vitest'
import {plainBytes} from '../../pipeline/pdf/cross-references.ts'
import {
  pdfDictionary,
  pdfName,
  pdfReference,
  pdfString,
  referenceIn,
  type PdfDictionary,
  type PdfValue
} from '../../pipeline/pdf/objects.ts'
import {pagesOf} from '../../pipeline/pdf/pages.ts'
import {addObject, dictionaryAt, objectAt, parsePdf, type PdfFile} from '../../pipeline/pdf/parse.ts'
import {pressRules} from '../../pipeline/pdf/rules/press.ts'
import {listOf, resolved} from '../../pipeline/pdf/structure-tree.ts'
import {mostInk, validatePdf} from '../../pipeline/pdf/validate.ts'
import {writePdf} from '../../pipeline/pdf/write.ts'
import type {Printed, Printer} from '../../pipeline/stages/print/index.ts'
import {srgbProfile} from '../../pipeline/pdf/srgb.ts'
import {printer} from '../fixtures/print/printer.ts'
import {prints, pressed} from './pressing.ts'
import {pressProfile} from './profiles.ts'

let [one, sheet, whole]: [Printer, Printed, Uint8Array] = [] as never
beforeAll(async () => {
  one = await printer()
  ;({sheet} = await prints(one))
  whole = pressed(sheet, {}, pressProfile())
})
afterAll(() => one.close())

interface Open {
  readonly file: PdfFile
  readonly catalog: PdfDictionary
  readonly information: PdfDictionary
  /** The second page, which has text. */
  readonly page: PdfDictionary
}

function broken(change: (open: Open) => void, version: '1.6' | '1.7' = '1.6'): Uint8Array {
  const file = parsePdf(whole)
  change({
    file,
    catalog: dictionaryAt(file, file.root),
    information: dictionaryAt(file, file.info),
    page: dictionaryAt(file, pagesOf(file)[1]!)
  })
  return writePdf(file, version)
}

const follow = (file: PdfFile, value: PdfValue | undefined) => resolved(file, value) as PdfDictionary
const intent = ({file, catalog}: Open) => follow(file, (resolved(file, catalog.get('OutputIntents')) as PdfValue[])[0])

function edit({file, catalog}: Open, change: (text: string) => string): void {
  const number = referenceIn(catalog.get('Metadata'))!
  const text = objectAt(file, number).stream!
  const changed = Buffer.from(change(Buffer.from(text).toString()))
  if (changed.equals(Buffer.from(text))) throw new Error('Unexpected packet, expected it to change')
  const value = dictionaryAt(file, number).set('Length', changed.length)
  file.objects[number] = {value, stream: changed}
}

function paint({file, page}: Open, text: string): void {
  const stream = Buffer.from(text)
  const number = addObject(file, {value: pdfDictionary({Length: stream.length}), stream})
  page.set('Contents', [...listOf(file, page.get('Contents')), pdfReference(number)])
}

function annotate({file, page}: Open, kind: string, rect: readonly number[]): void {
  const value = pdfDictionary({Type: pdfName('Annot'), Subtype: pdfName(kind), Rect: [...rect], F: 4})
  page.set('Annots', [pdfReference(addObject(file, {value}))])
}

function profileOf(open: Open, profile: Uint8Array): void {
  const {file} = open
  const value = pdfDictionary({N: 4, Length: profile.length})
  intent(open).set('DestOutputProfile', pdfReference(addObject(file, {value, stream: profile})))
}

const examples: readonly (readonly [name: string, rule: string, change: (open: Open) => void])[] = [
  ['no word of PDF/X', 'metadata-name-pdf-x-4', (open) => edit(open, (text) => text.replace(/<pdfxid:.*?<\/pdfxid:\w+>/, ''))],
  ['another part of PDF/X', 'metadata-name-pdf-x-4', (open) => edit(open, (text) => text.replace('>PDF/X-4<', '>PDF/X-3<'))],
  [
    'no identity',
    'metadata-tell-files-apart',
    (open) => edit(open, (text) => text.replace(/<xmpMM:DocumentID>.*?<\/xmpMM:DocumentID>/, ''))
  ],
  [
    'no version',
    'metadata-tell-files-apart',
    (open) => edit(open, (text) => text.replace(/<xmpMM:VersionID>.*?<\/xmpMM:VersionID>/, ''))
  ],
  ['no word of traps', 'trapping-is-told', (open) => edit(open, (text) => text.replace(/<pdf:Trapped>.*?<\/pdf:Trapped>/, ''))],
  ['another word of traps in two places', 'trapping-is-told', ({information}) => information.set('Trapped', pdfName('True'))],
  ['no output intent', 'output-intent-is-of-a-press', ({catalog}) => catalog.delete('OutputIntents')],
  ['that of an archive', 'output-intent-is-of-a-press', (open) => intent(open).set('S', pdfName('GTS_PDFA1'))],
  ['the profile of a screen', 'output-intent-is-of-a-press', (open) => profileOf(open, srgbProfile())],
  ['a profile that is none', 'output-intent-is-of-a-press', (open) => profileOf(open, Buffer.from('none'))],
  ['a press without a name', 'output-intent-is-of-a-press', (open) => intent(open).delete('OutputConditionIdentifier')],
  ['a page without a cut', 'page-tells-where-it-is-cut', ({page}) => page.delete('TrimBox')],
  ['a page with two cuts', 'page-tells-where-it-is-cut', ({page}) => page.set('ArtBox', page.get('TrimBox')!)],
  ['a bleed that is too small', 'boxes-lie-in-each-other', ({page}) => page.set('BleedBox', [40, 40, 600, 860])],
  ['a bleed that is too large', 'boxes-lie-in-each-other', ({page}) => page.set('BleedBox', [-10, 10, 640, 890])],
  ['a link', 'nothing-lies-on-the-page', (open) => annotate(open, 'Link', [100, 100, 200, 200])],
  [
    'colours of the screen',
    'colours-are-of-the-press',
    (open) => {
      follow(open.file, open.page.get('Resources')).set('ColorSpace', pdfDictionary({}))
      paint(open, '1 0 0 rg')
    }
  ],
  [
    'a group in colours of the screen',
    'colours-are-of-the-press',
    ({page}) => page.set('Group', pdfDictionary({S: pdfName('Transparency'), CS: pdfName('DeviceRGB')}))
  ],
  [
    'a picture in colours of the screen',
    'colours-are-of-the-press',
    ({file}) => {
      const picture = file.objects
        .map((object) => object?.value)
        .find((value) => value instanceof Map && value.has('Width') && Array.isArray(value.get('ColorSpace')))
      ;(picture as PdfDictionary).set('ColorSpace', pdfName('DeviceRGB'))
    }
  ],
  [
    'a script',
    'action-is-allowed',
    ({catalog}) => catalog.set('OpenAction', pdfDictionary({S: pdfName('JavaScript'), JS: pdfString('x')}))
  ],
  [
    'another title in two places',
    'information-agrees-with-metadata',
    ({information}) => information.set('Title', pdfString('Another'))
  ],
  [
    'a font that is elsewhere',
    'font-is-embedded',
    ({file}) => {
      for (const object of file.objects) if (object?.value instanceof Map) object.value.delete('FontFile2')
    }
  ]
]

test('what is not broken breaks no rule', () => {
  expect(validatePdf(whole)).toEqual([])
  expect(validatePdf(broken(() => {}))).toEqual([])
})

test.each(examples)('%s: %s', (_, rule, change) => {
  const findings = validatePdf(broken(change))
  expect([...new Set(findings.map((finding) => finding.rule))]).toEqual(
    rule === 'font-is-embedded' ? expect.arrayContaining([rule]) : [rule]
  )
  for (const {reason} of findings) expect(reason).toMatch(/^Unexpected .*, expected .*[^.]$/s)
})

test('a version of later programs', () => {
  expect(validatePdf(broken(() => {}, '1.7')).map(({rule}) => rule)).toEqual(['version-is-of-pdf-x-4'])
})

test('marks of the printer, and what lies aside, may be there', () => {
  expect(validatePdf(broken((open) => annotate(open, 'PrinterMark', [100, 100, 200, 200]))).map(({rule}) => rule)).toEqual([])
  expect(validatePdf(broken((open) => annotate(open, 'Link', [0, 0, 10, 10]))).map(({rule}) => rule)).toEqual([])
})

test('every rule of its own is broken by an example', () => {
  const own = pressRules.filter(({clause}) => clause === 'ISO 15930-7').map(({name}) => name)
  const met = new Set([...examples.map(([, rule]) => rule), 'version-is-of-pdf-x-4'])
  expect(own.length).toBe(9)
  expect(own.filter((name) => !met.has(name))).toEqual([])
})

test('the most ink is told', () => {
  expect(mostInk(broken((open) => paint(open, '.9 .8 .7 .6 k')))).toEqual({page: 2, percent: 300})
  expect(mostInk(whole)!.percent).toBeGreaterThan(100)
  expect(mostInk(pressed(sheet))).toBeUndefined()
})

test('without a profile nothing is claimed', () => {
  const text = Buffer.from(pressed(sheet)).toString('latin1')
  expect(text).not.toContain('PDF/X')
  expect(text).not.toContain('GTS_PDFX')
  expect(validatePdf(pressed(sheet)).map(({rule}) => rule)).toContain('metadata-name-pdf-a-3a')
})

test('bytes of a profile are those that were given', () => {
  const file = parsePdf(whole)
  const catalog = dictionaryAt(file, file.root)
  const number = referenceIn(intent({file, catalog} as Open).get('DestOutputProfile'))!
  expect(Buffer.from(plainBytes(objectAt(file, number).stream!, dictionaryAt(file, number))).equals(pressProfile())).toBe(true)
})

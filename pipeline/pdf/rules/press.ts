/** Rules of PDF/X-4 (ISO 15930-7), for files that say they keep it: what a press must know before it prints. */
import type {Box} from '../matrix.ts'
import {bytesIn, nameIn, type PdfDictionary, type PdfValue} from '../objects.ts'
import {readProfile} from '../icc/profile.ts'
import {actionRules} from './actions.ts'
import {documentRules} from './document.ts'
import {inherited, kindOf, type Examined, type Page} from './examined.ts'
import {fontRules} from './fonts.ts'
import {look, lookList, lookMap, lookNumbers, lookStream, numberIn} from './look.ts'
import {markRules} from './marks.ts'
import {metadataRules, packetOf, property} from './metadata.ts'
import {pageRules} from './pages.ts'
import {unless, type Fault, type Rule} from './rule.ts'

/** Rules of PDF/A and PDF/UA that files for a press keep too. */
const SHARED: ReadonlySet<string> = new Set([
  'nothing-follows-the-end',
  'file-has-an-identity',
  'metadata-are-there',
  'metadata-have-a-title',
  'information-agrees-with-metadata',
  'action-is-allowed',
  'nothing-acts-by-itself',
  'page-has-a-size',
  'target-is-there',
  'font-is-embedded',
  'shown-glyph-is-in-the-font',
  'glyph-is-as-wide-as-told',
  'content-can-be-read'
])

const others = [documentRules, metadataRules, actionRules, pageRules, fontRules, markRules].flat()

/** All rules for files for a press, in the order in which their faults are told. */
export const pressRules: readonly Rule[] = [
  {name: 'version-is-of-pdf-x-4', clause: 'ISO 15930-7', faults: version},
  {name: 'metadata-name-pdf-x-4', clause: 'ISO 15930-7', faults: named},
  {name: 'metadata-tell-files-apart', clause: 'ISO 15930-7', faults: identified},
  {name: 'trapping-is-told', clause: 'ISO 15930-7', faults: trapped},
  {name: 'output-intent-is-of-a-press', clause: 'ISO 15930-7', faults: intents},
  {name: 'page-tells-where-it-is-cut', clause: 'ISO 15930-7', faults: eachPage(cut)},
  {name: 'boxes-lie-in-each-other', clause: 'ISO 15930-7', faults: eachPage(nested)},
  {name: 'nothing-lies-on-the-page', clause: 'ISO 15930-7', faults: annotations},
  {name: 'colours-are-of-the-press', clause: 'ISO 15930-7', faults: colours},
  ...others.filter(({name}) => SHARED.has(name))
]

/** Whether a file says, in any place, that it is for a press. */
export function isForPress(examined: Examined): boolean {
  const {file, catalog} = examined
  const information = lookMap(file, {kind: 'reference', number: file.info})
  const isSaid = property(packetOf(examined) ?? '', 'pdfxid:GTS_PDFXVersion') !== undefined
  return isSaid || information?.has('GTS_PDFXVersion') === true || intentsOf(file, catalog).length > 0
}

function version({text}: Examined): Iterable<Fault> {
  return unless(/^%PDF-1\.[0-6](?:\r\n?|\n)/.test(text), {
    reason: `Unexpected first bytes \`${text.slice(0, 8).replaceAll(/[^ -~]/g, '?')}\`, expected \`%PDF-1.\` with a number up to 6`
  })
}

function named(examined: Examined): Iterable<Fault> {
  return unless(property(packetOf(examined) ?? '', 'pdfxid:GTS_PDFXVersion') === 'PDF/X-4', {
    reason: 'Unexpected metadata that do not name PDF/X-4, expected it as `pdfxid:GTS_PDFXVersion`'
  })
}

function* identified(examined: Examined): Iterable<Fault> {
  const packet = packetOf(examined) ?? ''
  for (const name of [
    'xmpMM:DocumentID',
    'xmpMM:VersionID',
    'xmpMM:RenditionClass',
    'xmp:CreateDate',
    'xmp:ModifyDate',
    'xmp:MetadataDate'
  ])
    if ((property(packet, name) ?? '') === '') yield {reason: `Unexpected metadata without \`${name}\`, expected it`}
}

function trapped(examined: Examined): Iterable<Fault> {
  const {file} = examined
  const told = property(packetOf(examined) ?? '', 'pdf:Trapped')
  const value = look(file, lookMap(file, {kind: 'reference', number: file.info})?.get('Trapped'))
  const written = nameIn(value)
  return unless(['True', 'False'].includes(told ?? '') && (value === undefined || written === told), {
    reason: 'Unexpected `Trapped`, expected True or False, in the metadata as in the information'
  })
}

function intentsOf(file: Examined['file'], catalog: PdfDictionary): readonly PdfDictionary[] {
  const all = lookList(file, catalog.get('OutputIntents')).flatMap((each) => lookMap(file, each) ?? [])
  return all.filter((intent) => nameIn(look(file, intent.get('S'))) === 'GTS_PDFX')
}

/** Numbers of colours that presses print with, by the space of the profile. */
const COMPONENTS: Readonly<Record<string, number>> = {GRAY: 1, RGB: 3, CMYK: 4}

function* intents({file, catalog}: Examined): Iterable<Fault> {
  const [intent, ...more] = intentsOf(file, catalog)
  if (intent === undefined || more.length > 0)
    return yield {reason: `Unexpected ${more.length + (intent ? 1 : 0)} output intents of PDF/X, expected one`}
  const value = intent.get('DestOutputProfile')
  const profile = readProfile(lookStream(file, value) ?? new Uint8Array())
  const isOfPress = profile?.deviceClass === 'prtr' && COMPONENTS[profile.space] === look(file, lookMap(file, value)?.get('N'))
  if (!isOfPress)
    yield {
      reason:
        'Unexpected profile of the output intent, expected an ICC profile of the class `prtr` with as many inks as its `N` says'
    }
  for (const key of ['OutputConditionIdentifier', 'Info'])
    if ((bytesIn(look(file, intent.get(key))) ?? '') === '')
      yield {reason: `Unexpected output intent without \`${key}\`, expected the name of the press`}
}

function eachPage(reasonOf: (examined: Examined, page: Page) => string | undefined): Rule['faults'] {
  return function* (examined): Iterable<Fault> {
    for (const each of examined.pages) {
      const reason = reasonOf(examined, each)
      if (reason !== undefined) yield {page: each.page, object: each.object, reason}
    }
  }
}

function cut({file}: Examined, {dictionary}: Page): string | undefined {
  const [trim, art] = ['TrimBox', 'ArtBox'].map((key) => look(file, dictionary.get(key)) !== undefined)
  return trim !== art
    ? undefined
    : 'Unexpected page with neither or both of `TrimBox` and `ArtBox`, expected one: where it is cut'
}

function nested({file}: Examined, {dictionary}: Page): string | undefined {
  const boxes = ['TrimBox', 'ArtBox', 'BleedBox', 'CropBox', 'MediaBox'].flatMap((key) => {
    const box = boxIn(file, inherited(file, dictionary, key))
    return box === undefined || key === 'CropBox' ? [] : [[key, box] as const]
  })
  for (const [index, [outer, around]] of boxes.entries()) {
    const [inner, within] = boxes[index - 1] ?? []
    if (within !== undefined && !holds(around, within))
      return `Unexpected \`${inner}\` that reaches out of the \`${outer}\`, expected it inside`
  }
  return undefined
}

/** Points by which programs round. */
const NEAR = 0.01

function holds(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] + NEAR && outer[1] <= inner[1] + NEAR && outer[2] >= inner[2] - NEAR && outer[3] >= inner[3] - NEAR
}

function boxIn(file: Examined['file'], value: PdfValue | undefined): Box | undefined {
  const [left, bottom, right, top] = lookNumbers(file, value)
  return left === undefined || bottom === undefined || right === undefined || top === undefined
    ? undefined
    : [left, bottom, right, top]
}

// A mark of the printer's may lie anywhere, and another annotation outside of what is printed.
function* annotations({file, annotations: all, pages}: Examined): Iterable<Fault> {
  for (const annotation of all) {
    const {page, object, dictionary} = annotation
    if (['PrinterMark', 'TrapNet'].includes(kindOf(annotation))) continue
    const owner = pages[page - 1]!.dictionary
    const printed = ['BleedBox', 'TrimBox', 'MediaBox']
      .map((key) => boxIn(file, inherited(file, owner, key)))
      .find((box) => box !== undefined)
    const own = boxIn(file, dictionary.get('Rect'))
    const isAside =
      own !== undefined &&
      printed !== undefined &&
      (own[2] <= printed[0] || own[0] >= printed[2] || own[3] <= printed[1] || own[1] >= printed[3])
    if (!isAside)
      yield {page, object, reason: `Unexpected annotation \`${kindOf(annotation)}\` on what is printed, expected none`}
  }
}

function* colours(examined: Examined): Iterable<Fault> {
  const {file, catalog, painted} = examined
  const inks = lookMap(file, intentsOf(file, catalog)[0]?.get('DestOutputProfile'))?.get('N')
  if (inks === undefined) return
  const foreign = numberIn(inks) === 4 ? 'DeviceRGB' : 'DeviceCMYK'
  for (const [page, devices] of painted.devices)
    if (devices.has(foreign))
      yield {page, reason: `Unexpected colours in ${foreign}, expected those of the press, or a profile with them`}
  for (const [number, object] of file.objects.entries())
    if (object !== undefined && hasSpace(lookMap(file, {kind: 'reference', number}), foreign))
      yield {
        object: number,
        reason: `Unexpected picture, run of colours or group in ${foreign}, expected the space of the press, or a profile with it`
      }
}

// Of a dictionary, and of those in it.
function hasSpace(value: PdfValue | undefined, space: string): boolean {
  if (!(value instanceof Map)) return false
  const own = ['ColorSpace', 'CS'].map((key) => value.get(key))
  const named = own.flatMap((each) => (Array.isArray(each) ? each : [each]))
  return named.some((each) => nameIn(each) === space) || [...value.values()].some((each) => hasSpace(each, space))
}

/** Rules for colours, transparency and pictures: they must look the same in fifty years. */
import {nameIn, type PdfDictionary, type PdfValue} from '../objects.ts'
import type {Examined} from './examined.ts'
import {look, lookList, lookMap, lookStream} from './look.ts'
import type {Device} from './painted.ts'
import type {Fault, Rule} from './rule.ts'

/** Rules for colours. */
export const colourRules: readonly Rule[] = [
  {name: 'colours-have-a-profile', clause: 'ISO 19005-3 6.2.4.3', faults: colours},
  {name: 'output-profile-is-icc', clause: 'ISO 19005-3 6.2.3', faults: profiles},
  {name: 'transparency-has-a-space', clause: 'ISO 19005-3 6.2.10', faults: transparency},
  {name: 'blend-mode-is-known', clause: 'ISO 19005-3 6.2.10', faults: blendModes},
  {name: 'picture-is-painted-as-it-is', clause: 'ISO 19005-3 6.2.8', faults: pictures},
  {name: 'stream-can-be-unpacked', clause: 'ISO 19005-3 6.1.7', faults: streams}
]

/** The colours that a profile of so many components gives a meaning; grey has one in each. */
const COVERED: Readonly<Record<number, readonly Device[]>> = {
  1: ['DeviceGray'],
  3: ['DeviceGray', 'DeviceRGB'],
  4: ['DeviceGray', 'DeviceCMYK']
}

function intentsOf({file, catalog}: Examined): readonly PdfDictionary[] {
  const intents = lookList(file, catalog.get('OutputIntents')).flatMap((each) => lookMap(file, each) ?? [])
  return intents.filter((intent) => nameIn(look(file, intent.get('S'))) === 'GTS_PDFA1')
}

function* colours(examined: Examined): Iterable<Fault> {
  const {file, painted} = examined
  const profiles = intentsOf(examined).map((intent) => lookMap(file, intent.get('DestOutputProfile')))
  const covered = profiles.flatMap((profile) => COVERED[Number(look(file, profile?.get('N')))] ?? [])
  for (const [page, devices] of painted.devices) {
    const bare = [...devices].filter((device) => !covered.includes(device))
    if (bare.length > 0)
      yield {
        page,
        reason: `Unexpected colours in ${bare.join(', ')}, expected an output intent of PDF/A with a profile for them`
      }
  }
}

/** Where the head of a profile names what it is, and what its colours are. */
const [SPACE, SIGNATURE] = [16, 36]
const COMPONENTS: Readonly<Record<string, number>> = {GRAY: 1, 'RGB ': 3, CMYK: 4, 'Lab ': 3}

function* profiles(examined: Examined): Iterable<Fault> {
  const {file} = examined
  for (const intent of intentsOf(examined)) {
    const value = intent.get('DestOutputProfile')
    const bytes = Buffer.from(lookStream(file, value) ?? []).toString('latin1', 0, 128)
    const components = COMPONENTS[bytes.slice(SPACE, SPACE + 4)]
    if (bytes.slice(SIGNATURE, SIGNATURE + 4) !== 'acsp' || components !== look(file, lookMap(file, value)?.get('N')))
      yield {reason: 'Unexpected output profile, expected an ICC profile with as many components as its `N` says'}
  }
}

function* transparency(examined: Examined): Iterable<Fault> {
  const {file, pages, painted} = examined
  if (intentsOf(examined).length > 0) return
  for (const {page, object, dictionary} of pages)
    if (painted.transparent.has(page) && !lookMap(file, dictionary.get('Group'))?.has('CS'))
      yield {
        page,
        object,
        reason: 'Unexpected transparency in no space of colours, expected a `Group` with `CS` or an output intent'
      }
}

const MODES: ReadonlySet<string> = new Set(
  'Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity'.split(
    ' '
  )
)

function* blendModes({file}: Examined): Iterable<Fault> {
  for (const [object, dictionary] of dictionariesOf(file)) {
    if (!dictionary.has('BM')) continue
    const modes = lookList(file, dictionary.get('BM')).map((mode) => nameIn(look(file, mode)) ?? '')
    const strange = modes.find((mode) => !MODES.has(mode))
    if (strange !== undefined) yield {object, reason: `Unexpected blend mode \`${strange}\`, expected one of the standard`}
  }
}

function* pictures({file}: Examined): Iterable<Fault> {
  for (const [object, dictionary] of dictionariesOf(file)) {
    if (nameIn(dictionary.get('Subtype')) !== 'Image') continue
    if (look(file, dictionary.get('Interpolate')) === true)
      yield {object, reason: 'Unexpected picture with `Interpolate`, expected it to be painted as it is'}
    for (const key of ['Alternates', 'OPI'])
      if (dictionary.has(key)) yield {object, reason: `Unexpected picture with \`${key}\`, expected one picture`}
  }
}

const FILTERS: ReadonlySet<string> = new Set(
  'ASCIIHexDecode ASCII85Decode FlateDecode RunLengthDecode CCITTFaxDecode JBIG2Decode DCTDecode JPXDecode'.split(' ')
)

function* streams({file}: Examined): Iterable<Fault> {
  for (const [number, object] of file.objects.entries()) {
    const dictionary = object?.stream === undefined ? undefined : lookMap(file, {kind: 'reference', number})
    if (dictionary === undefined) continue
    const strange = lookList(file, dictionary.get('Filter'))
      .map(nameIn)
      .find((filter) => !FILTERS.has(filter ?? ''))
    if (strange !== undefined)
      yield {object: number, reason: `Unexpected stream packed by ${strange}, expected a filter of PDF/A`}
    if (dictionary.has('F')) yield {object: number, reason: 'Unexpected stream in another file, expected its bytes here'}
  }
}

function* dictionariesOf(file: Examined['file']): Iterable<readonly [number, PdfDictionary]> {
  for (const number of file.objects.keys()) {
    const dictionary: PdfValue | undefined = lookMap(file, {kind: 'reference', number})
    if (dictionary !== undefined) yield [number, dictionary]
  }
}

/** The content streams of a page, and of the forms on it -> what they paint. */
import {bytesIn, faultIn, nameIn, referenceIn, type PdfDictionary, type PdfValue} from '../objects.ts'
import {eachOperator} from '../operations.ts'
import type {PdfFile} from '../parse.ts'
import {look, lookList, lookMap, lookStream, numberIn} from './look.ts'
import type {Device, Inside, Painted} from './painted.ts'

/** A content stream, and what is around it. */
interface Stream {
  readonly file: PdfFile
  readonly painted: Painted
  /** Forms that were gone through, by what they stood in. */
  readonly seen: Set<string>
  readonly page: number
  /** Object of the page or of the form. */
  readonly holder: number
  readonly resources: PdfDictionary
  readonly around: Inside
  readonly marks: (Inside | 'span')[]
  font: PdfValue | undefined
  isInvisible: boolean
  readonly saved: [PdfValue | undefined, boolean][]
}

/** A page to go through. */
export interface PaintedPage {
  readonly file: PdfFile
  readonly painted: Painted
  readonly seen: Set<string>
  readonly page: number
  readonly object: number
  readonly contents: PdfValue | undefined
  readonly resources: PdfDictionary
}

/** Add what a page paints. */
export function paintPage({object, contents, ...page}: PaintedPage): void {
  const streams = lookList(page.file, contents).map((each) => lookStream(page.file, each))
  const fresh = {holder: object, around: 'nothing', marks: [], font: undefined, isInvisible: false, saved: []} as const
  const stream: Stream = {...page, ...fresh, marks: [], saved: []}
  if (streams.includes(undefined)) return fault(stream, 'unreadable', 'a stream that is missing or packed in an unknown way')
  paint(stream, streams.map((bytes) => Buffer.from(bytes ?? []).toString('latin1')).join('\n'))
}

function paint(stream: Stream, text: string): void {
  try {
    eachOperator(text, (operator, operands) => {
      if (Object.hasOwn(OPERATORS, operator)) OPERATORS[operator]!(stream, operands, operator)
    })
  } catch (error) {
    return fault(stream, 'unreadable', faultIn(error))
  }
  if (stream.marks.length > 0) fault(stream, 'never ended', `${stream.marks.length}`)
}

type Act = (stream: Stream, operands: () => readonly PdfValue[], operator: string) => void

const PAINTS = ['f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*', 'sh', 'EI']

const OPERATORS: Readonly<Record<string, Act>> = {
  q: (stream) => void stream.saved.push([stream.font, stream.isInvisible]),
  Q: (stream) => ([stream.font, stream.isInvisible] = stream.saved.pop() ?? [stream.font, stream.isInvisible]),
  ...Object.fromEntries(PAINTS.map((name): [string, Act] => [name, (stream, _, operator) => beInside(stream, operator)])),
  Tf: (stream, operands) => (stream.font = resource(stream, 'Font', operands()[0])),
  Tr: (stream, operands) => (stream.isInvisible = operands()[0] === 3),
  ...Object.fromEntries(['Tj', 'TJ', "'", '"'].map((name): [string, Act] => [name, show])),
  Do: paintObject,
  gs: (stream, operands) => takeState(stream, lookMap(stream.file, resource(stream, 'ExtGState', operands()[0]))),
  ...Object.fromEntries(['rg', 'RG'].map((name): [string, Act] => [name, (stream) => useDevice(stream, 'DeviceRGB')])),
  ...Object.fromEntries(
    ['g', 'G'].map((name): [string, Act] => [name, (stream, operands) => useInk(stream, 'DeviceGray', operands())])
  ),
  ...Object.fromEntries(
    ['k', 'K'].map((name): [string, Act] => [name, (stream, operands) => useInk(stream, 'DeviceCMYK', operands())])
  ),
  ...Object.fromEntries(['cs', 'CS'].map((name): [string, Act] => [name, (stream, operands) => useSpace(stream, operands()[0])])),
  BMC: beginMark,
  BDC: beginMark,
  EMC(stream) {
    if (stream.marks.pop() === undefined) fault(stream, 'never begun', 'EMC')
  }
}

function fault({painted, page}: Stream, kind: Painted['faults'][number]['kind'], what: string): void {
  painted.faults.push({kind, page, what})
}

function resource({file, resources}: Stream, kind: string, name: PdfValue | undefined): PdfValue | undefined {
  return lookMap(file, resources.get(kind))?.get(nameIn(name) ?? '')
}

function inside({marks, around}: Stream): Inside {
  return marks.findLast((mark) => mark !== 'span') ?? around
}

function beInside(stream: Stream, operator: string): void {
  if (inside(stream) === 'nothing') fault(stream, 'unmarked', operator)
}

function beginMark(stream: Stream, operands: () => readonly PdfValue[]): void {
  const [tag, given] = operands()
  const named = nameIn(given)
  const properties =
    named === undefined ? lookMap(stream.file, given) : lookMap(stream.file, resource(stream, 'Properties', given))
  const number = look(stream.file, properties?.get('MCID'))
  const around = inside(stream)
  if (nameIn(tag) === 'Artifact') {
    if (around === 'content') fault(stream, 'artifact in content', 'Artifact')
    stream.marks.push('artifact')
  } else if (typeof number === 'number') {
    if (around === 'artifact') fault(stream, 'content in artifact', nameIn(tag) ?? '')
    addContent(stream, number, nameIn(tag) ?? '')
    stream.marks.push('content')
  } else stream.marks.push('span')
}

function addContent({painted, holder, page}: Stream, number: number, tag: string): void {
  const own = painted.contents.get(holder) ?? new Map<number, {page: number; tags: string[]}>()
  painted.contents.set(holder, own)
  const known = own.get(number) ?? {page, tags: []}
  own.set(number, known)
  known.tags.push(tag)
}

function show(stream: Stream, operands: () => readonly PdfValue[], operator: string): void {
  beInside(stream, operator)
  const dictionary = lookMap(stream.file, stream.font)
  if (dictionary === undefined || stream.isInvisible) return
  const {fonts} = stream.painted
  const font = fonts.get(dictionary) ?? {
    dictionary,
    page: stream.page,
    object: referenceIn(stream.font),
    strings: new Set<string>()
  }
  fonts.set(dictionary, font)
  for (const operand of operands().flat()) {
    const bytes = bytesIn(operand)
    if (bytes !== undefined) font.strings.add(bytes)
  }
}

function paintObject(stream: Stream, operands: () => readonly PdfValue[]): void {
  const {file} = stream
  const value = resource(stream, 'XObject', operands()[0])
  const dictionary = lookMap(file, value)
  if (dictionary === undefined) return beInside(stream, 'Do')
  if (dictionary.has('SMask') || dictionary.has('Group')) stream.painted.transparent.add(stream.page)
  if (nameIn(dictionary.get('Subtype')) === 'Form') return paintForm(stream, value, dictionary)
  beInside(stream, 'Do')
  if (look(file, dictionary.get('ImageMask')) !== true) useSpace(stream, dictionary.get('ColorSpace'))
}

// What a form paints stands in the marks around the form, or in its own.
function paintForm(stream: Stream, value: PdfValue | undefined, dictionary: PdfDictionary): void {
  const number = referenceIn(value) ?? -1
  const around = inside(stream)
  const key = `${number} ${around}`
  if (stream.seen.has(key)) return
  stream.seen.add(key)
  const bytes = lookStream(stream.file, value)
  if (bytes === undefined) return fault(stream, 'unreadable', `the form ${number}`)
  const resources = lookMap(stream.file, dictionary.get('Resources')) ?? stream.resources
  paint({...stream, holder: number, resources, around, marks: [], saved: []}, Buffer.from(bytes).toString('latin1'))
}

function takeState(stream: Stream, state: PdfDictionary | undefined): void {
  if (state === undefined) return
  const isBelowOne = (key: string) => (numberIn(look(stream.file, state.get(key))) ?? 1) < 1
  const blend = nameIn(look(stream.file, state.get('BM'))) ?? 'Normal'
  const isMasked = lookMap(stream.file, state.get('SMask')) !== undefined
  if (isBelowOne('ca') || isBelowOne('CA') || isMasked || !['Normal', 'Compatible'].includes(blend))
    stream.painted.transparent.add(stream.page)
  const font = lookList(stream.file, state.get('Font'))[0]
  if (font !== undefined) stream.font = font
}

function useSpace(stream: Stream, space: PdfValue | undefined): void {
  const named = nameIn(space) ?? nameIn(lookList(stream.file, space)[0])
  const device = DEVICES.get(named ?? '')
  if (device !== undefined) useDevice(stream, device)
}

const DEVICES: ReadonlyMap<string, Device> = new Map([
  ['DeviceRGB', 'DeviceRGB'],
  ['DeviceGray', 'DeviceGray'],
  ['DeviceCMYK', 'DeviceCMYK']
])

// Grey is how much black is missing.
function useInk(stream: Stream, device: 'DeviceGray' | 'DeviceCMYK', operands: readonly PdfValue[]): void {
  useDevice(stream, device)
  const amounts = operands.map((each) => numberIn(each) ?? 0)
  const total = device === 'DeviceGray' ? 1 - (amounts[0] ?? 0) : amounts.reduce((sum, amount) => sum + amount, 0)
  const {inks} = stream.painted
  inks.set(stream.page, Math.max(inks.get(stream.page) ?? 0, Math.round(total * 1000) / 10))
}

// The resources may say what a device's colours mean (ISO 32000-1, 8.6.5.6).
function useDevice({file, painted, page, resources}: Stream, device: Device): void {
  const spaces = lookMap(file, resources.get('ColorSpace'))
  if (spaces?.has(device.replace('Device', 'Default'))) return
  const used = painted.devices.get(page) ?? new Set<Device>()
  painted.devices.set(page, used.add(device))
}

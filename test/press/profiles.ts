/** Profiles of a press that does not exist, made of simple formulas, in every form that tables of inks have. */
import {existsSync} from 'node:fs'
import type {Lab} from '../../pipeline/pdf/lab.ts'

/** A profile that is free, of Debian's libgs-common. */
export const FREE = ['/usr/share/color/icc/ghostscript/default_cmyk.icc'].find((path) => existsSync(path))

export type Form = 'mft1' | 'mft2' | 'mAB'
export type Separation = (lab: Lab) => readonly number[]

const NAME = 'Test press'
const [POINTS, INK_POINTS] = [17, 9]

/** Dark is black ink, and the axes of colour are the three others. */
export function separate([lightness, a, b]: Lab): readonly number[] {
  const light = Math.min(1, Math.max(0, lightness / 100))
  const [red, yellow] = [a / 128, b / 128]
  const part = (value: number) => Math.min(1, Math.max(0, value))
  return [part((1 - light) * 0.6 - red), part((1 - light) * 0.5 + red), part((1 - light) * 0.5 + yellow), part((1 - light) ** 2)]
}

/** How inks are seen: three of them take a little light and give colour, black takes nearly all. */
export function seen([cyan = 0, magenta = 0, yellow = 0, black = 0]: readonly number[]): Lab {
  const light = (1 - 0.3 * cyan) * (1 - 0.4 * magenta) * (1 - 0.1 * yellow) * (1 - 0.85 * black)
  return [100 * light, 60 * (magenta - cyan), 80 * yellow - 30 * cyan]
}

/** The profile. */
export function pressProfile(
  form: Form = 'mft2',
  {deviceClass = 'prtr', space = 'CMYK', separation = separate as Separation} = {}
): Buffer {
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', description(NAME, form)],
    ['cprt', form === 'mAB' ? words('Public domain') : textOf('Public domain')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['B2A1', table(form, 3, POINTS, (place) => separation(labAt(place, form)))],
    ['B2A0', table(form, 3, POINTS, (place) => separation(labAt(place, form)))],
    ['A2B1', table(form, 4, INK_POINTS, (inks) => placeOf(seen(inks), form))],
    ['A2B0', table(form, 4, INK_POINTS, (inks) => placeOf(seen(inks), form))]
  ]
  const start = 128 + 4 + tags.length * 12
  const head = Buffer.alloc(start)
  let end = start
  tags.forEach(([name, data], index) => {
    head.write(name, 132 + index * 12, 'latin1')
    head.writeUInt32BE(end, 136 + index * 12)
    head.writeUInt32BE(data.length, 140 + index * 12)
    end += data.length
  })
  head.writeUInt32BE(end, 0)
  head.writeUInt32BE(form === 'mAB' ? 0x04_20_00_00 : 0x02_40_00_00, 8)
  head.write(`${deviceClass}${space}Lab `, 12, 'latin1')
  for (const [index, value] of [2026, 1, 1, 0, 0, 0].entries()) head.writeUInt16BE(value, 24 + index * 2)
  head.write('acsp', 36, 'latin1')
  xyz(0.9642, 1, 0.8249).copy(head, 68, 8)
  head.writeUInt32BE(tags.length, 128)
  return Buffer.concat([head, ...tags.map(([, data]) => data)])
}

function labAt([l = 0, a = 0, b = 0]: readonly number[], form: Form): Lab {
  return form === 'mft2'
    ? [(l * 65_535) / 652.8, (a * 65_535) / 256 - 128, (b * 65_535) / 256 - 128]
    : [l * 100, a * 255 - 128, b * 255 - 128]
}

function placeOf([l, a, b]: Lab, form: Form): readonly number[] {
  const parts =
    form === 'mft2'
      ? [(l * 652.8) / 65_535, ((a + 128) * 256) / 65_535, ((b + 128) * 256) / 65_535]
      : [l / 100, (a + 128) / 255, (b + 128) / 255]
  return parts.map((part) => Math.min(1, Math.max(0, part)))
}

function table(form: Form, inputs: number, points: number, of: (place: readonly number[]) => readonly number[]): Buffer {
  const outputs = 7 - inputs
  const width = form === 'mft1' ? 1 : 2
  const grid = gridOf({inputs, points, width}, of)
  if (form === 'mAB') return ofVersion4(inputs, points, grid)
  const line = Buffer.concat(
    Array.from({length: width === 1 ? 256 : 2}, (_, index) => numbers([width === 1 ? index / 255 : index], width))
  )
  const head = Buffer.alloc(width === 1 ? 48 : 52)
  head.write(form, 0, 'latin1')
  head.set([inputs, outputs, points], 8)
  for (const at of [12, 28, 44]) head.writeInt32BE(65_536, at)
  if (width === 2) for (const at of [48, 50]) head.writeUInt16BE(2, at)
  return padded(Buffer.concat([head, ...Array<Buffer>(inputs).fill(line), grid, ...Array<Buffer>(outputs).fill(line)]))
}

/** With every step that there can be: curves that undo each other, a matrix that changes nothing. */
function ofVersion4(inputs: number, points: number, grid: Buffer): Buffer {
  const outputs = 7 - inputs
  const [isToInks, head] = [inputs === 3, Buffer.alloc(32)]
  const [straight, root, square] = [curve(), formula(0.5), formula(2)]
  const connecting = (part: Buffer) => Buffer.concat([part, part, part])
  const steps = isToInks
    ? [
        connecting(square),
        matrix(),
        connecting(root),
        gridHead(inputs, points),
        Buffer.concat(Array<Buffer>(outputs).fill(straight))
      ]
    : [
        connecting(root),
        matrix(),
        connecting(square),
        gridHead(inputs, points),
        Buffer.concat(Array<Buffer>(inputs).fill(straight))
      ]
  head.write(isToInks ? 'mBA ' : 'mAB ', 0, 'latin1')
  head.set([inputs, outputs], 8)
  let at = 32
  const parts = steps.map((step, index) => {
    const part = index === 3 ? padded(Buffer.concat([step, grid])) : step
    head.writeUInt32BE(at, 12 + index * 4)
    at += part.length
    return part
  })
  return Buffer.concat([head, ...parts])
}

function gridHead(inputs: number, points: number): Buffer {
  const head = Buffer.alloc(20)
  head.fill(points, 0, inputs)
  head[16] = 2
  return head
}

function gridOf(
  {inputs, points, width}: {inputs: number; points: number; width: number},
  of: (place: readonly number[]) => readonly number[]
): Buffer {
  const count = points ** inputs
  return Buffer.concat(
    Array.from({length: count}, (_, index) => {
      const place = Array.from(
        {length: inputs},
        (_, dimension) => (Math.floor(index / points ** (inputs - 1 - dimension)) % points) / (points - 1)
      )
      return numbers(of(place), width)
    })
  )
}

function numbers(values: readonly number[], width: number): Buffer {
  const bytes = Buffer.alloc(values.length * width)
  values.forEach((value, index) => bytes.writeUIntBE(Math.round(value * (width === 1 ? 255 : 65_535)), index * width, width))
  return bytes
}

function curve(): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.write('curv', 0, 'latin1')
  return bytes
}

function formula(power: number): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.write('para', 0, 'latin1')
  bytes.writeInt32BE(power * 65_536, 12)
  return bytes
}

function matrix(): Buffer {
  const bytes = Buffer.alloc(48)
  for (const at of [0, 16, 32]) bytes.writeInt32BE(65_536, at)
  return bytes
}

function description(name: string, form: Form): Buffer {
  if (form === 'mAB') return words(name)
  const bytes = Buffer.alloc(12 + name.length + 1 + 8 + 70)
  bytes.write('desc', 0, 'latin1')
  bytes.writeUInt32BE(name.length + 1, 8)
  bytes.write(name, 12, 'latin1')
  return padded(bytes)
}

function textOf(text: string): Buffer {
  return padded(Buffer.concat([Buffer.from('text'), Buffer.alloc(4), Buffer.from(`${text}\0`)]))
}

function words(text: string): Buffer {
  const body = Buffer.from(text, 'utf16le').swap16()
  const head = Buffer.alloc(28)
  head.write('mluc', 0, 'latin1')
  for (const [at, value] of [
    [8, 1],
    [12, 12],
    [20, body.length],
    [24, 28]
  ] as const)
    head.writeUInt32BE(value, at)
  head.write('enUS', 16, 'latin1')
  return padded(Buffer.concat([head, body]))
}

function xyz(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(20)
  bytes.write('XYZ ', 0, 'latin1')
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 65_536), 8 + index * 4))
  return bytes
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

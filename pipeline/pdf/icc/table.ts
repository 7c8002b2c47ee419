/** A tag of an ICC profile with a table -> the function that it is, from colours to inks or back; all numbers from 0 to 1. */
import type {Lab} from '../lab.ts'
import {clamp, fixedAt, readCurve, sampled, type Curve} from './curves.ts'
import {interpolate, type Grid} from './grid.ts'

/** A function of several numbers. */
export type Lookup = (values: readonly number[]) => readonly number[]

/** From inks to how they are seen, or back. `scale` is how a table holds L*a*b*. */
export interface Table {
  readonly look: Lookup
  readonly scale: Scale
}

/** L* of 100, and zero and unit of a* and b*, in a table. */
interface Scale {
  readonly white: number
  readonly zero: number
  readonly unit: number
}

/** 16 bits of version 2, which lut16Type has in version 4 too (10.10, table 42), and what all other types have. */
const OLD: Scale = {white: 65_280 / 65_535, zero: 32_768 / 65_535, unit: 256 / 65_535}
const PLAIN: Scale = {white: 1, zero: 128 / 255, unit: 1 / 255}

/** Read a table from so many numbers to so many (10.10 to 10.13). Throws where it is of another type or shape, or ends too early. */
export function readTable(bytes: Buffer, [inputs, outputs]: readonly [number, number]): Table {
  const type = bytes.toString('latin1', 0, 4)
  if (bytes[8] !== inputs || bytes[9] !== outputs) throw new Error(`a table from ${bytes[8]} numbers to ${bytes[9]}`)
  if (type === 'mft1') return {look: readOld(bytes, 1), scale: PLAIN}
  if (type === 'mft2') return {look: readOld(bytes, 2), scale: OLD}
  if (type === 'mBA ' || type === 'mAB ') return {look: readNew(bytes), scale: PLAIN}
  throw new Error(`a table of the type \`${type}\``)
}

/** As a table holds it. */
export function fromLab([lightness, a, b]: Lab, {white, zero, unit}: Scale): readonly number[] {
  return [(lightness / 100) * white, zero + a * unit, zero + b * unit]
}

/** As it is seen. */
export function toLab([lightness = 0, a = 0, b = 0]: readonly number[], {white, zero, unit}: Scale): Lab {
  return [(lightness / white) * 100, (a - zero) / unit, (b - zero) / unit]
}

// A curve for each number, the table, and again a curve for each. Its matrix is for XYZ alone.
function readOld(bytes: Buffer, width: 1 | 2): Lookup {
  const [inputs, outputs, points] = [bytes[8]!, bytes[9]!, bytes[10]!]
  const [before, behind] = width === 1 ? [256, 256] : [bytes.readUInt16BE(48), bytes.readUInt16BE(50)]
  const most = width === 1 ? 255 : 65_535
  let at = width === 1 ? 48 : 52
  const take = (count: number) => {
    mustHold(bytes, at + count * width)
    const values = new Float64Array(count)
    for (let index = 0; index < count; index++, at += width) values[index] = bytes.readUIntBE(at, width) / most
    return values
  }
  const first = Array.from({length: inputs}, () => sampled(take(before)))
  const grid: Grid = {sizes: Array<number>(inputs).fill(points), outputs, values: take(points ** inputs * outputs)}
  const last = Array.from({length: outputs}, () => sampled(take(behind)))
  return (values) => each(last, interpolate(grid, each(first, values)))
}

/** The steps of the types of version 4, each with its offset in the tag; towards inks they run the other way. */
function readNew(bytes: Buffer): Lookup {
  const [inputs, outputs] = [bytes[8]!, bytes[9]!]
  const isToInks = bytes.toString('latin1', 0, 4) === 'mBA '
  const [b = 0, matrix = 0, m = 0, table = 0, a = 0] = [12, 16, 20, 24, 28].map((at) => bytes.readUInt32BE(at))
  const connecting = isToInks ? inputs : outputs
  const steps = [
    curvesAt(bytes, b, connecting),
    matrixAt(bytes, matrix),
    curvesAt(bytes, m, connecting),
    gridAt(bytes, table, {inputs, outputs}),
    curvesAt(bytes, a, isToInks ? outputs : inputs)
  ].filter((step) => step !== undefined)
  const inOrder = isToInks ? steps : steps.toReversed()
  return (values) => inOrder.reduce((now, step) => step(now), values)
}

function curvesAt(bytes: Buffer, offset: number, count: number): Lookup | undefined {
  if (offset === 0) return undefined
  let at = offset
  const curves = Array.from({length: count}, () => {
    const {curve, size} = readCurve(bytes.subarray(at))
    at += size
    return curve
  })
  return (values) => each(curves, values)
}

function matrixAt(bytes: Buffer, offset: number): Lookup | undefined {
  if (offset === 0) return undefined
  const cells = Array.from({length: 12}, (_, index) => fixedAt(bytes, offset + index * 4))
  return (values) =>
    [0, 1, 2].map((row) =>
      clamp([0, 1, 2].reduce((sum, column) => sum + cells[row * 3 + column]! * values[column]!, cells[9 + row]!))
    )
}

function gridAt(
  bytes: Buffer,
  offset: number,
  {inputs, outputs}: {readonly inputs: number; readonly outputs: number}
): Lookup | undefined {
  if (offset === 0) return undefined
  const sizes = [...bytes.subarray(offset, offset + inputs)]
  const width = bytes[offset + 16]!
  if (width !== 1 && width !== 2) throw new Error(`a table of ${width} bytes a number`)
  const count = sizes.reduce((product, size) => product * size, outputs)
  mustHold(bytes, offset + 20 + count * width)
  const values = new Float64Array(count)
  for (let index = 0; index < count; index++)
    values[index] = bytes.readUIntBE(offset + 20 + index * width, width) / (width === 1 ? 255 : 65_535)
  return (place) => interpolate({sizes, outputs, values}, place)
}

// Before room is made for as many numbers as it says that it has.
function mustHold(bytes: Buffer, size: number): void {
  if (!(size <= bytes.length)) throw new Error('a table that ends too early')
}

function each(curves: readonly Curve[], values: readonly number[]): readonly number[] {
  return curves.map((curve, index) => curve(values[index]!))
}

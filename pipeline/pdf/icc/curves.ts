/** One-dimensional curves of ICC profiles: from 0 to 1, to 0 to 1. */

/** What a value becomes. */
export type Curve = (value: number) => number

/** Evenly spaced samples, with straight lines between them. */
export function sampled(samples: ArrayLike<number>): Curve {
  const last = samples.length - 1
  return (value) => {
    const at = clamp(value) * last
    const from = Math.min(Math.floor(at), last - 1)
    return samples[from]! + (samples[from + 1]! - samples[from]!) * (at - from)
  }
}

/** A curve of the types `curv` and `para`, and how many bytes it takes (10.6 and 10.18). Throws where it is of another type. */
export function readCurve(bytes: Buffer): {readonly curve: Curve; readonly size: number} {
  const type = bytes.toString('latin1', 0, 4)
  if (type === 'para') return parametric(bytes)
  if (type !== 'curv') throw new Error(`a curve of the type \`${type}\``)
  const count = bytes.readUInt32BE(8)
  const size = padded(12 + count * 2)
  if (count === 0) return {curve: (value) => value, size}
  if (count === 1) {
    const power = bytes.readUInt16BE(12) / 256
    return {curve: (value) => clamp(value) ** power, size}
  }
  return {curve: sampled(Array.from({length: count}, (_, index) => bytes.readUInt16BE(12 + index * 2) / 65_535)), size}
}

/** How many numbers each kind of formula has. */
const PARAMETERS = [1, 3, 4, 5, 7]

function parametric(bytes: Buffer): {readonly curve: Curve; readonly size: number} {
  const kind = bytes.readUInt16BE(8)
  const count = PARAMETERS[kind]
  if (count === undefined) throw new Error(`a curve by the formula ${kind}`)
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({length: count}, (_, index) =>
    fixedAt(bytes, 12 + index * 4)
  )
  const power = (value: number) => Math.max(0, a * value + b) ** g
  const formulas: readonly Curve[] = [
    (value) => value ** g,
    (value) => (value >= -b / a ? power(value) : 0),
    (value) => (value >= -b / a ? power(value) + c : c),
    (value) => (value >= d ? power(value) : c * value),
    (value) => (value >= d ? power(value) + e : c * value + f)
  ]
  return {curve: (value) => clamp(formulas[kind]!(clamp(value))), size: padded(12 + count * 4)}
}

/** A number with sixteen bits behind its point (4.6). */
export function fixedAt(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) / 65_536
}

/** Within 0 and 1. */
export function clamp(value: number): number {
  return value <= 0 ? 0 : value >= 1 ? 1 : value
}

function padded(size: number): number {
  return Math.ceil(size / 4) * 4
}

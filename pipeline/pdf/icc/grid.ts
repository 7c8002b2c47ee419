/** A table of many dimensions -> a value between its points, by the simplex that holds it: in three dimensions a tetrahedron. */
import {clamp} from './curves.ts'

/** Points in each dimension, how many values each has, and all of them, the last dimension first in turn. */
export interface Grid {
  readonly sizes: readonly number[]
  readonly outputs: number
  readonly values: ArrayLike<number>
}

/** The values at a place, each coordinate from 0 to 1. */
export function interpolate({sizes, outputs, values}: Grid, place: readonly number[]): readonly number[] {
  const strides = stridesOf(sizes, outputs)
  const cells = sizes.map((size, index) => {
    const at = clamp(place[index] ?? 0) * (size - 1)
    const from = Math.min(Math.floor(at), Math.max(0, size - 2))
    return {part: at - from, from, stride: strides[index]!}
  })
  // From the lowest corner of the cell to its highest, first along the side on which the place is farthest.
  let corner = cells.reduce((sum, {from, stride}) => sum + from * stride, 0)
  const result = Array.from({length: outputs}, (_, index) => values[corner + index]!)
  for (const {part, stride} of cells.toSorted((a, b) => b.part - a.part)) {
    if (part === 0) break
    const next = corner + stride
    for (let index = 0; index < outputs; index++) result[index]! += part * (values[next + index]! - values[corner + index]!)
    corner = next
  }
  return result
}

function stridesOf(sizes: readonly number[], outputs: number): readonly number[] {
  const strides: number[] = []
  let stride = outputs
  for (const size of sizes.toReversed()) {
    strides.unshift(stride)
    stride *= size
  }
  return strides
}

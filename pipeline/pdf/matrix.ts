/** Places on a page of a PDF: transformations and boxes (ISO 32000-1, 8.3). */

/** The six numbers of a transformation. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** Left, bottom, right and top, in points. */
export type Box = readonly [left: number, bottom: number, right: number, top: number]

/** What changes nothing. */
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** Six numbers as a transformation; what is missing changes nothing. */
export function toMatrix([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Matrix {
  return [a, b, c, d, e, f]
}

/** First a, then b. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5]
  ]
}

/** The box that holds these points after a transformation; `before` is one that it must hold too. */
export function boxAround(points: readonly number[], matrix: Matrix, before?: Box): Box | undefined {
  if (points.length < 2) return before
  let [left, bottom, right, top] = before ?? [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at + 1 < points.length; at += 2) {
    const x = points[at]! * matrix[0] + points[at + 1]! * matrix[2] + matrix[4]
    const y = points[at]! * matrix[1] + points[at + 1]! * matrix[3] + matrix[5]
    if (x < left) left = x
    if (x > right) right = x
    if (y < bottom) bottom = y
    if (y > top) top = y
  }
  return [left, bottom, right, top]
}

/** The four corners of a rectangle, as points: from its place, width and height. */
export function corners([x = 0, y = 0, width = 0, height = 0]: readonly number[]): readonly number[] {
  return [x, y, x + width, y, x, y + height, x + width, y + height]
}

/** The box that holds both. */
export function joined(a: Box | undefined, b: Box): Box {
  return a === undefined ? b : [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
}

/** Places of a drawing and what they lie in. Lengths in CSS pixels. */

/** A place. */
export type Point = readonly [x: number, y: number]
/** Corners in turn. */
export type Polygon = readonly Point[]

/** The sides of a box around polygons. */
export type Box = readonly [left: number, top: number, right: number, bottom: number]

/** The box around polygons, grown by so many pixels on every side. */
export function boxOf(polygons: readonly Polygon[], more = 0): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const polygon of polygons)
    for (const [x, y] of polygon) {
      ;[left, right] = [Math.min(left, x), Math.max(right, x)]
      ;[top, bottom] = [Math.min(top, y), Math.max(bottom, y)]
    }
  return [left - more, top - more, right + more, bottom + more]
}

/** Whether a place is inside of a path, all its polygons taken together: even and odd, as a hole is. */
export function isInside([x, y]: Point, polygons: readonly Polygon[]): boolean {
  let inside = false
  for (const polygon of polygons)
    for (let index = 0; index < polygon.length; index++) {
      const [[ax, ay], [bx, by]] = [polygon[index]!, polygon[index + 1] ?? polygon[0]!]
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside
    }
  return inside
}

/** Whether a place is so near to the lines between the corners. */
export function isNear([x, y]: Point, polygons: readonly Polygon[], far: number): boolean {
  return polygons.some((polygon) =>
    polygon.slice(1).some(([bx, by], index) => {
      const [ax, ay] = polygon[index]!
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1
      const share = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length
      return share >= 0 && share <= 1 && Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)) <= far
    })
  )
}

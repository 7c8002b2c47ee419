/** Two pictures of a page -> where they differ, found in a kept page. */
import {call, type KeptPage} from './page.ts'

/** A part of a page, in shares of its width and height: left, top, width, height. */
export type Part = readonly [left: number, top: number, width: number, height: number]

/** Pixels of a cell in which pictures are compared, and how many of them must differ: less is the noise of their compression. */
const CELL = 10
const LEAST = 6
/** How much the brightness of a pixel must differ, of 255. */
const CONTRAST = 60
/** Where more of a page differs, marks tell nothing. */
const MOST = 0.35

/** Where two pictures of one size differ; nothing where they differ nearly everywhere, or in size. */
export async function findDifferences(kept: KeptPage, before: string, after: string): Promise<readonly Part[]> {
  const [parts] = await kept.evaluate(call(compare, {before, after, cell: CELL, least: LEAST, contrast: CONTRAST, most: MOST}))
  return parts
}

interface Comparing {
  readonly before: string
  readonly after: string
  readonly cell: number
  readonly least: number
  readonly contrast: number
  readonly most: number
}

// Sent into the page as text: it may use nothing of this file but its argument.
async function compare({before, after, cell, least, contrast, most}: Comparing): Promise<readonly Part[]> {
  const [old, now] = await Promise.all(
    [before, after].map(async (address) => {
      const image = new Image()
      image.src = address
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height})
      const context = canvas.getContext('2d')!
      context.drawImage(image, 0, 0)
      return context.getImageData(0, 0, image.width, image.height)
    })
  )
  const {width, height} = now!
  if (old!.width !== width || old!.height !== height) return []
  const columns = Math.ceil(width / cell)
  const rows = Math.ceil(height / cell)
  const counts = new Uint16Array(columns * rows)
  for (let at = 0; at < width * height; at++) {
    const bright = (data: Uint8ClampedArray) => 0.3 * data[at * 4]! + 0.6 * data[at * 4 + 1]! + 0.1 * data[at * 4 + 2]!
    if (Math.abs(bright(old!.data) - bright(now!.data)) < contrast) continue
    counts[Math.floor(Math.floor(at / width) / cell) * columns + Math.floor((at % width) / cell)]!++
  }
  const differs = (column: number, row: number) =>
    column >= 0 && column < columns && row >= 0 && row < rows && counts[row * columns + column]! >= least
  if (counts.filter((count) => count >= least).length > most * counts.length) return []
  const parts: Part[] = []
  for (let start = 0; start < counts.length; start++) {
    if (counts[start]! < least) continue
    let [left, right, top, bottom] = [columns, 0, rows, 0]
    const waiting = [start]
    counts[start] = 0
    // Letters of a word, and words of a line, stand a little apart.
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const [column, row] = [place % columns, Math.floor(place / columns)]
      left = Math.min(left, column)
      right = Math.max(right, column)
      top = Math.min(top, row)
      bottom = Math.max(bottom, row)
      for (let across = -3; across <= 3; across++)
        for (let down = -1; down <= 1; down++) {
          if (!differs(column + across, row + down)) continue
          const near = (row + down) * columns + column + across
          counts[near] = 0
          waiting.push(near)
        }
    }
    const share = (cells: number, whole: number) => Math.round(((cells * cell) / whole) * 10_000) / 10_000
    parts.push([share(left, width), share(top, height), share(right - left + 1, width), share(bottom - top + 1, height)])
  }
  return parts
}

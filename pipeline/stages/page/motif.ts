/** The tiles of a map -> the motif of an edition: its own tile full, the others paler the farther they lie. */
import type {Tile, Tiles} from './input.ts'

/** Squares of side 10 on a grid of 11, ready for an SVG of this size. */
export interface Motif {
  readonly width: number
  readonly height: number
  /** `shade` 0 is the edition's own tile, 4 the farthest. */
  readonly tiles: readonly {readonly x: number; readonly y: number; readonly shade: number}[]
}

const STEP = 11
const SIDE = 10
const FARTHEST = 4

/** The tiles of a cover, the edition's own among them. */
export function motif({all, own}: Tiles): Motif {
  const drawn = [...all]
    .sort((a, b) => a.row - b.row || a.col - b.col)
    .map((tile) => ({x: (tile.col - 1) * STEP, y: (tile.row - 1) * STEP, shade: shade(tile, own)}))
  return {
    width: Math.max(0, ...drawn.map((tile) => tile.x + SIDE)),
    height: Math.max(0, ...drawn.map((tile) => tile.y + SIDE)),
    tiles: drawn
  }
}

function shade(tile: Tile, own: readonly Tile[]): number {
  // An edition without a tile of its own is all of them.
  if (own.length === 0) return 0
  const steps = own.map(({row, col}) => Math.max(Math.abs(row - tile.row), Math.abs(col - tile.col)))
  return Math.min(FARTHEST, ...steps)
}

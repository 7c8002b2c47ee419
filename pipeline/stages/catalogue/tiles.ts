/** The values of an axis that lie on a map -> rows of cells, the empty ones too, so that the page needs no positions. */
import type {AxisValue} from '../../types.ts'
import type {Told} from './facts.ts'

/** A row of the tile map. */
export interface TileRow {
  readonly cells: readonly TileCell[]
}

/** A place of the tile map. */
export interface TileCell extends Told {
  readonly label: string
  /** Shown where the label finds no room. */
  readonly code: string
  /** Of many letters: set smaller. */
  readonly isLong: boolean
  /** Id of the entry in the list; empty for a value without editions. */
  readonly anchor: string
}

/** Letters that any tile has room for, and those that no tile has. */
const SHORT = 3
const LONG = 9

const EMPTY: TileCell = {label: '', code: '', isLong: false, anchor: '', kind: '', colour: '', number: '', value: '', place: ''}

/** What stands on the tiles. */
export interface Labels {
  readonly label: (value: AxisValue) => string
  /** The entries of the list by id of the value. */
  readonly anchors: ReadonlyMap<string, string>
  readonly told: (value: AxisValue) => Told
}

/** Empty where no value has a place. */
export function tileRows(values: readonly AxisValue[], labels: Labels): TileRow[] {
  const placed = values
    .map((value) => ({value, row: Number(value.params.tile_row), col: Number(value.params.tile_col)}))
    .filter(({row, col}) => row >= 1 && col >= 1)
  const columns = Math.max(0, ...placed.map(({col}) => col))
  const cells = new Map(placed.map(({value, row, col}) => [`${row} ${col}`, cell(value, labels)]))
  return Array.from({length: Math.max(0, ...placed.map(({row}) => row))}, (_, row) => ({
    cells: Array.from({length: columns}, (_, col) => cells.get(`${row + 1} ${col + 1}`) ?? EMPTY)
  }))
}

// A short name fits any tile; for a long one the id stands in on narrow screens.
function cell(value: AxisValue, {label: labelOf, anchors, told}: Labels): TileCell {
  const label = labelOf(value)
  const code = label.length <= SHORT ? label : value.id
  return {...told(value), label, code, isLong: label.length > LONG, anchor: anchors.get(value.id) ?? ''}
}

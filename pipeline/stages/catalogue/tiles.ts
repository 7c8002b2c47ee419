/** The values of an axis that lie on a map -> rows of cells, the empty ones too, so that the page needs no positions. */
import type {AxisValue} from '../../types.ts'

/** A row of the tile map. */
export interface TileRow {
  readonly cells: readonly TileCell[]
}

/** A place of the tile map. */
export interface TileCell {
  readonly label: string
  /** Shown where the label finds no room. */
  readonly code: string
  /** Id of the entry in the list; empty for a value without editions. */
  readonly anchor: string
}

const EMPTY: TileCell = {label: '', code: '', anchor: ''}

/** Empty where no value has a place. `anchors` holds the entries of the list by id of the value. */
export function tileRows(
  values: readonly AxisValue[],
  label: (value: AxisValue) => string,
  anchors: ReadonlyMap<string, string>
): TileRow[] {
  const placed = values
    .map((value) => ({value, row: Number(value.params.tile_row), col: Number(value.params.tile_col)}))
    .filter(({row, col}) => row >= 1 && col >= 1)
  const columns = Math.max(0, ...placed.map(({col}) => col))
  const cells = new Map(placed.map(({value, row, col}) => [`${row} ${col}`, cell(value, label(value), anchors)]))
  return Array.from({length: Math.max(0, ...placed.map(({row}) => row))}, (_, row) => ({
    cells: Array.from({length: columns}, (_, col) => cells.get(`${row + 1} ${col + 1}`) ?? EMPTY)
  }))
}

// A short name fits any tile; for a long one the id stands in on narrow screens.
function cell(value: AxisValue, label: string, anchors: ReadonlyMap<string, string>): TileCell {
  return {label, code: label.length <= 3 ? label : value.id, anchor: anchors.get(value.id) ?? ''}
}

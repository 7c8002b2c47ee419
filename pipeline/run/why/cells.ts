/** Rows before and after -> which cells changed, by the key of their row and the name of their column. */
import type {Cell, Field, Row} from '../../types.ts'

/** Rows with what names them. */
export interface Keyed {
  readonly fields: readonly Field[]
  /** Columns that name a row; none where nothing does. */
  readonly key: readonly string[]
  readonly rows: readonly Row[]
}

/** A cell that changed, or a row that came or went. */
export interface CellChange {
  /** The values of its key, as in `gd` or `gd, 2024`; empty for the only row. */
  readonly row: string
  /** Empty for a whole row. */
  readonly column: string
  /** As a person writes it: numbers in groups of three. Nothing for a row that was not there, or is not. */
  readonly before?: string
  readonly after?: string
}

/** The cells that changed, in the order of the rows as they are now; rows that went come last. */
export function cellsBetween(before: Keyed, after: Keyed): readonly CellChange[] {
  const [one, other] = [before.rows, after.rows]
  // The one row of a query needs no name.
  if (after.key.length === 0 && one.length === 1 && other.length === 1)
    return changesOfRow('', {before: one[0], after: other[0]!, fields: after.fields})
  const [old, now] = [byKey(before), byKey(after)]
  const changed = [...now].flatMap(([name, row]) => changesOfRow(name, {before: old.get(name), after: row, fields: after.fields}))
  const gone = [...old.keys()].filter((name) => !now.has(name))
  return [...changed, ...gone.map((name) => ({row: name, column: '', before: name}))]
}

function byKey({key, rows}: Keyed): ReadonlyMap<string, Row> {
  const named = key.length > 0 ? key : Object.keys(rows[0] ?? {})
  return new Map(rows.map((row) => [named.map((column) => String(row[column] ?? '–')).join(', '), row]))
}

interface RowPair {
  readonly before: Row | undefined
  readonly after: Row
  readonly fields: readonly Field[]
}

function changesOfRow(name: string, {before, after, fields}: RowPair): readonly CellChange[] {
  if (before === undefined) return [{row: name, column: '', after: name}]
  const columns = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  return columns
    .filter((column) => before[column] !== after[column])
    .map((column) => {
      const isNumber = ['number', 'integer'].includes(fields.find((field) => field.name === column)?.type ?? '')
      return {row: name, column, before: written(before[column], isNumber), after: written(after[column], isNumber)}
    })
}

function written(cell: Cell | undefined, isNumber: boolean): string {
  if (cell === undefined || cell === null) return 'nothing'
  if (!isNumber || typeof cell !== 'string') return String(cell)
  const [whole = '', fraction] = cell.split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

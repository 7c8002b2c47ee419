/** Rows that stand together because their cells in one column are equal. */
import {cellOf} from './column.ts'
import type {Row} from '../types.ts'

/** Rows of one group, one behind the other. */
export type RowGroup = readonly [Row, ...Row[]]

/** Groups in the order of the rows, and the first row of one that came before. */
export function groupRows(rows: readonly Row[], column: string): {readonly groups: readonly RowGroup[]; readonly again?: Row} {
  const groups: [Row, ...Row[]][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last !== undefined && cellOf(last[0], column) === cellOf(row, column)) last.push(row)
    else groups.push([row])
  }
  const seen = new Set<unknown>()
  const again = groups.find(([row]) => seen.size === seen.add(cellOf(row, column)).size)?.[0]
  return {groups, ...(again && {again})}
}

/** The table behind a chart -> a CSV file inside a link, for whoever wants to reckon with it. */
import {csvLine} from '../../values/csv.ts'
import type {Drawing} from '../../types.ts'

type Table = Omit<Drawing['table'], 'origins'>

/** A `data:` address. */
export function csvAddress(table: Table): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(csvOfTable(table))}`
}

/** The text of a file. Numbers are written as programs read them; the mark of UTF-8 in front is for Excel. */
export function csvOfTable({heads, rows, values}: Table): string {
  const lines = rows.map((row, line) => row.map((cell, column) => values[line]?.[column] ?? (cell === '–' ? '' : cell)))
  const csv = [heads.map((head) => head.text), ...lines].map(csvLine).join('\r\n')
  return `\uFEFF${csv}\r\n`
}

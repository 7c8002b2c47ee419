/** The table behind a chart -> a CSV file inside a link, for whoever wants to reckon with it. */
import {csvLine} from '../../values/csv.ts'
import type {Drawing} from '../../types.ts'

/** A `data:` address. Numbers are written as programs read them; the mark of UTF-8 in front is for Excel. */
export function csvAddress({heads, rows, values}: Omit<Drawing['table'], 'origins'>): string {
  const lines = rows.map((row, line) => row.map((cell, column) => values[line]?.[column] ?? (cell === '–' ? '' : cell)))
  const csv = [heads.map((head) => head.text), ...lines].map(csvLine).join('\r\n')
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${csv}\r\n`)}`
}

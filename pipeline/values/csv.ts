/** Rows as CSV (RFC 4180): exact numbers, ISO dates, nothing for what is not stated. */
import type {Field, Row} from '../types.ts'

/** The text of a file, with a header. */
export function csvOf(columns: readonly Pick<Field, 'name'>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map(({name}) => String(row[name] ?? '')))
  return [columns.map(({name}) => name), ...lines].map(csvLine).join('\n')
}

/** One line. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

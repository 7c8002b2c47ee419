/** The first rows of a file -> the row in which its header stands, where a title, a source or a date stands above it. */
import type {Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import {checkHeader} from './header.ts'

/** A row of a file, and the line or the row of a sheet where it starts. */
export interface Line {
  readonly cells: readonly string[]
  readonly line: number
}

/** So many rows are looked at. */
export const FIRST_ROWS = 200

/** Where the header seems to stand: below rows that say little, and with a name for most columns. Nothing where it stands first, or is not sure. */
export function headerBelow(rows: readonly Line[]): number | undefined {
  const width = usualWidth(rows)
  const at = rows.findIndex(({cells}) => !saysLittle(cells, width))
  const header = rows[at]
  if (at < 1 || header === undefined || at === rows.length - 1) return undefined
  return header.cells.length === width && areNames(header.cells) ? header.line : undefined
}

/** The header of a contract that stands in another row than it should, or seems to; `rows` are the first of the file. */
export function otherHeader(rows: readonly Line[], resource: Resource): Message | undefined {
  const {path, name, headerRow} = resource
  const exact = rows.find(({cells}) => checkHeader(cells, resource).length === 0)
  const line = exact?.line ?? headerBelow(rows)
  const expected = headerRow ?? rows[0]?.line
  if (line === undefined || line === expected) return undefined
  const key = `\`"headerRow": ${line}\` for \`${name}\` in datapackage.json`
  return {
    severity: 'error',
    rule: 'header-matches-contract',
    path,
    line,
    reason: `Unexpected header in line ${line}, expected it in line ${expected}`,
    note: `Write ${key}: a title, a source or a date above it may stay in the file.`
  }
}

/** Whether a row says too little for a table of rows so wide: a title or a source, with separators behind it or without. */
export function saysLittle(cells: readonly string[], width: number): boolean {
  const isShort = cells.length < width || (cells.length === width && width > 2)
  return isShort && filled(cells).length * 2 <= width
}

/** Cells of most rows; of two widths that are as frequent the greater one. */
export function usualWidth(rows: readonly Line[]): number {
  const [most] = [...Map.groupBy(rows, ({cells}) => cells.length)].toSorted(
    ([width, some], [other, more]) => more.length - some.length || other - width
  )
  return most?.[0] ?? 0
}

// Numbers are values, but for years.
const NUMBER = /^(?!(?:1[5-9]|20|21)\d\d$)[-+]?\d[\d.,' ]*%?$/

function areNames(cells: readonly string[]): boolean {
  const names = filled(cells)
  return names.length > 1 && new Set(names).size === names.length && names.every((name) => !NUMBER.test(name))
}

function filled(cells: readonly string[]): readonly string[] {
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
}

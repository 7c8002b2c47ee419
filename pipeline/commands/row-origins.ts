/** Where each cell of an answer comes from, as the data are now. */
import type {Look} from '../run/look.ts'
import {openOrigins} from '../run/origins.ts'
import type {Session} from '../run/session.ts'
import {rowOrigin} from '../values/column.ts'
import {fitted, ROWS} from './grid.ts'

/** Of what origins are asked. */
export interface Asking {
  readonly name: string
  readonly folder: string
  readonly session: Session
}

/** A cell of the answer: the cell of the data that it is, or the files that it is reckoned from. */
export interface Origin {
  readonly row: string
  readonly column: string
  readonly value: string | null
  readonly cell?: string
  readonly files: readonly string[]
}

/** Origins of the cells of the first rows. Each is proven by asking again, so that only as many are looked up as a screen shows. */
export async function originsOf(look: Look, {name, folder, session}: Asking): Promise<readonly Origin[]> {
  const {columns, key, rows, places} = look
  const cells = rows.slice(0, ROWS).flatMap((row, line) => {
    const origin = rowOrigin({query: name, key}, row)
    return columns.map((column) => ({row: origin, line, column: column.name, value: textOf(row[column.name])}))
  })
  if (places !== undefined) return cells.map(({line, ...cell}) => ({...cell, cell: `${places[line]} ${cell.column}`, files: []}))
  const find = await openOrigins(
    folder,
    cells.map(({row, column}) => `${row}.${column}`),
    session
  )
  const found: Origin[] = []
  for (const {line: _, ...each} of cells) {
    const {cell, files} = await find(`${each.row}.${each.column}`)
    const paths = files.map(({path}) => path)
    found.push({...each, ...(cell && {cell: `${cell.path}:${cell.line} ${cell.column}`}), files: paths})
  }
  return found
}

function textOf(cell: unknown): string | null {
  return cell === null || cell === undefined ? null : String(cell)
}

/** The origins, row by row, for a terminal of 80 columns; files of what is reckoned are named once. */
export function showOrigins(origins: readonly Origin[]): string {
  const rows = [...Map.groupBy(origins, ({row}) => row)]
  const files = [...new Set(origins.filter(({cell}) => cell === undefined).flatMap(({files}) => files))].sort()
  const lines = rows.flatMap(([row, cells]) => [row, ...cells.map(showOne)])
  return [...lines, ...(files.length === 0 ? [] : ['', 'reckoned from', ...files.map((path) => `  ${path}`)])].join('\n')
}

function showOne({column, value, cell}: Origin): string {
  return `  ${fitted(column, 23)}  ${fitted(value ?? '–', 16)}  ${cell ?? 'reckoned'}`
}

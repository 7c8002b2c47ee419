/** The bytes of a workbook -> the cells of one sheet as texts. Runs in a thread of its own, whose memory has a limit. */
import {read, utils, type CellObject, type WorkBook, type WorkSheet} from '@e965/xlsx'
import {canonicalDecimal} from '../values/decimal.ts'
import {hiddenIn, rawNumbers} from './sheet-text.ts'
import {timeTextOf} from './sheet-time.ts'
import {openZip, type ZipEntry} from './zip.ts'

/** Which part of which workbook. */
export interface SheetOrder {
  readonly bytes: Uint8Array
  readonly sheet?: string
  readonly range?: string
  readonly headerRow?: number
}

/** A cell that has something in it; rows and columns count from 1. */
export interface SheetCell {
  readonly column: number
  readonly value: string | boolean
  /** A day of the calendar, with its time where it has one. */
  readonly isDate?: boolean
  /** `error`: a formula that failed. `formula`: one that was never reckoned. */
  readonly fault?: 'error' | 'formula'
}

/** A row that has something in it. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly SheetCell[]
}

/** What is in a sheet. */
export interface Sheet {
  readonly name: string
  /** Column at which the table starts, from 1. */
  readonly start: number
  readonly header: number
  readonly rows: readonly SheetRow[]
  /** Ranges such as `A1:C1`, with the row where each starts. */
  readonly merged: readonly {readonly range: string; readonly row: number}[]
  readonly hiddenRows: readonly number[]
  /** Letters of the columns. */
  readonly hiddenColumns: readonly string[]
  readonly hiddenSheets: readonly string[]
}

/** Names of the sheets of a workbook. */
export interface KnownSheets {
  readonly all: readonly string[]
  readonly visible: readonly string[]
}

/** A sheet, or what keeps it from being read. */
export type SheetReply =
  {readonly sheet: Sheet} | {readonly known: KnownSheets} | {readonly fault: 'not whole' | 'larger than said'}

/** Read one sheet. */
export function readSheet({bytes, sheet, range, headerRow}: SheetOrder): SheetReply {
  const zip = openZip(bytes)
  if ('fault' in zip || !isAsSaid(zip.entries)) return {fault: 'fault' in zip ? 'not whole' : 'larger than said'}
  const book = parse(bytes)
  if (book === undefined) return {fault: 'not whole'}
  const hidden = hiddenIn(book, zip.entries)
  const visible = book.SheetNames.filter((name) => !hidden.sheets.includes(name))
  const name = sheet ?? (visible.length === 1 ? visible[0] : undefined)
  const found = name === undefined ? undefined : book.Sheets[name]
  if (name === undefined || found === undefined) return {known: {all: book.SheetNames, visible}}
  return {sheet: cut(found, {name, range, headerRow, entries: zip.entries, hidden, isFree: sheet === undefined})}
}

// Each is unpacked once to see that it is no larger than it was said to be: sizes in an archive can lie.
function isAsSaid(entries: readonly ZipEntry[]): boolean {
  try {
    return entries.every((entry) => entry.content().length === entry.size)
  } catch {
    return false
  }
}

function parse(bytes: Uint8Array): WorkBook | undefined {
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellDates: true,
      UTC: true,
      cellNF: true,
      cellStyles: true,
      cellFormula: true,
      sheetStubs: true
    })
  } catch {
    return undefined
  }
}

interface Cutting {
  readonly name: string
  readonly range: string | undefined
  readonly headerRow: number | undefined
  readonly entries: readonly ZipEntry[]
  readonly hidden: ReturnType<typeof hiddenIn>
  /** No sheet was named. */
  readonly isFree: boolean
}

function cut(sheet: WorkSheet, {name, range, headerRow = 1, entries, hidden, isFree}: Cutting): Sheet {
  const frame = range === undefined ? {s: {r: headerRow - 1, c: 0}, e: {r: Infinity, c: Infinity}} : utils.decode_range(range)
  const isInside = (row: number, column: number) =>
    row >= frame.s.r && row <= frame.e.r && column >= frame.s.c && column <= frame.e.c
  const raw = rawNumbers(entries, name)
  const rows: SheetRow[] = []
  // Sparse: one cell at the far end of a sheet is one cell.
  ;((sheet as {'!data'?: CellObject[][]})['!data'] ?? []).forEach((cells, row) => {
    const told: SheetCell[] = []
    cells.forEach((cell, column) => {
      const value = isInside(row, column) ? cellOf(cell, () => raw(utils.encode_cell({r: row, c: column}))) : undefined
      if (value !== undefined) told.push({column: column + 1, ...value})
    })
    if (told.length > 0) rows.push({row: row + 1, cells: told})
  })
  const merged = (sheet['!merges'] ?? [])
    .filter(({s, e}) => isInside(s.r, s.c) && (s.r !== e.r || s.c !== e.c))
    .map((merge) => ({range: utils.encode_range(merge), row: merge.s.r + 1}))
  const hiddenRows = hidden.rows(name).filter((row) => rows.some((other) => other.row === row))
  const isFilled = (column: number) => rows.some(({cells}) => cells.some((cell) => cell.column === column))
  const hiddenColumns = hidden
    .columns(name)
    .filter(isFilled)
    .map((column) => utils.encode_col(column - 1))
  const hiddenSheets = hidden.sheets.filter((other) => isFree || other === name)
  return {name, start: frame.s.c + 1, header: frame.s.r + 1, rows, merged, hiddenRows, hiddenColumns, hiddenSheets}
}

const FAULT = /^(?:#(?:DIV\/0!|REF!|N\/A|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)|Err:\d+)$/

function cellOf({t, v, f, w, z}: CellObject, raw: () => string | undefined): Omit<SheetCell, 'column'> | undefined {
  if (t === 'e') return {value: w ?? String(v), fault: 'error'}
  if (t === 'z' || v === undefined || v === null) return f === undefined ? undefined : {value: f, fault: 'formula'}
  if (typeof v === 'boolean') return {value: v}
  if (v instanceof Date) return timeTextOf({date: v, format: z, raw})
  if (typeof v === 'number') return {value: numberOf(v, raw)}
  if (f !== undefined && FAULT.test(v)) return {value: v, fault: 'error'}
  return v === '' ? undefined : {value: v}
}

// The shortest decimal of the double; whole numbers that no double holds are taken as the file writes them.
function numberOf(value: number, raw: () => string | undefined): string {
  const written = Number.isInteger(value) && !Number.isSafeInteger(value) ? raw() : undefined
  return written !== undefined && /^-?\d+$/.test(written) ? written : (canonicalDecimal(String(value)) ?? String(value))
}

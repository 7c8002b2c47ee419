/** The data of the marks that Vega drew -> rows as the report has them: exact numbers, and dates that Vega made milliseconds of. */
import {isUtc, datetimeOf} from '../../values/moment.ts'
import type {Cell, Field, Row} from '../../types.ts'
import type {Sources} from './rows.ts'
import {toCell} from './rows.ts'
import type {DrawnUnit} from './seen.ts'

/** One row for each mark, of these sources. */
export function drawnRows(marks: DrawnUnit['marks'], bound: Sources): readonly Row[] {
  const sources = [...bound.values()]
  const exact = new Map(sources.flatMap((each) => [...each.exact]))
  const times = timesIn(sources.flatMap(({columns, rows}) => [...columns.values()].map((field) => ({field, rows}))))
  return marks.flatMap(({items}) =>
    items.map(({datum}) => {
      const row: Record<string, Cell> = {}
      for (const [column, value] of Object.entries(datum))
        row[column] = (typeof value === 'number' ? exact.get(column)?.get(value) : undefined) ?? toCell(value)
      for (const [column, spell] of times) row[column] = spelt(row[column] ?? null, spell)
      return row
    })
  )
}

type Spell = (iso: string) => string

// Vega knows moments in UTC alone: whether a column is local is seen in its rows.
function timesIn(columns: readonly {readonly field: Field; readonly rows: readonly Row[]}[]): ReadonlyMap<string, Spell> {
  return new Map(
    columns.flatMap(({field: {name, type}, rows}): readonly (readonly [string, Spell])[] => {
      if (type === 'date') return [[name, (iso) => iso.slice(0, 10)]]
      if (type === 'yearmonth') return [[name, (iso) => iso.slice(0, 7)]]
      if (type !== 'datetime') return []
      const inUtc = isUtc(String(rows.find((row) => row[name] !== null)?.[name] ?? ''))
      return [[name, (iso) => (datetimeOf(iso) ?? iso).replace(/Z$/, inUtc ? 'Z' : '')]]
    })
  )
}

// On an axis of time they are numbers, or else dates in full.
function spelt(cell: Cell, spell: Spell): Cell {
  if (typeof cell !== 'string') return cell
  if (/^-?\d{5,}$/.test(cell)) return spell(new Date(Number(cell)).toISOString())
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(cell) ? spell(cell) : cell
}

/** What a chart shows, as a table for those who read numbers rather than marks. */
import {isNumeric} from '../../values/column.ts'
import {formatCell} from '../../values/value.ts'
import type {Cell, Drawing, Language, Row} from '../../types.ts'
import type {Reading} from './reading.ts'
import type {Use} from './uses.ts'

export function chartTable({uses, rows}: Reading, language: Language): Drawing['table'] {
  return {
    heads: uses.map((use) => ({text: headOf(use, language), numeric: isNumeric(use.field)})),
    rows: rows.map((row) => uses.map((use) => cellOf(use, row, language)))
  }
}

/** A value as it stands in a cell: its unit is in the head, or beside it where each row has its own. */
export function cellOf({name, field, dateLength}: Use, row: Row, language: Language): string {
  const whole = row[name] ?? null
  const value = field.type === 'date' && typeof whole === 'string' ? whole.slice(0, dateLength) : whole
  const text = formatCell(value, field, row, language)
  return value === null ? text : withUnit(text, field.unitFrom === undefined ? undefined : row[field.unitFrom], language)
}

/** A value as it stands in a sentence, with its unit. */
export function valueOf(use: Use, row: Row, language: Language): string {
  const text = cellOf(use, row, language)
  return (row[use.name] ?? null) === null ? text : withUnit(text, use.unit, language)
}

function headOf({label, unit}: Use, language: Language): string {
  if (unit === undefined) return label
  return language.startsWith('zh') ? `${label}（${unit}）` : `${label} (${unit})`
}

function withUnit(text: string, unit: Cell | undefined, language: Language): string {
  if (typeof unit !== 'string' || unit === '') return text
  return language.startsWith('zh') || /^[%‰°]/.test(unit) ? `${text}${unit}` : `${text} ${unit}`
}

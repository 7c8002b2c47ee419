/** What a chart shows, as a table for those who read numbers rather than marks. */
import {rulesFor} from '../../language/index.ts'
import {cellOf as cellIn, isNumeric, unitOf} from '../../values/column.ts'
import {withUnit} from '../../values/unit.ts'
import {hasMachineForm, showCell, type Said} from '../../values/value.ts'
import {doubtOf} from '../../values/doubt.ts'
import type {Message} from '../../messages.ts'
import type {Dataset, Drawing, Language, Row} from '../../types.ts'
import type {Reading} from './reading.ts'
import type {Use} from './uses.ts'

export function chartTable({uses, rows}: Reading, language: Language): Drawing['table'] {
  const shown = rows.map((row) => uses.map((use) => shownIn(use, row, language)))
  return {
    heads: uses.map((use) => ({text: headOf(use, language), numeric: isNumeric(use.field)})),
    rows: shown.map((cells) => cells.map(({text}) => text)),
    values: shown.map((cells) => cells.map(({value}, column) => (isForMachines(uses[column]!) ? (value ?? null) : null)))
  }
}

/** Columns of the report whose numbers are shown with a few figures, for want of decimals in the contract. */
export function longFractions(
  {uses, rows}: Reading,
  {datasets, path, language}: {readonly datasets: readonly Dataset[]; readonly path: string; readonly language: Language}
): readonly Message[] {
  return uses.flatMap((use) => {
    const dataset = datasets.find(({columns}) => columns.some(({name}) => name === use.field.name))
    const isLong = dataset !== undefined && rows.some((row) => shownIn(use, row, language).doubt === 'decimals')
    return isLong ? [{...doubtOf('decimals', dataset.query, use.field.name), path}] : []
  })
}

/** A value as it stands in a cell: its unit is in the head, or beside it where each row has its own. */
export function cellOf(use: Use, row: Row, language: Language): string {
  return shownIn(use, row, language).text
}

/** A value as it stands in a sentence, with its unit. */
export function valueOf(use: Use, row: Row, language: Language): string {
  const text = cellOf(use, row, language)
  const hasUnit = use.unit !== undefined && cellIn(row, use.name) !== null
  return hasUnit ? withUnit(text, use.unit, {field: use.field, language}) : text
}

function shownIn({name, field, dateLength}: Use, row: Row, language: Language): Said {
  const whole = cellIn(row, name)
  const cell = field.type === 'date' && typeof whole === 'string' ? whole.slice(0, dateLength) : whole
  const shown = showCell(cell, field, row, language)
  const unit = cell === null || field.unitFrom === undefined ? undefined : unitOf(field, row, language)
  return unit === undefined ? shown : {...shown, text: withUnit(shown.text, unit, {field, language})}
}

// Without its unit a number of a row with a unit of its own would say something else.
function isForMachines({field}: Use): boolean {
  return hasMachineForm(field) && field.unitFrom === undefined
}

function headOf({label, unit}: Use, language: Language): string {
  return unit === undefined ? label : rulesFor(language).withUnitInBrackets(label, unit)
}

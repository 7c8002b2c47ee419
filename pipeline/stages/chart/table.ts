/** What a chart shows, as a table for those who read numbers rather than marks. */
import {rulesFor} from '../../language/index.ts'
import {cellOf as cellIn, columnFor, isNumeric, localText, rowOrigin, unitOf} from '../../values/column.ts'
import {withUnit} from '../../values/unit.ts'
import {hasMachineForm, showCell, type Said} from '../../values/value.ts'
import {doubtOf} from '../../values/doubt.ts'
import {unlabelled} from '../../values/label.ts'
import type {Message} from '../../messages.ts'
import type {Dataset, Drawing, Language, Row} from '../../types.ts'
import type {Reading} from './told.ts'
import {partsOfTime} from './time.ts'
import type {Use} from './uses.ts'

/** The columns of all readings side by side; what tells the same things apart by the same names stands in one row. */
export function chartTable(readings: readonly Reading[], {language, datasets}: TableOptions): Drawing['table'] {
  const panels = new Set(readings.map(({panel}) => panel))
  const uses = readings
    .flatMap(({uses}) => uses)
    .filter((use, index, all) => all.findIndex((other) => isSameColumn(use, other)) === index)
  const lines = linesOf(readings)
  const shown = lines.map(({row, of}) =>
    uses.map((use): Said => (of.some((each) => isSameColumn(each, use)) ? shownIn(use, row, language) : {text: ''}))
  )
  const hasPanels = panels.size > 1
  const panelHead = {text: rulesFor(language).chart.heads.panel, numeric: false}
  return {
    heads: [
      ...(hasPanels ? [panelHead] : []),
      ...uses.map((use) => ({text: headOf(use, language), numeric: isNumeric(use.field), ...columnOf(use, datasets, language)}))
    ],
    rows: shown.map((cells, index) => [...(hasPanels ? [lines[index]!.panel ?? ''] : []), ...cells.map(({text}) => text)]),
    values: shown.map((cells) => [
      ...(hasPanels ? [null] : []),
      ...cells.map(({value}, column) => (isForMachines(uses[column]!) ? (value ?? null) : null))
    ]),
    origins: lines.map(({row}) => originOf(row, datasets))
  }
}

/** What is told of heads that are names of columns. */
export function unlabelledHeads({heads}: Drawing['table'], {language, datasets}: TableOptions): readonly Message[] {
  return heads.flatMap(({text, column}) => {
    const of = datasets
      .flatMap(({query, columns}) => columns.map((field) => ({query, field})))
      .find(({field}) => field.name === column)
    // A label may be the name itself.
    const isName = of !== undefined && text === column && localText(of.field.label, language) === undefined
    return (isName ? unlabelled(of.field.name, of.query, language) : undefined) ?? []
  })
}

/** The rows of the table. */
export function linesOf(readings: readonly Reading[]): readonly Line[] {
  return readings.reduce<readonly Line[]>((above, reading) => withReading(above, reading), [])
}

/** In which language, and of which rows. */
export interface TableOptions {
  readonly language: Language
  readonly datasets: readonly Dataset[]
}

// What the chart reckons has a name of its own.
function columnOf({name}: Use, datasets: readonly Dataset[], language: Language): {readonly column?: string} {
  const names = new Set(datasets.flatMap(({columns}) => columns.map((field) => field.name)))
  const column = columnFor(name, names, language)
  return column === undefined ? {} : {column}
}

// A row is one of the query's where it has the key of one and all of its values; what was reckoned is of the query as a whole.
function originOf(row: Row, datasets: readonly Dataset[]): string {
  for (const dataset of datasets) {
    const {columns, rows} = dataset
    const names = columns.map(({name}) => name).filter((name) => Object.hasOwn(row, name))
    const same = rows.filter((other) => names.every((name) => String(other[name]) === String(row[name])))
    if (same.length === 1 && names.length > 0) return rowOrigin(dataset, same[0]!)
  }
  return datasets.map(({query}) => query).join('+')
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

/** A row of the table, with the columns that it fills. */
export interface Line {
  readonly panel: string | undefined
  readonly row: Row
  readonly of: readonly Use[]
}

function isSameColumn(a: Use, b: Use): boolean {
  return a.name === b.name && a.end === b.end && a.label === b.label
}

function withReading(above: readonly Line[], {panel, uses, rows}: Reading): readonly Line[] {
  const added = rows.map((row): Line => ({panel, row, of: uses}))
  const mine = above.filter((line) => line.panel === panel)
  const known = mine.flatMap(({of}) => of)
  const shared = uses.filter((use) => known.some((other) => isSameColumn(use, other)))
  if (shared.length === 0 || mine.length === 0) return [...above, ...added]
  const keyOf = (row: Row) => JSON.stringify(shared.map(({name}) => row[name] ?? null))
  const byKey = Map.groupBy(added, ({row}) => keyOf(row))
  const isUnique = [...Map.groupBy(mine, ({row}) => keyOf(row)).values()].every((lines) => lines.length === 1)
  const isOnce = [...byKey.values()].every((lines) => lines.length === 1)
  if (!isUnique || !isOnce) return [...above, ...added]
  const taken = new Set<string>()
  const joined = above.map((line) => {
    const key = keyOf(line.row)
    const more = line.panel === panel ? byKey.get(key)?.[0] : undefined
    if (more === undefined) return line
    taken.add(key)
    return {...line, row: {...more.row, ...line.row}, of: [...line.of, ...more.of]}
  })
  return [...joined, ...added.filter(({row}) => !taken.has(keyOf(row)))]
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

function shownIn(use: Use, row: Row, language: Language): Said {
  const {name, field, dateLength, end, time} = use
  const whole = cellIn(row, name)
  const parts = time.length > 0 && typeof whole === 'string' ? partsOfTime(whole, time) : undefined
  if (parts !== undefined) return {text: rulesFor(language).chart.time(parts)}
  if (end !== undefined && whole !== null) {
    const [from, to] = [whole, cellIn(row, end)].map((cell) => showCell({cell, field, row}, language).text)
    return {text: `${from}–${to}`}
  }
  const cell = field.type === 'date' && typeof whole === 'string' ? whole.slice(0, dateLength) : whole
  const shown = showCell({cell, field, row}, language)
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

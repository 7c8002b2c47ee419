/** What a chart shows, as a reader takes it in: its kind, what is measured, what the marks are called, which are the edition's own. */
import type {Kind} from '../../language/chart-rules.ts'
import type {Cell, Language, Row, Selection} from '../../types.ts'
import type {Drawn} from './draw.ts'
import {isList, isObject, objectsOf, type JsonObject} from './json.ts'
import type {Sources} from './rows.ts'
import {dedupe, usesOf, type Columns, type Use} from './uses.ts'
import {unitsOf, type UnitView} from './views.ts'

export interface Reading {
  readonly kind: Kind
  readonly rows: readonly Row[]
  /** The edition's own among the rows; empty where all are. */
  readonly own: ReadonlySet<Row>
  readonly measure: Use | undefined
  /** The axis along which lines run, or which points are set against. */
  readonly across: Use | undefined
  /** What tells one mark from another. */
  readonly names: readonly Use[]
  /** A kind that is shown by colour. */
  readonly group: Use | undefined
  /** All columns that are drawn, names first, measures last. */
  readonly uses: readonly Use[]
}

export interface ReadingInput {
  readonly tree: JsonObject
  readonly bound: Sources
  readonly drawn: Pick<Drawn, 'rows' | 'order'>
  readonly axes: Selection
  readonly language: Language
}

// What a chart of several layers is about, surest first; of the same rank, the layer that stands first.
const RANKS = [
  ['bar'],
  ['rect', 'geoshape'],
  ['line', 'trail', 'point', 'circle', 'square', 'arc', 'boxplot'],
  ['area'],
  ['tick', 'errorbar', 'errorband'],
  ['rule'],
  ['text']
]
const RUNNING: readonly Kind[] = ['bar', 'column', 'line', 'area']
const SERIES = ['color', 'fill', 'stroke', 'strokeDash', 'shape', 'detail', 'facet', 'row', 'column', 'xOffset', 'yOffset']

export function readChart(input: ReadingInput): Reading {
  const units = unitsOf(input.tree).toSorted((a, b) => rankOf(a) - rankOf(b))
  const columns = columnsToRead(input)
  const {rows} = columns
  const all = dedupe(units.flatMap((unit) => usesOf(unit, columns)))
  const own = units[0] === undefined ? [] : usesOf(units[0], columns)
  const onGrid = units.some(({encoding}) => isHidden(encoding['x']) && isHidden(encoding['y']))
  const kind = kindOf(units[0]?.mark ?? '', own, onGrid)
  const hidden = RUNNING.includes(kind)
    ? []
    : ['x', 'y'].filter((channel) => units.some(({encoding}) => isHidden(encoding[channel])))
  const visible = (uses: readonly Use[]) => uses.filter(({channel}) => !hidden.includes(channel))
  const parts = partsOf(kind, visible(own), visible(all), rows)
  return {
    kind,
    ...parts,
    rows: inDrawnOrder(rows, kind, parts, input.drawn.order),
    own: ownRows(rows, input.axes),
    uses: inReadingOrder(parts, visible(all))
  }
}

function rankOf({mark}: UnitView): number {
  return RANKS.findIndex((marks) => marks.includes(mark))
}

// Where nothing is reckoned in the chart the report's own rows are exact, and hold those that could not be drawn.
function columnsToRead({tree, bound, drawn, language}: ReadingInput): Columns {
  const [only] = bound.values()
  const reckons = [...objectsOf(tree)].some(
    ({object}) =>
      isList(object['transform']) || 'aggregate' in object || 'timeUnit' in object || (object['bin'] ?? false) !== false
  )
  if (bound.size === 1 && only !== undefined && !reckons) return {fields: only.columns, rows: only.rows, language}
  const fields = new Map([...bound.values()].flatMap((each) => [...each.columns]))
  const dates = [...fields.values()].filter(({type}) => type === 'date').map(({name}) => name)
  return {
    fields,
    rows: drawn.rows.map((row) => ({...row, ...Object.fromEntries(dates.map((name) => [name, toIsoDate(row[name] ?? null)]))})),
    language
  }
}

// Vega turns the dates of an axis of time into milliseconds.
function toIsoDate(cell: Cell): Cell {
  return typeof cell === 'string' && /^-?\d{5,}$/.test(cell) ? new Date(Number(cell)).toISOString().slice(0, 10) : cell
}

function kindOf(mark: string, uses: readonly Use[], onGrid: boolean): Kind {
  const measured = (channel: string) => uses.some((use) => use.channel === channel && use.quantitative)
  if (onGrid) return 'tiles'
  if (mark === 'bar') return measured('x') && !measured('y') ? 'bar' : 'column'
  if (mark === 'line' || mark === 'trail') return 'line'
  if (mark === 'area') return 'area'
  if (mark === 'rect') return 'heat'
  if (['point', 'circle', 'square', 'tick'].includes(mark)) return measured('x') && measured('y') ? 'scatter' : 'dots'
  return 'other'
}

type Parts = Pick<Reading, 'measure' | 'across' | 'names' | 'group'>

function partsOf(kind: Kind, own: readonly Use[], all: readonly Use[], rows: readonly Row[]): Parts {
  const first = (uses: readonly Use[], channels: readonly string[], quantitative: boolean) =>
    channels
      .map((channel) => uses.find((use) => use.channel === channel && use.quantitative === quantitative))
      .find((use) => use !== undefined)
  const measured =
    kind === 'tiles' || kind === 'heat'
      ? ['color', 'fill', 'size', 'text']
      : kind === 'bar'
        ? ['x']
        : ['y', 'x', 'theta', 'color', 'size', 'text']
  const measure = first(own, measured, true) ?? first(all, measured, true)
  const runs = kind === 'line' || kind === 'area'
  const along = kind === 'column' ? ['x'] : kind === 'dots' && measure === undefined ? ['x', 'y'] : []
  const time = own.find(({channel, field}) => along.includes(channel) && (field.type === 'year' || field.type === 'date'))
  const across = runs ? own.find(({channel}) => channel === 'x') : kind === 'scatter' ? first(own, ['x'], true) : time
  const group = measure === undefined ? first(own, ['color', 'fill', 'shape'], false) : undefined
  const candidates = runs || kind === 'scatter' ? ['text', ...SERIES] : [kind === 'column' ? 'x' : 'y', 'x', 'text', ...SERIES]
  const names = all.filter((use) => !use.quantitative && use.name !== group?.name && use.name !== across?.name)
  const choices = candidates.flatMap((channel) => names.filter((use) => use.channel === channel))
  return {
    measure,
    across,
    group,
    names: runs || (kind === 'column' && time !== undefined) ? seriesNames(choices, own) : tellingNames(dedupe(choices), rows)
  }
}

function seriesNames(choices: readonly Use[], own: readonly Use[]): readonly Use[] {
  return dedupe(choices.filter(({name, channel}) => channel !== 'text' && own.some((use) => use.name === name))).slice(0, 1)
}

// As few columns as tell all rows apart.
function tellingNames(choices: readonly Use[], rows: readonly Row[]): readonly Use[] {
  const names: Use[] = []
  let told = 0
  for (const use of choices) {
    const distinct = new Set(rows.map((row) => JSON.stringify([...names, use].map(({name}) => row[name])))).size
    if (distinct <= told) continue
    names.push(use)
    told = distinct
    if (told === rows.length) break
  }
  return names
}

function ownRows(rows: readonly Row[], axes: Selection): ReadonlySet<Row> {
  const own = rows.filter((row) => Object.entries(axes).some(([axis, value]) => axis !== 'language' && row[axis] === value))
  return new Set(own.length === rows.length ? [] : own)
}

function inDrawnOrder(rows: readonly Row[], kind: Kind, {names: [name], across}: Parts, order: Drawn['order']): readonly Row[] {
  if (kind !== 'scatter' && kind !== 'dots' && across !== undefined) {
    const series = name === undefined ? [] : [...new Set(rows.map((row) => String(row[name.name])))]
    const place = (row: Row) => (name === undefined ? 0 : series.indexOf(String(row[name.name])))
    return rows.toSorted((a, b) => place(a) - place(b) || compareCells(a[across.name], b[across.name]))
  }
  if (name === undefined || (name.channel !== 'x' && name.channel !== 'y')) return rows
  const places = new Map(order[name.channel].map((value, index) => [value, index]))
  const place = (row: Row) => places.get(String(row[name.name])) ?? places.size
  return rows.toSorted((a, b) => place(a) - place(b))
}

/** Numbers by size, everything else as text; ISO dates fall into place either way. */
export function compareCells(a: Cell | undefined, b: Cell | undefined): number {
  const [left, right] = [Number(a), Number(b)]
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

function inReadingOrder({names, across, group, measure}: Parts, all: readonly Use[]): readonly Use[] {
  const leading = [...names, ...(across ? [across] : []), ...(group ? [group] : [])]
  const rest = all.filter(({quantitative}) => !quantitative)
  return dedupe([...leading, ...rest, ...(measure ? [measure] : []), ...all])
}

function isHidden(channel: JsonObject[string] | undefined): boolean {
  return isObject(channel) && channel['axis'] === null
}

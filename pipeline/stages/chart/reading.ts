/** What a chart shows, as a reader takes it in: its kind, what is measured, what the marks are called, which are the edition's own. */
import type {Kind} from '../../language/chart-rules.ts'
import type {Cell, Row, Selection} from '../../types.ts'
import type {Drawn} from './draw.ts'
import {isObject, type JsonObject} from './json.ts'
import {drawnRows} from './drawn-rows.ts'
import type {Unit} from './units.ts'
import {dedupe, usesOf, type Columns, type Use} from './uses.ts'
import type {DrawnUnit} from './seen.ts'
import {readMade} from './made.ts'
import type {Reading, ReadingInput, Unnamed} from './told.ts'
import {isTimeType} from '../../values/order.ts'

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

/** One reading for each panel, and for each layer in it that measures something else. */
export function readCharts(input: ReadingInput): readonly Reading[] {
  const panels = [...Map.groupBy(input.drawn.filter(hasRows), ({unit}) => unit.panel).values()]
  return panels.flatMap((members, index) => {
    const panel = panels.length > 1 ? (members[0]!.unit.title ?? String(index + 1)) : undefined
    return readPanel(members, input).map((reading) => ({...reading, panel}))
  })
}

function readPanel(members: readonly DrawnUnit[], input: ReadingInput): readonly Unnamed[] {
  const made = readMade(members, input)
  if (made !== undefined) return made
  const sorted = members.toSorted((a, b) => rankOf(a) - rankOf(b))
  const [main, ...others] = sorted
  if (main === undefined) return []
  const reading = readUnit(main, sorted, input)
  const told = new Set(reading.uses.filter(({quantitative}) => quantitative).map(({name}) => name))
  const more = others.flatMap((other) => {
    const uses = usesOf(other.unit, columnsOf(other, input))
    const measure = uses.find(
      ({quantitative, name, channel}) => quantitative && channel !== 'text' && !(told.has(name) && hasColumn(reading, name))
    )
    if (other.unit.mark === 'text' || measure === undefined || name(measure, reading, told)) return []
    told.add(measure.name)
    return [{...readUnit(other, [other], input), isTold: true}]
  })
  return [reading, ...more]
}

// A layer over the same rows shows another column of them; the table has it already, the words not yet.
function name(measure: Use, {measure: main}: Unnamed, told: Set<string>): boolean {
  return measure.name === main?.name && told.has(measure.name)
}

function hasColumn({measure, across}: Unnamed, column: string): boolean {
  return measure?.name === column || across?.name === column
}

function readUnit(main: DrawnUnit, members: readonly DrawnUnit[], input: ReadingInput): Unnamed {
  const columns = columnsOf(main, input)
  const {rows} = columns
  const own = usesOf(main.unit, columns)
  const all = dedupe(members.flatMap(({unit}) => (isOfSameRows(unit, main.unit) ? usesOf(unit, columns) : [])))
  const onGrid = members.some(({unit: {encoding}}) => isHidden(encoding['x']) && isHidden(encoding['y']))
  const kind = kindOf(main.unit.mark, own, onGrid)
  const hidden = RUNNING.includes(kind)
    ? []
    : ['x', 'y'].filter((channel) => members.some(({unit}) => isHidden(unit.encoding[channel])))
  const visible = (uses: readonly Use[]) => uses.filter(({channel}) => !hidden.includes(channel))
  const parts = partsOf(kind, {own: visible(own), all: visible(all)}, rows)
  return {
    isTold: true,
    kind,
    ...parts,
    rows: inDrawnOrder(rows, {...parts, kind}, input.order),
    own: ownRows(rows, input.axes),
    uses: inReadingOrder(parts, visible(all))
  }
}

function hasRows({marks}: DrawnUnit): boolean {
  return marks.some(({items}) => items.length > 0)
}

function rankOf({unit: {mark}}: DrawnUnit): number {
  return RANKS.findIndex((marks) => marks.includes(mark))
}

// A column that was reckoned in one layer is no column of another's rows.
function isOfSameRows(unit: Unit, main: Unit): boolean {
  return unit === main || reckons(unit) === reckons(main)
}

function reckons({transforms, encoding}: Unit): boolean {
  const definitions = Object.values(encoding).filter(isObject)
  return (
    transforms.some((transform) => !('filter' in transform || 'calculate' in transform)) ||
    definitions.some(
      ({aggregate, timeUnit, bin}) => aggregate !== undefined || timeUnit !== undefined || (bin ?? false) !== false
    )
  )
}

// Where nothing is reckoned the report's own rows are exact, and hold those that could not be drawn.
function columnsOf({unit, marks}: DrawnUnit, {bound, language}: ReadingInput): Columns {
  const [only] = bound.values()
  if (bound.size === 1 && only !== undefined && unit.transforms.length === 0 && !reckons(unit)) {
    const isWhole = marks.reduce((sum, {items}) => sum + items.length, 0) <= only.rows.length
    if (isWhole && only.columns.size > 0) return {fields: only.columns, rows: only.rows, language}
  }
  const fields = new Map([...bound.values()].flatMap((each) => [...each.columns]))
  return {fields, rows: drawnRows(marks, bound), language}
}

function kindOf(mark: string, uses: readonly Use[], onGrid: boolean): Kind {
  const measured = (channel: string) => uses.some((use) => use.channel === channel && use.quantitative)
  if (onGrid) return 'tiles'
  if (mark === 'bar' && uses.some(({channel, end}) => end !== undefined && (channel === 'x' || channel === 'y')))
    return 'histogram'
  if (mark === 'bar') return measured('x') && !measured('y') ? 'bar' : 'column'
  if (mark === 'arc') return 'pie'
  if (mark === 'geoshape') return 'map'
  if (mark === 'line' || mark === 'trail') return 'line'
  if (mark === 'area') return 'area'
  if (mark === 'rect') return 'heat'
  if (['point', 'circle', 'square', 'tick'].includes(mark)) return measured('x') && measured('y') ? 'scatter' : 'dots'
  return 'other'
}

type Parts = Pick<Reading, 'measure' | 'across' | 'names' | 'group'>

function partsOf(kind: Kind, {own, all}: Record<'own' | 'all', readonly Use[]>, rows: readonly Row[]): Parts {
  const first = (uses: readonly Use[], channels: readonly string[], quantitative: boolean) =>
    channels
      .map((channel) => uses.find((use) => use.channel === channel && use.quantitative === quantitative))
      .find((use) => use !== undefined)
  const measured =
    kind === 'tiles' || kind === 'heat' || kind === 'map'
      ? ['color', 'fill', 'size', 'text']
      : kind === 'bar'
        ? ['x']
        : ['y', 'x', 'theta', 'color', 'size', 'radius', 'text']
  const measure = first(own, measured, true) ?? first(all, measured, true)
  const runs = kind === 'line' || kind === 'area'
  const along = kind === 'column' ? ['x'] : kind === 'dots' && measure === undefined ? ['x', 'y'] : []
  const time = own.find(({channel, field}) => along.includes(channel) && isTimeType(field.type))
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

function inDrawnOrder(
  rows: readonly Row[],
  {kind, names: [name], across}: Parts & {readonly kind: Kind},
  order: Drawn['order']
): readonly Row[] {
  if (kind !== 'scatter' && kind !== 'dots' && across !== undefined) {
    const series = name === undefined ? [] : [...new Set(rows.map((row) => String(row[name.name])))]
    const place = (row: Row) => (name === undefined ? 0 : series.indexOf(String(row[name.name])))
    return rows.toSorted((a, b) => place(a) - place(b) || compareCells(a[across.name], b[across.name]))
  }
  if (name !== undefined && (name.time.length > 0 || name.end !== undefined))
    return rows.toSorted((a, b) => compareCells(a[name.name], b[name.name]))
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

/** Lines through time: years that stand as far apart as they are, and no line across years that a series does not have. */
import type {Row} from '../../types.ts'
import {isObject, type JsonObject} from './json.ts'
import {remark, type Problem} from './problems.ts'
import type {Sources} from './rows.ts'
import {PATHS, type Item} from './scene.ts'
import {domainOf, placeOf, valueOf, type DrawnUnit} from './seen.ts'
import type {Unit} from './units.ts'

const POINTS = ['point', 'circle', 'square', 'bar', 'tick']
const SERIES = ['color', 'fill', 'stroke', 'detail', 'strokeDash']
const UNEVEN_NOTE =
  'A line shows a pace: give the axis `"type": "temporal"`, or `"quantitative"`, which keeps the distance; or show bars or points.'
const FILLED_NOTE = 'Draw bars on each other, which may lack a part; or begin and end where every part has a row.'
const ACROSS_NOTE =
  'Add `"point": true` to the mark, so that a reader sees which values there are, or say so in the note and give the query a row without a value, which parts the line.'

/** Problems of lines and areas that hide how time runs. */
export function timeRunsEvenly(drawn: readonly DrawnUnit[], rows: Sources): readonly Problem[] {
  const paths = drawn.filter(({unit}) => PATHS.includes(unit.mark) && isObject(unit.encoding['x']))
  return [...Map.groupBy(paths, ({unit}) => unit.panel).values()].flatMap((panel) => {
    const others = drawn.filter(({unit}) => unit.panel === panel[0]!.unit.panel)
    const uneven = isDiscrete(panel[0]!.unit) ? unevenSteps(panel[0]!.unit, others) : []
    const hasPoints = others.some(({unit, marks}) => POINTS.includes(unit.mark) && marks.some(({items}) => items.length > 0))
    return [...uneven, ...(hasPoints ? [] : panel.flatMap((each) => acrossGaps(each, rows)).slice(0, 1))]
  })
}

function isDiscrete({encoding}: Unit): boolean {
  const {type, timeUnit} = encoding['x'] as JsonObject
  return (type === 'ordinal' || type === 'nominal') && timeUnit === undefined
}

function unevenSteps(unit: Unit, panel: readonly DrawnUnit[]): readonly Problem[] {
  const drawn = panel.flatMap((each) => each.marks.flatMap(({items}) => items.map((item) => valueOf(each.unit, 'x', item))))
  const shown = new Set([...drawn, ...(domainOf(unit, 'x') ?? [])].filter((value) => value !== undefined).map(String))
  const times = [...shown].map((text) => ({text, month: monthsOf(text)})).sort((a, b) => a.month - b.month)
  const step = (at: number) => times[at + 1]!.month - times[at]!.month
  const uneven = times.slice(0, -1).findIndex((_, at) => step(at) !== step(0))
  // What is no time sorts anywhere, and has no step.
  if (uneven < 1 || times.some(({month}) => Number.isNaN(month))) return []
  const [a, b, c] = [times[uneven - 1]!, times[uneven]!, times[uneven + 1]!].map(({text}) => `\`${text}\``)
  const reason = `Unexpected ${a}, ${b}, ${c} at the same distance under a ${unit.mark}, expected them as far apart as they are`
  return [remark('chart-is-true', placeOf(unit, 'x'), {reason, note: UNEVEN_NOTE})]
}

function monthsOf(text: string): number {
  const [, year, month = '01'] = /^([12]\d{3})(?:-(\d\d)(?:-01)?)?$/.exec(text) ?? []
  return year === undefined ? Number.NaN : Number(year) * 12 + Number(month)
}

// Years that other series have are years that this one lacks; days of their own, as of surveys, are no gaps.
function acrossGaps({unit, marks}: DrawnUnit, rows: Sources): readonly Problem[] {
  if (!isDiscrete(unit) && !isOfPeriods(unit, rows)) return []
  const frames = Map.groupBy(marks, ({frame}) => `${frame.x} ${frame.y}`)
  for (const series of frames.values()) {
    const places = new Map(series.flatMap(({items}) => items.map((item) => [placeIn(item), item] as const)))
    for (const {items} of series) {
      const own = new Set(items.map(placeIn))
      const [least, most] = [Math.min(...own), Math.max(...own)]
      const between = [...places].find(([place]) => place > least && place < most && !own.has(place))?.[1]
      const filled = items.find((item) => isFilledIn(item, unit, rows))
      if (filled !== undefined) return [filledIn(unit, filled)]
      if (between !== undefined) return [across(unit, {item: items[0]!, lacking: shownAt(unit, 'x', between)})]
    }
  }
  return []
}

function isOfPeriods({encoding}: Unit, rows: Sources): boolean {
  const column = String((encoding['x'] as JsonObject)['field'])
  return [...rows.values()].some(({columns}) => ['year', 'yearmonth'].includes(columns.get(column)?.type ?? ''))
}

// Areas on each other have to meet: where a series has no row, Vega-Lite puts a 0.
function isFilledIn(item: Item, unit: Unit, rows: Sources): boolean {
  const {bin, timeUnit} = unit.encoding['x'] as JsonObject
  if (unit.mark !== 'area' || bin !== undefined || timeUnit !== undefined) return false
  const asked = ['x', ...SERIES].flatMap((channel) => {
    const definition = unit.encoding[channel]
    const column = isObject(definition) && typeof definition['field'] === 'string' ? definition['field'] : undefined
    return column === undefined ? [] : [{column, value: shownAt(unit, channel, item)}]
  })
  const known = [...rows.values()].filter(({columns}) => asked.every(({column}) => columns.has(column)))
  const isRow = (row: Row) => asked.every(({column, value}) => isOf(value, String(row[column] ?? null)))
  return known.length > 0 && !known.some((source) => source.rows.some(isRow))
}

function isOf(value: string, cell: string): boolean {
  return value === cell || value === shortest(cell) || (cell !== '' && Number(value) === Number(cell))
}

// A year is drawn as the first day of it, and a moment is a number.
function shownAt(unit: Unit, channel: string, item: Item): string {
  const [value, definition] = [valueOf(unit, channel, item), unit.encoding[channel]]
  const isMoment = isObject(definition) && definition['type'] === 'temporal' && typeof value === 'number'
  const text = isMoment ? new Date(value).toISOString().slice(0, 10) : String(value)
  return isMoment ? shortest(text) : text
}

function shortest(day: string): string {
  return day.replace(/(?:-01)?-01$/, '')
}

function placeIn({x = 0}: Item): number {
  return Math.round(x * 10) / 10
}

function filledIn(unit: Unit, item: Item): Problem {
  const reason = `Unexpected 0 for ${whose(unit, item)} at \`${shownAt(unit, 'x', item)}\`, of which there is no row: areas on each other have to meet`
  return remark('chart-shows-every-value', placeOf(unit, 'x'), {reason, note: FILLED_NOTE})
}

function across(unit: Unit, {item, lacking}: {readonly item: Item; readonly lacking: string}): Problem {
  const reason = `Unexpected ${unit.mark} of ${whose(unit, item)} across \`${lacking}\`, for which it has no row`
  return remark('chart-shows-every-value', placeOf(unit, 'x'), {reason, note: ACROSS_NOTE})
}

function whose(unit: Unit, item: Item): string {
  const name = SERIES.map((channel) => valueOf(unit, channel, item)).find((value) => value !== undefined && value !== null)
  return name === undefined ? 'one' : `\`${String(name)}\``
}

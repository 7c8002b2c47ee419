/** Which way a scale runs: time to the right, more upward, and the lengths of bars in proportion; else a rise is read as a fall. */
import {isList, isObject, type JsonObject} from './json.ts'
import {remark, type Problem} from './problems.ts'
import type {Sources} from './rows.ts'
import {PATHS} from './scene.ts'
import {domainOf, placeOf, scaleOf, valueOf, type DrawnUnit} from './seen.ts'
import {isQuantitative, measureOf} from './truth.ts'
import type {Unit} from './units.ts'
import {isTimeType} from '../../values/order.ts'

const BACKWARDS = 'write `"usermeta": {"octavo": {"mayRunBackwards": true}}` in the chart'
const TIME_NOTE = `Leave out what turns or sorts the axis. If it is meant, ${BACKWARDS}.`
const UP_NOTE = `Leave out what turns the axis. If it is meant, as of depths, ${BACKWARDS}.`
const BENT_NOTE = 'Take a linear scale, or show points, whose place a reader takes from the axis.'
const LENGTHS = ['bar', 'area', 'arc']
const BENT = ['sqrt', 'pow']
const TIME = /^[12]\d{3}(?:-\d\d){0,2}(?:T[\d:.]+Z?)?$/

/** Problems of scales that run another way than readers take for granted. */
export function scalesRunAsRead(drawn: readonly DrawnUnit[], tree: JsonObject, rows: Sources): readonly Problem[] {
  const bent = drawn.flatMap(({unit}) => lengthsAreBent(unit))
  if (mayRunBackwards(tree)) return bent
  // Layers share their axes.
  const panels = [...Map.groupBy(drawn, ({unit}) => unit.panel).values()]
  const turned = (find: (each: DrawnUnit) => readonly Problem[]) => panels.flatMap((panel) => panel.flatMap(find).slice(0, 1))
  return [...bent, ...turned((each) => timeRunsBack(each, rows)), ...turned(moreIsBelow)]
}

function mayRunBackwards({usermeta}: JsonObject): boolean {
  return isObject(usermeta) && isObject(usermeta['octavo']) && usermeta['octavo']['mayRunBackwards'] === true
}

function lengthsAreBent(unit: Unit): readonly Problem[] {
  const channel = measureOf(unit)
  const type = channel === undefined ? undefined : scaleOf(unit, channel)['type']
  if (channel === undefined || !LENGTHS.includes(unit.mark) || !BENT.includes(String(type))) return []
  const reason = `Unexpected ${unit.mark}s on a scale of the type \`${String(type)}\`, expected lengths in proportion to their values`
  return [remark('chart-is-true', placeOf(unit, channel), {reason, note: BENT_NOTE})]
}

// Sorted by their values, bars of years are in no order of time, and are not read as one; a line always is.
function timeRunsBack({unit, marks}: DrawnUnit, rows: Sources): readonly Problem[] {
  const items = marks.flatMap(({items}) => items.filter(({defined}) => defined !== false))
  const places = new Map(items.map((item) => [String(valueOf(unit, 'x', item)), item.x ?? Number.NaN]))
  const drawn = [...places].toSorted(([, a], [, b]) => a - b).map(([text]) => text)
  if (drawn.length < 2 || !areTimes(drawn, unit, rows)) return []
  const inTime = drawn.toSorted((a, b) => numberOf(a) - numberOf(b))
  const isBack = drawn.every((text, at) => text === inTime.at(-1 - at))
  const isMixed = PATHS.includes(unit.mark) && drawn.some((text, at) => text !== inTime[at])
  if (!isBack && !isMixed) return []
  const [first, last] = [drawn[0]!, drawn.at(-1)!].map((text) => shown(text, unit))
  const reason = `Unexpected time from \`${first}\` on the left to \`${last}\` on the right, expected it to run to the right`
  return [remark('chart-is-true', placeOf(unit, 'x'), {reason, note: TIME_NOTE})]
}

function areTimes(values: readonly string[], {encoding}: Unit, rows: Sources): boolean {
  const definition = encoding['x']
  if (!isObject(definition) || definition['bin'] !== undefined) return false
  if (definition['type'] === 'temporal') return true
  const column = String(definition['field'])
  const isTime = [...rows.values()].some(({columns}) => isTimeType(columns.get(column)?.type))
  return values.every((value) => TIME.test(value)) && (isTime || definition['type'] !== 'quantitative')
}

function numberOf(text: string): number {
  return TIME.test(text) && text.length > 4 ? Date.parse(text) : Number(text)
}

function shown(text: string, {encoding}: Unit): string {
  const isMoment = isObject(encoding['x']) && encoding['x']['type'] === 'temporal' && /^-?\d{5,}$/.test(text)
  return isMoment ? new Date(Number(text)).toISOString().slice(0, 10) : text
}

// Ranks are whole numbers, and the first of them stands on top.
function moreIsBelow({unit, marks}: DrawnUnit): readonly Problem[] {
  if (!isQuantitative(unit.encoding['y']) || !isTurned(unit)) return []
  const values = marks.flatMap(({items}) => items.map((item) => Number(valueOf(unit, 'y', item))))
  const known = values.filter(Number.isFinite)
  if (known.every((value) => Number.isInteger(value) && value > 0)) return []
  const reason = 'Unexpected larger values below smaller ones on `y`, expected them above'
  return [remark('chart-is-true', placeOf(unit, 'y'), {reason, note: UP_NOTE})]
}

function isTurned(unit: Unit): boolean {
  const [first, last] = (domainOf(unit, 'y') ?? []).map(Number)
  const definition = unit.encoding['y']
  const turns = [
    scaleOf(unit, 'y')['reverse'] === true,
    isObject(definition) && !isList(definition['sort']) && definition['sort'] === 'descending',
    first !== undefined && last !== undefined && first > last
  ]
  return turns.filter(Boolean).length % 2 === 1
}

/** What was meant to be drawn is there to be seen: no panel without marks, no value without a place, no line of one point. */
import {isList, isObject, type Json, type JsonObject} from './json.ts'
import {problem, type Problem} from './problems.ts'
import {PATHS, runsOf, textOf, type DrawnMarks, type Item} from './scene.ts'
import type {Unit} from './units.ts'

/** A unit and its marks, in each frame that it is drawn in. */
export interface DrawnUnit {
  readonly unit: Unit
  readonly marks: readonly DrawnMarks[]
}

const EMPTY_NOTE =
  'If an empty chart is meant, write `"usermeta": {"octavo": {"mayBeEmpty": true}}`; else leave the figure out with `:::only{if="..."}`.'
const LINE_NOTE =
  'Add `"point": true` to the mark, so that a single value shows, or leave the figure out with `:::only{if="..."}`.'
const LOG_NOTE = 'A logarithmic scale has no zero: leave bars for points, take `symlog`, or filter what is not above zero.'
const DOMAIN_NOTE = 'Widen the domain, filter the rows, or set `"clip": true` on the mark if the rest is not to be shown.'
const POSITIONS = ['x', 'y', 'x2', 'y2', 'width', 'height'] as const
const MOST_TOLD = 3

/** Each unit view with the marks that were drawn of it. */
export function drawnUnits(units: readonly Unit[], scene: readonly DrawnMarks[]): readonly DrawnUnit[] {
  const byName = Map.groupBy(scene, ({name}) => name)
  return units.map((unit) => ({unit, marks: byName.get(unit.name) ?? []}))
}

/** Whether the author says that nothing may be drawn. */
export function mayBeEmpty({usermeta}: JsonObject): boolean {
  return isObject(usermeta) && isObject(usermeta['octavo']) && usermeta['octavo']['mayBeEmpty'] === true
}

/** Problems of values that the picture does not show. */
export function everythingIsSeen(drawn: readonly DrawnUnit[], tree: JsonObject): readonly Problem[] {
  const lost = drawn.flatMap((each) => [...withoutPlace(each), ...outsideOfFrame(each)])
  const lonely = drawn.flatMap((each) => onePoint(each, drawn))
  const hasErrors = [...lost, ...lonely].some(({severity}) => severity === 'error')
  const empty = hasErrors || mayBeEmpty(tree) ? [] : emptyPanels(drawn)
  return [...lost, ...lonely, ...empty]
}

function emptyPanels(drawn: readonly DrawnUnit[]): readonly Problem[] {
  const panels = [...Map.groupBy(drawn, ({unit}) => unit.panel)]
  return panels.flatMap(([, members]) => {
    if (members.some(({marks}) => marks.some(({type, items}) => isSeen(type, items)))) return []
    const count = members.reduce((sum, {marks}) => sum + marks.reduce((total, {items}) => total + items.length, 0), 0)
    const why = count === 0 ? 'no row is left for it' : 'its marks have no size'
    const [first] = members
    return [
      problem('chart-draws-something', [...first!.unit.at, 'mark'], {
        reason: `Unexpected empty chart (${why}), expected marks`,
        note: EMPTY_NOTE
      })
    ]
  })
}

function isSeen(type: string, items: readonly Item[]): boolean {
  if (PATHS.includes(type)) return runsOf(items).some((run) => run.length > 1)
  return items.some((item) => hasSize(type, item))
}

function hasSize(type: string, item: Item): boolean {
  if (item.opacity === 0) return false
  if (type === 'rect') return Math.abs(item.width ?? 0) > 0 && Math.abs(item.height ?? 0) > 0
  if (type === 'symbol') return item.size === undefined || item.size > 0
  if (type === 'text') return textOf(item) !== ''
  if (type === 'arc' || type === 'shape') return item.bounds.x2 > item.bounds.x1
  return true
}

function withoutPlace({unit, marks}: DrawnUnit): readonly Problem[] {
  const told = new Map<string, Problem>()
  for (const {items} of marks) {
    for (const item of items) {
      if (item.defined === false) continue
      const bad = POSITIONS.find((name) => name in item && !Number.isFinite(item[name])) ?? notInDomain(unit, item)
      if (bad === undefined || told.size >= MOST_TOLD) continue
      const channel = channelOf(bad, unit)
      const value = valueOf(unit, channel, item)
      if (value === null) continue
      told.set(`${channel} ${String(value)}`, noPlace(unit, channel, value))
    }
  }
  return [...told.values()]
}

// A band without a place for a name puts it at the beginning, over another.
function notInDomain(unit: Unit, item: Item): 'x' | 'y' | undefined {
  return (['x', 'y'] as const).find((channel) => {
    const definition = unit.encoding[channel]
    const domain = domainOf(unit, channel)
    if (domain === undefined || !isObject(definition) || isContinuous(definition) || definition['aggregate'] !== undefined)
      return false
    const value = valueOf(unit, channel, item)
    const names = domain.filter((name) => typeof name !== 'object')
    return typeof value === 'string' && names.length === domain.length && !names.map(String).includes(value)
  })
}

function noPlace(unit: Unit, channel: string, value: unknown): Problem {
  const isLog = scaleOf(unit, channel)['type'] === 'log'
  const shown = value === undefined ? 'a value' : `\`${String(value)}\``
  const reason = isLog
    ? `Unexpected ${unit.mark} of ${shown} on a logarithmic scale, expected a place for it`
    : `Unexpected ${shown} on \`${channel}\`, expected a value that the scale has a place for`
  return problem('chart-shows-every-value', placeOf(unit, channel), {reason, note: isLog ? LOG_NOTE : DOMAIN_NOTE})
}

// A bar has a width where a point has an x; which channel it is of shows by what is encoded.
function channelOf(property: (typeof POSITIONS)[number], {encoding}: Unit): string {
  const main = property === 'width' || property === 'x2' ? 'x' : property === 'height' || property === 'y2' ? 'y' : property
  return main in encoding || !(property in encoding) ? main : property
}

function outsideOfFrame({unit, marks}: DrawnUnit): readonly Problem[] {
  if (unit.mark === 'text' || unit.mark === 'rule') return []
  return (['x', 'y'] as const).flatMap((channel) => {
    const definition = unit.encoding[channel]
    if (!isObject(definition) || typeof definition['field'] !== 'string' || !isContinuous(definition)) return []
    const outside = marks.flatMap(({items, frame, shift, isClipped}) => {
      const length = channel === 'x' ? frame.width : frame.height
      const out = items.filter((item) => item.defined !== false && isOutside(item, {channel, length, from: shift[channel]}))
      return isClipped && out.length < items.length ? [] : out
    })
    if (outside.length === 0) return []
    const value = valueOf(unit, channel, outside[0]!)
    const others = outside.length > 1 ? ` and ${outside.length - 1} more` : ''
    const reason = `Unexpected \`${String(value)}\`${others} outside of the domain of \`${channel}\`, expected every mark inside its frame`
    const found = problem('chart-shows-every-value', placeOf(unit, channel), {reason, note: DOMAIN_NOTE})
    // A line that leaves its frame is seen to leave it.
    const isPart = PATHS.includes(unit.mark) && marks.some(({items}) => items.some((item) => !outside.includes(item)))
    return [isPart ? {...found, severity: 'warning' as const} : found]
  })
}

function isContinuous({type, timeUnit}: JsonObject): boolean {
  return type === 'quantitative' || type === 'temporal' || (type === undefined && timeUnit !== undefined)
}

interface Side {
  readonly channel: 'x' | 'y'
  /** Of the frame, and from its corner to where the item is counted from. */
  readonly length: number
  readonly from: number
}

function isOutside(item: Item, {channel, length, from}: Side): boolean {
  const start = item[channel]
  if (start === undefined || !Number.isFinite(start)) return false
  const extent = channel === 'x' ? (item.width ?? 0) : (item.height ?? 0)
  const far = (channel === 'x' ? item.x2 : item.y2) ?? start + extent
  return from + Math.min(start, far) < -2 || from + Math.max(start, far) > length + 2
}

function onePoint({unit, marks}: DrawnUnit, drawn: readonly DrawnUnit[]): readonly Problem[] {
  if (!PATHS.includes(unit.mark)) return []
  const alone = marks.filter(({items}) => items.filter(({defined}) => defined !== false).length === 1)
  const unseen = alone.filter((mark) => !hasCompany(mark, drawn))
  if (unseen.length === 0) return []
  const lines = unseen.length === 1 ? `${unit.mark} of one point` : `${unseen.length} ${unit.mark}s of one point each`
  const reason = `Unexpected ${lines}, expected two points or more: one draws nothing`
  const found = problem('chart-shows-every-value', [...unit.at, 'mark'], {reason, note: LINE_NOTE})
  // Beside lines that are seen the chart is not empty, but its author must know what it lacks.
  return [alone.length < marks.length ? {...found, severity: 'warning'} : found]
}

// A point, a label or a bar at the same place shows what the line cannot.
function hasCompany({items, frame}: DrawnMarks, drawn: readonly DrawnUnit[]): boolean {
  const [point] = items.filter(({defined}) => defined !== false)
  return drawn.some(({unit, marks}) =>
    PATHS.includes(unit.mark)
      ? false
      : marks.some(
          (other) =>
            other.frame.x === frame.x &&
            other.frame.y === frame.y &&
            other.items.some((item) => isNear(item.x, point?.x) && (isNear(item.y, point?.y) || item.height !== undefined))
        )
  )
}

function isNear(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) < 1
}

/** The value of a channel that an item shows, `undefined` where it has none of its own. */
export function valueOf({encoding}: Unit, channel: string, {datum}: Item): unknown {
  const definition = encoding[channel]
  if (!isObject(definition) || typeof definition['field'] !== 'string') return undefined
  const name = columnOf(definition, datum)
  const value = name === undefined ? undefined : datum[name]
  return value instanceof Date ? value.toISOString().replace('T00:00:00.000Z', '') : value
}

/** Name under which Vega-Lite keeps what a channel shows, after its aggregate, bin or unit of time. */
export function columnOf(definition: JsonObject, datum: Readonly<Record<string, unknown>>): string | undefined {
  const {field, aggregate, bin, timeUnit} = definition
  if (aggregate === 'count') return '__count'
  if (typeof field !== 'string') return undefined
  const plain = field.replace(/\\([.[\]])/g, '$1')
  if (typeof aggregate === 'string') return `${aggregate}_${plain}`
  const unit = isObject(timeUnit) ? timeUnit['unit'] : timeUnit
  if (typeof unit === 'string' && `${unit}_${plain}` in datum) return `${unit}_${plain}`
  if (unit !== undefined || isBinned(bin)) {
    const made = Object.keys(datum).find(
      (name) => name.endsWith(`_${plain}`) && (isBinned(bin) ? name.startsWith('bin_') : name !== plain)
    )
    if (made !== undefined) return made
  }
  return plain
}

function isBinned(bin: Json | undefined): boolean {
  return bin === true || (isObject(bin) && bin['binned'] !== true)
}

/** What a spec says of the scale of a channel. */
export function scaleOf({encoding}: Unit, channel: string): JsonObject {
  const definition = encoding[channel]
  return isObject(definition) && isObject(definition['scale']) ? definition['scale'] : {}
}

/** Where a channel is written; the mark where it stands in a view around or is none of the author's. */
export function placeOf({at, encoding}: Unit, channel: string): Problem['at'] {
  return channel in encoding ? [...at, 'encoding', channel] : [...at, 'mark']
}

/** A list of the values of a domain where its author wrote one. */
export function domainOf(unit: Unit, channel: string): readonly Json[] | undefined {
  const {domain} = scaleOf(unit, channel)
  return isList(domain) ? domain : undefined
}

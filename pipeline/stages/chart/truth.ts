/** The picture says what the data say: no share of a negative, no bar from elsewhere than zero, no category told twice. */
import {isObject, type JsonObject} from './json.ts'
import {problem, type Problem} from './problems.ts'
import {textOf, type DrawnMarks, type Item} from './scene.ts'
import {columnOf, domainOf, placeOf, scaleOf, valueOf, type DrawnUnit} from './seen.ts'
import type {Unit} from './units.ts'

/** Labels that are held against each other. */
const MOST_LABELS = 400
const LENGTHS = ['bar', 'area']
const SERIES = [
  'color',
  'fill',
  'stroke',
  'detail',
  'shape',
  'strokeDash',
  'opacity',
  'xOffset',
  'yOffset',
  'order',
  'size',
  'text'
]

/** Problems of a picture that says something else than its rows. */
export function pictureIsTrue(drawn: readonly DrawnUnit[], scene: readonly DrawnMarks[]): readonly Problem[] {
  return [
    ...drawn.flatMap((each) => [...sharesOfWholes(each), ...barsFromZero(each), ...oneOfEach(each)]),
    ...coloursDiffer(scene),
    ...textsAreApart(scene)
  ]
}

// More kinds than colours: two of them look the same.
function coloursDiffer(scene: readonly DrawnMarks[]): readonly Problem[] {
  const frames = Map.groupBy(
    scene.filter(({role}) => role === 'legend-symbol'),
    ({frame}) => `${frame.x} ${frame.y}`
  )
  return [...frames.values()].flatMap((marks) => looksDiffer(marks.flatMap(({items}) => items)))
}

function looksDiffer(symbols: readonly Item[]): readonly Problem[] {
  const looks = new Set(
    symbols.map(({fill, stroke, shape, size, strokeDash, strokeWidth, opacity, fillOpacity, strokeOpacity}) =>
      JSON.stringify([fill, stroke, shape, size, strokeDash, strokeWidth, opacity, fillOpacity, strokeOpacity])
    )
  )
  if (looks.size >= symbols.length || looks.size < 2) return []
  const reason = `Unexpected ${symbols.length} entries of a legend in ${looks.size} looks, expected one for each`
  return [warning([], reason, 'Label the marks themselves, show fewer kinds, or give `scale.range` as many colours.')]
}

// Labels of marks; those of axes are held to more by the fitting.
function textsAreApart(scene: readonly DrawnMarks[]): readonly Problem[] {
  const labels = scene
    .filter(({role, type}) => role === 'mark' && type === 'text')
    .flatMap(({items, frame, shift}) =>
      items
        .filter((item) => item.opacity !== 0 && textOf(item) !== '')
        .map((item) => ({item, left: frame.x + shift.x, top: frame.y + shift.y}))
    )
    .slice(0, MOST_LABELS)
  const sorted = labels.toSorted((a, b) => a.left + a.item.bounds.x1 - b.left - b.item.bounds.x1)
  const pairs = sorted.flatMap((a, index) => {
    const near: string[] = []
    for (const b of sorted.slice(index + 1)) {
      const wide = a.left + a.item.bounds.x2 - b.left - b.item.bounds.x1
      if (wide <= 0) break
      const high =
        Math.min(a.top + a.item.bounds.y2, b.top + b.item.bounds.y2) -
        Math.max(a.top + a.item.bounds.y1, b.top + b.item.bounds.y1)
      if (wide > 3 && high > 4) near.push(`\`${textOf(a.item)}\` over \`${textOf(b.item)}\``)
    }
    return near
  })
  if (pairs.length === 0) return []
  const more = pairs.length > 1 ? ` and ${pairs.length - 1} more` : ''
  return [
    warning(
      [],
      `Unexpected label ${pairs[0]}${more}, expected labels that stand apart`,
      'Label fewer marks, move one with `dx` and `dy`, or filter it in the layer below.'
    )
  ]
}

function warning(at: Problem['at'], reason: string, note: string): Problem {
  return {...problem('chart-is-true', at, {reason, note}), severity: 'warning'}
}

/** The channel by whose length a bar, an area or a slice shows its value. */
export function measureOf({mark, encoding}: Unit): 'x' | 'y' | 'theta' | undefined {
  if (mark === 'arc') return isQuantitative(encoding['theta']) ? 'theta' : undefined
  const channels = (['y', 'x'] as const).filter((channel) => isQuantitative(encoding[channel]) && !isBin(encoding[channel]))
  if (channels.length < 2) return channels[0]
  return channels.find((channel) => isObject(encoding[channel]) && encoding[channel]['stack'] !== undefined) ?? undefined
}

/** Whether a channel measures. */
export function isQuantitative(definition: JsonObject[string] | undefined): boolean {
  if (!isObject(definition)) return false
  const {type, aggregate} = definition
  return (
    type === 'quantitative' || (type === undefined && aggregate !== undefined && aggregate !== 'argmin' && aggregate !== 'argmax')
  )
}

function isBin(definition: JsonObject[string] | undefined): boolean {
  return isObject(definition) && (definition['bin'] ?? false) !== false
}

function sharesOfWholes({unit, marks}: DrawnUnit): readonly Problem[] {
  const channel = measureOf(unit)
  if (channel === undefined) return []
  const definition = unit.encoding[channel]
  const isShare = channel === 'theta' || (isObject(definition) && definition['stack'] === 'normalize')
  if (!isShare || !isObject(definition)) return []
  const values = marks.flatMap(({items}) => items.map((item) => Number(valueOf(unit, channel, item))))
  const negative = values.find((value) => value < 0)
  if (negative === undefined) return []
  const reason = `Unexpected ${negative} among the parts of a whole, expected none below zero`
  return [
    problem('chart-is-true', placeOf(unit, channel), {
      reason,
      note: 'Show the values themselves, stacked or side by side, not their shares.'
    })
  ]
}

function barsFromZero({unit, marks}: DrawnUnit): readonly Problem[] {
  const channel = measureOf(unit)
  if (!LENGTHS.includes(unit.mark) || channel === undefined || `${channel}2` in unit.encoding) return []
  if (marks.every(({items}) => items.length === 0)) return []
  const scale = scaleOf(unit, channel)
  const domain = domainOf(unit, channel)?.map(Number)
  const least = typeof scale['domainMin'] === 'number' ? scale['domainMin'] : domain === undefined ? 0 : Math.min(...domain)
  const most = domain === undefined ? 0 : Math.max(...domain)
  const isCut = scale['zero'] === false || least > 0 || (domain !== undefined && most < 0)
  if (!isCut || scale['type'] === 'log') return []
  const reason = `Unexpected ${unit.mark}s on a scale without zero, expected lengths that can be compared`
  return [
    {
      ...problem('chart-is-true', placeOf(unit, channel), {
        reason,
        note: 'Let the scale begin at zero, or show points, ticks or a line.'
      }),
      severity: 'warning'
    }
  ]
}

// Rows of one category and series are laid one on the other, or drawn over each other; either way one value is not seen.
function oneOfEach({unit, marks}: DrawnUnit): readonly Problem[] {
  const channel = measureOf(unit)
  const isRange =
    channel === undefined || `${channel}2` in unit.encoding || (channel !== 'theta' && `${other(channel)}2` in unit.encoding)
  if (isRange || !['bar', 'area', 'line', 'arc'].includes(unit.mark)) return []
  const {encoding, facets} = unit
  if (unit.mark === 'line' && 'order' in encoding) return []
  const along = channel === 'theta' ? [] : [other(channel)]
  if (along.some((name) => isQuantitative(encoding[name]) && !isBin(encoding[name]))) return []
  const keys = [...along, ...SERIES].filter((name) => isObject(encoding[name]))
  if (keys.length === 0) return []
  for (const {items} of marks) {
    const seen = new Map<string, Item>()
    for (const item of items) {
      if (item.defined === false) continue
      const key = keyOf(item, [...keys.map((name) => encoding[name] as JsonObject), ...facets])
      const first = seen.get(key)
      if (first !== undefined) return [twice(unit, channel, {item, along: along[0] ?? 'color'})]
      seen.set(key, item)
    }
  }
  return []
}

function twice(unit: Unit, channel: string, {item, along}: {readonly item: Item; readonly along: string}): Problem {
  const name = valueOf(unit, along, item)
  const reason = `Unexpected second row${name === undefined ? '' : ` of \`${String(name)}\``}, expected one ${unit.mark === 'line' ? 'point' : unit.mark} for each`
  const note = `Group the rows in the query, give \`${channel}\` an \`aggregate\`, or tell them apart by \`color\` or \`detail\`.`
  return {...problem('chart-is-true', placeOf(unit, along), {reason, note}), severity: 'warning'}
}

function other(channel: 'x' | 'y' | 'theta'): 'x' | 'y' {
  return channel === 'x' ? 'y' : 'x'
}

function keyOf({datum}: Item, definitions: readonly JsonObject[]): string {
  return JSON.stringify(
    definitions.map((definition) => {
      const name = columnOf(definition, datum)
      return name === undefined ? null : (datum[name] ?? null)
    })
  )
}

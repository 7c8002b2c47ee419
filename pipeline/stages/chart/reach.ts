/** Domains that their author wrote, and values that have come since: without a colour, or drawn as if they were the end of the scale. */
import {isObject, type Json} from './json.ts'
import {remark, type Problem} from './problems.ts'
import type {DrawnMarks, Item} from './scene.ts'
import {columnOf, domainOf, placeOf, scaleOf, valueOf, type DrawnUnit} from './seen.ts'
import {isQuantitative, measureOf} from './truth.ts'
import type {Unit} from './units.ts'

const LOOKS = ['color', 'fill', 'stroke', 'shape', 'strokeDash']
const COLOURS = ['color', 'fill', 'stroke']
const MEASURES = ['x', 'y', 'size', 'opacity', ...COLOURS]
/** Classes of these are open at both ends, as their legend says. */
const OPEN = ['threshold', 'quantize', 'quantile', 'bin-ordinal']
const LOOK_NOTE = 'Add the value to the domain, leave the domain to the data, or filter the rows.'
const END_NOTE =
  'Widen the domain or leave it to the data. Where all beyond are meant as one, cap the value in the query, as in `least(x, 50)`, and say so.'

/** Problems of values beyond a domain that do not show as such. */
export function scalesReachAll(drawn: readonly DrawnUnit[]): readonly Problem[] {
  return drawn.flatMap((each) => [
    ...LOOKS.flatMap((channel) => withoutLook(each, channel)),
    ...MEASURES.flatMap((channel) => beyondEnd(each, channel))
  ])
}

// A kind that a scale has no colour for is painted in none: its bar is not seen, and its row is taken for 0.
function withoutLook({unit, marks}: DrawnUnit, channel: string): readonly Problem[] {
  const names = domainOf(unit, channel)
  if (names === undefined || names.some(isObject) || isQuantitative(unit.encoding[channel])) return []
  const known = new Set(names.map(String))
  const values = marks.flatMap(({items}) => items.map((item) => valueOf(unit, channel, item)))
  const unknown = new Set(values.filter((value) => value !== undefined && value !== null && !known.has(String(value))))
  if (unknown.size === 0) return []
  const reason = `Unexpected ${listed([...unknown])} on \`${channel}\`, expected a value of its domain: it is drawn without`
  return [remark('chart-shows-every-value', placeOf(unit, channel), {reason, note: LOOK_NOTE})]
}

function listed(values: readonly unknown[]): string {
  return `\`${String(values[0])}\`${values.length > 1 ? ` and ${values.length - 1} more` : ''}`
}

function beyondEnd({unit, marks}: DrawnUnit, channel: string): readonly Problem[] {
  const ends = endsOf(unit, channel)
  if (ends === undefined || !isQuantitative(unit.encoding[channel]) || !isHeld(unit, channel, marks)) return []
  for (const {items} of marks) {
    for (const item of items) {
      const beyond = valuesOf(unit, channel, item).find((value) => value < ends.least || value > ends.most)
      if (beyond !== undefined) return [endsBefore({unit, channel, beyond, end: beyond > ends.most ? ends.most : ends.least})]
    }
  }
  return []
}

interface Beyond {
  readonly unit: Unit
  readonly channel: string
  readonly beyond: number
  readonly end: number
}

function endsBefore({unit, channel, beyond, end}: Beyond): Problem {
  const reason = `Unexpected ${beyond} beyond the domain of \`${channel}\`, which draws it as if it were ${end}`
  return remark('chart-is-true', placeOf(unit, channel), {reason, note: END_NOTE})
}

// What is clipped is cut at the frame: a point goes, a line is seen to leave, a bar looks as if it ended there.
function isHeld(unit: Unit, channel: string, marks: readonly DrawnMarks[]): boolean {
  const {type, clamp} = scaleOf(unit, channel)
  if (OPEN.includes(String(type))) return false
  if (clamp === true || COLOURS.includes(channel)) return true
  const isCut = unit.mark === 'bar' || unit.mark === 'area'
  return isCut && channel === measureOf(unit) && marks.some(({isClipped}) => isClipped)
}

function endsOf(unit: Unit, channel: string): {readonly least: number; readonly most: number} | undefined {
  const {domainMin, domainMax} = scaleOf(unit, channel)
  const domain = (domainOf(unit, channel) ?? [domainMin ?? -Infinity, domainMax ?? Infinity]).map(numberOf)
  const isSaid = domain.some(Number.isFinite) && !domain.some(Number.isNaN)
  return isSaid ? {least: Math.min(...domain), most: Math.max(...domain)} : undefined
}

function numberOf(value: Json): number {
  return typeof value === 'number' ? value : Number.NaN
}

// Of a stack its ends are drawn, not the value alone.
function valuesOf(unit: Unit, channel: string, {datum}: Item): readonly number[] {
  const definition = unit.encoding[channel]
  const name = isObject(definition) ? columnOf(definition, datum) : undefined
  if (name === undefined) return []
  const ends = [`${name}_start`, `${name}_end`].filter((end) => end in datum)
  const values = (ends.length === 2 && channel === measureOf(unit) ? ends : [name]).map((each) => datum[each])
  return values.flatMap((value) => (typeof value === 'number' && Number.isFinite(value) ? [value] : []))
}

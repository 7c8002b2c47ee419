/** Formats in percent take a number for a share of 1: on a column that is in per cent already they show it a hundred times too large. */
import {rulesFor} from '../../language/index.ts'
import {cellOf, localText, unitOf} from '../../values/column.ts'
import type {Field, Language} from '../../types.ts'
import {isList, isObject, type Json, type JsonObject, type JsonPath} from './json.ts'
import {remark, type Problem} from './problems.ts'
import type {Source, Sources} from './rows.ts'
import {columnOf, type DrawnUnit} from './seen.ts'
import type {Unit} from './units.ts'
import type {Vega} from './vega.ts'

const RULE = 'format-keeps-the-value'
const NOTE =
  'Leave the `%` out of the format, as in `".0f"`: the column is in per cent already. Or make the share, 0 to 1, a column of its own by `"calculate": "datum.x / 100"`.'
/** Forms of d3 that multiply by 100. */
const TIMES_100 = /[%p]$/
/** Parts of a definition that have a format of their own. */
const GUIDES = ['axis', 'legend', 'header']
/** What these give is in the unit of what they are given. */
const KEEPING = new Set(
  'mean average median min max sum q1 q3 ci0 ci1 stdev stdevp stderr first_value last_value nth_value lag lead'.split(' ')
)

/** Where the columns of a chart are described, and the chart as it was written. */
export interface Formatting {
  readonly tree: JsonObject
  readonly path: string
  readonly rows: Sources
  readonly language: Language
  readonly vega: Vega
}

/** A format in percent, its place in the encoding, and the definition that it is of. */
interface Format {
  readonly definition: JsonObject
  readonly format: string
  readonly at: JsonPath
}

/** Problems of formats that multiply what is in per cent, each once for a chart in all editions. */
export function formatsKeepTheValue(drawn: readonly DrawnUnit[], around: Formatting): readonly Problem[] {
  const found = drawn.flatMap((each) => formatsOf(each.unit).flatMap((format) => multiplied(each, format, around)))
  return [...new Map(found.map((told) => [told.once, told])).values()]
}

function multiplied({unit, marks}: DrawnUnit, {definition, format, at}: Format, around: Formatting): readonly Problem[] {
  const unitName = rateOf(String(definition['field']), unit.transforms, around)
  if (unitName === undefined) return []
  const values = marks.flatMap(({items}) => items.map(({datum}) => datum[columnOf(definition, datum) ?? '']))
  const value = values.find((each) => typeof each === 'number' && Number.isFinite(each) && each !== 0)
  if (typeof value !== 'number') return []
  const shown = around.vega.formatLocale().format(format)(value)
  const place = placeIn(around.tree, unit.at, ['encoding', ...at])
  const reason = `Unexpected format \`${format}\` on \`${String(definition['field'])}\`, whose unit is \`${unitName}\`, expected one that keeps the value: ${value} is shown as ${shown}`
  return [{...remark(RULE, place, {reason, note: NOTE}), once: `${RULE} ${around.path} ${place.join('/')}`}]
}

function formatsOf({encoding, mark}: Unit): readonly Format[] {
  return Object.entries(encoding).flatMap(([channel, definition]) =>
    channel === 'text' && mark !== 'text' ? [] : definitionsIn(definition, [channel]).flatMap(formatsIn)
  )
}

type Defined = Pick<Format, 'definition' | 'at'>

// A tooltip is a list of definitions, and what holds under a condition is one more.
function definitionsIn(value: Json | undefined, at: JsonPath): readonly Defined[] {
  if (isList(value)) return value.flatMap((item, index) => definitionsIn(item, [...at, index]))
  if (!isObject(value)) return []
  return [{definition: value, at}, ...definitionsIn(value['condition'], [...at, 'condition'])]
}

function formatsIn({definition, at}: Defined): readonly Format[] {
  if (typeof definition['field'] !== 'string' || !isMeasured(definition)) return []
  const places = [{holder: definition, at}, ...GUIDES.map((key) => ({holder: definition[key], at: [...at, key]}))]
  return places.flatMap(({holder, at: place}) => {
    if (!isObject(holder) || !('format' in holder) || (holder['formatType'] ?? 'number') !== 'number') return []
    const {format} = holder
    // The axis of what is stacked to a whole counts in shares of 1.
    const isOfShares = holder !== definition && definition['stack'] === 'normalize'
    if (typeof format !== 'string' || !TIMES_100.test(format) || isOfShares) return []
    return [{definition, format, at: [...place, 'format']}]
  })
}

// `%p` of a time is its half of the day; a count has no unit.
function isMeasured({type, timeUnit, aggregate}: JsonObject): boolean {
  return type !== 'temporal' && timeUnit === undefined && (typeof aggregate !== 'string' || KEEPING.has(aggregate))
}

// The unit of a rate that a column has by its contract, or by that of the columns of which a transform makes it.
function rateOf(name: string, transforms: readonly JsonObject[], around: Formatting): string | undefined {
  const last = transforms.findLastIndex((transform) => madeOf(transform, name) !== undefined)
  if (last === -1) return rateOfColumn(name, around)
  const rates = madeOf(transforms[last]!, name)!.map((each) => rateOf(each, transforms.slice(0, last), around))
  return rates.includes(undefined) ? undefined : rates[0]
}

// The columns whose unit a made one keeps, none where it has another; `undefined` where the transform makes no such column.
function madeOf(transform: JsonObject, name: string): readonly string[] | undefined {
  for (const list of [transform['aggregate'], transform['joinaggregate'], transform['window']]) {
    const entry = isList(list) ? list.filter(isObject).find((each) => each['as'] === name) : undefined
    if (entry !== undefined) return KEEPING.has(String(entry['op'])) ? [String(entry['field'])] : []
  }
  const {fold} = transform
  const as = transform['as'] ?? (isList(fold) ? ['key', 'value'] : [])
  const names = isList(as) ? as : [as]
  if (!names.includes(name)) return undefined
  return isList(fold) && names[1] === name ? fold.map(String) : []
}

// Where sources call different columns by one name, all must be rates.
function rateOfColumn(name: string, {rows, language}: Formatting): string | undefined {
  const sources = [...rows.values()].filter(({columns}) => columns.has(name))
  const units = sources.flatMap((source) => unitsOf(source.columns.get(name)!, source, language))
  const isRate = (unit: string | undefined) =>
    unit !== undefined && (unit.trim() === '％' || rulesFor(language).rateOf(unit) !== undefined)
  return units.every(isRate) ? units[0] : undefined
}

function unitsOf(field: Field, {rows}: Source, language: Language): readonly (string | undefined)[] {
  if (field.unitFrom === undefined) return [localText(field.unit, language)]
  return rows.filter((row) => cellOf(row, field.name) !== null).map((row) => unitOf(field, row, language))
}

// An encoding may stand in a view around.
function placeIn(tree: JsonObject, view: JsonPath, inside: JsonPath): JsonPath {
  for (let length = view.length; length >= 0; length--) {
    const place = [...view.slice(0, length), ...inside]
    if (isWritten(tree, place)) return place
  }
  return view
}

function isWritten(tree: JsonObject, at: JsonPath): boolean {
  let value: Json | undefined = tree
  for (const key of at) value = isList(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined
  return value !== undefined
}

/** What an axis or a legend measures, from the contract, where the spec says nothing of it. */
import {rulesFor} from '../../language/index.ts'
import {localText} from '../../values/column.ts'
import type {Language} from '../../types.ts'
import {isList, isObject, type Json, type JsonObject} from './json.ts'
import type {Sources} from './rows.ts'

/** The head of an axis or a legend, from the contract. */
export interface Title {
  readonly label: string
  readonly unit: string | undefined
}

/** By column; what the contract does not name has no title. */
export type Titles = Readonly<Record<string, Title>>

const AXES = ['x', 'y']
const LEGENDS = ['color', 'fill', 'size', 'opacity']

/** Labels and units of the columns of the report's queries. */
export function titlesOf(sources: Sources, language: Language): Titles {
  const named = [...sources.values()].flatMap(({columns}) =>
    [...columns.values()].flatMap(({name, label, unit}) => {
      const text = localText(label, language)
      return text === undefined ? [] : [[name, {label: text, unit: localText(unit, language)}] as const]
    })
  )
  return Object.fromEntries(named)
}

/** The spec with a title at every axis, and at every legend of a measure, that its author left without. */
export function withTitles(view: JsonObject, titles: Titles, language: Language): JsonObject {
  if (Object.keys(titles).length === 0) return view
  return titledView(view, {titles, language, shared: {}})
}

interface Titling {
  readonly titles: Titles
  readonly language: Language
  /** Titles that the layers around share, by channel: one axis has one title, however many layers it serves. */
  readonly shared: Readonly<Record<string, string>>
}

function titledView(view: JsonObject, around: Titling): JsonObject {
  const isLayered = isList(view['layer'])
  const shared = isLayered && Object.keys(around.shared).length === 0 ? sharedTitles(view, around) : around.shared
  const inside = {...around, shared}
  const encoding = isObject(view['encoding']) ? [['encoding', titled(view['encoding'], inside)] as const] : []
  const children = (['layer', 'hconcat', 'vconcat', 'concat'] as const).flatMap((key) => {
    const list = view[key]
    const below = key === 'layer' ? inside : {...around, shared: {}}
    return isList(list) ? [[key, list.map((child) => (isObject(child) ? titledView(child, below) : child))] as const] : []
  })
  const inner = isObject(view['spec']) ? [['spec', titledView(view['spec'], inside)] as const] : []
  return {...view, ...Object.fromEntries([...encoding, ...children, ...inner])}
}

function sharedTitles(view: JsonObject, around: Titling): Titling['shared'] {
  const encodings = encodingsIn(view)
  return Object.fromEntries(
    [...AXES, ...LEGENDS].flatMap((channel) => {
      const own = encodings.flatMap((encoding) => {
        const definition = encoding[channel]
        // Of a layer that is to have none, nothing stands at the axis.
        const title = isObject(definition) && definition['title'] !== null ? titleOf(definition, around) : undefined
        return title === undefined ? [] : [{title, unit: unitOf(definition, around)}]
      })
      // What all layers share names the axis; a layer adds to it only what is measured in another unit.
      const whole = isObject(view['encoding']) && isObject(view['encoding'][channel]) ? own[0] : undefined
      const told = own.filter(({unit}, index) => whole === undefined || index === 0 || unit !== whole.unit)
      return told.length === 0 ? [] : [[channel, [...new Set(told.map(({title}) => title))].join(', ')] as const]
    })
  )
}

function unitOf(definition: Json | undefined, {titles}: Titling): string | undefined {
  const field = isObject(definition) ? definition['field'] : undefined
  return typeof field === 'string' && Object.hasOwn(titles, field) ? titles[field]!.unit : undefined
}

function encodingsIn(view: JsonObject): readonly JsonObject[] {
  const layers = isList(view['layer']) ? view['layer'].filter(isObject) : []
  return [...(isObject(view['encoding']) ? [view['encoding']] : []), ...layers.flatMap(encodingsIn)]
}

function titled(encoding: JsonObject, around: Titling): JsonObject {
  const change = ([channel, definition]: readonly [string, Json]) => {
    const guide = AXES.includes(channel) ? 'axis' : LEGENDS.includes(channel) ? 'legend' : undefined
    if (guide === undefined || !isObject(definition) || hasTitle(definition, guide)) return [channel, definition] as const
    const isOfMeasure = definition['type'] === 'quantitative' || definition['aggregate'] !== undefined
    if (guide === 'legend' && !isOfMeasure) return [channel, definition] as const
    const title = titleOf(definition, around)
    return [channel, title === undefined ? definition : {...definition, title: around.shared[channel] ?? title}] as const
  }
  return Object.fromEntries(Object.entries(encoding).map(change))
}

function hasTitle(definition: JsonObject, guide: string): boolean {
  const own = definition[guide]
  return 'title' in definition || own === null || (isObject(own) && ('title' in own || own['labels'] === false))
}

function titleOf({field, aggregate}: JsonObject, {titles, language}: Titling): string | undefined {
  const rules = rulesFor(language)
  if (aggregate === 'count') return rules.chart.count
  if (typeof field !== 'string' || !Object.hasOwn(titles, field)) return undefined
  const {label, unit} = titles[field]!
  const whole = typeof aggregate === 'string' ? rules.chart.operation(aggregate, label) : label
  return unit === undefined || unit === '' || aggregate === 'distinct' ? whole : rules.withUnitInBrackets(whole, unit)
}

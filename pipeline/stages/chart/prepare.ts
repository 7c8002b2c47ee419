/** A spec as its author wrote it to one that Vega-Lite compiles for a page: the theme's look, the page's width. */
import type {Language} from '../../types.ts'
import {chartConfig} from './config.ts'
import {isList, isObject, merge, type JsonObject} from './json.ts'
import {withoutColumns} from './narrow.ts'
import {withoutInlineRows} from './rows.ts'
import {withTitles, type Titles} from './titles.ts'
import {isSingleFrame} from './units.ts'

/**
 * How a chart is laid out: as Vega-Lite does, with long labels in lines, or with the names below it turned upright;
 * `free` is fitted into nothing, to see why another was not to be fitted.
 */
export type Attempt = 'plain' | 'lines' | 'upright' | 'free'

/** What a spec is made ready for. */
export interface PrepareOptions {
  readonly language: Language
  /** Of the page, in CSS pixels. */
  readonly width: number
  readonly attempt: Attempt
  readonly titles: Titles
  /** Times the height that its author wrote. */
  readonly stretch?: number | undefined
  /** For a phone: numbers of columns that were chosen for a page are let go. */
  readonly narrow?: boolean | undefined
}

/** A spec as Vega-Lite is given it. */
export interface Prepared {
  readonly spec: JsonObject
  /** Whether Vega is to fit the one frame, with all around it, into the width. */
  readonly fits: boolean
}

/** Narrower than this a panel is not to be read. */
export const LEAST_PANEL = 110
const MARGIN = 40

/** A spec with its titles, its width and the engine's parameters; its rows are taken out. */
export function prepare(tree: JsonObject, {language, width, attempt, titles, stretch = 1, narrow}: PrepareOptions): Prepared {
  const written = withoutInlineRows(tree)
  const spec = withTitles(narrow ? withoutColumns(written) : written, titles, language)
  const own = isObject(spec['config']) ? spec['config'] : {}
  const given = isList(spec['params']) ? spec['params'] : []
  const params = given.filter((param) => !isObject(param) || (param['name'] !== 'edition' && param['name'] !== 'theme'))
  const single = isSingleFrame(spec)
  const fits =
    single &&
    (spec['width'] === undefined || spec['width'] === 'container') &&
    spec['autosize'] === undefined &&
    attempt !== 'free'
  const config = merge(chartConfig(language, single ? width : panelWidth(spec, width)), own)
  return {
    fits,
    spec: {
      padding: {left: 0, top: 4, right: 4, bottom: 0},
      ...spec,
      ...stretched(spec, stretch),
      ...(fits && {width, autosize: {type: 'fit-x', contains: 'padding'}}),
      params: [...params, {name: 'edition', value: {}}, {name: 'theme', value: {}}],
      config: {...config, ...(single ? {} : wrapping(config, width)), ...(attempt === 'upright' && upright(config))}
    }
  }
}

/** Rows closer than this, in CSS pixels, do not hold their names; a frame is not pressed or drawn out beyond these shares. */
const LEAST_STEP = 11
const LEAST_STRETCH = 0.7
/** Where names stand beside points, they come too near to others sooner. */
const LEAST_OF_POINTS = 0.78
/** How far a chart may be drawn out. */
export const MOST_STRETCH = 1.25

/** The least share of its height that a chart of one frame can be drawn in; none where its author left the height, or the scale of a map. */
export function leastStretch(tree: JsonObject): number | undefined {
  const {height, projection} = tree
  if (!isSingleFrame(tree) || projection !== undefined || tree['autosize'] !== undefined) return undefined
  if (isObject(height) && isLaidByPixels(tree)) return undefined
  if (typeof height === 'number') return LEAST_OF_POINTS
  const step = isObject(height) ? height['step'] : undefined
  return typeof step === 'number' ? Math.min(1, Math.max(LEAST_STRETCH, LEAST_STEP / step)) : undefined
}

/** So far from the middle of its row, in CSS pixels, what an author has moved there does not fit a lower one. */
const FAR = 6

// Rows whose author said where in them things stand are as high as they must be.
function isLaidByPixels({mark, layer}: JsonObject): boolean {
  const far = (name: string) => isObject(mark) && typeof mark[name] === 'number' && Math.abs(mark[name]) > FAR
  return far('dy') || far('yOffset') || (isList(layer) && layer.some((each) => isObject(each) && isLaidByPixels(each)))
}

function stretched({height}: JsonObject, stretch: number): JsonObject {
  if (stretch === 1) return {}
  if (typeof height === 'number') return {height: Math.round(height * stretch)}
  return isObject(height) && typeof height['step'] === 'number' ? {height: {...height, step: height['step'] * stretch}} : {}
}

// Panels share the width; 40 px each are left for the labels of their axes.
function panelWidth(spec: JsonObject, width: number): number {
  const listed = spec['hconcat'] ?? spec['concat']
  const columns = typeof spec['columns'] === 'number' ? spec['columns'] : isList(listed) ? listed.length : 1
  return Math.max(LEAST_PANEL, Math.floor(width / columns) - MARGIN)
}

// Where the author gives no number of columns, as many stand in a row as can be read.
function wrapping(config: JsonObject, width: number): JsonObject {
  const columns = Math.max(1, Math.floor(width / (LEAST_PANEL + MARGIN)))
  const withColumns = (key: string) => ({columns, ...(isObject(config[key]) ? config[key] : {})})
  return {facet: withColumns('facet'), concat: withColumns('concat')}
}

function upright(config: JsonObject): JsonObject {
  const axis = isObject(config['axisXDiscrete']) ? config['axisXDiscrete'] : {}
  return {axisXDiscrete: {...axis, labelAngle: -90, labelAlign: 'right', labelBaseline: 'middle'}}
}

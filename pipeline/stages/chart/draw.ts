/** A compiled chart and one edition's rows to SVG text as Vega writes it. */
import type {View} from 'vega'
import type {Language, Row, Selection} from '../../types.ts'
import type {Theme} from '../../design/theme.ts'
import {bindSources, collect, type Compiled} from './compile.ts'
import {loadEngine} from './engine.ts'
import type {Engine} from './vega.ts'
import {leftOutOf, type LeftOut} from './left-out.ts'
import {rulesFor} from '../../language/index.ts'
import {toCell, type Sources} from './rows.ts'
import {PATHS, sceneOf, textOf, type Bounds, type DrawnMarks} from './scene.ts'
import {sizeOf, type Overhang} from './svg.ts'
import type {Measure} from '../../design/widths.ts'

/** A compiled spec, and what is drawn with it. */
export interface DrawInput {
  readonly compiled: Compiled
  readonly sources: Sources
  readonly axes: Selection
  readonly theme: Theme
  readonly language: Language
  readonly measure: Measure
  /** Of the page, in CSS pixels. */
  readonly width: number
}

/** A drawing, and what Vega made of the rows. */
export interface Drawn {
  readonly svg: string
  readonly overhang: Overhang
  /** CSS pixels of the frame that holds the marks. */
  readonly frameHeight: number
  readonly scene: readonly DrawnMarks[]
  /** Where the scene begins in the picture, in CSS pixels. */
  readonly corner: {readonly x: number; readonly y: number}
  /** Whether its frames have the width that was left for them, not one that the author wrote. */
  readonly isNarrowed: boolean
  /** Rows of the first marks, after all transforms. */
  readonly rows: readonly Row[]
  /** Rows that Vega took out of what is drawn. */
  readonly leftOut: readonly LeftOut[]
  /** Values of the discrete scales `x` and `y`, in the order in which they are drawn. */
  readonly order: {readonly x: readonly string[]; readonly y: readonly string[]}
  readonly warnings: readonly string[]
  readonly errors: readonly string[]
}

const NOTHING: Omit<Drawn, 'warnings' | 'errors'> = {
  svg: '',
  isNarrowed: false,
  overhang: {left: 0, top: 0, right: 0, bottom: 0},
  frameHeight: 0,
  scene: [],
  corner: {x: 0, y: 0},
  rows: [],
  leftOut: [],
  order: {x: [], y: []}
}

let last: Promise<unknown> = Promise.resolve()

/** Draw, one chart at a time: Vega's measure of text and its count of ids are global. */
export function draw(input: DrawInput): Promise<Drawn> {
  const drawn = last.then(() => drawAlone(input))
  last = drawn.catch(() => undefined)
  return drawn
}

async function drawAlone(input: DrawInput): Promise<Drawn> {
  const engine = await loadEngine()
  const warnings: string[] = []
  const errors: string[] = []
  engine.vega.textMetrics.width = widthOfItem(input.measure)
  engine.vega.resetSVGDefIds()
  const view = openView(engine, input, collect(warnings, errors))
  try {
    await view.runAsync()
    if (errors.length > 0) return {...NOTHING, warnings, errors}
    const {fitted} = input.compiled
    if (fitted !== undefined) await makeRoom(view, fitted)
    const isNarrowed = fitted !== undefined || (await shareWidth(view, input))
    const svg = await view.toSVG()
    const order = {x: domainOf(view, 'x'), y: domainOf(view, 'y')}
    const scene = sceneOf(view)
    return {
      svg,
      isNarrowed,
      scene,
      corner: cornerOf(view),
      overhang: overhangIn(view, ...sizeOf(svg)),
      frameHeight: view.height(),
      rows: rowsOf(view, input.compiled.drawn),
      leftOut: leftOutOf(view, input.compiled.watches),
      order,
      warnings,
      errors
    }
  } finally {
    view.finalize()
  }
}

function openView(
  {vega}: Engine,
  {compiled, sources, axes, theme, language}: DrawInput,
  logger: ReturnType<typeof collect>
): View {
  const locale = rulesFor(language).chart.locale
  const view = new vega.View(bindSources(compiled, sources), {renderer: 'none', logger, loader: closedLoader, locale} as object)
  view.signal('edition', {...axes, language}).signal('theme', theme)
  return view
}

function widthOfItem(measure: Measure): Engine['vega']['textMetrics']['width'] {
  return ({fontSize = 11, fontWeight, limit = 0}, text) => {
    const isBold = fontWeight === 'bold' || Number(fontWeight) >= 600
    const width = measure(text === null || text === undefined ? '' : String(text).trim(), fontSize, isBold)
    return limit > 0 ? Math.min(width, limit) : width
  }
}

// Vega fits axes and legends into the width, but lets labels beside marks stick out; the frame gives way to them.
async function makeRoom(view: View, width: number): Promise<void> {
  const {left, right} = overhangIn(view, width, Number.POSITIVE_INFINITY)
  if (left === 0 && right === 0) return
  const padding = paddingOf(view)
  view.padding({...padding, left: padding.left + left, right: padding.right + right})
  await view.resize().runAsync()
}

const MOST_TRIALS = 6
/** A page that is scaled by less than this shows no difference. */
const NEARLY = 1.02
const LEAST_FACTOR = 0.02
const LEAST_POINTS = 6.5
const POINTS_PER_PIXEL = 0.75

// Frames whose author, or whose number, makes them so wide together that the page would shrink their words are narrowed
// alike; words keep their size. The total grows evenly with the frames, so that two trials tell the factor.
async function shareWidth(view: View, {compiled: {widths}, width}: DrawInput): Promise<boolean> {
  const written = widths.map((name) => [name, Number(view.signal(name))] as const)
  const most = (width * smallestText(view) * POINTS_PER_PIXEL) / LEAST_POINTS
  let [factor, total] = [1, totalWidth(view)]
  if (total <= most || written.length === 0) return false
  let next = (factor * width) / total
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    await setWidths(view, written, next)
    const after = totalWidth(view)
    const slope = (total - after) / (factor - next)
    if (trial === 0 && total - after < 1) {
      // Nothing gives way: a map of a fixed scale, or a legend. The width stays as it was written.
      await setWidths(view, written, 1)
      return false
    }
    ;[factor, total] = [next, after]
    if (total <= width * NEARLY && total > width - 8) return true
    next = Math.max(LEAST_FACTOR, factor + (width - 2 - total) / slope)
    if (next === factor) return true
  }
  return true
}

async function setWidths(view: View, written: readonly (readonly [string, number])[], factor: number): Promise<void> {
  for (const [name, value] of written)
    view.signal(name, name.endsWith('step') ? value * factor : Math.max(1, Math.floor(value * factor)))
  await view.resize().runAsync()
}

function totalWidth(view: View): number {
  const {x1, x2} = boundsOf(view)
  const {left, right} = paddingOf(view)
  return x2 - x1 + left + right
}

function smallestText(view: View): number {
  const sizes = sceneOf(view)
    .filter(({type}) => type === 'text')
    .flatMap(({items}) => items.filter((item) => textOf(item) !== '').map(({fontSize = 11}) => fontSize))
  return sizes.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...sizes)
}

function overhangIn(view: View, width: number, height: number): Overhang {
  const {x1, x2, y1, y2} = boundsOf(view)
  const padding = paddingOf(view)
  const [x, y] = view.origin()
  const beyond = (distance: number) => (distance > 0.5 ? Math.ceil(distance) : 0)
  return {
    left: beyond(-(x1 + x + padding.left)),
    top: beyond(-(y1 + y + padding.top)),
    right: beyond(x2 + x + padding.left - width),
    bottom: beyond(y2 + y + padding.top - height)
  }
}

function cornerOf(view: View): Drawn['corner'] {
  const [x, y] = view.origin()
  const {left, top} = paddingOf(view)
  return {x: (x ?? 0) + left, y: (y ?? 0) + top}
}

// Vega keeps the bounds of groups that have since become narrower, so they are gathered from what is drawn.
function boundsOf(view: View): Bounds {
  let [x1, y1, x2, y2] = [0, 0, 0, 0]
  for (const {type, isClipped, items, frame, shift} of sceneOf(view)) {
    const [left, top] = [frame.x + shift.x, frame.y + shift.y]
    for (const item of isClipped ? [] : items) {
      if (item.opacity === 0 || item.defined === false) continue
      const {x = 0, y = 0} = item
      const own = PATHS.includes(type) ? {x1: x, y1: y, x2: x, y2: y} : item.bounds
      if (!Number.isFinite(own.x1 + own.x2 + own.y1 + own.y2) || own.x1 > own.x2) continue
      x1 = Math.min(x1, left + own.x1)
      y1 = Math.min(y1, top + own.y1)
      x2 = Math.max(x2, left + own.x2)
      y2 = Math.max(y2, top + own.y2)
    }
  }
  return {x1, y1, x2, y2}
}

function paddingOf(view: View): Overhang {
  const padding = view.padding()
  return typeof padding === 'object' ? {left: 0, top: 0, right: 0, bottom: 0, ...padding} : {left: 0, top: 0, right: 0, bottom: 0}
}

function rowsOf(view: View, source: string | undefined): readonly Row[] {
  if (source === undefined) return []
  const data: readonly Readonly<Record<string, unknown>>[] = view.data(source)
  return data.map((datum) => Object.fromEntries(Object.entries(datum).map(([name, value]) => [name, toCell(value)])))
}

function domainOf(view: View, name: 'x' | 'y'): readonly string[] {
  try {
    const scale: unknown = view.scale(name)
    return isDiscrete(scale) ? scale.domain().map(String) : []
  } catch {
    // Charts side by side have scales of other names.
    return []
  }
}

function isDiscrete(scale: unknown): scale is {domain(): readonly unknown[]} {
  return typeof scale === 'function' && 'bandwidth' in scale && 'domain' in scale
}

const closedLoader = {
  load: () => Promise.reject(new Error('Charts read no files')),
  sanitize: () => Promise.reject(new Error('Charts have no links')),
  http: () => Promise.reject(new Error('Charts read no files')),
  file: () => Promise.reject(new Error('Charts read no files'))
}

/** A compiled chart and one edition's rows to SVG text as Vega writes it. */
import type {View} from 'vega'
import type {Language, Row, Selection, Theme} from '../../types.ts'
import {bindSources, collect, type Compiled} from './compile.ts'
import {loadEngine} from './engine.ts'
import type {Engine} from './vega.ts'
import {rulesFor} from '../../language/index.ts'
import {toCell, type Sources} from './rows.ts'
import {sizeOf, type Overhang} from './svg.ts'
import type {Measure} from '../../design/widths.ts'

export interface DrawInput {
  readonly compiled: Compiled
  readonly sources: Sources
  readonly axes: Selection
  readonly theme: Theme
  readonly language: Language
  readonly measure: Measure
}

export interface Drawn {
  readonly svg: string
  readonly overhang: Overhang
  /** Rows of the first marks, after all transforms. */
  readonly rows: readonly Row[]
  /** Values of the discrete scales `x` and `y`, in the order in which they are drawn. */
  readonly order: {readonly x: readonly string[]; readonly y: readonly string[]}
  readonly warnings: readonly string[]
  readonly errors: readonly string[]
}

const NONE: Overhang = {left: 0, top: 0, right: 0, bottom: 0}

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
    if (errors.length > 0) return {svg: '', overhang: NONE, rows: [], order: {x: [], y: []}, warnings, errors}
    if (input.compiled.fitted !== undefined) await makeRoom(view, input.compiled.fitted)
    const svg = await view.toSVG()
    const order = {x: domainOf(view, 'x'), y: domainOf(view, 'y')}
    return {svg, overhang: overhangIn(view, ...sizeOf(svg)), rows: rowsOf(view, input.compiled.drawn), order, warnings, errors}
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

// The scene is a tree of loosely typed items; its first one is the frame around all marks and axes.
function boundsOf(view: View): {readonly x1: number; readonly x2: number; readonly y1: number; readonly y2: number} {
  const scene = view.scenegraph() as unknown as {root: {items: readonly {bounds: ReturnType<typeof boundsOf>}[]}}
  return scene.root.items[0]?.bounds ?? {x1: 0, x2: 0, y1: 0, y2: 0}
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

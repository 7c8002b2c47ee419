/** A spec to a runtime that any edition's rows, axis values and theme are bound to. The dear half of a chart, done once for each spec. */
import type {LoggerInterface, Runtime, Spec} from 'vega'
import type {TopLevelSpec} from 'vega-lite'
import type {Language} from '../../types.ts'
import {COLUMN_PADDING} from './config.ts'
import {prepare, type Attempt} from './prepare.ts'
import {loadEngine} from './engine.ts'
import {fitLabels} from './labels.ts'
import {isList, isObject, type JsonObject} from './json.ts'
import {watchRows, type Watch} from './left-out.ts'
import {inlineSources, type Sources} from './rows.ts'
import type {Titles} from './titles.ts'
import {unitsOf, type Unit} from './units.ts'

/** A spec that Vega can run. */
export interface Compiled {
  readonly runtime: Runtime
  readonly units: readonly Unit[]
  /** Signals that hold the width of a frame, or of a step in it. */
  readonly widths: readonly string[]
  /** Functions of chance and of the clock that its expressions call. */
  readonly calls: readonly string[]
  readonly warnings: readonly string[]
  /** Where rows without a value are left out. */
  readonly watches: readonly Watch[]
  /** Rows that lie in the spec. */
  readonly inline: Sources
  /** Columns that Vega reads as dates. */
  readonly dates: ReadonlySet<string>
  /** Data source of the first marks, after all transforms. */
  readonly drawn: string | undefined
  /** Width that the drawing must keep to, all labels included; `undefined` where its author chose one. */
  readonly fitted: number | undefined
}

/** A spec, and what it is compiled for. */
export interface CompileInput {
  readonly spec: string
  readonly tree: JsonObject
  readonly language: Language
  readonly width: number
  /** Queries whose rows are bound to it. */
  readonly names: readonly string[]
  readonly attempt: Attempt
  readonly titles: Titles
  readonly stretch?: number | undefined
  readonly narrow?: boolean | undefined
}

/** The part of a parsed runtime in which rows are bound. */
interface RuntimeParts {
  readonly operators: readonly {readonly value?: unknown}[]
}
interface Ingested {
  readonly $ingest?: {readonly [PLACE]?: string}
}

const PLACE = 'octavo rows of'
const MOST_KEPT = 500
const compiled = new Map<string, Promise<Compiled>>()

/** Compile, or recall: what comes out depends on the spec's text, the language, the width and the columns' labels alone. Throws what Vega-Lite throws. */
export function compileSpec(input: CompileInput): Promise<Compiled> {
  const {language, width, names, attempt, titles, stretch, narrow, spec} = input
  const key = JSON.stringify([language, width, names, attempt, titles, stretch, narrow, spec])
  let found = compiled.get(key)
  if (found === undefined) {
    found = compileAnew(input)
    if (compiled.size >= MOST_KEPT) compiled.delete(compiled.keys().next().value ?? '')
    compiled.set(key, found)
    found.catch(() => compiled.delete(key))
  }
  return found
}

async function compileAnew({tree, language, width, names, attempt, titles, stretch, narrow}: CompileInput): Promise<Compiled> {
  const engine = await loadEngine()
  const {vega, compile, watchCalls} = engine
  const warnings: string[] = []
  const logger = collect(warnings)
  const {spec, fits} = prepare(tree, {language, width, attempt, titles, stretch, narrow})
  // The shape of a spec is Vega-Lite's to judge.
  const {spec: lower, normalized} = compile(spec as unknown as TopLevelSpec, {logger})
  const inline = inlineSources(tree, engine)
  const {spec: watched, watches} = watchRows(lower as unknown as JsonObject, tree)
  const placed = withPlaces(
    fitLabels(watched, {language, width, columnPadding: COLUMN_PADDING, breaksLines: attempt !== 'plain'}),
    [...inline.keys(), ...names]
  )
  const {value: runtime, calls} = watchCalls(() => vega.parse(placed as unknown as Spec, undefined, {logger} as object))
  const units = unitsOf(normalized as unknown as JsonObject, tree)
  return {
    runtime,
    units,
    calls,
    widths: widthSignals(placed),
    warnings,
    watches,
    fitted: fits ? width : undefined,
    inline,
    dates: datesIn(placed),
    drawn: drawnSource(placed)
  }
}

/** The values that stand for the rows of a source until an edition's own are bound. */
function withPlaces(spec: JsonObject, names: readonly string[]): JsonObject {
  const data = (isList(spec['data']) ? spec['data'] : []).map((source) => {
    if (!isObject(source) || !names.includes(String(source['name'])) || 'values' in source || 'source' in source) return source
    return {...source, values: {[PLACE]: source['name']!}}
  })
  return {...spec, data}
}

/** The runtime with rows in their places. Vega then reads them as if they lay in the spec. */
export function bindSources({runtime, dates}: Compiled, sources: Sources): Runtime {
  const operators = (runtime as RuntimeParts).operators.map((operator) => {
    const ingested = operator.value as Ingested | undefined
    const name = ingested?.$ingest?.[PLACE]
    if (name === undefined) return operator
    return {...operator, value: {...ingested, $ingest: sources.get(name)?.values(dates) ?? []}}
  })
  return {...runtime, operators} as Runtime
}

function widthSignals(spec: JsonObject): readonly string[] {
  const signals = (isList(spec['signals']) ? spec['signals'] : []).filter(isObject)
  const named = signals.filter(
    ({name, value}) => /(^|_)(width|childWidth|x_step)$/.test(String(name)) && typeof value === 'number'
  )
  return [...(typeof spec['width'] === 'number' ? ['width'] : []), ...named.map(({name}) => String(name))]
}

// Vega-Lite writes what an axis of time needs of its column as `toDate(datum["day"])`.
function datesIn(spec: JsonObject): ReadonlySet<string> {
  const matches = JSON.stringify(spec['data'] ?? []).matchAll(/toDate\(datum\[\\"((?:[^"\\]|\\\\.)*)\\"\]\)/g)
  return new Set([...matches].map(([, name]) => name!))
}

function drawnSource({marks}: JsonObject): string | undefined {
  const found = (isList(marks) ? marks : [])
    .filter(isObject)
    .map((mark) => {
      const from = isObject(mark['from']) ? mark['from'] : {}
      const source = isObject(from['facet']) ? from['facet']['data'] : from['data']
      return {
        text: mark['type'] === 'text' || mark['type'] === 'rule',
        source: typeof source === 'string' ? source : drawnSource(mark)
      }
    })
    .filter(({source}) => source !== undefined)
  return (found.find(({text}) => !text) ?? found[0])?.source
}

// The width is the engine's to fit; nothing is selected on paper; a box plot without outliers has an empty layer.
const NO_NEWS = /^Dropping "fit|^Selection not supported for|^Infinite extent for field|^Can not resolve event source/

/** A logger that keeps what is said instead of printing it. */
export function collect(said: string[], wrong: string[] = said): LoggerInterface {
  const logger: LoggerInterface = {
    level: ((level?: number) => (level === undefined ? 0 : logger)) as LoggerInterface['level'],
    warn: (...words) => (NO_NEWS.test(words.join(' ')) || said.push(words.join(' ')), logger),
    error: (...words) => (wrong.push(words.join(' ')), logger),
    info: () => logger,
    debug: () => logger
  }
  return logger
}

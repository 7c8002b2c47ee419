/** A spec to a runtime that any edition's rows, axis values and theme are bound to. The dear half of a chart, done once for each spec. */
import type {LoggerInterface, Runtime, Spec} from 'vega'
import type {TopLevelSpec} from 'vega-lite'
import type {Language} from '../../types.ts'
import {chartConfig} from './config.ts'
import {loadEngine} from './engine.ts'
import {isList, isObject, merge, type JsonObject} from './json.ts'
import {inlineSources, withoutInlineRows, type Sources} from './rows.ts'
import {isSingleFrame} from './views.ts'

export interface Compiled {
  readonly runtime: Runtime
  /** Functions of chance and of the clock that its expressions call. */
  readonly calls: readonly string[]
  readonly warnings: readonly string[]
  /** Rows that lie in the spec. */
  readonly inline: Sources
  /** Columns that Vega reads as dates. */
  readonly dates: ReadonlySet<string>
  /** Data source of the first marks, after all transforms. */
  readonly drawn: string | undefined
  /** Width that the drawing must keep to, all labels included; `undefined` where its author chose one. */
  readonly fitted: number | undefined
}

export interface CompileInput {
  readonly spec: string
  readonly tree: JsonObject
  readonly language: Language
  readonly width: number
  /** Queries whose rows are bound to it. */
  readonly names: readonly string[]
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

/** Compile, or recall: what comes out depends on the spec's text, the language and the width alone. Throws what Vega-Lite throws. */
export function compileSpec(input: CompileInput): Promise<Compiled> {
  const key = JSON.stringify([input.language, input.width, input.names, input.spec])
  let found = compiled.get(key)
  if (found === undefined) {
    found = compileAnew(input)
    if (compiled.size >= MOST_KEPT) compiled.delete(compiled.keys().next().value ?? '')
    compiled.set(key, found)
    found.catch(() => compiled.delete(key))
  }
  return found
}

async function compileAnew({tree, language, width, names}: CompileInput): Promise<Compiled> {
  const engine = await loadEngine()
  const {vega, compile, watchCalls} = engine
  const warnings: string[] = []
  const logger = collect(warnings)
  const {spec, fits} = prepare(tree, language, width)
  // The shape of a spec is Vega-Lite's to judge.
  const {spec: lower} = compile(spec as unknown as TopLevelSpec, {logger})
  const inline = inlineSources(tree, engine)
  const placed = withPlaces(lower as unknown as JsonObject, [...inline.keys(), ...names])
  const {value: runtime, calls} = watchCalls(() => vega.parse(placed as unknown as Spec, undefined, {logger} as object))
  return {runtime, calls, warnings, fitted: fits ? width : undefined, inline, dates: datesIn(placed), drawn: drawnSource(placed)}
}

export function prepare(
  tree: JsonObject,
  language: Language,
  width: number
): {readonly spec: JsonObject; readonly fits: boolean} {
  const spec = withoutInlineRows(tree)
  const own = isObject(spec['config']) ? spec['config'] : {}
  const given = isList(spec['params']) ? spec['params'] : []
  const params = given.filter((param) => !isObject(param) || (param['name'] !== 'edition' && param['name'] !== 'theme'))
  const single = isSingleFrame(spec)
  const fits = single && (spec['width'] === undefined || spec['width'] === 'container') && spec['autosize'] === undefined
  return {
    fits,
    spec: {
      padding: {left: 0, top: 4, right: 4, bottom: 0},
      ...spec,
      ...(fits && {width, autosize: {type: 'fit-x', contains: 'padding'}}),
      params: [...params, {name: 'edition', value: {}}, {name: 'theme', value: {}}],
      config: merge(chartConfig(language, single ? width : columnWidth(spec, width)), own)
    }
  }
}

// Charts side by side share the width; 40 px each are left for the labels of their axes.
function columnWidth(spec: JsonObject, width: number): number {
  const listed = spec['hconcat'] ?? spec['concat']
  const columns = typeof spec['columns'] === 'number' ? spec['columns'] : isList(listed) ? listed.length : 1
  return Math.max(60, Math.floor(width / columns) - 40)
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

/** A logger that keeps what is said instead of printing it. */
export function collect(said: string[], wrong: string[] = said): LoggerInterface {
  const logger: LoggerInterface = {
    level: ((level?: number) => (level === undefined ? 0 : logger)) as LoggerInterface['level'],
    // The width is the engine's to fit, so that Vega-Lite's remark on it is no news to the author.
    warn: (...words) => (String(words[0]).startsWith('Dropping "fit') || said.push(words.join(' ')), logger),
    error: (...words) => (wrong.push(words.join(' ')), logger),
    info: () => logger,
    debug: () => logger
  }
  return logger
}

/** A spec to a runtime that any edition's rows, axis values and theme are bound to. The dear half of a chart, done once for each spec. */
import type {LoggerInterface, Runtime, Spec} from 'vega'
import type {TopLevelSpec} from 'vega-lite'
import type {Language} from '../../types.ts'
import {chartConfig} from './config.ts'
import {loadEngine} from './engine.ts'
import {isList, isObject, merge, type Json, type JsonObject} from './json.ts'
import {inlineRows, withoutInlineRows, type BoundRows} from './rows.ts'
import {isSingleFrame} from './views.ts'

export interface Compiled {
  readonly runtime: Runtime
  readonly warnings: readonly string[]
  /** Rows that lie in the spec. */
  readonly inline: ReadonlyMap<string, BoundRows>
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
}

const MOST_KEPT = 500
const compiled = new Map<string, Promise<Compiled>>()

/** Compile, or recall: what comes out depends on the spec's text, the language and the width alone. Throws what Vega-Lite throws. */
export function compileSpec(input: CompileInput): Promise<Compiled> {
  const key = `${input.language} ${input.width} ${input.spec}`
  let found = compiled.get(key)
  if (found === undefined) {
    found = compileAnew(input)
    if (compiled.size >= MOST_KEPT) compiled.delete(compiled.keys().next().value ?? '')
    compiled.set(key, found)
    found.catch(() => compiled.delete(key))
  }
  return found
}

async function compileAnew({tree, language, width}: CompileInput): Promise<Compiled> {
  const {vega, compile} = await loadEngine()
  const warnings: string[] = []
  const logger = collect(warnings)
  const {spec, fits} = prepare(tree, language, width)
  // The shape of a spec is Vega-Lite's to judge.
  const {spec: lower} = compile(spec as unknown as TopLevelSpec, {logger})
  const inUtc = toUtc(lower as unknown as Json) as JsonObject
  const runtime = vega.parse(inUtc as unknown as Spec, undefined, {logger} as object)
  return {runtime, warnings, fitted: fits ? width : undefined, inline: inlineRows(tree), drawn: drawnSource(inUtc)}
}

function prepare(tree: JsonObject, language: Language, width: number): {readonly spec: JsonObject; readonly fits: boolean} {
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

const CLOCK = /(?<![.\w])(year|quarter|month|date|day|dayofyear|week|hours|minutes|seconds|milliseconds)\(/g

// Dates of the report have no time zone, and the machine's must not move them: everything is reckoned in UTC.
function toUtc(value: Json): Json {
  if (typeof value === 'string') return value
  if (isList(value)) return value.map(toUtc)
  if (!isObject(value)) return value
  const change = (key: string, child: Json) => (typeof child === 'string' ? expressionToUtc(key, child) : toUtc(child))
  const changed = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, change(key, child)]))
  if (changed['type'] === 'time' && 'range' in changed) changed['type'] = 'utc'
  if (changed['type'] === 'timeunit') changed['timezone'] = 'utc'
  return changed
}

function expressionToUtc(key: string, text: string): string {
  if (!['signal', 'expr', 'test', 'update', 'init'].includes(key)) return text
  return text
    .replace(/(?<![.\w])datetime\(/g, 'utc(')
    .replace(/(?<![.\w])time(Format|Parse|Offset|Sequence)\(/g, 'utc$1(')
    .replace(CLOCK, 'utc$1(')
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

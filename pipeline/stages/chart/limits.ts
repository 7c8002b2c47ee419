/** How much one chart may ask for. What is larger would fill the memory, or take minutes, or could not be read. */
import {isList, isObject, objectsOf, type Json, type JsonObject, type JsonPath} from './json.ts'
import {problem, type Problem} from './problems.ts'
import type {Sources} from './rows.ts'

const MOST_DEEP = 60
const MOST_VIEWS = 200
const MOST_ROWS = 50_000
const MOST_GENERATED = 50_000
const MOST_STEPS = 5_000

/** Numbers that stand for a count, by their key; what they count is drawn, listed or gone through. */
const COUNTS = new Set(['maxbins', 'tickCount', 'steps', 'minsteps', 'maxsteps', 'columns', 'symbolLimit', 'limit'])

/** The object that a spec is; nothing where it is none, or one that nobody could walk through. */
export function treeOf(spec: string): JsonObject | undefined {
  try {
    const tree: Json = JSON.parse(spec)
    return isObject(tree) && !isTooDeep(tree) ? tree : undefined
  } catch {
    return undefined
  }
}

/** Deeper than a spec or a map can sensibly be: not to be walked. */
export function isTooDeep(tree: Json): boolean {
  return isDeeper(tree, MOST_DEEP)
}

/** Problems of a spec that is deeper or larger than a chart can be. */
export function isOfSensibleSize(tree: JsonObject): readonly Problem[] {
  if (isTooDeep(tree)) return [tooMuch([], `a spec more than ${MOST_DEEP} levels deep`, `${MOST_DEEP} at most`)]
  const views = viewCount(tree)
  return [
    ...(views > MOST_VIEWS ? [tooMuch([], `${views} views`, `${MOST_VIEWS} at most`)] : []),
    ...objectsOf(tree).flatMap(({object, at}) => [
      ...counts(object, at),
      ...formats(object, at),
      ...bins(object, at),
      ...generated(object, at)
    ])
  ]
}

/** Problems of more rows than a chart can show. */
export function rowsAreFew(sources: Sources): readonly Problem[] {
  return [...sources]
    .filter(([, {rows}]) => rows.length > MOST_ROWS)
    .map(([name, {rows}]) =>
      tooMuch(['data'], `${rows.length} rows of \`${name}\``, `${MOST_ROWS} at most, group them in the query`)
    )
}

function counts(object: JsonObject, at: JsonPath): readonly Problem[] {
  return Object.entries(object)
    .filter(([key, value]) => COUNTS.has(key) && typeof value === 'number' && value > MOST_STEPS)
    .map(([key, value]) => tooMuch([...at, key], `\`${key}\` of ${value}`, `${MOST_STEPS} at most`))
}

// A width of a number format is filled up with blanks.
function formats({format}: JsonObject, at: JsonPath): readonly Problem[] {
  const digits = typeof format === 'string' && /\d{4,}/.exec(format)?.[0]
  return digits ? [tooMuch([...at, 'format'], `a format with ${digits}`, 'a width of three digits at most')] : []
}

function bins({bin}: JsonObject, at: JsonPath): readonly Problem[] {
  if (!isObject(bin) || typeof bin['step'] !== 'number') return []
  const extent = isList(bin['extent']) ? bin['extent'].map(Number) : []
  const size = extent.length === 2 ? (extent[1]! - extent[0]!) / bin['step'] : 0
  return bin['step'] <= 0 || size > MOST_STEPS
    ? [tooMuch([...at, 'bin', 'step'], `a step of ${bin['step']}`, `${MOST_STEPS} bins at most`)]
    : []
}

function generated({sequence, graticule, keyvals, quantile, step}: JsonObject, at: JsonPath): readonly Problem[] {
  const stepped = quantile !== undefined && typeof step === 'number' ? 1 / step : 0
  const isDense = isObject(graticule) && graticuleSize(graticule) > MOST_GENERATED
  return [
    ...tooLong(sequence, [...at, 'sequence']),
    ...tooLong(keyvals, [...at, 'keyvals']),
    ...(isDense ? [tooMuch([...at, 'graticule'], 'lines as close', `${MOST_GENERATED} points at most`)] : []),
    ...(stepped > MOST_STEPS || stepped < 0
      ? [tooMuch([...at, 'step'], `a step of ${step}`, `${MOST_STEPS} quantiles at most`)]
      : [])
  ]
}

function tooLong(range: Json | undefined, at: JsonPath): readonly Problem[] {
  if (!isObject(range) || !('stop' in range)) return []
  const size = Math.abs((Number(range['stop']) - Number(range['start'] ?? 0)) / Number(range['step'] ?? 1))
  return size <= MOST_GENERATED ? [] : [tooMuch(at, `a sequence of ${size}`, `${MOST_GENERATED} at most`)]
}

function graticuleSize(lines: JsonObject): number {
  const steps = ['step', 'stepMinor', 'stepMajor'].flatMap((key) => (isList(lines[key]) ? lines[key].map(Number) : []))
  const least = Math.min(10, ...steps.filter((each) => each > 0))
  const precision = typeof lines['precision'] === 'number' ? lines['precision'] : 2.5
  return (540 / least) * (360 / precision)
}

// A repeat draws its view once for each pair of a row and a column, and repeats may lie in each other.
function viewCount(view: Json | undefined): number {
  if (!isObject(view)) return 0
  const listed = ['layer', 'hconcat', 'vconcat', 'concat'].flatMap((key) => (isList(view[key]) ? view[key] : []))
  const own = listed.length > 0 ? listed.reduce<number>((sum, child) => sum + viewCount(child), 0) : 1
  const {repeat} = view
  const lists = isList(repeat) ? [repeat] : isObject(repeat) ? Object.values(repeat).filter(isList) : []
  const times = lists.reduce((product, list) => product * Math.max(1, list.length), 1)
  return isObject(view['spec']) ? times * viewCount(view['spec']) : own
}

function isDeeper(value: Json, levels: number): boolean {
  if (levels < 0) return true
  const children = isList(value) ? value : isObject(value) ? Object.values(value) : []
  return children.some((child) => typeof child === 'object' && isDeeper(child, levels - 1))
}

function tooMuch(at: JsonPath, what: string, expected: string): Problem {
  return problem('chart-is-of-sensible-size', at, {reason: `Unexpected ${what}, expected ${expected}`})
}

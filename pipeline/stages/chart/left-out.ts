/** Rows that Vega-Lite leaves out because a value of theirs is missing: it puts a filter before the marks and says nothing. */
import type {View} from 'vega'
import {isList, isObject, type Json, type JsonObject} from './json.ts'
import {namesAndMore} from '../../messages.ts'
import {problem, type Problem} from './problems.ts'
import {toCell} from './rows.ts'
import {PATHS, textOf, type Item} from './scene.ts'
import {columnOf, placeOf, type DrawnUnit} from './seen.ts'
import type {Unit} from './units.ts'

type Datum = Readonly<Record<string, unknown>>

/** A filter or a sum of Vega-Lite's own: the rows before it, the columns that it asks for, the marks behind it. */
export interface Watch {
  /** Name of the data before it. */
  readonly before: string
  readonly columns: readonly string[]
  readonly does: 'filter' | 'sum'
  readonly marks: ReadonlySet<string>
}

/** Rows without a value, and the marks that do not show them. */
export interface LeftOut extends Pick<Watch, 'does' | 'marks'> {
  readonly column: string
  readonly rows: readonly Datum[]
}

const PIECE = /^isValid\(datum\["((?:[^"\\]|\\.)*)"\]\) && isFinite\(\+datum\["((?:[^"\\]|\\.)*)"\]\)(?: && )?/
const NOTE =
  'A reader takes them for none: say so in the note of the figure, and filter them in the query or by a `transform` of the chart.'
const SUM_NOTE = 'The sum is less than the whole: leave groups that lack a part out in the query, or say so and filter the rows.'
const MOST_NAMED = 3
const NAMES = ['y', 'x', 'color', 'fill', 'detail', 'text', 'shape', 'row', 'column', 'facet']

/** A lower spec with a name for the rows before each such transform. The drawing stays as it is. */
export function watchRows(spec: JsonObject, tree: JsonObject): {readonly spec: JsonObject; readonly watches: readonly Watch[]} {
  const data = isList(spec['data']) ? spec['data'].filter(isObject) : []
  const own = JSON.stringify(tree)
  const marks = marksBySource(data, spec)
  const watched = data.map((source) => watchSource(source, {own, marks: marks.get(String(source['name'])) ?? new Set()}))
  return {
    spec: {...spec, data: watched.flatMap(({sources}) => sources)},
    watches: watched.flatMap(({watches}) => watches)
  }
}

/** What was left out of a drawing. */
export function leftOutOf(view: View, watches: readonly Watch[]): readonly LeftOut[] {
  return watches.flatMap(({before, columns, does, marks}) => {
    const rows: readonly Datum[] = view.data(before)
    return columns
      .map((column) => ({column, does, marks, rows: rows.filter((row) => !hasValue(row[column]))}))
      .filter((found) => found.rows.length > 0)
  })
}

/** One problem for each column of a panel, told where it is encoded. A row that another mark shows by its name is not left out. */
export function nothingIsLeftOut(left: readonly LeftOut[], drawn: readonly DrawnUnit[]): readonly Problem[] {
  const told = new Map<string, Problem>()
  for (const found of [...left, ...linesOfNothing(drawn)]) {
    const unit = drawn.find(({unit: {name}}) => found.marks.has(name))?.unit
    if (unit === undefined) continue
    const rows = found.does === 'sum' ? found.rows : notShown(found.rows, unit, drawn)
    const key = JSON.stringify([unit.panel, found.column, found.does])
    if (rows.length > 0 && !told.has(key)) told.set(key, isLeftOut({...found, rows}, unit))
  }
  return [...told.values()]
}

// A gap in a line is seen; a line without a single value is not.
function linesOfNothing(drawn: readonly DrawnUnit[]): readonly LeftOut[] {
  const paths = drawn.filter(({unit}) => PATHS.includes(unit.mark))
  return paths.flatMap(({unit, marks}) =>
    marks
      .filter(({items}) => items.length > 0 && items.every(({defined}) => defined === false))
      .flatMap(({items}) => lineOfNothing(unit, items))
  )
}

function lineOfNothing({name, encoding}: Unit, items: readonly Item[]): readonly LeftOut[] {
  const rows = items.map(({datum}) => datum)
  const columns = [encoding['y'], encoding['x']].filter(isObject).map((channel) => columnOf(channel, rows[0]!))
  const column = columns.find((each) => each !== undefined && rows.every((row) => !hasValue(row[each])))
  return column === undefined ? [] : [{does: 'filter', marks: new Set([name]), column, rows}]
}

function notShown(rows: readonly Datum[], unit: Unit, drawn: readonly DrawnUnit[]): readonly Datum[] {
  const kinds = kindsOf(unit)
  const items = drawn.filter((other) => other.unit.panel === unit.panel).flatMap(({marks}) => marks.flatMap((mark) => mark.items))
  const shown = new Set(items.filter(isShown).map(({datum}) => nameOf(datum, kinds)))
  return rows.filter((row) => nameOf(row, kinds) === '' || !shown.has(nameOf(row, kinds)))
}

function isShown(item: Item): boolean {
  return item.defined !== false && item.opacity !== 0 && !('text' in item && textOf(item) === '')
}

interface Around {
  /** The author's spec: a filter that stands there is meant. */
  readonly own: string
  readonly marks: ReadonlySet<string>
}

function watchSource(source: JsonObject, {own, marks}: Around) {
  const transforms = isList(source['transform']) ? source['transform'] : []
  const sources: JsonObject[] = []
  const watches: Watch[] = []
  const {transform: _, ...bare} = source
  let [from, begun]: [JsonObject, Json[]] = [bare, []]
  for (const transform of transforms) {
    const asked = isObject(transform) ? askedBy(transform, own) : undefined
    if (asked !== undefined) {
      const before = `${String(source['name'])}, ${watches.length + 1} before`
      sources.push({...from, name: before, ...(begun.length > 0 ? {transform: begun} : {})})
      watches.push({...asked, before, marks})
      ;[from, begun] = [{name: source['name']!, source: before}, []]
    }
    begun.push(transform)
  }
  return {watches, sources: [...sources, {...from, ...(begun.length > 0 ? {transform: begun} : {})}]}
}

function askedBy({type, expr, ops, fields}: JsonObject, own: string): Pick<Watch, 'columns' | 'does'> | undefined {
  if (type === 'filter' && typeof expr === 'string' && !own.includes(JSON.stringify(expr).slice(1, -1))) {
    const columns = columnsIn(expr)
    return columns === undefined ? undefined : {columns, does: 'filter'}
  }
  if (type !== 'aggregate' || !isList(ops) || !isList(fields)) return undefined
  const summed = fields.filter((field, index): field is string => ops[index] === 'sum' && typeof field === 'string')
  return summed.length === 0 ? undefined : {columns: summed, does: 'sum'}
}

/** The columns of a filter that Vega-Lite wrote; `undefined` of another. */
function columnsIn(expression: string): readonly string[] | undefined {
  const columns: string[] = []
  let rest = expression
  while (rest !== '') {
    const [piece, name, again] = PIECE.exec(rest) ?? []
    if (piece === undefined || name !== again) return undefined
    columns.push(JSON.parse(`"${name}"`) as string)
    rest = rest.slice(piece.length)
  }
  return columns
}

// The marks of what is read from a source by another one are behind it too.
function marksBySource(data: readonly JsonObject[], spec: JsonObject): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  const sourceOf = new Map(data.map(({name, source}) => [String(name), source]))
  for (const {name, from} of markNames(spec)) {
    for (let at: Json | undefined = from; typeof at === 'string'; at = sourceOf.get(at))
      found.set(at, (found.get(at) ?? new Set()).add(name))
  }
  return found
}

function markNames({marks}: JsonObject, around?: string): readonly {readonly name: string; readonly from: string}[] {
  return (isList(marks) ? marks : []).filter(isObject).flatMap((mark) => {
    const {facet, data} = isObject(mark['from']) ? mark['from'] : {}
    const named = isObject(facet) ? facet['data'] : data
    const from = around ?? (typeof named === 'string' ? named : undefined)
    if (isList(mark['marks'])) return markNames(mark, from)
    return from !== undefined && typeof mark['name'] === 'string' ? [{name: mark['name'], from}] : []
  })
}

function isLeftOut({column, does, rows}: LeftOut, unit: Unit): Problem {
  const [channel, field] = channelOf(column, unit, does)
  const names = namesOf(rows, unit)
  const which = names === '' ? '' : ` (${names})`
  const count = rows.length === 1 ? 'row' : `${rows.length} rows`
  const reason =
    does === 'sum'
      ? `Unexpected sum over ${rows.length === 1 ? 'a row' : count} without \`${field}\`${which}, expected every part of it`
      : `Unexpected ${count} without \`${field}\`${which} that the chart leaves out, expected a mark for every row`
  const found = problem('chart-shows-every-value', placeOf(unit, channel), {reason, note: does === 'sum' ? SUM_NOTE : NOTE})
  return {...found, severity: 'warning'}
}

// The column of an aggregate has a name that Vega-Lite made; its author knows the field.
function channelOf(column: string, {encoding}: Unit, does: Watch['does']): readonly [string, string] {
  const found = Object.entries(encoding).find(
    ([, definition]) =>
      isObject(definition) &&
      (does === 'sum'
        ? definition['field'] === column && definition['aggregate'] === 'sum'
        : columnOf(definition, {[column]: null}) === column)
  )
  const field = isObject(found?.[1]) ? found[1]['field'] : undefined
  return [found?.[0] ?? 'x', typeof field === 'string' ? field : column]
}

function namesOf(rows: readonly Datum[], unit: Unit): string {
  const kinds = kindsOf(unit)
  const shown = [...new Set(rows.map((row) => nameOf(row, kinds)).filter((name) => name !== ''))]
  return namesAndMore(
    shown.map((name) => `\`${name}\``),
    MOST_NAMED
  )
}

function kindsOf({encoding, facets}: Unit): readonly JsonObject[] {
  return [...NAMES.map((channel) => encoding[channel]), ...facets].filter(isObject).filter(isDiscrete)
}

function isDiscrete({type, field}: JsonObject): boolean {
  return typeof field === 'string' && (type === 'nominal' || type === 'ordinal' || type === undefined)
}

function nameOf(row: Datum, kinds: readonly JsonObject[]): string {
  const values = kinds.map((kind) => toCell(row[columnOf(kind, row) ?? '']))
  return [...new Set(values.filter((value) => value !== null).map(String))].join(' ')
}

// As Vega-Lite asks.
function hasValue(value: unknown): boolean {
  return value !== null && value !== undefined && !Number.isNaN(value) && Number.isFinite(Number(value))
}

/** Every condition of every chapter, whether an edition asks it or not: its names, its values, its types. */
import {columnFor} from '../values/column.ts'
import {nearest, suggestion, type Message} from '../messages.ts'
import {termsOf, type Condition, type Term} from '../tree.ts'
import type {Axis, Dataset, Field, Row} from '../types.ts'
import type {ParsedChapter} from './chapters.ts'
import {comparisonsOf, doubtOf, type Side} from './comparisons.ts'
import type {Asked, Tables} from './data.ts'
import {columnsOfAxis, REPORT_COLUMNS} from './given.ts'
import type {Report} from '../stages/load/index.ts'

interface Surroundings {
  readonly report: Report
  readonly tables: Tables
  readonly axes: readonly Axis[]
  readonly chapters: readonly ParsedChapter[]
  readonly asked: ReadonlyMap<string, Asked>
}

/** What a name stands for, in all editions. */
interface Source {
  readonly columns: readonly Field[]
  readonly axis?: Axis
  /** Column that holds the ids of an axis. */
  readonly key?: {readonly column: string; readonly axis: Axis}
  /** Rows of all editions, of axes only: those of queries are many. */
  readonly rows?: readonly Row[]
  readonly asked?: Asked
}

/** Mistakes in conditions, with their places. */
export async function checkConditions(around: Surroundings): Promise<readonly Message[]> {
  const sources = await sourcesOf(around)
  const found = around.chapters.flatMap((chapter) =>
    chapter.uses.conditions.map(async ({condition, node, loops}) => {
      const at = {chapter, sources, loops}
      const [line, column] = chapter.places[node] ?? [1, 1]
      const doubts = [...unknownColumns(condition, at), ...(await doubtsOf(condition, at))]
      return doubts.map((doubt): Message => ({...doubt, path: chapter.path, line, column}))
    })
  )
  return distinct((await Promise.all(found)).flat())
}

interface At {
  readonly chapter: ParsedChapter
  readonly sources: ReadonlyMap<string, Source>
  readonly loops: Readonly<Record<string, string>>
}

async function doubtsOf(condition: Condition, at: At) {
  const doubts = comparisonsOf(condition).map(async ({operator, left, right}) => {
    const [one, two] = [sideOf(left, at), sideOf(right, at)]
    const doubt = doubtOf(operator, one, two)
    // A query may make values that no contract lists.
    if (doubt?.rule !== 'condition-value-is-known') return doubt
    return doubtOf(operator, await withPresent(one, left, at), await withPresent(two, right, at))
  })
  return (await Promise.all(doubts)).filter((doubt) => doubt !== undefined)
}

function sideOf(term: Term, at: At): Side {
  if (term.kind === 'literal') return term
  const [name, column] = term.parts
  const source = sourceOf(name!, at)
  const path = term.parts.join('.')
  if (term.parts.length === 1 && source?.axis !== undefined)
    return {kind: 'column', path, field: {name: 'id', type: 'string'}, listed: idsOf(source.axis)}
  const field = column === undefined ? undefined : fieldOf(column, source, at)
  if (field === undefined || term.parts.length !== 2) return {kind: 'unknown'}
  const isKey = source?.key?.column === field.name
  const values = field.constraints?.enum
  const listed = isKey ? idsOf(source.key.axis) : values && {values, of: 'a value that the contract lists'}
  const present = field.type === 'string' && source?.rows ? presentIn(source.rows, field) : undefined
  return {kind: 'column', path, field, ...(listed && {listed}), ...(present && {present})}
}

async function withPresent(side: Side, term: Term, at: At): Promise<Side> {
  const asked = term.kind === 'path' ? sourceOf(term.parts[0]!, at)?.asked : undefined
  if (side.kind !== 'column' || asked === undefined) return side
  const datasets = await Promise.all(Object.values(asked.datasets).map((dataset) => dataset.value()))
  return {...side, present: datasets.flatMap(({rows}) => presentIn(rows, side.field))}
}

function unknownColumns(condition: Condition, at: At) {
  return termsOf(condition).flatMap((term) => {
    if (term.kind === 'literal' || term.parts.length !== 2) return []
    const [name, column] = term.parts
    const source = sourceOf(name!, at)
    if (source === undefined || fieldOf(column!, source, at) !== undefined) return []
    const names = source.columns.map((field) => field.name)
    const near = nearest(
      column!,
      names.map((known) => known.replace(/_(en|zh_hans|zh_hant)$/, ''))
    )
    const note = near === undefined ? suggestion(column!, names) : `Did you mean \`${near}\`?`
    return [{severity: 'error', rule: 'column-is-known', reason: `Unexpected column \`${column}\` of \`${name}\``, note} as const]
  })
}

function sourceOf(name: string, {sources, loops}: At): Source | undefined {
  return sources.get(behind(name, loops))
}

// The query behind a loop variable.
function behind(name: string, loops: Readonly<Record<string, string>>): string {
  return Object.hasOwn(loops, name) ? loops[name]! : name
}

function fieldOf(column: string, source: Source | undefined, {chapter}: At): Field | undefined {
  const fields = new Map(source?.columns.map((field) => [field.name, field]))
  return fields.get(columnFor(column, fields, chapter.language) ?? '')
}

function idsOf({name, values}: Axis) {
  return {values: values.map(({id}) => id), of: `a value of the axis \`${name}\``}
}

function presentIn(rows: readonly Row[], {name}: Field): readonly string[] {
  return rows.flatMap((row) => (typeof row[name] === 'string' ? [row[name]] : []))
}

async function sourcesOf({report, tables, axes, asked, chapters}: Surroundings): Promise<ReadonlyMap<string, Source>> {
  const sources = new Map<string, Source>([['report', {columns: REPORT_COLUMNS}]])
  for (const axis of axes) {
    const {columns, key} = columnsOfAxis(axis.name, {tables, report})
    sources.set(axis.name, {columns, axis, key: {column: key, axis}, rows: axis.values.map(({params}) => params)})
  }
  const named = new Set(
    chapters.flatMap(({uses}) =>
      uses.conditions.flatMap(({condition, loops}) =>
        termsOf(condition).flatMap((term) => (term.kind === 'path' ? [behind(term.parts[0]!, loops)] : []))
      )
    )
  )
  for (const [name, query] of asked) {
    if (!named.has(name)) continue
    const dataset = await anyDataset(query)
    const axis = axes.find((one) => one.name === query.query.partition)
    const key = axis && {column: axis.name, axis}
    if (dataset !== undefined) sources.set(name, {columns: dataset.columns, asked: query, ...(key && {key})})
  }
  return sources
}

// All have the same columns.
async function anyDataset({datasets}: Asked): Promise<Dataset | undefined> {
  return Object.values(datasets)[0]?.value()
}

// A chapter of a derived language has the conditions of the one it is derived from.
function distinct(messages: readonly Message[]): readonly Message[] {
  const seen = new Set<string>()
  return messages.filter((message) => {
    const key = JSON.stringify([message.path, message.line, message.column, message.reason])
    return !seen.has(key) && seen.add(key)
  })
}

/** Every query, chart, layout and name that a chapter speaks of is there. */
import {checkBudget} from './budget.ts'
import {checkVariants, shelve, type ParsedChapter} from './chapters.ts'
import {queryName} from '../stages/query/index.ts'
import type {Report} from '../stages/load/index.ts'
import {suggestion, type Message} from '../messages.ts'
import type {Axis, Edition} from '../types.ts'

/** What speaks of names, and what has them. */
export interface Referring {
  readonly report: Report
  readonly axes: readonly Axis[]
  readonly chapters: readonly ParsedChapter[]
  readonly editions: readonly Edition[]
}

/** Names that lead nowhere, in all chapters and whatever the edition. */
export function checkReferences({report, axes, chapters, editions}: Referring): Message[] {
  const queries = report.queries.map(({path}) => queryName(path))
  const charts = report.charts.map(({path}) => path.replace(/^.*\/|\.vl\.json$/g, ''))
  const names = ['report', ...axes.map(({name}) => name), ...queries]
  return [
    ...checkQueryNames(queries, axes),
    ...chapters.flatMap((chapter) => checkChapter(chapter, {queries, charts, names})),
    ...checkVariants(editions, report.definition.chapters, shelve(chapters)),
    ...checkLayouts(report, editions),
    ...checkBudget(report, axes)
  ]
}

// A query would stand before the axis, in every chapter and without a word.
function checkQueryNames(queries: readonly string[], axes: readonly Axis[]): Message[] {
  const taken = ['report', ...axes.map(({name}) => name)]
  return queries
    .filter((name) => taken.includes(name))
    .map((name): Message => ({
      severity: 'error',
      rule: 'query-name-is-free',
      path: `queries/${name}.sql`,
      line: 1,
      column: 1,
      reason: `Unexpected query \`${name}\`, which is the name of ${name === 'report' ? 'the report' : 'an axis'}`,
      note: 'Give the file another name.'
    }))
}

interface Known {
  readonly queries: readonly string[]
  readonly charts: readonly string[]
  readonly names: readonly string[]
}

function checkChapter(chapter: ParsedChapter, known: Known): Message[] {
  const {uses} = chapter
  const tell = (node: string, rule: string, reason: string, note?: string): Message => {
    const [line, column] = chapter.places[node] ?? [1, 1]
    return {severity: 'error', rule, reason, note, path: chapter.path, line, column}
  }
  return [
    ...uses.queries
      .filter(({name}) => !known.queries.includes(name))
      .map(({name, node}) => tell(node, 'query-is-known', `Unexpected query \`${name}\``, suggestion(name, known.queries))),
    ...uses.charts
      .filter(({name}) => !known.charts.includes(name))
      .map(({name, node}) => tell(node, 'chart-is-known', `Unexpected chart \`${name}\``, suggestion(name, known.charts))),
    ...uses.paths.flatMap(({parts, variables, node}) => {
      const [name] = parts
      if (variables.includes(name!) || known.names.includes(name!)) return []
      return [
        tell(
          node,
          'name-is-known',
          `Unexpected name \`${name}\`, expected an axis, a query or \`report\``,
          suggestion(name!, [...variables, ...known.names])
        )
      ]
    })
  ]
}

function checkLayouts({templates, definition, place}: Report, editions: readonly Edition[]): Message[] {
  const known = Object.keys(templates.layouts)
  const unknown = new Set(editions.map(({layout}) => layout).filter((layout) => !known.includes(layout)))
  const tell = (layout: string, at: Pick<Message, 'line' | 'column'> = {}): Message => ({
    severity: 'error',
    rule: 'layout-is-known',
    path: 'report.yaml',
    ...at,
    reason: `Unexpected layout \`${layout}\``,
    note: suggestion(layout, known)
  })
  const listed = (definition.origins ?? []).map((layout, index) => [layout, place(['origins', index])] as const)
  return [
    ...[...unknown].map((layout) => tell(layout)),
    ...listed.filter(([layout]) => !known.includes(layout)).map(([layout, at]) => tell(layout, at))
  ]
}

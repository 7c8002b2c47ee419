/** The appendix of an edition: every number that it shows, and where that comes from. */
import type {Element} from 'hast'
import {fillWord} from '../../design/template.ts'
import {dateOf} from '../../values/date.ts'
import {exactOf} from '../../values/exact.ts'
import type {OutlineEntry, Words} from '../../types.ts'
import {node, text} from './elements.ts'
import type {PageContent} from './input.ts'
import {valuesOf, type PlacedValue} from './values.ts'

/** Id of its heading. */
const ID = 'origins'

/** The content with the appendix behind its text, where the edition is to have one. */
export function withOrigins<Content extends PageContent>(content: Content): Content {
  const {origins, body, drawings, outline, words} = content
  const values = origins === undefined ? [] : numbersUnder(outline, valuesOf(body, drawings))
  if (origins === undefined || values.length === 0) return content
  const title = fillWord(words, 'origins')
  const heading: OutlineEntry = {id: ID, kind: 'section', level: 1, label: '', title}
  const section = node('section', {className: ['chapter', 'origins'], id: `ch-${ID}`}, [
    node('h1', {className: ['unnumbered'], id: ID}, [text(title)]),
    node('p', {}, [text(fillWord(words, 'originsNote'))]),
    wrapped(valueTable(values, {outline, words})),
    wrapped(queryTable(values, {sources: origins, words}))
  ])
  return {...content, body: {...body, children: [...body.children, section]}, outline: [...outline, heading]}
}

// Under the heading, the figure or the table that they stand in; names and words are no numbers.
function numbersUnder(outline: readonly OutlineEntry[], values: readonly PlacedValue[]): readonly PlacedValue[] {
  const known = new Set(outline.map(({id}) => id))
  let last = ''
  return values
    .map((value) => ({...value, near: (last = known.has(value.near) ? value.near : last)}))
    .filter(({value, text}) => exactOf(value) !== undefined || (/\d/.test(text) && dateOf(value) !== undefined))
}

interface Around {
  readonly outline: readonly OutlineEntry[]
  readonly words: Words
}

/** A line: what is shown, and the origin that it has. */
interface Line {
  readonly shown: string
  readonly origin: Origin
  /** Tells the lines of one value from those of the next. */
  readonly value: number
}

interface Origin {
  readonly query: string
  /** `region=gd`, or nothing for a whole column. */
  readonly row: string
  readonly column: string
}

function valueTable(values: readonly PlacedValue[], around: Around): Element {
  const groups = Map.groupBy(values, ({near}) => near)
  const bodies = [...groups].map(([near, group]) => groupOf(near, linesOf(near, group, around), around))
  return node('table', {}, [headOf(['originsValue', 'originsQuery', 'originsRow', 'originsColumn'], around.words), ...bodies])
}

// The files behind a query are the same for all that it gives.
function queryTable(
  values: readonly PlacedValue[],
  {sources, words}: {readonly sources: Readonly<Record<string, readonly string[]>>; readonly words: Words}
): Element {
  const queries = [...new Set(values.flatMap(({origins}) => origins.map((origin) => readOrigin(origin).query)))].sort()
  const rows = queries.map((query) =>
    node('tr', {}, [node('th', {scope: 'row'}, [text(query)]), cell((sources[query] ?? []).join(', '))])
  )
  return node('table', {}, [headOf(['originsQuery', 'originsFiles'], words), node('tbody', {}, rows)])
}

function headOf(names: readonly string[], words: Words): Element {
  const heads = names.map((name) => node('th', {scope: 'col'}, [text(fillWord(words, name))]))
  return node('thead', {}, [node('tr', {}, heads)])
}

function wrapped(table: Element): Element {
  return node('div', {className: ['table']}, [table])
}

function groupOf(near: string, lines: readonly Line[], {outline}: Around): Element {
  const entry = outline.find(({id}) => id === near)
  const title = entry === undefined ? near : `${entry.label} ${entry.title}`.trim()
  const head = node('th', {colSpan: 4, scope: 'rowgroup'}, [node('a', {href: `#${near}`}, [text(title)])])
  // A value that several cells make is written once.
  const rows = lines.map(({shown, origin: {query, row, column}}, at) => {
    const value = at > 0 && lines[at - 1]!.value === lines[at]!.value ? '' : shown
    return node('tr', {}, [node('th', {scope: 'row'}, [text(value)]), ...[query, row, column].map(cell)])
  })
  return node('tbody', {}, [node('tr', {}, [head]), ...rows])
}

// In prose each value has a line; a table or a figure has one for each of its columns, for its rows stand before the reader.
function linesOf(near: string, values: readonly PlacedValue[], {outline, words}: Around): readonly Line[] {
  const isWhole = ['figure', 'table'].includes(outline.find(({id}) => id === near)?.kind ?? '')
  const all = values.flatMap(({text, origins}, value) =>
    origins.map((origin) => ({shown: text, origin: readOrigin(origin), value}))
  )
  if (!isWhole) return all
  const columns = Map.groupBy(all, ({origin: {query, column}}) => `${query}.${column}`)
  return [...columns.values()].map((lines) => {
    const rows = [...new Set(lines.map(({origin}) => origin.row))]
    const shown = lines.length === 1 ? lines[0]!.shown : fillWord(words, 'originsCount', {n: String(lines.length)})
    return {shown, value: lines[0]!.value, origin: {...lines[0]!.origin, row: rows.length === 1 ? rows[0]! : keysOf(rows[0]!)}}
  })
}

// Of many rows the columns that tell them apart.
function keysOf(row: string): string {
  return row.replaceAll(/=[^;]*/g, '')
}

function readOrigin(origin: string): Origin {
  const [, query = origin, row = '', column = ''] = /^([^[.]+)(?:\[(.*)\])?\.([^.\]]+)$/.exec(origin) ?? []
  return {query, row, column}
}

function cell(value: string): Element {
  return node('td', {}, [text(value)])
}

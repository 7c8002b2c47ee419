/** Rows as a grid of text for a terminal of 80 columns: numbers to the right, what does not fit left out, and said so. */
import type {Field, Row} from '../types.ts'
import {cleanLine} from './clean.ts'

const WIDTH = 80
const GAP = '  '
/** Places of a cell at most. */
const MOST = 28
/** Rows that are shown; the rest is counted. */
export const ROWS = 40
/** Rows that may stand side by side. */
const FEW = 3

/** What is shown. */
export interface Grid {
  readonly columns: readonly Field[]
  readonly rows: readonly Row[]
}

interface Strip {
  readonly cells: readonly string[]
  readonly isNumber: boolean
}

/** The grid: names of the columns, their types, the first rows; and what is not shown. A few rows of many columns stand on their side. */
export function showGrid({columns, rows}: Grid): string {
  const shown = rows.slice(0, ROWS)
  const all = columns.map((column) => stripOf(column, shown))
  const fitting = countFitting(all.map(widthOfStrip))
  const isTurned = fitting < columns.length && rows.length <= FEW
  const lines = isTurned ? linesOf(turned(all)) : linesOf(all.slice(0, fitting))
  return [...lines, '', ...told({columns, rows}, isTurned ? columns.length : fitting)].join('\n')
}

// The first two cells are the name and the type.
function stripOf({name, type, unit}: Field, rows: readonly Row[]): Strip {
  const isNumber = type === 'integer' || type === 'number'
  const kind = unit === undefined ? type : `${type}, ${unit['en'] ?? Object.values(unit)[0]}`
  const values = rows.map((row) => String(row[name] ?? '–'))
  return {cells: [name, kind, ...values].map(cut), isNumber}
}

function linesOf(strips: readonly Strip[]): readonly string[] {
  const widths = strips.map(widthOfStrip)
  return (strips[0]?.cells ?? []).map((_, line) =>
    strips
      .map(({cells, isNumber}, column) => padded(cells[line]!, widths[column]!, isNumber))
      .join(GAP)
      .trimEnd()
  )
}

function turned(strips: readonly Strip[]): readonly Strip[] {
  return strips[0]!.cells.map((_, line) => ({cells: strips.map(({cells}) => cells[line]!), isNumber: false}))
}

function countFitting(widths: readonly number[]): number {
  let total = -GAP.length
  const first = widths.findIndex((width) => (total += width + GAP.length) > WIDTH)
  return first === -1 ? widths.length : Math.max(1, first)
}

function told({columns, rows}: Grid, fitting: number): readonly string[] {
  const hidden = columns.slice(fitting).map(({name}) => name)
  const count = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`
  const first = rows.length > ROWS ? `${count}, the first ${ROWS} shown` : count
  if (rows.length <= ROWS && hidden.length === 0) return [first]
  return hidden.length === 0
    ? [`${first}; --csv gives all`]
    : [`${first}; ${hidden.length} more columns, which --csv gives too:`, ...wrapped(hidden)]
}

function wrapped(names: readonly string[]): readonly string[] {
  const lines: string[] = []
  for (const name of names.map((name) => cleanLine(name, MOST))) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + name.length + 2 <= WIDTH) lines[lines.length - 1] = `${last}, ${name}`
    else lines.push(`  ${name}`)
  }
  return lines
}

function padded(text: string, width: number, isNumber: boolean): string {
  const blanks = ' '.repeat(width - widthOf(text))
  return isNumber ? blanks + text : text + blanks
}

function cut(text: string): string {
  return cutTo(text, MOST)
}

/** A text of so many places, cut or filled with blanks. */
export function fitted(text: string, places: number): string {
  return padded(cutTo(text, places), places, false)
}

function cutTo(text: string, places: number): string {
  const line = cleanLine(text, 200)
  if (widthOf(line) <= places) return line
  let width = 0
  return `${Array.from(line)
    .filter((character) => (width += widthOf(character)) < places)
    .join('')}…`
}

function widthOfStrip({cells}: Strip): number {
  return Math.max(...cells.map(widthOf))
}

// Chinese, and whatever is as wide, takes two places. https://www.unicode.org/reports/tr11/
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u

function widthOf(text: string): number {
  return Array.from(text).reduce((sum, each) => sum + (WIDE.test(each) ? 2 : /\p{Mn}/u.test(each) ? 0 : 1), 0)
}

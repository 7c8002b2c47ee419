/** The rows behind what an edition shows, as files: those of each chart, and those of each table. */
import type {Element, Root} from 'hast'
import type {DataFile, Drawing} from '../../types.ts'
import {csvLine} from '../../values/csv.ts'
import {csvOfTable} from './csv.ts'
import {elementsIn, machineValue, textOf} from '../../compare/elements.ts'

type Drawings = Readonly<Record<string, Drawing>>

/** Every chart and every table in the order of the text; a chart is known by its alternative text, a table by its number. */
export function dataFilesOf(body: Root, drawings: Drawings): readonly DataFile[] {
  const files: DataFile[] = []
  let tables = 0
  const visit = (node: Root | Element, id: string): void => {
    for (const child of node.children) {
      if (child.type !== 'element') continue
      const own = typeof child.properties.id === 'string' ? child.properties.id : id
      if (child.tagName === 'octavo-chart') addChart(String(child.properties.dataFigure))
      else if (child.tagName === 'table') files.push({name: `${own}.csv`, table: tables++, csv: csvOfElement(child)})
      else visit(child, own)
    }
  }
  const addChart = (id: string) => {
    const drawing = drawings[id]
    if (drawing !== undefined && drawing.table.rows.length > 0)
      files.push({name: `${id}.csv`, alt: drawing.alt, csv: csvOfTable(drawing.table)})
  }
  visit(body, '')
  return files
}

// As a reader sees it, but numbers and days as machines read them, and the head of a group of rows as a column of each of them.
function csvOfElement(table: Element): string {
  const rows = elementsIn(table).flatMap((row) =>
    row.tagName === 'tr' ? [row.children.filter((cell) => cell.type === 'element')] : []
  )
  const groupOf = (cells: readonly Element[]) => cells.find(({properties}) => properties.scope === 'rowgroup')
  const named = rows.map(groupOf).find((head) => head !== undefined)
  // The group that a row belongs to; of the row of heads, what groups are called.
  let group = named === undefined ? [] : [String(named.properties.dataHead)]
  const lines = rows.flatMap((cells) => {
    const head = groupOf(cells)
    if (head !== undefined) group = [shownIn(head)]
    return head === undefined ? [csvLine([...group, ...cells.map(shownIn)])] : []
  })
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function shownIn(cell: Element): string {
  return machineValue(cell) ?? (textOf(cell) === '–' ? '' : textOf(cell))
}

/** The values that a page shows, in the order in which they are read: of its text, of its tables, and behind its charts. */
import type {Element, ElementContent, Root} from 'hast'
import type {ShownValue} from '../../pdf/provenance.ts'
import type {Drawing} from '../../types.ts'
import {columnOf, columnsIn, hasClass, machineValue, textOf} from '../../compare/elements.ts'

type Drawings = Readonly<Record<string, Drawing>>

/** A value, and the number of the place on the page where it stands: values of a chart share one. */
export interface PlacedValue extends ShownValue {
  readonly slot: number
}

/** Every value of an edition that says where it comes from. */
export function valuesOf(body: Root, drawings: Drawings = {}): readonly PlacedValue[] {
  const values: PlacedValue[] = []
  let near = ''
  let slot = -1

  function visit(node: ElementContent | Root['children'][number], columns: readonly string[]): void {
    if (node.type !== 'element') return
    const {tagName, properties} = node
    const before = near
    // What leads back from a reference is no place to read.
    if (typeof properties.id === 'string' && !hasClass(node, 'citation')) near = properties.id
    if (tagName === 'octavo-chart') return addChart(drawings[String(properties.dataFigure)])
    if (tagName === 'tr' && typeof properties.dataOrigin === 'string') return addRow(node, properties.dataOrigin, columns)
    if (tagName === 'data' && typeof properties.dataOrigin === 'string')
      return void (slot++, add(node, properties.dataOrigin.split(' ')))
    const own = tagName === 'table' ? columnsIn(node) : columns
    node.children.forEach((child) => visit(child, own))
    // The text behind a figure or a table is that of its section again, wherever these stand.
    if (tagName === 'figure' || hasClass(node, 'table')) near = before
  }

  function add(element: Element, origins: readonly string[]): void {
    const text = textOf(element)
    values.push({near, text, value: machineValue(element) ?? text, origins, slot})
  }

  // A cell without a value is a dash.
  function addRow({children}: Element, row: string, columns: readonly string[]): void {
    const cells = children.filter((child) => child.type === 'element')
    cells.forEach((cell, at) => {
      slot++
      const column = columnOf(cell, columns[at])
      if (textOf(cell) !== '–' && textOf(cell) !== '' && column !== '') add(cell, [`${row}.${column}`])
    })
  }

  function addChart(drawing: Drawing | undefined): void {
    slot++
    const {heads = [], rows = [], values: machine = [], origins = []} = drawing?.table ?? {}
    rows.forEach((cells, line) =>
      cells.forEach((text, at) => {
        const column = heads[at]?.column
        if (text === '' || text === '–' || column === undefined) return
        values.push({near, text, value: machine[line]?.[at] ?? text, origins: [`${origins[line] ?? ''}.${column}`], slot})
      })
    )
  }

  body.children.forEach((child) => visit(child, []))
  return values
}

/** The tree of an edition and its drawings -> HTML, once for print and once for the screen. */
import type {Element, ElementContent, Root} from 'hast'
import rehypeStringify from 'rehype-stringify'
import {unified} from 'unified'
import {SKIP, visit} from 'unist-util-visit'
import type {Drawing, Words} from '../types.ts'
import {fillWord} from '../template.ts'

type Drawings = Readonly<Record<string, Drawing>>

interface Shown {
  readonly drawings: Drawings
  /** Addresses of pictures, by the path in the text. */
  readonly pictures: Readonly<Record<string, string>>
}

// Raw nodes are the drawings alone; texts and attributes are escaped.
const writer = unified().use(rehypeStringify, {allowDangerousHtml: true})

/** What is shown, and nothing else: no values behind numbers, no ways back, no data attributes but those of page-number slots. */
export function printBody(body: Root, {drawings, pictures}: Shown): string {
  const tree = structuredClone(body)
  placeCharts(tree, drawings)
  placePictures(tree, pictures)
  visit(tree, 'element', (element, index, parent) => {
    if (!parent || index === undefined) return
    if (hasClass(element, 'back') || (element.tagName === 'data' && !hasClass(element, 'short'))) {
      parent.children.splice(index, 1, ...(element.tagName === 'data' ? element.children : []))
      return index
    }
    if (element.tagName === 'data') Object.assign(element, {tagName: 'span', properties: {className: ['short']}})
    const slot = hasClass(element, 'page-number')
    const kept = Object.entries(element.properties).filter(([name]) => !isData(name) || (slot && name === 'dataPageOf'))
    element.properties = Object.fromEntries(kept)
  })
  return writer.stringify(tree)
}

/** Numbers keep their origin, charts bring their data, wide things scroll; page numbers are for paper. */
export function screenBody(body: Root, {drawings, pictures, words}: Shown & {readonly words: Words}): string {
  const tree = structuredClone(body)
  placeCharts(tree, drawings, words)
  placePictures(tree, pictures)
  visit(tree, 'element', (element, index, parent) => {
    if (!hasClass(element, 'page-ref') || !parent || index === undefined) return
    parent.children.splice(index, 1)
    return index
  })
  visit(tree, 'element', (element) => {
    delete element.properties.dataNode
    if (hasClass(element, 'table')) element.children = element.children.map((child) => scrolling(child, words))
  })
  return writer.stringify(tree)
}

function placePictures(tree: Root, pictures: Shown['pictures']): void {
  visit(tree, 'element', (element) => {
    const address = element.tagName === 'img' ? pictures[String(element.properties.src)] : undefined
    if (address !== undefined) element.properties.src = address
  })
}

// On screen a figure ends with the data behind its chart.
function placeCharts(tree: Root, drawings: Drawings, words?: Words): void {
  visit(tree, 'element', (element, index, parent) => {
    if (element.tagName !== 'octavo-chart' || !parent || index === undefined) return
    const drawing = drawings[String(element.properties.dataFigure)]
    if (!drawing) throw new Error(`No drawing for the figure ${String(element.properties.dataFigure)}`)
    const svg: ElementContent = {type: 'raw', value: drawing.svg}
    const reached = words ? {tabIndex: 0, role: 'group', ariaLabel: drawing.alt} : {}
    parent.children[index] = node('div', {className: ['chart'], ...reached}, [svg])
    if (words && drawing.table.rows.length > 0) parent.children.push(chartData(drawing, words))
    return SKIP
  })
}

function chartData({table}: Drawing, words: Words): Element {
  const kind = (column: number) => (table.heads[column]?.numeric ? {className: ['numeric']} : {})
  const heads = table.heads.map((head, column) => node('th', {scope: 'col', ...kind(column)}, [text(head.text)]))
  const rows = table.rows.map((row) => node('tr', {}, row.map((cell, column) => column === 0
    ? node('th', {scope: 'row', ...kind(column)}, [text(cell)])
    : node('td', kind(column), [text(cell)]))))
  return node('details', {className: ['chart-data']}, [
    node('summary', {}, [text(fillWord(words, 'chartData'))]),
    scrolling(node('table', {}, [node('thead', {}, [node('tr', {}, heads)]), node('tbody', {}, rows)]), words)
  ])
}

// What scrolls must be reached by the keyboard, and so needs a name.
function scrolling(child: ElementContent, words: Words): ElementContent {
  if (child.type !== 'element' || child.tagName !== 'table') return child
  return node('div', {className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: fillWord(words, 'scrollTable')}, [child])
}

function node(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return {type: 'element', tagName, properties, children}
}

function text(value: string): ElementContent {
  return {type: 'text', value}
}

function hasClass(element: Element, name: string): boolean {
  return Array.isArray(element.properties.className) && element.properties.className.includes(name)
}

// `dataOrigin` and `data-origin` are both met in trees.
function isData(property: string): boolean {
  return /^data([A-Z-]|$)/.test(property)
}

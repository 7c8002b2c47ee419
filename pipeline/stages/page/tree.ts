/** The tree of an edition and its drawings -> HTML, once for print and once for the screen. */
import type {Element, ElementContent, Root} from 'hast'
import rehypeStringify from 'rehype-stringify'
import {unified} from 'unified'
import {ReportError} from '../../messages.ts'
import type {Drawing, Words} from '../../types.ts'
import {withNight} from '../../design/night.ts'
import {fillWord} from '../../design/template.ts'
import {csvAddress} from './csv.ts'
import {elementsIn, hasClass, textOf} from '../../compare/elements.ts'
import {node, text} from './elements.ts'

type Drawings = Readonly<Record<string, Drawing>>

interface Shown {
  readonly drawings: Drawings
  /** Addresses of pictures, by the path in the text. */
  readonly pictures: Readonly<Record<string, string>>
}

interface ShownOnScreen extends Shown {
  readonly words: Words
  /** Drawings for a phone. */
  readonly narrow: Drawings
}

// Raw nodes are the drawings alone; texts and attributes are escaped.
const writer = unified().use(rehypeStringify, {allowDangerousHtml: true})

/**
 * What is shown, and nothing else: no values behind numbers, no ways back, no data attributes but those of page-number slots.
 * Where a value stands is marked, for its place on the paper; what it comes from is not, so that nothing is printed anew for it.
 */
export function printBody(body: Root, {drawings, pictures}: Shown): string {
  return write(body, (element, children) => {
    if (element.tagName === 'octavo-chart') return [drawnToFit(element, drawingOf(element, drawings))]
    if (hasClass(element, 'back')) return []
    if (element.tagName === 'data') return printedValue(element, children())
    const slot = hasClass(element, 'page-number')
    const kept = Object.entries(element.properties).filter(
      ([name, value]) => (!isData(name) || (slot && name === 'dataPageOf')) && !(name === 'role' && isForBooks(value))
    )
    const mark = hasOrigin(element) ? {dataOrigin: ''} : {}
    return [node(element.tagName, {...Object.fromEntries(kept), ...address(element, pictures), ...mark}, children())]
  })
}

/** Numbers keep their origin, charts bring their data, wide things scroll; page numbers are for paper. */
export function screenBody(body: Root, shown: ShownOnScreen): string {
  const {drawings, narrow, pictures, words} = shown
  return write(body, (element, children) => {
    if (element.tagName === 'octavo-chart') return [drawnTwice(drawingOf(element, drawings), drawingOf(element, narrow))]
    if (hasClass(element, 'page-ref')) return []
    const {dataNode: _node, ...properties} = {...element.properties, ...address(element, pictures), ...level(element)}
    return [node(element.tagName, properties, [...wide(element, children(), words), ...behind(element, shown)])]
  })
}

// The title of the page is its one heading of the first level.
function level({tagName}: Element): Element['properties'] {
  const own = /^h([1-5])$/.exec(tagName)?.[1]
  return own === undefined ? {} : {ariaLevel: Number(own) + 1}
}

// In the cell of a row with an origin the cell is what counts.
function printedValue(element: Element, children: ElementContent[]): ElementContent[] {
  if (!hasOrigin(element) && !hasClass(element, 'short')) return children
  const className = hasClass(element, 'short') ? {className: ['short']} : {}
  return [node('span', {...className, ...(hasOrigin(element) ? {dataOrigin: ''} : {})}, children)]
}

function hasOrigin({properties}: Element): boolean {
  return typeof properties.dataOrigin === 'string'
}

type Change = (element: Element, children: () => ElementContent[]) => ElementContent[]

// One walk makes a new tree: the old one is shared with the other page.
function write(body: Root, change: Change): string {
  const rewrite = (content: Root['children'][number]): ElementContent[] => {
    if (content.type === 'element') return change(content, () => content.children.flatMap(rewrite))
    return content.type === 'doctype' ? [] : [content]
  }
  return writer.stringify({type: 'root', children: body.children.flatMap(rewrite)})
}

function drawingOf(element: Element, drawings: Drawings): Drawing {
  const id = String(element.properties.dataFigure)
  const drawing = drawings[id]
  if (!drawing) throw new Error(`No drawing for the figure ${id}`)
  return drawing
}

function drawn({svg}: Drawing): Element {
  return node('div', {className: ['chart']}, [{type: 'raw', value: svg}])
}

// The room that a chart has decides which of its drawings is seen, and heard.
function drawnTwice(wide: Drawing, narrow: Drawing): Element {
  const each = [wide, narrow].map(({svg, marks}, index) =>
    node('div', {className: [index === 0 ? 'wide' : 'narrow'], dataMarks: marks?.map((mark) => mark.join(' ')).join(',')}, [
      {type: 'raw', value: withNight(svg)}
    ])
  )
  return node('div', {className: ['chart']}, each)
}

// For the step that fills pages: which figure it is, and which heights it may have.
function drawnToFit(element: Element, drawing: Drawing): Element {
  const chart = drawn(drawing)
  const {frame} = drawing
  const heights = frame && {
    dataFigure: element.properties.dataFigure,
    dataHeight: frame.height,
    dataLeast: frame.least,
    dataMost: frame.most
  }
  return {...chart, properties: {...chart.properties, ...heights}}
}

function address(element: Element, pictures: Shown['pictures']): Element['properties'] {
  if (element.tagName !== 'img') return {}
  const src = String(element.properties.src)
  if (Object.hasOwn(pictures, src)) return {src: pictures[src]}
  throw new ReportError([
    {
      severity: 'error',
      rule: 'picture-is-taken-along',
      reason: `Unexpected picture \`${src.slice(0, 120)}\`, expected a file of the report's folder`,
      note: 'Write it as `![what it shows](images/name.png)`, with a copy of the file under `images/`.'
    }
  ])
}

// A table is known by its caption.
function wide(element: Element, children: ElementContent[], words: Words): ElementContent[] {
  if (!hasClass(element, 'table')) return children
  const caption = elementsIn(element).find(({tagName}) => tagName === 'caption')
  return children.map((child) => scrolling(child, caption ? textOf(caption).trim() : fillWord(words, 'scrollTable')))
}

// On screen a figure ends with the data behind its chart.
function behind(element: Element, {drawings, narrow, words}: ShownOnScreen): ElementContent[] {
  const chart = hasClass(element, 'figure')
    ? element.children.find((child) => child.type === 'element' && child.tagName === 'octavo-chart')
    : undefined
  if (chart?.type !== 'element') return []
  const drawing = drawingOf(chart, drawings)
  if (drawing.table.rows.length === 0) return []
  // What no phone can show in a picture stands there as a table.
  const isOpen = drawingOf(chart, narrow).tooWide === true
  return [chartData(drawing, {id: String(element.properties.id), words, isOpen})]
}

interface Behind {
  readonly id: string
  readonly words: Words
  readonly isOpen: boolean
}

function chartData({table}: Drawing, {id, words, isOpen}: Behind): Element {
  const kind = (column: number) => (table.heads[column]?.numeric ? {className: ['numeric']} : {})
  const heads = table.heads.map((head, column) =>
    node('th', {scope: 'col', ...kind(column), dataColumn: head.column}, [text(head.text)])
  )
  const rows = table.rows.map((row, line) =>
    node(
      'tr',
      {dataOrigin: table.origins[line] || undefined},
      row.map((cell, column) => {
        const value = table.values[line]?.[column] ?? undefined
        const content = [value === undefined ? text(cell) : node('data', {value}, [text(cell)])]
        return column === 0 ? node('th', {scope: 'row', ...kind(column)}, content) : node('td', kind(column), content)
      })
    )
  )
  return node('details', {className: ['chart-data'], open: isOpen}, [
    node('summary', {}, [text(fillWord(words, 'chartData'))]),
    scrolling(
      node('table', {}, [node('thead', {}, [node('tr', {}, heads)]), node('tbody', {}, rows)]),
      fillWord(words, 'chartData')
    ),
    node('a', {className: ['download'], href: csvAddress(table), download: `${id}.csv`}, [text(fillWord(words, 'downloadCsv'))])
  ])
}

// What scrolls must be reached by the keyboard, and so needs a name; a region of the page it is not.
function scrolling(child: ElementContent, name: string): ElementContent {
  if (child.type !== 'element' || child.tagName !== 'table') return child
  return node('div', {className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel: name}, [child])
}

// The browser writes a link or a list with such a role into a PDF as nothing in particular.
function isForBooks(role: unknown): boolean {
  return String(role).startsWith('doc-')
}

// `dataOrigin` and `data-origin` are both met in trees.
function isData(property: string): boolean {
  return /^data([A-Z-]|$)/.test(property)
}

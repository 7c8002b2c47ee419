/** From a page of ours to a document with the same text, tables and charts for Typst, as its own users would set it. */
import {parseFragment, type DefaultTreeAdapterTypes} from 'parse5'
import type {PrintPage} from '../../../pipeline/types.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** The document, and its charts by file name. */
export interface TypstDocument {
  readonly text: string
  readonly charts: ReadonlyMap<string, string>
}

/** All text of the page; cover, contents, running head and page numbers are Typst's own. */
export function typstDocument({title, language, body, paper}: PrintPage, name: string): TypstDocument {
  const charts = new Map<string, string>()
  const drawn = body.replaceAll(/<svg[^]*?<\/svg>/g, (svg) => {
    const file = `${name}-${charts.size}.svg`
    charts.set(file, svg)
    return `<img src="${file}">`
  })
  const {top, right, bottom, left} = paper.margin
  const [serif, sans] = ['Serif', 'Sans'].map((kind) => `Noto ${kind} ${language === 'zh-Hant' ? 'TC' : 'SC'}`)
  const set = [
    `#set page(width: ${paper.width}mm, height: ${paper.height}mm, margin: (top: ${top}mm, right: ${right}mm, bottom: ${bottom}mm, left: ${left}mm), numbering: "1 / 1", header: [#${text(title)}])`,
    `#set document(title: ${text(title)})`,
    `#set text(font: ("Source Serif 4", "${serif}"), size: 10.5pt, lang: "${language.slice(0, 2)}")`,
    `#show heading: set text(font: ("Source Sans 3", "${sans}"))`,
    `#show table: set text(font: ("Source Sans 3", "${sans}"), size: 8.5pt)`,
    '#set par(justify: true)',
    '#set table(stroke: 0.4pt + luma(160))'
  ]
  return {text: [...set, all(parseFragment(drawn).childNodes)].join('\n'), charts}
}

const BLOCKS: Readonly<Record<string, (element: Element) => string>> = {
  p: ({childNodes}) => `\n\n${all(childNodes)}\n\n`,
  // Its other lists are those of figures and tables, which come without captions of its own.
  nav: (element) =>
    attribute(element, 'class') === 'contents' ? '\n#pagebreak(weak: true)\n#outline(depth: 2)\n#pagebreak()\n' : '',
  ul: ({childNodes}) => `\n#list(${items(childNodes)})\n`,
  ol: ({childNodes}) => `\n#enum(${items(childNodes)})\n`,
  aside: ({childNodes}) => `\n#block(fill: luma(242), inset: 8pt, width: 100%)[${all(childNodes)}]\n`,
  img: (element) => `\n#image(${text(attribute(element, 'src'))}, width: 100%)\n`,
  table,
  strong: ({childNodes}) => `#strong[${all(childNodes)}];`,
  em: ({childNodes}) => `#emph[${all(childNodes)}];`,
  sup: ({childNodes}) => `#super[${all(childNodes)}];`,
  br: () => '#linebreak();'
}

function all(nodes: readonly Node[]): string {
  return nodes.map(one).join('')
}

function one(node: Node): string {
  if (node.nodeName === '#text') return words((node as DefaultTreeAdapterTypes.TextNode).value)
  if (!('tagName' in node)) return ''
  const level = /^h([1-6])$/.exec(node.tagName)?.[1]
  if (level !== undefined) return `\n#heading(level: ${level})[${all(node.childNodes)}]\n`
  return BLOCKS[node.tagName]?.(node) ?? all(node.childNodes)
}

function items(nodes: readonly Node[]): string {
  return nodes.flatMap((node) => ('tagName' in node ? [`[${all(node.childNodes)}]`] : [])).join(', ')
}

function table(element: Element): string {
  const rows = descendants(element, 'tr')
  const cellsOf = (row: Element) => row.childNodes.filter((cell): cell is Element => 'tagName' in cell)
  const span = (cell: Element) => Number(attribute(cell, 'colspan') || 1)
  const columns = Math.max(...rows.map((row) => cellsOf(row).reduce((sum, cell) => sum + span(cell), 0)))
  const line = (row: Element) =>
    cellsOf(row)
      .map((cell) => `table.cell(colspan: ${span(cell)})[${all(cell.childNodes)}]`)
      .join(', ')
  const heads = rows.filter((row) => row.parentNode?.nodeName === 'thead')
  const others = rows.filter((row) => row.parentNode?.nodeName !== 'thead')
  const caption = descendants(element, 'caption').map(({childNodes}) => `\n\n${all(childNodes)}\n\n`)
  return `${caption.join('')}\n#table(columns: ${columns}, table.header(${heads.map(line).join(', ')}), ${others.map(line).join(', ')})\n`
}

function descendants(element: Element, name: string): readonly Element[] {
  return element.childNodes.flatMap((node) =>
    'tagName' in node ? (node.tagName === name ? [node] : descendants(node, name)) : []
  )
}

function attribute({attrs}: Element, name: string): string {
  return attrs.find((each) => each.name === name)?.value ?? ''
}

function words(value: string): string {
  return value.trim() === '' ? (value === '' ? '' : ' ') : `#${text(value.replaceAll(/\s+/g, ' '))};`
}

// A string of Typst: what JSON escapes besides these does not stand in a page.
function text(value: string): string {
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`
}

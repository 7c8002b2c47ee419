/** Markdown's tree -> HTML's tree. Raw HTML of an author is read and cleaned; data never comes this way. */
import type {Element, ElementContent, Root} from 'hast'
import {raw} from 'hast-util-raw'
import {defaultSchema, sanitize, type Schema} from 'hast-util-sanitize'
import type {Heading, Node, Nodes, RootContent} from 'mdast'
import {toHast} from 'mdast-util-to-hast'
import {visit} from 'unist-util-visit'
import {eachElement} from './elements.ts'

/** What raw HTML may hold: GitHub's list, with the elements that our own directives make. */
const SCHEMA: Schema = {
  ...defaultSchema,
  clobberPrefix: '',
  protocols: {...defaultSchema.protocols, href: ['http', 'https', 'mailto', 'tel']},
  tagNames: [...(defaultSchema.tagNames ?? []), 'aside', 'data', 'figure', 'figcaption', 'caption', 'octavo-chart', 'section'],
  attributes: {
    '*': ['className', 'id', 'lang', 'dir', 'title', 'dataNode'],
    a: ['href', 'dataPage', 'ariaLabel'],
    data: ['value', 'dataOrigin'],
    img: ['src', 'alt', 'width', 'height'],
    input: [['disabled', true], ['type', 'checkbox'], 'checked'],
    'octavo-chart': ['dataFigure'],
    ol: ['start', 'reversed'],
    sup: ['dataNote'],
    td: ['align', 'colSpan', 'rowSpan'],
    th: ['align', 'colSpan', 'rowSpan', 'scope']
  }
}

/** The elements of some unfolded nodes. Headings without an id get one of the chapter's. */
export function toHtml(nodes: readonly RootContent[], chapter: string): ElementContent[] {
  const tree: Nodes = {type: 'root', children: [...nodes]}
  nameHeadings(tree, chapter)
  const hast = toHast(tree, {allowDangerousHtml: true}) as Root
  return content(hasRaw(hast) ? (sanitize(raw(hast), SCHEMA) as Root) : hast)
}

/** A table of plain Markdown scrolls and breaks like one of ours. */
export function wrapTables(root: Root): void {
  eachElement(root, (node, index, parent) => {
    if (node.tagName !== 'table') return
    if (parent.type === 'element' && parent.properties['className']?.toString() === 'table') return
    const wrapper: Element = {type: 'element', tagName: 'div', properties: {className: ['table']}, children: [node]}
    parent.children[index] = wrapper
  })
}

function nameHeadings(tree: Node, chapter: string): void {
  let count = 0
  visit(tree, 'heading', (node: Heading) => {
    count++
    const id = node.data?.attributes?.id ?? (node.depth === 1 ? chapter : `${chapter}-${count}`)
    node.data = {hProperties: {id, ...(node.data?.node && {dataNode: `${chapter}#${node.data.node}`})}}
  })
}

function hasRaw(parent: Root | Element): boolean {
  return parent.children.some((child) => child.type === 'raw' || (child.type === 'element' && hasRaw(child)))
}

function content(root: Root): ElementContent[] {
  return root.children.filter((child): child is ElementContent => child.type !== 'doctype')
}

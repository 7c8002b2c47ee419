/** Markdown's tree -> HTML's tree. It holds no raw HTML any more: what an author wrote is elements by now. */
import type {Element, ElementContent, Root} from 'hast'
import type {Heading, Nodes, RootContent} from 'mdast'
import {toHast} from 'mdast-util-to-hast'
import {eachElement} from './elements.ts'

/** The elements of some unfolded nodes. Headings without an id get one of the chapter's. */
export function toHtml(nodes: readonly RootContent[], chapter: string): ElementContent[] {
  const tree: Nodes = {type: 'root', children: [...nodes]}
  nameHeadings(tree, chapter)
  return content(toHast(tree, {handlers: {preserved}}) as Root)
}

// Markdown's text has no blanks at the ends of its lines; that of `<pre>` has.
function preserved(_state: unknown, {value}: {readonly value: string}): ElementContent {
  return {type: 'text', value}
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

// A plain walk: it goes through every node of every edition.
function nameHeadings(tree: Nodes, chapter: string): void {
  let count = 0
  const nameIn = (node: Nodes): void => {
    if (node.type === 'heading') nameOne(node)
    else if ('children' in node) node.children.forEach(nameIn)
  }
  const nameOne = (node: Heading) => {
    count++
    const id = node.data?.attributes?.id ?? (node.depth === 1 ? chapter : `${chapter}-${count}`)
    node.data = {hProperties: {...node.data?.hProperties, id, ...(node.data?.node && {dataNode: `${chapter}#${node.data.node}`})}}
  }
  nameIn(tree)
}

function content(root: Root): ElementContent[] {
  return root.children.filter((child): child is ElementContent => child.type !== 'doctype')
}

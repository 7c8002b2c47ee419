/** The words of an element, without the marks of footnotes and citations. */
import type {Element, ElementContent} from 'hast'

/** The words of an element, runs of blanks as one. */
export function toText(node: Element): string {
  return node.children.map(textOf).join('').replaceAll(/\s+/g, ' ').trim()
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' && node.tagName !== 'sup' && !isCitation(node) ? node.children.map(textOf).join('') : ''
}

function isCitation({properties: {className}}: Element): boolean {
  return Array.isArray(className) && className.includes('citation')
}

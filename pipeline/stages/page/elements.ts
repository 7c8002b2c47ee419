/** Elements of a page's tree, made. */
import type {Element, ElementContent} from 'hast'

/** An element. */
export function node(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return {type: 'element', tagName, properties, children}
}

/** Text as a node. */
export function text(value: string): ElementContent {
  return {type: 'text', value}
}

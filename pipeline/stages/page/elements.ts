/** Elements of a page's tree: made, walked and read. */
import type {Element, ElementContent} from 'hast'

/** An element. */
export function node(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return {type: 'element', tagName, properties, children}
}

/** Text as a node. */
export function text(value: string): ElementContent {
  return {type: 'text', value}
}

/** All elements within one, in the order of the text. */
export function elementsIn({children}: Element): readonly Element[] {
  return children.flatMap((child) => (child.type === 'element' ? [child, ...elementsIn(child)] : []))
}

/** What a machine reads of a value, of the element or of the first within it. */
export function machineValue(element: Element): string | undefined {
  const data = [element, ...elementsIn(element)].find(({tagName}) => tagName === 'data')
  return typeof data?.properties.value === 'string' ? data.properties.value : undefined
}

/** What a reader sees of it. */
export function textOf(shown: ElementContent): string {
  if (shown.type === 'text') return shown.value
  return shown.type === 'element' ? shown.children.map(textOf).join('') : ''
}

/** Whether it has a class of this name. */
export function hasClass(element: Element, name: string): boolean {
  return Array.isArray(element.properties.className) && element.properties.className.includes(name)
}

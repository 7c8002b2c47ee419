/** Elements of a page's tree, read. */
import type {Element, ElementContent} from 'hast'

/** All elements within one, in the order of the text. */
export function elementsIn({children}: Element): readonly Element[] {
  return children.flatMap((child) => (child.type === 'element' ? [child, ...elementsIn(child)] : []))
}

/** What a reader sees of it. */
export function textOf(shown: ElementContent): string {
  if (shown.type === 'text') return shown.value
  return shown.type === 'element' ? shown.children.map(textOf).join('') : ''
}

/** Whether it has a class of this name. */
export function hasClass({properties}: Element, name: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(name)
}

/** What a machine reads of a value, of the element or of the first within it. */
export function machineValue(element: Element): string | undefined {
  const data = [element, ...elementsIn(element)].find(({tagName}) => tagName === 'data')
  return typeof data?.properties.value === 'string' ? data.properties.value : undefined
}

/** The columns of a table, by the heads that name them. */
export function columnsIn(table: Element): readonly string[] {
  const heads = elementsIn(table).filter(({tagName, properties}) => tagName === 'th' && properties.scope === 'col')
  return heads.map(({properties}) => (typeof properties.dataColumn === 'string' ? properties.dataColumn : ''))
}

/** The column of a cell: the one that it names itself, as the head of a group of rows does, or that of the head above it. */
export function columnOf({properties}: Element, above: string | undefined): string {
  return typeof properties.dataColumn === 'string' ? properties.dataColumn : (above ?? '')
}

/** The text of a page -> its tree. */
import type {ElementContent, Root} from 'hast'
import {parse, type DefaultTreeAdapterTypes} from 'parse5'

/** Read a page. Attributes are as written, with the names that properties have. */
export function readHtml(html: string): Root {
  return {type: 'root', children: parse(html).childNodes.flatMap(toElement)}
}

type Node = DefaultTreeAdapterTypes.ChildNode

function toElement(node: Node): ElementContent[] {
  if (node.nodeName === '#text' && 'value' in node) return [{type: 'text', value: node.value}]
  if (!('tagName' in node)) return []
  const {class: classes, ...others} = Object.fromEntries(node.attrs.map(({name, value}) => [camel(name), value]))
  const className = classes === undefined ? {} : {className: classes.split(/\s+/).filter(Boolean)}
  const children = node.childNodes.flatMap(toElement)
  return [{type: 'element', tagName: node.tagName, properties: {...others, ...className}, children}]
}

function camel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

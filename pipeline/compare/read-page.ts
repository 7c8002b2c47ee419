/** A published page -> the edition as it tells it. */
import type {Element, ElementContent, Root} from 'hast'
import {parse, type DefaultTreeAdapterTypes} from 'parse5'
import {elementsIn} from './elements.ts'
import type {ToldEdition} from './passage.ts'
import {tellPage, type TellingOptions} from './tell.ts'

/** Read a page; nothing where it is none of ours. */
export function readEditionPage(html: string, pictureOf: TellingOptions['pictureOf']): ToldEdition | undefined {
  const root: Root = {type: 'root', children: parse(html).childNodes.flatMap(toElement)}
  const page = root.children.find((child) => child.type === 'element')
  const elements = page?.type === 'element' ? [page, ...elementsIn(page)] : []
  const text = elements.find(({tagName, properties}) => tagName === 'main' && properties.id === 'text')
  const {dataEdition} = elements.find(({tagName}) => tagName === 'body')?.properties ?? {}
  const language = page?.type === 'element' ? page.properties.lang : undefined
  if (text === undefined || typeof dataEdition !== 'string' || typeof language !== 'string') return undefined
  return {id: dataEdition, language, passages: tellPage(text, {language, pictureOf})}
}

type Node = DefaultTreeAdapterTypes.ChildNode

function toElement(node: Node): ElementContent[] {
  if (node.nodeName === '#text' && 'value' in node) return [{type: 'text', value: node.value}]
  if (!('tagName' in node)) return []
  const properties = Object.fromEntries(node.attrs.map(({name, value}) => [camel(name), value]))
  const {class: classes, ...others} = properties
  const className = classes === undefined ? {} : {className: classes.split(/\s+/).filter(Boolean)}
  const element: Element = {
    type: 'element',
    tagName: node.tagName,
    properties: {...others, ...className},
    children: node.childNodes.flatMap(toElement)
  }
  return [element]
}

function camel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** Notes as one numbered list at the end, marks and notes linked both ways; on paper a page may take them to its foot. */
import type {Element, ElementContent, Root} from 'hast'
import {eachElement} from './elements.ts'
import type {Words} from '../../types.ts'

/** Number the marks in the text and give the section of notes, or nothing where there is no mark. */
export function placeNotes(
  root: Root,
  contents: ReadonlyMap<string, readonly ElementContent[]>,
  words: Words
): Element | undefined {
  const numbers = new Map<string, number>()
  const mark = (node: Element) => {
    const key = node.properties['dataNote']
    if (typeof key !== 'string') return
    const isFirst = !numbers.has(key)
    if (isFirst) numbers.set(key, numbers.size + 1)
    const number = numbers.get(key)!
    node.properties = {className: ['footnote']}
    node.children = [link(`#fn-${number}`, String(number), isFirst ? {id: `fnref-${number}`} : {})]
  }
  eachElement(root, mark)
  // Marks inside notes are numbered after those of the text.
  for (const key of numbers.keys()) eachElement({type: 'root', children: [...(contents.get(key) ?? [])]}, mark)
  if (numbers.size === 0) return undefined
  const items = [...numbers].map(([key, number]) => item(number, contents.get(key) ?? [], words))
  const title: Element = {
    type: 'element',
    tagName: 'h1',
    properties: {className: ['unnumbered'], id: 'notes'},
    children: [{type: 'text', value: words['notes'] ?? 'Notes'}]
  }
  const list: Element = {type: 'element', tagName: 'ol', properties: {}, children: items}
  return {
    type: 'element',
    tagName: 'section',
    properties: {className: ['chapter', 'endnotes'], id: 'ch-notes'},
    children: [title, list]
  }
}

function item(number: number, content: readonly ElementContent[], words: Words): Element {
  const back = link(`#fnref-${number}`, '↩', {
    className: ['back'],
    ariaLabel: (words['backToText'] ?? '').replace('{n}', String(number))
  })
  return {
    type: 'element',
    tagName: 'li',
    properties: {id: `fn-${number}`},
    children: [...content, {type: 'text', value: ' '}, back]
  }
}

function link(href: string, text: string, properties: Element['properties']): Element {
  return {type: 'element', tagName: 'a', properties: {href, ...properties}, children: [{type: 'text', value: text}]}
}

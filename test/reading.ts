/** Markdown in a test as a chapter reads it, without the rules for a whole chapter: its title, its pictures' files. */
import type {Root as HtmlRoot} from 'hast'
import type {RootContent} from 'mdast'
import {parseFragment, type DefaultTreeAdapterTypes} from 'parse5'
import rehypeStringify from 'rehype-stringify'
import {unified} from 'unified'
import type {Message} from '../pipeline/messages.ts'
import {toHtml} from '../pipeline/stages/compose/html.ts'
import {unfold} from '../pipeline/stages/compose/unfold.ts'
import {toMarkdownTree} from '../pipeline/stages/parse/markdown.ts'
import {readNodes} from '../pipeline/stages/parse/nodes.ts'
import {createReader} from '../pipeline/stages/parse/reader.ts'
import {resolveReferences} from '../pipeline/stages/parse/references.ts'

/** The HTML of some Markdown, and what its author would be told. */
export function readMarkdown(text: string): {readonly html: string; readonly messages: readonly Message[]} {
  const reader = createReader('chapters/en/example.md', text, 'en')
  const nodes = readNodes(resolveReferences(toMarkdownTree(text)).children, reader) as RootContent[]
  const gathering = {
    figures: [],
    messages: [],
    marks: new Set<string>(),
    notes: new Map(),
    images: new Set<string>(),
    citations: [],
    trail: {before: ''},
    spent: {pieces: 0, characters: 0}
  }
  const names = {language: 'en', axes: {}, datasets: {}, loops: []}
  const children = toHtml(unfold(nodes, {chapter: 'example', names, gathering, words: {}}), 'example')
  const root: HtmlRoot = {type: 'root', children}
  return {html: unified().use(rehypeStringify).stringify(root), messages: [...reader.messages, ...gathering.messages]}
}

type Node = DefaultTreeAdapterTypes.ChildNode

/** What a browser makes of HTML: without the blanks that it does not show, attributes in one order. */
export function asShown(html: string): string {
  return parseFragment(html)
    .childNodes.map((node) => shown(node, false))
    .join('')
    .replaceAll(/(?<!<pre>[^]*) {2,}/g, ' ')
    .replaceAll(
      / *(<\/?(?:p|h[1-6]|ul|ol|li|blockquote|div|table|tr|td|th|thead|tbody|details|summary|figure|hr|pre|section|aside)\b[^>]*>) */g,
      '$1'
    )
    .trim()
}

function shown(node: Node, isPre: boolean): string {
  if ('value' in node) return isPre ? escaped(node.value) : escaped(node.value).replaceAll(/\s+/g, ' ')
  if (!('tagName' in node)) return ''
  const attributes = node.attrs
    .filter(({name}) => name !== 'data-node' && !(name === 'id' && /^h[1-6]$/.test(node.tagName)))
    .map(({name, value}) => ` ${name}="${escaped(name === 'class' ? value.trim().replaceAll(/\s+/g, ' ') : value)}"`)
    .sort()
  const children = node.childNodes.map((child) => shown(child, isPre || node.tagName === 'pre')).join('')
  return `<${node.tagName}${attributes.join('')}>${children}</${node.tagName}>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

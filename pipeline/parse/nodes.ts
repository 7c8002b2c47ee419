/** Goes over the parsed tree once: reads expressions, directives and attributes, refuses what is left over. */
import type {Heading, Image, Link, Node, Parent, PhrasingContent, RootContent, Text} from 'mdast'
import type {Directives} from 'mdast-util-directive'
import {checkedId, expectOnly, readAttributes} from './attributes.ts'
import {readDirective} from './directive.ts'
import type {Reader} from './reader.ts'

const SAFE_TARGET = /^(?:https?:|mailto:|tel:|#|\{\{|$)|^[^:]*$/i

/** Nodes ready to be stored: without positions, every special one understood. */
export function readNodes(nodes: readonly Node[], reader: Reader): Node[] {
  const read: Node[] = []
  for (const node of asProse(nodes, reader)) {
    if (node.type === 'yaml') continue
    if (node.type === 'attributes') attach(node as Node & {value: string}, read, reader)
    else read.push(readNode(node as RootContent, reader))
  }
  return read
}

function readNode(node: RootContent, reader: Reader): Node {
  switch (node.type) {
    case 'expression': {
      const id = reader.name(node)
      return {type: node.type, value: node.value, expression: reader.expression(node.value, node, id)} as Node
    }
    case 'containerDirective':
    case 'leafDirective':
    case 'textDirective':
      return readDirective(node, reader, readNodes)
    case 'heading':
      return readHeading(node, reader)
    case 'link':
      return readLink(node, reader)
    case 'image':
      return readImage(node, reader)
    case 'text':
      checkLeftOver(node, reader)
      checkNotes(node, reader)
      return {...bare(node), value: joinLines(node.value, reader)} as Text
    default:
      return 'children' in node ? {...bare(node), children: readNodes(node.children, reader)} as Parent : bare(node)
  }
}

function readHeading(node: Heading, reader: Reader): Node {
  const children = [...node.children]
  const last = children.at(-1)
  let id: string | undefined
  if (last?.type === 'attributes') {
    children.pop()
    const attributes = readAttributes(last.value, last, reader.name(last), reader)
    expectOnly(attributes, [], last, reader)
    id = attributes.id
    const before = children.at(-1)
    if (before?.type === 'text') children[children.length - 1] = {...before, value: before.value.trimEnd()}
  }
  return {...bare(node), data: {node: reader.name(node), ...(id && {attributes: {id, values: {}}})}, children: readNodes(children, reader)} as Node
}

function readLink(node: Link, reader: Reader): Node {
  const id = reader.name(node)
  if (!SAFE_TARGET.test(node.url)) reader.problem('link-is-safe', `Unexpected target \`${node.url.slice(0, 60)}\`, expected a web or mail address`, node)
  if (node.url.startsWith('#') && !node.url.includes('{{')) reader.uses.references.push({id: checkedId(node.url.slice(1), node, reader) ?? '', node: id})
  const url = node.url.includes('{{') ? reader.template(node.url, node, id) : undefined
  return {...bare(node), data: {node: id, ...(url && {url})}, children: readNodes(node.children, reader)} as Node
}

function readImage(node: Image, reader: Reader): Node {
  const id = reader.name(node)
  const alt = reader.template(node.alt ?? '', node, id)
  if (!node.alt?.trim()) reader.problem('image-has-alternative-text', 'Unexpected image without an alternative text', node, 'Write in the brackets what a reader who cannot see it should know.')
  reader.uses.images.push({path: node.url, node: id})
  return {...bare(node), data: {node: id, ...(alt && {alt})}} as Node
}

// Braces behind an image or a link belong to it; anywhere else they are prose.
function attach(node: Node & {value: string}, read: Node[], reader: Reader): void {
  const before = read.at(-1) as (PhrasingContent & {data?: {node?: string}}) | undefined
  if (before?.type === 'image' || before?.type === 'link') {
    const attributes = readAttributes(node.value, node, before.data?.node ?? reader.name(node), reader)
    expectOnly(attributes, before.type === 'image' ? ['width', 'caption', 'note'] : ['page'], node, reader)
    read[read.length - 1] = {...before, data: {...before.data, attributes}} as Node
  } else read.push({type: 'text', value: `{${node.value}}`} as Text)
}

// `10:30` and 注：are prose: a text directive needs its brackets. Pieces of prose side by side become one.
function asProse(nodes: readonly Node[], reader: Reader): Node[] {
  const prose: Node[] = []
  for (const node of nodes) {
    const text = isDirective(node) && node.type === 'textDirective' && node.children.length === 0 ? {type: 'text', value: reader.source(node), position: node.position} : node
    const last = prose.at(-1)
    if (last?.type === 'text' && text.type === 'text') prose[prose.length - 1] = {...last, value: (last as Text).value + (text as Text).value} as Text
    else prose.push(text)
  }
  return prose
}

function isDirective(node: Node): node is Directives {
  return node.type.endsWith('Directive')
}

// A line end in the source is a space in English and nothing in Chinese, unless it parts two Latin words.
function joinLines(value: string, {uses}: Reader): string {
  if (!uses.language.startsWith('zh')) return value
  return value.replaceAll(/(\S?)[ \t]*\n[ \t]*(?=(\S?))/g, (_, before: string, after: string) => before + (/[A-Za-z0-9]/.test(before) && /[A-Za-z0-9]/.test(after) ? ' ' : ''))
}

function checkLeftOver(node: Text, reader: Reader): void {
  if (/\{\{|\}\}/.test(node.value)) reader.problem('expression-is-closed', 'Unexpected `{{` or `}}`, expected both around an expression on one line', node)
  if (/(^|\n)\s*:{2,}/.test(node.value)) reader.problem('directive-is-understood', `Unexpected \`${node.value.trim().split('\n').find((line) => /^\s*::/.test(line))?.trim().slice(0, 60)}\`, which is no directive`, node, 'A container opens with `:::name{...}` and closes with a line of as many colons; outer ones have more.')
}

function checkNotes(node: Text, reader: Reader): void {
  const mark = /\[\^[^\]\s]+\]/.exec(node.value)
  if (mark !== null) reader.problem('note-is-defined', `Unexpected mark \`${mark[0]}\` of a footnote that is not defined`, node, `Add a paragraph that begins with \`${mark[0]}:\` to this chapter.`)
}

function bare<Kind extends Node>(node: Kind): Kind {
  const {position: _position, ...rest} = node
  return rest as Kind
}

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
      const value = node.value.slice(2, -2).trim()
      return {type: node.type, value, expression: reader.expression(value, node, id)} as Node
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
      return 'children' in node ? ({...bare(node), children: readNodes(node.children, reader)} as Parent) : bare(node)
  }
}

function readHeading(node: Heading, reader: Reader): Node {
  const children = [...node.children]
  const last = children.at(-1)
  let id: string | undefined
  if (last?.type === 'attributes') {
    children.pop()
    const attributes = readAttributes(inside(last), last, reader.name(last), reader)
    expectOnly(attributes, [], last, reader)
    id = attributes.id
    const before = children.at(-1)
    if (before?.type === 'text') children[children.length - 1] = {...before, value: before.value.trimEnd()}
  }
  return {
    ...bare(node),
    data: {node: reader.name(node), ...(id && {attributes: {id, values: {}}})},
    children: readNodes(children, reader)
  } as Node
}

function readLink(node: Link, reader: Reader): Node {
  const id = reader.name(node)
  if (!SAFE_TARGET.test(node.url))
    reader.problem('link-is-safe', `Unexpected target \`${node.url.slice(0, 60)}\`, expected a web or mail address`, node)
  if (node.url.startsWith('#') && !node.url.includes('{{'))
    reader.uses.references.push({id: checkedId(node.url.slice(1), node, reader) ?? '', node: id})
  const url = node.url.includes('{{') ? reader.template(node.url, node, id) : undefined
  return {...bare(node), data: {node: id, ...(url && {url})}, children: readNodes(node.children, reader)} as Node
}

function readImage(node: Image, reader: Reader): Node {
  const id = reader.name(node)
  const alt = reader.template(node.alt ?? '', node, id)
  if (!node.alt?.trim())
    reader.problem(
      'image-has-alternative-text',
      'Unexpected image without an alternative text',
      node,
      'Write in the brackets what a reader who cannot see it should know.'
    )
  reader.uses.images.push({path: node.url, node: id})
  return {...bare(node), data: {node: id, ...(alt && {alt})}} as Node
}

// Braces behind an image or a link belong to it; anywhere else they are prose.
function attach(node: Node & {value: string}, read: Node[], reader: Reader): void {
  const before = read.at(-1) as (PhrasingContent & {data?: {node?: string}}) | undefined
  if (before?.type === 'image' || before?.type === 'link') {
    const attributes = readAttributes(inside(node), node, before.data?.node ?? reader.name(node), reader)
    expectOnly(attributes, before.type === 'image' ? ['width', 'caption', 'note', 'source'] : ['page'], node, reader)
    read[read.length - 1] = {...before, data: {...before.data, attributes}} as Node
  } else read.push({type: 'text', value: node.value} as Text)
}

// `10:30` and 注：are prose: a text directive has brackets or braces. Pieces of prose side by side become one.
function asProse(nodes: readonly Node[], reader: Reader): Node[] {
  const prose: Node[] = []
  for (const node of nodes) {
    const text = isProse(node) ? {type: 'text', value: reader.source(node), position: node.position} : node
    const last = prose.at(-1)
    if (last?.type === 'text' && text.type === 'text')
      prose[prose.length - 1] = {...last, value: (last as Text).value + (text as Text).value} as Text
    else prose.push(text)
  }
  return prose
}

function inside(braces: {readonly value: string}): string {
  return braces.value.slice(1, -1).trim()
}

function isProse(node: Node): boolean {
  return (
    node.type === 'textDirective' &&
    (node as Directives).children.length === 0 &&
    Object.keys((node as Directives).attributes ?? {}).length === 0
  )
}

// A line end in the source is a space in English and nothing in Chinese, unless it parts two Latin words.
function joinLines(value: string, {uses}: Reader): string {
  if (!uses.language.startsWith('zh')) return value
  return value.replaceAll(
    /(\S?)[ \t]*\n[ \t]*(?=(\S?))/g,
    (_, before: string, after: string) => before + (/[A-Za-z0-9]/.test(before) && /[A-Za-z0-9]/.test(after) ? ' ' : '')
  )
}

function checkLeftOver(node: Text, reader: Reader): void {
  const brace = node.value.search(/\{\{|\}\}/)
  if (brace >= 0)
    reader.problem(
      'expression-is-closed',
      'Unexpected `{{` or `}}`, expected both around an expression on one line',
      within(node, brace)
    )
  for (const {0: line, index} of node.value.matchAll(/^[ \t]*:{2,}.*/gm)) {
    // What stands behind other words on its line is prose.
    if (index === 0 && !reader.startsLine(node)) continue
    reader.problem(
      'directive-is-understood',
      `Unexpected \`${line.trim().slice(0, 60)}\`, which is no directive`,
      within(node, index),
      'A container opens with `:::name{...}` and closes with a line of as many colons; outer ones have more.'
    )
  }
}

function checkNotes(node: Text, reader: Reader): void {
  for (const {0: mark, index} of node.value.matchAll(/\[\^[^\]\s]+\]/g)) {
    reader.problem(
      'note-is-defined',
      `Unexpected mark \`${mark}\` of a footnote that is not defined`,
      within(node, index),
      `Add a paragraph that begins with \`${mark}:\` to this chapter.`
    )
  }
}

// A text runs over several lines.
function within({value, position}: Text, index: number): Node {
  const lines = value.slice(0, index).split('\n')
  const column = (lines.length === 1 ? (position?.start.column ?? 1) : 1) + lines.at(-1)!.length
  const point = {line: (position?.start.line ?? 1) + lines.length - 1, column}
  return {type: 'text', position: {start: point, end: point}} as Node
}

function bare<Kind extends Node>(node: Kind): Kind {
  const {position: _position, ...rest} = node
  return rest as Kind
}

/** A chapter's tree -> its free text, block by block: what its author wrote, with a mark where a value of the data or a name stands. */
import type {Node, Root} from 'mdast'
import type {DirectiveData, NodeId, Template} from '../../tree.ts'
import {HELD} from './numbers.ts'

/** Free text that stands together. */
export interface Passage {
  readonly text: string
  /** The block that it is in, by its number in the chapter, or the directive that it is an attribute of. */
  readonly place: {readonly block: number} | {readonly node: NodeId}
}

/** Words whose numbers are not bound to data, and say why. */
export interface Mark {
  readonly text: string
  readonly reason: string
  readonly node: NodeId
}

interface Any extends Node {
  readonly value?: string
  readonly alt?: string
  readonly children?: readonly Any[]
}

interface Walk {
  readonly passages: Passage[]
  readonly marks: Mark[]
  blocks: number
}

/** The free text of a chapter, and what in it is marked. */
export function proseOf(tree: Root): {readonly passages: readonly Passage[]; readonly marks: readonly Mark[]} {
  const walk: Walk = {passages: [], marks: [], blocks: 0}
  for (const node of tree.children) visit(node as Any, walk)
  return walk
}

function visit(node: Any, walk: Walk): void {
  const isBlock = ['paragraph', 'heading', 'table'].includes(node.type)
  if (isBlock) walk.blocks++
  if (isBlock && node.type !== 'table') say(textOf(node, walk), {block: walk.blocks}, walk)
  else if (node.type === 'tableCell') say(textOf(node, walk), {block: walk.blocks}, walk)
  else if (node.data?.directive?.name === 'unbound') walk.marks.push(markOf(node))
  else {
    if (node.data?.directive !== undefined) attributes(node.data.directive, node.data.node ?? '', walk)
    for (const child of node.children ?? []) visit(child, walk)
  }
}

function attributes({templates}: DirectiveData, node: NodeId, walk: Walk): void {
  for (const template of Object.values(templates)) say(templateText(template), {node}, walk)
}

// Text of what stands inside a block; alternative texts and captions of pictures are passages of their own.
function textOf(node: Any, walk: Walk): string {
  if (node.data?.directive?.name === 'unbound') {
    walk.marks.push(markOf(node))
    return HELD
  }
  if (node.type === 'image') {
    for (const text of wordsOf(node)) say(text, {block: walk.blocks}, walk)
    return ''
  }
  if (node.type === 'text' || node.type === 'preserved') return node.value ?? ''
  if (node.type === 'break') return '\n'
  if (['expression', 'inlineCode', 'code'].includes(node.type)) return HELD
  if (['citation', 'footnoteReference', 'attributes'].includes(node.type)) return ''
  const text = (node.children ?? []).map((child) => textOf(child, walk)).join('')
  // Alternatives stand side by side in the source, and never on a page.
  return node.data?.directive?.name === 'only' ? `${text}\n` : text
}

// Other attributes of a picture are measures.
function wordsOf({data, alt = ''}: Any): readonly string[] {
  const {caption = [], note = [], source = []} = data?.attributes?.values ?? {}
  return [data?.alt === undefined ? alt : templateText(data.alt), ...[caption, note, source].map(templateText)]
}

function markOf(node: Any): Mark {
  const {names = {}} = node.data?.directive ?? {}
  return {text: plainText(node), reason: names['reason'] ?? '', node: node.data?.node ?? ''}
}

function plainText(node: Any): string {
  if (node.type === 'expression') return HELD
  return (node.value ?? '') + (node.children ?? []).map(plainText).join(' ')
}

/** The words of a template, with a mark where a value stands. */
export function templateText(template: Template): string {
  return template.map((part) => (typeof part === 'string' ? part : HELD)).join('')
}

function say(text: string, place: Passage['place'], walk: Walk): void {
  if (text.trim() !== '') walk.passages.push({text, place})
}

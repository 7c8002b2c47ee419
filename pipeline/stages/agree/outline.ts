/** A chapter's tree -> what it consists of, section by section, in a form that the same chapter in another language can be held against. */
import type {Node, Root} from 'mdast'
import {callOf, callsOf, type Call, type Reads} from './calls.ts'
import type {Citation, Condition, DirectiveData, Expression, NodeId, Template, Term} from '../../tree.ts'

/** Where something stands: a named node, or a block by its number in the chapter. */
export type Place = {readonly node: NodeId} | {readonly block: number}

/** A piece of a section: a paragraph, a figure, the begin of a branch. */
export interface Piece extends Reads {
  /** What it is in any language: `paragraph`, `figure #fig-a`, `branch region.id = 'cn'`. */
  readonly shape: string
  /** Its words; none of what has no words of its own. */
  readonly text: string
  /** The same without what is meant to stand in another script. */
  readonly written: string
  readonly place: Place
}

/** Something that a section of every language should have, such as a value. */
export interface Thing {
  readonly kind: 'value' | 'figure' | 'table' | 'picture' | 'note' | 'citation' | 'reference' | 'branch'
  /** What tells it from others of its kind; it is shown to the author. */
  readonly name: string
  readonly place: Place
}

/** A section, from one heading to the next. */
export interface Section {
  /** Id of its heading, or its number in the chapter. */
  readonly id: string
  readonly level: number
  readonly place: Place
  readonly pieces: readonly Piece[]
  readonly things: readonly Thing[]
}

interface Any extends Node {
  readonly value?: string
  readonly url?: string
  readonly depth?: number
  readonly identifier?: string
  readonly children?: readonly Any[]
  readonly expression?: Expression
  readonly citation?: Citation
}

interface Walk {
  readonly sections: {id: string; level: number; place: Place; pieces: Piece[]; things: Thing[]}[]
  readonly axes: readonly string[]
  /** Blocks that were met. */
  blocks: number
  place: Place
}

/** The sections of a chapter; what stands before its first heading is none. */
export function sectionsOf(tree: Root, axes: readonly string[]): readonly Section[] {
  const walk: Walk = {sections: [], axes, blocks: 0, place: {block: 1}}
  for (const node of tree.children) visit(node as Any, walk)
  return walk.sections
}

/** A condition as its author would write it. */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `${conditionText(condition.left)} ${condition.kind} ${conditionText(condition.right)}`
    case 'not':
      return `not ${conditionText(condition.of)}`
    case 'empty':
      return `${termText(condition.of)} is empty`
    case 'in':
      return `${termText(condition.of)} in (${condition.values.map(termText).join(', ')})`
    case 'compare':
      return `${termText(condition.left)} ${condition.operator} ${termText(condition.right)}`
  }
}

function visit(node: Any, walk: Walk): void {
  if (['paragraph', 'heading', 'table'].includes(node.type)) walk.place = {block: ++walk.blocks}
  if (node.type === 'heading') open(node, walk)
  else if (node.type === 'paragraph' || node.type === 'table') piece(node.type, node, walk)
  else if (node.type === 'leafDirective' || node.type === 'containerDirective') directive(node, node.data!.directive!, walk)
  else if (node.type === 'footnoteDefinition') piece(`note ${node.identifier}`, undefined, walk)
  inside(node, walk)
}

// One id may stand in two branches, of which an edition shows one.
function open(node: Any, walk: Walk): void {
  const own = node.data?.attributes?.id ?? `section ${walk.sections.length}`
  const id = node.depth === 1 ? '' : own
  const same = walk.sections.filter((section) => section.id === id || section.id.startsWith(`${id} (`)).length
  walk.sections.push({
    id: same === 0 ? id : `${id} (${same + 1})`,
    level: node.depth!,
    place: walk.place,
    pieces: [],
    things: []
  })
  piece('heading', node, walk)
}

function directive(node: Any, data: DirectiveData, walk: Walk): void {
  walk.place = {node: node.data!.node!}
  const {name, id, names, condition} = data
  if (name === 'figure') thing('figure', `#${id} (${names['chart']} of ${names['data']})`, walk)
  else if (name === 'table') thing('table', `#${id} (${names['columns']} of ${names['query']})`, walk)
  else if (condition !== undefined) thing('branch', conditionText(condition), walk)
  piece(`${name} ${Object.keys(data.templates).sort().join(' ')}`, data, walk)
  for (const template of Object.values(data.templates)) templateThings(template, walk)
}

// What stands inside a block or beside it: everything but the blocks in it is a matter of its section.
function inside(node: Any, walk: Walk): void {
  if (node.type === 'expression' && node.expression) expressionThings(node.expression, walk)
  else if (node.type === 'citation') citationThings(node, walk)
  else if (node.type === 'footnoteReference') thing('note', `[^${node.identifier}]`, walk)
  else if (node.type === 'image') thing('picture', node.url ?? '', walk)
  else if (node.type === 'link' && node.url?.startsWith('#') && node.children?.length === 0)
    thing('reference', node.url, {...walk, place: {node: node.data?.node ?? ''}})
  else if (node.type === 'textDirective') ofAxis(node.data?.directive?.condition, walk)
  for (const template of templatesOf(node)) templateThings(template, walk)
  for (const child of node.children ?? []) visit(child, walk)
}

// Inside a sentence a language decides in its own way, but not for whom something is.
function ofAxis(condition: Condition | undefined, walk: Walk): void {
  const text = condition === undefined ? '' : conditionText(condition)
  if (walk.axes.some((axis) => text.startsWith(`${axis} `) || text.startsWith(`${axis}.id `))) thing('branch', text, walk)
}

function templatesOf({type, data}: Any): readonly Template[] {
  if (type === 'leafDirective' || type === 'containerDirective') return []
  const {alt, title, url, attributes} = data ?? {}
  return [alt, title, url, ...Object.values(attributes?.values ?? {})].filter((template) => template !== undefined)
}

function templateThings(template: Template, walk: Walk): void {
  for (const part of template) {
    if (typeof part === 'string') continue
    if ('cited' in part) for (const {id} of part.cited) thing('citation', `@${id}`, {...walk, place: {node: part.node}})
    else expressionThings(part, walk)
  }
}

function citationThings({citation}: Any, walk: Walk): void {
  for (const {id} of citation?.cited ?? []) thing('citation', `@${id}`, {...walk, place: {node: citation!.node}})
}

function expressionThings({terms, node}: Expression, walk: Walk): void {
  const [first] = terms
  if (first?.kind === 'path') thing('value', first.parts.join('.'), {...walk, place: {node}})
}

function piece(shape: string, source: Any | DirectiveData | undefined, walk: Walk): void {
  const said = source === undefined ? NOTHING : 'templates' in source ? directiveSays(source) : blockSays(source)
  walk.sections.at(-1)?.pieces.push({shape: shape.trim(), ...said, place: walk.place})
}

type Said = Omit<Piece, 'shape' | 'place'>

const NOTHING: Said = {text: '', written: '', names: {}, calls: []}

function blockSays(block: Any): Said {
  return {text: textOf(block), written: textOf(block, true), names: {}, calls: callsIn(block)}
}

// How long the words of a language are decides where a figure finds its place.
function directiveSays({templates, names: {place: _place, ...names}}: DirectiveData): Said {
  const text = Object.values(templates).map(templateText).join(' ')
  const calls = Object.entries(templates).flatMap(([slot, template]) => callsOf(template, slot))
  return {text, written: text, names, calls}
}

function callsIn({type, expression, children = []}: Any): readonly Call[] {
  return type === 'expression' && expression ? [callOf(expression)] : children.flatMap(callsIn)
}

function thing(kind: Thing['kind'], name: string, walk: Walk): void {
  walk.sections.at(-1)?.things.push({kind, name, place: walk.place})
}

function textOf(node: Any, isConverted = false): string {
  if (isConverted && node.data?.directive?.name === 'unconverted') return ''
  if (node.type === 'text') return node.value ?? ''
  if (node.type === 'expression') return ' '
  if (['inlineCode', 'code', 'citation', 'footnoteReference', 'image'].includes(node.type)) return ''
  return (node.children ?? []).map((child) => textOf(child, isConverted)).join('')
}

function templateText(template: Template): string {
  return template.map((part) => (typeof part === 'string' ? part : ' ')).join('')
}

function termText(term: Term): string {
  if (term.kind === 'path') return term.parts.join('.')
  return typeof term.value === 'string' ? `'${term.value}'` : String(term.value)
}

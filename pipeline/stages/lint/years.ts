/** A chapter's tree -> years that are typed into sentences with values of the data, and the queries of those values. */
import type {Node, Root} from 'mdast'
import type {DirectiveData, Expression, NodeId, Template} from '../../tree.ts'
import {HELD} from './numbers.ts'
import type {Passage} from './prose.ts'

/** A year that stands in a sentence with values. */
export interface TypedYear {
  readonly year: string
  readonly place: Passage['place']
  /** Names of the queries that the sentence reads. */
  readonly queries: readonly string[]
}

interface Any extends Node {
  readonly value?: string
  readonly children?: readonly Any[]
}

interface Written {
  text: string
  /** Of each {@link VALUE}, in their order. */
  readonly queries: string[]
}

interface Walk {
  readonly years: TypedYear[]
  blocks: number
}

/** Stands for a value of a query. */
const VALUE = '\u0002'
const SENTENCES = /[^.!?。！？；\n]*(?:\.(?!\s|$)[^.!?。！？；\n]*)*[.!?。！？；\n]?/gu
const YEAR = /(?<![\d.,/-])(?:19|20)\d\d(?![\d/-]|[.,]\d)/gu

/** The years, in the order of the text. */
export function typedYears(tree: Root): readonly TypedYear[] {
  const walk: Walk = {years: [], blocks: 0}
  for (const node of tree.children) visit(node as Any, walk)
  return walk.years
}

function visit(node: Any, walk: Walk): void {
  const {type, children = []} = node
  if (['paragraph', 'heading', 'table'].includes(type)) walk.blocks++
  if (['paragraph', 'heading'].includes(type)) return seek(written(node), {block: walk.blocks}, walk)
  const directive = node.data?.directive
  if (directive?.name === 'unbound') return
  if (directive !== undefined) attributes(directive, node.data?.node ?? '', walk)
  for (const child of children) visit(child, walk)
}

function attributes({templates}: DirectiveData, node: NodeId, walk: Walk): void {
  for (const template of Object.values(templates)) seek(ofTemplate(template), {node}, walk)
}

function written(block: Any): Written {
  const made: Written = {text: '', queries: []}
  write(block, made)
  return made
}

function write(node: Any, made: Written): void {
  if (node.type === 'expression') say((node as {expression?: Expression}).expression, made)
  else if (['inlineCode', 'code', 'image'].includes(node.type) || node.data?.directive?.name === 'unbound') made.text += HELD
  else if (node.type === 'text') made.text += (node.value ?? '').replaceAll('\n', ' ')
  else for (const child of node.children ?? []) write(child, made)
}

function ofTemplate(template: Template): Written {
  const made: Written = {text: '', queries: []}
  for (const piece of template)
    if (typeof piece === 'string') made.text += piece
    else if (!('cited' in piece)) say(piece, made)
  return made
}

function say(expression: Expression | undefined, made: Written): void {
  const [term] = expression?.terms ?? []
  const query = term?.kind === 'path' && term.parts.length === 2 ? term.parts[0]! : undefined
  made.text += query === undefined ? HELD : VALUE
  if (query !== undefined) made.queries.push(query)
}

function seek({text, queries}: Written, place: Passage['place'], walk: Walk): void {
  let passed = 0
  for (const [sentence] of text.matchAll(SENTENCES)) {
    const count = sentence.split(VALUE).length - 1
    const own = [...new Set(queries.slice(passed, passed + count))]
    passed += count
    if (own.length > 0) for (const [year] of sentence.matchAll(YEAR)) walk.years.push({year, place, queries: own})
  }
}

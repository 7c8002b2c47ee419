/** A chapter's tree -> what its free text claims to be first or last among all, with what it stands under and the numbers it prints. */
import type {Node, Root} from 'mdast'
import {FIGURE, OWN} from '../../language/superlative-rules.ts'
import type {ProseRules} from '../../language/prose-rules.ts'
import type {Condition, DirectiveData, Expression, NodeId, Template, Term} from '../../tree.ts'
import {HELD} from './numbers.ts'
import type {Passage} from './prose.ts'

/** Words that one text says of every edition in which it stands. */
export interface Claim {
  readonly words: string
  readonly place: Passage['place']
  /** Conditions that it stands under, all of them. */
  readonly conditions: readonly Condition[]
  /** The axis whose own value it is said of; nothing where it is said of a number. */
  readonly axis?: string
  /** Paths of the number that it is said of, or of one of which it must be the name. */
  readonly figures: readonly (readonly string[])[]
  /** What is measured, where the claim is one only if a number of the text goes by that name. */
  readonly what?: string
}

/** What claims are looked for with. */
export interface Claiming {
  readonly rules: ProseRules
  /** Words for a value of each axis, by its name. */
  readonly axes: Readonly<Record<string, readonly string[]>>
  /** Words that are accounted for, as {@link HELD}. */
  readonly without: (text: string) => string
}

interface Any extends Node {
  readonly value?: string
  readonly children?: readonly Any[]
}

interface Walk extends Claiming {
  readonly patterns: readonly RegExp[]
  readonly claims: Claim[]
  blocks: number
}

interface Written {
  text: string
  /** What stands for {@link OWN} and {@link FIGURE}, in their order. */
  readonly values: Expression[]
}

/** In the order of the text. Rows of a loop are not gone into: each is another's. */
export function claimsOf(tree: Root, claiming: Claiming): readonly Claim[] {
  const patterns = claiming.rules.superlatives.claims(Object.values(claiming.axes).flat())
  const walk: Walk = {...claiming, patterns, claims: [], blocks: 0}
  for (const node of tree.children) visit(node as Any, [], walk)
  return walk.claims
}

function visit(node: Any, conditions: readonly Condition[], walk: Walk): void {
  const {type, children = []} = node
  if (['paragraph', 'heading', 'table'].includes(type)) walk.blocks++
  if (['paragraph', 'heading', 'tableCell'].includes(type)) return say(node, conditions, walk)
  const directive = node.data?.directive
  if (directive !== undefined) attributes(directive, node.data?.node ?? '', {conditions, walk})
  for (const child of children) visit(child, under(directive, conditions), walk)
}

function under(directive: DirectiveData | undefined, conditions: readonly Condition[]): readonly Condition[] {
  if (directive?.name === 'each' || directive?.name === 'unbound') return [...conditions, NEVER]
  return directive?.condition === undefined ? conditions : [...conditions, directive.condition]
}

// Not known from the text: no claim is told under it.
const NEVER: Condition = {kind: 'empty', of: {kind: 'path', parts: []}}

interface Around {
  readonly conditions: readonly Condition[]
  readonly walk: Walk
}

function attributes({templates}: DirectiveData, node: NodeId, {conditions, walk}: Around): void {
  for (const template of Object.values(templates)) seek(ofTemplate(template, walk), {conditions, place: {node}}, walk)
}

function say(block: Any, conditions: readonly Condition[], walk: Walk): void {
  const written: Written = {text: '', values: []}
  const inner: [Any, readonly Condition[]][] = []
  write(block, {written, inner, conditions, walk})
  seek(written, {conditions, place: {block: walk.blocks}}, walk)
  for (const [node, own] of inner) say({type: 'paragraph', children: node.children ?? []}, own, walk)
}

interface Writing extends Around {
  readonly written: Written
  /** Alternatives within a sentence are texts of their own. */
  readonly inner: [Any, readonly Condition[]][]
}

function write(node: Any, writing: Writing): void {
  const {written, inner, conditions, walk} = writing
  const directive = node.data?.directive
  if (directive?.name === 'only') {
    inner.push([node, under(directive, conditions)])
    written.text += '\n'
  } else if (node.type === 'expression') value((node as {expression?: Expression}).expression, written, walk)
  else if (node.type === 'image') pictured(node, writing)
  else if (directive?.name === 'unbound' || ['inlineCode', 'code'].includes(node.type)) written.text += HELD
  else if (node.type === 'text' || node.type === 'preserved') written.text += (node.value ?? '').replaceAll('\n', ' ')
  else if (node.type === 'break') written.text += '\n'
  else for (const child of node.children ?? []) write(child, writing)
}

// Words under a picture are texts of their own.
function pictured({data}: Any, {conditions, walk}: Writing): void {
  const {caption, note} = data?.attributes?.values ?? {}
  const place = {block: walk.blocks}
  for (const template of [caption, note]) if (template !== undefined) seek(ofTemplate(template, walk), {conditions, place}, walk)
}

function ofTemplate(template: Template, walk: Walk): Written {
  const written: Written = {text: '', values: []}
  for (const piece of template)
    if (typeof piece === 'string') written.text += piece
    else if (!('cited' in piece)) value(piece, written, walk)
  return written
}

const PLAIN: readonly (string | undefined)[] = [undefined, 'num', 'share', 'about', 'atleast', 'nearly']

function value(expression: Expression | undefined, written: Written, {axes}: Walk): void {
  const parts = pathOf(expression?.terms[0])
  const isOwn = expression?.helper === undefined && parts !== undefined && Object.hasOwn(axes, parts[0]!)
  const isFigure = expression !== undefined && parts !== undefined && PLAIN.includes(expression.helper)
  written.text += isOwn ? OWN : isFigure ? FIGURE : HELD
  if (isOwn || isFigure) written.values.push(expression!)
}

function pathOf(term: Term | undefined): readonly string[] | undefined {
  return term?.kind === 'path' && term.parts.length === 2 ? term.parts : undefined
}

function seek({text, values}: Written, at: Pick<Claim, 'conditions' | 'place'>, {claims, patterns, without}: Walk): void {
  if (values.length === 0) return
  const free = without(text)
  const valueAt = (index: number) => pathOf(values[(free.slice(0, index).match(VALUES) ?? []).length]!.terms[0])!
  const ends = new Set<number>()
  for (const match of patterns.flatMap((pattern) => [...free.matchAll(pattern)])) {
    const {claim = '', what} = match.groups!
    const [start] = match.indices!.groups!['claim']!
    if (ends.has(start)) continue
    ends.add(start)
    const figure = match.indices!.groups!['figure']?.[0]
    const sentence =
      what === undefined
        ? []
        : [
            ...free
              .slice(match.index)
              .split(/[。！？；\n]/)[0]!
              .matchAll(FIGURES)
          ]
    const figures = figure === undefined ? sentence.map(({index}) => valueAt(match.index + index)) : [valueAt(figure)]
    const axis = figure === undefined ? {axis: valueAt(match.index)[0]!} : {}
    claims.push({...at, words: claim.trim(), figures, ...axis, ...(what !== undefined && {what})})
  }
}

const VALUES = new RegExp(`[${OWN}${FIGURE}]`, 'gu')
const FIGURES = new RegExp(FIGURE, 'gu')

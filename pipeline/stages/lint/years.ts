/** A chapter's tree -> years that are typed into sentences with values of the data, and the queries of those values. */
import type {Node, Root} from 'mdast'
import {VALUE, type YearRules} from '../../language/year-rules.ts'
import type {DirectiveData, Expression, NodeId, Template} from '../../tree.ts'
import {HELD} from './numbers.ts'
import type {Passage} from './prose.ts'

/** A year that stands in a sentence with values. */
export interface TypedYear {
  readonly year: string
  readonly place: Passage['place']
  /** Names of the queries that the sentence reads. */
  readonly queries: readonly string[]
  /** Where the shape of the words says of which value it is the year: that one, or those behind it where that one is a name. */
  readonly of?: readonly ReadValue[]
  /** All that the sentence reads. */
  readonly values: readonly ReadValue[]
}

/** A value of a query, or all rows of it. */
export interface ReadValue {
  readonly query: string
  readonly column?: string
  readonly helper?: string
}

interface Any extends Node {
  readonly value?: string
  readonly children?: readonly Any[]
}

interface Written {
  text: string
  /** Of each {@link VALUE}, in their order. */
  readonly values: ReadValue[]
}

interface Walk {
  readonly years: TypedYear[]
  readonly rules: YearRules
  blocks: number
}

const SENTENCES = /[^.!?。！？；\n]*(?:\.(?!\s|$)[^.!?。！？；\n]*)*[.!?。！？；\n]?/gu
const YEAR = /(?<![\d.,/-])(?:19|20)\d\d(?![\d/-]|[.,]\d)/gu

/** The years, in the order of the text. */
export function typedYears(tree: Root, rules: YearRules): readonly TypedYear[] {
  const walk: Walk = {years: [], rules, blocks: 0}
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

function attributes({templates, names}: DirectiveData, node: NodeId, walk: Walk): void {
  for (const template of Object.values(templates)) seek(ofTemplate(template), {node}, walk)
  const query = names['data'] ?? names['query']
  if (query !== undefined && templates['caption'] !== undefined) title(ofTemplate(templates['caption']), {node}, {query, walk})
}

// Of a caption without values its rows are what the year is of.
function title(
  {text, values}: Written,
  place: Passage['place'],
  {query, walk}: {readonly query: string; readonly walk: Walk}
): void {
  if (values.length > 0) return
  const [found] = walk.rules.inTitles.flatMap((pattern) => [...text.matchAll(pattern)])
  const year = found?.groups?.['year']
  if (year !== undefined) walk.years.push({year, place, queries: [], of: [{query}], values: []})
}

function written(block: Any): Written {
  const made: Written = {text: '', values: []}
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
  const made: Written = {text: '', values: []}
  for (const piece of template)
    if (typeof piece === 'string') made.text += piece
    else if (!('cited' in piece)) say(piece, made)
  return made
}

function say(expression: Expression | undefined, made: Written): void {
  const {terms: [term] = [], helper} = expression ?? {}
  const [query, column, ...more] = term?.kind === 'path' ? term.parts : []
  const isValue = query !== undefined && column !== undefined && more.length === 0
  made.text += isValue ? VALUE : HELD
  if (isValue) made.values.push({query, column, ...(helper !== undefined && {helper})})
}

function seek({text, values}: Written, place: Passage['place'], walk: Walk): void {
  let passed = 0
  for (const [sentence] of text.matchAll(SENTENCES)) {
    const own = values.slice(passed, passed + valuesIn(sentence))
    passed += own.length
    if (own.length === 0) continue
    const queries = [...new Set(own.map(({query}) => query))]
    for (const {0: year, index} of sentence.matchAll(YEAR)) {
      const of = valuesOf(index, sentence, {rules: walk.rules, own})
      walk.years.push({year, place, queries, values: own, ...(of !== undefined && {of})})
    }
  }
}

function valuesIn(text: string): number {
  return text.split(VALUE).length - 1
}

// The values in the words that lead from the year or to it, the nearest first.
function valuesOf(
  at: number,
  sentence: string,
  {rules, own}: {readonly rules: YearRules; readonly own: readonly ReadValue[]}
): readonly ReadValue[] | undefined {
  const matches = rules.besideValues.flatMap((pattern) => [...sentence.matchAll(pattern)])
  const match = matches.find(({0: words, indices}) => words.includes(VALUE) && indices!.groups!['year']![0] === at)
  if (match === undefined) return undefined
  const first = valuesIn(sentence.slice(0, match.index))
  return own.slice(first, first + valuesIn(match[0]))
}

/** Gathers what the reading of one chapter finds: node ids with their places, what is used, what is wrong. */
import type {Node} from 'unist'
import {lineBreaksOf} from '../../language/line-breaks.ts'
import type {Message} from '../../messages.ts'
import {readCondition} from './condition.ts'
import {readExpression, readTemplate, SyntaxProblem} from './expression.ts'
import {
  termsOf,
  type Citation,
  type Condition,
  type Expression,
  type LineBreaks,
  type NodeId,
  type Template,
  type Term,
  type Uses
} from '../../tree.ts'

type Mutable<Type> = {-readonly [Key in keyof Type]: Type[Key] extends readonly (infer Item)[] ? Item[] : Type[Key]}

/** What is known while a chapter is read, and what is gathered. */
export interface Reader {
  readonly text: string
  readonly breaks: LineBreaks
  readonly messages: Message[]
  readonly uses: Mutable<Uses>
  readonly places: Record<NodeId, readonly [number, number]>
  readonly blocks: (readonly [number, number])[]
  /** Loop variables around the node that is read now, each with its query; the inner ones come last. */
  loops: readonly (readonly [variable: string, query: string])[]
  /** Give a node an id and keep its place. */
  name(node: Node): NodeId
  /** Keep the place of a block, which has no id. */
  block(node: Node): void
  problem(rule: string, reason: string, node: Node | undefined, note?: string): void
  expression(text: string, node: Node, id: NodeId): Expression | undefined
  template(text: string, node: Node, id: NodeId): Template | undefined
  condition(text: string, node: Node, id: NodeId): Condition | undefined
  /** The chapter's text behind a node. */
  source(node: Node): string
  /** A line of the chapter, counted from 1. */
  line(number: number): string
  /** Whether nothing but marks of lists and quotations stands before a node on its line. */
  startsLine(node: Node): boolean
}

/** A reader at the start of a chapter. */
export function createReader(path: string, text: string, language: string): Reader {
  const messages: Message[] = []
  const places: Record<NodeId, readonly [number, number]> = {}
  const uses: Mutable<Uses> = {paths: [], conditions: [], queries: [], charts: [], images: [], citations: [], language}
  let count = 0
  let lines: readonly string[] | undefined
  /** How far expressions were sought in what is written of a node. */
  const searched = new WeakMap<Node, number>()

  const reader: Reader = {
    text,
    breaks: lineBreaksOf(text, language),
    messages,
    uses,
    places,
    blocks: [],
    loops: [],
    name(node) {
      const id = `n${++count}`
      places[id] = [node.position?.start.line ?? 1, node.position?.start.column ?? 1]
      return id
    },
    block({position}) {
      reader.blocks.push([position?.start.line ?? 1, position?.start.column ?? 1])
    },
    problem(rule, reason, node, note) {
      const start = node?.position?.start ?? {line: 1, column: 1}
      messages.push({severity: 'error', rule, reason, path, line: start.line, column: start.column, ...(note && {note})})
    },
    expression: (value, node, id) => attempt(node, () => heed(readExpression(value, id))),
    template: (value, node, id) =>
      attempt(node, () => {
        const template = readTemplate(value, (written) => nameWithin(written, node) ?? id)
        for (const piece of template) if (typeof piece !== 'string') heedPiece(piece)
        return template
      }),
    condition: (value, node, id) =>
      attempt(node, () => {
        const condition = readCondition(value)
        for (const term of termsOf(condition)) heedTerm(term, id)
        uses.conditions.push({condition, node: id, loops: Object.fromEntries(reader.loops)})
        return condition
      }),
    source: (node) => text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0),
    line: (number) => (lines ??= text.split('\n'))[number - 1] ?? '',
    startsLine(node) {
      const start = node.position?.start.offset ?? 0
      return /^[\s>*+-]*$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))
    }
  }
  return reader

  // What stands in an attribute has a place of its own: lines of directives are long.
  function nameWithin(written: string, node: Node): NodeId | undefined {
    const [begin, {offset = 0, line = 1, column = 1} = {}] = [searched.get(node) ?? 0, node.position?.start]
    const at = headOf(reader.source(node)).indexOf(written, begin)
    if (at === -1) return undefined
    searched.set(node, at + written.length)
    const before = text.slice(offset, offset + at).split('\n')
    const id = `n${++count}`
    places[id] = [line + before.length - 1, (before.length === 1 ? column : 1) + before.at(-1)!.length]
    return id
  }

  function attempt<Value>(node: Node, read: () => Value): Value | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error
      reader.problem('expression-is-understood', error.message, node, error.note)
      return undefined
    }
  }

  function heedPiece(piece: Expression | Citation): void {
    if ('cited' in piece) uses.citations.push(...piece.cited.map(({id}) => ({id, node: piece.node})))
    else heed(piece)
  }

  function heed(expression: Expression): Expression {
    for (const term of [...expression.terms, ...Object.values(expression.options)]) heedTerm(term, expression.node)
    return expression
  }

  function heedTerm(term: Term, node: NodeId): void {
    if (term.kind === 'path') uses.paths.push({parts: term.parts, node, variables: reader.loops.map(([variable]) => variable)})
  }
}

// Of a directive that holds others its own line alone.
function headOf(source: string): string {
  return source.startsWith(':::') ? source.slice(0, `${source}\n`.indexOf('\n')) : source
}

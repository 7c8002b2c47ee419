/** `num profile.population digits=1` -> an expression. Handlebars reads it; only what authors need is let through. */
import Handlebars from 'handlebars'
import {strayBraces} from './braces.ts'
import {CITATION, CITATION_NOTE, readCitation} from './citation.ts'
import type {Citation, Expression, Template, Term} from '../../tree.ts'

type Node = hbs.AST.Node

/** Why a text inside `{{ }}` is not an expression. */
export class SyntaxProblem extends Error {
  readonly note: string | undefined
  constructor(reason: string, note?: string) {
    super(reason)
    this.note = note
  }
}

/** Read the text between `{{` and `}}`. Throws a {@link SyntaxProblem}. */
export function readExpression(text: string, node: string): Expression {
  const statement = readStatement(text)
  const called = statement.params.length > 0
  const path = readTerm(statement.path)
  const options = Object.fromEntries((statement.hash?.pairs ?? []).map((pair) => [pair.key, readTerm(pair.value)]))
  if (!called) return {terms: [path], options, node}
  if (path.kind !== 'path' || path.parts.length !== 1)
    throw new SyntaxProblem(`Unexpected \`${text}\`, expected the name of a helper first`)
  return {helper: path.parts[0]!, terms: statement.params.map(readTerm), options, node}
}

/** Split a text at its expressions and citations; `nodeOf` names each as it is written. Throws a {@link SyntaxProblem}. */
export function readTemplate(text: string, nodeOf: (written: string) => string): Template {
  const pieces: (string | Expression | Citation)[] = []
  let at = 0
  for (const match of text.matchAll(MARKED)) {
    if (match.index > at) pieces.push(text.slice(at, match.index))
    const node = nodeOf(match[0])
    pieces.push(match[1] === undefined ? citationIn(match[0], node) : readExpression(match[1].trim(), node))
    at = match.index + match[0].length
  }
  if (at < text.length || pieces.length === 0) pieces.push(text.slice(at))
  if (pieces.some((piece) => typeof piece === 'string' && strayBraces(piece) !== undefined)) {
    throw new SyntaxProblem(`Unexpected \`{{\` or \`}}\` in \`${shorten(text)}\`, expected both around an expression`)
  }
  return pieces
}

const MARKED = new RegExp(String.raw`\{\{((?:"[^"]*"|'[^']*'|[^"'{])*?)\}\}|${CITATION.source}`, 'g')

function citationIn(text: string, node: string): Citation {
  const citation = readCitation(text, node)
  if ('reason' in citation) throw new SyntaxProblem(citation.reason, citation.note)
  return citation
}

function readStatement(text: string): hbs.AST.MustacheStatement {
  let program: hbs.AST.Program
  try {
    program = Handlebars.parseWithoutProcessing(`{{${text}}}`)
  } catch {
    throw new SyntaxProblem(
      `Unexpected \`${shorten(text)}\`, expected a path or a helper with its values`,
      'For example `{{region.name}}` or `{{num profile.population digits=1}}`.'
    )
  }
  const [statement] = program.body
  if (program.body.length !== 1 || statement?.type !== 'MustacheStatement') {
    throw new SyntaxProblem(
      `Unexpected \`${shorten(text)}\`, expected one path or one helper`,
      'Blocks, partials and comments of Handlebars have no place in a chapter.'
    )
  }
  return statement as hbs.AST.MustacheStatement
}

function readTerm(node: Node): Term {
  switch (node.type) {
    case 'PathExpression': {
      const path = node as hbs.AST.PathExpression
      if (path.data || path.depth > 0 || path.parts.length === 0)
        throw new SyntaxProblem(`Unexpected \`${path.original}\`, expected a plain path such as \`region.name\``)
      return {kind: 'path', parts: path.parts}
    }
    case 'StringLiteral':
    case 'NumberLiteral':
    case 'BooleanLiteral':
      if (CITATION.test(String((node as hbs.AST.StringLiteral).value)))
        throw new SyntaxProblem('Unexpected citation inside an expression, expected it in prose', CITATION_NOTE)
      return {kind: 'literal', value: (node as hbs.AST.StringLiteral | hbs.AST.NumberLiteral | hbs.AST.BooleanLiteral).value}
    default:
      throw new SyntaxProblem('Unexpected expression inside an expression, expected a path, a text or a number')
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

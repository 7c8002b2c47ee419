/** `region.model = 'pioneering' and not services.app is empty` -> a condition. */
import {SyntaxProblem} from './expression.ts'
import type {Comparison, Condition, Term} from '../../tree.ts'

const TOKEN = /\s*(?:('(?:[^'\\]|\\.)*')|(-?\d+(?:\.\d+)?)|(<=|>=|!=|=|<|>|\(|\)|,)|([\p{L}_][\p{L}\p{N}_.-]*))/uy

/** Words and marks of one condition, and conditions inside each other. */
const LONGEST = 1000
const DEEPEST = 50
const SHORTER = 'Give the rows a column that says it, and compare with that.'

interface Token {
  readonly kind: 'text' | 'number' | 'mark' | 'word'
  readonly value: string
}

/** Read a condition. `and` binds closer than `or`. Throws a {@link SyntaxProblem}. */
export function readCondition(text: string): Condition {
  const tokens = tokenise(text)
  let at = 0
  let depth = 0

  const condition = either()
  if (at < tokens.length) throw unexpected('the end')
  return condition

  function either(): Condition {
    let left = both()
    while (accept('or')) left = {kind: 'or', left, right: both()}
    return left
  }

  function both(): Condition {
    let left = single()
    while (accept('and')) left = {kind: 'and', left, right: single()}
    return left
  }

  function single(): Condition {
    if (accept('not')) return {kind: 'not', of: deeper(single)}
    if (accept('(')) {
      const inner = deeper(either)
      expect(')')
      return inner
    }
    return comparison(term())
  }

  function deeper(read: () => Condition): Condition {
    if (++depth > DEEPEST)
      throw new SyntaxProblem(`Unexpected condition inside so many others, expected at most ${DEEPEST}`, SHORTER)
    const inner = read()
    depth--
    return inner
  }

  function comparison(left: Term): Condition {
    if (accept('is')) {
      const not = accept('not')
      expect('empty')
      return not ? {kind: 'not', of: {kind: 'empty', of: left}} : {kind: 'empty', of: left}
    }
    if (accept('in')) return {kind: 'in', of: left, values: values()}
    if (accept('not')) {
      expect('in')
      return {kind: 'not', of: {kind: 'in', of: left, values: values()}}
    }
    const token = tokens[at]
    const operator = token?.kind === 'mark' ? token.value : undefined
    if (!isComparison(operator)) throw unexpected('a comparison: `=`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `is empty`')
    at++
    return {kind: 'compare', operator, left, right: term()}
  }

  function values(): Term[] {
    expect('(')
    const found = [term()]
    while (accept(',')) found.push(term())
    expect(')')
    return found
  }

  function term(): Term {
    const token = tokens[at]
    if (token === undefined || token.kind === 'mark') throw unexpected('a path, a text in single quotes or a number')
    at++
    if (token.kind === 'text') return {kind: 'literal', value: token.value}
    if (token.kind === 'number') return {kind: 'literal', value: Number(token.value)}
    if (token.value === 'true' || token.value === 'false') return {kind: 'literal', value: token.value === 'true'}
    return {kind: 'path', parts: token.value.split('.')}
  }

  function accept(word: string): boolean {
    const token = tokens[at]
    if (token === undefined || token.kind === 'text' || token.value !== word) return false
    at++
    return true
  }

  function expect(word: string): void {
    if (!accept(word)) throw unexpected(`\`${word}\``)
  }

  function unexpected(expected: string): SyntaxProblem {
    const found = tokens[at] === undefined ? 'end of the condition' : `\`${tokens[at]!.value}\``
    return new SyntaxProblem(`Unexpected ${found} in \`${text}\`, expected ${expected}`)
  }
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  let end = 0
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    end = TOKEN.lastIndex
    if (tokens.length >= LONGEST)
      throw new SyntaxProblem(`Unexpected condition of so many words, expected at most ${LONGEST}`, SHORTER)
    const [, quoted, number, mark, word] = match
    if (quoted !== undefined) tokens.push({kind: 'text', value: quoted.slice(1, -1).replaceAll(/\\(.)/g, '$1')})
    else if (number !== undefined) tokens.push({kind: 'number', value: number})
    else tokens.push(mark !== undefined ? {kind: 'mark', value: mark} : {kind: 'word', value: word!})
  }
  if (text.slice(end).trim() !== '')
    throw new SyntaxProblem(
      `Unexpected \`${[...text.slice(end).trim()][0]}\` in \`${text}\``,
      "Texts stand in straight single quotes: `region = 'gd'`."
    )
  return tokens
}

function isComparison(text: string | undefined): text is Comparison {
  return text !== undefined && ['=', '!=', '<', '<=', '>', '>='].includes(text)
}

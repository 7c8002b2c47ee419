/**
 * Three additions to Markdown's inline syntax: `{{ an expression }}`, `{#id key="value"}` behind a heading, an image or
 * a link, and `[@a-source]`. All are nodes of the tree, so no mark inside them is read as Markdown.
 */
import type {Code, Construct, Effects, Extension, State} from 'micromark-util-types'
import type {CompileContext, Extension as FromMarkdownExtension} from 'mdast-util-from-markdown'
import type {Processor} from 'unified'
import type {} from 'remark-parse'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    expression: 'expression'
    attributes: 'attributes'
    citation: 'citation'
  }
}

const OPEN = 123
const CLOSE = 125
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_ROUND = 40
const AT = 64
const QUOTE = 34
const APOSTROPHE = 39
/** Characters of one expression, or of the attributes of a picture. */
const LONGEST = 4000
// Codes below it are the ends of lines.
const LINE_ENDINGS = -2

/** A plug-in of unified: `remark().use(octavoSyntax)`. */
export function octavoSyntax(this: Processor): void {
  const data = this.data()
  const syntax: Extension = {text: {[OPEN]: [expression, attributes], [OPEN_BRACKET]: citation}}
  ;(data.micromarkExtensions ??= []).push(syntax)
  ;(data.fromMarkdownExtensions ??= []).push(toTree)
}

const expression: Construct = {name: 'expression', tokenize: (effects, ok, nok) => tokenizer('expression', {effects, ok, nok})}
const attributes: Construct = {name: 'attributes', tokenize: (effects, ok, nok) => tokenizer('attributes', {effects, ok, nok})}

const citation: Construct = {name: 'citation', tokenize: tokenizeCitation}

// The value is as written: an alternative text is made of the values of its nodes, and is read as a template.
const toTree: FromMarkdownExtension = {
  enter: {
    expression(this: CompileContext, token) {
      this.enter({type: 'expression', value: this.sliceSerialize(token)}, token)
    },
    attributes(this: CompileContext, token) {
      this.enter({type: 'attributes', value: this.sliceSerialize(token)}, token)
    },
    citation(this: CompileContext, token) {
      this.enter({type: 'citation', value: this.sliceSerialize(token)}, token)
    }
  },
  exit: {
    expression(this: CompileContext, token) {
      this.exit(token)
    },
    attributes(this: CompileContext, token) {
      this.exit(token)
    },
    citation(this: CompileContext, token) {
      this.exit(token)
    }
  }
}

// Both end on the line where they begin; a quoted string may hold the closing mark.
function tokenizer(
  type: 'expression' | 'attributes',
  {effects, ok, nok}: {readonly effects: Effects; readonly ok: State; readonly nok: State}
): State {
  const marks = type === 'expression' ? 2 : 1
  let opened = 0
  let closed = 0
  let length = 0
  let quote: Code = null

  return open

  function open(code: Code): State | undefined {
    if (opened === 0) effects.enter(type)
    if (code !== OPEN) return nok(code)
    effects.consume(code)
    opened++
    return opened < marks ? open : first
  }

  function first(code: Code): State | undefined {
    return type === 'attributes' && !startsAttribute(code) ? nok(code) : inside(code)
  }

  function inside(code: Code): State | undefined {
    if (code === null || code < LINE_ENDINGS || ++length > LONGEST) return nok(code)
    if (quote !== null) return quoted(code)
    if (code === CLOSE) return close(code)
    // Neither holds a brace outside of quotes: half a thousand openings are not read a thousand times.
    if (code === OPEN) return nok(code)
    if (code === QUOTE || code === APOSTROPHE) quote = code
    closed = 0
    effects.consume(code)
    return inside
  }

  function quoted(code: Code): State {
    if (code === quote) quote = null
    effects.consume(code)
    return inside
  }

  function close(code: Code): State {
    effects.consume(code)
    closed++
    if (closed < marks) return inside
    effects.exit(type)
    return ok
  }
}

function startsAttribute(code: Code): boolean {
  return code !== null && /[#.a-z]/i.test(String.fromCharCode(code))
}

// `[@name](address)` is a link whose words begin so.
function tokenizeCitation(effects: Effects, ok: State, nok: State): State {
  let length = 0
  return open

  function open(code: Code): State {
    effects.enter('citation')
    effects.consume(code)
    return (code) => (code === AT ? inside(code) : nok(code))!
  }

  function inside(code: Code): State | undefined {
    if (code === null || code < LINE_ENDINGS || code === OPEN_BRACKET || ++length > LONGEST) return nok(code)
    effects.consume(code)
    return code === CLOSE_BRACKET ? closed : inside
  }

  function closed(code: Code): State | undefined {
    if (code === OPEN_ROUND) return nok(code)
    effects.exit('citation')
    return ok(code)
  }
}

/** Mistakes in a spec, found by their place in the JSON tree, to messages with line and column. */
import {ReportError, type Message} from '../../messages.ts'
import type {JsonObject, JsonPath} from './json.ts'

/** Something wrong with a spec, and where in it. */
export interface Problem extends Omit<Message, 'path' | 'line' | 'column'> {
  readonly at: JsonPath
}

/** The text of a spec and the file it is from. */
export interface SpecSource {
  readonly spec: string
  readonly path: string
}

/** An error at a path in the spec. */
export function problem(rule: string, at: JsonPath, {reason, note}: Pick<Problem, 'reason' | 'note'>): Problem {
  return {severity: 'error', rule, at, reason, ...(note === undefined ? {} : {note})}
}

/** What may be meant, and should be looked at. */
export function remark(rule: string, at: JsonPath, said: Pick<Problem, 'reason' | 'note'>): Problem {
  return {...problem(rule, at, said), severity: 'warning'}
}

/** Read the spec. Throws a {@link ReportError} that names the place where it is not JSON. */
export async function readSpec(source: SpecSource): Promise<JsonObject> {
  let tree: unknown
  try {
    tree = JSON.parse(source.spec)
  } catch (error) {
    throw new ReportError([await syntaxMessage(source, error instanceof Error ? error.message : String(error))])
  }
  if (typeof tree === 'object' && tree !== null && !Array.isArray(tree)) return tree as JsonObject
  return refuse([problem('chart-spec-is-valid', [], {reason: 'Unexpected value, expected a Vega-Lite spec in braces'})], source)
}

/** Stop where there are mistakes. */
export async function refuse(problems: readonly Problem[], source: SpecSource): Promise<never> {
  throw new ReportError(await toMessages(problems, source))
}

/** Problems as messages, with lines and columns of the file. */
export async function toMessages(problems: readonly Problem[], {spec, path}: SpecSource): Promise<readonly Message[]> {
  if (problems.length === 0) return []
  // The places are only looked up when there is something to say.
  const {LineCounter, isNode, parseDocument} = await import('yaml')
  const lineCounter = new LineCounter()
  // A text too deep for the parser has its mistake at its beginning.
  const document = await Promise.resolve(spec)
    .then((text) => parseDocument(text, {schema: 'json', lineCounter}))
    .catch(() => undefined)
  return problems.map(({at, ...message}) => {
    const node = nearestNode(document, at)
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
    const {line, col} = lineCounter.linePos(offset)
    return {...message, path, line: Math.max(1, line), column: Math.max(1, col)}
  })
}

// What Vega-Lite unfolds (a box plot, a repeat) has places that the author never wrote; then the view around it is meant.
function nearestNode(document: {getIn(at: JsonPath, keep: true): unknown} | undefined, at: JsonPath): unknown {
  for (let length = at.length; document !== undefined && length >= 0; length--) {
    const node = document.getIn(at.slice(0, length), true)
    if (node !== undefined && node !== null) return node
  }
  return undefined
}

async function syntaxMessage({spec, path}: SpecSource, said: string): Promise<Message> {
  const place = /\(line (\d+) column (\d+)\)/.exec(said)
  const [line, column] = place ? [Number(place[1]), Number(place[2])] : await lookForSyntax(spec)
  const what = said
    .replace(/ in JSON at position.*$/s, '')
    .replace(/, ".*is not valid JSON$/s, '')
    .replace(/ JSON input$/, '')
  return {
    severity: 'error',
    rule: 'chart-spec-is-valid',
    reason: `Unexpected JSON, expected a Vega-Lite spec: ${what}`,
    path,
    line,
    column
  }
}

// Of some errors the JSON parser tells no place; a YAML parser that is kept to JSON does.
async function lookForSyntax(spec: string): Promise<readonly [number, number]> {
  const {LineCounter, parseDocument} = await import('yaml')
  const lineCounter = new LineCounter()
  const [error] = parseDocument(spec, {schema: 'json', lineCounter, prettyErrors: false}).errors
  const {line, col} = lineCounter.linePos(error?.pos[0] ?? 0)
  return [Math.max(1, line), Math.max(1, col)]
}

/**
 * Limits of a chapter, looked at in its text before anything reads it: what is deeper or denser than any chapter is would
 * keep the reading of Markdown busy for hours, or end it.
 */
import type {Node, Parent} from 'mdast'
import type {Reader} from './reader.ts'

/** Characters of one chapter: 400 printed pages. */
const LONGEST = 1_000_000
/** Quotations and lists around a line. */
const MOST_CONTAINERS = 50
/** Columns before a line: as deep as that many lists. */
const MOST_INDENT = 200
/** Directives around a passage. */
const MOST_DIRECTIVES = 30
/** Brackets inside each other. */
const MOST_BRACKETS = 50
/** Marks that may begin emphasis, a link, code or a tag, in one paragraph. */
const MOST_MARKS = 5000
/** Lines of one paragraph or table. */
const MOST_LINES = 5000
/** The same mark without anything between, beside words. */
const LONGEST_RUN = 60
/** Nodes inside each other in the finished tree. */
const DEEPEST = 250

/** Whether a text keeps the limits; a message says where it does not. */
export function keepsLimits(reader: Reader): boolean {
  const before = reader.messages.length
  if (reader.text.length > LONGEST)
    tell({line: 1, column: 1, what: `chapter of ${reader.text.length} characters`, most: `${LONGEST}`}, reader)
  else checkLines(reader)
  return reader.messages.length === before
}

/** Whether a tree is shallow enough to be walked. */
export function isShallow(root: Parent, reader: Reader): boolean {
  let level: readonly Node[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      const {line = 1, column = 1} = level[0]!.position?.start ?? {}
      tell({line, column, what: 'passage that stands in too much', most: `${DEEPEST} levels`}, reader)
      return false
    }
    level = level.flatMap((node) => ('children' in node ? (node as Parent).children : []))
  }
  return true
}

interface Block {
  lines: number
  marks: number
  brackets: number
}

// One message is enough: what follows is of the same making.
function checkLines(reader: Reader): void {
  const directives: number[] = []
  let fence: string | undefined
  let block: Block = {lines: 0, marks: 0, brackets: 0}
  let number = 0
  for (const match of reader.text.matchAll(/[^\n\r]*(?:\r?\n|\r|$)/g)) {
    number++
    const line = match[0].trimEnd()
    if (match[0] === '') break
    const opening = /^[\s>]*(`{3,}|~{3,})/.exec(line.slice(0, MOST_INDENT))?.[1]
    if (fence !== undefined) {
      if (opening !== undefined && opening.startsWith(fence) && /^[\s>]*[`~]+$/.test(line)) fence = undefined
      continue
    }
    if (opening !== undefined) fence = opening
    block = nextBlock(line, block)
    const fault = depthOf(line) ?? directiveDepth(line, directives) ?? density(line, block)
    if (fault !== undefined) return tell({line: number, ...fault}, reader)
  }
}

// The cells of a row are read by themselves, and so is a line of tags.
function nextBlock(line: string, block: Block): Block {
  if (line === '') return {lines: 0, marks: 0, brackets: 0}
  const isApart = /^[\s>]*[|<]/.test(line.slice(0, MOST_INDENT))
  return {...(isApart ? {marks: 0, brackets: 0} : block), lines: block.lines + 1}
}

interface Fault {
  readonly column: number
  readonly what: string
  readonly most: string
}

function depthOf(line: string): Fault | undefined {
  const [lead = ''] = /^[ \t]*/.exec(line) ?? []
  const indent = lead.length + 3 * (lead.match(/\t/g)?.length ?? 0)
  if (indent > MOST_INDENT && line !== '') return {column: 1, what: `indent of ${indent} columns`, most: `${MOST_INDENT}`}
  let at = 0
  const CONTAINER = /[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])/y
  for (let depth = 0; ; depth++) {
    CONTAINER.lastIndex = at
    if (!CONTAINER.test(line)) return undefined
    if (depth >= MOST_CONTAINERS && !/^[\s*+-]+$/.test(line))
      return {column: at + 1, what: 'line inside so many quotations and lists', most: `${MOST_CONTAINERS}`}
    at = CONTAINER.lastIndex
    if (depth > MOST_CONTAINERS) return undefined
  }
}

// A line of colons closes what has as many or fewer.
function directiveDepth(line: string, open: number[]): Fault | undefined {
  const match = /^[\s>]*(:{3,})([^\s:])?/.exec(line.slice(0, 10_000))
  if (match === null) return undefined
  const size = match[1]!.length
  if (match[2] === undefined) {
    while (open.length > 0 && open.at(-1)! <= size) open.pop()
    return undefined
  }
  open.push(size)
  if (open.length <= MOST_DIRECTIVES) return undefined
  return {column: line.indexOf(':') + 1, what: 'directive inside so many others', most: `${MOST_DIRECTIVES}`}
}

function density(line: string, block: Block): Fault | undefined {
  if (block.lines > MOST_LINES) return {column: 1, what: 'paragraph or table of so many lines', most: `${MOST_LINES}`}
  const isRule = /^[\s>*_~=-]+$/.test(line)
  for (const {0: run, index} of line.matchAll(/\\.|(?:([*_~`])\1*)|:+|[[\]<{!&]/g)) {
    const column = index + 1
    if (run.startsWith('\\')) continue
    if (!isRule && run[0] !== ':' && run.length > LONGEST_RUN)
      return {column, what: `run of ${run.length} marks \`${run[0]}\``, most: `${LONGEST_RUN}`}
    if (!isRule) block.marks++
    if (run === '[') block.brackets++
    if (run === ']') block.brackets = Math.max(0, block.brackets - 1)
    if (block.brackets > MOST_BRACKETS) return {column, what: 'bracket inside so many others', most: `${MOST_BRACKETS}`}
    if (block.marks > MOST_MARKS) return {column, what: 'paragraph with so many marks of Markdown', most: `${MOST_MARKS}`}
  }
  return undefined
}

function tell({line, column, what, most}: Fault & {readonly line: number}, reader: Reader): void {
  const point = {line, column}
  reader.problem('text-keeps-limits', `Unexpected ${what}, expected at most ${most}`, {
    type: 'text',
    position: {start: point, end: point}
  })
}

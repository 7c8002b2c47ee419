/** Prose: pieces of text that belong together, and what in them was meant as something else. */
import type {Node, Text} from 'mdast'
import {ESCAPED_CLOSE, ESCAPED_OPEN, SINGLE, strayBraces} from './braces.ts'
import {CITATION_NOTE, mentionedIds, nearCitations} from './citation.ts'
import {DIRECTIVE_NOTE, faultOf, nearDirectives} from './nearly.ts'
import type {Reader} from './reader.ts'

/** Braces that belong to nothing are text, and texts side by side are one. */
export function mergeProse(nodes: readonly Node[]): Node[] {
  const merged: Node[] = []
  for (const node of nodes) {
    const last = merged.at(-1)
    const isProse = node.type === 'text' || (node.type === 'attributes' && !takesAttributes(last))
    if (!isProse) merged.push(node)
    else if (last?.type === 'text') merged[merged.length - 1] = joined(last as Text, node as Text)
    else merged.push({type: 'text', value: (node as Text).value, position: node.position} as Text)
  }
  return merged
}

/** Whether braces right behind a node are its own. */
export function takesAttributes(node: Node | undefined): boolean {
  return node?.type === 'image' || node?.type === 'link'
}

/** Tell of what was left over: half an expression, a directive spelt nearly right, the mark of a note that is not there. */
export function checkProse(node: Text, reader: Reader): void {
  // An escaped character is meant as it is.
  const written = reader.source(node)
  const text = written.replaceAll(/\\([!-/:-@[-`{-~])/g, (_, mark: string) => `\u0000${ESCAPED[mark] ?? '\u0000'}`)
  checkBraces(text, node, reader)
  for (const {index, text: found} of nearDirectives(text, reader.startsLine(node))) {
    const fault = faultOf(written.slice(index, index + found.length))
    reader.problem('directive-is-understood', `Unexpected ${fault}`, within(node, text, index), DIRECTIVE_NOTE)
  }
  checkCitations(text, node, reader)
  for (const {0: mark, index} of text.matchAll(/\[\^[^\]\s]+\]/g)) {
    reader.problem(
      'note-is-defined',
      `Unexpected mark \`${mark}\` of a footnote that is not defined`,
      within(node, text, index),
      `Add a paragraph that begins with \`${mark}:\` to this chapter.`
    )
  }
}

function checkCitations(text: string, node: Text, reader: Reader): void {
  for (const {index, text: found} of nearCitations(text)) {
    const reason = `Unexpected \`${found.slice(0, 60)}\`, expected a citation such as \`[@id]\``
    reader.problem('citation-is-understood', reason, within(node, text, index), CITATION_NOTE)
  }
  for (const {index, id} of mentionedIds(text))
    reader.uses.citations.push({id, node: reader.name(within(node, text, index)), isNear: true})
}

const ESCAPED: Readonly<Record<string, string>> = {'{': ESCAPED_OPEN, '}': ESCAPED_CLOSE}

function checkBraces(text: string, node: Text, reader: Reader): void {
  const stray = strayBraces(text)
  const single = SINGLE.exec(text)
  if (single !== null) {
    const reason = `Unexpected single braces in \`${single[0].slice(0, 60)}\`, expected \`{{\` and \`}}\` around an expression`
    reader.problem('expression-is-closed', reason, within(node, text, single.index), 'Braces as such are written `\\{`.')
  }
  if (stray === undefined) return
  const reason = stray.isWide
    ? 'Unexpected full-width braces, expected `{{` and `}}` around an expression'
    : 'Unexpected `{{` or `}}`, expected both around an expression on one line'
  reader.problem('expression-is-closed', reason, within(node, text, stray.index), 'Braces as such are written `\\{\\{`.')
}

function joined(one: Text, two: Text): Text {
  const position = one.position && two.position && {start: one.position.start, end: two.position.end}
  return {...one, value: one.value + two.value, position}
}

// A text runs over several lines of the source.
function within({position}: Text, text: string, index: number): Node {
  const lines = text.slice(0, index).split('\n')
  const column = (lines.length === 1 ? (position?.start.column ?? 1) : 1) + lines.at(-1)!.length
  const point = {line: (position?.start.line ?? 1) + lines.length - 1, column}
  return {type: 'text', position: {start: point, end: point}} as Node
}

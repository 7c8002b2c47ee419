/** Code is printed as it is written, so what was not meant as code must not come into it. */
import type {Code} from 'mdast'
import {nearDirectives} from './nearly.ts'
import type {Reader} from './reader.ts'

const EXPRESSION = /\{\{[^{}\n]*\}\}/

/** A passage that became code by its indent, or by a fence that does not close, and that decides something. */
export function checkCode(node: Code, reader: Reader): void {
  const source = reader.source(node)
  const fence = /^(`{3,}|~{3,})/.exec(source)?.[1]
  if (fence !== undefined && isClosed(source, fence)) return
  if (nearDirectives(node.value, true).length === 0 && !EXPRESSION.test(node.value)) return
  const what = fence === undefined ? 'code by an indent of four blanks' : `code without a line \`${fence}\` at its end`
  const note = 'Indent it less; what is meant as code stands between two lines of ```.'
  reader.problem('code-is-meant', `Unexpected ${what} with a directive or an expression in it`, node, note)
}

function isClosed(source: string, fence: string): boolean {
  const lines = source.trimEnd().split('\n')
  const last = lines.at(-1)!.replace(/^[\s>]*/, '')
  return lines.length > 1 && last.startsWith(fence) && /^(.)\1*$/.test(last)
}

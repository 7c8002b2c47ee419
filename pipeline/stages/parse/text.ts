/** Text that was damaged on its way here: no font shows it, and no reader can mend it. */
import type {Reader} from './reader.ts'

// Control characters, the mark of what could not be decoded, and characters without a meaning of their own.
const DAMAGED = /[[\p{Cc}--[\t\n\r]]\uFFFD\p{Co}]/gv

/** So many are told; the rest are counted. */
const TOLD = 20

/** Tells of characters that no text should hold. */
export function checkText(reader: Reader): void {
  let line = 1
  let lineStart = 0
  let seen = 0
  let count = 0
  for (const match of reader.text.matchAll(DAMAGED)) {
    if (++count > TOLD) continue
    for (let end = reader.text.indexOf('\n', seen); end >= 0 && end < match.index; end = reader.text.indexOf('\n', seen)) {
      line++
      lineStart = seen = end + 1
    }
    const point = {line, column: match.index - lineStart + 1}
    const code = match[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
    const more = count === TOLD ? ' (more are not told)' : ''
    reader.problem(
      'text-is-undamaged',
      `Unexpected character U+${code}, which no text holds${more}`,
      {type: 'text', position: {start: point, end: point}},
      'The file was damaged by a change of encoding. Type the passage again from its source.'
    )
  }
}

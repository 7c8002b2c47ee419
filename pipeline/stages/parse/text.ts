/** Text that was damaged on its way here: no font shows it, and no reader can mend it. */
import type {Reader} from './reader.ts'

// Control characters, the mark of what could not be decoded, and characters without a meaning of their own.
const DAMAGED = /[[\p{Cc}--[\t\n\r]]\uFFFD\p{Co}]/gv

export function checkText(reader: Reader): void {
  for (const match of reader.text.matchAll(DAMAGED)) {
    const before = reader.text.slice(0, match.index)
    const line = before.split('\n').length
    const point = {line, column: match.index - before.lastIndexOf('\n')}
    const code = match[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
    reader.problem(
      'text-is-undamaged',
      `Unexpected character U+${code}, which no text holds`,
      {type: 'text', position: {start: point, end: point}},
      'The file was damaged by a change of encoding. Type the passage again from its source.'
    )
  }
}

/** Words that messages about rows share. */
import type {Cell, Row} from '../../types.ts'

/** Characters of a value that a message shows. */
const WIDTH = 48

/** A value for a message: on one line, never longer than a line. */
export function shown(value: Cell | undefined): string {
  if (value === null || value === undefined) return 'nothing'
  const text = String(value)
  const start = Array.from(text.slice(0, 2 * WIDTH))
    .slice(0, WIDTH)
    .join('')
  const safe = start.replaceAll(/[\p{Cc}\p{Co}\p{Cs}\uFFFD]/gu, codePoint)
  return start.length < text.length ? `\`${safe}…\` (${text.length} characters)` : `\`${safe}\``
}

/** `U+E250` */
export function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

/** How a reader finds a row: by its key where it has one. */
export function rowName(row: Row, key: readonly string[]): string {
  return key.length === 0 ? 'the row' : `row ${key.map((name) => shown(row[name])).join(', ')}`
}

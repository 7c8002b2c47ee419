/** Words that messages about rows share. */
import type {Places, RawCell} from '../../connectors/connector.ts'
import type {Message} from '../../messages.ts'
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

/** A raw cell as one text: the items of a list side by side. */
export function textOf(raw: RawCell): Cell {
  return typeof raw === 'object' && raw !== null ? raw.join(', ') : raw
}

/** `U+E250` */
export function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

/** How a reader finds a row: by its key where it has one. */
export function rowName(row: Row, key: readonly string[]): string {
  return key.length === 0 ? 'the row' : `row ${key.map((name) => shown(row[name])).join(', ')}`
}

/** Where a row, or one cell of it, stands in what has no lines: `Regions!C5`, `row 5`, or the name of a table whose rows have keys. */
export function placeOf({sheet, columns, table}: Places, row: number, column?: string): string {
  if (table !== undefined) return table
  return sheet === undefined ? `row ${row}` : `${sheet}!${column === undefined ? '' : (columns?.[column] ?? '')}${row}`
}

/** A message with its place in what has no lines. */
export function inPlace(message: Message, places: Places | undefined): Message {
  if (places === undefined || message.line === undefined) return message
  const {line, ...rest} = message
  const place = message.place ?? placeOf(places, line)
  return places.table === undefined ? {...message, place} : {...rest, place}
}

/** Where the first of two rows stands, as a note. */
export function firstAt(line: number, places: Places | undefined): string | undefined {
  if (places === undefined) return `The first is on line ${line}.`
  return places.table === undefined ? `The first is at ${placeOf(places, line)}.` : undefined
}

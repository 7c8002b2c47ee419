/** How much room letters take: a Chinese character as much as two of Latin. */

/** The room of a text on one line, in half-widths. */
export function halfWidths(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + halfWidthsOf(character), 0)
}

/** The room of one character. */
export function halfWidthsOf(character: string): 1 | 2 {
  return character > '\u2e7f' ? 2 : 1
}

/** Text of a report, of a file name or of a library -> text that a terminal may be given: it shows, and does nothing. */

// Controls but tab and line feed; what turns, joins or hides text; line ends of Unicode; halves of pairs.
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Every character that would not show is written as `\u{1b}`. Line feeds stay. */
export function clean(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(HIDDEN, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
}

/** The same on one line, shortened to `most` characters. */
export function cleanLine(text: string, most = 400): string {
  // What is cut off is not cleaned first: it may be a megabyte.
  const line = clean(text.slice(0, most * 2).replaceAll(/\s*[\n\r]\s*/g, ' '))
  return line.length > most ? `${line.slice(0, most)}…` : line
}

/** JSON that is as safe to show: what JSON leaves as it is, and a terminal does not, is escaped. */
export function cleanJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(HIDDEN, (character) =>
    [...character].flatMap((each) => Array.from({length: each.length}, (_, at) => unit(each, at))).join('')
  )
}

function unit(text: string, at: number): string {
  return `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`
}

/** Text as a PDF holds it (ISO 32000-1, 7.9.2.2). */
import {pdfString, type PdfString} from './objects.ts'

/** A text string: plain where it is ASCII, else UTF-16. Half a character becomes U+FFFD. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return pdfString(text)
  return pdfString(Buffer.from(`\uFEFF${text.toWellFormed()}`, 'utf16le').swap16().toString('latin1'))
}

/** One line without control characters and what no program may interchange: for titles, which are shown in bars and lists. */
export function plainLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF\uFEFF]/gu, '')
    .trim()
}

/** Bytes that are UTF-8, such as the name of a destination or an address. */
export function utf8In(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString()
}

/**
 * A page -> the same page with empty drawings. What is in a drawing is most of a page with charts, and changes nothing of where
 * things stand: its own box has the size that it names.
 */
import type {PrintPage} from '../../types.ts'

/** A drawing as a figure of ours shows it, with the quoted texts of its attributes. */
const DRAWING = /(<div class="chart"[^<>]*><svg\b(?:"[^"]*"|'[^']*'|[^<>"'])*>)([^]*?)<\/svg>/g

/** Where nothing but places are asked for, this page has the same. */
export function bare(page: PrintPage): PrintPage {
  // Where one drawing holds another, nobody knows here which of them ends.
  const emptied = (whole: string, head: string, inside: string) => (inside.includes('<svg') ? whole : `${head}</svg>`)
  return {...page, body: page.body.replaceAll(DRAWING, emptied)}
}

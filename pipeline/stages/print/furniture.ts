/**
 * From the places of things to what is printed about them: page labels and running heads.
 *
 * A margin box can show the page counter in any counter style, and a style may be a list of texts. So
 * one style lists the label of every page and another its running head; neither can move a line of text.
 */
import {halfWidthsOf} from '../../language/half-widths.ts'
import {pageLabel} from '../../values/page-label.ts'
import type {PrintPage} from '../../types.ts'

type Places<Value = number> = ReadonlyMap<string, Value>

/** What a table is called. */
export interface Caption {
  readonly label: string
  readonly title: string
}

/** What is believed before a print. */
export interface Prediction {
  /** Page of each wanted id, counted from 1; an id that is nowhere is missing. */
  readonly places: Places
  /** Those that stand at the very top of their page. */
  readonly tops: ReadonlySet<string>
  /** Captions of the tables in whose midst pages begin. */
  readonly continued: ReadonlyMap<number, Caption>
  readonly pages: number
  /** The first page is a cover, which has no label. */
  readonly hasCover: boolean
  /** A page that is empty so that the text begins on a right one: it has no label, and no head. */
  readonly interleaf: number | null
}

/** The ids whose pages a page has to know, besides those that its body has slots for. */
export function wantedIds({heads, firstPage}: PrintPage): readonly string[] {
  return [...heads.map(({id}) => id), ...(firstPage ? [firstPage] : [])]
}

/** How a page is called. A cover has no label, and neither has an empty page. */
export function labelOf(page: number, first: number, {hasCover, interleaf}: Pick<Prediction, 'hasCover' | 'interleaf'>): string {
  return (page === 1 && hasCover) || page === interleaf ? '' : pageLabel(page, first)
}

/** The label for each place, and the style sheet that labels and heads so many pages, and some to spare. */
export function furnish(
  content: PrintPage,
  {places, tops, continued, pages, hasCover, interleaf}: Prediction
): {labels: readonly (readonly [id: string, label: string])[]; css: string} {
  const first = content.firstPage === undefined ? 1 : (places.get(content.firstPage) ?? 1)
  const numbers = Array.from({length: pages + SPARE}, (_, index) => index + 1)
  const labels = numbers.map((page) => labelOf(page, first, {hasCover, interleaf}))
  return {
    labels: Array.from(places, ([id, page]) => [id, pageLabel(page, first)] as const),
    css:
      counterStyle('page-label', labels) +
      counterStyle(
        'running-head',
        numbers.map((page) => headOf(page, content.heads, {places, tops}))
      ) +
      counterStyle(
        'running-table',
        numbers.map((page) => tableOn(continued.get(page), content.continued))
      ) +
      counterStyle(
        'running-place',
        numbers.map((page) => (page < first ? '' : (content.about ?? '')))
      )
  }
}

/** The print may turn out longer than predicted: so many more pages are labelled. */
export const SPARE = 10

// What is open when the page begins, or begins with it.
function headOf(page: number, heads: PrintPage['heads'], {places, tops}: Pick<Prediction, 'places' | 'tops'>): string {
  const open = heads.filter(({id, later}) => {
    const place = places.get(id) ?? Infinity
    return place < page || (place === page && !later && tops.has(id))
  })
  return reminder(open.at(-1)?.text ?? '', LONGEST)
}

// Its line is there on every page, so that the head above it stands where it does on the others.
function tableOn(caption: Caption | undefined, called = ''): string {
  if (caption === undefined) return '\u00a0'
  return (
    reminder(
      called.replace('{label}', () => caption.label).replace('{title}', () => caption.title),
      LONGEST_LINE
    ) || '\u00a0'
  )
}

/** Latin letters in three lines of a running head; a Chinese character takes the room of two. */
const LONGEST = 300
const LONGEST_LINE = 90

// It reminds of a title, and does not stand for it: the margin holds no more.
function reminder(title: string, most: number): string {
  let room = most
  const kept = Array.from(title).findIndex((character) => (room -= halfWidthsOf(character)) < 0)
  if (kept === -1) return title
  const cut = Array.from(title).slice(0, kept).join('')
  return `${cut.replace(/\s+\S{0,30}$/, '')}…`
}

function counterStyle(name: string, symbols: readonly string[]): string {
  return `@counter-style ${name} { system: fixed 1; symbols: ${symbols.map(quoted).join(' ')} }\n`
}

function quoted(text: string): string {
  return `"${text.replace(/["\\<\n\r\f]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`
}

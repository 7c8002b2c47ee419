/** How large one edition may grow: what is repeated for the rows of rows has no end that a reader would reach. */
import {ReportError, type Message} from '../../messages.ts'

/** Pieces of text and markup of one edition; the largest of a real report has some ten thousand. */
const MOST_PIECES = 500_000
/** Characters of the values in it. */
const MOST_CHARACTERS = 50_000_000

/** What an edition has used of its limits. */
export interface Spent {
  pieces: number
  characters: number
}

interface Spending {
  readonly spent: Spent
  readonly messages: readonly Message[]
}

/** Count what is made. Throws a {@link ReportError} with all that was told where it is too much; `node` repeats it. */
export function spend({spent, messages}: Spending, {pieces = 0, characters = 0}: Partial<Spent>, node: string | undefined): void {
  spent.pieces += pieces
  spent.characters += characters
  if (spent.pieces <= MOST_PIECES && spent.characters <= MOST_CHARACTERS) return
  const [what, most] = spent.pieces > MOST_PIECES ? ['pieces of text', MOST_PIECES] : ['characters of values', MOST_CHARACTERS]
  throw new ReportError([
    ...messages,
    {
      severity: 'error',
      rule: 'edition-keeps-limits',
      reason: `Unexpected edition of more than ${most} ${what}`,
      note: 'Let the query give fewer rows, or repeat a shorter passage.',
      ...(node !== undefined && {node})
    }
  ])
}

/** No page but the last ends high above its foot: a gap looks as if something were missing. */
import {idAt, pageCalled, warningAt, type Check} from './check.ts'

/** Share of the type area below the last line. */
const SEEN = 0.15

/** Tells of pages that are more than 15 % empty, with what did not find room there. A blank one is told by a check of its own. */
export const pageIsFull: Check = {
  of: 'print',
  rule: 'page-is-full',
  look(printed) {
    return printed.set.pages.slice(0, -1).flatMap(({page, empty, next}) => {
      if (empty <= SEEN || printed.blank.includes(page)) return []
      const behind = next ? `: \`${idAt(next)}\` begins the page behind it` : ''
      const what = empty === 1 ? 'an empty page' : `${Math.ceil(empty * 100)} % of a page empty`
      return [
        warningAt('page-is-full', next, {
          reason: `Unexpected ${what} (${pageCalled(page, printed)}), expected 15 % at most${behind}`,
          note: 'Let the text go on behind the figure, move the figure or the table, or draw the chart at another height.'
        })
      ]
    })
  }
}

/** No page but the last ends high above its foot: a gap looks as if something were missing. */
import type {Paper, Spot} from '../types.ts'
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
      const told = warningAt('page-is-full', next, {
        reason: `Unexpected ${what} (${pageCalled(page, printed)}), expected 15 % at most${behind}`,
        note: 'Let the text go on behind the figure, move the figure or the table, or draw the chart at another height.'
      })
      return [{...told, spot: {page, box: footOf(printed.page.paper, empty)}}]
    })
  }
}

// The lowest share of the type area.
function footOf({width, height, margin}: Paper, share: number): NonNullable<Spot['box']> {
  const area = {width: width - margin.left - margin.right, height: height - margin.top - margin.bottom}
  return [margin.left, margin.top + (1 - share) * area.height, area.width, share * area.height]
}

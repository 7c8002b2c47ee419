/** A last page of a few lines is one too many: it is printed, folded and turned over for almost nothing. */
import type {Spot} from '../types.ts'
import {idAt, pageCalled, warningAt, type Check} from './check.ts'

/** Share of the type area that may be empty. */
const MOST_EMPTY = 0.9

/** Tells of a last page that holds a few lines of what runs on from the page before. What begins a page by itself may be short. */
export const lastPageHoldsEnough: Check = {
  of: 'print',
  rule: 'last-page-holds-enough',
  look(printed) {
    const {set, blank, page: content} = printed
    const [before, last] = set.pages.slice(-2)
    if (before === undefined || last === undefined || before.page !== last.page - 1) return []
    if (last.empty <= MOST_EMPTY || blank.includes(last.page)) return []
    const {height, margin} = content.paper
    const centimetres = (((height - margin.top - margin.bottom) * (1 - last.empty)) / 10).toFixed(1)
    const anchor = before.next || lastPlace(set.places)
    const where = anchor === '' ? '' : ` below \`${idAt(anchor)}\``
    return [
      {
        ...warningAt('last-page-holds-enough', anchor, {
          reason: `Unexpected last page (${pageCalled(last.page, printed)}) with ${centimetres} cm of the text${where} on it, expected a tenth of a page at least, or no such page`,
          note: `Make what stands before it ${centimetres} cm shorter, or say more at the end.`
        }),
        spot: {page: last.page}
      }
    ]
  }
}

// Of text without a heading above it on its page: what is named nearest before it.
function lastPlace(places: Readonly<Record<string, Spot>>): string {
  const [last] = Object.entries(places).toSorted(([, one], [, other]) => other.page - one.page)
  return last?.[0] ?? ''
}

/** No page is blank but for its running head and its number, unless it is one so that the text begins on a right page. */
import {pageCalled, warningAt, type Check} from './check.ts'

/** Tells of pages on which nothing of the text is printed. */
export const pageHoldsSomething: Check = {
  of: 'print',
  rule: 'page-holds-something',
  look(printed) {
    const unmeant = printed.blank.filter((page) => page !== printed.set.interleaf)
    return unmeant.map((page) => ({
      ...warningAt('page-holds-something', '', {
        reason: `Unexpected blank page (${pageCalled(page, printed)}), expected text or a picture on it`,
        note: 'Something empty has a page of its own, or two breaks follow each other: look at `break-before` and `break-after` in the style sheets.'
      }),
      spot: {page},
      once: `page-holds-something ${page}`
    }))
  }
}

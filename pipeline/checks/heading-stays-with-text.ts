/** A heading stands on the page of what it heads. */
import {idAt, pageCalled, warningAt, type Check} from './check.ts'

/** Tells of headings at the foot of a page. */
export const headingStaysWithText: Check = {
  of: 'print',
  rule: 'heading-stays-with-text',
  look(printed) {
    return printed.set.stranded.map(({page, id}) =>
      warningAt('heading-stays-with-text', id, {
        reason: `Unexpected heading \`${idAt(id)}\` at the foot of ${pageCalled(page, printed)}, expected it on the page of what it heads`,
        note: 'What stands behind it needs a page of its own. Put a sentence between them.'
      })
    )
  }
}

/** A link within a page leads to something that is printed. */
import {warningAt, type Check} from './check.ts'

/** Tells of links whose target is not there, or is there and not shown. */
export const linkLeadsToAPage: Check = {
  of: 'print',
  rule: 'link-leads-to-a-page',
  look({set}) {
    return set.lost.map(({id, to, words}) => ({
      ...warningAt('link-leads-to-a-page', id, {
        reason: `Unexpected link “${words}” to \`#${to}\`, which is on no page, expected a target that is printed`,
        note: 'Give the target its id, or leave the link out where its target is left out.'
      }),
      once: `link-leads-to-a-page ${id} ${to}`
    }))
  }
}

/** A figure or a table stands on the page that first speaks of it, or on the one behind that. */
import {idAt, pageCalled, warningAt, type Check} from './check.ts'

/** Tells of figures and tables that a reader has to leaf for. */
export const figureIsNearItsMention: Check = {
  of: 'print',
  rule: 'figure-is-near-its-mention',
  look(printed) {
    return printed.set.mentions.flatMap(({id, page, mention}) => {
      if (page - mention <= 1) return []
      return [
        warningAt('figure-is-near-its-mention', id, {
          reason: `Unexpected \`${idAt(id)}\` on ${pageCalled(page, printed)}, ${page - mention} pages behind the words of its chapter that lead to it`,
          note: 'Write it nearer to them, or give their reference a page: `[](#id){page}`.'
        })
      ]
    })
  }
}

/**
 * No line of Chinese begins with a mark that closes something, such as ，。」…, or with half of a dash, and none ends with one that
 * opens something, such as 「（ (GB/T 15834—2011, 5.1; W3C, Requirements for Chinese Text Layout, 3.1.3).
 */
import {idAt, pageCalled, warningAt, type Check} from './check.ts'

/** Tells of marks on the wrong line, as the page was set. */
export const lineBeginsAndEndsAsItMay: Check = {
  of: 'print',
  rule: 'line-begins-and-ends-as-it-may',
  look(printed) {
    return printed.set.marks.map(({page, box, id, mark, words, at}) => ({
      ...warningAt('line-begins-and-ends-as-it-may', id, {
        reason: `Unexpected ${mark} at the ${at} of a line near “${words}” on ${pageCalled(page, printed)}${id && ` below \`${idAt(id)}\``}, expected it on the line ${at === 'start' ? 'before' : 'behind'}`,
        note: 'Something parts it from its word, such as a blank, or a cell too narrow for both. Take it away, or write the words otherwise.'
      }),
      spot: {page, ...(box && {box})},
      once: `line-begins-and-ends-as-it-may ${id} ${words}`
    }))
  }
}

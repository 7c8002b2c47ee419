/** A picture has words for those who do not see it. */
import type {Message} from '../messages.ts'
import type {PrintPage} from '../types.ts'
import type {Check} from './check.ts'

/** Tells of pictures without an alternative text. */
export const pictureHasWords: Check = {of: 'page', rule: 'picture-has-words', look}

async function look({body}: PrintPage): Promise<readonly Message[]> {
  const bare = [...body.matchAll(/<img\b(?:[^>"]|"[^"]*")*>/g)].filter(([tag]) => !/\balt="[^"]*[^"\s][^"]*"/.test(tag)).length
  if (bare === 0) return []
  return [
    {
      severity: 'warning',
      rule: 'picture-has-words',
      reason: `Unexpected ${bare === 1 ? 'picture' : `${bare} pictures`} without an alternative text, expected what it shows in words`,
      note: 'Write `![what it shows](images/name.png)`.',
      once: 'picture-has-words'
    }
  ]
}

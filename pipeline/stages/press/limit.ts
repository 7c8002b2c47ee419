/** The inks of a file -> what is more than a press may put on one place. */
import type {Message} from '../../messages.ts'
import type {Paper} from '../../types.ts'
import {leafFor} from './booklet.ts'
import type {UsedInk} from './recolour.ts'

/** All inks of a colour together, in hundredths: 300 is three of them in full. Nothing where they are not known. */
export function totalOf({ink}: UsedInk): number | undefined {
  if (ink.kind === 'screen') return undefined
  const amounts = ink.kind === 'black' ? [ink.amount] : ink.amounts
  return Math.round(amounts.reduce((sum, amount) => sum + amount, 0) * 1000) / 10
}

/** A warning for each colour with more. What is laid over another through transparency has never more than the heavier of both. */
export function overLimit(used: readonly UsedInk[], limit: number): readonly Message[] {
  return used
    .map((each) => ({...each, total: totalOf(each) ?? 0}))
    .filter(({total}) => total > limit)
    .sort((a, b) => b.total - a.total || a.page - b.page)
    .map(({colour, total, page}) => ({
      severity: 'warning',
      rule: 'ink-is-within-limit',
      path: 'report.yaml',
      reason: `Unexpected ${total} % of ink for the colour \`${colour}\` on page ${page} of the press edition, expected ${limit} % at most`,
      note: 'Choose a lighter colour, or ask the printer for a profile with less ink.',
      once: `ink ${colour}`
    }))
}

/** A warning where a limit is asked for, and the inks of some things are not known. */
export function notCounted(pages: readonly number[]): readonly Message[] {
  const [first, ...more] = pages
  if (first === undefined) return []
  return [
    {
      severity: 'warning',
      rule: 'ink-is-known',
      path: 'report.yaml',
      reason: `Unexpected picture in RGB on page ${first} of the press edition${andMore(more)}, expected inks to hold against \`ink-limit\``,
      note: 'The printer makes inks of it, by the profile of the picture: ask there how much ink that may be.',
      once: 'ink-is-known'
    }
  ]
}

/** Words for further pages, as `, and 2 more pages`; none where there are none. */
export function andMore(pages: readonly number[]): string {
  if (pages.length === 0) return ''
  return pages.length === 1 ? ', and one more page' : `, and ${pages.length} more pages`
}

/** A warning where the pages of a booklet are made smaller than they were set. */
export function madeSmaller(paper: Pick<Paper, 'width' | 'height'>): readonly Message[] {
  const {scale} = leafFor(paper)
  if (scale === 1) return []
  const percent = Math.round(scale * 100)
  return [
    {
      severity: 'warning',
      rule: 'booklet-is-set-on-its-paper',
      path: 'report.yaml',
      reason: `Unexpected paper of ${paper.width} by ${paper.height} mm for a booklet, expected A5 or smaller: its pages are shown at ${percent} %, and letters of 8 pt at ${((8 * percent) / 100).toFixed(1)} pt`,
      note: 'Give the layout `paper: {size: A5, …}`, or look at a page on paper before you print it.',
      once: `booklet ${paper.width} ${paper.height}`
    }
  ]
}

/** What is missing where no profile is given. */
export const NO_PROFILE: Message = {
  severity: 'warning',
  rule: 'press-has-a-profile',
  path: 'report.yaml',
  reason:
    'Expected `profile` in `press`, the ICC profile of the printer: without it the press edition is no PDF/X-4, and its colours stay RGB',
  note: 'Ask the printer for the profile, put it in the folder of the report, and name it as in `press: {profile: press/coated.icc}`.',
  once: 'press-has-a-profile'
}

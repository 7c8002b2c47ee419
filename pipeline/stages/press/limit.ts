/** The inks of a file -> what is more than a press may put on one place. */
import type {Message} from '../../messages.ts'
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

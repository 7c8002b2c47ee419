/** A word such as “more than” before a value: rounding must not have carried the value to the other side of it. */
import {rulesFor} from '../../language/index.ts'
import type {Message} from '../../messages.ts'
import type {Language} from '../../types.ts'
import {exactOf, minus, signOf} from '../../values/exact.ts'
import {isWithin} from '../../values/hedge.ts'
import {writtenValue} from '../../values/written.ts'
import type {Shown} from '../../values/value.ts'

/** What is wrong with the words before a value, where they are: 13,926 is not more than 1.4万. */
export function hedgeFault(before: string, {text, value}: Shown, language: Language): Omit<Message, 'node'> | undefined {
  const {prose} = rulesFor(language)
  const side = prose.hedges.above.test(before) ? 1 : prose.hedges.below.test(before) ? -1 : 0
  const [shown, real] = side === 0 ? [] : [exactOf(writtenValue(text, prose) ?? ''), exactOf(value ?? '')]
  if (shown === undefined || real === undefined || signOf(minus(real, shown)) !== -side) return undefined
  // A share is shown in per cent and read as a ratio: such a value is no rounding of what is shown.
  if (!isWithin(shown, real, 10)) return undefined
  const words = before
    .trim()
    .split(/[\s，。；：、（(]/u)
    .slice(-2)
    .join(' ')
  return {
    severity: 'warning',
    rule: 'hedge-is-true',
    reason: `Unexpected \`${words} ${text}\` for ${value}, which is ${side > 0 ? 'less' : 'more'} than ${text}`,
    note: 'Let `{{about x}}`, `{{atleast x}}` or `{{nearly x}}` write the word with the number, or give it more `digits`.'
  }
}

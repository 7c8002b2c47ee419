/** `{{change new from=old}}`: the relative change with its sign, as in `+16.7%`. */
import {formatShare} from '../values/format.ts'
import {digitsOf, numberOf, type Helper} from './helper.ts'

export const change: Helper = {
  name: 'change',
  takes: ['value'],
  options: {from: 'value', digits: 'literal'},
  run({values: [now], options, language}) {
    const before = options.value('from')
    if (before === undefined) throw new Error('Expected `from=` with the earlier value')
    if (numberOf(before) === 0)
      throw new Error('Unexpected earlier value of 0, expected a number that a change can be measured from')
    const ratio = (numberOf(now!) - numberOf(before)) / Math.abs(numberOf(before))
    const text = formatShare(ratio, language, digitsOf(options, 1))
    return ratio > 0 && /[1-9]/.test(text) ? `+${text}` : text
  }
}

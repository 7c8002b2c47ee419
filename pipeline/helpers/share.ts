/** `{{share part of=whole}}` or `{{share ratio}}`: per cent. */
import {formatShare} from '../values/format.ts'
import {digitsOf, numberOf, type Helper} from './helper.ts'

export const share: Helper = {
  name: 'share',
  takes: ['value'],
  options: {of: 'value', digits: 'literal'},
  run({values: [part], options, language}) {
    const whole = options.value('of')
    if (whole !== undefined && numberOf(whole) === 0)
      throw new Error('Unexpected whole of 0, expected a number to take a share of')
    return formatShare(numberOf(part!) / (whole === undefined ? 1 : numberOf(whole)), language, digitsOf(options, 1))
  }
}

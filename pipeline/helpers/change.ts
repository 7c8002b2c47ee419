/** `{{change new from=old}}`: a change with its sign, as in `+16.7%`, for tables and brackets; `trend` puts it into words. */
import {measure} from '../values/difference.ts'
import {MINUS} from '../values/number.ts'
import {differenceBy, digitsOf, flagOf, needed, type Helper} from './helper.ts'

/** `{{change new from=old}}`: a signed difference. */
export const change: Helper = {
  name: 'change',
  takes: ['value'],
  options: {from: 'value', by: 'literal', digits: 'literal', unit: 'literal'},
  run({values: [now], options, language}) {
    const base = needed(options.value('from'), 'from', 'with the earlier value')
    const pair = {now: now!, base, language}
    const {by, ...doubt} = differenceBy(options, pair, ['percent', 'points', 'amount'])
    const manner = {...(by && {measure: by}), digits: digitsOf(options), hasUnit: flagOf(options, 'unit')}
    const {text, value, direction, unsaid} = measure(pair, manner)
    const sign = [MINUS, '', '+'][direction + 1]
    return {text: `${sign}${text}`, value, tells: 'sign', ...(unsaid !== undefined && {unsaid}), ...doubt}
  }
}

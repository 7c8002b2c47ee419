/** `{{change new from=old}}`: a change with its sign, as in `+16.7%`, for tables and brackets; `trend` puts it into words. */
import {measure} from '../values/difference.ts'
import {MINUS} from '../values/number.ts'
import {choiceOf, digitsOf, flagOf, needed, type Helper} from './helper.ts'

/** `{{change new from=old}}`: a signed difference. */
export const change: Helper = {
  name: 'change',
  takes: ['value'],
  options: {from: 'value', by: 'literal', digits: 'literal', unit: 'literal'},
  run({values: [now], options, language}) {
    const base = needed(options.value('from'), 'from', 'with the earlier value')
    const {text, value, direction, unsaid} = measure(
      {now: now!, base, language},
      {
        measure: choiceOf(options, 'by', ['percent', 'points', 'amount']),
        digits: digitsOf(options),
        hasUnit: flagOf(options, 'unit')
      }
    )
    return {text: `${[MINUS, '', '+'][direction + 1]}${text}`, value, tells: 'sign', ...(unsaid !== undefined && {unsaid})}
  }
}

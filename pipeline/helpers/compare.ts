/** `{{compare x with=y}}`: how far x lies from y: `12.3% above`, `2.4 times`, `1.8 percentage points below`, 高出12.3%. */
import {measure, multiple} from '../values/difference.ts'
import {plainDecimal, signOf, minus} from '../values/exact.ts'
import {writeNumber} from '../values/number.ts'
import {differenceBy, digitsOf, flagOf, needed, type Helper} from './helper.ts'

const TWICE = {units: 2n, places: 0}

/** `{{compare x with=y}}`: how far one value is above or below another, in words. */
export const compare: Helper = {
  name: 'compare',
  takes: ['value'],
  options: {with: 'value', by: 'literal', digits: 'literal', unit: 'literal'},
  run({values: [value], options, language, rules}) {
    const pair = {now: value!, base: needed(options.value('with'), 'with', 'and the value to compare with'), language}
    const {by, ...doubt} = differenceBy(options, pair, ['percent', 'times', 'points', 'amount'])
    const digits = digitsOf(options)
    const times = () => {
      const ratio = multiple(pair, digits ?? 1)
      return {text: rules.times(writeNumber(ratio, rules)), value: plainDecimal(ratio)}
    }
    if (by === 'times') return times()
    const difference = measure(pair, {...(by && {measure: by}), digits, hasUnit: flagOf(options, 'unit')})
    const isMultiple = by === undefined && rules.prefersTimes && difference.measure === 'percent' && difference.direction > 0
    if (isMultiple && signOf(minus(multiple(pair, 20), TWICE)) >= 0) return times()
    const {value: shown, direction, unsaid} = difference
    return {text: rules.compared(difference), value: shown, ...(unsaid !== undefined && direction !== 0 && {unsaid}), ...doubt}
  }
}

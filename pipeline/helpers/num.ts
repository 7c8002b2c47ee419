/** `{{num x}}`: a number in the edition's language, with the decimals of its column. */
import {decimalsOf, formatNumber} from '../values/format.ts'
import {digitsOf, inChinese, numberOf, type Helper} from './helper.ts'

export const num: Helper = {
  name: 'num',
  takes: ['value'],
  options: {digits: 'literal', compact: 'literal', unit: 'literal'},
  run({values: [value], options, language}) {
    numberOf(value!)
    const compact = options.literal('compact') === true
    const digits = digitsOf(options, compact ? undefined : decimalsOf(value!.field, value!.row))
    const text = formatNumber(String(value!.cell), language, {digits, compact})
    const unit = options.literal('unit') === true ? value!.field.unit?.[language] : undefined
    if (unit === undefined) return text
    return inChinese(language) || unit.startsWith('%') ? text + unit : `${text} ${unit}`
  }
}

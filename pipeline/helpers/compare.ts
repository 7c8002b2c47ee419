/** `{{compare x with=y}}`: how far x lies from y: `12.3% above`, `2.4 times`, 高出12.3%. */
import {formatNumber, formatShare, withoutNoise} from '../values/format.ts'
import {digitsOf, inChinese, numberOf, type Helper} from './helper.ts'

export const compare: Helper = {
  name: 'compare',
  takes: ['value'],
  options: {with: 'value', digits: 'literal'},
  run({values: [value], options, language}) {
    const other = options.value('with')
    if (other === undefined) throw new Error('Expected `with=` and the value to compare with')
    if (numberOf(other) <= 0) throw new Error('Unexpected value of 0 or less behind `with=`, expected a number above 0')
    const ratio = numberOf(value!) / numberOf(other)
    const digits = digitsOf(options, 1)!
    const distance = formatShare(Math.abs(ratio - 1), language, digits)
    if (!/[1-9]/.test(distance)) return inChinese(language) ? '持平' : 'level with'
    if (inChinese(language)) return ratio > 1 ? `高出${distance}` : `低${distance}`
    if (ratio >= 2) return `${formatNumber(withoutNoise(ratio), language, {digits})} times`
    return ratio > 1 ? `${distance} above` : `${distance} below`
  }
}

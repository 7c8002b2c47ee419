/** `{{plural n one="website" other="websites"}}`: the noun that goes with a number as it is shown. */
import {decimalText, rounded} from '../values/exact.ts'
import {numberOf, placesOf} from '../values/value.ts'
import {digitsOf, textOf, type Helper} from './helper.ts'

/** `{{plural n one="" other=""}}`: the noun that goes with a number. */
export const plural: Helper = {
  name: 'plural',
  takes: ['value'],
  options: {
    one: 'literal',
    other: 'literal',
    zero: 'literal',
    two: 'literal',
    few: 'literal',
    many: 'literal',
    digits: 'literal'
  },
  run({values: [value], options, rules}) {
    const number = numberOf(value!)
    const other = textOf(options, 'other')
    if (other === undefined) throw new Error('Expected `other=` with the noun for every number that no other option names')
    const {cell, field, row} = value!
    const digits = digitsOf(options) ?? placesOf(String(cell), field, row).digits ?? number.places
    return {text: textOf(options, rules.plural(decimalText(rounded(number, digits)))) ?? other}
  }
}

/** `{{plural n one="website" other="websites"}}`: the noun that goes with a number. */
import {numberOf, textOf, type Helper} from './helper.ts'

export const plural: Helper = {
  name: 'plural',
  takes: ['value'],
  options: {one: 'literal', other: 'literal', zero: 'literal', two: 'literal', few: 'literal', many: 'literal'},
  run({values: [value], options, language}) {
    const category = new Intl.PluralRules(language).select(numberOf(value!))
    return textOf(options, category, textOf(options, 'other', ''))
  }
}

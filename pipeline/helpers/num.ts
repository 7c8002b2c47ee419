/** `{{num x}}`: a number in the edition's language, with the decimals of its column. */
import {unitOf} from '../values/column.ts'
import {numberOf, showNumber, type Value} from '../values/value.ts'
import {digitsOf, flagOf, type Call, type Helper} from './helper.ts'

/** `{{num x}}`: a number as the language writes it. */
export const num: Helper = {
  name: 'num',
  takes: ['value'],
  options: {digits: 'literal', compact: 'literal', unit: 'literal'},
  run(call) {
    const {values, options, language} = call
    const [value] = values
    numberOf(value!)
    const unit = flagOf(options, 'unit') ? unitFor(value!, call) : undefined
    return showNumber(value!, language, {digits: digitsOf(options), compact: flagOf(options, 'compact'), unit})
  }
}

function unitFor({field, row}: Value, {language}: Call): string {
  const unit = unitOf(field, row, language)
  if (unit === undefined) throw new Error(`The column \`${field.name}\` has no unit in the data package for \`unit=true\``)
  return unit
}

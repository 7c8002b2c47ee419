/** `{{share part of=whole}}` or `{{share ratio}}`: per cent. */
import {commonRate, rateOf} from '../values/difference.ts'
import {magnitude, minus, plainDecimal, quotient, shifted, signOf, type Exact} from '../values/exact.ts'
import {MINUS, writeNumber} from '../values/number.ts'
import {numberOf, type Value} from '../values/value.ts'
import {digitsOf, flagOf, type Call, type Helper} from './helper.ts'

const ONE: Exact = {units: 1n, places: 0}

/** `{{share part of=whole}}`: a part as per cent of a whole. */
export const share: Helper = {
  name: 'share',
  takes: ['value'],
  options: {of: 'value', digits: 'literal', over: 'literal'},
  run(call) {
    const [part] = call.values
    const whole = call.options.value('of')
    const [above, below] = whole === undefined ? [ratio(part!, call), ONE] : partAndWhole(part!, whole, call)
    const percent = quotient(shifted(above, 2), below, digitsOf(call.options, 1))
    const text = call.rules.withUnit(writeNumber(percent, call.rules), '%')
    const isOver = signOf(minus(magnitude(above), below)) > 0 && !flagOf(call.options, 'over')
    return {
      text,
      value: plainDecimal(shifted(percent, -2)),
      ...(text.startsWith(MINUS) && {tells: 'sign'}),
      ...(isOver && {doubt: 'whole'})
    }
  }
}

function partAndWhole(part: Value, whole: Value, {language}: Call): [part: Exact, whole: Exact] {
  commonRate({now: part, base: whole, language})
  const [above, below] = [numberOf(part), numberOf(whole)]
  if (signOf(below) === 0) throw new Error('Unexpected whole of 0, expected a number to take a share of')
  if (signOf(below) < 0) throw new Error('Unexpected whole below 0, expected a number to take a share of')
  if (signOf(above) < 0) throw new Error('Unexpected part below 0, which is no share of a whole')
  return [above, below]
}

// 96.15 under the unit % is per cent already; as a ratio it would be printed a hundredfold.
function ratio(value: Value, {language}: Call): Exact {
  const number = numberOf(value)
  const isRate = rateOf(value, language) !== undefined
  if (isRate && signOf(minus(magnitude(number), ONE)) > 0)
    throw new Error(
      `Unexpected ${value.cell} of \`${value.field.name}\`, which is a percentage by its unit, expected a ratio; \`num\` with \`unit=true\` writes it`
    )
  return number
}

/** `{{fraction part of=whole}}`: a share as a simple fraction, with the word that makes it true: `nearly two thirds`, 近六成. */
import {commonRate} from '../values/difference.ts'
import {nearestPart} from '../values/hedge.ts'
import {minus, plainDecimal, quotient, signOf} from '../values/exact.ts'
import {numberOf} from '../values/value.ts'
import type {Helper} from './helper.ts'

/** `{{fraction part of=whole}}` or `{{fraction ratio}}`: a part of a whole in words. Throws an `Error` where no word is near. */
export const fraction: Helper = {
  name: 'fraction',
  takes: ['value'],
  options: {of: 'value'},
  run({values: [part], options, rules: {hedges}, language}) {
    const whole = options.value('of')
    if (whole !== undefined) commonRate({now: part!, base: whole, language})
    const [above, below] = [numberOf(part!), whole === undefined ? {units: 1n, places: 0} : numberOf(whole)]
    if (signOf(below) <= 0 || signOf(above) < 0 || signOf(minus(above, below)) > 0)
      throw new Error(`Unexpected ${part!.cell}${whole === undefined ? '' : ` of ${whole.cell}`}, expected a part of a whole`)
    const ratio = quotient(above, below, 20)
    const near = nearestPart(ratio, hedges.parts)
    if (near === undefined)
      throw new Error(
        `Unexpected ${plainDecimal(quotient(above, below, 4))} of a whole, which no simple fraction is near; \`share\` writes any`
      )
    const words = hedges.part(...near.part)
    const text = near.hedge === 'nearly' ? hedges.nearly(words) : near.hedge === 'over' ? hedges.over(words) : words
    return {text, value: plainDecimal(quotient(above, below, 6))}
  }
}

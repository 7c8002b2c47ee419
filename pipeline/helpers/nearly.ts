/** `{{nearly x}}`: the round number above, where the true one lies less than 5 per cent below: `nearly 14,000`. */
import {hedgeOf, isWithin} from '../values/hedge.ts'
import {decimalText} from '../values/exact.ts'
import {ROUND_OPTIONS, roundNumber, type Helper} from './helper.ts'

const WITHIN = 5

/** `{{nearly x figures=2 within=5}}`: a round number that the true one nearly reaches. Throws an `Error` where it does not. */
export const nearly: Helper = {
  name: 'nearly',
  takes: ['value'],
  options: {...ROUND_OPTIONS, within: 'literal'},
  run(call) {
    const within = call.options.literal('within') ?? WITHIN
    if (typeof within !== 'number' || within <= 0 || within > 50)
      throw new Error(`Unexpected \`within=${within}\`, expected a number of per cent, above 0 and up to 50`)
    const {number, round, said} = roundNumber(call, 'up')
    if (hedgeOf(round, number) === 'exactly') return said
    if (isWithin(round, number, within)) return {...said, text: call.rules.hedges.nearly(said.text)}
    const value = decimalText(number)
    throw new Error(
      `Unexpected ${value}, which is more than ${within}% below ${said.text}; \`about\` finds the word for any number`
    )
  }
}

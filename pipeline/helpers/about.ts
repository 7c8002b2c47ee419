/** `{{about x}}`: a round number and the word that makes it true: `nearly 14,000`, `just over 13,000`, and only `14,000` where it is that. */
import {hedgeOf} from '../values/hedge.ts'
import {ROUND_OPTIONS, roundNumber, type Helper} from './helper.ts'

/** `{{about x figures=2}}`: the nearest round number, with its word. */
export const about: Helper = {
  name: 'about',
  takes: ['value'],
  options: ROUND_OPTIONS,
  run(call) {
    const {number, round, said} = roundNumber(call, 'nearest')
    const hedge = hedgeOf(round, number)
    return hedge === 'exactly' ? said : {...said, text: call.rules.hedges[hedge](said.text)}
  }
}

/** `{{atleast x}}`: the round number below with the word for it: `at least 13,000`. */
import {ROUND_OPTIONS, roundNumber, type Helper} from './helper.ts'

/** `{{atleast x figures=2}}`: a round number that is not above the true one. */
export const atleast: Helper = {
  name: 'atleast',
  takes: ['value'],
  options: ROUND_OPTIONS,
  run(call) {
    const {said} = roundNumber(call, 'down')
    return {...said, text: call.rules.hedges.atLeast(said.text)}
  }
}

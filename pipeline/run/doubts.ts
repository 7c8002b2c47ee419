/** What is doubtful about a report though every edition of it can be made: its languages against each other, its prose, and what nothing uses. */
import type {Message} from '../messages.ts'
import {checkAgreement, type Disagreement} from './agreement.ts'
import {checkNumbers} from './numbers.ts'
import type {Run} from './open.ts'
import type {Session} from './session.ts'
import {findUnused} from './unused.ts'

/** Doubts about a run. `told` is what was said of its editions, with places. */
export async function findDoubts({prepared}: Run, told: readonly Message[], session: Session): Promise<readonly Message[]> {
  const disagreements = elsewhere(await checkAgreement(prepared, session), told)
  return [...disagreements, ...(await checkNumbers(prepared, session)), ...(await findUnused(prepared))]
}

// A name that is wrong in one language is told once, and not again as one that the others lack, or should have.
function elsewhere(found: readonly Disagreement[], told: readonly Message[]): readonly Message[] {
  const line = ({path, line}: Pick<Message, 'path' | 'line'>) => `${path}:${line}`
  const wrong = new Set(told.filter(({severity}) => severity === 'error').map(line))
  const isWrong = (place: Pick<Message, 'path' | 'line'> | undefined) => place !== undefined && wrong.has(line(place))
  return found.filter(({message, other}) => !isWrong(message) && !isWrong(other)).map(({message}) => message)
}

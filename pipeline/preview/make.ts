/** One side of one edition, made so that it can be stopped between two steps: whoever saves a file waits for none of the others. */
import {setImmediate as turn} from 'node:timers/promises'
import type {Memo, Stage} from '../cache/memo.ts'
import {attemptEdition} from '../carriers/process.ts'
import {buildEdition} from '../edition.ts'
import {MachineError, type Message} from '../messages.ts'
import type {EditionFile} from '../run/job.ts'
import type {Run} from '../run/open.ts'
import type {Edition} from '../types.ts'
import type {Side} from './view.ts'

/** What came of it: the file and what was said, or why there is none. */
export interface MadeSide {
  readonly file?: EditionFile
  readonly messages: readonly Message[]
}

/** What is made, of which run. */
export interface Order {
  readonly edition: Edition
  readonly side: Side
  readonly run: Run
  readonly signal: AbortSignal
}

/** Make a page or a PDF. Throws the reason of the signal where it is told to stop. */
export async function makeSide({edition, side, run, signal}: Order): Promise<MadeSide> {
  const job = {...run.jobFor(edition), formats: [side]}
  const memo = stoppable(run.session.memo, signal)
  try {
    const made = await attemptEdition({job, memo, stages: run.renderer.stages, signal}, (making) => buildEdition(making))
    return {messages: made.messages, ...(made.files && {file: made.files[0]!})}
  } catch (error) {
    if (signal.aborted || run.session.hasLost()) throw error
    return {messages: [faultOf(error)]}
  }
}

// What no author can mend is told all the same: the preview goes on.
function faultOf(error: unknown): Message {
  if (error instanceof MachineError) return {severity: 'error', rule: 'machine', reason: error.message, note: error.note}
  const reason = error instanceof Error ? error.message : String(error)
  return {severity: 'error', rule: 'fault', reason, note: 'This is a fault of Octavo. `octavo build` tells what to report.'}
}

/** The same memo, which stops where the signal says so, and lets others have their turn before each stage. */
export function stoppable(memo: Memo, signal: AbortSignal): Memo {
  const step = async <Input, Parts extends object>(stage: Stage<Input, Parts>, input: Input) => {
    await turn()
    signal.throwIfAborted()
    return memo(stage, input)
  }
  return Object.assign(step, {
    keep: memo.keep,
    hear: memo.hear,
    artifacts: memo.artifacts,
    heardBy: (...given: Parameters<Memo['heardBy']>) => stoppable(memo.heardBy(...given), signal),
    whole: ((whole, make) =>
      memo.whole(whole, (inner) => make(stoppable(inner, signal)))) satisfies Memo['whole'] as Memo['whole']
  })
}

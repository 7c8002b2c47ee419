/** One side of one edition, made so that it can be stopped between two steps: whoever saves a file waits for none of the others. */
import {setImmediate as turn} from 'node:timers/promises'
import type {Digest} from '../cache/hash.ts'
import type {Artifact, Artifacts, Memo, Stage} from '../cache/memo.ts'
import {attemptEdition} from '../carriers/process.ts'
import {buildEdition} from '../edition.ts'
import {MachineError, type Message} from '../messages.ts'
import type {EditionFile} from '../run/job.ts'
import type {Run} from '../run/open.ts'
import type {PrintParts} from '../stages/print/index.ts'
import type {Edition, PageMap} from '../types.ts'
import type {Side} from './view.ts'

/** What came of it: the file and what was said, or why there is none. */
export interface MadeSide {
  readonly file?: EditionFile
  readonly messages: readonly Message[]
}

/** A PDF as the browser printed it: it looks as the one that is published, and is there sooner. */
export interface Proof {
  readonly digest: Digest
  readonly map: Artifact<PageMap>
}

/** What is made, of which run. */
export interface Order {
  readonly edition: Edition
  readonly side: Side
  readonly run: Run
  readonly signal: AbortSignal
  /** A PDF can be seen from now on; what is left to be done to it shows on no page, and waits for this. */
  readonly onProof: (proof: Proof) => Promise<void>
}

/** Make a page or a PDF. Throws the reason of the signal where it is told to stop. */
export async function makeSide({edition, side, run, signal, onProof}: Order): Promise<MadeSide> {
  const job = {...run.jobFor(edition), formats: [side]}
  const memo = stoppable(run.session.memo, {signal, onProof})
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

/** The same memo, which stops where the signal says so, lets others have their turn before each stage, and tells of a proof. */
function stoppable(memo: Memo, order: Pick<Order, 'signal' | 'onProof'>): Memo {
  const step = async <Input, Parts extends object>(stage: Stage<Input, Parts>, input: Input) => {
    await turn()
    order.signal.throwIfAborted()
    const parts = await memo(stage, input)
    if (stage.name === 'print') await order.onProof(proofOf(parts as unknown as Artifacts<PrintParts>))
    return parts
  }
  return Object.assign(step, {
    keep: memo.keep,
    hear: memo.hear,
    artifacts: memo.artifacts,
    heardBy: (...given: Parameters<Memo['heardBy']>) => stoppable(memo.heardBy(...given), order),
    whole: ((whole, make) => memo.whole(whole, (inner) => make(stoppable(inner, order)))) satisfies Memo['whole'] as Memo['whole']
  })
}

function proofOf({pdf: {digest}, map}: Artifacts<PrintParts>): Proof {
  return {digest, map}
}

/** Jobs made in this process, some at a time. */
import type {Digest} from '../cache/hash.ts'
import type {buildEdition} from '../edition.ts'
import {ReportError, type Message} from '../messages.ts'
import type {Run} from '../run/open.ts'
import type {EditionResult} from '../run/results.ts'
import type {Edition} from '../types.ts'

/** How the editions of a run are made. */
export interface CarrierOptions {
  /** Builds an edition, or plans it. */
  readonly make: typeof buildEdition
  /** Digests by path of what is published already: an edition is the same where all its files are; none for a plan. */
  readonly published?: ReadonlyMap<string, Digest>
  /** Pages printed at a time. */
  readonly jobs: number
  readonly signal: AbortSignal
  readonly onProgress: (progress: EditionProgress) => void
}

/** An edition is done. */
export interface EditionProgress {
  readonly edition: string
  readonly state: EditionResult['state']
  readonly done: number
  readonly total: number
}

/**
 * Make the editions of a run; one wrong edition does not stop the others. Gives a result for each, sorted by id. Throws what
 * is no edition's fault.
 */
export async function makeEditions(run: Run, options: CarrierOptions): Promise<readonly EditionResult[]> {
  const {jobs, signal, onProgress} = options
  const results: EditionResult[] = []
  const queue = [...run.editions]
  const work = async () => {
    for (let edition = queue.shift(); edition !== undefined; edition = queue.shift()) {
      signal.throwIfAborted()
      const result = await makeOne(edition, run, options)
      results.push(result)
      onProgress({edition: edition.id, state: result.state, done: results.length, total: run.editions.length})
    }
  }
  // Twice as many editions as pages are under way, so that a browser does not wait for the next one. When the machine
  // fails, none is begun any more, and those under way end before the browser and the store are closed.
  const stop = (error: unknown) => {
    queue.length = 0
    throw error
  }
  const ended = await Promise.allSettled(Array.from({length: 2 * jobs + 1}, () => work().catch(stop)))
  const broken = ended.find((end) => end.status === 'rejected')
  if (broken !== undefined) throw broken.reason
  return results.sort((a, b) => (a.edition.id < b.edition.id ? -1 : 1))
}

async function makeOne(edition: Edition, run: Run, {make, published, signal}: CarrierOptions): Promise<EditionResult> {
  const messages: Message[] = []
  const memo = run.session.memo.heardBy((event) => event.messages.forEach((message) => messages.push(message)))
  const job = run.jobFor(edition)
  const {queries} = job.text
  try {
    const files = await make(job, run.renderer.stages, memo)
    const isSame = files.every(({path, content}) => content !== undefined && published?.get(path) === content.digest)
    return {edition, state: isSame ? 'same' : 'built', files, queries, messages: inOrder(messages)}
  } catch (error) {
    // What is not the author's mistake is the machine's or ours: it ends the build, and is told once.
    if (signal.aborted || !(error instanceof ReportError)) throw error
    return {edition, state: 'failed', files: [], queries, messages: [...inOrder(messages), ...error.messages]}
  }
}

// Charts and pages of an edition are made side by side: who speaks first says nothing.
function inOrder(messages: readonly Message[]): readonly Message[] {
  const told = messages.map((message) => ({message, text: JSON.stringify(message)}))
  return told.sort((a, b) => (a.text === b.text ? 0 : a.text < b.text ? -1 : 1)).map(({message}) => message)
}

/** The editions of a run, some at a time: in this thread, and in others beside it. */
import {makeEdition, type Make, type Making} from '../edition.ts'
import {allEnded, ReportError, type Message} from '../messages.ts'
import type {EditionFile} from '../run/job.ts'
import type {Run} from '../run/open.ts'
import {failedResult, listEdition, type EditionResult} from '../run/results.ts'
import type {Edition} from '../types.ts'
import {groupEditions} from './groups.ts'
import {createPacker} from './parcel.ts'
import {withKnown} from './recall.ts'
import {createThread} from './thread.ts'
import type {CarrierOptions} from './carrier.ts'

/**
 * Make the editions of a run; one wrong edition does not stop the others. Gives a result for each, sorted by id. Throws what
 * is no edition's fault.
 */
export function makeEditions(run: Run, options: CarrierOptions): Promise<readonly EditionResult[]> {
  return withKnown(run, options, (others, onProgress) => makeHere(others, {...options, onProgress}))
}

async function makeHere(run: Run, options: CarrierOptions): Promise<readonly EditionResult[]> {
  const [own, ...others] = pagesByThread(run, options.jobs)
  const pack = createPacker(run.session.memo)
  const draws = run.prepared.report.charts.length > 0
  const threads = others.map((pages) => ({
    pages,
    ...createThread(run.session, {seat: run.renderer.seat!, draws, pages, pack})
  }))
  // They begin when something is new: to recall is no work.
  void run.session.firstRun.then(() => threads.forEach((thread) => thread.warm()))
  try {
    return await makeAll(run, options, [{pages: own!, make: makeEdition}, ...threads])
  } finally {
    await Promise.all(threads.map((thread) => thread.close()))
  }
}

/** So many pages keep one thread busy: to print an edition takes nearly twice as long as all else. */
export const PAGES = 2

/** For fewer editions a thread takes longer to begin than it saves. */
const LEAST = 16

// By thread, this one first. Where nothing is printed, each job is a thread.
function pagesByThread({editions, renderer: {seat}}: Run, jobs: number): readonly number[] {
  const pages = seat?.printing === undefined ? 1 : PAGES
  const threads = Math.min(Math.ceil(jobs / pages), seat === undefined ? 1 : 1 + Math.floor(editions.length / LEAST))
  return Array.from({length: threads}, (_, index) => Math.min(pages, jobs - index * pages))
}

interface Maker {
  readonly pages: number
  readonly make: Make
}

async function makeAll(run: Run, options: CarrierOptions, makers: readonly Maker[]): Promise<readonly EditionResult[]> {
  const {signal, onProgress} = options
  const results: EditionResult[] = []
  const queue = groupEditions(run.editions, run.prepared.partition)
  const work = async (maker: Maker) => {
    for (let edition = queue.next(maker); edition !== undefined; edition = queue.next(maker)) {
      signal.throwIfAborted()
      const result = await makeOne(edition, {...options, run, maker})
      results.push(result)
      onProgress({edition: edition.id, state: result.state, done: results.length, total: run.editions.length})
    }
  }
  // When the machine fails, none is begun any more, and those under way end before the browser and the store are closed.
  const stop = (error: unknown) => {
    queue.stop()
    throw error
  }
  // More than twice as many editions as pages are under way, so that a browser does not wait for the next one. All threads
  // have taken their first before one takes its second.
  const most = Math.max(...makers.map(({pages}) => 2 * pages + 1))
  const workers = Array.from({length: most}, (_, turn) => makers.filter(({pages}) => turn < 2 * pages + 1)).flat()
  await allEnded(workers.map((maker) => work(maker).catch(stop)))
  return results
}

/** How one edition is made. */
export interface OneOptions extends Pick<CarrierOptions, 'make' | 'published' | 'signal'> {
  readonly run: Run
  readonly maker: Pick<Maker, 'make'>
}

/** Make one edition, or say what is wrong with it. Throws what is no author's mistake. */
export async function makeOne(edition: Edition, {run, maker, make, published, signal}: OneOptions): Promise<EditionResult> {
  const job = run.jobFor(edition)
  const {queries} = job.text
  const making = {job, stages: run.renderer.stages, memo: run.session.memo}
  const {files, messages} = await attemptEdition({...making, signal}, (making) => make(making, maker.make))
  if (files === undefined) return failedResult(edition, messages)
  const isSame = files.every(({path, content}) => content !== undefined && published?.get(path) === content.digest)
  const made = {edition, files, messages}
  return {...made, state: isSame ? 'same' : 'built', listed: await listEdition({...made, queries})}
}

/** What came of an attempt: the files, none where there are mistakes, and all that was said. */
export interface Attempted {
  readonly files?: readonly EditionFile[]
  readonly messages: readonly Message[]
}

/** Make something of an edition, and hear what is said of it. Throws what is not the author's mistake: it is the machine's or ours. */
export async function attemptEdition(
  {signal, ...making}: Making & {readonly signal: AbortSignal},
  make: (making: Making) => Promise<readonly EditionFile[]>
): Promise<Attempted> {
  const messages: Message[] = []
  const memo = making.memo.heardBy((event) => event.messages.forEach((message) => messages.push(message)))
  try {
    return {files: await make({...making, memo}), messages: inOrder(messages)}
  } catch (error) {
    // What is the machine's or ours ends the build, and is told once.
    if (signal.aborted || !(error instanceof ReportError)) throw error
    return {messages: [...inOrder(messages), ...error.messages]}
  }
}

// Charts and pages of an edition are made side by side: who speaks first says nothing.
function inOrder(messages: readonly Message[]): readonly Message[] {
  const told = messages.map((message) => ({message, text: JSON.stringify(message)}))
  return told.sort((a, b) => (a.text === b.text ? 0 : a.text < b.text ? -1 : 1)).map(({message}) => message)
}

/**
 * A worker on a queue: takes groups of packed editions, makes them in threads, and leaves them in the store that all share. It
 * needs no checkout of the report and no database. Rendering is in threads, so that nothing keeps it from saying that it lives.
 */
import {QueueGetters, WaitingError, Worker, type Job} from 'bullmq'
import {buildEdition} from '../edition.ts'
import {allEnded, MachineError, ReportError, type Message} from '../messages.ts'
import {count, type StageCounts} from '../run/counts.ts'
import type {EditionJob} from '../run/job.ts'
import {openRenderer, type Renderer, type Seat} from '../run/renderer.ts'
import type {Session} from '../run/session.ts'
import {TERMS, type Consignment, type Parcel, type Receipt} from './consignment.ts'
import {differences, handshakeOf, queueName, type Handshake} from './handshake.ts'
import {createUnloader} from './loading.ts'
import {createReviver, type Packed} from './parcel.ts'
import type {Queued} from './metrics.ts'
import {PAGES} from './process.ts'
import {openQueueLink, type QueueLink} from './queue-link.ts'
import {createThread, type Thread} from './thread.ts'

/** Where a worker takes its work from, how much at a time, and who hears of it. */
export interface WorkOptions {
  /** Address of a Redis. */
  readonly queue: string
  /** Pages printed at a time. */
  readonly jobs: number
  /** Ends the worker after the editions that it has in hand. */
  readonly signal: AbortSignal
  readonly onEvent: (event: WorkEvent) => void
  /** Given what can be asked of the worker while it works. */
  readonly onOpen?: (sources: Sources) => void
}

/** What can be asked of a worker. */
export interface Sources {
  readonly stages: StageCounts
  /** How often a browser failed, and another one took its place. */
  failures(): number
  /** How long the queue is. Throws where it is away. */
  queued(): Promise<Queued>
}

/** What a worker does, for a log and for figures. */
export type WorkEvent =
  | {readonly event: 'ready'; readonly queue: string}
  | {readonly event: 'edition'; readonly edition: string; readonly state: 'made' | 'known' | 'failed'; readonly ms: number}
  | {readonly event: 'group'; readonly subject: string; readonly state: 'done' | 'failed' | 'returned'; readonly reason?: string}
  | {readonly event: 'away'; readonly reason: string}
  | {readonly event: 'other-version'; readonly reason: string}

/** Work until the signal. Throws a MachineError where queue or store cannot be reached. */
export async function work({queue: address, jobs, signal, onEvent, onOpen}: WorkOptions, session: Session): Promise<void> {
  const far = session.use.far
  if (far === undefined)
    throw new MachineError('A worker needs a store that it shares with the plan', 'Give --store s3://bucket/prefix.')
  const renderer = await openRenderer(session, 'print', Math.min(PAGES, jobs))
  const handshake = handshakeOf(renderer, far)
  const link = await openQueueLink(address, (reason) => onEvent({event: 'away', reason}))
  const packed = new WeakMap<object, Packed>()
  const threads = openThreads(session, {seat: renderer.seat!, jobs, packed})
  const watch = watchPlans(link, handshake, onEvent)
  const failures = () => threads.reduce((sum, thread) => sum + thread.failures(), 0)
  onOpen?.({stages: session.counts, failures, queued: countsOf(link, queueName(handshake))})
  try {
    await consume({link, handshake, session, renderer, threads, packed, signal, onEvent})
  } finally {
    clearInterval(watch)
    await Promise.all(threads.map((thread) => thread.close()))
    await renderer.close()
    await link.close()
  }
}

interface Workplace extends Pick<WorkOptions, 'signal' | 'onEvent'> {
  readonly link: QueueLink
  readonly handshake: Handshake
  readonly session: Session
  readonly renderer: Renderer
  readonly threads: readonly (Thread & {readonly pages: number})[]
  /** Each job as it came: it goes on to its thread like that. */
  readonly packed: WeakMap<object, Packed>
}

interface Crew extends Pick<Workplace, 'packed'> {
  readonly seat: Seat
  readonly jobs: number
}

function openThreads(session: Session, {seat, jobs, packed}: Crew): Workplace['threads'] {
  const pack = async (job: object) => packed.get(job)!
  return Array.from({length: Math.ceil(jobs / PAGES)}, (_, index) => {
    const pages = Math.min(PAGES, jobs - index * PAGES)
    return {pages, ...createThread(session, {seat, draws: true, pages, pack})}
  })
}

// Two groups a thread, so that one begins while the last editions of another are printed.
async function consume({link, handshake, signal, onEvent, ...place}: Workplace): Promise<void> {
  const idle = place.threads.flatMap((thread) => [thread, thread])
  const unload = createUnloader(place.session.store)

  async function take(job: Job<Consignment, Receipt>, token: string | undefined): Promise<Receipt> {
    const thread = idle.shift()!
    const {subject} = job.data
    try {
      // Where it failed before, something may be lost that came here.
      await unload(job.data.crates, job.attemptsMade > 0)
      const receipt = await makeParcel(job.data, {...place, thread, signal, onEvent})
      onEvent({event: 'group', subject, state: 'done'})
      return receipt
    } catch (error) {
      if (signal.aborted) {
        onEvent({event: 'group', subject, state: 'returned'})
        await job.moveToWait(token)
        throw new WaitingError()
      }
      const reason = reasonOf(error)
      onEvent({event: 'group', subject, state: 'failed', reason})
      throw new Error(reason, {cause: error})
    } finally {
      idle.push(thread)
    }
  }

  const {lockDuration, stalledInterval, maxStalledCount} = TERMS
  const settings = {connection: link.connection, concurrency: idle.length, lockDuration, stalledInterval, maxStalledCount}
  const worker = new Worker<Consignment, Receipt>(queueName(handshake), take, settings)
  // The link tells of a Redis that is away.
  worker.on('error', () => undefined)
  link.announce('worker', handshake)
  onEvent({event: 'ready', queue: queueName(handshake)})
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), {once: true}))
  try {
    if (!signal.aborted) await stopped
  } finally {
    await worker.close()
  }
}

// All that whoever waits for the group will read.
function reasonOf(error: unknown): string {
  if (error instanceof MachineError) return `${error.message}. ${error.note}`
  return error instanceof Error ? error.message : String(error)
}

interface ParcelOptions extends Omit<Workplace, 'link' | 'handshake' | 'threads'> {
  readonly thread: Thread & {readonly pages: number}
}

// What is lost is no loss for long: content that is damaged is dropped where it is met, and the next attempt has it from the bucket,
// or makes it again.
async function makeParcel({parcel}: Consignment, options: ParcelOptions): Promise<Receipt> {
  const {session, renderer, thread, packed, signal, onEvent} = options
  const failures: Record<string, readonly Message[]> = {}
  const counts: StageCounts = {}
  const waiting = [...(JSON.parse(Buffer.from(await session.store.bytes(parcel)).toString()) as Parcel)]
  const revive = createReviver(session.memo)

  async function makeNext(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      signal.throwIfAborted()
      const {edition} = next
      const start = performance.now()
      let hasRun = false
      const memo = session.memo.heardBy(({stage, ran}) => {
        count(counts, stage, {[ran ? 'ran' : 'recalled']: 1})
        hasRun ||= ran
      })
      try {
        const job = (await revive(next.job)) as EditionJob
        packed.set(job, next.job)
        await buildEdition({job, stages: renderer.stages, memo}, thread.make)
      } catch (error) {
        if (!(error instanceof ReportError)) throw error
        failures[edition] = error.messages
      }
      const state = failures[edition] ? 'failed' : hasRun ? 'made' : 'known'
      onEvent({event: 'edition', edition, state, ms: Math.round(performance.now() - start)})
    }
  }

  await allEnded(Array.from({length: 2 * thread.pages + 1}, makeNext))
  return {failures, counts}
}

// What is asked of a link that is away would wait there.
function countsOf({connection}: QueueLink, name: string): () => Promise<Queued> {
  const queue = new QueueGetters(name, {connection})
  queue.on('error', () => undefined)
  return async () => {
    if (connection.status !== 'ready') throw new Error('The queue is away')
    return {name, jobs: await queue.getJobCounts()}
  }
}

/** Milliseconds between looks at who plans. */
const LOOK = 5_000

// A plan of another version is told of once: whoever runs the machines wonders why this worker does nothing.
function watchPlans(link: QueueLink, own: Handshake, onEvent: WorkOptions['onEvent']): NodeJS.Timeout {
  const told = new Set<string>()
  return setInterval(async () => {
    const plans = await link.others('plan').catch(() => [])
    for (const other of plans) {
      const reason = differences(own, other)
      if (reason === '' || told.has(reason)) continue
      told.add(reason)
      onEvent({event: 'other-version', reason: `a plan is at hand that has ${reason}; this worker takes no part in it`})
    }
  }, LOOK)
}

/** Sends groups by a queue and waits for what comes of each: by the queue's events, and by looking where these are lost. */
import {Queue, QueueEvents} from 'bullmq'
import type {Redis} from 'ioredis'
import {MachineError} from '../messages.ts'
import {TERMS, type Consignment, type Receipt} from './consignment.ts'
import {queueName, type Handshake} from './handshake.ts'

/** What came of a group, or why it was given up. */
export type Delivered = Receipt | {readonly reason: string}

/** A queue to send groups by. */
export interface Dispatch {
  /** Settles when the group is made or given up. */
  deliver(consignment: Consignment): Promise<Delivered>
  /** Nothing is waited for any more. */
  stop(reason: unknown): void
  /** Take back what no worker has begun, and let go. */
  close(): Promise<void>
}

interface Sent {
  readonly consignment: Consignment
  resolve(delivered: Delivered): void
  reject(reason: unknown): void
}

/** Milliseconds between looks at jobs of which nothing was heard. */
const LOOK = 5_000

/** Names of jobs begin with that of the run: what an earlier one left is never taken for its own. */
export function openDispatch(
  connection: Redis,
  {handshake, run}: {readonly handshake: Handshake; readonly run: string}
): Dispatch {
  const queue = new Queue<Consignment, Receipt>(queueName(handshake), {connection})
  const events = new QueueEvents(queueName(handshake), {connection})
  const sent = new Map<string, Sent>()
  let count = 0
  let stopped: {readonly reason: unknown} | undefined
  // The link tells of a Redis that is away.
  queue.on('error', () => undefined)
  events.on('error', () => undefined)
  events.on('completed', ({jobId}) => glance(jobId))
  events.on('failed', ({jobId}) => glance(jobId))
  const looking = setInterval(() => [...sent.keys()].forEach(glance), LOOK)

  // A look that fails is taken again.
  function glance(id: string): void {
    look(id).catch(() => undefined)
  }

  async function add(id: string, consignment: Consignment): Promise<void> {
    const {attempts, backoff, keep} = TERMS
    await queue.add(consignment.subject, consignment, {
      jobId: id,
      attempts,
      backoff,
      removeOnComplete: {age: keep},
      removeOnFail: {age: keep}
    })
  }

  async function look(id: string): Promise<void> {
    // Its state is asked for first: of a job that ends between two questions the second must tell what it gave.
    const state = await queue.getJobState(id)
    const waiting = sent.get(id)
    if (waiting === undefined) return
    // A Redis that was ended may have lost its last second.
    if (state === 'unknown') return add(id, waiting.consignment)
    if (state !== 'completed' && state !== 'failed') return
    const job = await queue.getJob(id)
    if (job === undefined || !sent.delete(id)) return
    waiting.resolve(state === 'completed' ? job.returnvalue : {reason: job.failedReason ?? 'no reason was given'})
    await job.remove()
  }

  return {
    async deliver(consignment) {
      if (stopped) throw stopped.reason
      const id = `${run}-${count++}`
      const {promise, resolve, reject} = Promise.withResolvers<Delivered>()
      sent.set(id, {consignment, resolve, reject})
      add(id, consignment).catch((error: unknown) => reject(refused(error)))
      return promise
    },
    stop(reason) {
      stopped ??= {reason}
      for (const {reject} of sent.values()) reject(reason)
    },
    async close() {
      clearInterval(looking)
      // One that a worker has in hand ends there, and is forgotten by the engine after its time.
      if (connection.status === 'ready') {
        await Promise.all([...sent.keys()].map((id) => queue.remove(id).catch(() => 0)))
        await queue.trimEvents(0)
      }
      sent.clear()
      await Promise.all([events.close(), queue.close()])
    }
  }
}

function refused(error: unknown): MachineError {
  return new MachineError('The queue refused what was asked', `Redis says: ${(error as Error).message}`, error)
}

/**
 * The editions of a run made by workers on a queue: what is not known yet is packed by groups, workers make it into the store that
 * all share, and here it is recalled from there as if it had been made before.
 *
 * The store decides what is done. Whatever the queue loses, tells twice or tells too late costs time and nothing else: what it
 * says only wakes who waits, and a look at each job every few seconds does so too.
 */
import {randomUUID} from 'node:crypto'
import {allEnded, MachineError, type Message} from '../messages.ts'
import {count} from '../run/counts.ts'
import type {Run} from '../run/open.ts'
import {browserDigest} from '../run/renderer.ts'
import {failedResult, type EditionResult} from '../run/results.ts'
import type {Edition} from '../types.ts'
import type {Receipt} from './consignment.ts'
import {differences, handshakeOf, type Handshake} from './handshake.ts'
import {byValue} from './groups.ts'
import {createLoader, type Load} from './loading.ts'
import {createPacker} from './parcel.ts'
import type {CarrierOptions} from './carrier.ts'
import {makeOne} from './process.ts'
import {openQueueLink, type QueueLink} from './queue-link.ts'
import {openDispatch, type Dispatch} from './dispatch.ts'
import {withKnown} from './recall.ts'

/** How the editions of a run are made elsewhere. */
export interface QueueOptions extends Omit<CarrierOptions, 'jobs'> {
  /** Address of a Redis. */
  readonly queue: string
  /** Told, in words, why nothing goes on. */
  readonly onIdle: (reason: string) => void
}

/** Groups that are under way at a time: enough for a hundred workers, and the jobs of these are all that is in memory. */
const LANES = 256

/** Times that a group is sent which was said to be made and does not lie in the store. */
const TIMES = 3

/** Make the editions of a run on a queue. Gives a result for each, sorted by id. Throws a MachineError where queue or store cannot be reached. */
export function makeQueued(run: Run, options: QueueOptions): Promise<readonly EditionResult[]> {
  return withKnown(run, options, (others, onProgress) => makeElsewhere(others, {...options, onProgress}))
}

async function makeElsewhere(run: Run, {queue, ...options}: QueueOptions): Promise<readonly EditionResult[]> {
  const far = run.session.use.far
  if (far === undefined)
    throw new MachineError('A queue needs a store that its workers share', 'Give --store s3://bucket/prefix.')
  // Where nothing is printed, the browser is asked for all the same: a worker does not know what it will be given.
  const browser = run.renderer.browser || (await browserDigest(run.session))
  const handshake = handshakeOf({...run.renderer, browser}, far)
  const link = await openQueueLink(queue, (reason) => options.onIdle(`the queue is away (${reason})`))
  link.announce('plan', handshake)
  const dispatch = openDispatch(link.connection, {handshake, run: randomUUID()})
  const watching = watchWorkers(link, handshake, options.onIdle)
  try {
    return await makeGroups(run, {...options, dispatch})
  } finally {
    clearInterval(watching)
    await dispatch.close()
    await link.close()
  }
}

/** Milliseconds between looks at who works. */
const LOOK = 5_000

// Nobody of this kind is there: it is said once, and again when another reason holds.
function watchWorkers(link: QueueLink, own: Handshake, onIdle: QueueOptions['onIdle']): NodeJS.Timeout {
  let told = ''
  return setInterval(async () => {
    const workers = await link.others('worker').catch(() => undefined)
    if (workers === undefined) return
    const reason = reasonToWait(workers, own)
    if (reason !== '' && reason !== told) onIdle(reason)
    told = reason
  }, LOOK)
}

function reasonToWait(workers: readonly Handshake[], own: Handshake): string {
  const others = [...new Set(workers.map((other) => differences(own, other)))]
  if (others.includes('')) return ''
  return others.length === 0 ? 'no worker is there' : `the workers that are there have ${others.join('; or ')}`
}

interface GroupOptions extends Omit<QueueOptions, 'queue'> {
  readonly dispatch: Dispatch
}

async function makeGroups(run: Run, options: GroupOptions): Promise<readonly EditionResult[]> {
  const {signal, onProgress, dispatch} = options
  const groups = [...byValue(run.editions, run.prepared.partition)]
  const {store, memo} = run.session
  const load = createLoader(createPacker(memo), store)
  const results: EditionResult[] = []
  const onAbort = () => dispatch.stop(signal.reason)
  signal.addEventListener('abort', onAbort, {once: true})

  async function work(): Promise<void> {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      signal.throwIfAborted()
      for (const result of await makeGroup(group, {...options, run, load})) {
        results.push(result)
        onProgress({edition: result.edition.id, state: result.state, done: results.length, total: run.editions.length})
      }
    }
  }

  // The first that fails ends all: the others would wait for what nobody makes any more.
  const stop = (error: unknown) => {
    groups.length = 0
    dispatch.stop(error)
    throw error
  }
  try {
    await allEnded(Array.from({length: LANES}, () => work().catch(stop)))
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
  return results
}

interface OneGroup extends GroupOptions {
  readonly run: Run
  readonly load: Load
}

async function makeGroup(
  [subject, editions]: readonly [string, readonly Edition[]],
  options: OneGroup
): Promise<readonly EditionResult[]> {
  const results: EditionResult[] = []
  let open = editions
  for (let time = 1; ; time++) {
    const found = await Promise.all(open.map((edition) => recallOne(edition, options)))
    results.push(...found.filter((result) => result !== undefined))
    open = open.filter((_, at) => found[at] === undefined)
    if (open.length === 0) return results
    if (time > TIMES) return [...results, ...open.map((edition) => failedResult(edition, [NOT_THERE]))]
    const {failures, message} = await send(subject, open, options)
    const refused = open.filter(({id}) => message !== undefined || failures[id] !== undefined)
    results.push(...refused.map((edition) => failedResult(edition, message ? [message] : failures[edition.id]!)))
    open = open.filter((edition) => !refused.includes(edition))
  }
}

class NotMade extends Error {}

async function recallOne(edition: Edition, {run, make, published, signal}: OneGroup): Promise<EditionResult | undefined> {
  const maker = {make: () => Promise.reject(new NotMade())}
  return makeOne(edition, {run, make, signal, maker, ...(published && {published})}).catch((error: unknown) => {
    if (error instanceof NotMade) return undefined
    throw error
  })
}

type Answer = Receipt & {readonly message?: Message}

async function send(subject: string, editions: readonly Edition[], {run, load, dispatch}: OneGroup): Promise<Answer> {
  const {counts} = run.session
  const loaded = await load(editions.map((edition) => ({edition: edition.id, job: run.jobFor(edition)})))
  const answer = await dispatch.deliver({...loaded, subject, editions: editions.length})
  if ('reason' in answer) return {failures: {}, counts: {}, message: notMade(subject, answer.reason)}
  for (const [stage, more] of Object.entries(answer.counts)) count(counts, stage, more)
  return answer
}

function notMade(subject: string, reason: string): Message {
  return {
    severity: 'error',
    rule: 'worker-makes-editions',
    reason: `Unexpected end of the work on \`${subject}\`: ${reason}`,
    note: 'Workers gave it up after several attempts; what was published before stays. Build again when it is mended.'
  }
}

const NOT_THERE: Message = {
  severity: 'error',
  rule: 'worker-makes-editions',
  reason: 'Unexpected absence of an edition from the store, expected what a worker said it had made',
  note: 'Look whether something removes objects from the bucket, and build again.'
}

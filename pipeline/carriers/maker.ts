/** What runs in a thread: jobs are revived from the store, made, and told by the digests of what they gave. */
import {parentPort, workerData} from 'node:worker_threads'
import {createMemo, type Artifacts, type Hearing} from '../cache/memo.ts'
import {openStore} from '../cache/store.ts'
import {makeEdition, type Results} from '../edition.ts'
import type {EditionJob} from '../run/job.ts'
import {seatedRenderer} from '../run/renderer.ts'
import {warmCharts} from '../stages/chart/index.ts'
import {thisMachine} from '../world.ts'
import {packFailure} from './failure.ts'
import {createReviver} from './parcel.ts'
import type {Done, Order, Reply, Start} from './thread.ts'

const {store: folder, use, seat, pages, draws} = workerData as Start
const store = openStore(folder, {...use, onDamage: () => say('damage')})
const renderer = seatedRenderer(seat, thisMachine(), pages)
const memo = createMemo({store, verify: use.verify, heard: () => {}})

/** Jobs after which nothing is remembered any more of what jobs shared: a worker on a queue has no end. */
const MANY = 500

let revive = createReviver(memo)
let count = 0

let failures = 0

renderer.warm(pages)
if (draws) void warmCharts()
parentPort!.on('message', (order: Order) => void (order === 'close' ? close() : make(order)))

async function make({id, job: packed}: Exclude<Order, 'close'>): Promise<void> {
  const heard: Hearing[] = []
  try {
    if (++count % MANY === 0) revive = createReviver(memo)
    const job = (await revive(packed)) as EditionJob
    const own = memo.heardBy((hearing) => heard.push(hearing), job.edition.id)
    const parts = digestsOf(await makeEdition({job, stages: renderer.stages, memo: own}))
    say({id, heard, parts, ...state()})
  } catch (error) {
    say({id, heard, failure: packFailure(error), ...state()})
  }
}

// Whoever is told of a result must find it in the store.
function state(): Pick<Done, 'hasLost' | 'failures'> {
  store.commit()
  const before = failures
  failures = renderer.failures()
  return {hasLost: store.hasLost(), failures: failures - before}
}

function digestsOf(made: Artifacts<Results>): NonNullable<Done['parts']> {
  return Object.fromEntries(Object.entries(made).map(([part, {digest}]) => [part, digest])) as NonNullable<Done['parts']>
}

async function close(): Promise<void> {
  await renderer.close()
  await store.close()
  parentPort!.close()
}

function say(reply: Reply): void {
  parentPort!.postMessage(reply)
}

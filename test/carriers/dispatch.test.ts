/** What came of a group is heard whenever it ends, be it between two questions. */
import {mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import {Worker} from 'bullmq'
import {Redis} from 'ioredis'
import {expect, onTestFinished, test} from 'vitest'
import type {Consignment, Receipt} from '../../pipeline/carriers/consignment.ts'
import {openDispatch} from '../../pipeline/carriers/dispatch.ts'
import {queueName} from '../../pipeline/carriers/handshake.ts'
import {startRedis} from '../servers/redis.ts'
import {temporaryFolder} from '../temporary.ts'

const HANDSHAKE = {code: 'code', browser: 'browser', fonts: 'fonts', store: 'store'}
const RECEIPT: Receipt = {failures: {}, counts: {chart: {made: 1}} as never}

/** Milliseconds until an answer of the slow Redis is read: a job has time to end between two of them. */
const SLOW = 300

test('a group that ends between two questions is told with what it gave', async () => {
  const {redis, slow} = await connections()
  // They end around the first look at all of them, which is five seconds after the begin.
  const worker = new Worker<Consignment, Receipt>(
    queueName(HANDSHAKE),
    async ({data}) => {
      await new Promise((resolve) => setTimeout(resolve, 4_000 + Number(data.subject)))
      return RECEIPT
    },
    {connection: redis, concurrency: 100}
  )
  onTestFinished(() => worker.close(true))
  const dispatch = openDispatch(slow, {handshake: HANDSHAKE, run: 'run'})
  const subjects = Array.from({length: 60}, (_, at) => String(at * 30))
  const answers = await Promise.all(
    subjects.map((subject) => dispatch.deliver({parcel: 'parcel', crates: [], subject, editions: 1}))
  )
  expect(answers).toEqual(subjects.map(() => RECEIPT))
  await dispatch.close()
})

async function connections(): Promise<{readonly redis: Redis; readonly slow: Redis}> {
  const folder = join(await temporaryFolder(), 'redis')
  await mkdir(folder)
  const server = await startRedis(folder)
  onTestFinished(() => server.kill())
  const [redis, slow] = [0, 1].map(() => new Redis(server.address, {maxRetriesPerRequest: null})) as [Redis, Redis]
  onTestFinished(() => [redis, slow].forEach((each) => each.disconnect()))
  const send = slow.sendCommand.bind(slow)
  slow.sendCommand = async (...given) => {
    const answer = await send(...given)
    await new Promise((resolve) => setTimeout(resolve, SLOW))
    return answer
  }
  return {redis, slow}
}

import {once} from 'node:events'
import {Worker} from 'node:worker_threads'
import {expect, test} from 'vitest'
import {temporaryFolder} from '../temporary.ts'

/** Two builds met in one of sixty before the one waited for the other. */
const ROUNDS = 200

test('A3 two builds that make the store at the same moment: neither fails', async () => {
  const folder = await temporaryFolder()
  const shared = new SharedArrayBuffer(4 * ROUNDS)
  const threads = [1, 2].map(
    () => new Worker(new URL('./opening.ts', import.meta.url), {workerData: {folder, rounds: ROUNDS, shared}})
  )
  expect(await Promise.all(threads.map((thread) => once(thread, 'message')))).toEqual([[[]], [[]]])
})

/** A thread that opens new indexes, one after the other, each at the moment when the thread beside it does. */
import {join} from 'node:path'
import {parentPort, workerData} from 'node:worker_threads'
import {openIndex} from '../../pipeline/cache/index-file.ts'

const {folder, rounds, shared} = workerData as {folder: string; rounds: number; shared: SharedArrayBuffer}
const there = new Int32Array(shared)
const failures: string[] = []
for (let round = 0; round < rounds; round++) {
  Atomics.add(there, round, 1)
  while (Atomics.load(there, round) < 2);
  try {
    const index = openIndex(join(folder, String(round)), () => failures.push('damage'))
    index.note('here')
    index.close()
  } catch (error) {
    failures.push(String(error))
  }
}
parentPort?.postMessage(failures)

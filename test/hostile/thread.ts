/** Runs command lines one after another, in a thread that can be ended when one of them does not end. */
import {parentPort} from 'node:worker_threads'
import {main} from '../../pipeline/commands/main.ts'
import {thisMachine} from '../../pipeline/world.ts'

parentPort?.on('message', async (args: readonly string[]) => {
  const told = {out: '', err: ''}
  const status = await main(args, {
    world: thisMachine(),
    signal: new AbortController().signal,
    output: {
      isColoured: false,
      columns: undefined,
      out: (text) => (told.out += text),
      err: (text) => (told.err += text)
    }
  })
  parentPort?.postMessage({status, ...told})
})

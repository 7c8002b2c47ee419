/** The thread in which a command runs. It says what to print and when it has ended; the other thread listens to signals. */
import {EventEmitter, once} from 'node:events'
import {parentPort, workerData} from 'node:worker_threads'
import type {Output} from './command.ts'
import type {Start, Told, Word} from './supervise.ts'

const {args, isColoured, hasLinks, columns, canAsk} = workerData as Start
const [{main}, {thisMachine}] = await Promise.all([import('./main.ts'), import('../world.ts')])

const say = (word: Word) => parentPort?.postMessage(word)
const output: Output = {
  isColoured,
  ...(hasLinks !== undefined && {hasLinks}),
  columns,
  out: (text) => say({stream: 'stdout', text}),
  err: (text) => say({stream: 'stderr', text})
}
const interruption = new AbortController()
const answers = new EventEmitter()
parentPort?.on('message', (said: Told) => (said === 'interrupt' ? interruption.abort() : answers.emit('answer', said.answer)))
// Waiting for an interruption keeps nothing from ending.
parentPort?.unref()
const ask = async (question: string) => {
  parentPort?.ref()
  say({question})
  const [answer] = await once(answers, 'answer')
  parentPort?.unref()
  return answer as string
}
const needTime = (patience: number) => say({patience})
say({status: await main(args, {world: thisMachine(), output, signal: interruption.signal, needTime, ...(canAsk && {ask})})})

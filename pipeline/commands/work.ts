/** `octavo work`: makes editions for plans on a queue, anywhere where the store can be reached. */
import {createTally} from '../carriers/tally.ts'
import type {WorkEvent} from '../carriers/work.ts'
import {farStore, withSession} from '../run/session.ts'
import {UsageError, type Command} from './command.ts'
import {checkEnvironment, count, readJobs, readPlace, storeOptions, textOption} from './given.ts'

/** Milliseconds in which the editions in hand end, amply; whoever asked may insist before. */
const PATIENCE = 120_000

/** `octavo work`. */
export const workCommand: Command = {
  name: 'work',
  summary: 'Makes editions for builds with --queue, until it is told to end.',
  usage: `octavo work --queue URL --store s3://BUCKET/PREFIX [options]

  --queue URL           Redis or Valkey, as redis://host:6379
  --store URL           the bucket that all share; ?endpoint=, &region=, &path-style=
  --jobs N              pages printed at a time; as many as there are cores
  --metrics [HOST:]PORT figures for Prometheus at /metrics, and /healthz

What it does is told line by line, as JSON. SIGTERM ends it after the editions in hand.`,
  options: {...storeOptions, queue: {type: 'string'}, jobs: {type: 'string'}, metrics: {type: 'string'}},
  async run(given, {world, signal, onNotice, needTime, tell}) {
    checkEnvironment(world)
    const store = textOption(given, 'store')
    const queue = textOption(given, 'queue')
    if (given.words.length > 0) throw new UsageError(`Unexpected \`${given.words[0]}\`, expected options only`)
    if (queue === undefined) throw new UsageError('Expected `--queue redis://host:6379`')
    if (farStore(world, store) === undefined)
      throw new UsageError('Expected `--store s3://bucket/prefix`, the store that the plan names')
    const place = readPlace(given, 'metrics')
    needTime(PATIENCE)
    const {work} = await import('../carriers/work.ts')
    const tally = createTally()
    const monitor = place && (await (await import('../carriers/monitor.ts')).openMonitor(place, {tally, world}))
    signal.addEventListener('abort', () => monitor?.end(), {once: true})
    const onEvent = (event: WorkEvent) => {
      tally.note(event)
      onNotice(JSON.stringify({time: world.time(), ...event}))
    }
    try {
      const options = {queue, jobs: readJobs(given, world), signal, onEvent, ...(monitor && {onOpen: monitor.watch})}
      await withSession(world, {store, tell}, (session) => work(options, session))
    } finally {
      await monitor?.close()
    }
    const {made, known, failed} = tally.counts().editions
    const text = `${count(made, 'edition')} made, ${known} known, ${failed} with errors`
    return {status: 0, result: {made, known, failed}, text, messages: [], isSummary: true}
  }
}

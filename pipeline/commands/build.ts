/** `octavo build`: every edition that is not there already. */
import {resolve} from 'node:path'
import {build, type BuildOptions, type BuildResult} from '../build.ts'
import {farStore, storeFolder, withSession, type Session, type SessionOptions} from '../run/session.ts'
import {shardName} from '../run/shard-file.ts'
import type {World} from '../world.ts'
import {UsageError, type Command, type Given, type Outcome, type Setting} from './command.ts'
import {count, readBuild, runOptions, storeOptions, textOption, verboseOptions, waiting} from './given.ts'
import {duration, stageLines} from './progress.ts'
import {readRelease, releaseOptions} from './release-options.ts'

/** `octavo build`. */
export const buildCommand: Command = {
  name: 'build',
  summary: 'Makes every edition whose content changed, and publishes them.',
  usage: `octavo build [report] [options]

  --only axis=id[,id]   only these editions; several axes are crossed
  --format html,pdf     only these formats; press is the third
  --out DIR             instead of output/<report>; or s3://BUCKET/PREFIX
  --store DIR           instead of output/.store; or s3://BUCKET/PREFIX, to lie behind it
  --jobs N              pages printed at a time; as many as there are cores
  --queue URL           made by workers on Redis or Valkey; with --store s3://BUCKET/PREFIX
  --shard i/n           only part i of n, into output/<report>-shard-<i>-of-<n>
  --self-contained      each page one file, to mail; into output/<report>-self-contained
  --findings FILE       an HTML page of all that was found, with pictures of the printed pages
  --strict              publish nothing where there is a warning
  --release             put it on file in the report, as releases/<date>.json
  --correct REASON      mend the release on file, and tell readers; --correct "en=..."
  --date DAY            of the correction, instead of today
  --draft               with a watermark on every page, into output/<report>-draft
  --verify              run again what would be recalled, and compare
  --watch               again whenever a file of the report is saved, until Ctrl-C
  --verbose             how often each stage ran, and how long`,
  options: {
    ...runOptions,
    ...storeOptions,
    jobs: {type: 'string'},
    shard: {type: 'string'},
    findings: {type: 'string'},
    queue: {type: 'string'},
    ...verboseOptions,
    ...releaseOptions,
    verify: {type: 'boolean'},
    strict: {type: 'boolean'},
    watch: {type: 'boolean'}
  },
  async run(given, setting) {
    const {world, tell, onProgress, onNotice} = setting
    const start = world.milliseconds()
    const onIdle = (reason: string) => onNotice(`Waiting: ${reason}.`)
    const queue = readQueue(given, world)
    const findings = textOption(given, 'findings')
    const shown = findings === undefined ? {} : {findings: resolve(world.folder, findings)}
    const options = {
      ...(await readBuild(given, setting)),
      ...readRelease(given, setting),
      ...queue,
      ...shown,
      strict: given.options['strict'] === true,
      onProgress,
      onIdle,
      onWait: waiting(setting)
    }
    const store = textOption(given, 'store')
    const opening = {...(store !== undefined && {store}), verify: given.options['verify'] === true, tell}
    const outcomeOf = (result: BuildResult, session: Session, milliseconds: number) => {
      if (given.options['verbose'] === true) stageLines(session).forEach(onNotice)
      return outcome(result, milliseconds, options)
    }
    if (given.options['watch'] === true) await watch({options, opening, outcomeOf}, setting)
    return withSession(world, opening, async (session) => {
      const result = await build(options, session)
      return outcomeOf(result, session, Math.round(world.milliseconds() - start))
    })
  }
}

interface Watch {
  readonly options: BuildOptions
  readonly opening: SessionOptions
  readonly outcomeOf: (result: BuildResult, session: Session, milliseconds: number) => Outcome
}

// What watches is loaded where it is asked for. It ends with the signal alone, as an interruption.
async function watch({options, opening, outcomeOf}: Watch, {world, signal, onOutcome}: Setting): Promise<void> {
  const {buildAgain} = await import('../preview/build-again.ts')
  await buildAgain({
    build: options,
    session: opening,
    world,
    made: [options.out, resolve(world.folder, 'output'), storeFolder(world, opening.store)],
    onWrong: (messages) => onOutcome({status: 1, result: {}, text: '', messages}),
    onBuilt: (result, session, milliseconds) => onOutcome(outcomeOf(result, session, milliseconds))
  })
  signal.throwIfAborted()
}

function outcome(result: BuildResult, milliseconds: number, built: Built): Outcome {
  const text = describe(result, milliseconds, built)
  return {
    status: hasFailed(result) ? 1 : 0,
    result: {...result, ms: milliseconds},
    text,
    messages: result.messages,
    isSummary: true
  }
}

function hasFailed({editions, messages}: BuildResult): boolean {
  return editions.failed > 0 || messages.some(({severity}) => severity === 'error')
}

function readQueue(given: Given, world: World): {queue?: string} {
  const queue = textOption(given, 'queue')
  if (queue === undefined) return {}
  if (farStore(world, textOption(given, 'store')) === undefined)
    throw new UsageError('Expected `--store s3://bucket/prefix` beside `--queue`, the store that its workers share')
  return {queue}
}

type Built = Pick<BuildOptions, 'out' | 'shard'>

function describe({editions, formats, release}: BuildResult, milliseconds: number, {out, shard}: Built): string {
  const parts = [
    `${count(editions.total, 'edition')}${shard ? ` of shard ${shardName(shard)}` : ''}`,
    `${editions.built} built`,
    `${editions.same} the same`,
    ...(editions.failed > 0 ? [`${editions.failed} failed`] : [])
  ]
  return `${parts.join(', ')}; ${count(formats.pdf.printed, 'PDF')} printed, ${count(formats.html.written, 'page')} written; ${duration(milliseconds)}\n${out}${release ? `\nrelease of ${release.date} ${release.state}: ${release.path}` : ''}`
}

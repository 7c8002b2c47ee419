/** `octavo plan`: what a build would do now, found out by the stages that need no browser. */
import {posix} from 'node:path'
import {makeEditions} from '../carriers/process.ts'
import {planEdition} from '../edition.ts'
import {openRun} from '../run/open.ts'
import {placeOf} from '../run/output.ts'
import {findPublished, planPublication} from '../run/publication.ts'
import {withSession} from '../run/session.ts'
import {toldOf} from '../run/summary.ts'
import type {EditionResult} from '../run/results.ts'
import type {Comparison} from '../stages/publish/index.ts'
import type {Command} from './command.ts'
import {readBuild, runOptions, storeOptions, textOption, verboseOptions} from './given.ts'
import {stageLines} from './progress.ts'

interface PlannedEdition {
  readonly id: string
  readonly path: string
  /** `print`: a PDF must be printed. `write`: bytes that are known already. `keep`: all is there. */
  readonly state: 'print' | 'write' | 'keep' | 'failed'
}

/** `octavo plan`. */
export const planCommand: Command = {
  name: 'plan',
  summary: 'Tells what a build would print, write and remove; no browser.',
  usage: `octavo plan [report] [options]

  --only axis=id[,id]   only these editions; several axes are crossed
  --format html,pdf     only these formats; press is the third
  --out DIR             instead of output/<report>; or s3://BUCKET/PREFIX
  --store DIR           instead of output/.store; or s3://BUCKET/PREFIX, to lie behind it
  --self-contained      each page one file, to mail; into output/<report>-self-contained
  --draft               of a draft
  --verbose             how often each stage ran, and how long`,
  options: {...runOptions, ...storeOptions, ...verboseOptions},
  async run(given, setting) {
    const {world, signal, tell, onNotice} = setting
    const options = await readBuild(given, setting)
    return withSession(world, {store: textOption(given, 'store'), tell}, async (session) => {
      const run = await openRun({...options, rendering: 'recall'}, session)
      const results = await makeEditions(run, {make: planEdition, jobs: 1, signal, onProgress: () => {}})
      const {comparison, messages} = await planPublication(results, run, await findPublished(placeOf(options.out, session)))
      if (given.options['verbose'] === true) stageLines(session).forEach(onNotice)
      const editions = results.map((result) => plannedEdition(result, comparison))
      const own = new Set(results.flatMap(({files}) => files.map((file) => file.path)))
      const shared = [...comparison.write, ...comparison.print].filter((path) => !own.has(path)).sort()
      return {
        status: results.some(({state}) => state === 'failed') ? 1 : 0,
        result: {editions, write: shared, remove: comparison.remove},
        text: describe(editions, shared, comparison.remove),
        messages: [...messages, ...run.told(toldOf(results))]
      }
    })
  }
}

function plannedEdition({edition: {id, path}, state, files}: EditionResult, {print, write}: Comparison): PlannedEdition {
  const isIn = (list: readonly string[]) => files.some((file) => list.includes(file.path))
  return {id, path, state: state === 'failed' ? 'failed' : isIn(print) ? 'print' : isIn(write) ? 'write' : 'keep'}
}

function describe(editions: readonly PlannedEdition[], shared: readonly string[], removed: readonly string[]): string {
  const count = (state: PlannedEdition['state']) => editions.filter((edition) => edition.state === state).length
  const lines = editions.filter(({state}) => state !== 'keep').map(({id, state}) => `${state.padEnd(6)}  ${id}`)
  const failed = count('failed') > 0 ? `, ${count('failed')} with errors` : ''
  return [
    ...lines,
    ...byFolder(shared).map((path) => `write   ${path}`),
    ...byFolder(removed).map((path) => `remove  ${path}`),
    `${editions.length} editions: ${count('print')} to print, ${count('write')} to write, ${count('keep')} to keep${failed}; ${removed.length} ${removed.length === 1 ? 'file' : 'files'} to remove`
  ].join('\n')
}

/** More files of one folder than these are told in one line. */
const MOST_OF_A_FOLDER = 8

// Fonts are many, and belong together.
function byFolder(paths: readonly string[]): readonly string[] {
  const folders = [...Map.groupBy(paths, (path) => posix.dirname(path))]
  return folders.flatMap(([folder, inside]) =>
    inside.length > MOST_OF_A_FOLDER && folder !== 'assets' ? [`${folder}/ (${inside.length} files)`] : inside
  )
}

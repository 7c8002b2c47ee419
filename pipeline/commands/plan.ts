/** `octavo plan`: what a build would do now, found out by the stages that need no browser. */
import {posix} from 'node:path'
import {makeEditions} from '../carriers/process.ts'
import {planEdition} from '../edition.ts'
import {openRun} from '../run/open.ts'
import {placeOf} from '../run/output.ts'
import {findPublished, planPublication} from '../run/publication.ts'
import {withSession} from '../run/session.ts'
import {toldOf} from '../run/summary.ts'
import {findCauses, findIdle, type Causes} from '../run/why/causes.ts'
import {readRecord} from '../run/why/record.ts'
import type {EditionResult} from '../run/results.ts'
import type {Comparison} from '../stages/publish/index.ts'
import type {Edition} from '../types.ts'
import type {Command} from './command.ts'
import {readBuild, runOptions, storeOptions, textOption, verboseOptions} from './given.ts'
import {stageLines} from './progress.ts'
import {causeLines, counted, editionsTold} from './show-causes.ts'

interface PlannedEdition {
  readonly id: string
  readonly path: string
  /** `print`: a PDF must be printed. `write`: bytes that are known already. `keep`: all is there. */
  readonly state: 'print' | 'write' | 'keep' | 'failed'
}

/** `octavo plan`. */
export const planCommand: Command = {
  name: 'plan',
  summary: 'Tells what a build would make and remove, and why; no browser.',
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
      const changing = editions.filter(({state}) => state === 'print' || state === 'write').map(({id}) => id)
      const record = await readRecord(options.out, session)
      const {causes: reaching, unknown} = await findCauses(changing, run, record)
      const causes = [...reaching, ...(await findIdle({causes: reaching, unknown}, run, record))]
      const own = new Set(results.flatMap(({files}) => files.map((file) => file.path)))
      const shared = [...comparison.write, ...comparison.print].filter((path) => !own.has(path)).sort()
      return {
        status: results.some(({state}) => state === 'failed') ? 1 : 0,
        result: {editions, write: shared, remove: comparison.remove, causes, unknown},
        text: describe({editions, shared, removed: comparison.remove, causes: {causes, unknown}, all: run.prepared.editions}),
        messages: [...messages, ...run.told(toldOf(results))]
      }
    })
  }
}

function plannedEdition({edition: {id, path}, state, files}: EditionResult, {print, write}: Comparison): PlannedEdition {
  const isIn = (list: readonly string[]) => files.some((file) => list.includes(file.path))
  return {id, path, state: state === 'failed' ? 'failed' : isIn(print) ? 'print' : isIn(write) ? 'write' : 'keep'}
}

interface Description {
  readonly editions: readonly PlannedEdition[]
  readonly shared: readonly string[]
  readonly removed: readonly string[]
  readonly causes: Causes
  /** Of the report. */
  readonly all: readonly Edition[]
}

/** More editions of one state than these are told in one line. */
const MOST_EDITIONS = 20

function describe({editions, shared, removed, causes, all}: Description): string {
  const told = editionsTold(all)
  const idsOf = (state: PlannedEdition['state']) => editions.filter((edition) => edition.state === state).map(({id}) => id)
  const count = (state: PlannedEdition['state']) => idsOf(state).length
  const lines = (['print', 'write', 'failed'] as const).flatMap((state) => {
    const ids = idsOf(state)
    return ids.length > MOST_EDITIONS ? [`${state.padEnd(6)}  ${told(ids)}`] : ids.map((id) => `${state.padEnd(6)}  ${id}`)
  })
  const failed = count('failed') > 0 ? `, ${count('failed')} with errors` : ''
  return [
    ...lines,
    ...byFolder(shared).map((path) => `write   ${path}`),
    ...byFolder(removed).map((path) => `remove  ${path}`),
    ...causeLines(causes, {all}),
    `${editions.length} editions: ${count('print')} to print, ${count('write')} to write, ${count('keep')} to keep${failed}; ${sumOfFiles(shared, removed)}`
  ].join('\n')
}

// What no edition is, but goes with all of them: the catalogue, styles, fonts.
function sumOfFiles(shared: readonly string[], removed: readonly string[]): string {
  const toRemove = `${counted(removed.length, 'file')} to remove`
  return shared.length === 0 ? toRemove : `${counted(shared.length, 'shared file')} to write, ${toRemove}`
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

/** `octavo check`: the definition, the contracts of the data, every name and reference, in every edition, all languages against each other, and what nothing uses; no browser. */
import {makeEditions} from '../carriers/process.ts'
import {planEdition} from '../edition.ts'
import {findDoubts} from '../run/doubts.ts'
import {openRun} from '../run/open.ts'
import {withSession} from '../run/session.ts'
import {toldOf} from '../run/summary.ts'
import type {Command} from './command.ts'
import {
  checkEnvironment,
  checkOnly,
  readOnly,
  reportFolder,
  runOptions,
  storeOptions,
  textOption,
  verboseOptions
} from './given.ts'
import {stageLines} from './progress.ts'

/** `octavo check`. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'Checks data, chapters, charts, languages; no browser.',
  usage: `octavo check [report] [options]

  --only axis=id[,id]   only these editions; several axes are crossed
  --strict              warnings count as errors
  --store DIR           instead of output/.store
  --verbose             how often each stage ran, and how long`,
  options: {only: runOptions.only, ...storeOptions, ...verboseOptions, strict: {type: 'boolean'}},
  async run(given, {world, signal, tell, onNotice}) {
    checkEnvironment(world)
    const only = readOnly(given)
    const folder = await reportFolder(given, world)
    return withSession(world, {store: textOption(given, 'store'), tell}, async (session) => {
      const options = {folder, only, formats: ['html', 'pdf'], draft: false, jobs: 1, rendering: 'none'} as const
      const run = await openRun({...options, checkOnly: (axes) => checkOnly(only, axes)}, session)
      const results = await makeEditions(run, {make: planEdition, jobs: 1, signal, onProgress: () => {}})
      const told = toldOf(results)
      const doubts = await findDoubts(run, run.told(told), session)
      if (given.options['verbose'] === true) stageLines(session).forEach(onNotice)
      const messages = run.told([...told, ...doubts.map((message) => ({message}))])
      const wrong = messages.filter(({severity}) => severity === 'error' || given.options['strict'] === true).length
      return {
        status: wrong > 0 ? 1 : 0,
        result: {editions: results.length},
        text: wrong > 0 ? '' : `${results.length} editions checked, ${messages.length > 0 ? 'no errors' : 'no rule broken'}`,
        messages,
        isSummary: true
      }
    })
  }
}

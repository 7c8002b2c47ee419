/** What a report is and which editions it has, as a command that only the interface for programs has. */
import type {Command} from '../commands/command.ts'
import {checkEnvironment, reportFolder, storeOptions, textOption} from '../commands/given.ts'
import {openRun} from '../run/open.ts'
import {withSession} from '../run/session.ts'
import type {OpenReport} from './interface.ts'

/** Opens a report; `result` is an OpenReport but for its messages. */
export const openCommand: Command = {
  name: 'open',
  summary: 'Tells what a report is, and which editions it has.',
  usage: 'open [report]',
  options: storeOptions,
  async run(given, {world, tell}) {
    checkEnvironment(world)
    const folder = await reportFolder(given, world)
    return withSession(world, {store: textOption(given, 'store'), tell}, async (session) => {
      const options = {folder, only: {}, formats: ['pdf'], draft: false, jobs: 1, rendering: 'none'} as const
      const {prepared, editions, told} = await openRun({...options, checkOnly: () => {}}, session)
      const {report, axes} = prepared
      const {id, title, release, formats = ['html', 'pdf']} = report.definition
      const result: Omit<OpenReport, 'messages'> = {
        folder,
        id,
        title,
        release,
        languages: report.languages,
        formats,
        axes: axes.map(({name, values}) => ({name, values: values.map((value) => value.id)})),
        editions: editions.map(({id, axes, language, path}) => ({id, axes, language, path}))
      }
      return {status: 0, result: {...result}, text: '', messages: told([])}
    })
  }
}

/** `octavo plan`: what a build would make now, found out by the stages that need no browser. */
import {makeAssets} from '../run/assets.ts'
import {draftPage, isPrinted} from '../edition.ts'
import {jobFor} from '../run/job.ts'
import {settingsFor} from '../build.ts'
import {ReportError, type Message} from '../messages.ts'
import {placeMessages} from '../run/locate.ts'
import {isSelected} from '../stages/plan/index.ts'
import {prepare} from '../run/prepare.ts'
import {openPress} from '../run/renderer.ts'
import {openSession} from '../run/session.ts'
import type {Edition} from '../types.ts'
import {Interruption, type Command} from './command.ts'
import {checkOnly, readOnly, reportFolder, selectionOptions, storeOptions, textOption} from './given.ts'

interface PlannedEdition {
  readonly id: string
  readonly path: string
  readonly state: 'print' | 'same' | 'failed'
}

export const planCommand: Command = {
  name: 'plan',
  summary: 'Tells which editions a build would print now; starts no browser.',
  usage: `octavo plan [report] [options]

  --only axis=id[,id]   only these editions; several axes are crossed
  --store DIR           instead of output/.store`,
  options: {...selectionOptions, ...storeOptions},
  async run(given, {world, signal}) {
    const only = readOnly(given)
    const session = await openSession(world, {store: textOption(given, 'store')})
    try {
      const prepared = await prepare(await reportFolder(given, world), session)
      checkOnly(only, prepared.axes)
      const press = await openPress(session, 1)
      const assets = await makeAssets(prepared, session.memo)
      const settings = settingsFor({formats: ['pdf'], draft: false}, prepared, press, assets, session)
      const told: {edition: Edition; message: Message}[] = []
      const planned: PlannedEdition[] = []
      for (const edition of prepared.editions.filter((edition) => isSelected(edition, only))) {
        if (signal.aborted) throw new Interruption()
        const {id, path} = edition
        try {
          const job = jobFor(edition, prepared, settings)
          const page = await draftPage(job, press.stages, session.memo)
          planned.push({id, path, state: (await isPrinted(page, job, press.stages, session.memo)) ? 'same' : 'print'})
        } catch (error) {
          if (!(error instanceof ReportError)) throw error
          told.push(...error.messages.map((message) => ({edition, message})))
          planned.push({id, path, state: 'failed'})
        }
      }
      const messages = placeMessages(
        [...prepared.messages.map((message) => ({message})), ...told],
        prepared.chapters,
        prepared.report.chapters
      )
      return {status: told.length > 0 ? 1 : 0, result: {editions: planned}, text: describe(planned), messages}
    } finally {
      await session.close()
    }
  }
}

function describe(planned: readonly PlannedEdition[]): string {
  const count = (state: PlannedEdition['state']) => planned.filter((edition) => edition.state === state).length
  const lines = planned.filter(({state}) => state !== 'same').map(({id, state}) => `${state.padEnd(6)}  ${id}`)
  return [
    ...lines,
    `${planned.length} editions: ${count('print')} to print, ${count('same')} the same${count('failed') > 0 ? `, ${count('failed')} with errors` : ''}`
  ].join('\n')
}

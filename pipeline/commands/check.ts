/** `octavo check`: the definition, the contracts of the data, every name and reference, in every edition; no browser. */
import {makeAssets} from '../run/assets.ts'
import {settingsFor} from '../build.ts'
import {draftPage} from '../edition.ts'
import {jobFor} from '../run/job.ts'
import {ReportError, type Message} from '../messages.ts'
import {placeMessages} from '../run/locate.ts'
import {prepare} from '../run/prepare.ts'
import {openDryPress} from '../run/renderer.ts'
import {openSession} from '../run/session.ts'
import type {Edition} from '../types.ts'
import {Interruption, type Command} from './command.ts'
import {reportFolder, storeOptions, textOption} from './given.ts'

export const checkCommand: Command = {
  name: 'check',
  summary: 'Checks data, chapters and charts of every edition; no browser.',
  usage: `octavo check [report] [options]

  --strict      warnings count as errors
  --store DIR   instead of output/.store`,
  options: {...storeOptions, strict: {type: 'boolean'}},
  async run(given, {world, signal}) {
    const session = await openSession(world, {store: textOption(given, 'store')})
    try {
      const prepared = await prepare(await reportFolder(given, world), session)
      const press = await openDryPress(session)
      const assets = await makeAssets(prepared, session.memo)
      const settings = settingsFor({formats: ['pdf'], draft: false}, prepared, press, assets, session)
      const told: {edition: Edition; message: Message}[] = []
      for (const edition of prepared.editions) {
        if (signal.aborted) throw new Interruption()
        const memo = session.memo.heardBy(({messages}) => told.push(...messages.map((message) => ({edition, message}))))
        await draftPage(jobFor(edition, prepared, settings), press.stages, memo).catch((error: unknown) => {
          if (!(error instanceof ReportError)) throw error
          told.push(...error.messages.map((message) => ({edition, message})))
        })
      }
      const messages = placeMessages(
        [...prepared.messages.map((message) => ({message})), ...told],
        prepared.chapters,
        prepared.report.chapters
      )
      const wrong = messages.filter(({severity}) => severity === 'error' || given.options['strict'] === true).length
      return {
        status: wrong > 0 ? 1 : 0,
        result: {editions: prepared.editions.length},
        text: wrong > 0 ? '' : `${prepared.editions.length} editions checked, nothing wrong`,
        messages
      }
    } finally {
      await session.close()
    }
  }
}

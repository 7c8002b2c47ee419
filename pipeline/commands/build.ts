/** `octavo build`: every edition that is not there already. */
import {join, resolve} from 'node:path'
import {build, type BuildResult} from '../build.ts'
import {openSession} from '../run/session.ts'
import {Interruption, type Command} from './command.ts'
import {
  checkOnly,
  readFormats,
  readJobs,
  readOnly,
  reportFolder,
  reportName,
  selectionOptions,
  storeOptions,
  textOption
} from './given.ts'
import {duration} from './progress.ts'

export const buildCommand: Command = {
  name: 'build',
  summary: 'Makes every edition whose content changed, and publishes them.',
  usage: `octavo build [report] [options]

  --only axis=id[,id]   only these editions; several axes are crossed
  --format html,pdf     only these formats
  --out DIR             instead of output/<report>
  --store DIR           instead of output/.store
  --jobs N              pages printed at a time; as many as there are cores
  --draft               with a watermark on every page
  --verify              run again what would be recalled, and compare`,
  options: {
    ...selectionOptions,
    ...storeOptions,
    format: {type: 'string'},
    out: {type: 'string'},
    jobs: {type: 'string'},
    draft: {type: 'boolean'},
    verify: {type: 'boolean'}
  },
  async run(given, {world, signal, hear}) {
    const start = world.milliseconds()
    const folder = await reportFolder(given, world)
    const only = readOnly(given)
    const out = resolve(world.folder, textOption(given, 'out') ?? join('output', reportName(folder)))
    const options = {
      folder,
      out,
      only,
      formats: readFormats(given),
      jobs: readJobs(given, world),
      draft: given.options['draft'] === true,
      signal,
      hear,
      checkOnly: (axes: Parameters<typeof checkOnly>[1]) => checkOnly(only, axes)
    }
    const session = await openSession(world, {store: textOption(given, 'store'), verify: given.options['verify'] === true})
    try {
      const result = await build(options, session)
      const milliseconds = Math.round(world.milliseconds() - start)
      return {
        status: hasFailed(result) ? 1 : 0,
        result: {...result, ms: milliseconds},
        text: describe(result, milliseconds, out),
        messages: result.messages
      }
    } catch (error) {
      throw signal.aborted ? new Interruption() : error
    } finally {
      await session.close()
    }
  }
}

function hasFailed({editions, messages}: BuildResult): boolean {
  return editions.failed > 0 || messages.some(({severity}) => severity === 'error')
}

function describe({editions, formats}: BuildResult, milliseconds: number, out: string): string {
  const parts = [
    count(editions.total, 'edition'),
    `${editions.built} built`,
    `${editions.same} the same`,
    ...(editions.failed > 0 ? [`${editions.failed} failed`] : [])
  ]
  return `${parts.join(', ')}; ${count(formats.pdf.printed, 'PDF')} printed, ${count(formats.html.written, 'page')} written; ${duration(milliseconds)}\n${out}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

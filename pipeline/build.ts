/** A build, from the report's folder to the published editions. */
import {makeAssets, type Assets} from './run/assets.ts'
import {buildEdition} from './edition.ts'
import {jobFor, type JobSettings} from './run/job.ts'
import {isOfMachine, MachineError, ReportError, type Message} from './messages.ts'
import {placeMessages} from './run/locate.ts'
import type {Report} from './stages/load/index.ts'
import {isSelected} from './stages/plan/index.ts'
import {prepare, type Prepared} from './run/prepare.ts'
import {openDryPress, openPress, type Press} from './run/renderer.ts'
import {publishBuild, type EditionResult} from './run/results.ts'
import {releaseDate, TOOL} from './run/tool.ts'
import type {Session, StageCounts} from './run/session.ts'
import type {Axis, Edition, Format} from './types.ts'

export interface BuildOptions {
  /** Folder of the report, and folder of its output. */
  readonly folder: string
  readonly out: string
  readonly only: Readonly<Record<string, readonly string[]>>
  readonly formats: readonly Format[] | undefined
  readonly jobs: number
  readonly draft: boolean
  readonly signal: AbortSignal
  /** Refuses a selection that means nothing, before any work. */
  readonly checkOnly: (axes: readonly Axis[]) => void
  readonly hear: (progress: {
    readonly edition: string
    readonly state: EditionResult['state']
    readonly done: number
    readonly total: number
  }) => void
}

export interface BuildResult {
  readonly editions: {readonly total: number; readonly built: number; readonly same: number; readonly failed: number}
  readonly formats: {
    readonly pdf: {readonly printed: number; readonly same: number}
    readonly html: {readonly written: number; readonly same: number}
  }
  readonly stages: StageCounts
  readonly messages: readonly Message[]
}

/** What all editions of a build are made with. */
export interface Building {
  readonly prepared: Prepared
  readonly press: Press
  readonly assets: Assets
  readonly options: BuildOptions
  readonly settings: JobSettings
  readonly session: Session
}

export async function build(options: BuildOptions, session: Session): Promise<BuildResult> {
  let opening: Promise<Press> | undefined
  try {
    const prepared = await prepare(options.folder, session, (report) => (opening = openEarly(report, options, session)))
    options.checkOnly(prepared.axes)
    const press = await opening!
    const formats = formatsOf(prepared.report, options)
    const assets = await makeAssets(prepared, session.memo)
    const settings = settingsFor({...options, formats}, prepared, press, assets, session)
    const building = {prepared, press, assets, options, settings, session}
    const editions = prepared.editions.filter((edition) => isSelected(edition, options.only))
    const results = await buildAll(editions, building)
    const changed = await publishBuild(results, building)
    return summary(results, changed, building)
  } finally {
    await (await opening?.catch(() => undefined))?.close()
  }
}

function formatsOf({definition}: Report, {formats}: BuildOptions): readonly Format[] {
  return formats ?? definition.formats ?? ['html', 'pdf']
}

// Where something is new, pages will be: the browsers start while data are asked and chapters parsed.
function openEarly(report: Report, options: BuildOptions, session: Session): Promise<Press> {
  const opening = formatsOf(report, options).includes('pdf') ? openPress(session, options.jobs) : openDryPress(session)
  void Promise.all([opening, session.firstRun]).then(
    ([press]) => press.warm(),
    () => undefined
  )
  return opening
}

/** What all jobs of a run have in common. */
export function settingsFor(
  {formats, draft}: Pick<JobSettings, 'formats' | 'draft'>,
  {report}: Prepared,
  {browser, fonts}: Press,
  {edition, pictures}: Assets,
  {world}: Session
): JobSettings {
  const {definition} = report
  return {
    formats,
    draft,
    release: releaseDate(definition.release, world.env),
    tool: TOOL,
    browser,
    fonts,
    assets: edition,
    pictures
  }
}

// More editions than pages are under way, so that the browser never waits for the next one. When the machine
// fails, none is begun any more, and those under way end before the browser and the store are closed.
async function buildAll(editions: readonly Edition[], building: Building): Promise<readonly EditionResult[]> {
  const {jobs, signal, hear} = building.options
  const results: EditionResult[] = []
  const queue = [...editions]
  const work = async () => {
    for (let edition = queue.shift(); edition !== undefined; edition = queue.shift()) {
      signal.throwIfAborted()
      const result = await buildOne(edition, building)
      results.push(result)
      hear({edition: edition.id, state: result.state, done: results.length, total: editions.length})
    }
  }
  const ended = await Promise.allSettled(
    Array.from({length: jobs + 1}, () =>
      work().catch((error: unknown) => {
        queue.length = 0
        throw error
      })
    )
  )
  const broken = ended.find((end) => end.status === 'rejected')
  if (broken !== undefined) throw broken.reason
  return results.sort((a, b) => (a.edition.id < b.edition.id ? -1 : 1))
}

// One wrong edition does not stop the others.
async function buildOne(edition: Edition, building: Building): Promise<EditionResult> {
  const messages: Message[] = []
  let state: EditionResult['state'] = 'same'
  const memo = building.session.memo.heardBy((event) => {
    messages.push(...event.messages)
    if (event.ran) state = 'built'
  })
  const job = jobFor(edition, building.prepared, building.settings)
  const {queries} = job.text
  try {
    const files = await buildEdition(job, building.press.stages, memo)
    return {edition, state, files, queries, messages}
  } catch (error) {
    if (building.options.signal.aborted || error instanceof MachineError || isOfMachine(error)) throw error
    return {edition, state: 'failed', files: [], queries, messages: [...messages, ...reasons(error)]}
  }
}

function reasons(error: unknown): readonly Message[] {
  if (error instanceof ReportError) return error.messages
  return [{severity: 'error', rule: 'edition-is-built', reason: error instanceof Error ? error.message : String(error)}]
}

function summary(results: readonly EditionResult[], changed: ReadonlySet<string>, {prepared, session}: Building): BuildResult {
  const failed = results.filter(({state}) => state === 'failed').length
  const built = results.filter(({files}) => files.some(({path}) => changed.has(path))).length
  const files = results.flatMap((result) => result.files)
  const [pdfs, pages] = [files.filter(({format}) => format === 'pdf'), files.filter(({format}) => format === 'html')]
  const printed = session.counts['print']?.ran ?? 0
  const written = pages.filter(({path}) => changed.has(path)).length
  const told = results.flatMap(({edition, messages}) => messages.map((message) => ({edition, message})))
  return {
    editions: {total: results.length, built, same: results.length - built - failed, failed},
    formats: {pdf: {printed, same: pdfs.length - printed}, html: {written, same: pages.length - written}},
    stages: session.counts,
    messages: placeMessages(
      [...prepared.messages.map((message) => ({message})), ...told],
      prepared.chapters,
      prepared.report.chapters
    )
  }
}

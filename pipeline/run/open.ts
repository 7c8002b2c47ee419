/** What a build, a plan and a check have in common: the report prepared, what renders it, and the job of each edition. */
import type {Message} from '../messages.ts'
import {warmCharts} from '../stages/chart/index.ts'
import {isSelected} from '../stages/plan/index.ts'
import type {Report} from '../stages/load/index.ts'
import type {Axis, Edition, Format, Source} from '../types.ts'
import {cutterVersions} from '../design/cut.ts'
import {makeAssets, type Assets} from './assets.ts'
import {completeCorrection, type TypedCorrection} from './correction.ts'
import {frameOf, type Frame} from './frame.ts'
import {jobFor, type EditionJob} from './job.ts'
import {jobSourcesOf, type JobSettings, type JobSources} from './job-sources.ts'
import {tellMissingRows} from './rows-missing.ts'
import {joinMessages, placeMessages, type Joined, type Told} from './locate.ts'
import {prepare, type Prepared} from './prepare.ts'
import {createRemarking} from './remarking.ts'
import {openRenderer, type Renderer, type Rendering} from './renderer.ts'
import type {Session} from './session.ts'
import type {Part} from './shard-file.ts'
import {loadStages} from './stages.ts'
import {releaseDate, TOOL} from './tool.ts'
import {makeWebFonts, type WebFonts} from './web-fonts.ts'

/** The wanted values of each axis that is narrowed. */
export type Only = Readonly<Record<string, readonly string[]>>

/** What is opened: which report, which of its editions, and what for. */
export interface RunOptions {
  /** Folder of the report. */
  readonly folder: string
  readonly only: Only
  /** Those of the report where left out. */
  readonly formats?: readonly Format[]
  readonly draft: boolean
  /** Each page is one file, which reads and leads to no other. */
  readonly enclosed?: boolean
  /** What is corrected with this build, in the release that is on file; nothing where the file has all that was. */
  readonly correction?: TypedCorrection
  readonly rendering: Rendering
  /** Pages printed at a time; by an opened run, in this thread. */
  readonly jobs: number
  /** What renders, where whoever opens the run keeps it for others; else the run has one of its own. */
  readonly renderer?: Renderer
  /** Remarks on queries wait until they are asked for by `settle`; only where the database is kept over many runs. */
  readonly isHurried?: true
  /** Refuses a selection that means nothing, before any work. */
  readonly checkOnly: (axes: readonly Axis[]) => void
}

/** A report opened: close it when done. */
export interface Run {
  readonly session: Session
  readonly prepared: Prepared
  readonly renderer: Renderer
  readonly assets: Assets
  /** What its jobs are made of. */
  readonly sources: JobSources
  /** What surrounds the editions in the output. */
  readonly frame: Frame
  /** Which part of a plan it is; none where it is all of it. */
  readonly part?: Part
  /** The editions that are wanted, sorted by id. */
  readonly editions: readonly Edition[]
  jobFor(edition: Edition): EditionJob
  /** Messages of the report and of editions as the author gets them: each with its place, one for many editions. */
  told(messages: readonly Told[]): readonly Message[]
  /** The same, with every edition and where in its PDF it was seen. */
  joined(messages: readonly Told[]): readonly Joined[]
  /** Look for what a hurried run left for later, until `isNeeded` says that something else is to be done. Tells whether all is known. */
  settle(isNeeded: () => boolean): Promise<boolean>
  close(): Promise<void>
}

/** Open a run. Throws a ReportError with every mistake that does not hang on one edition; nothing is left open then. */
export async function openRun(options: RunOptions, session: Session): Promise<Run> {
  let opening: Promise<Renderer> | undefined
  let fonts: Promise<WebFonts> | undefined
  const close = async () => {
    if (options.renderer === undefined) await (await opening?.catch(() => undefined))?.close()
  }
  try {
    const prepared = await prepare(options.folder, session, {
      defined: (definition) => (opening = openEarly(definition, options, session)),
      loaded: (report) => {
        fonts = fontsEarly(report, options, session)
        void session.firstRun.then(() => (report.charts.length > 0 && hasNothing(session) ? warmCharts() : undefined))
      }
    })
    options.checkOnly(prepared.axes)
    const editions = prepared.editions.filter((edition) => isSelected(edition, options.only))
    warm(opening!, session, Math.min(options.jobs, editions.length) - 1)
    if (hasNothing(session)) void loadStages()
    const renderer = await opening!
    const made = await makeAssets(prepared, session.memo, await fonts)
    const assets = options.enclosed ? {...made, files: []} : made
    const correction = options.correction && (await completeCorrection(options.correction, prepared.report, session))
    const plain = settingsFor(options, {prepared, renderer, assets, session})
    const settings = correction ? {...plain, corrections: [...plain.corrections, correction]} : plain
    const sources = jobSourcesOf(prepared, settings)
    const remarking = createRemarking(prepared)
    if (!options.isHurried) await remarking.settle()
    const ofReport = () => [...prepared.messages, ...remarking.known()].map((message) => ({message}))
    const placing = (messages: readonly Told[]) =>
      [[...ofReport(), ...tellMissingRows(messages, prepared)], prepared.chapters, textsOf(prepared.report)] as const
    return {
      session,
      prepared,
      renderer,
      assets,
      sources,
      frame: frameOf({prepared, renderer, assets, settings}, isWhole(options)),
      editions,
      jobFor: (edition) => jobFor(edition, sources),
      told: (messages) => placeMessages(...placing(messages)),
      joined: (messages) => joinMessages(...placing(messages)),
      settle: remarking.settle,
      close
    }
  } catch (error) {
    await close()
    throw error
  }
}

// Neither editions nor formats are left out.
function isWhole({only, formats}: RunOptions): boolean {
  return Object.keys(only).length === 0 && formats === undefined
}

// The browser is sought, and unpacked where there is none, while all else is read.
function openEarly(definition: Report['definition'], options: RunOptions, session: Session): Promise<Renderer> {
  const {rendering, jobs, renderer} = options
  if (renderer !== undefined) return Promise.resolve(renderer)
  const isPrinted = formatsOf(options, definition).some((format) => format !== 'html')
  const opening = openRenderer(session, isPrinted ? rendering : 'none', jobs)
  warm(opening, session, 1)
  return opening
}

// They are cut while data are asked. The catalogue shows them too, whichever formats this run makes.
function fontsEarly(
  {definition, languages}: Report,
  {formats, enclosed}: RunOptions,
  session: Session
): Promise<WebFonts> | undefined {
  if (enclosed) return undefined
  if (![...(formats ?? []), ...publishedFormats(definition)].includes('html')) return undefined
  const fonts = makeWebFonts(languages, session)
  fonts.catch(() => undefined)
  return fonts
}

// Where something is new, pages will be: a browser starts while data are asked and chapters parsed, another for a second edition.
function warm(opening: Promise<Renderer>, {firstRun}: Session, pages: number): void {
  void Promise.all([opening, firstRun]).then(
    ([renderer]) => renderer.warm(pages),
    () => undefined
  )
}

// A build from nothing draws every chart; after an edit most are recalled, and Vega may not be needed.
function hasNothing({counts}: Session): boolean {
  return Object.values(counts).every(({recalled}) => recalled === 0)
}

// Where a character may stand that is met on a page.
function textsOf({chapters, definitions, charts}: Report): readonly Source[] {
  return [...chapters, ...definitions, ...charts]
}

function settingsFor(
  options: RunOptions,
  {prepared, renderer, assets, session}: Pick<Run, 'prepared' | 'renderer' | 'assets' | 'session'>
): JobSettings {
  const {definition} = prepared.report
  const {draft, enclosed} = options
  const release = releaseDate(definition.release, session.world.env)
  return {
    formats: formatsOf(options, definition),
    published: publishedFormats(definition),
    draft,
    release,
    tool: TOOL,
    corrections: correctionsOn(release, prepared),
    browser: renderer.browser,
    fonts: renderer.fonts,
    assets: assets.edition,
    ...(enclosed && {enclosing: {...assets.contents, cutter: cutterVersions()}}),
    pictures: assets.pictures,
    ...(prepared.pressProfile && {pressProfile: prepared.pressProfile})
  }
}

// Whoever builds a release that is on file tells what was corrected in it since.
function correctionsOn(release: string, {report}: Prepared): JobSettings['corrections'] {
  const {corrections = []} = report.filed.releases.find(({date}) => date === release) ?? {}
  return corrections.map(({date, reason}) => ({date, reason}))
}

// A PDF is one file anyhow.
function formatsOf({formats, enclosed}: RunOptions, definition: Report['definition']): readonly Format[] {
  return formats ?? (enclosed ? ['html'] : publishedFormats(definition))
}

function publishedFormats({formats}: Report['definition']): readonly Format[] {
  return formats ?? ['html', 'pdf']
}

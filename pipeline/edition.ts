/** The way of one edition: compose, draw, lay out, print, finish. Each step is recalled where its input is known. */
import {posix} from 'node:path'
import type {Asset} from './run/assets.ts'
import type {Artifact, Artifacts, Memo} from './cache/memo.ts'
import type {Digest} from './cache/hash.ts'
import {axesUsed, type ChartInput} from './stages/chart/index.ts'
import type {ComposeInput, Composed} from './stages/compose/index.ts'
import type {FinishInput} from './stages/finish/index.ts'
import type {PageCommon, PrintOnly, ScreenOnly} from './stages/page/input.ts'
import type {Stages} from './run/stages.ts'
import type {Dataset, Drawing, Edition, Figure, Format, PageMap, PrintPage, Source} from './types.ts'

/** All that one edition is made from, and nothing else. */
export interface EditionJob {
  readonly edition: Edition
  readonly formats: readonly Format[]
  readonly text: ComposeInput
  /** Specs by name. */
  readonly charts: Readonly<Record<string, Source>>
  readonly pages: PageCommon
  /** By path in the report. */
  readonly pictures: Readonly<Record<string, Asset>>
  readonly print: Omit<PrintOnly, 'pictures'>
  readonly screen: Omit<ScreenOnly, 'pictures'>
  readonly metadata: FinishInput['metadata']
  readonly browser: Digest
  readonly fonts: readonly Digest[]
  /** Name of its files, without ending. */
  readonly fileName: string
}

/** A file of the edition, to be published. */
export interface PublishedFile {
  readonly format: Format
  /** Relative to the output folder. */
  readonly path: string
  readonly content: Artifact<Uint8Array>
  /** Where its pages came to stand, for a PDF. */
  readonly map?: Artifact<PageMap>
}

/** Build one edition. Throws a ReportError with every mistake met on the way. */
export async function buildEdition(job: EditionJob, stages: Stages, memo: Memo): Promise<readonly PublishedFile[]> {
  const {html, pdf, map} = await memo.whole<Results>('edition', [stages.code, job], (memo) => makeEdition(job, stages, memo))
  const path = `${job.edition.path}/${job.fileName}`
  return [
    ...(html ? [{format: 'html', path: `${path}.html`, content: html} as const] : []),
    ...(pdf ? [{format: 'pdf', path: `${path}.pdf`, content: pdf, map} as const] : [])
  ]
}

interface Results {
  readonly html?: Uint8Array
  readonly pdf?: Uint8Array
  readonly map?: PageMap
}

async function makeEdition(job: EditionJob, stages: Stages, memo: Memo): Promise<Artifacts<Results>> {
  const content = await contentOf(job, stages, memo)
  const made = await Promise.all(
    job.formats.map((format) => (format === 'html' ? toScreen(content, job, stages, memo) : toPdf(content, job, stages, memo)))
  )
  return Object.assign({}, ...made) as Artifacts<Results>
}

/** The page that would be printed, checked: all that comes before the browser. */
export async function draftPage(job: EditionJob, stages: Stages, memo: Memo): Promise<Artifact<PrintPage>> {
  return pageToPrint(await contentOf(job, stages, memo), job, stages, memo)
}

/** Whether the browser has printed this page already. */
export function isPrinted(page: Artifact<PrintPage>, {browser, fonts}: EditionJob, stages: Stages, memo: Memo): Promise<boolean> {
  return memo.knows(stages.print, {page, browser, fonts})
}

type Content = PageCommon &
  Pick<Artifacts<Composed>, 'body' | 'outline'> & {readonly drawings: Readonly<Record<string, Artifact<Drawing>>>}

async function contentOf(job: EditionJob, stages: Stages, memo: Memo): Promise<Content> {
  const text = await memo(stages.compose, job.text)
  const drawings = await draw(await text.figures.value(), job, stages, memo)
  return {...job.pages, body: text.body, outline: text.outline, drawings}
}

async function draw(figures: readonly Figure[], job: EditionJob, stages: Stages, memo: Memo): Promise<Content['drawings']> {
  const drawn = figures.map(async (figure) => [figure.id, (await memo(stages.chart, chartInput(figure, job))).drawing] as const)
  return Object.fromEntries(await Promise.all(drawn))
}

// A chart is given the axes that its spec speaks of, so that editions with the same picture share it.
function chartInput({id, chart, data, title, alt}: Figure, {charts, text, pages, edition}: EditionJob): ChartInput {
  const {path, text: spec} = charts[chart]!
  const axes = Object.fromEntries(axesUsed(spec).map((axis) => [axis, edition.axes[axis] ?? '']))
  const dataset: Artifact<Dataset> = text.queries[data]!
  return {
    id,
    spec,
    path,
    data: {[data]: dataset},
    axes,
    theme: pages.theme,
    language: edition.language,
    width: pages.layout.chartWidth,
    title,
    ...(alt && {alt})
  }
}

async function toScreen(
  content: Content,
  {screen, edition, pictures}: EditionJob,
  stages: Stages,
  memo: Memo
): Promise<Artifacts<Results>> {
  const addresses = Object.fromEntries(
    Object.entries(pictures).map(([name, {path}]) => [name, posix.relative(edition.path, path)])
  )
  return memo(stages.screenPage, {...content, ...screen, pictures: addresses})
}

async function pageToPrint(
  content: Content,
  {print, fonts, pictures}: EditionJob,
  stages: Stages,
  memo: Memo
): Promise<Artifact<PrintPage>> {
  const contents = Object.fromEntries(Object.entries(pictures).map(([name, {content}]) => [name, content]))
  const {page} = await memo(stages.printPage, {...content, ...print, pictures: contents})
  await memo(stages.preflight, {page, fonts})
  return page
}

async function toPdf(content: Content, job: EditionJob, stages: Stages, memo: Memo): Promise<Artifacts<Results>> {
  const page = await pageToPrint(content, job, stages, memo)
  const printed = await memo(stages.print, {page, browser: job.browser, fonts: job.fonts})
  const {pdf} = await memo(stages.finish, {pdf: printed.pdf, map: printed.map, metadata: job.metadata})
  return {pdf, map: printed.map}
}

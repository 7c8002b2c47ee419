/** The way of one edition: compose, draw, lay out, print, finish. Each step is recalled where its input is known. */
import {posix} from 'node:path'
import type {Artifact, Artifacts, Memo} from './cache/memo.ts'
import type {EditionFile, EditionJob} from './run/job.ts'
import {NotPrinted, type Stages} from './run/stages.ts'
import {axesUsed, type ChartInput} from './stages/chart/index.ts'
import type {Composed} from './stages/compose/index.ts'
import type {PageCommon, PrintPageParts} from './stages/page/index.ts'
import type {Dataset, Drawing, Figure, Format, PageMap} from './types.ts'

/** Build one edition. Throws a ReportError with every mistake met on the way. */
export async function buildEdition(job: EditionJob, stages: Stages, memo: Memo): Promise<readonly EditionFile[]> {
  const made = await memo.whole<Results>('edition', [stages.code, job], (memo) => makeEdition(job, stages, memo))
  return job.formats.map((format) => fileOf(format, job, made))
}

/** The same where nothing may be printed: a PDF that only a print would tell has no content. */
export async function planEdition(job: EditionJob, stages: Stages, memo: Memo): Promise<readonly EditionFile[]> {
  try {
    return await buildEdition(job, stages, memo)
  } catch (error) {
    if (!(error instanceof NotPrinted)) throw error
    const html = job.formats.includes('html') ? await toScreen(await contentOf(job, stages, memo), job, stages, memo) : {}
    return job.formats.map((format) => fileOf(format, job, html))
  }
}

function fileOf(format: Format, {edition, fileName, assets}: EditionJob, made: Partial<Artifacts<Results>>): EditionFile {
  const path = `${edition.path}/${fileName}.${format}`
  return format === 'html' ? {format, path, content: made.html, assets} : {format, path, content: made.pdf, map: made.map}
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
function chartInput({id, chart, data, title, alt}: Figure, {charts, text, pages, edition, fonts}: EditionJob): ChartInput {
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
    fonts,
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
): Promise<Artifacts<PrintPageParts>> {
  const contents = Object.fromEntries(Object.entries(pictures).map(([name, {content}]) => [name, content]))
  const made = await memo(stages.printPage, {...content, ...print, pictures: contents})
  await memo(stages.preflight, {page: made.page, fonts})
  return made
}

async function toPdf(content: Content, job: EditionJob, stages: Stages, memo: Memo): Promise<Artifacts<Results>> {
  const {page, outline} = await pageToPrint(content, job, stages, memo)
  const printed = await memo(stages.print, {page, browser: job.browser, fonts: job.fonts})
  const {pdf} = await memo(stages.finish, {pdf: printed.pdf, map: printed.map, outline, metadata: job.metadata})
  return {pdf, map: printed.map}
}

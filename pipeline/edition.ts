/** The way of one edition: compose, draw, lay out, print, finish. Each step is recalled where its input is known. */
import {posix} from 'node:path'
import type {Artifact, Artifacts, Memo} from './cache/memo.ts'
import type {EditionFile, EditionJob} from './run/job.ts'
import {together} from './messages.ts'
import {NotPrinted, type Stages} from './run/stages.ts'
import {axesUsed, type ChartInput} from './stages/chart/index.ts'
import type {Composed} from './stages/compose/index.ts'
import type {InspectInput} from './stages/inspect.ts'
import type {PageCommon, PrintPageParts} from './stages/page/index.ts'
import type {Dataset, Drawing, Figure, Format, PageMap} from './types.ts'

/** Build one edition; `make` makes what is not known yet. Throws a ReportError with every mistake met on the way. */
export async function buildEdition({job, stages, memo}: Making, make: Make = makeEdition): Promise<readonly EditionFile[]> {
  const whole = {name: 'edition', subject: job.edition.id, input: {code: stages.code, ...job}}
  const made = await memo.whole<Results>(whole, (memo) => make({job, stages, memo}))
  return job.formats.map((format) => fileOf(format, job, made))
}

/** The same where nothing may be printed: a PDF that only a print would tell has no content. */
export async function planEdition(making: Making): Promise<readonly EditionFile[]> {
  const {job} = making
  try {
    return await buildEdition(making)
  } catch (error) {
    if (!(error instanceof NotPrinted)) throw error
    const html = job.formats.includes('html') ? await screenPage(await contentOf(making), making) : {}
    return job.formats.map((format) => fileOf(format, job, html))
  }
}

function fileOf(format: Format, {edition, fileName, assets}: EditionJob, made: Partial<Artifacts<Results>>): EditionFile {
  const path = `${edition.path}/${fileName}.`
  if (format === 'html') return {format, path: `${path}html`, content: made.html, assets}
  if (format === 'press') return {format, path: `${path}press.pdf`, content: made.press}
  return {format, path: `${path}pdf`, content: made.pdf, map: made.map}
}

/** What is made for an edition. */
export interface Results {
  readonly html?: Uint8Array
  readonly pdf?: Uint8Array
  readonly map?: PageMap
  readonly press?: Uint8Array
}

/** What every step is given: what is made, by which stages, and what is known already. */
export interface Making {
  readonly job: EditionJob
  readonly stages: Stages
  readonly memo: Memo
}

/** Makes what an edition has, here or elsewhere. */
export type Make = (making: Making) => Promise<Artifacts<Results>>

/** All that an edition has, made in this thread. */
export async function makeEdition(making: Making): Promise<Artifacts<Results>> {
  const content = await contentOf(making)
  const make = {html: screenPage, pdf: printedPage, press: pressedPage}
  const made = await together(making.job.formats.map((format) => make[format](content, making)))
  return Object.assign({}, ...made) as Artifacts<Results>
}

/** What both pages are made from. */
type ForPages = PageCommon & Pick<Artifacts<Composed>, 'body' | 'outline'> & {readonly drawings: Drawings}
interface Content {
  readonly pages: ForPages
  readonly figures: readonly Figure[]
}
type Drawings = Readonly<Record<string, Artifact<Drawing>>>

async function contentOf({job, stages, memo}: Making): Promise<Content> {
  const text = await memo(stages.compose, job.text)
  const figures = await text.figures.value()
  const drawn = figures.map(async (figure) => [figure.id, (await memo(stages.chart, chartInput(figure, job))).drawing] as const)
  const {body, outline} = text
  return {figures, pages: {...job.pages, body, outline, drawings: Object.fromEntries(await together(drawn))}}
}

// A chart is given the axes that its spec speaks of, so that editions with the same picture share it.
function chartInput(
  {id, chart, data, title, alt, numbers, chapter}: Figure,
  {charts, text, pages, edition, fonts}: EditionJob
): ChartInput {
  const {path, text: spec} = charts[chart]!
  const used = axesUsed(spec)
  const known = used.filter((axis) => Object.hasOwn(edition.axes, axis))
  const axes = Object.fromEntries(known.map((axis) => [axis, edition.axes[axis]!]))
  const dataset: Artifact<Dataset> = text.queries[data]!
  return {
    id,
    spec,
    path,
    data: {[data]: dataset},
    axes,
    ...(known.length < used.length && {allAxes: Object.keys(edition.axes)}),
    theme: pages.theme,
    language: edition.language,
    width: pages.layout.chartWidth,
    fonts,
    title,
    ...(numbers && {spoken: {numbers, anchor: `${chapter}#${id}`}}),
    ...(alt && {alt})
  }
}

async function screenPage({pages, figures}: Content, {job, stages, memo}: Making): Promise<Artifacts<Results>> {
  const {screen, edition} = job
  const pictures = mapValues(job.pictures, ({path}) => posix.relative(edition.path, path))
  const drawn = figures.map(async (figure) => {
    const {drawing} = await memo(stages.chart, {...chartInput(figure, job), id: `${figure.id}-narrow`, narrow: true})
    return [figure.id, drawing] as const
  })
  const page = await memo(stages.screenPage, {...pages, ...screen, pictures, narrow: Object.fromEntries(await together(drawn))})
  if (job.enclosed === undefined) return page
  const inside = Object.entries(job.pictures).map(([path, {content}]) => [pictures[path]!, content] as const)
  const {language} = edition
  return memo(stages.enclose, {html: page.html, language, pictures: Object.fromEntries(inside), ...job.enclosed})
}

async function printedPage(content: Content, making: Making): Promise<Artifacts<Results>> {
  const {job, stages, memo} = making
  const {browser, fonts, metadata, sources, edition} = job
  const {page, outline, values, files} = await fullPage(content, making)
  const {pdf: raw, map, places, set} = await memo(stages.print, {page, browser, fonts})
  await inspected({page, set, pdf: raw}, making)
  const {pdf} = await memo(stages.finish, {pdf: raw, map, places, outline, values, files, sources, edition: edition.id, metadata})
  return {pdf, map}
}

// The same page on a larger sheet.
async function pressedPage(content: Content, making: Making): Promise<Artifacts<Results>> {
  const {job, stages, memo} = making
  const {browser, fonts, metadata, press, pages} = job
  const {bleed, marks, booklet} = press.settings
  const full = await fullPage(content, making)
  const {page} = await memo(stages.pressSheet, {page: full.page, bleed, marks, booklet})
  const {pdf, map, set} = await memo(stages.print, {page, browser, fonts})
  await inspected({page, set, pdf}, making)
  return memo(stages.press, {pdf, map, paper: pages.layout.paper, ...press, metadata})
}

// With its pages filled; what both ask for at the same time is made once.
async function fullPage({pages, figures}: Content, {job, stages, memo}: Making): Promise<Artifacts<PrintPageParts>> {
  const {browser, fonts} = job
  const pictures = mapValues(job.pictures, ({content}) => content)
  const plain = await memo(stages.printPage, {...pages, ...job.print, pictures})
  await memo(stages.preflight, {page: plain.page, fonts})
  const {arrangement} = await memo(stages.arrange, {page: plain.page, browser, fonts})
  const {heights, moves} = await arrangement.value()
  const drawings = {...pages.drawings, ...(await redrawn(figures, heights, {job, stages, memo}))}
  const full = {...pages, drawings, ...job.print, pictures, moves}
  return isEmpty(heights) && isEmpty(moves) ? plain : memo(stages.printPage, full)
}

async function inspected(print: Omit<InspectInput, 'mostPages'>, {job, stages, memo}: Making): Promise<void> {
  const {mostPages} = job
  await memo(stages.inspect, {...print, ...(mostPages !== undefined && {mostPages})})
}

// Charts at other heights, so that pages are full.
async function redrawn(
  figures: readonly Figure[],
  heights: Readonly<Record<string, number>>,
  {job, stages, memo}: Making
): Promise<Drawings> {
  const drawn = figures.flatMap((figure) => {
    // An id may have the name of what every object has.
    if (!Object.hasOwn(heights, figure.id)) return []
    return [
      memo(stages.chart, {...chartInput(figure, job), stretch: heights[figure.id]!}).then(
        ({drawing}) => [figure.id, drawing] as const
      )
    ]
  })
  return Object.fromEntries(await together(drawn))
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0
}

function mapValues<Value, Other>(
  values: Readonly<Record<string, Value>>,
  to: (value: Value) => Other
): Readonly<Record<string, Other>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to(value)]))
}

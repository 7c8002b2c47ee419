/** A Vega-Lite spec and rows to a drawing: SVG, alternative text, table of what is shown. */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import {altText} from './alt.ts'
import {axesUsed, sourceNames} from './asked.ts'
import {axesAreKnown, dataIsKnown, fieldsAreKnown, hasRows, readsNoFiles} from './checks.ts'
import {compileSpec, type Compiled} from './compile.ts'
import {fontFamilies} from './config.ts'
import {draw, type Drawn} from './draw.ts'
import {isList, isObject, type JsonObject} from './json.ts'
import {isOfSensibleSize, rowsAreFew} from './limits.ts'
import {firstClean, narrowTrials, type Trial} from './narrow.ts'
import {placedMarks} from './marks.ts'
import {problem, readSpec, refuse, toMessages, type Problem} from './problems.ts'
import {readCharts} from './reading.ts'
import {loadEngine} from './engine.ts'
import {callsNoChance, drawsNoLots, placesOf} from './repeatable.ts'
import {bindRows, inlineNames, inlineSources, type Sources} from './rows.ts'
import {drawnUnits, everythingIsSeen, mayBeEmpty} from './seen.ts'
import {titlesOf} from './titles.ts'
import {pictureIsTrue} from './truth.ts'
import {finishSvg} from './svg.ts'
import {chartTable, linesOf, longFractions} from './table.ts'
import {leastStretch, MOST_STRETCH, type Attempt} from './prepare.ts'
import type {ChartRequest, ChartTools, DrawRequest} from './request.ts'
import {allIsReadable, ATTEMPTS} from './room.ts'
import {isUnderstood} from './vocabulary.ts'
import type {Measure} from '../../design/widths.ts'
import {ReportError, type Message} from '../../messages.ts'
import type {Dataset, Drawing} from '../../types.ts'

export {axesUsed, dataUsed} from './asked.ts'
export type {ChartRequest, ChartTools, DrawRequest} from './request.ts'
export {createMeasure, type FacePair, type Measure, type MeasureFonts} from '../../design/widths.ts'

const HALVED = 'Unexpected half of a character in the picture, expected whole ones'
const HALVED_NOTE = 'An expression or a limit cuts a text inside a character outside the first plane, such as 𠮷 or 😀.'
const SORT_NOTE = 'Layers share an axis: write its order out, `"sort": {"field": "...", "op": "max", "order": "descending"}`.'

/** A chart as the stage is given it. */
export interface ChartInput extends ChartRequest {
  /** Digest of the fonts: their widths decide where words end. */
  readonly fonts: Digest
  readonly data: Readonly<Record<string, Artifact<Dataset>>>
}

/** The stage `chart`. */
export function chartStage(code: Digest, {measure}: Pick<ChartTools, 'measure'>): Stage<ChartInput, {readonly drawing: Drawing}> {
  return {
    name: 'chart',
    code,
    async run({data, ...request}, say) {
      const datasets = await Promise.all(
        Object.entries(data).map(async ([query, artifact]) => ({...(await artifact.value()), query}))
      )
      return {drawing: await drawChart({...request, datasets}, {measure, say})}
    }
  }
}

/** Read Vega now: charts are on their way. What goes wrong is told by the first of them. */
export async function warmCharts(): Promise<void> {
  await loadEngine().catch(() => undefined)
}

/**
 * Draw one chart. Throws a ReportError that holds every mistake found in the spec or between it and its rows.
 * One that cannot be read at another height, or not without a remark, keeps its own; one that cannot be read narrow, its width.
 */
export async function drawChart(request: DrawRequest, tools: ChartTools): Promise<Drawing> {
  const {stretch, narrow, ...plain} = request
  if (narrow) {
    const drawn = await firstClean(narrowTrials(request), (trial) => attemptQuietly(trial, tools))
    return drawn ?? {...(await drawQuietly(plain, tools)), tooWide: true}
  }
  if (stretch === undefined) return drawOnce(request, tools)
  const stretched = await attemptQuietly(request, tools)
  return stretched?.isClean ? stretched.drawing : drawQuietly(plain, tools)
}

// What is to be said of a chart was said of it as its author wrote it.
function drawQuietly(request: DrawRequest, tools: ChartTools): Promise<Drawing> {
  return drawOnce(request, {...tools, say: () => undefined})
}

async function attemptQuietly(request: DrawRequest, tools: ChartTools): Promise<Trial | undefined> {
  const remarks: Message[] = []
  const drawing = await drawOnce(request, {...tools, say: (message) => remarks.push(message)}).catch(unlessUnfit)
  return drawing && {drawing, isClean: remarks.length === 0}
}

function unlessUnfit(error: unknown): undefined {
  if (!(error instanceof ReportError)) throw error
}

async function drawOnce(request: DrawRequest, {measure, say}: ChartTools): Promise<Drawing> {
  const {axes, language} = request
  const tree = await readSpec(request)
  const bound = new Map(request.datasets.map((dataset) => [dataset.query, bindRows(dataset, language)]))
  await check(tree, request, bound)
  const {drawn, units, rows} = await layOut({tree, request, bound, measure, say})
  const readings = readCharts({drawn: units, bound: rows, order: drawn.order, axes, language})
  readings.flatMap((reading) => longFractions(reading, request)).forEach(say)
  const alt = request.alt ?? altText(request.title, readings, language)
  const svg = finishSvg(drawn.svg, {id: request.id, alt, fonts: fontFamilies(language), overhang: drawn.overhang})
  const least = leastStretch(tree)
  const frame = least === undefined ? {} : {frame: {height: drawn.frameHeight, least, most: MOST_STRETCH}}
  const marks = placedMarks({units, lines: linesOf(readings), bound: rows, corner: drawn.corner})
  return {svg, alt, marks, ...frame, table: chartTable(readings, {language, datasets: request.datasets})}
}

interface LayOut {
  readonly tree: JsonObject
  readonly request: DrawRequest
  readonly bound: Sources
  readonly measure: Measure
  readonly say: ChartTools['say']
}

// The first layout in which all can be read; where there is none, what is wrong with the chart, or else with the first.
async function layOut(input: LayOut) {
  const {tree, request, measure, say} = input
  let unfit: readonly Problem[] = []
  let first: Awaited<ReturnType<typeof tryLayout>> | undefined
  for (const attempt of ATTEMPTS) {
    const {compiled, drawn, rows, units, found} = await tryLayout(input, attempt)
    const narrow = allIsReadable({drawn, width: request.width, measure, tree})
    if (narrow.length === 0) {
      await report([...found, ...warningsOf(compiled, drawn)], request, say)
      return {drawn, units, rows}
    }
    if (attempt === 'plain') [unfit, first] = [narrow, {compiled, drawn, rows, units, found}]
  }
  if (first !== undefined && unfit.every(({severity}) => severity === 'warning')) {
    await report([...first.found, ...unfit, ...warningsOf(first.compiled, first.drawn)], request, say)
    return first
  }
  const {found} = await tryLayout(input, 'free')
  await report(found, request, () => undefined)
  return refuse(unfit, request)
}

async function tryLayout(input: LayOut, attempt: Attempt) {
  const {tree, request, bound, measure} = input
  const {axes, theme, language, width} = request
  const compiled = await compileOrRefuse(input, attempt)
  const rows = inUse(new Map([...bound, ...compiled.inline]), tree)
  const drawn = await draw({compiled, sources: rows, axes, theme, language, measure, width})
  return {compiled, drawn, rows, ...(await faults(tree, drawn, {compiled, request}))}
}

async function check(tree: JsonObject, request: DrawRequest, bound: Sources): Promise<void> {
  const tooMuch = isOfSensibleSize(tree)
  if (tooMuch.length > 0) await refuse(tooMuch, request)
  const known = new Map([...inUse(bound, tree), ...(await readInline(tree, request))])
  const unknownData = dataIsKnown(tree, [...bound.keys()])
  const problems = [
    ...readsNoFiles(tree),
    ...drawsNoLots(tree),
    ...rowsAreFew(known),
    ...isUnderstood(request.spec, tree, (await loadEngine()).definitions),
    ...axesAreKnown(axesUsed(request.spec), request.axes, declaredAxes(tree)),
    ...unknownData,
    ...(mayBeEmpty(tree) ? [] : hasRows(known)),
    ...(unknownData.length === 0 ? fieldsAreKnown(tree, known) : [])
  ]
  if (problems.length > 0) await refuse(problems, request)
}

async function readInline(tree: JsonObject, request: DrawRequest): Promise<Sources> {
  try {
    return inlineSources(tree, await loadEngine())
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return refuse(
      [problem('chart-data-is-read', ['data'], {reason: `Unexpected values in the spec, Vega says: ${said}`})],
      request
    )
  }
}

async function compileOrRefuse({tree, request, bound}: LayOut, attempt: Attempt): Promise<Compiled> {
  const titles = titlesOf(inUse(bound, tree), request.language)
  const names = request.datasets.map(({query}) => query)
  let compiled: Compiled
  try {
    compiled = await compileSpec({
      spec: request.spec,
      tree,
      language: request.language,
      width: request.width,
      names,
      attempt,
      titles,
      stretch: request.stretch,
      narrow: request.narrow
    })
  } catch (error) {
    return refuse([calledAt(tree, error instanceof Error ? error.message : String(error))], request)
  }
  const chances = callsNoChance(tree, compiled.calls)
  return chances.length > 0 ? refuse(chances, request) : compiled
}

async function faults(
  tree: JsonObject,
  drawn: Drawn,
  {compiled, request}: {readonly compiled: Compiled; readonly request: DrawRequest}
) {
  if (drawn.errors.length > 0)
    await refuse(
      drawn.errors.map((said) => calledAt(tree, said)),
      request
    )
  if (!drawn.svg.isWellFormed()) await refuse([problem('text-is-undamaged', [], {reason: HALVED, note: HALVED_NOTE})], request)
  const units = drawnUnits(compiled.units, drawn.scene)
  return {units, found: [...everythingIsSeen(units, tree), ...pictureIsTrue(units, drawn.scene)]}
}

function warningsOf(compiled: Compiled, drawn: Drawn): readonly Problem[] {
  return [...new Set([...compiled.warnings, ...drawn.warnings])].map((warning) => ({...invalid(warning), severity: 'warning'}))
}

async function report(found: readonly Problem[], request: DrawRequest, say: ChartTools['say']): Promise<void> {
  if (found.some(({severity}) => severity === 'error')) await refuse(found, request)
  for (const message of await toMessages(found, request)) say(message)
}

// Of what fails while a chart is drawn Vega tells no place: most likely it is a call that can fail.
function calledAt(tree: JsonObject, said: string): Problem {
  const [at = []] = placesOf(tree, /\b(sequence|pad|timeSequence|utcSequence|regexp|test|replace|split)\s*\(/)
  return {...invalid(said), at}
}

function invalid(said: string): Problem {
  return problem('chart-spec-is-valid', [], {
    reason: `Unexpected spec, Vega-Lite says: ${said}`,
    note: said.includes('conflicting sort') ? SORT_NOTE : undefined
  })
}

function inUse(rows: Sources, tree: JsonObject): Sources {
  const names = [...sourceNames(tree), ...inlineNames(tree)]
  return new Map([...rows].filter(([name]) => names.includes(name)))
}

function declaredAxes({params}: JsonObject): readonly string[] {
  const edition = (isList(params) ? params : []).filter(isObject).find(({name}) => name === 'edition')
  return isObject(edition?.['value']) ? Object.keys(edition['value']) : []
}

/** A Vega-Lite spec and rows to a drawing: SVG, alternative text, table of what is shown. */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import {altText} from './alt.ts'
import {axesUsed} from './asked.ts'
import {axesAreKnown, coloursAreKnown, dataIsKnown, fieldsAreKnown, hasRows, readsNoFiles} from './checks.ts'
import {fontFamilies} from './config.ts'
import {faintWords, wordsHaveContrast} from './contrast.ts'
import {groundOf} from './ground.ts'
import {colourReader} from './paint.ts'
import {OWN_RULE} from './own.ts'
import {readPicture, wordsOf, type Piece} from './picture.ts'
import {withHalos} from './halos.ts'
import {isList, isObject, type JsonObject} from './json.ts'
import {inUse, layOut} from './lay-out.ts'
import {isOfSensibleSize, rowsAreFew} from './limits.ts'
import {firstClean, narrowTrials, type Trial} from './narrow.ts'
import {placedMarks} from './marks.ts'
import {problem, readSpec, refuse, toMessages} from './problems.ts'
import {readCharts} from './reading.ts'
import {loadEngine} from './engine.ts'
import {drawsNoLots} from './repeatable.ts'
import {bindRows, inlineSources, type Sources} from './rows.ts'
import {mayBeEmpty} from './seen.ts'
import {makeSolid} from './solid.ts'
import {numbersAreShown} from './spoken.ts'
import {finishSvg} from './svg.ts'
import {chartTable, linesOf, longFractions, unlabelledHeads} from './table.ts'
import {leastStretch, MOST_STRETCH} from './prepare.ts'
import type {ChartRequest, ChartTools, DrawRequest} from './request.ts'
import type {Unit} from './units.ts'
import {isUnderstood} from './vocabulary.ts'
import {ReportError, type Message} from '../../messages.ts'
import type {Dataset, Drawing} from '../../types.ts'

export {axesUsed, dataUsed} from './asked.ts'
export {literalsIn, unknownLiterals, type Literal} from './literals.ts'
export {OWN_NOTE, OWN_RULE, ownColumns} from './own.ts'
export {toMessages} from './problems.ts'
export {wordsIn as chartWords} from './words.ts'
export type {ChartRequest, ChartTools, DrawRequest} from './request.ts'
export {createMeasure, type FacePair, type Measure, type MeasureFonts} from '../../design/widths.ts'

// What is told of rows holds at every size.
const ROWS_RULES: readonly string[] = ['chart-shows-every-value', 'column-has-a-label', OWN_RULE]

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
  return drawing && {drawing, isClean: remarks.every(({rule}) => ROWS_RULES.includes(rule))}
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
  const painted = await paint(drawn.svg, {request, units: units.map(({unit}) => unit), measure, say})
  const svg = finishSvg(painted.svg, {
    id: request.id,
    alt,
    fonts: fontFamilies(language),
    overhang: drawn.overhang
  })
  const least = leastStretch(tree)
  const frame = least === undefined ? {} : {frame: {height: drawn.frameHeight, least, most: MOST_STRETCH}}
  const marks = placedMarks({units, lines: linesOf(readings), bound: rows, corner: drawn.corner})
  const table = chartTable(readings, {language, datasets: request.datasets})
  unlabelledHeads(table, request).forEach((doubt) => say({...doubt, path: request.path, line: 1, column: 1}))
  numbersAreShown(request.spoken, {table, words: wordsOf(painted.pieces)}).forEach(say)
  return {svg, alt, marks, ...frame, table}
}

type Painting = ChartTools & {readonly request: DrawRequest; readonly units: readonly Unit[]}

// In solid colours, with a ground behind words that have a halo; what is told of it holds for the picture as it is shown.
async function paint(
  svg: string,
  {request, units, measure, say}: Painting
): Promise<{readonly svg: string; readonly pieces: readonly Piece[]}> {
  const read = colourReader((await loadEngine()).vega)
  const {paper} = request.theme
  const drawn = readPicture(svg)
  const solid = makeSolid({svg, pieces: drawn, paper, read, measure, units})
  if (solid.problems.some(({severity}) => severity === 'error')) await refuse(solid.problems, request)
  const painted = withHalos(solid.svg, measure)
  const pieces = painted === svg ? drawn : readPicture(painted)
  const faint = faintWords({pieces, ground: groundOf(pieces, paper, read), read, measure})
  const problems = [...solid.problems, ...wordsHaveContrast(faint, units, request.path)]
  for (const message of await toMessages(problems, request)) say(message)
  return {svg: painted, pieces}
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
    ...axesAreKnown(axesUsed(request.spec), request, declaredAxes(tree)),
    ...coloursAreKnown(tree, request.theme),
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

function declaredAxes({params}: JsonObject): readonly string[] {
  const edition = (isList(params) ? params : []).filter(isObject).find(({name}) => name === 'edition')
  return isObject(edition?.['value']) ? Object.keys(edition['value']) : []
}

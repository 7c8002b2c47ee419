/** A chart drawn in the first layout in which all of it can be read, with what is to be said of it. */
import {inlineNames, type Sources} from './rows.ts'
import {sourceNames} from './asked.ts'
import {compileSpec, type Compiled} from './compile.ts'
import {draw, type Drawn} from './draw.ts'
import {loadEngine} from './engine.ts'
import {formatsKeepTheValue} from './formats.ts'
import type {JsonObject} from './json.ts'
import {nothingIsLeftOut} from './left-out.ts'
import {wordsAreApart} from './overlaps.ts'
import type {Attempt} from './prepare.ts'
import {ownIsDrawn} from './own.ts'
import {problem, refuse, toMessages, type Problem} from './problems.ts'
import {callsNoChance, placesOf} from './repeatable.ts'
import type {ChartTools, DrawRequest} from './request.ts'
import {allIsReadable, ATTEMPTS} from './room.ts'
import {drawnUnits, everythingIsSeen} from './seen.ts'
import {scalesRunAsRead} from './direction.ts'
import {scalesReachAll} from './reach.ts'
import {timeRunsEvenly} from './time-runs.ts'
import {titlesOf} from './titles.ts'
import {titlesNameTheirFields} from './named.ts'
import {pictureIsTrue} from './truth.ts'
import {percentagesAddUp} from './wholes.ts'
import type {Measure} from '../../design/widths.ts'

const HALVED = 'Unexpected half of a character in the picture, expected whole ones'
const HALVED_NOTE = 'An expression or a limit cuts a text inside a character outside the first plane, such as 𠮷 or 😀.'
const SORT_NOTE = 'Layers share an axis: write its order out, `"sort": {"field": "...", "op": "max", "order": "descending"}`.'

/** A spec with the rows that it may read. */
export interface LayOut {
  readonly tree: JsonObject
  readonly request: DrawRequest
  readonly bound: Sources
  readonly measure: Measure
  readonly say: ChartTools['say']
}

/** The first layout in which all can be read; where there is none, what is wrong with the chart, or else with the first. */
export async function layOut(input: LayOut) {
  const {tree, request, measure, say} = input
  let unfit: readonly Problem[] = []
  let first: Awaited<ReturnType<typeof tryLayout>> | undefined
  for (const attempt of ATTEMPTS) {
    const {compiled, drawn, rows, units, found} = await tryLayout(input, attempt)
    const narrow = allIsReadable({drawn, width: request.width, measure, tree})
    if (narrow.length === 0) {
      await report([...found, ...warningsOf(compiled, drawn, request)], request, say)
      return {drawn, units, rows}
    }
    if (attempt === 'plain') [unfit, first] = [narrow, {compiled, drawn, rows, units, found}]
  }
  if (first !== undefined && unfit.every(({severity}) => severity === 'warning')) {
    await report([...first.found, ...unfit, ...warningsOf(first.compiled, first.drawn, request)], request, say)
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
  return {compiled, drawn, rows, ...(await faults(tree, drawn, {compiled, request, rows}))}
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
  {compiled, request, rows}: {readonly compiled: Compiled; readonly request: DrawRequest; readonly rows: Sources}
) {
  if (drawn.errors.length > 0)
    await refuse(
      drawn.errors.map((said) => calledAt(tree, said)),
      request
    )
  if (!drawn.svg.isWellFormed()) await refuse([problem('text-is-undamaged', [], {reason: HALVED, note: HALVED_NOTE})], request)
  const units = drawnUnits(compiled.units, drawn.scene)
  const lost = nothingIsLeftOut(drawn.leftOut, units)
  const {vega} = await loadEngine()
  const {path, language, axes} = request
  const doubts = [
    ...scalesReachAll(units),
    ...scalesRunAsRead(units, tree, rows),
    ...timeRunsEvenly(units, rows),
    ...ownIsDrawn({tree, units, rows, axes, path}),
    ...percentagesAddUp(units, {rows, language}),
    ...titlesNameTheirFields(tree, rows),
    ...formatsKeepTheValue(units, {tree, path, rows, language, vega})
  ]
  return {units, found: [...everythingIsSeen(units, tree), ...lost, ...pictureIsTrue(units, drawn.scene), ...doubts]}
}

function warningsOf(compiled: Compiled, drawn: Drawn, {path}: DrawRequest): readonly Problem[] {
  const said = [...new Set([...compiled.warnings, ...drawn.warnings])]
  return [...said.map((warning): Problem => ({...invalid(warning), severity: 'warning'})), ...wordsAreApart(drawn.scene, path)]
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

/** Of all rows those that a spec names. */
export function inUse(rows: Sources, tree: JsonObject): Sources {
  const names = [...sourceNames(tree), ...inlineNames(tree)]
  return new Map([...rows].filter(([name]) => names.includes(name)))
}

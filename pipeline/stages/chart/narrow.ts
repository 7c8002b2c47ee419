/** A chart drawn anew for a phone: its columns let go, the widths it is tried in, and which of the drawings is taken. */
import type {Drawing} from '../../types.ts'
import {isList, isObject, type Json, type JsonObject} from './json.ts'
import type {ChartRequest} from './request.ts'

/** A drawing, and whether there is something to remark on it. */
export interface Trial {
  readonly drawing: Drawing
  readonly isClean: boolean
}

/** The text of a phone of 375 CSS pixels between its margins. */
const PHONE = 340
/** Wider ones are shown a little smaller: their least letters, of 10 px, have 7.4 px on such a phone. */
const WIDEST = 460
const STEP = 60
/** Where names come too near to each other, a higher frame may part them. */
const HIGHER = 1.25

/** What is tried in turn, never wider than the page. */
export function narrowTrials<Request extends ChartRequest>({stretch: _stretch, ...wide}: Request) {
  const widths = [PHONE, PHONE + STEP, WIDEST].filter((width) => width < wide.width)
  return widths.flatMap((width) => [
    {...wide, width},
    {...wide, width, stretch: HIGHER}
  ])
}

/** The first drawing without a remark, or else the first; none where the chart cannot be read so narrow at all. */
export async function firstClean<Request>(
  trials: readonly Request[],
  attempt: (request: Request) => Promise<Trial | undefined>
): Promise<Drawing | undefined> {
  let first: Drawing | undefined
  for (const trial of trials) {
    const made = await attempt(trial)
    if (made?.isClean) return made.drawing
    first ??= made?.drawing
  }
  return first
}

/** The spec without numbers of columns, which are chosen for the page's width: legends flow, panels stand below each other. */
export function withoutColumns(spec: JsonObject): JsonObject {
  const {columns: _columns, hconcat, ...rest} = spec
  return {...looseLegends(rest), ...(isList(hconcat) && {concat: hconcat.map(looseIn)})}
}

function looseLegends(spec: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(spec).map(([key, value]) => [key, key === 'legend' ? withoutOwn(value) : looseIn(value)])
  )
}

function looseIn(value: Json): Json {
  if (isList(value)) return value.map(looseIn)
  return isObject(value) ? looseLegends(value) : value
}

function withoutOwn(legend: Json): Json {
  if (!isObject(legend)) return legend
  const {columns: _columns, ...rest} = legend
  return rest
}

/** The words of a compiled chart made to fit and to say what is not known: legends in columns, labels in lines, no `null`. */
import type {Language} from '../../types.ts'
import {rulesFor} from '../../language/index.ts'
import {isList, isObject, type Json, type JsonObject} from './json.ts'

/** Share of the width that names beside a chart may take before they are broken into lines. */
export const SIDE = 0.36
/** Beside a legend's label: its symbol and the gap. */
const SYMBOL = 18
/** Between the frame and its legend, and for each line of a title between them. */
const OFFSET = 10
const TITLE_LINE = 15
/** Keys by which an author puts the title of an axis elsewhere. */
const MOVED = ['titleY', 'titleX', 'titleAngle', 'titleAnchor', 'titleBaseline']
const DISCRETE = ['band', 'point', 'ordinal']

/** The room that labels have. */
export interface LabelRoom {
  readonly language: Language
  /** Of the whole chart, in CSS pixels. */
  readonly width: number
  /** Padding between the columns of a legend. */
  readonly columnPadding: number
  /** Whether labels that are too long for their room are broken into lines. */
  readonly breaksLines: boolean
}

interface Scope extends LabelRoom {
  readonly scales: ReadonlyMap<string, string>
}

/** Vega's spec with its guides and texts changed; what fits and is known looks as it did. */
export function fitLabels(spec: JsonObject, room: LabelRoom): JsonObject {
  return fitGroup(spec, {...room, scales: new Map()})
}

function fitGroup(group: JsonObject, around: Scope): JsonObject {
  const own = objects(group['scales']).map(({name, type}) => [String(name), String(type)] as const)
  const scope = {...around, scales: new Map([...around.scales, ...own])}
  return {
    ...group,
    ...(isList(group['axes']) && {axes: objects(group['axes']).map((axis) => fitAxis(axis, scope))}),
    ...(isList(group['legends']) && {
      legends: objects(group['legends']).map((legend) => aboveTitle(fitLegend(legend, scope), titleLines(group, scope)))
    }),
    ...(isList(group['marks']) && {marks: objects(group['marks']).map((mark) => fitMark(mark, scope))}),
    ...(isObject(group['title']) && {title: knownHead(group['title'], scope)})
  }
}

function fitMark(mark: JsonObject, scope: Scope): JsonObject {
  if (mark['type'] === 'group') return fitGroup(mark, scope)
  return mark['type'] === 'text' ? knownText(mark) : mark
}

function fitAxis(axis: JsonObject, scope: Scope): JsonObject {
  const scale = String(axis['scale'])
  if (!DISCRETE.includes(scope.scales.get(scale) ?? '') || axis['labels'] === false) return axis
  const label = labelSignal(axis, scope)
  const isBeside = axis['orient'] === 'left' || axis['orient'] === 'right'
  // Names that their author set aslant have room, though the boxes around them overlap.
  if (Number(axis['labelAngle'] ?? 0) % 90 !== 0) return withText({...axis, labelOverlap: false}, {text: {signal: label}})
  if (!scope.breaksLines || (axis['labelAngle'] !== undefined && axis['labelAngle'] !== 0))
    return withText(axis, {text: {signal: label}})
  const width = isBeside ? String(Math.floor(SIDE * scope.width)) : `span(range('${scale}')) / max(1, length(domain('${scale}')))`
  const size = typeof axis['labelFontSize'] === 'number' ? axis['labelFontSize'] : 11
  return withText(axis, {
    text: {signal: `wrapped(${label}, ${width}, ${size})`},
    ...(isBeside && {dy: {signal: `wrappedRise(${label}, ${width}, ${size})`}})
  })
}

function fitLegend(legend: JsonObject, scope: Scope): JsonObject {
  const scale = ['fill', 'stroke', 'shape', 'size', 'opacity', 'strokeDash', 'strokeWidth']
    .map((channel) => legend[channel])
    .find((name) => typeof name === 'string')
  if (typeof scale !== 'string') return legend
  if (!DISCRETE.includes(scope.scales.get(scale) ?? '')) return legend['size'] === scale ? flowOfSizes(legend, scope) : legend
  const size = typeof legend['labelFontSize'] === 'number' ? legend['labelFontSize'] : 11
  const label = labelSignal(legend, scope)
  const isAcross =
    ['top', 'bottom', undefined].includes(legend['orient'] as string | undefined) && legend['direction'] !== 'vertical'
  const room = isAcross ? scope.width : SIDE * scope.width
  const flowing = isAcross && legend['columns'] === undefined && legend['values'] === undefined
  const columns = `legendColumns(domain('${scale}'), ${Math.floor(room)}, ${size}, ${SYMBOL + scope.columnPadding})`
  return {
    ...withText(legend, {
      text: {signal: scope.breaksLines ? `wrapped(${label}, ${Math.floor(room - 2 * SYMBOL)}, ${size})` : label}
    }),
    ...(flowing && {columns: {signal: columns}})
  }
}

// The title of what is measured stands above its axis, where Vega does not see that it takes room.
function titleLines({axes}: JsonObject, {scales}: Scope): number {
  const own = objects(axes).filter(
    ({orient, title, scale, ...written}) =>
      orient === 'left' &&
      Boolean(title) &&
      !DISCRETE.includes(scales.get(String(scale)) ?? '') &&
      !MOVED.some((key) => key in written)
  )
  return Math.max(0, ...own.map(({title}) => (isList(title) ? title.length : 1)))
}

function aboveTitle(legend: JsonObject, lines: number): JsonObject {
  const isAbove = legend['orient'] === 'top' || legend['orient'] === undefined
  return lines === 0 || !isAbove || legend['offset'] !== undefined ? legend : {...legend, offset: OFFSET + lines * TITLE_LINE}
}

// Of a scale of sizes the largest symbol tells how many stand in a row.
function flowOfSizes(legend: JsonObject, {width, columnPadding}: Scope): JsonObject {
  if (legend['columns'] !== undefined || !['top', 'bottom', undefined].includes(legend['orient'] as string | undefined))
    return legend
  const signal = `sizeColumns(range('${String(legend['size'])}'), ${width}, ${columnPadding + 2 * SYMBOL})`
  return {...legend, columns: {signal}}
}

// What Vega-Lite writes for a label, and the language's word where there is no value.
function labelSignal(guide: JsonObject, {language}: Scope): string {
  const written = updateOf(guide)['text']
  const label = isObject(written) && typeof written['signal'] === 'string' ? written['signal'] : 'datum.label'
  return `isValid(datum.value) ? (${label}) : '${rulesFor(language).chart.phrases.unknown}'`
}

function updateOf({encode}: JsonObject): JsonObject {
  const labels = isObject(encode) && isObject(encode['labels']) ? encode['labels'] : {}
  return isObject(labels['update']) ? labels['update'] : {}
}

function withText(guide: JsonObject, change: JsonObject): JsonObject {
  const encode = isObject(guide['encode']) ? guide['encode'] : {}
  const labels = isObject(encode['labels']) ? encode['labels'] : {}
  return {...guide, encode: {...encode, labels: {...labels, update: {...updateOf(guide), ...change}}}}
}

// Vega-Lite falls back on the word `null`, or formats it as zero.
function knownText(mark: JsonObject): JsonObject {
  const encode = isObject(mark['encode']) ? mark['encode'] : {}
  const update = isObject(encode['update']) ? encode['update'] : {}
  if (update['text'] === undefined) return mark
  return {...mark, encode: {...encode, update: {...update, text: known(update['text'])}}}
}

function known(text: Json): Json {
  if (isList(text)) return text.map(known)
  if (!isObject(text) || typeof text['signal'] !== 'string') return text
  const {signal} = text
  const field = /^(?:format|timeFormat|utcFormat)\((datum\["(?:[^"\\]|\\.)*"\]), [^()]*\)$/.exec(signal)?.[1]
  if (field !== undefined) return {...text, signal: `isValid(${field}) ? ${signal} : '–'`}
  return {...text, signal: signal.replace(/ : ""\+datum\["(?:[^"\\]|\\.)*"\]$/, " : '–'")}
}

function knownHead(title: JsonObject, {language}: Scope): JsonObject {
  const {text} = title
  if (!isObject(text) || typeof text['signal'] !== 'string') return title
  const signal = text['signal'].replace(/ : ""\+parent\["(?:[^"\\]|\\.)*"\]$/, ` : '${rulesFor(language).chart.phrases.unknown}'`)
  return {...title, text: {...text, signal}}
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return isList(value) ? value.filter(isObject) : []
}

/** Percentages that are drawn as parts of one whole: they make 100, or what is drawn is not that whole. */
import {rulesFor} from '../../language/index.ts'
import {decimalsOf, localText} from '../../values/column.ts'
import type {Field, Language} from '../../types.ts'
import {isObject} from './json.ts'
import {remark, type Problem} from './problems.ts'
import type {Sources} from './rows.ts'
import type {Item} from './scene.ts'
import {columnOf, placeOf, valueOf, type DrawnUnit} from './seen.ts'
import {measureOf} from './truth.ts'

const WHOLE = 100
/** Less than this is the rounding of the parts, whatever their places. */
const NEARLY = 0.5
const NOTE =
  'Look whether a part lacks or is counted twice. Draw what is left as a part of its own, or show the parts side by side.'

/** Where the percentages are described. */
export interface Described {
  readonly rows: Sources
  readonly language: Language
}

/** Problems of parts that make another whole than they say. */
export function percentagesAddUp(drawn: readonly DrawnUnit[], described: Described): readonly Problem[] {
  return drawn.flatMap((each) => wholeOf(each, described))
}

function wholeOf(each: DrawnUnit, described: Described): readonly Problem[] {
  const {unit} = each
  const channel = measureOf(unit)
  const definition = channel === undefined ? undefined : unit.encoding[channel]
  const field = isObject(definition) ? percentage(String(definition['field']), described) : undefined
  if (channel === undefined || !isObject(definition) || field === undefined) return []
  const isWhole = channel === 'theta' || definition['stack'] === 'normalize'
  const name = (item: Item) => columnOf(definition, item.datum) ?? field.name
  for (const items of stacksOf(each, channel)) {
    const isStack = isWhole || (items.length > 1 && items.every((item) => `${name(item)}_end` in item.datum))
    const sum = items.reduce((total, item) => total + Number(item.datum[name(item)] ?? 0), 0)
    const off = isWhole ? Math.abs(sum - WHOLE) : sum - WHOLE
    if (isStack && off > tolerance(items.length, field)) return [madeOf(each, channel, sum)]
  }
  return []
}

function percentage(column: string, {rows, language}: Described): Field | undefined {
  const [field] = [...rows.values()].flatMap(({columns}) => columns.get(column) ?? [])
  const unit = field?.unitFrom === undefined ? localText(field?.unit, language) : undefined
  return unit !== undefined && rulesFor(language).rateOf(unit) === 'percent' ? field : undefined
}

function tolerance(parts: number, field: Field): number {
  return Math.max(NEARLY, parts * 0.5 * 10 ** -(decimalsOf(field, {}) ?? 1))
}

// Parts of one pie, or of the bars and areas at one place of one frame.
function stacksOf({unit, marks}: DrawnUnit, channel: 'x' | 'y' | 'theta'): readonly (readonly Item[])[] {
  const along = channel === 'theta' ? undefined : channel === 'x' ? 'y' : 'x'
  const placed = marks.flatMap(({items, frame}) =>
    items.map((item) => ({
      item,
      key: JSON.stringify([frame.x, frame.y, along === undefined ? null : (valueOf(unit, along, item) ?? null)])
    }))
  )
  return [...Map.groupBy(placed, ({key}) => key).values()].map((group) => group.map(({item}) => item))
}

function madeOf({unit}: DrawnUnit, channel: string, sum: number): Problem {
  const reason = `Unexpected whole of ${Number(sum.toFixed(2))}% that the parts on \`${channel}\` make, expected 100%`
  return remark('chart-is-true', placeOf(unit, channel), {reason, note: NOTE})
}

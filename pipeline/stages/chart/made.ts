/** What Vega-Lite makes of many rows: boxes, intervals, curves of density. Told by what is drawn, not by the rows behind it. */
import {rulesFor} from '../../language/index.ts'
import type {Field, Row} from '../../types.ts'
import type {ReadingInput, Unnamed} from './told.ts'
import {toCell} from './rows.ts'
import type {DrawnUnit} from './seen.ts'
import {dedupe, usesOf, type Use} from './uses.ts'

const MOST_OF_A_CURVE = 21

/** Readings of a panel that holds such a mark; `undefined` where it holds none. */
export function readMade(members: readonly DrawnUnit[], input: ReadingInput): readonly Unnamed[] | undefined {
  const boxes = members.filter(({unit}) => unit.writtenAs === 'boxplot')
  if (boxes.length > 0) return [readSummary(boxes, 'box', input)]
  const intervals = members.filter(({unit}) => unit.writtenAs === 'errorbar' || unit.writtenAs === 'errorband')
  if (intervals.length > 0 && intervals.length === members.length) return [readSummary(intervals, 'interval', input)]
  const curve = members.find(({unit: {transforms, mark}}) => mark !== 'text' && transforms.some((each) => 'density' in each))
  return curve === undefined ? undefined : [readDensity(curve, input)]
}

const SUMMARY = /^(?:lower|upper|center|mid_box|min|max)_/

/** Parts of a summary by the beginning of their column's name, from low to high. */
const PARTS = {
  box: [
    [/^lower_whisker_|^min_/, 'low'],
    [/^lower_box_/, 'lowerQuartile'],
    [/^mid_box_/, 'median'],
    [/^upper_box_/, 'upperQuartile'],
    [/^upper_whisker_|^max_/, 'high']
  ],
  interval: [
    [/^lower_/, 'low'],
    [/^center_/, 'middle'],
    [/^upper_/, 'high']
  ]
} as const

function readSummary(members: readonly DrawnUnit[], kind: 'box' | 'interval', input: ReadingInput): Unnamed {
  const parts = PARTS[kind]
  const data = members.flatMap(({marks}) => marks.flatMap(({items}) => items.map(({datum}) => datum)))
  const columns = [...new Set(data.flatMap((datum) => Object.keys(datum)))]
  const isPart = (column: string) => parts.some(([name]) => name.test(column))
  const summaries = data.filter((datum) => Object.keys(datum).some(isPart))
  const names = namesOf(members, summaries, input)
  const merged = new Map<string, Record<string, unknown>>()
  for (const datum of summaries) {
    const key = JSON.stringify(names.map(({name}) => datum[name] ?? null))
    merged.set(key, {...merged.get(key), ...datum})
  }
  const rows = [...merged.values()].map(toRow)
  const measured = measuredField(members, input)
  const {heads} = rulesFor(input.language).chart
  const uses = parts.flatMap(([pattern, head]): Use[] => {
    const column = columns.find((name) => pattern.test(name) && rows.some((row) => name in row))
    return column === undefined ? [] : [measureUse(column, heads[head], {measured, rows, input})]
  })
  const measure = uses.find(({name}) => /^(mid_box|center)_/.test(name)) ?? uses[0]
  return {
    isTold: true,
    kind,
    rows,
    own: new Set(),
    measure,
    across: undefined,
    names,
    group: undefined,
    uses: [...names, ...uses]
  }
}

function namesOf(
  members: readonly DrawnUnit[],
  data: readonly Readonly<Record<string, unknown>>[],
  input: ReadingInput
): readonly Use[] {
  const rows = data.map(toRow)
  const fields = fieldsOf(input)
  const uses = members.flatMap(({unit}) => usesOf(unit, {fields, rows, language: input.language}))
  return dedupe(uses.filter(({quantitative, name}) => !quantitative && !SUMMARY.test(name)))
}

function readDensity({unit, marks}: DrawnUnit, input: ReadingInput): Unnamed {
  const transform = unit.transforms.find((each) => 'density' in each) ?? {}
  const made = Array.isArray(transform['as']) ? transform['as'].map(String) : ['value', 'density']
  const [along, height] = [made[0] ?? 'value', made[1] ?? 'density']
  const curves = marks.map(({items}) =>
    thinned(
      items.map(({datum}) => toRow(datum)),
      height
    )
  )
  const rows = curves.flat()
  const names = namesOf([{unit, marks}], rows, input)
  const measured = fieldsOf(input).get(String(transform['density']))
  const {heads} = rulesFor(input.language).chart
  const label = measured?.label?.[input.language] ?? String(transform['density'])
  const across = measureUse(along, label, {measured, rows, input})
  const measure = measureUse(height, heads.density, {measured: undefined, rows, input})
  return {
    isTold: true,
    kind: 'density',
    rows,
    own: new Set(),
    measure,
    across,
    names,
    group: undefined,
    uses: [...names, across, measure]
  }
}

// As many points as tell the shape, the highest among them.
function thinned(rows: readonly Row[], height: string): readonly Row[] {
  if (rows.length <= MOST_OF_A_CURVE) return rows
  const step = (rows.length - 1) / (MOST_OF_A_CURVE - 1)
  const peak = rows.reduce((best, row, index) => (Number(row[height]) > Number(rows[best]![height]) ? index : best), 0)
  const kept = new Set(Array.from({length: MOST_OF_A_CURVE}, (_, index) => Math.round(index * step)).concat(peak))
  return rows.filter((_, index) => kept.has(index))
}

function measuredField(members: readonly DrawnUnit[], input: ReadingInput): Field | undefined {
  const fields = fieldsOf(input)
  const names = members.flatMap(({unit}) => ['y', 'x'].map((channel) => unit.encoding[channel]))
  for (const definition of names) {
    const field = typeof definition === 'object' && definition !== null && 'field' in definition ? definition['field'] : undefined
    const plain =
      typeof field === 'string'
        ? field.replace(/^(?:mid_box|lower_box|upper_box|lower_whisker|upper_whisker|lower|upper|center)_/, '')
        : ''
    const known = fields.get(plain)
    if (known !== undefined && known.type !== 'string') return known
  }
  return undefined
}

interface Made {
  readonly measured: Field | undefined
  readonly rows: readonly Row[]
  readonly input: ReadingInput
}

function measureUse(name: string, label: string, {measured, input}: Made): Use {
  const field: Field = {...measured, name, type: 'number'}
  return {channel: 'y', name, field, quantitative: true, label, unit: measured?.unit?.[input.language], dateLength: 10, time: []}
}

function fieldsOf({bound}: ReadingInput): ReadonlyMap<string, Field> {
  return new Map([...bound.values()].flatMap(({columns}) => [...columns]))
}

function toRow(datum: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(Object.entries(datum).map(([name, value]) => [name, toCell(value)]))
}

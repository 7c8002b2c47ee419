/** Numbers that keep their contract and are hardly meant: out of all size beside their own series, a code for nothing, more than all of it. */
import {gathering, type Message} from '../../messages.ts'
import type {Field, Resource} from '../../types.ts'
import type {PlacedTable} from './keys.ts'
import {inPlace, rowName, shown} from './say.ts'
import {otherScales} from './scales.ts'
import {LEAP_NOTE, seriesOf, timesOf, type Odd, type Stated} from './series.ts'
import {slipIn} from './slips.ts'

/** A warning for each number that its author should look at. A table that could not be read has none. */
export function checkSizes(tables: readonly PlacedTable[], resources: readonly Resource[]): readonly Message[] {
  const byName = new Map(tables.map((placed) => [placed.table.name, placed]))
  const {add, messages} = gathering()
  for (const resource of resources) {
    const placed = byName.get(resource.name)
    if (placed === undefined) continue
    for (const field of resource.fields.filter(isNumber)) {
      const numbers = numbersIn(placed, field.name)
      const steps = field.leaps === true ? [] : [...leaps(numbers, resource), ...otherScales(numbers, field, resource)]
      const odd = [...codes(numbers), ...steps, ...beyondAll(numbers, field)]
      add(odd.map((each) => told(each, {field, placed, path: resource.path})))
    }
  }
  return messages
}

function isNumber({type}: Field): boolean {
  return type === 'integer' || type === 'number'
}

function numbersIn({table}: PlacedTable, name: string): readonly Stated[] {
  return table.rows.flatMap((row, at): readonly Stated[] =>
    typeof row[name] === 'string' ? [{row, value: Number(row[name]), at}] : []
  )
}

const CODE_NOTE = 'Name it in `missingValues` where it stands for nothing.'
/** So much larger than all others is a code of nines, where it has their sign. */
const BEYOND_OTHERS = 3

// `-999` among what is never below nought, `9999` above all else: such cells are counted as numbers.
function codes(numbers: readonly Stated[]): readonly Odd[] {
  const isNines = ({value}: Stated) => /^(?:-9{2,}|9{3,})$/.test(String(value))
  const found = numbers.filter(isNines)
  if (found.length === 0) return []
  const others = numbers.filter((each) => !isNines(each)).map(({value}) => value)
  const greatest = others.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const isOdd = (value: number) => (value < 0 ? others.every((other) => other >= 0) : value >= BEYOND_OTHERS * greatest)
  return found
    .filter(({value}) => others.length > 0 && isOdd(value))
    .map(({at}) => ({
      rule: 'value-is-no-code',
      at,
      expected: 'a number, and no code for one that is not stated',
      note: CODE_NOTE
    }))
}

/** From one time to the next: what is told, and what a series does that is told of at all. A slip of a unit is a hundred, or more. */
const [LEAP, CALM, FEWEST] = [50, 5, 4]

// By the rest of the primary key, in the order of time: 27.4 and then 0.27 are two units.
function leaps(numbers: readonly Stated[], resource: Resource): readonly Odd[] {
  return seriesOf(numbers, resource).flatMap((own) => {
    const found = leapIn(own.filter(({value}) => value !== 0))
    return found.length > 0 ? found : slipIn(own)
  })
}

function leapIn(series: readonly Stated[]): readonly Odd[] {
  const steps = series.slice(1).map(({value}, before) => timesOf(value, series[before]!.value))
  const leaping = steps.flatMap((step, before) => (step >= LEAP ? [before] : []))
  const isCalm = steps.every((step) => step >= LEAP || step <= CALM)
  if (series.length < FEWEST || leaping.length === 0 || leaping.length > 2 || !isCalm) return []
  const [before] = leaping as [number]
  const [odd, beside] = before === 0 && leaping.length === 1 ? [series[0]!, series[1]!] : [series[before + 1]!, series[before]!]
  const expected = `a number of the size of \`${beside.value}\`, which stands beside it: one is ${Math.round(steps[before]!)} times the other`
  return [{rule: 'value-keeps-its-size', at: odd.at, expected, note: LEAP_NOTE}]
}

// Told once for a column: its author says how far it may go, or that its unit is another.
function beyondAll(numbers: readonly Stated[], {unit, constraints = {}}: Field): readonly Odd[] {
  const isShare = unit !== undefined && Object.values(unit).every((text) => text.trim() === '%')
  if (!isShare || constraints.maximum !== undefined || constraints.exclusiveMaximum !== undefined) return []
  const above = numbers.find(({value}) => value > 100)
  const note = 'Mend the cell; or say how far the column may go, as in `"constraints": {"maximum": 400}`.'
  return above === undefined
    ? []
    : [{rule: 'percentage-is-within-bounds', at: above.at, expected: 'at most 100 where the unit is `%`', note}]
}

interface Where {
  readonly field: Field
  readonly placed: PlacedTable
  readonly path: string
}

function told({rule, at, expected, note}: Odd, {field: {name}, placed, path}: Where): Message {
  const {table, lines, places} = placed
  const row = table.rows[at]!
  const reason = `Unexpected ${shown(row[name])} in \`${name}\` of ${rowName(row, table.primaryKey)}, expected ${expected}`
  return inPlace({severity: 'warning', rule, path, line: lines[at], reason, note}, places)
}

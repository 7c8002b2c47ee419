/** Ready tests of tables: parts that make a total, data that are fresh, as many rows as there should be, changes within bounds. */
import {gathering, type Message} from '../../messages.ts'
import {canonicalDecimal, compareDecimals, compareText} from '../../values/decimal.ts'
import {exactOf, magnitude, minus, plainDecimal, plus, times, type Exact} from '../../values/exact.ts'
import type {Resource, Row, TableTest} from '../../types.ts'
import type {PlacedTable} from './keys.ts'
import {rowName, shown} from './say.ts'

/** What tests are held against. */
export interface TestInput {
  readonly resources: readonly Resource[]
  /** ISO date of the report's release: what is fresh does not hang on the day of a build. */
  readonly release: string
}

/** Every row and table that fails a test. A test of a table that could not be read is none. */
export function checkTests(tables: readonly PlacedTable[], {resources, release}: TestInput): readonly Message[] {
  const byName = new Map(tables.map((placed) => [placed.table.name, placed]))
  const {add, messages} = gathering()
  for (const {name, path, tests = []} of resources) {
    const placed = byName.get(name)
    if (placed === undefined) continue
    for (const test of tests) {
      const {severity = 'error', note} = test
      for (const failure of failuresOf(test, placed, {byName, release}))
        add([{severity, path, ...failure, ...(note !== undefined && {note})}])
    }
  }
  return messages
}

interface Around {
  readonly byName: ReadonlyMap<string, PlacedTable>
  readonly release: string
}

type Failure = Pick<Message, 'rule' | 'line' | 'reason'>

function failuresOf(test: TableTest, placed: PlacedTable, {byName, release}: Around): readonly Failure[] {
  if (test.sum !== undefined) return placed.table.rows.flatMap((row, at) => unequal(test, row, lineOf(placed, at)))
  if (test.freshness !== undefined) return stale(test, placed, release)
  if (test.rows !== undefined) return miscounted(test.rows, placed)
  const before = byName.get(test.since ?? '')
  return before === undefined ? [] : leaps(test, placed, before)
}

// A row with a part that is not stated is none of those that must add up.
function unequal({sum = [], total = '', tolerance = 0}: TableTest, row: Row, place: Placed): readonly Failure[] {
  const values = [...sum, total].map((name) => numberIn(row, name))
  if (values.includes(undefined)) return []
  const [whole, ...parts] = (values as readonly Exact[]).toReversed()
  const made = parts.reduce(plus)
  if (compareDecimals(plainDecimal(magnitude(minus(made, whole!))), decimal(tolerance)) <= 0) return []
  const reason = `Unexpected ${shown(row[total])} in \`${total}\` of ${place.name(row)}, expected ${shown(plainDecimal(made))}: the sum of ${names(sum)}`
  return [{rule: 'parts-make-the-total', line: place.line, reason}]
}

interface Placed {
  readonly line: number | undefined
  name(row: Row): string
}

function lineOf({table, lines}: PlacedTable, at: number): Placed {
  return {line: lines[at], name: (row) => rowName(row, table.primaryKey)}
}

const DAY = 86_400_000

// The newest value counts: a table may go back for decades.
function stale({freshness: name = '', days = 0}: TableTest, {table, lines}: PlacedTable, release: string): readonly Failure[] {
  const dated = table.rows.flatMap((row, at) => (row[name] === null ? [] : [{day: lastDay(String(row[name])), at}]))
  const newest = dated.toSorted((a, b) => compareText(b.day, a.day))[0]
  if (newest === undefined)
    return [
      {rule: 'data-are-fresh', line: 1, reason: `Unexpected empty \`${name}\`, expected a day that tells how fresh the data are`}
    ]
  const age = Math.round((Date.parse(release) - Date.parse(newest.day)) / DAY)
  const found = `${shown(table.rows[newest.at]![name])} as the newest \`${name}\``
  if (age > days)
    return [
      {
        rule: 'data-are-fresh',
        line: lines[newest.at],
        reason: `Unexpected ${found}, expected at most ${days} days before the release of ${release}: it is ${age}`
      }
    ]
  return []
}

// A year is over on its last day, and so is a month.
function lastDay(value: string): string {
  if (/^\d{4}$/.test(value)) return `${value}-12-31`
  if (!/^\d{4}-\d{2}$/.test(value)) return value.slice(0, 10)
  const [year, month] = value.split('-').map(Number)
  return new Date(Date.UTC(year!, month!, 0)).toISOString().slice(0, 10)
}

function miscounted(rows: NonNullable<TableTest['rows']>, {table}: PlacedTable): readonly Failure[] {
  const {minimum = 0, maximum = Infinity} = typeof rows === 'number' ? {minimum: rows, maximum: rows} : rows
  const count = table.rows.length
  if (count >= minimum && count <= maximum) return []
  const expected =
    minimum === maximum ? String(minimum) : maximum === Infinity ? `${minimum} or more` : `${minimum} to ${maximum}`
  return [{rule: 'rows-are-complete', line: 1, reason: `Unexpected ${count} rows, expected ${expected}`}]
}

function leaps(test: TableTest, placed: PlacedTable, {table: before}: PlacedTable): readonly Failure[] {
  const {change: name = '', percent = 0, since} = test
  const {table, lines} = placed
  const keyOf = (row: Row) => JSON.stringify(table.primaryKey.map((column) => row[column] ?? null))
  const earlier = new Map(before.rows.map((row) => [keyOf(row), row]))
  return table.rows.flatMap((row, at): Failure[] => {
    const old = earlier.get(keyOf(row))
    const [now, then] = [numberIn(row, name), old && numberIn(old, name)]
    if (now === undefined || then === undefined) return []
    const [most, found] = [times(magnitude(then), exactOf(decimal(percent))!), times(magnitude(minus(now, then)), HUNDRED)]
    if (compareDecimals(plainDecimal(found), plainDecimal(most)) <= 0) return []
    const reason = `Unexpected ${shown(row[name])} in \`${name}\` of ${rowName(row, table.primaryKey)}, expected at most ${percent} % from ${shown(old![name])} in \`${since}\``
    return [{rule: 'change-is-within-bounds', line: lines[at], reason}]
  })
}

const HUNDRED: Exact = {units: 100n, places: 0}

function numberIn(row: Row, name: string): Exact | undefined {
  const value = row[name]
  return typeof value === 'string' ? exactOf(value) : undefined
}

function decimal(number: number): string {
  return canonicalDecimal(String(number)) ?? '0'
}

function names(columns: readonly string[]): string {
  return columns.map((name) => `\`${name}\``).join(', ')
}

/** Rows of a time that lies behind the release: the report prints a day that is older than its data. */
import {gathering, type Message} from '../../messages.ts'
import {compareText} from '../../values/decimal.ts'
import type {Resource, Row} from '../../types.ts'
import type {PlacedTable} from './keys.ts'
import {inPlace, rowName, shown} from './say.ts'
import {timeOf} from './series.ts'
import type {TestInput} from './tests.ts'

/** What is expected, planned or reckoned ahead has times to come. */
const AHEAD =
  /forecast|foresee|project(?:ed|ion)|predict|\bplan(?:s|ned)?\b|target|\bgoal|estimate|expected|outlook|scenario|budget|\bdue\b|future|预[测期计估]|預[測期計估]|目标|目標|规划|規劃|计划|計劃|展望|情景|未来|將來|将来/iu
/** So many years behind the release are no data that came in since: they were reckoned ahead. */
const FAR = 3

/** A warning for the newest row of each table that is newer than the release, unless something calls it a forecast. */
export function checkReleased(tables: readonly PlacedTable[], {resources, release}: TestInput): readonly Message[] {
  const byName = new Map(tables.map((placed) => [placed.table.name, placed]))
  const {add, messages} = gathering()
  for (const resource of resources) {
    const [placed, time] = [byName.get(resource.name), timeOf(resource)]
    if (placed !== undefined && time !== undefined) add(newerThan(release, {placed, time, resource}))
  }
  return messages
}

interface Where {
  readonly placed: PlacedTable
  readonly time: string
  readonly resource: Resource
}

function newerThan(release: string, {placed: {table, lines, places}, time, resource}: Where): readonly Message[] {
  const isLater = (row: Row) => isAfter(String(row[time]), release)
  const later = table.rows.flatMap((row, at) => (isLater(row) ? [{row, at}] : []))
  const newest = later.toSorted((a, b) => compareText(String(b.row[time]), String(a.row[time])))[0]
  // A table of nothing but times to come is a calendar.
  if (newest === undefined || later.length === table.rows.length) return []
  const found = String(newest.row[time])
  if (Number(found.slice(0, 4)) - Number(release.slice(0, 4)) >= FAR || later.some(({row}) => isAhead(row, resource))) return []
  const message: Message = {
    severity: 'warning',
    rule: 'release-follows-its-data',
    path: resource.path,
    line: lines[newest.at],
    reason: `Unexpected ${shown(found)} in \`${time}\` of ${rowName(newest.row, table.primaryKey)}, expected none after the release of ${release}`,
    note: 'Give report.yaml the day of this release. Where the row is of what is expected, say so in a column or in the name of its table, as in `forecast`.'
  }
  return [inPlace(message, places)]
}

// Of a year and of a month it is known when they begin.
function isAfter(value: string, release: string): boolean {
  return value > release.slice(0, value.length)
}

function isAhead(row: Row, {name, fields}: Resource): boolean {
  const words = [name, ...fields.flatMap((field) => [field.name, ...Object.values(field.label ?? {})]), ...Object.values(row)]
  return words.some((word) => typeof word === 'string' && AHEAD.test(word.replaceAll('_', ' ')))
}

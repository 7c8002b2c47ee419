/** A chart's title and rows to a text that stands for it where it cannot be seen. */
import type {Language, Row} from '../../types.ts'
import type {Named, Phrases} from '../../language/chart-rules.ts'
import {rulesFor} from '../../language/index.ts'
import {compareCells} from './reading.ts'
import type {Reading} from './told.ts'
import {valueOf} from './table.ts'
import type {Use} from './uses.ts'

const MOST_TIES = 3
const MOST_GROUPS = 8
const MOST_SENTENCES = 8

interface Teller {
  readonly reading: Reading
  readonly phrases: Phrases
  readonly language: Language
}

/** The title, then for each panel and each layer that measures something of its own: its kind, its extremes, the edition's own value. */
export function altText(title: string, readings: readonly Reading[], language: Language): string {
  const phrases = rulesFor(language).chart.phrases
  const bare = title.trim().replace(/[.。]$/, '')
  const start = bare === '' ? '' : `${bare}${/[?!？！]$/.test(bare) ? phrases.stop.replace(/[.。]/, '') : phrases.stop}`
  const told = readings.filter(({isTold}) => isTold)
  const sentences = told.slice(0, MOST_SENTENCES).map((reading) => {
    const sentence = sentenceOf({reading, phrases, language})
    return reading.panel === undefined ? sentence : phrases.panel(reading.panel, sentence)
  })
  return `${start}${sentences.join(phrases.between)}`
}

function sentenceOf(teller: Teller): string {
  const {reading, phrases} = teller
  const {kind, measure, across, rows} = reading
  const runs = across !== undefined && measure !== undefined && kind !== 'scatter' && kind !== 'dots'
  const lines = runs ? series(reading).length : 1
  const stated = rows.filter((row) => measure === undefined || (row[measure.name] ?? null) !== null)
  const marks = kind === 'density' ? lines : stated.length
  const chart = phrases.chart(kind, {marks, lines: kind === 'line' || kind === 'area' ? lines : 1, groups: groupsOf(reading)})
  return phrases.sentence(chart, clausesOf(teller, stated, lines))
}

function clausesOf(teller: Teller, rows: readonly Row[], lines: number): readonly string[] {
  const {kind, measure, across, group} = teller.reading
  if (rows.length === 0) return []
  if (kind === 'density' && measure !== undefined && across !== undefined) return densityClauses(teller, measure, across)
  if (measure === undefined && across !== undefined) return timeClauses(teller, rows, across)
  if (measure === undefined) return group === undefined ? [] : groupClauses(teller, rows, group)
  if (kind === 'scatter' && across !== undefined) return pointClauses(teller, rows, {measure, across})
  if (across === undefined) return rankClauses(teller, rows, {measure})
  return lines > 1 ? lastClauses(teller, rows, {measure, across}) : courseClauses(teller, rows, {measure, across})
}

function densityClauses(teller: Teller, measure: Use, across: Use): readonly string[] {
  const {reading, phrases, language} = teller
  const curves = [...Map.groupBy(reading.rows, (row) => reading.names.map(({name}) => String(row[name])).join(' ')).values()]
  return curves.slice(0, MOST_GROUPS).map((rows) => {
    const peak = rows.reduce((best, row) => (Number(row[measure.name]) > Number(best[measure.name]) ? row : best))
    const group = reading.names.length > 0 ? nameText(teller, peak) : undefined
    const [first, last] = [rows[0]!, rows.at(-1)!]
    return phrases.densest(group, valueOf(across, peak, language), [
      valueOf(across, first, language),
      valueOf(across, last, language)
    ])
  })
}

// What is ranked, and when that was.
interface Ranked {
  readonly measure: Use
  readonly when?: string
}

// What is measured along what.
interface Crossed {
  readonly measure: Use
  readonly across: Use
}

function rankClauses(teller: Teller, rows: readonly Row[], {measure, when}: Ranked): readonly string[] {
  const {phrases, language, reading} = teller
  const sorted = rows.toSorted((a, b) => compareCells(b[measure.name], a[measure.name]))
  const [first, last] = [sorted[0]!, sorted.at(-1)!]
  if (rows.length === 1) return [phrases.single(named(teller, [first], measure))]
  if (same(first, last, measure)) return [phrases.level(valueOf(measure, first, language))]
  const ends = [first, last].map((end) => sorted.filter((row) => same(row, end, measure)))
  const extremes = phrases.extremes(named(teller, ends[0]!, measure), named(teller, ends[1]!, measure), when)
  const own = rows.filter((row) => reading.own.has(row))
  const told = own.length !== 1 || ends.some((end) => end.length <= MOST_TIES && end.includes(own[0]!))
  return told
    ? [extremes]
    : [extremes, phrases.own(named(teller, own, measure), 1 + sorted.findIndex((row) => same(row, own[0]!, measure)))]
}

function lastClauses(teller: Teller, rows: readonly Row[], {measure, across}: Crossed): readonly string[] {
  const last = rows.toSorted((a, b) => compareCells(b[across.name], a[across.name]))[0]!
  const atEnd = rows.filter((row) => row[across.name] === last[across.name])
  const all = [...Map.groupBy(rows, (row) => teller.reading.names.map(({name}) => String(row[name])).join(' ')).values()]
  if (all.length === atEnd.length) return rankClauses(teller, atEnd, {measure, when: positionOf(teller, last, across)})
  // Lines that end at different places are told by their own last values.
  const lasts = all.map((line) => line.toSorted((a, b) => compareCells(b[across.name], a[across.name]))[0]!)
  return rankClauses(teller, lasts, {measure})
}

function courseClauses(teller: Teller, rows: readonly Row[], {measure, across}: Crossed): readonly string[] {
  const {phrases, language} = teller
  const at = (row: Row): Named => ({name: positionOf(teller, row, across), value: valueOf(measure, row, language)})
  const [first, last] = [rows[0]!, rows.at(-1)!]
  if (rows.length === 1) return [phrases.single(at(first))]
  const sorted = rows.toSorted((a, b) => compareCells(b[measure.name], a[measure.name]))
  const between = (row: Row) => (same(row, first, measure) || same(row, last, measure) ? undefined : at(row))
  const direction = Math.sign(compareCells(last[measure.name], first[measure.name])) as -1 | 0 | 1
  return [phrases.course({first: at(first), last: at(last), direction, peak: between(sorted[0]!), low: between(sorted.at(-1)!)})]
}

function groupClauses(teller: Teller, rows: readonly Row[], group: Use): readonly string[] {
  const {phrases, reading} = teller
  const nameOf = (row: Row) => cellText(teller, row, group)
  const counts = Map.groupBy(rows, nameOf)
  const isUnknown = ({name}: {readonly name: string}) => Number(name === phrases.unknown)
  const groups = [...counts].map(([name, members]) => ({name, count: members.length}))
  groups.sort((a, b) => isUnknown(a) - isUnknown(b) || b.count - a.count)
  const own = rows.filter((row) => reading.own.has(row) && (row[group.name] ?? null) !== null)
  const ownClause = own.length === 1 ? [phrases.ownGroup(nameText(teller, own[0]!), nameOf(own[0]!))] : []
  return [...(groups.length > MOST_GROUPS ? [] : [phrases.groups(groups)]), ...ownClause]
}

function timeClauses(teller: Teller, rows: readonly Row[], across: Use): readonly string[] {
  const {phrases, reading} = teller
  const sorted = rows
    .filter((row) => (row[across.name] ?? null) !== null)
    .sort((a, b) => compareCells(a[across.name], b[across.name]))
  const at = (row: Row): Named => ({name: nameText(teller, row), value: positionOf(teller, row, across)})
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined || first === last) return first === undefined ? [] : [phrases.moment(at(first))]
  const own = sorted.filter((row) => reading.own.has(row) && row !== first && row !== last)
  return [phrases.times(at(first), at(last)), ...(own.length === 1 ? [phrases.moment(at(own[0]!))] : [])]
}

function pointClauses(teller: Teller, rows: readonly Row[], {measure, across}: Crossed): readonly string[] {
  const {phrases, language, reading} = teller
  const own = rows.filter((row) => reading.own.has(row))
  const at = (use: Use, row: Row): Named => ({name: use.label, value: valueOf(use, row, language)})
  const point = own.length === 1 ? [phrases.ownPoint(nameText(teller, own[0]!), at(measure, own[0]!), at(across, own[0]!))] : []
  return [phrases.against(measure.label, across.label), ...point]
}

function named(teller: Teller, rows: readonly Row[], measure: Use): Named {
  const names = rows.slice(0, MOST_TIES).map((row) => nameText(teller, row))
  return {name: teller.phrases.list(names, rows.length - names.length), value: valueOf(measure, rows[0]!, teller.language)}
}

function nameText(teller: Teller, row: Row): string {
  const {names, across} = teller.reading
  return (names.length > 0 ? names : across ? [across] : []).map((use) => positionOf(teller, row, use)).join(teller.phrases.comma)
}

function positionOf(teller: Teller, row: Row, use: Use): string {
  const text = cellText(teller, row, use)
  return use.field.type === 'year' ? teller.phrases.year(text) : text
}

function cellText({phrases, language}: Teller, row: Row, use: Use): string {
  return (row[use.name] ?? null) === null ? phrases.unknown : valueOf(use, row, language)
}

// Marks of an unknown kind make no group.
function groupsOf({rows, measure, group}: Reading): number {
  if (measure !== undefined || group === undefined) return 0
  return new Set(rows.flatMap((row) => row[group.name] ?? [])).size
}

function series({rows, names: [name]}: Reading): readonly string[] {
  return name === undefined ? [''] : [...new Set(rows.map((row) => String(row[name.name])))]
}

function same(a: Row, b: Row, {name}: Use): boolean {
  return compareCells(a[name], b[name]) === 0
}

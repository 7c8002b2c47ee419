/** A table and its contract -> what a report of it is about: whose rows they are, of which years, and which columns are told of. */
import {ReportError, suggestion, type Message} from '../../messages.ts'
import type {FieldDefinition, ResourceDefinition} from '../../schema/definition.ts'
import type {Cell, Row} from '../../types.ts'
import {wholesByName} from '../../values/totals.ts'
import {listedYears, yearColumns} from '../describe/index.ts'
import {lackingIn, repeatedIn, turnedNote} from './causes.ts'
import {namesOf, withoutLanguage, type Place} from './places.ts'
import {isPlain} from './sql-name.ts'
import {measuredBy} from './units.ts'

/** A column of numbers that a report tells of. */
export interface Measure {
  readonly column: string
  /** Its name in words, as the header has it. */
  readonly words: string
  /** By language, where the header tells. */
  readonly unit?: Readonly<Record<string, string>>
  /** Digits behind the point. */
  readonly decimals: number
  /** A change of it can be told in per cent: above nought in every row, and no share or rate itself, as far as numbers tell. */
  readonly isCount: boolean
  /** Per cent, and between none and all of it. */
  readonly isShare: boolean
  /** Some row has no value. */
  readonly hasGaps: boolean
}

/** The years of a table. */
export interface Years {
  readonly column: string
  /** The last one of which every place has a row. */
  readonly last: string
  /** Years that come later, of which some place has none. */
  readonly later: readonly string[]
  /** Every place has a row of the year before. */
  readonly hasBefore: boolean
}

/** What a report is drafted from. */
export interface Outline {
  readonly resource: ResourceDefinition
  /** Column that says whose a row is. */
  readonly subject: string
  /** Name of the axis. */
  readonly axis: string
  /** Name of the table of places. */
  readonly list: string
  readonly places: readonly Place[]
  /** Values of the subject that are the whole of the others by what they are called, and no places. */
  readonly wholes: readonly string[]
  readonly years?: Years
  /** At least one; the first is what the report begins with. */
  readonly measures: readonly Measure[]
  /** Columns of numbers that are not told of: many rows have no value, or there is no room. */
  readonly leftOut: readonly string[]
  readonly languages: readonly string[]
}

/** Types of columns that hold numbers. */
export const NUMBERS: readonly string[] = ['integer', 'number']

/** Columns of numbers that a page has room for. */
const MOST = 4

/** Names that mean something else where an axis is read. */
const TAKEN = new Set([
  'name',
  'reader',
  'language',
  'edition',
  'report',
  'own',
  'before',
  'latest',
  'stated',
  'years',
  'all',
  'places',
  'this',
  'if'
])

/** What its author says of a report: its languages, and what it begins with. Where left out, both are as the table has them. */
export interface Wishes {
  readonly languages: readonly string[]
  readonly measure: string | undefined
}

/** The outline of a table. Throws a ReportError where its rows are not those of places, or hold no number that all of them have. */
export function outlineOf(resource: ResourceDefinition, all: readonly Row[], {languages, measure}: Wishes): Outline {
  const fields = resource.schema.fields
  const inHeader = yearColumns(fields)
  if (inHeader.length > 0) throw refused(resource, `years in its header, as ${listedYears(inHeader)}`, turnedNote(resource, all))
  const {subject, year} = keyOf(resource, all)
  const {rows, wholes} = withoutWholes(resource, all, subject)
  const keys = [...new Set(rows.map((row) => String(row[subject])))]
  const known = [...new Set(all.map((row) => String(row[year ?? ''])))]
  const years = year === undefined ? undefined : yearsOf(year, known, {rows, subject, count: keys.length})
  if (years === 'none')
    throw refused(
      resource,
      `no year of \`${year}\` in which each \`${subject}\` has a row`,
      `${lackingIn(rows, subject, year!)} ${WHOLE}`
    )
  const isLast = (row: Row) => years === undefined || String(row[years.column]) === years.last
  const told = fields.filter((field) => isMeasure(field, resource) && isFull(field, rows) && isFull(field, rows.filter(isLast)))
  const able = told.map((field) => measureOf(field, rows))
  const found = [...able.filter(({hasGaps}) => !hasGaps), ...able.filter(({hasGaps}) => hasGaps)]
  if (found.length === 0) throw refused(resource, 'no column of numbers with a value in nearly every row', FULL)
  const first = measure === undefined ? found[0] : found.find(({column}) => column === measure)
  if (first === undefined) {
    const note =
      suggestion(
        measure!,
        found.map(({column}) => column)
      ) ?? FULL
    throw refused(resource, `no column \`${measure}\` of numbers with a value in nearly every row`, note)
  }
  const measures = [first, ...found.filter((other) => other !== first)].slice(0, MOST)
  const columns = new Set(measures.map(({column}) => column))
  const leftOut = fields.filter((field) => isMeasure(field, resource) && !columns.has(field.name)).map(({name}) => name)
  const {places, languages: own} = namesOf({fields, rows, subject, languages})
  const name = withoutLanguage(subject).toLowerCase()
  const axis = /^[a-z]/.test(name) && isPlain(name) && !TAKEN.has(name) ? name : 'place'
  const list = resource.name === 'places' ? 'subjects' : 'places'
  return {resource, subject, axis, list, places, wholes, ...(years && {years}), measures, leftOut, languages: own}
}

// Of two rows left there is something to compare; the world and one country are two places to whoever has no more.
function withoutWholes(
  {schema: {fields, primaryKey = []}}: ResourceDefinition,
  rows: readonly Row[],
  subject: string
): {readonly rows: readonly Row[]; readonly wholes: readonly string[]} {
  const columns = fields.map(({name, type = 'string'}) => ({name, type}))
  const wholes = wholesByName(subject, {fields: columns, primaryKey: [primaryKey].flat(), rows})
  const rest = rows.filter((row) => !wholes.has(String(row[subject])))
  return new Set(rest.map((row) => row[subject])).size < 2 ? {rows, wholes: []} : {rows: rest, wholes: [...wholes]}
}

const ONE =
  'A report has a row for each place, or for each place and year. Turn a table that has a row for each number with `pivot`.'
const WHOLE = 'Add the rows that are missing, or take out the places that have none.'
const FULL =
  'Describe the table with `octavo describe` and write its contract and queries by hand, or take out the places or years that have gaps.'

function keyOf(resource: ResourceDefinition, rows: readonly Row[]): {readonly subject: string; readonly year?: string} {
  const {fields, primaryKey = []} = resource.schema
  const key = [primaryKey].flat().map((name) => fields.find((field) => field.name === name)!)
  const year = key.find(({type}) => type === 'year')
  const [subject, ...more] = key.filter((field) => field !== year)
  if (subject === undefined || more.length > 0 || (subject.type ?? 'string') !== 'string')
    throw refused(resource, 'rows that no column of names tells apart, alone or by year', `${repeatedIn(rows, fields)}${ONE}`)
  return {subject: subject.name, ...(year && {year: year.name})}
}

function refused({path = ''}: ResourceDefinition, what: string, note: string): ReportError {
  const message: Message = {
    severity: 'error',
    rule: 'table-is-of-places',
    path,
    line: 1,
    reason: `Unexpected table with ${what}, expected a row for each place, or for each place and year`,
    note: `Nothing was written. ${note}`
  }
  return new ReportError([message])
}

interface Rows {
  readonly rows: readonly Row[]
  readonly subject: string
  /** Of places. */
  readonly count: number
}

// Of a year that a total alone has, no place has a row: it is among the later ones.
function yearsOf(column: string, known: readonly string[], {rows, subject, count}: Rows): Years | 'none' {
  const byYear = Map.groupBy(rows, (row) => String(row[column]))
  const isWhole = (year: string) => new Set(byYear.get(year)?.map((row) => row[subject])).size === count
  const years = known.toSorted((a, b) => Number(b) - Number(a))
  const last = years.find(isWhole)
  if (last === undefined) return 'none'
  return {column, last, later: years.slice(0, years.indexOf(last)), hasBefore: isWhole(String(Number(last) - 1))}
}

function isMeasure({name, type, header}: FieldDefinition, {schema: {primaryKey = []}}: ResourceDefinition): boolean {
  // What its file has no word for counts the rows.
  return NUMBERS.includes(type ?? '') && header !== '' && ![primaryKey].flat().includes(name)
}

/** So large a part of the rows may have no value in a column that is told of. */
const GAPS = 1 / 4

function isFull({name}: FieldDefinition, rows: readonly Row[]): boolean {
  return rows.filter((row) => (row[name] ?? null) === null).length <= rows.length * GAPS
}

function measureOf({name, type, header, unit}: FieldDefinition, rows: readonly Row[]): Measure {
  const measured = measuredBy(header === undefined ? name : inProse(header) || name)
  const cells = rows.map((row) => row[name] ?? null).filter((cell) => cell !== null)
  return {
    column: name,
    ...measured,
    // That of the cells is surer than what a name tells.
    ...(unit && {unit}),
    decimals: type === 'integer' ? 0 : Math.min(2, Math.max(...cells.map(decimalsOf))),
    isCount: cells.every((cell) => Number(cell) > 0) && (type === 'integer' || cells.some((cell) => Number(cell) > 100)),
    isShare: (unit ?? measured.unit)?.['en'] === '%' && cells.every((cell) => Number(cell) >= 0 && Number(cell) <= 100),
    hasGaps: cells.length < rows.length
  }
}

// What would be markup in a chapter, or end an attribute, is no part of a name there.
function inProse(header: string): string {
  return header
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Sc}%‰°²³(),./ &+–（），、-]+/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
}

function decimalsOf(cell: Cell): number {
  return /\.(\d+)$/.exec(String(cell))?.[1]?.length ?? 0
}

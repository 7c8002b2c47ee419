/** Rows that are no table of places -> those that it fails for, where they are few: a row that stands there twice, places that lack a year. */
import {basename} from 'node:path'
import {formatOf, type FieldDefinition, type ResourceDefinition} from '../../schema/definition.ts'
import type {Row} from '../../types.ts'
import {headerOf, unpivoted, yearColumns} from '../describe/index.ts'

/** Names that a note has room for. */
const MOST = 5

/** The places that have no row in the year of most rows, as a sentence. */
export function lackingIn(rows: readonly Row[], subject: string, year: string): string {
  const all = [...new Set(rows.map((row) => String(row[subject])))]
  const byYear = [...Map.groupBy(rows, (row) => String(row[year]))].map(
    ([name, own]) => [name, new Set(own.map((row) => String(row[subject])))] as const
  )
  const [best, there] = byYear.toSorted(([a, one], [b, other]) => other.size - one.size || Number(b) - Number(a))[0]!
  const lacking = all.filter((name) => !there.has(name))
  const shown = lacking.slice(0, MOST).map((name) => `\`${name}\``)
  const more = lacking.length > MOST ? ` and ${lacking.length - MOST} more` : ''
  const alike = [...Map.groupBy(all, (name) => name.trim().toLowerCase()).values()].find((own) => own.length > 1)
  const twins =
    alike === undefined ? '' : ` ${alike.map((name) => `\`${name}\``).join(' and ')} differ in blanks or capitals alone.`
  return `In ${best}, of which most have one, ${shown.join(', ')}${more} ${lacking.length === 1 ? 'has' : 'have'} none.${twins}`
}

/** A row that stands there twice by its first text and its year, where such rows are few; else nothing. */
export function repeatedIn(rows: readonly Row[], fields: readonly FieldDefinition[]): string {
  const subject = fields.find(({type = 'string'}) => type === 'string')?.name
  const year = fields.find(({type}) => type === 'year')?.name
  if (subject === undefined) return ''
  const names = year === undefined ? [subject] : [subject, year]
  const groups = [...Map.groupBy(rows, (row) => names.map((name) => `\`${String(row[name] ?? '')}\``).join(', ')).entries()]
  const twice = groups.filter(([, own]) => own.length > 1)
  if (twice.length === 0 || twice.length > groups.length / 10) return ''
  return `${twice[0]![0]} stands there ${twice[0]![1].length} times. `
}

/** How a table with years in its header is given a row for each place and year, in words; of a plain CSV file as a statement too. */
export function turnedNote({path, encoding, schema: {fields}}: ResourceDefinition, rows: readonly Row[]): string {
  const words =
    'Give it the columns place, year and measure, as `Unpivot Columns` of a spreadsheet or `unpivot` of DuckDB does, and draft anew.'
  const isPlain = typeof path === 'string' && formatOf(path) === 'csv' && encoding === undefined
  return isPlain ? `${words} In DuckDB: ${statementFor(basename(path), fields, rows)}` : words
}

// Where a place has several rows, another column says which measure each is of: each measure is a column then.
function statementFor(file: string, fields: readonly FieldDefinition[], rows: readonly Row[]): string {
  const name = (field: FieldDefinition) => `"${headerOf(field).replaceAll('"', '""')}"`
  const [place, series] = placeAndSeries(fields, rows)
  const long = `unpivot (from read_csv('${file.replaceAll("'", "''")}', header = true, all_varchar = true)) ${unpivoted(fields, headerOf)}`
  const turned = (columns: string) => `select ${columns}, regexp_extract(year, '[0-9]{4}') as year, measure from (${long})`
  const asked =
    place !== undefined && series !== undefined
      ? `pivot (${turned(`${name(place)}, ${name(series)}`)}) on ${name(series)} using any_value(measure)`
      : turned('* exclude (year, measure)')
  return `\`copy (${asked} order by all) to 'long.csv'\``
}

// Notes below a table have a text and no number. The second is left out where each place has one row, or nothing tells its rows apart.
function placeAndSeries(fields: readonly FieldDefinition[], rows: readonly Row[]): readonly (FieldDefinition | undefined)[] {
  const inHeader = yearColumns(fields)
  const stated = rows.filter((row) => inHeader.some((field) => (row[field.name] ?? null) !== null))
  const isKey = (...columns: readonly FieldDefinition[]) =>
    new Set(stated.map((row) => JSON.stringify(columns.map((column) => row[column.name])))).size === stated.length
  const [place, ...texts] = fields.filter((field) => !inHeader.includes(field) && (field.type ?? 'string') === 'string')
  return place === undefined || isKey(place) ? [place] : [place, texts.find((field) => isKey(place, field))]
}

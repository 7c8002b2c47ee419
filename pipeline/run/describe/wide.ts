/** The headers of a table -> whether years stand among them, where rows should have them, and how a query gives each its row. */
import type {FieldDefinition, ResourceDefinition} from '../../schema/definition.ts'
import {quoted, type Doubt} from './guess.ts'

// As in `2019`, `2019 [YR2019]`, `X2019`, `FY2019` and `2019年`.
const YEAR = /^(?:fy|cy|[xy_])?((?:1[5-9]|20|21)\d\d)(?:年度?| ?\[yr\1\])?$/i

/** The columns that are called by a year, where there are several. */
export function yearColumns(fields: readonly FieldDefinition[]): readonly FieldDefinition[] {
  const found = fields.filter((field) => YEAR.test(headerOf(field).trim()))
  return found.length > 1 && found.length < fields.length ? found : []
}

/** The part of a statement that gives each of these columns its rows: the others are named, which are fewer. */
export function unpivoted(fields: readonly FieldDefinition[], nameOf: (field: FieldDefinition) => string): string {
  const inHeader = yearColumns(fields)
  const others = fields.filter((field) => !inHeader.includes(field) && nameOf(field) !== '')
  const names = others.map((field) => `"${nameOf(field).replaceAll('"', '""')}"`)
  return `on columns(* exclude (${names.join(', ')})) into name year value measure`
}

/** What its file calls a column. */
export function headerOf({name, header = name}: FieldDefinition): string {
  return header
}

/** Such columns for a message: few of them, or the first and the last. */
export function listedYears(columns: readonly FieldDefinition[]): string {
  const words = columns.map((field) => quoted(headerOf(field)))
  return words.length > 3 ? `${words[0]} to ${words.at(-1)!}` : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`
}

/** What a draft says of a table whose header has the years. */
export function wideTable({name, schema: {fields}}: ResourceDefinition): readonly Doubt[] {
  const columns = yearColumns(fields)
  if (columns.length === 0) return []
  const turned = `select * replace (cast(regexp_extract(year, '[0-9]{4}') as integer) as year) from (unpivot "${name}" ${unpivoted(fields, (field) => field.name)})`
  return [
    {
      rule: 'year-has-rows',
      reason: `Unexpected years in the header, as ${listedYears(columns)}, expected a column of years, and a row for each place and year`,
      note: `The file may stay as it is: a query gives each year its row, as in \`${turned}\`.`
    }
  ]
}

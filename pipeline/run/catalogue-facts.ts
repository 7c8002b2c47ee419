/** What the catalogue tells of the values of its axis, from the report's data and its brand. */
import type {Brand} from '../design/brand.ts'
import {ReportError, suggestion} from '../messages.ts'
import type {CatalogueFacts} from '../stages/catalogue/index.ts'
import type {Report} from '../stages/load/index.ts'
import {isNumeric} from '../values/column.ts'
import type {Asked} from './data.ts'

interface Around {
  readonly report: Pick<Report, 'definition' | 'place' | 'brand'>
  readonly asked: ReadonlyMap<string, Asked>
}

/** The kinds by which the brand has colours, and the numbers that the report names. Throws a ReportError where they are none. */
export async function factsOf({report: {definition, place, brand}, asked}: Around): Promise<CatalogueFacts> {
  const kinds = kindsOf(brand)
  const {catalogue} = definition
  if (catalogue === undefined) return {...kinds}
  const {query, value} = catalogue
  const at = {severity: 'error', rule: 'catalogue-is-known', path: 'report.yaml', ...place(['catalogue'])} as const
  const dataset = await asked.get(query)?.datasets['all']?.value()
  if (dataset === undefined) {
    const note = 'Name a query of the report that is not partitioned.'
    throw new ReportError([
      {...at, reason: `Unexpected query \`${query}\`, expected one that is the same for all editions`, note}
    ])
  }
  const field = dataset.columns.find(({name}) => name === value)
  const [key] = dataset.key
  if (field === undefined || !isNumeric(field) || dataset.key.length !== 1) {
    const reason = `Unexpected column \`${value}\` of \`${query}\`, expected numbers by one key`
    throw new ReportError([
      {
        ...at,
        reason,
        note: suggestion(
          value,
          dataset.columns.map(({name}) => name)
        )
      }
    ])
  }
  return {...kinds, measure: {field, rows: dataset.rows.map((row) => ({id: String(row[key!]), row}))}}
}

function kindsOf({accent_by}: Brand): Pick<CatalogueFacts, 'kinds'> {
  const [axis, column] = (accent_by?.value ?? '').split('.')
  if (accent_by === undefined || axis === undefined || column === undefined) return {}
  return {kinds: {axis, column, colours: accent_by.colours}}
}

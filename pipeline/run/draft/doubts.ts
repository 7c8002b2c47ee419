/** A table of places -> what its author should look at before its report is believed: totals among the places, names that change. */
import type {Message} from '../../messages.ts'
import type {Cell, Row} from '../../types.ts'
import {isNameOfWhole} from '../../values/totals.ts'
import type {Outline} from './outline.ts'
import {unsureNames} from './places.ts'

/** Warnings about an outline and the rows that it is of. */
export function doubtsOf(outline: Outline, rows: readonly Row[]): readonly Message[] {
  const wholes = new Set(outline.wholes)
  const ofPlaces = rows.filter((row) => !wholes.has(String(row[outline.subject])))
  return [...laterYears(outline), ...leftOut(outline), ...totals(outline, ofPlaces), ...names(outline, rows)]
}

function laterYears({resource, subject, years}: Outline): readonly Message[] {
  if (years === undefined || years.later.length === 0) return []
  const reason = `Unexpected gaps in ${years.later.toReversed().join(', ')}, expected a row for each \`${subject}\``
  const note = `The draft compares ${years.last}, the last year that is whole; \`queries/latest.sql\` says so.`
  return [{severity: 'warning', rule: 'table-is-of-places', path: resource.path ?? '', reason, note}]
}

function leftOut({resource, subject, list, wholes}: Outline): readonly Message[] {
  return wholes.map((key) =>
    told({
      resource,
      rule: 'row-is-of-a-place',
      reason: `Unexpected \`${key}\` in \`${subject}\`, by its name the whole of the others, expected a place`,
      note: `It is left out of the draft: it has no edition, and the queries join data/${list}.csv, which is without it. Its rows stay in the file for queries of your own, as in \`where ${subject} = '${key.replaceAll("'", "''")}'\`. Where it is a place, add it to data/${list}.csv.`
    })
  )
}

const totalNote = (list: string) =>
  `It is drafted as a place: ranked, drawn and counted as one, with editions of its own. Where it is none, take its row out of data/${list}.csv and the \`foreignKeys\` out of datapackage.json: queries then leave it out, and the file stays as it is.`
// By its name, or by its numbers: the sum or the mean of all others is hardly one of them.
function totals({resource, subject, list, places, years, measures}: Outline, rows: readonly Row[]): readonly Message[] {
  const last = rows.filter((row) => years === undefined || String(row[years.column]) === years.last)
  const values = last.map((row) => ({key: String(row[subject]), value: numberOf(row[measures[0]!.column])}))
  const isReckoned = (key: string) => values.length > 4 && values.some((each) => each.key === key && isSum(each.value, values))
  return places
    .filter(({key, names}) => [key, ...Object.values(names)].some((name) => isNameOfWhole(name)) || isReckoned(key))
    .map(({key}) =>
      told({
        resource,
        rule: 'row-is-of-a-place',
        reason: `Unexpected \`${key}\` in \`${subject}\`, expected a place, and no total or mean of others`,
        note: totalNote(list)
      })
    )
}

function isSum(value: number, values: readonly {readonly value: number}[]): boolean {
  const others = values.reduce((sum, each) => sum + each.value, 0) - value
  return value > 0 && Math.abs(others - value) <= value / 1000
}

function names({resource, ...outline}: Outline, rows: readonly Row[]): readonly Message[] {
  const unsure = unsureNames({fields: resource.schema.fields, rows, subject: outline.subject})
  return unsure.map(([column, key]) =>
    told({
      resource,
      rule: 'place-has-one-name',
      reason: `Unexpected several names in \`${column}\` for \`${key}\`, expected one in every row of a place`,
      note: 'The draft takes no names from that column. Write one name, and draft anew.'
    })
  )
}

interface Told extends Pick<Message, 'rule' | 'reason' | 'note'> {
  readonly resource: Outline['resource']
}

function told({resource: {path = ''}, ...words}: Told): Message {
  return {severity: 'warning', path, ...words}
}

function numberOf(cell: Cell | undefined): number {
  return typeof cell === 'string' ? Number(cell) : Number.NaN
}

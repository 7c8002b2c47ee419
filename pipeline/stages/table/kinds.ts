/** Columns whose values are of two kinds that have no order and no difference: local moments beside ones with an offset, months beside days. */
import type {Message} from '../../messages.ts'
import {kindOf} from '../../values/duration.ts'
import {itemsOf} from '../../values/items.ts'
import {isUtc} from '../../values/moment.ts'
import type {Cell, Field, Resource} from '../../types.ts'
import type {PlacedRow} from './keys.ts'
import {rowName, shown} from './say.ts'

/** Every cell that is of another kind than the first one stated in its column. */
export function checkKinds(rows: readonly PlacedRow[], resource: Resource): Message[] {
  return resource.fields.flatMap((field) => {
    const kindIn = kindsOf(field)
    return kindIn === undefined ? [] : strays(rows, {field, kindIn, resource})
  })
}

type KindIn = (cell: Exclude<Cell, null>) => readonly string[]

const WORDS: Readonly<Record<string, string>> = {
  local: 'one without an offset, as in the rows before',
  utc: 'one with an offset, as in the rows before',
  months: 'months and years, as in the rows before: a month is no number of days',
  days: 'days and time, as in the rows before: a month is no number of days'
}

function kindsOf({type, itemType}: Field): KindIn | undefined {
  const ofMoment = (moment: string) => (isUtc(moment) ? 'utc' : 'local')
  if (type === 'datetime') return (cell) => [ofMoment(String(cell))]
  if (type === 'list' && itemType === 'datetime') return (cell) => itemsOf(String(cell)).map((item) => ofMoment(String(item)))
  return type === 'duration' ? (cell) => [kindOf(String(cell))].filter((kind) => kind !== 'both') : undefined
}

interface Column {
  readonly field: Field
  readonly kindIn: KindIn
  readonly resource: Resource
}

function strays(rows: readonly PlacedRow[], {field: {name}, kindIn, resource: {path, primaryKey}}: Column): Message[] {
  let first: string | undefined
  return rows.flatMap(({row, line}): Message[] => {
    const cell = row[name] ?? null
    const kinds = cell === null ? [] : kindIn(cell)
    first ??= kinds[0]
    if (first === undefined || kinds.every((kind) => kind === first)) return []
    const reason = `Unexpected ${shown(cell)} in \`${name}\` of ${rowName(row, primaryKey)}, expected ${WORDS[first]}`
    return [{severity: 'error', rule: 'column-is-of-one-kind', path, line, reason}]
  })
}

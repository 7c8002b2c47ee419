/** The columns of a result -> fields: type by the database, label, unit and decimals from the contract. */
import {suggestion, type Message} from '../../messages.ts'
import type {Field, FieldType, ItemType, Query, Table} from '../../types.ts'
import type {Result} from './database.ts'
import {namePattern, placeOfMatch} from './place.ts'

/** Tables and queries by name in lower case, as SQL knows them: their fields come to whoever reads them. */
export interface Origins {
  readonly tables: ReadonlyMap<string, Table>
  readonly views: ReadonlyMap<string, Query>
  /** What a query reads, in the order of its text, by the name of the query. */
  readonly reads: ReadonlyMap<string, readonly string[]>
  /** Columns that a query gives under another name as they are, by the name of the query. */
  readonly renamed: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/**
 * Fields of a result. A column is described by the data package's entry for this query, or else by the field of the same
 * name, or of the name that it had, of the first table that it reads, through other queries too.
 */
export function columnsOf(
  query: Query,
  {columns}: Result,
  origins: Origins
): {readonly fields: readonly Field[]; readonly messages: readonly Message[]} {
  const known = describedBy(query, origins)
  const names = columns.map(({name}) => name)
  const hasMoments = known.some((field) => field.type === 'datetime')
  const messages: Message[] = []
  const fields = columns.map(({name, type}, place): Field => {
    const described = known.find((field) => field.name === name)
    const {kind, itemType} = typeOf(type, described, hasMoments)
    const isSecond = names.some((other, index) => index !== place && other.toLowerCase() === name.toLowerCase())
    messages.push(...checkColumn(query, {name, type, kind, isSecond}))
    return {...withoutStrays(described, names), name, type: kind ?? 'string', ...(itemType && {itemType})}
  })
  const strays = query.fields.filter(({name}) => !names.includes(name)).map(({name}) => stray(query, name, names))
  return {fields, messages: [...messages, ...strays, ...query.fields.flatMap((field) => clash(query, field, fields))]}
}

function describedBy({fields, name}: Query, origins: Origins): readonly Field[] {
  const {tables, views, reads, renamed} = origins
  const inherited = (reads.get(name) ?? []).flatMap((read) => {
    const source = read.toLowerCase()
    const view = views.get(source)
    return view === undefined ? (tables.get(source)?.fields ?? []) : describedBy(view, origins)
  })
  const others = [...(renamed.get(name) ?? [])].flatMap(([alias, column]) => {
    const field = inherited.find((each) => each.name === column)
    return field === undefined ? [] : [underName(alias, field, inherited)]
  })
  return [...fields, ...others, ...inherited]
}

// Two columns of one kind, as of two years, are called by one label in the contract: which is which it does not say. What
// another table calls a column of the new name does.
function underName(name: string, field: Field, inherited: readonly Field[]): Field {
  const {label: _label, ...rest} = field
  const label = inherited.find((other) => other.name === name)?.label
  return {...rest, name, ...(label && {label})}
}

// Constraints and scale are of the table, not of what a query makes of it; a column beside it may be gone.
function withoutStrays(field: Field | undefined, names: readonly string[]): Partial<Field> {
  if (field === undefined) return {}
  const {constraints, scale: _scale, itemType: _itemType, decimalsFrom, unitFrom, ...rest} = field
  const hasDecimals = decimalsFrom !== undefined && names.includes(decimalsFrom)
  const hasUnit = unitFrom !== undefined && names.some((name) => name === unitFrom || name.startsWith(`${unitFrom}_`))
  const values = constraints?.enum && {constraints: {enum: constraints.enum}}
  return {...rest, ...values, ...(hasDecimals && {decimalsFrom}), ...(hasUnit && {unitFrom})}
}

const KINDS: readonly (readonly [RegExp, FieldType])[] = [
  [/^(VARCHAR|ENUM\(.*\))$/s, 'string'],
  [/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/, 'integer'],
  [/^(DECIMAL\(.*\)|DOUBLE)$/, 'number'],
  [/^BOOLEAN$/, 'boolean'],
  [/^DATE$/, 'date'],
  [/^TIME$/, 'time'],
  [/^TIMESTAMP WITH TIME ZONE$/, 'datetime'],
  [/^INTERVAL$/, 'duration']
]

interface Typed {
  readonly kind: FieldType | undefined
  readonly itemType?: ItemType
}

// Whole numbers are years, and texts months, where the contract says so; a column of nothing but nulls has no type of its own.
function typeOf(type: string, described: Field | undefined, hasMoments: boolean): Typed {
  if (type === 'SQLNULL') return {kind: described?.type ?? 'string', ...(described?.itemType && {itemType: described.itemType})}
  if (type.endsWith('[]')) return listOf(typeOf(type.slice(0, -2), undefined, true).kind)
  if (type === 'TIMESTAMP') return {kind: isMoment(described, hasMoments) ? 'datetime' : 'date'}
  const kind = KINDS.find(([pattern]) => pattern.test(type))?.[1]
  if (kind === 'integer' && described?.type === 'year') return {kind: 'year'}
  return {kind: kind === 'string' && described?.type === 'yearmonth' ? 'yearmonth' : kind}
}

// Reckoning with days gives their midnights: they are moments only to a query that has moments to read, and no day is meant.
function isMoment(described: Field | undefined, hasMoments: boolean): boolean {
  return described?.type === 'datetime' || (hasMoments && described?.type !== 'date')
}

const ITEMS: readonly FieldType[] = ['string', 'integer', 'number', 'boolean', 'date', 'time', 'datetime']

function listOf(item: FieldType | undefined): Typed {
  return item !== undefined && ITEMS.includes(item) ? {kind: 'list', itemType: item as ItemType} : {kind: undefined}
}

interface Found {
  readonly name: string
  readonly type: string
  readonly kind: FieldType | undefined
  readonly isSecond: boolean
}

function checkColumn(query: Query, {name, type, kind, isSecond}: Found): Message[] {
  if (isSecond) {
    const reason = `Unexpected second column \`${name}\`, expected each name once`
    return [
      at(query, name, {
        rule: 'column-has-a-name',
        reason,
        note: 'Rename one: `... as other_name`. Names that differ by case alone are one to SQL.'
      })
    ]
  }
  if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) {
    const reason = `Unexpected column \`${name.slice(0, 60)}\`, expected a name`
    return [at(query, name, {rule: 'column-has-a-name', reason, note: 'Name it: `... as total`.'})]
  }
  if (kind !== undefined) return []
  const reason = `Unexpected type ${type} of \`${name}\`, expected text, a number, a date, a time, a boolean, or a list of them`
  const note = `Cast it: \`${name}::varchar\`, \`::date\`, \`::decimal(18, 2)\` or \`::boolean\`.`
  return [at(query, name, {rule: 'column-has-a-known-type', reason, note})]
}

function at({path, sql}: Query, name: string, words: Pick<Message, 'rule' | 'reason' | 'note'>): Message {
  return {severity: 'error', ...placeOfMatch({path, text: sql}, namePattern(name)), ...words}
}

function stray({path}: Query, name: string, names: readonly string[]): Message {
  const reason = `Unexpected column \`${name}\` in the data package, expected one that the query gives`
  return {severity: 'error', rule: 'column-matches-contract', path, line: 1, reason, note: suggestion(name, names)}
}

function clash(query: Query, {name, type: expected}: Field, fields: readonly Field[]): Message[] {
  const type = fields.find((field) => field.name === name)?.type
  if (type === undefined || type === expected || (expected === 'number' && type === 'integer')) return []
  const reason = `Unexpected ${type} in \`${name}\`, expected ${expected} as in the data package`
  return [at(query, name, {rule: 'column-matches-contract', reason})]
}

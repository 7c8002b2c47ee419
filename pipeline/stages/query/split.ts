/** The rows of a query -> one dataset for each value of its axis, or one for all. */
import {namesAndMore, type Message} from '../../messages.ts'
import type {Dataset, Field, Query, Row} from '../../types.ts'
import {placeOfMatch} from './place.ts'

/** The rows of a query, and the values of its axis. */
export interface SplitInput {
  readonly query: Query
  readonly columns: readonly Field[]
  readonly rows: readonly Row[]
  /** Values of the axis that splits the rows. */
  readonly partitions: readonly string[]
  /** Values of the axis that the header says is covered. */
  readonly covered: readonly string[]
}

/** Rows of a value that the axis does not have belong to no edition; a value without rows has an empty dataset. */
export function split({query, columns, rows, partitions}: SplitInput): Record<string, Dataset> {
  const dataset = (own: readonly Row[]): Dataset => ({query: query.name, columns, key: query.key, rows: own})
  const {partition} = query
  if (partition === undefined) return {all: dataset(rows)}
  const groups = Map.groupBy(rows, (row) => row[partition])
  return Object.fromEntries(partitions.map((value) => [value, dataset(groups.get(value) ?? [])]))
}

/** The header's columns exist, and its key names each row of a partition. */
export function checkHeader({query, columns, rows, covered}: Omit<SplitInput, 'partitions'>): Message[] {
  const {partition, key, covers} = query
  const names = columns.map(({name}) => name)
  const missing = [
    ...(partition === undefined || names.includes(partition) ? [] : [absent(query, {word: 'partition', name: partition, names})]),
    ...(covers === undefined || names.includes(covers.axis) ? [] : [absent(query, {word: 'covers', name: covers.axis, names})]),
    ...key.filter((name) => !names.includes(name)).map((name) => absent(query, {word: 'key', name, names}))
  ]
  if (missing.length > 0) return missing
  return [...(key.length === 0 ? [] : checkKey(query, rows)), ...checkCovered(query, rows, covered)]
}

const MOST_NAMED = 5

// A value that has rows where the header says that it has none is told as well: what is said there is out of date.
function checkCovered(query: Query, rows: readonly Row[], values: readonly string[]): Message[] {
  if (query.covers === undefined) return []
  const {axis, except} = query.covers
  const present = new Set(rows.map((row) => row[axis]))
  const left = values.filter((value) => !present.has(value) && !except.includes(value))
  const had = except.filter((value) => present.has(value))
  return [
    ...(left.length === 0
      ? []
      : [
          wrong(query, 'covers', `Unexpected query without a row for ${listed(left)}, expected one for each value of \`${axis}\``)
        ]),
    ...(had.length === 0
      ? []
      : [wrong(query, 'covers', `Unexpected ${listed(had)} behind \`except\`, which the query has rows for`)])
  ]
}

function listed(values: readonly string[]): string {
  return namesAndMore(
    values.map((value) => `\`${value}\``),
    MOST_NAMED
  )
}

function checkKey(query: Query, rows: readonly Row[]): Message[] {
  const {key, partition} = query
  const seen = new Set<string>()
  for (const row of rows) {
    const values = key.map((name) => row[name] ?? null)
    if (values.includes(null))
      return [
        wrong(query, 'key', `Unexpected row without \`${key[values.indexOf(null)]}\`, expected a value: it is part of the key`)
      ]
    const identity = JSON.stringify([partition === undefined ? null : row[partition], ...values])
    if (seen.has(identity))
      return [
        wrong(
          query,
          'key',
          `Unexpected second row \`${values.join(', ').slice(0, 80)}\`, expected each key once (${key.join(', ')})`
        )
      ]
    seen.add(identity)
  }
  return []
}

/** A column that a word of the header names, and the columns that there are. */
interface Absent {
  readonly word: string
  readonly name: string
  readonly names: readonly string[]
}

function absent(query: Query, {word, name, names}: Absent): Message {
  return {
    ...wrong(query, word, `Unexpected \`${name}\` in \`${word}:\`, expected a column that the query gives`),
    note: `It gives ${names.map((known) => `\`${known.slice(0, 60)}\``).join(', ')}.`
  }
}

function wrong({path, sql}: Query, word: string, reason: string): Message {
  return {
    severity: 'error',
    rule: 'query-keeps-its-header',
    ...placeOfMatch({path, text: sql}, new RegExp(`${word}:`, 'i')),
    reason
  }
}

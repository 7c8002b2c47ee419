/** Queries that read each other -> an order in which each comes after those that it reads. */
import {suggestion, type Message} from '../../messages.ts'
import type {Query} from '../../types.ts'
import {namePattern, placeOfMatch} from './place.ts'
import type {Reads} from './reads.ts'

/** Queries, what each reads, and the tables that there are. */
export interface OrderInput {
  readonly queries: readonly Query[]
  /** What each query reads, by the query's name. */
  readonly reads: Readonly<Record<string, Reads>>
  /** Names of the tables of the data package. */
  readonly tables: readonly string[]
}

/** What one query needs: tables of the data package, and queries in the order in which they can be made. */
export interface Needs {
  readonly tables: readonly string[]
  readonly views: readonly Query[]
}

/** All queries in order, and what each needs by its name. Unknown tables, names for two things and circles are errors. */
export function order(input: OrderInput): {
  readonly queries: readonly Query[]
  readonly needs: Readonly<Record<string, Needs>>
  readonly messages: readonly Message[]
} {
  const byName = new Map(input.queries.map((query) => [query.name.toLowerCase(), query]))
  const tables = new Map(input.tables.map((name) => [name.toLowerCase(), name]))
  const messages = [
    ...input.queries.filter(({name}) => tables.has(name.toLowerCase())).map(sameName),
    ...input.queries.filter((query) => byName.get(query.name.toLowerCase()) !== query).map(sameName),
    ...unknownTables(input)
  ]
  const ordered: Query[] = []
  const state = new Map<Query, 'begun' | 'done'>()
  for (const query of input.queries) visit(query, [])
  const needs = messages.length > 0 ? {} : Object.fromEntries(ordered.map((query) => [query.name, needsOf(query)]))
  return {queries: ordered, needs, messages}

  function readBy(query: Query): Query[] {
    return (input.reads[query.name]?.tables ?? [])
      .map((name) => byName.get(name.toLowerCase()))
      .filter((read) => read !== undefined)
  }

  function visit(query: Query, above: readonly Query[]): void {
    if (state.get(query) === 'done') return
    if (state.get(query) === 'begun') return void messages.push(circle(query, [...above.slice(above.indexOf(query)), query]))
    state.set(query, 'begun')
    for (const read of readBy(query)) visit(read, [...above, query])
    state.set(query, 'done')
    ordered.push(query)
  }

  function needsOf(query: Query): Needs {
    const views = new Set<Query>()
    const collect = (reader: Query): void => {
      for (const read of readBy(reader)) {
        if (views.has(read)) continue
        views.add(read)
        collect(read)
      }
    }
    collect(query)
    const names = [query, ...views]
      .flatMap(({name}) => input.reads[name]?.tables ?? [])
      .flatMap((name) => tables.get(name.toLowerCase()) ?? [])
    return {tables: [...new Set(names)].sort(), views: ordered.filter((other) => views.has(other))}
  }
}

function unknownTables({queries, reads, tables}: OrderInput): Message[] {
  const known = [...tables, ...queries.map(({name}) => name)]
  const names = new Set(known.map((name) => name.toLowerCase()))
  return queries.flatMap(({name, path, sql}) =>
    (reads[name]?.tables ?? [])
      .filter((table) => !names.has(table.toLowerCase()))
      .map((table): Message => {
        const reason = `Unexpected table \`${table}\`, expected one of the data package or a query`
        const place = placeOfMatch({path, text: sql}, namePattern(table))
        return {severity: 'error', rule: 'query-reads-known-tables', ...place, reason, note: suggestion(table, known)}
      })
  )
}

function sameName({name, path}: Query): Message {
  const reason = `Unexpected query \`${name}\`, expected another name than that of a table or query`
  const note = 'A query is read by its name, as tables are; to SQL, names that differ by case alone are one.'
  return {severity: 'error', rule: 'name-is-unique', path, line: 1, reason, note}
}

function circle({path, sql}: Query, around: readonly Query[]): Message {
  const reason = `Unexpected circle of queries: ${around.map(({name}) => `\`${name}\``).join(' reads ')}`
  const place = placeOfMatch({path, text: sql}, namePattern(around[1]!.name))
  return {
    severity: 'error',
    rule: 'queries-form-no-circle',
    ...place,
    reason,
    note: 'Give the part that both need a query of its own.'
  }
}

/** What the database says of a query that fails -> a message in the words of this report. */
import {nearest, suggestion, type Message} from '../../messages.ts'
import type {Query} from '../../types.ts'
import type {Problem} from './attempt.ts'
import {MOST_ITEMS, TOO_LARGE} from './bounds.ts'
import {placeOfByte} from './place.ts'

/** A query that fails, and what it could read. */
export interface Failed {
  readonly query: Query
  /** Queries that it reads. */
  readonly views: readonly Query[]
  /** Names of tables and queries that might be meant. */
  readonly known: readonly string[]
}

/** The message lies in the query that the database complained about: the one asked, or one that it reads. */
export function messageOf(problem: Problem, {query, views, known}: Failed): Message {
  const {path, sql} = views.find(({name}) => name === problem.view) ?? query
  const place = problem.position === undefined ? {path, line: 1, column: 1} : placeOfByte({path, text: sql}, problem.position)
  return {severity: 'error', ...place, ...wordsOf(problem, known)}
}

/** Faults that the database finds before it makes the first row. */
const FOUND_BEFORE = new Set(['Parser', 'Binder', 'Catalog'])

function wordsOf(
  {kind, reason, candidates, name = ''}: Problem,
  known: readonly string[]
): Pick<Message, 'rule' | 'reason' | 'note'> {
  const [first = ''] = reason.split('\n')
  if (reason.startsWith('Table with name ')) {
    return {
      rule: 'query-reads-known-tables',
      reason: `Unexpected table \`${name}\`, expected one of the data package or a query`,
      note: suggestion(name, known)
    }
  }
  if (/^Referenced column .* not found/.test(reason)) {
    return {
      rule: 'query-fits-its-tables',
      reason: `Unexpected column \`${name}\`, expected one of the tables that the query reads`,
      note: nearby(name, candidates)
    }
  }
  if (kind === 'INTERRUPT')
    return {
      rule: 'query-is-quick',
      reason: `Unexpected long run of the query, expected its end within ${first}; it was stopped`,
      note: 'Look for a join without a condition, or a recursive query that does not end.'
    }
  if (kind === 'Size')
    return {rule: 'query-is-quick', reason: `Unexpected result: ${first}`, note: 'Look for a join without a condition.'}
  if (kind === 'Narrowing' && first.endsWith('to VARCHAR'))
    return {
      rule: 'query-keeps-its-places',
      reason: 'Unexpected number where text is made, expected text: the database would write it with all places of its column',
      note: 'Make it text yourself, as in `x::varchar`, which is written without zeros at its end, or `round(x, 1)::varchar`.'
    }
  if (kind === 'Narrowing' && first.endsWith('TIME ZONE'))
    return {
      rule: 'moments-are-of-one-kind',
      reason: 'Unexpected local moment beside one with an offset, expected both local or both with an offset',
      note: "Say which place it is of: `x at time zone 'Asia/Shanghai'`, or `'UTC'`."
    }
  if (kind === 'Narrowing')
    return {
      rule: 'query-keeps-its-places',
      reason: `Unexpected meeting of numbers of unlike size: the database would bring ${first}, expected none to be rounded`,
      note: 'Cast the longer one to the digits that it needs, as in `sum(x)::decimal(20, 2)`, or the other to the places you want.'
    }
  if (kind === 'Out of Memory')
    return {
      rule: 'query-is-small',
      reason: 'Unexpected need of memory, expected at most 1 GB for the tables of a query',
      note: 'Look for a join without a condition, or sum up before you join.'
    }
  if (first.includes(TOO_LARGE))
    return {
      rule: 'query-is-small',
      reason: `Unexpected text or list of more than ${MOST_ITEMS} characters or items, ${TOO_LARGE}`
    }
  if (kind === 'Unfaithful')
    return {
      rule: 'query-is-exact',
      reason: 'Unexpected query that cannot be run without rounding, expected simpler SQL around its medians, rounding and casts',
      note: 'Put the part with the median, rounding or cast into a query of its own, and read that one here.'
    }
  if (/^Could not c.*["' ]-?(inf|nan)["' ]/.test(first))
    return {
      rule: 'value-is-finite',
      reason: 'Unexpected Infinity or NaN that is to be rounded, expected a number',
      note: 'A division by zero gives Infinity; divide by `nullif(x, 0)` to have no value instead.'
    }
  if (/^cannot take |is undefined outside /.test(first))
    return {
      rule: 'query-runs',
      reason: `Unexpected value of which a function has no result: ${first.slice(0, 200)}`,
      note: 'Leave such rows out, or give them no value: `case when x > 0 then ln(x) end`.'
    }
  if (kind === 'Out of Range' || /^(Could not cast value|Casting value|Type \w+ with value)/.test(first))
    return {
      rule: 'query-fits-its-digits',
      reason: `Unexpected number that does not fit, expected at most 38 digits: ${first.slice(0, 200)}`,
      note: 'Give one part fewer digits, as in `x::decimal(18, 2)`, or reckon in thousands or millions.'
    }
  if (FOUND_BEFORE.has(kind))
    return {rule: 'query-fits-its-tables', reason: `Unexpected SQL: ${first}`, note: nearby(name, candidates)}
  return {rule: 'query-runs', reason: `Unexpected failure of the query: ${first.slice(0, 300)}`}
}

function nearby(name: string, candidates: readonly string[]): string | undefined {
  const names = candidates.map((candidate) => candidate.trim().replaceAll('"', '')).filter((candidate) => candidate !== '')
  if (names.length === 0) return undefined
  const near = nearest(name, names)
  return near === undefined
    ? `Possible: ${names
        .slice(0, 8)
        .map((candidate) => `\`${candidate}\``)
        .join(', ')}`
    : `Did you mean \`${near}\`?`
}

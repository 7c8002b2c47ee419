/** A query without a row for an edition is told once, at the query: which values, where it is read, what to complete. */
import {expect, test} from 'vitest'
import type {Message} from '../pipeline/messages.ts'
import type {Asked} from '../pipeline/run/data.ts'
import {placeMessages, type Placed, type Told} from '../pipeline/run/locate.ts'
import {tellMissingRows} from '../pipeline/run/rows-missing.ts'
import type {Query} from '../pipeline/types.ts'

const chapters: readonly Placed[] = [
  {
    id: 'standing',
    language: 'en',
    variant: [],
    head: {id: 'standing', axes: {}},
    path: 'chapters/en/standing.md',
    places: {n1: [3, 1], n2: [7, 12]}
  }
]

function known(partition: string | undefined, files: readonly string[] = ['data/a.csv']) {
  const query: Query = {
    name: 'own',
    path: 'queries/own.sql',
    sql: '-- Own.\n-- partition: region\n',
    partition,
    key: [],
    fields: []
  }
  const asked: Asked = {query, input: {query, views: [], tables: {}}, files, datasets: {}, remarks: async () => []}
  return {asked: new Map([['own', asked]]), chapters}
}

function told(region: string, changes: Partial<Message> = {}): Told {
  const message = {
    severity: 'error',
    rule: 'value-is-present',
    reason: 'R',
    node: 'standing#n1',
    query: 'own',
    ...changes
  } as const
  const axes = {region, language: 'en'}
  return {edition: {id: `${region}.en`, axes, language: 'en', path: region, layout: 'report'}, message}
}

const read = (messages: readonly Told[], partition: string | undefined = 'region') =>
  placeMessages(tellMissingRows(messages, known(partition)), chapters)

test('with all values that lack one, and the places that read it', () => {
  expect(read([told('b'), told('b', {node: 'standing#n2'}), told('a')])).toEqual([
    {
      severity: 'error',
      rule: 'query-has-rows',
      path: 'queries/own.sql',
      line: 2,
      column: 4,
      reason:
        'Unexpected query `own` without a row for region `a`, `b`, expected one: a value of it is written at chapters/en/standing.md:3 and 1 more place',
      note: 'It reads data/a.csv: complete that. Where there is nothing to tell, say there what stands instead: `or="..."`, or `:::only{if="own is not empty"}` around the passage.',
      edition: 'b.en, a.en'
    }
  ])
})

test('without any row it is told so, and of many values and files some are named', () => {
  const words = (messages: readonly Told[], around: ReturnType<typeof known>) => {
    const [{message}] = tellMissingRows(messages, around) as [Told]
    return `${message.reason} ${message.note}`
  }
  expect(words([told('a')], {...known(undefined), chapters: []})).toContain(
    'query `own` without any row, expected one: a value of it is written '
  )
  const many = words(
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((region) => told(region)),
    known('region', [])
  )
  expect(many).toContain('for region `a`, `b`, `c`, `d`, `e` and 2 more, expected')
  expect(many).not.toContain('It reads')
})

test('what has another cause stays as it is', () => {
  const other = told('a', {query: undefined as never})
  const messages = [other, told('a', {query: 'nobody'})]
  expect(tellMissingRows(messages, known('region'))).toBe(messages)
  expect(read([other, told('a')]).map(({rule}) => rule)).toEqual(['value-is-present', 'query-has-rows'])
})

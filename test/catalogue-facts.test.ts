/** What the catalogue tells of a value: which reports it refuses, and what it takes from data and brand. */
import {expect, test} from 'vitest'
import {factsOf} from '../pipeline/run/catalogue-facts.ts'
import {ReportError} from '../pipeline/messages.ts'

const dataset = {
  query: 'scores',
  key: ['region'],
  columns: [
    {name: 'region', type: 'string'},
    {name: 'score', type: 'number'}
  ],
  rows: [{region: 'gd', score: '96.73'}]
}

function facts(catalogue: {readonly query: string; readonly value: string} | undefined, part = 'all') {
  const report = {
    definition: {catalogue},
    brand: {accent_by: {value: 'region.model', colours: {a: '#123456'}}},
    place: () => ({line: 9, column: 1})
  }
  const asked = new Map([['scores', {datasets: {[part]: {value: async () => dataset}}}]])
  return factsOf({report, asked} as unknown as Parameters<typeof factsOf>[0])
}

const told = async (...given: Parameters<typeof facts>) =>
  facts(...given).then(
    () => 'nothing',
    (error: unknown) => (error as ReportError).messages.map(({line, rule, reason}) => `${line} ${rule} ${reason}`)
  )

test('numbers by the key of the query, and the colours of the brand', async () => {
  expect(await facts({query: 'scores', value: 'score'})).toEqual({
    kinds: {axis: 'region', column: 'model', colours: {a: '#123456'}},
    measure: {field: {name: 'score', type: 'number'}, rows: [{id: 'gd', row: {region: 'gd', score: '96.73'}}]}
  })
  expect(await facts(undefined)).toEqual({kinds: {axis: 'region', column: 'model', colours: {a: '#123456'}}})
})

test('a query or a column that is none is told with its place', async () => {
  expect(await told({query: 'score', value: 'score'})).toEqual([
    '9 catalogue-is-known Unexpected query `score`, expected one that is the same for all editions'
  ])
  expect(await told({query: 'scores', value: 'score'}, 'gd')).toEqual([
    '9 catalogue-is-known Unexpected query `scores`, expected one that is the same for all editions'
  ])
  expect(await told({query: 'scores', value: 'region'})).toEqual([
    '9 catalogue-is-known Unexpected column `region` of `scores`, expected numbers by one key'
  ])
})

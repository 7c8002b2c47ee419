/** What a chart compares a column with: a value that some row of some edition has. */
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {literalsIn} from '../pipeline/stages/chart/index.ts'
import {checkOf} from './checking.ts'
import {edit, reportCopy, untilTheEnd} from './temporary.ts'

const found = (spec: object) => literalsIn(JSON.stringify(spec)).map(({of, name, value}) => `${of} ${name} ${value}`)

describe('a literal is read', () => {
  test.each([
    ["datum.kind === 'a' && datum['other'] != \"b\"", ['column kind a', 'column other b']],
    ["('a' == datum.kind) ? 1 : datum.year === 2022", ['column year 2022', 'column kind a']],
    ["edition.region === 'cn' || edition['audience'] !== 'full'", ['axis region cn', 'axis audience full']],
    ["if(datum.kind === 'a', 1, 0)", ['column kind a']]
  ])('from %s', (filter, expected) => expect(found({transform: [{filter}]})).toEqual(expected))

  test.each([
    "lower(datum.kind) === 'a'",
    "datum.first + datum.last === 'ab'",
    "'a' === datum.kind + 'b'",
    "datum.kind.length === '3'",
    "datum.rank === 1 && datum.kind > 'a' && datum.year !== 2020",
    "datum.kind === 'it\\'s'"
  ])('and not from %s', (filter) => expect(found({transform: [{filter}]})).toEqual([]))

  test('from predicates, orders and domains', () => {
    const spec = {
      transform: [{filter: {or: [{field: 'kind', equal: 'a'}, {not: {field: 'kind', oneOf: ['b', 'c']}}]}}],
      encoding: {
        x: {field: 'level', type: 'ordinal', sort: ['low', 'high']},
        color: {field: 'level', scale: {domain: ['low']}, condition: {test: {field: 'kind', equal: 'd'}, value: 'red'}},
        y: {
          field: 'n',
          type: 'quantitative',
          scale: {domain: [0, 1]},
          axis: {labelColor: {condition: {test: "datum.label === 'x'", value: 'red'}}}
        }
      }
    }
    expect(found(spec)).toEqual(
      ['kind a', 'kind b', 'kind c', 'level low', 'level high', 'level low', 'kind d'].map((each) => `column ${each}`)
    )
  })

  test('and not of what a transform makes, or of rows in the spec itself', () => {
    const filter = "datum.made === 'a' && datum.kind === 'b' && datum.kind === 'c'"
    expect(found({data: {values: [{kind: 'b'}]}, transform: [{calculate: '1', as: 'made'}, {filter}]})).toEqual(['column kind c'])
  })
})

const store = await untilTheEnd(afterAll)
const CHART = 'charts/bars.vl.json'

type Change = readonly [path: string, from: string, to: string]

async function told(...changes: readonly Change[]): Promise<readonly string[]> {
  const folder = await reportCopy('markets')
  for (const [path, from, to] of changes) await edit(folder, path, (text) => text.replace(from, to))
  const messages = (await checkOf(folder, join(store, 'store'))).filter(({rule}) => rule === 'chart-value-is-known')
  return messages.map(
    ({severity, path, line, column, reason, note}) => `${severity} ${path}:${line}:${column} ${reason} (${note})`
  )
}

const inTest = (test: string): Change => [CHART, 'datum.region === edition.region', test]
const onY = (words: string): Change => [CHART, '"sort": "-x"', words]
const LIST = 'Where it may come, list it in `enum` of the column.'

describe('a chart of a report', () => {
  test('is told of a value that no row of any edition has, at its place', async () => {
    expect(await told(inTest("datum.region === 'wset' || datum.region === 'west'"))).toEqual([
      `warning ${CHART}:13:37 Unexpected \`wset\` beside \`datum.region\`, which no row of any edition has (Did you mean \`west\`? ${LIST})`
    ])
    expect(await told(inTest("datum.region === 'north' || datum.name !== 'Wset'"))).toEqual([
      expect.stringContaining('Unexpected `Wset` beside `datum.name`, which no row of any edition has (Did you mean `West`?')
    ])
    expect(await told(inTest("edition.region === 'wset'"))).toEqual([
      expect.stringContaining(
        'Unexpected `wset` beside `edition.region`, which is no value of the axis `region` (Did you mean `west`?)'
      )
    ])
  })

  test('is fine with a value of another language, and with one that the query writes or the contract lists', async () => {
    expect(await told(inTest("datum.name === '西区'"))).toEqual([])
    const size: Change = [
      'queries/all_regions.sql',
      's.stalls,',
      "s.stalls, case when s.stalls > 5000 then 'huge' else 'small' end as size,"
    ]
    expect(await told(size, inTest("datum.size === 'huge'"))).toEqual([])
    expect(await told(size, inTest("datum.size === 'hueg'"))).toEqual([expect.stringContaining('Unexpected `hueg`')])
    const kind: Change = ['queries/all_regions.sql', 's.stalls,', 's.stalls, r.kind,']
    const inland: Change = ['data/regions.csv', 'north,North,北区,北區,inland', 'north,North,北区,北區,coast']
    expect(await told(kind, inland, inTest("datum.kind === 'inland'"))).toEqual([])
  })

  test('is told of a list of all values of which one is misspelt, and not of one with room for more', async () => {
    expect(await told(onY('"sort": ["North", "Wset", "South"]'))).toEqual([
      expect.stringContaining('Unexpected `Wset` beside `datum.name`, which no row of any edition has (Did you mean `West`?')
    ])
    const all = ['North', 'West', 'South', 'East', '北区', '南区', '西区', '北區', '南區', '西區']
    expect(await told(onY(`"sort": ${JSON.stringify(all)}`))).toEqual([])
  })

  test('is told of a year that is over', async () => {
    const year: Change = ['queries/all_regions.sql', 's.stalls,', 's.stalls, s.year,']
    expect(await told(year, inTest('datum.year === 2022'))).toEqual([
      expect.stringContaining('Unexpected `2022` beside `datum.year`')
    ])
    expect(await told(year, inTest('datum.year === 2023'))).toEqual([])
  })
})

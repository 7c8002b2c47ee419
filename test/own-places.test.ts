/** A chart that sets the edition's own place apart, and leaves it out: by the limit of its query, or by a filter of its own. */
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {Message} from '../pipeline/messages.ts'
import {drawChart} from '../pipeline/stages/chart/index.ts'
import type {Dataset} from '../pipeline/types.ts'
import {measure, theme} from './charting.ts'
import {checkOf, placed} from './checking.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const HIGHLIGHT = {condition: {test: 'datum.region === edition.region', value: '#a3282f'}, value: '#767b82'}

function spec(color: object, more: object = {}): string {
  const encoding = {y: {field: 'name', type: 'nominal'}, x: {field: 'wait', type: 'quantitative'}, color}
  return JSON.stringify({data: {name: 'waits'}, mark: 'bar', encoding, ...more})
}

const dataset: Dataset = {
  query: 'waits',
  key: ['region'],
  columns: [
    {name: 'region', type: 'string', label: {en: 'Region'}},
    {name: 'name', type: 'string', label: {en: 'Region'}},
    {name: 'wait', type: 'integer', label: {en: 'Wait'}}
  ],
  rows: [
    {region: 'a', name: 'Ahead', wait: '9'},
    {region: 'b', name: 'Beside', wait: '5'},
    {region: 'c', name: 'Close', wait: '3'}
  ]
}

async function told(text: string, region: string): Promise<readonly string[]> {
  const said: Message[] = []
  const request = {
    id: 'fig-a',
    spec: text,
    path: 'charts/a.vl.json',
    axes: {region},
    theme,
    language: 'en',
    width: 600,
    title: 'T'
  }
  await drawChart({...request, datasets: [dataset]}, {measure, say: (message) => said.push(message)})
  return said.filter(({rule}) => rule === 'chart-shows-its-own-place').map(({reason}) => reason)
}

const FILTERED = {transform: [{filter: 'datum.wait > 4'}]}

test('a filter of the chart leaves the place out, in its own edition', async () => {
  expect(await told(spec(HIGHLIGHT, FILTERED), 'c')).toEqual([
    'Unexpected chart that sets `c` apart and leaves it out by a filter, expected its region to be seen'
  ])
  expect(await told(spec(HIGHLIGHT, FILTERED), 'b')).toEqual([])
})

test.each([
  ['no row of the place', spec(HIGHLIGHT), 'x'],
  ['nothing that sets it apart', spec({value: '#767b82'}, FILTERED), 'c'],
  [
    'an edition that the chart speaks of',
    spec(
      {...HIGHLIGHT, condition: {...HIGHLIGHT.condition, test: "datum.region === edition.region || edition.region === 'c'"}},
      FILTERED
    ),
    'c'
  ],
  ['a place that may be missing', spec(HIGHLIGHT, {...FILTERED, usermeta: {octavo: {mayLackOwn: true}}}), 'c']
])('not told: %s', async (_, text, region) => expect(await told(text, region)).toEqual([]))

async function limited(change: (sql: string) => string, more: object = {}): Promise<readonly string[]> {
  const folder = await reportCopy('figures')
  const store = await temporaryFolder()
  const encoding = {y: {field: 'name', type: 'nominal'}, x: {field: 'takings', type: 'quantitative'}, color: HIGHLIGHT}
  await mkdir(join(folder, 'charts'), {recursive: true})
  const chart = {data: {name: 'all_takings'}, mark: 'bar', encoding, ...more}
  await writeFile(join(folder, 'charts/top.vl.json'), JSON.stringify(chart))
  await edit(folder, 'queries/all_takings.sql', change)
  const messages = await checkOf(folder, store)
  return messages.filter(({rule}) => rule === 'chart-shows-its-own-place').map(placed)
}

test('a limit leaves the place out: told at the limit', async () => {
  expect(await limited((sql) => `${sql.trim()}\nlimit 1\n`)).toEqual([
    'queries/all_takings.sql:6:7 chart-shows-its-own-place: Unexpected limit that leaves out region `south`, expected all that `charts/top.vl.json` sets apart, each in its own edition'
  ])
})

test.each([
  ['a limit that leaves none out', (sql: string) => `${sql.trim()}\nlimit 2\n`, {}],
  [
    'a place without a row at all',
    (sql: string) => `${sql.trim().replace('= 2023', "= 2023 and t.region = 'north'")}\nlimit 1\n`,
    {}
  ],
  ['a place that may be missing', (sql: string) => `${sql.trim()}\nlimit 1\n`, {usermeta: {octavo: {mayLackOwn: true}}}]
])('not told: %s', async (_, change, more) => expect(await limited(change, more)).toEqual([]))

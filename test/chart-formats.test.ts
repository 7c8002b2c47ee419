/** A format in percent on a column that is in per cent already shows 50 as 5000%: it is told, and no other is. */
import {describe, expect, test} from 'vitest'
import {drawChart} from '../pipeline/stages/chart/index.ts'
import type {Message} from '../pipeline/messages.ts'
import type {Dataset, Field, Language} from '../pipeline/types.ts'
import {measure, theme} from './charting.ts'

interface Given {
  readonly share?: Partial<Field>
  readonly language?: Language
}

const percent: Partial<Field> = {unit: {en: '%', 'zh-Hans': '％'}}

async function told(view: object, {share = percent, language = 'en'}: Given = {}): Promise<readonly Message[]> {
  const columns: Field[] = [
    {name: 'region', type: 'string', label: {'zh-Hans': '地区'}},
    {name: 'share', type: 'number', decimals: 0, label: {'zh-Hans': '比重'}, ...share},
    {name: 'other', type: 'number', decimals: 0, ...percent},
    {name: 'measured_in', type: 'string'}
  ]
  const rows = [
    {region: 'north', share: '50', other: '30', measured_in: '%'},
    {region: 'south', share: '40', other: '20', measured_in: '%'}
  ]
  const data: Dataset = {query: 'rows', key: [], columns, rows}
  const spec = JSON.stringify({data: {name: 'rows'}, ...view}, undefined, 2)
  const said: Message[] = []
  const request = {id: 'f', spec, path: 'charts/a.vl.json', axes: {}, theme, language, width: 460, title: 'T', alt: 'A'}
  await drawChart({...request, datasets: [data]}, {measure, say: (message) => said.push(message)})
  expect(said.every(({severity, once, column}) => severity === 'warning' && once !== undefined && column! > 1)).toBe(true)
  // The place is that of the format itself.
  return said.map((message) => ({...message, place: spec.split('\n')[message.line! - 1]!.slice(message.column! - 1)}))
}

const region = {field: 'region', type: 'nominal'}
const shareOf = (rest: object = {}) => ({field: 'share', type: 'quantitative', ...rest})
const bars = (x: object) => ({mark: 'bar', encoding: {y: region, x}})
const axis = (format: string, rest: object = {}) => ({axis: {format, ...rest}})
const formats = async (view: object, given?: Given) => (await told(view, given)).map(({rule, place}) => `${rule} ${place}`)
const wrong = (format = '.0%') => [`format-keeps-the-value "${format}"`]

describe('a format in percent on percentages', () => {
  test('of an axis, with what is shown and how to mend it', async () => {
    const [message, ...others] = await told(bars(shareOf(axis('.0%'))))
    expect(others).toEqual([])
    expect(message).toMatchObject({
      path: 'charts/a.vl.json',
      place: '".0%"',
      reason: 'Unexpected format `.0%` on `share`, whose unit is `%`, expected one that keeps the value: 50 is shown as 5000%',
      note: expect.stringContaining('Leave the `%` out of the format')
    })
    expect(await formats(bars(shareOf(axis('.1p'))))).toEqual(wrong('.1p'))
    expect(await formats(bars(shareOf(axis('.0%'))), {language: 'zh-Hans'})).toEqual(wrong())
    expect(await formats(bars(shareOf(axis('.0%'))), {share: {unit: {en: 'per cent'}}})).toEqual(wrong())
    expect(await formats(bars(shareOf(axis('.0%'))), {share: {unitFrom: 'measured_in'}})).toEqual(wrong())
  })

  test('of a legend, a text and a tooltip, each once', async () => {
    const tiles = {mark: 'rect', encoding: {y: region, color: shareOf({legend: {format: '.0%'}})}}
    expect(await formats(tiles)).toEqual(wrong())
    const text = {mark: 'text', encoding: {y: region, text: shareOf({format: '.0%'})}}
    expect(await formats(text)).toEqual(wrong())
    const some = {condition: {test: "datum.region === 'north'", ...shareOf({format: '.0%'})}, value: ''}
    expect(await formats({mark: 'text', encoding: {y: region, text: some}})).toEqual(wrong())
    const tooltip = [region, shareOf({format: '.0%'})]
    expect(await formats({mark: 'bar', encoding: {y: region, x: shareOf(), tooltip}})).toEqual(wrong())
    const labelled = {encoding: bars(shareOf(axis('.0%'))).encoding, layer: [{mark: 'bar'}, {mark: {type: 'point', dx: 8}}]}
    expect(await formats(labelled)).toEqual(wrong())
  })

  test('of what is reckoned from them in the same unit', async () => {
    expect(await formats(bars(shareOf({aggregate: 'mean', ...axis('.0%')})))).toEqual(wrong())
    const mean = {aggregate: [{op: 'mean', field: 'share', as: 'average'}], groupby: ['region']}
    expect(await formats({transform: [mean], ...bars(shareOf({field: 'average', ...axis('.0%')}))})).toEqual(wrong())
    const fold = {fold: ['share', 'other'], as: ['which', 'part']}
    const points = {
      mark: 'point',
      encoding: {y: region, x: {field: 'part', type: 'quantitative', ...axis('.0%')}, color: {field: 'which', type: 'nominal'}}
    }
    expect(await formats({transform: [fold], ...points})).toEqual(wrong())
  })
})

describe('nothing is told', () => {
  test('of another format, and of another unit', async () => {
    expect(await formats(bars(shareOf(axis('.0f'))))).toEqual([])
    expect(await formats(bars(shareOf()))).toEqual([])
    expect(await formats(bars(shareOf(axis('.0%'))), {share: {}})).toEqual([])
    expect(await formats(bars(shareOf(axis('.0%'))), {share: {unit: {en: 'people'}}})).toEqual([])
    expect(await formats(bars(shareOf(axis('.0%'))), {share: {unit: {'zh-Hans': '%'}}})).toEqual([])
  })

  test('of a share that the chart makes of them', async () => {
    const part = (as: string) => ({
      transform: [{calculate: 'datum.share / 100', as}],
      ...bars({...shareOf(axis('.0%')), field: as})
    })
    expect(await formats(part('part'))).toEqual([])
    expect(await formats(part('share'))).toEqual([])
  })

  test('of a count, and of an axis that counts in shares of 1', async () => {
    expect(await formats(bars({...shareOf(axis('.0%', {values: [1]})), aggregate: 'distinct'}))).toEqual([])
    const stacked = shareOf({stack: 'normalize', axis: {format: '.0%'}})
    const fold = {fold: ['share', 'other'], as: ['which', 'part']}
    const view = {...bars({...stacked, field: 'part'}), transform: [fold]}
    const encoding = {...view.encoding, color: {field: 'which', type: 'nominal'}}
    const rules = await told({...view, encoding}).then((all) => all.map(({rule}) => rule))
    expect(rules).not.toContain('format-keeps-the-value')
  })

  test('of the half of the day', async () => {
    const hours = {field: 'share', type: 'temporal', timeUnit: 'hours', axis: {format: '%I %p'}}
    expect(await formats({mark: 'tick', encoding: {y: region, x: hours}})).toEqual([])
  })
})

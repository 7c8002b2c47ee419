/** A unit that is written by hand behind a key figure, held against that of the column. */
import {describe, expect, test} from 'vitest'
import {composed, dataset} from './composing.ts'
import {contradicts} from '../pipeline/values/measures.ts'

interface Given {
  readonly value?: string
  readonly written?: string
  readonly unit?: Readonly<Record<string, string>>
  readonly language?: string
}

const dollars = {en: 'US dollars', 'zh-Hans': '美元'}

async function told({value = '{{num own.gdp}}', written = 'unit="euros"', unit = dollars, language = 'en'}: Given) {
  const fields = {gdp: {type: 'number', decimals: 0, unit}, debt: {type: 'number', decimals: 0, unit}} as const
  const own = dataset('own', [{region: 'gd', gdp: '12', debt: '3'}], {key: ['region'], fields})
  const text = `::key-figure{value="${value}" ${written} label="Output"}`
  const {warnings} = await composed({text, language, queries: [own]})
  return warnings.filter(({rule}) => rule === 'unit-is-of-its-column')
}

describe('a unit that contradicts its column', () => {
  test('is told at its directive, and how to mend it', async () => {
    expect(await told({})).toEqual([
      {
        severity: 'warning',
        rule: 'unit-is-of-its-column',
        reason: 'Unexpected unit `euros` beside a number whose unit is `US dollars`, expected that of its column',
        note: expect.stringContaining('Write the unit that the data package gives the column'),
        node: expect.stringMatching(/^standing#/)
      }
    ])
    const chinese = await told({written: 'unit="万欧元"', language: 'zh-Hans'})
    expect(chinese.map(({reason}) => reason)).toEqual([
      'Unexpected unit `万欧元` beside a number whose unit is `美元`, expected that of its column'
    ])
  })

  test.each([
    ['US dollars', 'US dollars'],
    ['dollars', 'a shorter name'],
    ['million US dollars', 'a multiple'],
    ['million', 'a multiple alone'],
    ['US$ per head', 'of each'],
    ['per head', 'of each alone'],
    ['in prices of 2015', 'what is not known']
  ])('is not %s (%s)', async (unit) => {
    expect(await told({written: `unit="${unit}"`})).toEqual([])
  })

  test('is none where there is nothing to hold it against', async () => {
    expect(await told({written: ''})).toEqual([])
    expect(await told({unit: {'zh-Hans': '美元'}})).toEqual([])
    expect(await told({value: '12'})).toEqual([])
    expect(await told({value: '{{num own.gdp}} of {{num own.debt}}'})).toEqual([])
    expect(await told({value: '{{share own.debt of=own.gdp}}'})).toEqual([])
    expect(await told({written: 'unit="{{region.name}} euros"'})).toEqual([])
  })
})

test.each([
  ['%', 'people'],
  ['%', 'points'],
  ['people', '%'],
  ['people', 'US dollars'],
  ['£', 'percent'],
  ['yen', 'yuan'],
  ['km', 'miles'],
  ['metres', 'kilometres'],
  ['km', 'km²'],
  ['hectares', 'square kilometres'],
  ['kg', 'tonnes'],
  ['months', 'years'],
  ['°F', '°C'],
  ['per 100,000 people', 'per 1,000 people'],
  ['per million', 'beds per hundred thousand'],
  ['%', 'per 1,000 people'],
  ['张/万人', '张/千人'],
  ['每10万人', '每千人'],
  ['%', '‰'],
  ['A$', 'US$'],
  ['日元', '亿元'],
  ['人', '%'],
  ['小时', '天'],
  ['个月', '年'],
  ['公斤', '吨']
])('%s contradicts %s', (written, own) => expect(contradicts(written, own)).toBe(true))

test.each([
  ['people', 'persons'],
  ['people', 'users'],
  ['provincial-level units', 'regions'],
  ['points', '%'],
  ['percent', '%'],
  ['per cent of GDP', '% of GDP'],
  ['per million', 'sites per million people'],
  ['%', 'per cent'],
  ['yuan', '¥'],
  ['RMB', 'yuan'],
  ['yuan', '100 million yuan'],
  ['$', 'A$'],
  ['US$ billion', 'million US dollars'],
  ['t', 'tonnes of CO₂'],
  ['km²', 'square kilometres'],
  ['years old', 'years'],
  ['lb', 'pounds'],
  ['marks', 'points'],
  ['days', 'nights'],
  ['beds per 1000', 'per 1,000 people'],
  ['per thousand', 'per 1 000 people'],
  ['‰', 'per 1,000'],
  ['%', '% per 100,000 people'],
  ['张/千人', '每1000人'],
  ['升/百千米', '升/百公里'],
  ['won', 'medals'],
  ['%', 'per 100 people'],
  ['US$ a year', 'US dollars'],
  ['元', '美元'],
  ['万元', '人民币'],
  ['亿元', '元'],
  ['个', '个/百万人'],
  ['万人', '人'],
  ['人次', '人'],
  ['天', '日'],
  ['个百分点', '%'],
  ['分', '%']
])('%s does not contradict %s', (written, own) => expect(contradicts(written, own)).toBe(false))

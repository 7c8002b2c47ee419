/** Sums in a sentence: what should come out and does not. */
import {describe, expect, test} from 'vitest'
import {rulesFor} from '../pipeline/language/index.ts'
import {brokenSums} from '../pipeline/values/sums.ts'
import {composed, dataset} from './composing.ts'

const broken = (text: string, language = 'en') =>
  brokenSums(text, rulesFor(language).prose).map(({parts, sum, whole}) => `${parts.join(' + ')} = ${sum}, not ${whole}`)

describe('a sum that does not come out', () => {
  test.each([
    [
      'In 2023 there were 13,925 sites: 1 central, 542 of departments, 13,383 local.',
      'en',
      '1 + 542 + 13,383 = 13926, not 13,925'
    ],
    ['1 central, 542 of departments and 13,383 local ones are 13,925 sites.', 'en', '1 + 542 + 13,383 = 13926, not 13,925'],
    ['2023年12月共13,925个，其中1个、542个、13,383个。', 'zh-Hans', '1 + 542 + 13,383 = 13926, not 13,925'],
    ['男性12,345人，女性23,456人，共35,800人。', 'zh-Hans', '12,345 + 23,456 = 35801, not 35,800'],
    ['The total of 5,010 jobs consists of 2,000 and 3,000.', 'en', '2,000 + 3,000 = 5000, not 5,010'],
    ['In total 42.3%, 30.1% and 26.9% make 100%.', 'en', '42.3 + 30.1 + 26.9 = 99.3, not 100']
  ])('%s', (text, language, told) => expect(broken(text, language)).toEqual([told]))

  test('is looked for in one sentence', () => {
    expect(broken('There are 13,925 sites. One is central: 542 of departments and 13,384 local.')).toEqual([])
  })
})

describe('no sum, or one that comes out', () => {
  test.each([
    ['13,926 sites: 1 central, 542 of departments, 13,383 local.', 'en'],
    ['Shares of 33.3%, 33.3% and 33.3% make 100%.', 'en'],
    ['1.2 million women and 2.3 million men, 3.6 million in all.', 'en'],
    ['Of 31 regions 12 lie above, 10 within and 9 below.', 'en'],
    ['31个地区合计1,250,931.8亿元，全国1,260,582亿元，两者分别核算。', 'zh-Hans'],
    ['In 2019, 2020 and 4039 cases.', 'en'],
    ['男性1.2万人，女性2.3万人，共3.6万人。', 'zh-Hans'],
    ['The 31 regions have 542 and 13,383 sites, 13,925 in all.', 'en']
  ])('%s', (text, language) => expect(broken(text, language)).toEqual([]))
})

describe('with values of an edition', () => {
  const sites = (total: string) =>
    dataset('sites', [{total, centre: '1', departments: '542', local: '13383', mean: '12.6', share: '0.333'}])
  const text =
    '{{num sites.total}} sites: {{num sites.centre}} central, {{num sites.departments}} of departments, {{num sites.local}} local.'
  const warnings = async (total: string, chapter = text) =>
    (await composed({text: chapter, queries: [sites(total)]})).warnings
      .filter(({rule}) => rule !== 'sentence-begins-with-a-word')
      .map(({rule, reason}) => `${rule}: ${reason}`)

  test('a sentence is held against its sum', async () => {
    expect(await warnings('13925')).toEqual(['sum-comes-out: Unexpected whole 13,925 of 1 + 542 + 13,383, which make 13926'])
    expect(await warnings('13926')).toEqual([])
  })

  test('what is shown rounded may be off by as much', async () => {
    const rounded = '{{num sites.mean digits=0}}, {{num sites.mean digits=0}} and {{num sites.total}} sites.'
    expect(await warnings('25', rounded)).toEqual([])
    expect(await warnings('26', '13, 13 and {{num sites.total}} sites.')).toEqual([])
  })

  test('a word such as “more than” is held against what rounding did', async () => {
    expect(await warnings('13926', 'There are more than {{num sites.total compact=true digits=0}} sites.')).toEqual([
      'hedge-is-true: Unexpected `more than 14 thousand` for 13926, which is less than 14 thousand'
    ])
    expect(await warnings('13926', 'There are nearly {{num sites.total compact=true digits=0}} sites.')).toEqual([])
    expect(await warnings('14026', 'There are nearly {{num sites.total compact=true digits=0}} sites.')).toEqual([
      'hedge-is-true: Unexpected `are nearly 14 thousand` for 14026, which is more than 14 thousand'
    ])
    expect(await warnings('14026', 'There are over {{num sites.total compact=true digits=0}} sites.')).toEqual([])
    expect(await warnings('14000', 'There are over {{num sites.total}} sites, less than {{share sites.share}}.')).toEqual([])
  })
})

/** Units that an author writes beside a number of the data: those of its column, once. */
import {describe, expect, test} from 'vitest'
import {composed, dataset} from './composing.ts'

const text = (en: string, han: string) => ({en, 'zh-Hans': han})
const number = (en: string, han: string, decimals = 0) => ({type: 'number', decimals, unit: text(en, han)}) as const

const own = dataset(
  'own',
  [{beds: '7.9', usd: '1560', last: '1200', full: '76.1', before: '75.2', km: '12', money: '3.1', home: '2'}],
  {
    fields: {
      beds: number('per 1,000 people', '张/千人', 1),
      usd: number('US dollars', '美元'),
      last: number('US dollars', '美元'),
      full: number('%', '%', 1),
      before: number('%', '%', 1),
      km: number('kilometres', '公里'),
      money: number('million euros', '百万欧元', 1),
      home: number('yuan', '元')
    }
  }
)

async function told(written: string, language: string) {
  const {warnings} = await composed({text: written, language, queries: [own]})
  return warnings.map(({rule, reason}) => `${rule} ${/`([^`]*)`/.exec(reason)?.[1]}`)
}

describe('a unit that contradicts the column', () => {
  test.each([
    ['en', 'It spent {{num own.usd}} euros.', 'euros'],
    ['en', 'It spent {{num own.usd}} **euros** a head.', 'euros'],
    ['en', 'It spent €{{num own.usd}}', '€'],
    ['en', 'It is {{num own.usd}}% of the budget.', '%'],
    ['en', 'There are {{num own.beds}} US dollars a head.', 'US dollars'],
    ['en', 'There are {{num own.beds}}% more.', '%'],
    ['en', 'There are {{num own.beds}} hospital beds per 100,000 people.', 'per 100,000 people'],
    ['en', 'For every million people, there are {{own.beds}} beds.', 'For every million people'],
    ['en', 'It rose {{trend own.usd from=own.last by="amount" up="by"}}% in all.', '%'],
    ['en', 'It is {{num own.km}} miles away.', 'miles'],
    ['en', 'It is {{num own.money}} million US dollars.', 'million US dollars'],
    ['zh-Hans', '支出为{{num own.usd}}欧元。', '欧元'],
    ['zh-Hans', '人均支出{{num own.usd}}元。', '元'],
    ['zh-Hans', '占预算的{{num own.usd}}%。', '%'],
    ['zh-Hans', '共{{num own.beds}}美元。', '美元'],
    ['zh-Hans', '占百分之{{num own.usd}}。', '百分之'],
    ['zh-Hans', '每十万人有{{num own.beds}}张床位。', '每十万人有'],
    ['zh-Hans', '每万人口{{num own.beds}}张床位。', '每万人口'],
    ['zh-Hans', '床位为{{num own.beds}}张/万人。', '/万人'],
    ['zh-Hans', '相距{{num own.km}}英里。', '英里']
  ])('is told: %s %s', async (language, written, unit) => {
    expect(await told(written, language)).toEqual([`unit-is-of-its-column ${unit}`])
  })

  test.each([
    [
      'en',
      'It spent {{num own.usd}} dollars, ${{num own.usd}}, US$ {{num own.usd}}, and {{num own.usd unit=true}} (€12) per head.'
    ],
    ['en', 'Of {{num own.usd}}, €12 were kept; {{num own.usd}} US dollars per 1,000 people.'],
    [
      'en',
      'It has {{num own.beds}} beds per 1,000 people, {{own.beds}} per thousand, and for every 1,000 people {{num own.beds}} beds.'
    ],
    [
      'en',
      'It has {{num own.beds}} beds, and fewer doctors per 100,000 people. It has {{num own.beds}} and 12 doctors per 10,000.'
    ],
    ['en', 'It costs {{num own.beds}} euros for every thousand people; {{num own.full}}% of beds per 1,000 people.'],
    ['en', 'It is {{num own.km}} km, {{num own.money}} million euros, and €{{num own.money}} million.'],
    [
      'en',
      'It came to {{num own.full}} per cent ({{change own.full from=own.before by="points"}}) in all, and {{trend own.usd from=own.last by="percent"}}.'
    ],
    [
      'zh-Hans',
      '支出为{{num own.usd}}美元；以美元计，为{{num own.usd}}元；收入{{num own.home}}元，为{{num own.money}}百万欧元。'
    ],
    [
      'zh-Hans',
      '每千人有{{num own.beds}}张床位，每1000人{{num own.beds}}张，为{{num own.beds}}张/千人；每一千人{{num own.beds}}张。'
    ],
    [
      'zh-Hans',
      '有{{num own.beds}}张床位，每万人另有医生。占{{num own.full}}%，约{{num own.full}}个百分点，相距{{num own.km}}公里。'
    ]
  ])('is none: %s %s', async (language, written) => {
    expect(await told(written, language)).toEqual([])
  })
})

test.each([
  ['en', 'It changed by {{change own.full from=own.before}} percent.', 'percent'],
  ['en', 'It spent {{num own.usd unit=true}} euros.', 'euros'],
  ['en', 'It {{trend own.usd from=own.last by="amount" unit=true}}% in all.', '%'],
  ['zh-Hans', '变化为{{change own.full from=own.before}}%。', '%'],
  ['zh-Hans', '支出为{{num own.usd unit=true}}元。', '元']
])('a number has its unit once: %s %s', async (language, written, unit) => {
  expect(await told(written, language)).toEqual([`unit-is-said ${unit}`])
})

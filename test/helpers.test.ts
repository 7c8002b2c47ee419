/** Every helper, as an author writes it and as a reader reads it. */
import {describe, expect, test} from 'vitest'
import {say} from '../pipeline/stages/compose/evaluate.ts'
import {NameProblem, type Names} from '../pipeline/stages/compose/names.ts'
import {readExpression} from '../pipeline/stages/parse/expression.ts'
import type {Language} from '../pipeline/types.ts'
import {helpers} from '../pipeline/helpers/index.ts'
import {dataset} from './composing.ts'

const datasets = {
  region: dataset('region', [{id: 'gd', name_en: 'Guangdong', name_zh_hans: '广东', model: null}], {key: ['id']}),
  report: dataset('report', [{release: '2024-04-15'}]),
  now: dataset(
    'now',
    [
      {
        region: 'gd',
        people: '126012510',
        sites: '1450',
        rate: '0.9615',
        index: '68.25',
        exact: '9007199254740993.1',
        loss: '-12.5',
        zero: '0',
        one: '1',
        word: 'many',
        none: null,
        half: '725',
        rate_now: '43.2',
        deaths: '6.5',
        noisy: '0.30000000000000004',
        mean: '88333.333333333333',
        price: '1960',
        debt: '-1960.5',
        wage: '12.3',
        year: '2023',
        ten: '10',
        almost: '0.96',
        day: '2023-12-31',
        noted: '2024-04-15T14:30:00',
        month: '2024-03',
        opens: '09:05:00',
        lasts: 'P1DT12H',
        tags: '["roads","health","parks"]',
        area: '179.7',
        measure_en: 'km²',
        measure_zh_hans: '平方公里',
        places: '2'
      }
    ],
    {
      key: ['region'],
      fields: {
        people: {type: 'integer', unit: {en: 'people', 'zh-Hans': '人'}, asOf: '2020-11-01'},
        sites: {type: 'integer', asOf: '2019-12'},
        index: {type: 'number', decimals: 1},
        rate: {type: 'number', unit: {en: '%', 'zh-Hans': '%'}},
        rate_now: {type: 'number', decimals: 1, unit: {en: '%', 'zh-Hans': '%'}},
        deaths: {type: 'number', decimals: 1, unit: {en: '‰', 'zh-Hans': '‰'}},
        noisy: {type: 'number'},
        mean: {type: 'number'},
        price: {type: 'integer', unit: {en: 'US$', 'zh-Hans': '美元'}},
        debt: {type: 'number', decimals: 1, unit: {en: 'US$', 'zh-Hans': '美元'}},
        wage: {type: 'number', decimals: 1, unit: {en: '¥', 'zh-Hans': '元'}},
        year: {type: 'year'},
        noted: {type: 'datetime'},
        month: {type: 'yearmonth'},
        opens: {type: 'time'},
        lasts: {type: 'duration'},
        tags: {type: 'list'},
        ten: {type: 'integer', unit: {en: 'CNY', 'zh-Hans': '元'}, unitPlacement: {en: 'before'}},
        almost: {type: 'number', decimals: 0},
        day: {type: 'date'},
        area: {type: 'number', unitFrom: 'measure', decimalsFrom: 'places'}
      }
    }
  ),
  old: dataset(
    'old',
    [
      {
        sites: '1243',
        same: '1450',
        zero: '0',
        loss: '-25',
        tiny: '1450.0001',
        rate: '41.4',
        rate_same: '43.24',
        deaths: '7',
        people: '118000000',
        homes: '43000000',
        big: '9007199254740993',
        bigger: '9007199254740994'
      }
    ],
    {
      fields: {
        rate: {type: 'number', decimals: 1, unit: {en: 'percent', 'zh-Hans': '%'}},
        rate_same: {type: 'number', decimals: 1, unit: {en: '%', 'zh-Hans': '%'}},
        deaths: {type: 'number', decimals: 1, unit: {en: '‰', 'zh-Hans': '‰'}},
        people: {type: 'integer', unit: {en: 'people', 'zh-Hans': '人'}},
        homes: {type: 'integer', unit: {en: 'households', 'zh-Hans': '户'}},
        tiny: {type: 'number', decimals: 0}
      }
    }
  ),
  figures: dataset('figures', [{value: '0.1'}, {value: '0.30000000000000004'}, {value: '1450'}], {
    fields: {value: {type: 'number'}}
  }),
  gapped: dataset('gapped', [
    {name: 'a', sites: '9'},
    {name: null, sites: '2000'},
    {name: 'c', sites: null}
  ]),
  yearly: dataset('yearly', [
    {region: 'gd', year: '2022', sites: '1200'},
    {region: 'gd', year: '2023', sites: '1450'},
    {region: 'zj', year: '2023', sites: '900'}
  ]),
  ownYears: dataset('ownYears', [
    {region: 'gd', year: '2022', sites: '1200'},
    {region: 'gd', year: '2023', sites: '1450'}
  ]),
  mine: dataset('mine', [{region: 'gd', sites: '1450'}]),
  unowned: dataset('unowned', [
    {region: 'zj', sites: '1450'},
    {region: 'hn', sites: '900'}
  ]),
  withTotal: dataset('withTotal', [{sites: '1450'}, {sites: '900'}, {name_en: 'All regions', sites: '2350'}]),
  withOwn: dataset('withOwn', [{sites: '1450'}, {sites: '900'}, {name_en: 'Gd', sites: '2350'}]),
  withWorld: dataset('withWorld', [
    {region: 'gd', sites: '1450'},
    {sites: '900'},
    {region: 'WLD', name_en: 'World', sites: '1000'}
  ]),
  worldEdition: dataset('worldEdition', [
    {region: 'gd', sites: '1450'},
    {sites: '900'},
    {region: 'world', name_en: 'World', sites: '1000'}
  ]),
  unnamed: dataset(
    'unnamed',
    ['1450', '3000', '4000', '5000', '7000', '20450'].map((sites) => ({sites}))
  ),
  places: dataset('places', [{name: 'Bonaire, Saba'}, {name: 'Aruba'}]),
  years: dataset('years', [{year: '2022'}, {year: '2023'}], {fields: {year: {type: 'year'}}}),
  giants: dataset('giants', [{big: '9007199254740993'}, {big: '9007199254740994'}, {big: '9007199254740992'}]),
  provinces: dataset(
    'provinces',
    ['2000', '1450', '1450', '900', '12'].map((sites, at) => ({id: `p${at}`, sites, name_en: `P${at}`, name_zh_hans: `省${at}`}))
  ),
  many: dataset(
    'many',
    Array.from({length: 31}, (_, at) => ({sites: String(2000 + at), none: null}))
  ),
  alone: dataset('alone', [{name: 'A'}]),
  nobody: dataset('nobody', [], {fields: {name: {}, sites: {}}})
}

function namesIn(language: Language): Names {
  return {language, axes: {region: 'gd', language}, datasets, loops: []}
}

const says = (text: string, language: Language = 'en') => say(readExpression(text, 'n1'), namesIn(language)).text

describe.each<{helper: string; written: readonly (readonly [text: string, en: string, zh: string])[]}>([
  {
    helper: 'a plain path',
    written: [
      ['region.name', 'Guangdong', '广东'],
      ['region.model or="no model"', 'no model', 'no model'],
      ['now.sites', '1450', '1450']
    ]
  },
  {
    helper: 'num',
    written: [
      ['num now.people', '126,012,510', '126,012,510'],
      ['num now.people compact=true digits=1', '126.0 million', '1.3亿'],
      ['num now.people compact=true', '126.01 million', '1.26亿'],
      ['num now.people unit=true', '126,012,510 people', '126,012,510人'],
      ['num now.rate unit=true', '0.9615%', '0.9615%'],
      ['num now.index', '68.3', '68.3'],
      ['num now.index digits=2', '68.25', '68.25'],
      ['num now.exact', '9,007,199,254,740,993.1', '9,007,199,254,740,993.1'],
      ['num now.loss', '−12.5', '−12.5'],
      ['num now.zero', '0', '0'],
      ['num 1234.5', '1,234.5', '1,234.5'],
      ['num now.none or="not counted"', 'not counted', 'not counted'],
      ['num now.price unit=true', 'US$ 1,960', '1,960美元'],
      ['num now.debt unit=true', '−US$ 1,960.5', '−1,960.5美元'],
      ['num now.wage unit=true', '¥12.3', '12.3元'],
      ['num now.ten unit=true', 'CNY 10', '10元'],
      ['num now.deaths unit=true', '6.5‰', '6.5‰'],
      ['num now.area unit=true', '179.70 km²', '179.70平方公里'],
      ['num now.year', '2023', '2023'],
      ['num now.noisy', '0.3', '0.3'],
      ['num now.mean', '88,333.3', '88,333.3'],
      ['num now.mean digits=2', '88,333.33', '88,333.33'],
      ['num "12345678901234567890"', '12,345,678,901,234,567,890', '12,345,678,901,234,567,890'],
      ['num now.people compact=true unit=true digits=1', '126.0 million people', '1.3亿人'],
      ['num now.one words=true', 'one', '一'],
      ['num 2 words=true', 'two', '两'],
      ['num 14 words="capital"', 'Fourteen', '十四'],
      ['num 31 words=true', 'thirty-one', '三十一'],
      ['num 90 words=true', 'ninety', '九十'],
      ['num now.sites words=true', '1,450', '1,450'],
      ['num 12.5 words=true', '12.5', '12.5'],
      ['num now.ten words=false', '10', '10']
    ]
  },
  {
    helper: 'share',
    written: [
      ['share now.rate', '96.2%', '96.2%'],
      ['share now.rate digits=2', '96.15%', '96.15%'],
      ['share now.half of=now.sites digits=0', '50%', '50%'],
      ['share now.loss', '−1,250.0%', '−1,250.0%'],
      ['share now.sites of=old.sites', '116.7%', '116.7%'],
      ['share old.big of=old.bigger digits=20', '99.99999999999998889777%', '99.99999999999998889777%'],
      ['share now.zero of=now.sites', '0.0%', '0.0%'],
      ['share now.sites of=now.none or="–"', '–', '–']
    ]
  },
  {
    helper: 'change',
    written: [
      ['change now.sites from=old.sites', '+16.7%', '+16.7%'],
      ['change old.sites from=now.sites digits=0', '−14%', '−14%'],
      ['change now.sites from=old.same', '0.0%', '0.0%'],
      ['change old.tiny from=now.sites', '0.0%', '0.0%'],
      ['change now.loss from=old.loss by="amount"', '+12.5', '+12.5'],
      ['change now.zero from=old.zero by="amount"', '0', '0'],
      ['change now.rate_now from=old.rate', '+1.8 percentage points', '+1.8个百分点'],
      ['change old.rate from=now.rate_now', '−1.8 percentage points', '−1.8个百分点'],
      ['change now.rate_now from=old.rate digits=0', '+2 percentage points', '+2个百分点'],
      ['change now.rate_now from=old.rate by="percent"', '+4.3%', '+4.3%'],
      ['change now.deaths from=old.deaths', '−0.5 per mille points', '−0.5个千分点'],
      ['change now.people from=old.people by="amount" unit=true', '+8,012,510 people', '+8,012,510人'],
      ['change old.bigger from=old.big by="amount"', '+1', '+1'],
      ['change now.zero from=now.sites', '−100.0%', '−100.0%']
    ]
  },
  {
    helper: 'trend',
    written: [
      ['trend now.sites from=old.sites', 'rose', '上升'],
      ['trend old.sites from=now.sites', 'fell', '下降'],
      ['trend now.sites from=old.same', 'was unchanged', '持平'],
      ['trend now.sites from=old.sites up="grew"', 'grew', 'grew'],
      ['trend old.sites from=now.sites down="shrank"', 'shrank', 'shrank'],
      ['trend now.zero from=old.zero same="stayed"', 'stayed', 'stayed'],
      ['trend old.tiny from=now.sites', 'was unchanged', '持平'],
      ['trend now.noisy from="0.3"', 'was unchanged', '持平'],
      ['trend now.rate_now from=old.rate_same', 'was unchanged', '持平'],
      ['trend old.bigger from=old.big', 'rose', '上升'],
      ['trend now.sites from=old.sites by="percent"', 'rose by 16.7%', '增长16.7%'],
      ['trend old.sites from=now.sites by="percent"', 'fell by 14.3%', '下降14.3%'],
      ['trend old.tiny from=now.sites by="percent"', 'was unchanged', '持平'],
      ['trend now.sites from=old.sites by="percent" up="grew"', 'grew 16.7%', 'grew16.7%'],
      ['trend now.sites from=old.same by="percent" same="stood still"', 'stood still', 'stood still'],
      ['trend now.rate_now from=old.rate by="points"', 'rose by 1.8 percentage points', '上升1.8个百分点'],
      ['trend now.sites from=old.sites by="amount"', 'rose by 207', '增加207'],
      ['trend old.people from=now.people by="amount" unit=true', 'fell by 8,012,510 people', '减少8,012,510人'],
      ['trend now.loss from=old.loss by="amount"', 'rose by 12.5', '增加12.5']
    ]
  },
  {
    helper: 'rank',
    written: [
      ['rank now.sites of=provinces', 'second', '第2位'],
      ['rank now.sites of=provinces.sites', 'second', '第2位'],
      ['rank now.sites of=provinces order="asc"', 'third', '第3位'],
      ['rank now.sites of=many', '32nd', '第32位'],
      ['rank now.one of=provinces.sites', 'sixth', '第6位'],
      ['rank now.sites of=provinces order="ascending"', 'third', '第3位'],
      ['rank now.sites of=provinces order="descending"', 'second', '第2位'],
      ['rank now.sites of=provinces joint=true', 'joint second', '并列第2位'],
      ['rank now.one of=provinces.sites joint=true', 'sixth', '第6位'],
      ['rank old.big of=giants.big', 'second', '第2位'],
      ['rank now.sites of=nobody or="no rank"', 'no rank', 'no rank']
    ]
  },
  {
    helper: 'compare',
    written: [
      ['compare now.sites with=old.sites', '16.7% above', '高出16.7%'],
      ['compare old.sites with=now.sites', '14.3% below', '低14.3%'],
      ['compare now.sites with=old.same', 'level with', '持平'],
      ['compare old.tiny with=now.sites', 'level with', '持平'],
      ['compare now.sites with=now.half', '2.0 times', '高出100.0%'],
      ['compare now.zero with=now.sites digits=0', '100% below', '低100%'],
      ['compare now.rate_now with=old.rate', '1.8 percentage points above', '高1.8个百分点'],
      ['compare old.rate with=now.rate_now', '1.8 percentage points below', '低1.8个百分点'],
      ['compare now.rate_now with=old.rate_same', 'level with', '持平'],
      ['compare now.rate_now with=old.rate by="percent"', '4.3% above', '高出4.3%'],
      ['compare now.sites with=now.half by="times"', '2.0 times', '2.0倍'],
      ['compare now.half with=now.sites by="times" digits=2', '0.50 times', '0.50倍'],
      ['compare now.sites with=now.half by="percent"', '100.0% above', '高出100.0%'],
      ['compare now.loss with=old.loss by="amount"', '12.5 above', '高出12.5'],
      // As many digits as the number itself has, and not those that a division gave.
      ['compare now.sites with=now.mean by="amount"', '86,883 below', '低86,883']
    ]
  },
  {
    helper: 'list',
    written: [
      ['list provinces.name', 'P0, P1, P2, P3 and P4', '省0、省1、省2、省3和省4'],
      ['list provinces.name limit=2', 'P0 and P1', '省0和省1'],
      ['list provinces.id except="p0" limit=1', 'p1', 'p1'],
      ['list alone.name', 'A', 'A'],
      ['list alone.name except=region.name', 'A', 'A'],
      ['list nobody.name or="none"', 'none', 'none'],
      ['list provinces.name limit=2 others=true', 'P0, P1 and 3 others', '省0、省1等5项'],
      ['list provinces.name limit=4 others=true', 'P0, P1, P2, P3 and 1 other', '省0、省1、省2、省3等5项'],
      ['list provinces.name limit=5 others=true', 'P0, P1, P2, P3 and P4', '省0、省1、省2、省3和省4'],
      ['list figures.value', '0.1; 0.3 and 1,450', '0.1、0.3和1,450'],
      ['list places.name', 'Bonaire, Saba and Aruba', 'Bonaire, Saba和Aruba'],
      ['list years.year', '2022 and 2023', '2022和2023']
    ]
  },
  {
    helper: 'asof',
    written: [
      ['asof now.sites', 'December 2019', '2019年12月'],
      ['asof now.people', '1 November 2020', '2020年11月1日']
    ]
  },
  {
    helper: 'date',
    written: [
      ['date report.release', '15 April 2024', '2024年4月15日'],
      ['date "2023-05"', 'May 2023', '2023年5月'],
      ['date now.day', '31 December 2023', '2023年12月31日'],
      ['date now.noted', '15 April 2024, 14:30', '2024年4月15日14:30'],
      ['date now.month', 'March 2024', '2024年3月'],
      ['now.noted', '2024-04-15T14:30:00', '2024-04-15T14:30:00'],
      ['now.opens', '09:05', '09:05'],
      ['now.lasts', '1 day 12 hours', '1天12小时'],
      ['now.tags', 'roads, health, parks', 'roads、health、parks'],
      ['list now.tags', 'roads, health and parks', 'roads、health和parks'],
      ['list now.tags limit=2 others=true', 'roads, health and 1 other', 'roads、health等3项'],
      ['list now.tags except="parks"', 'roads and health', 'roads和health']
    ]
  },
  {
    helper: 'about',
    written: [
      ['about now.people', 'nearly 130,000,000', '近130,000,000'],
      ['about 13926', 'nearly 14,000', '近14,000'],
      ['about 13926 figures=3', 'just over 13,900', '略超13,900'],
      ['about 14000', '14,000', '14,000'],
      ['about now.people compact=true unit=true figures=3', 'just over 126 million people', '略超1.26亿人'],
      ['about 0.0449', 'nearly 0.045', '近0.045'],
      ['about 99950', 'nearly 100,000', '近100,000'],
      ['about now.zero', '0', '0']
    ]
  },
  {
    helper: 'atleast',
    written: [
      ['atleast 13926', 'at least 13,000', '至少13,000'],
      ['atleast 13000', 'at least 13,000', '至少13,000'],
      ['atleast 13999 figures=3 compact=true', 'at least 13.9 thousand', '至少1.39万'],
      ['atleast 12.34 figures=3', 'at least 12.3', '至少12.3']
    ]
  },
  {
    helper: 'nearly',
    written: [
      ['nearly 13926', 'nearly 14,000', '近14,000'],
      ['nearly 14000', '14,000', '14,000'],
      ['nearly 9999 figures=1', 'nearly 10,000', '近10,000'],
      ['nearly 13100 within=10', 'nearly 14,000', '近14,000'],
      ['nearly 0.975 figures=1', 'nearly 1', '近1']
    ]
  },
  {
    helper: 'fraction',
    written: [
      ['fraction 0.65', 'nearly two thirds', '超六成'],
      ['fraction now.half of=now.sites', 'half', '一半'],
      ['fraction 2 of=3', 'two thirds', '近七成'],
      ['fraction 0.26', 'more than a quarter', '近三成'],
      ['fraction 0.58', 'nearly three fifths', '近六成'],
      ['fraction 1 of=3', 'a third', '超三成'],
      ['fraction 0.9', 'nine tenths', '九成']
    ]
  },
  {
    helper: 'plural',
    written: [
      ['plural now.one one="website" other="websites"', 'website', 'websites'],
      ['plural now.sites one="website" other="websites"', 'websites', 'websites'],
      ['plural now.zero one="website" other="websites"', 'websites', 'websites'],
      ['plural now.almost one="website" other="websites"', 'website', 'websites'],
      ['plural now.one digits=1 one="website" other="websites"', 'websites', 'websites']
    ]
  }
])('$helper', ({written}) => {
  test.each(written)('{{%s}} is %s, %s', (text, en, zh) => expect([says(text), says(text, 'zh-Hans')]).toEqual([en, zh]))
})

test('every number from eleven on has the ending of its last figures', () => {
  const place = (count: number) =>
    say(readExpression('rank now.one of=rows.sites', 'n1'), {
      ...namesIn('en'),
      datasets: {
        ...datasets,
        rows: dataset(
          'rows',
          Array.from({length: count}, (_, at) => ({sites: at === 0 ? '1' : '5'})),
          {fields: {sites: {}}}
        )
      }
    }).text
  expect([1, 10, 11, 12, 13, 21, 22, 23, 24, 111, 121].map(place)).toEqual([
    'first',
    'tenth',
    '11th',
    '12th',
    '13th',
    '21st',
    '22nd',
    '23rd',
    '24th',
    '111th',
    '121st'
  ])
})

test('a value tells the cell it comes from, and a whole column does not', () => {
  expect(say(readExpression('num now.people', 'n1'), namesIn('en'))).toEqual({
    text: '126,012,510',
    inOnes: 'people',
    value: '126012510',
    origins: ['now[region=gd].people']
  })
  expect(say(readExpression('region.name', 'n1'), namesIn('zh-Hans'))).toEqual({
    text: '广东',
    value: '广东',
    origins: ['region[id=gd].name_zh_hans']
  })
  expect(say(readExpression('list provinces.name limit=1', 'n1'), namesIn('en'))).toEqual({
    text: 'P0',
    origins: ['provinces.name_en']
  })
})

describe('B11 the machine value beside a shown one is the value shown, never that of an argument', () => {
  test.each([
    ['now.sites', '1450', ['now[region=gd].sites']],
    ['num now.index', '68.25', ['now[region=gd].index']],
    ['num now.people compact=true', '126012510', ['now[region=gd].people']],
    ['share now.sites of=old.sites over=true', '1.167', ['now[region=gd].sites', 'old.sites']],
    ['share now.rate', '0.962', ['now[region=gd].rate']],
    ['change now.sites from=old.sites', '0.167', ['now[region=gd].sites', 'old.sites']],
    ['change old.sites from=now.sites digits=0', '-0.14', ['old.sites', 'now[region=gd].sites']],
    ['change now.rate_now from=old.rate', '1.8', ['now[region=gd].rate_now', 'old.rate']],
    ['change old.tiny from=now.sites', '0', ['old.tiny', 'now[region=gd].sites']],
    ['trend now.sites from=old.sites', '1', ['now[region=gd].sites', 'old.sites']],
    ['trend old.sites from=now.sites', '-1', ['old.sites', 'now[region=gd].sites']],
    ['trend old.sites from=now.sites by="percent"', '-0.143', ['old.sites', 'now[region=gd].sites']],
    ['compare old.sites with=now.sites', '-0.143', ['old.sites', 'now[region=gd].sites']],
    ['compare now.sites with=now.half', '2', ['now[region=gd].sites', 'now[region=gd].half']],
    ['compare now.sites with=old.same', '0', ['now[region=gd].sites', 'old.same']],
    ['rank now.sites of=provinces', '2', ['now[region=gd].sites', 'provinces.sites']],
    ['rank now.sites of=many', '32', ['now[region=gd].sites', 'many.sites']],
    ['asof now.sites', '2019-12', ['now.sites']],
    ['date report.release', '2024-04-15', ['report.release']],
    ['list provinces.name', undefined, ['provinces.name_en']],
    ['plural now.sites one="site" other="sites"', undefined, ['now[region=gd].sites']]
  ])('{{%s}} is %s', (text, value, origins) => {
    const shown = say(readExpression(text, 'n1'), namesIn('en'))
    expect({value: shown.value, origins: shown.origins}).toEqual({value, origins})
  })

  test('of every helper there is an example', () => {
    expect(helpers.map(({name}) => name).sort()).toEqual(
      [
        'about',
        'asof',
        'atleast',
        'change',
        'compare',
        'date',
        'fraction',
        'list',
        'nearly',
        'num',
        'plural',
        'rank',
        'share',
        'trend'
      ].sort()
    )
  })
})

describe('what can be printed but should be looked at', () => {
  const warning = (text: string) => say(readExpression(text, 'n1'), namesIn('en')).warning

  test('B9 decimals that the contract does not state, once for a column', () => {
    expect(warning('num now.mean')).toMatchObject({
      severity: 'warning',
      rule: 'number-has-decimals',
      reason: 'Unexpected long fraction in `now.mean`, expected `decimals` of this column in the data package',
      once: 'number-has-decimals now.mean'
    })
    expect(['now.noisy', 'list figures.value', 'num now.noisy'].map((text) => warning(text)?.rule)).toEqual(
      Array(3).fill('number-has-decimals')
    )
    expect(
      ['num now.exact', 'num now.loss', 'num now.mean digits=1', 'num now.rate', 'num now.index', 'now.sites'].map(warning)
    ).toEqual(Array(6).fill(undefined))
  })

  test('per cent of a percentage, unless they are meant', () => {
    const rates = ['trend', 'change', 'compare'].map(
      (helper) => `${helper} now.rate_now ${helper === 'compare' ? 'with' : 'from'}=old.rate`
    )
    for (const text of rates) {
      expect(warning(`${text} by="percent"`)).toMatchObject({
        rule: 'rate-changes-in-points',
        reason: 'Unexpected per cent of `now.rate_now`, which is a percentage itself, expected percentage points'
      })
      for (const by of ['relative', 'points']) expect(warning(`${text} by="${by}"`)).toBeUndefined()
    }
    expect(say(readExpression(`${rates[1]} by="relative"`, 'n1'), namesIn('en')).text).toBe('+4.3%')
    expect(warning('trend now.sites from=old.sites by="percent"')).toBeUndefined()
  })

  test('a share of more than the whole', () => {
    expect(warning('share now.sites of=old.sites')).toMatchObject({rule: 'share-is-part-of-a-whole', severity: 'warning'})
    expect(warning('share now.sites of=old.sites over=true')).toBeUndefined()
    expect(warning('share now.half of=now.sites')).toBeUndefined()
  })

  test('a place among values of another year, or among several years of all', () => {
    expect(warning('rank old.sites of=provinces')).toMatchObject({
      severity: 'warning',
      rule: 'place-is-among-equals',
      reason: 'Unexpected place of a value that is none of `provinces.sites`, expected one of its values',
      once: 'place-is-among-equals provinces.sites'
    })
    expect(warning('rank now.sites of=yearly')?.reason).toBe(
      "Unexpected place in `yearly.sites`, which has several rows of this edition's own and of others, expected one for each"
    )
    expect(['rank now.sites of=ownYears', 'rank old.sites of=provinces outside=true'].map(warning)).toEqual([
      undefined,
      undefined
    ])
  })

  test('a place among others that happen to have the same value', () => {
    expect(warning('rank mine.sites of=unowned')?.reason).toBe(
      "Unexpected `unowned.sites` without a value of this edition's own, expected one among those that it is held against"
    )
    // A value of no row of its own may be anybody's.
    expect(
      ['rank old.same of=unowned.sites', 'rank mine.sites of=yearly', 'rank mine.sites of=unowned outside=true'].map(
        (text) => warning(text)?.reason
      )
    ).toEqual([undefined, expect.stringContaining('several rows'), undefined])
  })

  test('a place among values one of which is the total of the others', () => {
    expect(warning('rank now.sites of=withTotal')).toMatchObject({
      severity: 'warning',
      rule: 'total-stands-apart',
      reason: 'Unexpected place in `withTotal.sites`, of which one value is the whole of the others, expected its parts alone'
    })
    expect(warning('rank now.sites of=unnamed')?.rule).toBe('total-stands-apart')
    // Of rates it is no sum, and its name says so; by the id of an edition it is a place as others are.
    expect(warning('rank now.sites of=withWorld')?.rule).toBe('total-stands-apart')
    expect(warning('rank now.sites of=worldEdition')).toBeUndefined()
    expect(['rank now.sites of=withOwn', 'rank now.sites of=withTotal outside=true'].map(warning)).toEqual([undefined, undefined])
  })

  test('a place or a list of rows of which some have no value', () => {
    expect(warning('rank now.sites of=gapped')).toMatchObject({
      severity: 'warning',
      rule: 'column-has-no-gaps',
      reason: 'Unexpected empty values of `gapped.sites`, expected one in every row: a place or a list leaves them out',
      once: 'column-has-no-gaps gapped.sites'
    })
    expect(warning('list gapped.name')?.once).toBe('column-has-no-gaps gapped.name')
    expect(['rank now.sites of=provinces', 'list provinces.name', 'num now.sites'].map(warning)).toEqual(Array(3).fill(undefined))
  })
})

describe('a mistake is told with its rule', () => {
  test.each([
    ['nmu now.sites', 'helper-is-known', 'Unexpected helper `nmu`', 'Did you mean `num`?'],
    ['num now.sites digit=1', 'option-is-known', 'Unexpected option `digit` of `num`', 'Did you mean `digits`?'],
    [
      'num now.sites toString=1',
      'option-is-known',
      'Unexpected option `toString` of `num`',
      'Known: `digits`, `compact`, `unit`, `words`, `or`'
    ],
    [
      'region.name digits=1',
      'option-is-known',
      'Unexpected option `digits` of a plain value',
      'A plain value takes only `or="..."`.'
    ],
    ['num now.sites old.sites', 'helper-is-given-what-it-takes', 'Unexpected 2 values for `num`, expected 1', undefined],
    ['num now.word', 'helper-is-given-what-it-takes', 'num: Unexpected `many`, expected a number', undefined],
    [
      'num now.ten words="upper"',
      'helper-is-given-what-it-takes',
      'num: Unexpected `words="upper"`, expected `true`, or `"capital"` at the beginning of a sentence',
      undefined
    ],
    [
      'nearly 13100',
      'helper-is-given-what-it-takes',
      'nearly: Unexpected 13100, which is more than 5% below 14,000; `about` finds the word for any number',
      undefined
    ],
    [
      'about now.loss',
      'helper-is-given-what-it-takes',
      'about: Unexpected -12.5 below 0, expected a number that can be rounded to a few figures',
      undefined
    ],
    [
      'fraction now.sites of=now.half',
      'helper-is-given-what-it-takes',
      'fraction: Unexpected 1450 of 725, expected a part of a whole',
      undefined
    ],
    [
      'fraction 0.01',
      'helper-is-given-what-it-takes',
      'fraction: Unexpected 0.01 of a whole, which no simple fraction is near; `share` writes any',
      undefined
    ],
    [
      'num now.sites digits=1.5',
      'helper-is-given-what-it-takes',
      'num: Unexpected `digits=1.5`, expected a whole number from 0 to 20',
      undefined
    ],
    [
      'num now.sites digits=now.one',
      'option-is-written-out',
      'Unexpected path behind `digits=`, expected a text in quotes or a number',
      undefined
    ],
    [
      'num now.none or=region.name',
      'option-is-written-out',
      'Unexpected path behind `or=`, expected a text in quotes',
      undefined
    ],
    [
      'share now.sites of=now.zero',
      'helper-is-given-what-it-takes',
      'share: Unexpected whole of 0, expected a number to take a share of',
      undefined
    ],
    ['change now.sites', 'helper-is-given-what-it-takes', 'change: Expected `from=` with the earlier value', undefined],
    [
      'change now.sites from=old.zero',
      'helper-is-given-what-it-takes',
      'change: Unexpected 0 to measure from, expected a number above 0; `by="amount"` tells the difference itself',
      undefined
    ],
    [
      'change now.sites from=old.loss',
      'helper-is-given-what-it-takes',
      'change: Unexpected value below 0 to measure from, expected a number above 0; `by="amount"` tells the difference itself',
      undefined
    ],
    [
      'trend now.sites from=old.loss by="percent"',
      'helper-is-given-what-it-takes',
      'trend: Unexpected value below 0 to measure from, expected a number above 0; `by="amount"` tells the difference itself',
      undefined
    ],
    [
      'change now.people from=old.homes',
      'helper-is-given-what-it-takes',
      'change: Unexpected units `people` and `households`, expected two values of the same unit',
      undefined
    ],
    [
      'compare now.rate_now with=now.deaths',
      'helper-is-given-what-it-takes',
      'compare: Unexpected units `%` and `‰`, expected two values of the same unit',
      undefined
    ],
    [
      'share now.people of=old.homes',
      'helper-is-given-what-it-takes',
      'share: Unexpected units `people` and `households`, expected two values of the same unit',
      undefined
    ],
    [
      'trend now.people from=old.homes',
      'helper-is-given-what-it-takes',
      'trend: Unexpected units `people` and `households`, expected two values of the same unit',
      undefined
    ],
    [
      'change now.sites from=old.sites by="points"',
      'helper-is-given-what-it-takes',
      'change: Unexpected `by="points"` of values that are no percentages, expected `%` as the unit of both columns',
      undefined
    ],
    [
      'change now.sites from=old.sites by="per cent"',
      'helper-is-given-what-it-takes',
      'change: Unexpected `by="per cent"`, expected one of percent, points, amount, relative',
      undefined
    ],
    [
      'share now.loss of=now.sites',
      'helper-is-given-what-it-takes',
      'share: Unexpected part below 0, which is no share of a whole',
      undefined
    ],
    [
      'share now.rate_now',
      'helper-is-given-what-it-takes',
      'share: Unexpected 43.2 of `rate_now`, which is a percentage by its unit, expected a ratio; `num` with `unit=true` writes it',
      undefined
    ],
    [
      'rank now.sites of=provinces order="up"',
      'helper-is-given-what-it-takes',
      'rank: Unexpected `order="up"`, expected one of descending, ascending, desc, asc',
      undefined
    ],
    [
      'rank now.none of=provinces.sites',
      'value-is-present',
      'Unexpected empty `now.none`, expected a value in this edition',
      'Say what to write instead with `or="..."`, or put the passage inside `:::only{if="..."}`.'
    ],
    [
      'rank now.sites of=many.none',
      'helper-is-given-what-it-takes',
      'rank: Unexpected column without a value, expected numbers to take a place among',
      undefined
    ],
    [
      'num now.people compact="yes"',
      'helper-is-given-what-it-takes',
      'num: Unexpected `compact="yes"`, expected `true` or `false` without quotation marks',
      undefined
    ],
    [
      'num now.index unit=true',
      'helper-is-given-what-it-takes',
      'num: The column `index` has no unit in the data package for `unit=true`',
      undefined
    ],
    [
      'num 12345678901234567890',
      'option-is-written-out',
      'Unexpected number of so many digits, expected it in quotation marks',
      undefined
    ],
    ['num "0x1F"', 'helper-is-given-what-it-takes', 'num: Unexpected `0x1F`, expected a number', undefined],
    ['num ""', 'helper-is-given-what-it-takes', 'num: Unexpected ``, expected a number', undefined],
    [
      'list provinces.name limit="2"',
      'helper-is-given-what-it-takes',
      'list: Unexpected `limit=2`, expected a whole number from 1 to 1000',
      undefined
    ],
    [
      'plural now.sites one="site"',
      'helper-is-given-what-it-takes',
      'plural: Expected `other=` with the noun for every number that no other option names',
      undefined
    ],
    [
      'date "2024-02-31"',
      'helper-is-given-what-it-takes',
      'date: Unexpected `2024-02-31`, expected a date that there is, as in 2024-04-15, 2024-04, 2024 or 2024-04-15T14:30:00',
      undefined
    ],
    ['trend now.sites', 'helper-is-given-what-it-takes', 'trend: Expected `from=` with the earlier value', undefined],
    [
      'rank now.sites',
      'helper-is-given-what-it-takes',
      'rank: Expected `of=` with the query or the column to take a place in',
      undefined
    ],
    ['compare now.sites', 'helper-is-given-what-it-takes', 'compare: Expected `with=` and the value to compare with', undefined],
    [
      'compare now.sites with=now.loss',
      'helper-is-given-what-it-takes',
      'compare: Unexpected value below 0 to measure from, expected a number above 0; `by="amount"` tells the difference itself',
      undefined
    ],
    [
      'list nobody.name',
      'helper-is-given-what-it-takes',
      'list: Unexpected list without a value, expected at least one',
      undefined
    ],
    ['list "A"', 'helper-is-given-what-it-takes', 'Unexpected `A`, expected a column', undefined],
    ['asof now.index', 'helper-is-given-what-it-takes', 'asof: The column `index` has no `asOf` in the data package', undefined],
    [
      'num provinces.sites',
      'value-is-single',
      'Unexpected 5 rows of `provinces`, expected one',
      'Use `:::each{row in="..."}` or the helper `list`.'
    ],
    [
      'num now.none',
      'value-is-present',
      'Unexpected empty `now.none`, expected a value in this edition',
      'Say what to write instead with `or="..."`, or put the passage inside `:::only{if="..."}`.'
    ],
    ['now', 'path-has-two-parts', 'Unexpected path `now`, expected a name and a column such as `region.name`', undefined],
    ['now.sties', 'column-is-known', 'Unexpected column `sties` of `now`', 'Did you mean `sites`?'],
    ['region.nmae', 'column-is-known', 'Unexpected column `nmae` of `region`', 'Did you mean `name`?'],
    [
      'provices.sites',
      'name-is-known',
      'Unexpected name `provices`, expected an axis, a query or `report`',
      'Did you mean `provinces`?'
    ]
  ])('{{%s}}', (text, rule, reason, note) => {
    expect(problem(text)).toEqual({rule, reason, note})
  })
})

function problem(text: string): unknown {
  try {
    return says(text)
  } catch (error) {
    if (error instanceof NameProblem) return {rule: error.rule, reason: error.message, note: error.note}
    throw error
  }
}

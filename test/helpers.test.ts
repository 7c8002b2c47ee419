/** Every helper, as an author writes it and as a reader reads it. */
import {describe, expect, test} from 'vitest'
import {say} from '../pipeline/stages/compose/evaluate.ts'
import {NameProblem, type Names} from '../pipeline/stages/compose/names.ts'
import {readExpression} from '../pipeline/stages/parse/expression.ts'
import type {Language} from '../pipeline/types.ts'
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
        half: '725'
      }
    ],
    {
      key: ['region'],
      fields: {
        people: {type: 'integer', unit: {en: 'people', 'zh-Hans': '人'}, asOf: '2020-11-01'},
        sites: {type: 'integer', asOf: '2019-12'},
        index: {type: 'number', decimals: 1},
        rate: {type: 'number', unit: {en: '%', 'zh-Hans': '%'}}
      }
    }
  ),
  old: dataset('old', [{sites: '1243', same: '1450', zero: '0', loss: '-25', tiny: '1450.0001'}]),
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
      ['num now.none or="not counted"', 'not counted', 'not counted']
    ]
  },
  {
    helper: 'share',
    written: [
      ['share now.rate', '96.2%', '96.2%'],
      ['share now.rate digits=2', '96.15%', '96.15%'],
      ['share now.half of=now.sites digits=0', '50%', '50%'],
      ['share now.loss of=now.sites', '−0.9%', '−0.9%'],
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
      ['change now.loss from=old.loss', '+50.0%', '+50.0%'],
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
      ['trend now.zero from=old.zero same="stayed"', 'stayed', 'stayed']
    ]
  },
  {
    helper: 'rank',
    written: [
      ['rank now.sites of=provinces', 'second', '第2位'],
      ['rank now.sites of=provinces.sites', 'second', '第2位'],
      ['rank now.sites of=provinces order="asc"', 'third', '第3位'],
      ['rank now.sites of=many', '32nd', '第32位'],
      ['rank now.one of=provinces.sites', 'sixth', '第6位']
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
      ['compare now.zero with=now.sites digits=0', '100% below', '低100%']
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
      ['list nobody.name or="none"', 'none', 'none']
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
      ['date "2023-05"', 'May 2023', '2023年5月']
    ]
  },
  {
    helper: 'plural',
    written: [
      ['plural now.one one="website" other="websites"', 'website', 'websites'],
      ['plural now.sites one="website" other="websites"', 'websites', 'websites'],
      ['plural now.zero one="website" other="websites"', 'websites', 'websites']
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
          Array.from({length: count - 1}, () => ({sites: '5'})),
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
    cell: '126012510',
    origin: 'now[region=gd].people'
  })
  expect(say(readExpression('region.name', 'n1'), namesIn('zh-Hans'))).toEqual({
    text: '广东',
    cell: '广东',
    origin: 'region[id=gd].name_zh_hans'
  })
  expect(say(readExpression('list provinces.name limit=1', 'n1'), namesIn('en'))).toEqual({text: 'P0'})
})

describe('a mistake is told with its rule', () => {
  test.each([
    ['nmu now.sites', 'helper-is-known', 'Unexpected helper `nmu`', 'Did you mean `num`?'],
    ['num now.sites digit=1', 'option-is-known', 'Unexpected option `digit` of `num`', 'Did you mean `digits`?'],
    [
      'num now.sites toString=1',
      'option-is-known',
      'Unexpected option `toString` of `num`',
      'Known: `digits`, `compact`, `unit`, `or`'
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
      'change: Unexpected earlier value of 0, expected a number that a change can be measured from',
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
      'compare: Unexpected value of 0 or less behind `with=`, expected a number above 0',
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

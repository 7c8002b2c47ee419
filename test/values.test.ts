/** Shown values in whole reports: what a reader sees, what a machine reads beside it, and what an author is told. */
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {languages, rulesFor} from '../pipeline/language/index.ts'
import type {LanguageRules} from '../pipeline/language/rules.ts'
import {ReportError} from '../pipeline/messages.ts'
import type {Field} from '../pipeline/types.ts'
import {decimalText, exactOf, minus, plainDecimal, quotient, rounded, shifted} from '../pipeline/values/exact.ts'
import {withUnit} from '../pipeline/values/unit.ts'
import {placesOf, showCell} from '../pipeline/values/value.ts'
import {buildReport, messagesOf} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const html = {formats: ['html']} as const

async function places(folder: string) {
  return {folder, out: join(await temporaryFolder(), 'out'), store: join(await temporaryFolder(), 'store')}
}

describe('numbers are reckoned exactly', () => {
  const exact = (text: string) => exactOf(text)!

  test('digit by digit, beyond what a double holds', () => {
    expect(decimalText(minus(exact('9007199254740994'), exact('9007199254740993')))).toBe('1')
    expect(decimalText(minus(exact('0.3'), exact('0.1')))).toBe('0.2')
    expect(decimalText(quotient(exact('1'), exact('3'), 5))).toBe('0.33333')
    expect(decimalText(quotient(exact('-2'), exact('3'), 2))).toBe('-0.67')
    expect(decimalText(quotient(exact('1'), exact('-8'), 2))).toBe('-0.13')
    expect(decimalText(shifted(exact('0.961'), 2))).toBe('96.1')
    expect(decimalText(shifted(exact('12'), 2))).toBe('1200')
    expect(decimalText(shifted(exact('12'), -3))).toBe('0.012')
    expect(plainDecimal(rounded(exact('0.2049'), 2))).toBe('0.2')
  })

  test('half away from zero', () => {
    expect(['0.25', '0.35', '-0.25', '0.249999'].map((text) => decimalText(rounded(exact(text), 1)))).toEqual([
      '0.3',
      '0.4',
      '-0.3',
      '0.2'
    ])
    expect(decimalText(rounded(exact('1250'), -2))).toBe('1300')
  })

  test('and what is no number is none', () => {
    expect(['', 'x', '0x1F', '1,450', 'Infinity', ' 1'].map(exactOf)).toEqual(Array(6).fill(undefined))
  })
})

test('B9 decimals that nobody states are those of the number, or a few figures of it', () => {
  const field: Field = {name: 'x', type: 'number'}
  const shown = (cell: string) => showCell({cell, field, row: {}}, 'en')
  expect(
    [
      '1450',
      '12.5',
      '0.9615',
      '88333.33333',
      '1960.0725952813068',
      '0.30000000000000004',
      '0.000123456',
      '2.00001',
      '-0.000001',
      '5.55e-17',
      '-0.000000000000000055'
    ].map((cell) => [shown(cell).text, shown(cell).doubt === 'decimals'])
  ).toEqual([
    ['1,450', false],
    ['12.5', false],
    ['0.9615', false],
    ['88,333.3', true],
    ['1,960.1', true],
    ['0.3', true],
    ['0.0001235', true],
    ['2', true],
    ['−0.000001', true],
    ['0', true],
    ['0', true]
  ])
  expect(showCell({cell: '2.6749999999999998', field: {...field, decimals: 2}, row: {}}, 'en').text).toBe('2.68')
  expect(placesOf('88333.33333', {...field, decimals: 2}, {})).toEqual({digits: 2, isGuess: false})
  expect(placesOf('88333.33333', {...field, decimalsFrom: 'd'}, {d: '200'}).isGuess).toBe(true)
})

test('B10 a unit stands behind the number, a sign of money or what the contract says before it', () => {
  const field: Field = {name: 'x', type: 'number', unitPlacement: {en: 'before', 'zh-Hans': 'after'}}
  const write = (number: string, unit: string, language = 'en') => withUnit(number, unit, {language})
  expect([
    write('12', 'km²'),
    write('12', '%'),
    write('12', '人', 'zh-Hans'),
    write('1,960', 'US$'),
    write('1,960', 'HK$', 'zh-Hant'),
    write('−12.3', '¥'),
    write('12.3', '€'),
    withUnit('12', 'RMB', {field, language: 'en'}),
    withUnit('−12', 'RMB', {field, language: 'en'}),
    withUnit('12', '¥', {field, language: 'zh-Hans'}),
    write('12', ''),
    write('1.3', 'US$ million'),
    write('−45', '¥/kg'),
    write('3.5', 'US$亿', 'zh-Hans')
  ]).toEqual([
    '12 km²',
    '12%',
    '12人',
    'US$ 1,960',
    'HK$ 1,960',
    '−¥12.3',
    '€12.3',
    'RMB 12',
    '−RMB 12',
    '12¥',
    '12',
    'US$ 1.3 million',
    '−¥45/kg',
    'US$ 3.5亿'
  ])
})

describe('languages', () => {
  test('are found by their tag and by those that they cover', () => {
    const tags = ['en', 'en-GB', 'zh-Hans', 'zh', 'zh-CN', 'zh-Hant', 'zh-TW', 'zh-HK', 'zh-yue-Hant']
    expect(tags.map((tag) => rulesFor(tag).tag)).toEqual([
      'en',
      'en',
      'zh-Hans',
      'zh-Hans',
      'zh-Hans',
      'zh-Hant',
      'zh-Hant',
      'zh-Hant',
      'zh-Hant'
    ])
  })

  test('that have no rules are refused, not written in English', () => {
    expect(() => rulesFor('fr')).toThrow(ReportError)
    expect(() => rulesFor('english')).toThrow('Unexpected language `english`')
  })

  const ofAll = (write: (rules: LanguageRules) => unknown) => languages.map(write)

  test('write dates, lists, places and differences each in its own way', () => {
    const fall = {measure: 'percent', direction: -1, text: '12.3%'} as const
    const points = {measure: 'points', direction: 1, text: 'P'} as const
    expect(ofAll(({tag}) => tag)).toEqual(['en', 'zh-Hant', 'zh-Hans'])
    expect(ofAll(({date}) => date({year: 2024, month: 4, day: 5}))).toEqual(['5 April 2024', '2024年4月5日', '2024年4月5日'])
    expect(ofAll(({list}) => list(['A', 'B', 'C']))).toEqual(['A, B and C', 'A、B和C', 'A、B和C'])
    expect(ofAll(({place}) => place(3, true))).toEqual(['joint third', '並列第3位', '并列第3位'])
    expect(ofAll(({moved}) => moved(-1, fall))).toEqual(['fell by 12.3%', '下降12.3%', '下降12.3%'])
    expect(ofAll(({moved}) => moved(1, {...fall, direction: 1}))).toEqual(['rose by 12.3%', '增長12.3%', '增长12.3%'])
    expect(ofAll(({compared}) => compared(points))).toEqual(['P above', '高P', '高P'])
    expect(ofAll((rules) => rules.points('1', 'percent'))).toEqual(['1 percentage point', '1個百分點', '1个百分点'])
    expect(ofAll((rules) => rules.rateOf('百分点'))).toEqual([undefined, undefined, 'percent'])
  })

  test('in traditional characters hold no simplified one', () => {
    const {numbers, directionBefore, directionAfter, points, place, compared, moved} = rulesFor('zh-Hant')
    const difference = {measure: 'amount', direction: 1, text: ''} as const
    const texts = [
      ...numbers.large.map(([, word]) => word),
      directionBefore.source,
      directionAfter.source,
      points('1', 'permille'),
      place(1, true),
      compared(difference),
      moved(1, difference)
    ].join('')
    expect(texts.match(/[亿万个点并长减与为约过涨东达]/g) ?? []).toEqual([])
  })
})

describe('a report of figures', () => {
  test('B9 B10 B11 prints and marks each value right, in every language', async () => {
    const given = await places(await reportCopy('figures'))
    const {messages} = await buildReport(given, html)
    const read = (edition: string) => readFile(join(given.out, edition, 'figures.html'), 'utf8')
    const said = (page: string) =>
      [...page.matchAll(/<data class="value[^>]* value="([^"]*)"[^>]*>(.*?)<\/data>/g)].map(([, value, shown]) => [
        value,
        // In a long one a number and its unit are held together.
        shown?.replaceAll(/<[^>]*>/g, '')
      ])
    expect(said(await read('north/en'))).toEqual([
      ['0.072', 'rose by 7.2%'],
      ['0.072', '+7.2%'],
      ['2100.5', 'US$ 2,101'],
      ['1', 'first'],
      ['700.166666666667', '700.2'],
      ['1.8', 'rose by 1.8 percentage points'],
      ['220.5', 'rose by US$ 220.5'],
      ['0.3', '0.3'],
      ['0.3', '0.3']
    ])
    expect(said(await read('south/en')).slice(0, 7)).toEqual([
      ['-0.114', 'fell by 11.4%'],
      ['-0.114', '−11.4%'],
      ['780', 'US$ 780'],
      ['2', 'second'],
      ['111.428571428571', '111.4'],
      ['-1.1', 'fell by 1.1 percentage points'],
      ['-15', 'fell by US$ 15.0']
    ])
    expect(said(await read('south/zh-Hant')).map(([, text]) => text)).toEqual([
      '下降11.4%',
      '−11.4%',
      '780美元',
      '第2位',
      '111.4',
      '下降1.1個百分點',
      '減少15.0美元',
      '0.3',
      '0.3'
    ])
    const tables = [...(await read('north/en')).matchAll(/<data value="([^"]*)">([^<]*)/g)].map(([, ...pair]) => pair)
    expect(tables).toEqual([
      ['2100.5', '2,101'],
      ['700.166666666667', '700.2'],
      ['43.2', '43.2'],
      ['2023-12-31', '31 December 2023'],
      ['780', '780'],
      ['111.428571428571', '111.4'],
      ['36.9', '36.9'],
      ['2023-12-31', '31 December 2023'],
      ['2100.5', '2,101'],
      ['780', '780']
    ])
    expect(await read('north/en')).toContain('North is highest at US$ 2,101, South lowest at US$ 780')
    // Six editions and three places show the two columns.
    expect(messages.map(({rule, path, line, severity}) => [severity, rule, path, line])).toEqual([
      ['warning', 'number-has-decimals', 'chapters/en/overview.md', 7],
      ['warning', 'number-has-decimals', 'chapters/en/overview.md', 10]
    ])
    expect(messages[0]?.edition).toBe('north.en, north.zh-Hans, north.zh-Hant and 3 more')
  })

  test('B9 is told of a chart as well, once for all its editions', async () => {
    const folder = await reportCopy('figures')
    await edit(folder, 'charts/bars.vl.json', (text) => text.replace('"takings"', '"per_stall"'))
    for (const language of ['en', 'zh-Hans'])
      await writeFile(
        join(folder, `chapters/${language}/overview.md`),
        '# T\n\n::figure{#fig-a chart="bars" data="all_takings" caption="C"}\n'
      )
    const given = await places(folder)
    const {messages} = await buildReport(given, html)
    expect(messages.map(({severity, rule, path}) => [severity, rule, path])).toEqual([
      ['warning', 'number-has-decimals', 'charts/bars.vl.json']
    ])
    expect(await readFile(join(given.out, 'north/en/figures.html'), 'utf8')).toContain(
      'North is highest at 700.2, South lowest at 111.4.'
    )
  })

  test('no is told from nothing stated, by readers and by machines', async () => {
    const folder = await reportCopy('figures')
    const query = "select id as region, true as open, false as new, null::boolean as sold from regions where id = 'north'\n"
    await writeFile(join(folder, 'queries/all_takings.sql'), query)
    await edit(folder, 'datapackage.json', (text) => JSON.stringify({...JSON.parse(text), queries: []}))
    await writeFile(
      join(folder, 'chapters/en/overview.md'),
      '# T\n\n::table{#tab-a query="all_takings" columns="region, open, new, sold" caption="C"}\n'
    )
    const given = await places(folder)
    await buildReport(given, {...html, only: {region: ['north'], language: ['en']}})
    expect(await readFile(join(given.out, 'north/en/figures.html'), 'utf8')).toContain(
      '<th scope="row">north</th><td><data value="true">✓</data></td><td><data value="false">×</data></td><td>–</td>'
    )
  })

  test('B9 has nothing to be told once the contract states decimals', async () => {
    const folder = await reportCopy('figures')
    await edit(folder, 'datapackage.json', (text) => {
      const fields = [{name: 'per_stall', type: 'number', decimals: 1, label: {en: 'A stall', 'zh-Hans': '每摊'}}]
      return JSON.stringify({
        ...JSON.parse(text),
        queries: [
          {name: 'now', fields},
          {name: 'all_takings', fields}
        ]
      })
    })
    expect(await messagesOf(await places(folder), {...html, only: {region: ['north'], language: ['en']}})).toEqual([])
  })

  test.each([
    ['B10 change from a negative base', '{{change now.profit from=before.profit}}', 'measure from'],
    [
      'B10 a word and a sign',
      'It {{trend now.takings from=before.takings}} by {{change now.takings from=before.takings}}',
      'sign behind'
    ],
    ['B10 values of different units', '{{compare now.online with=now.takings}}', 'same unit'],
    ['B10 a share of a negative part', '{{share before.profit of=now.profit}}', 'no share']
  ])('%s is refused at its place', async (_, text, reason) => {
    const folder = await reportCopy('figures')
    await writeFile(join(folder, 'chapters/en/overview.md'), `# T\n\nText ${text}.\n`)
    const messages = await messagesOf(await places(folder), {...html, only: {language: ['en'], region: ['north']}})
    expect(messages.map(({severity, path, line, reason}) => [severity, path, line, reason])).toEqual([
      ['error', 'chapters/en/overview.md', 3, expect.stringContaining(reason)]
    ])
  })
})

describe('F37 a language', () => {
  test('without rules is told before any edition is made', async () => {
    const folder = await reportCopy('figures')
    await edit(folder, 'report.yaml', (text) =>
      text.replace('language: [en, zh-Hans, zh-Hant]', 'language: [en, fr, zh-Hans, zh-Hant]')
    )
    expect(await messagesOf(await places(folder), html)).toEqual([
      {
        severity: 'error',
        rule: 'language-is-known',
        path: 'report.yaml',
        line: 6,
        column: 18,
        reason: 'Unexpected language `fr`, expected one whose numbers and dates Octavo can write',
        note: 'There are `en`, `zh-Hant`, `zh-Hans`.'
      }
    ])
  })

  test('of a place has the words and rules of its script', async () => {
    const folder = await reportCopy('figures')
    await edit(folder, 'report.yaml', (text) =>
      text.replace('language: [en, zh-Hans, zh-Hant]', 'language: [zh-TW]').replace(/languages:\n.*\n/, '')
    )
    await mkdir(join(folder, 'chapters/zh-TW'))
    const chapter = '# 收入\n\n{{num now.takings digits=0}} {{trend now.takings from=before.takings by="percent"}} [](#tab-t)\n\n'
    const table = '::table{#tab-t query="all_takings" columns="stalls" caption="T"}\n'
    await writeFile(join(folder, 'chapters/zh-TW/overview.md'), chapter + table)
    const given = await places(folder)
    await buildReport(given, {...html, only: {region: ['north']}})
    const page = (await readFile(join(given.out, 'north/zh-TW/figures.html'), 'utf8')).replaceAll(/<[^>]*>/g, '')
    expect(page).toContain('2,101 增長7.2% 表1')
    expect(page).toContain('下載')
  })
})

/** Key figures: a large number with a small unit, and a strip that shows its place among all. */
import {describe, expect, test} from 'vitest'
import {composed, dataset, mistakes, passage} from './composing.ts'

const rows = [
  {region: 'gd', name: 'Guangdong', score: '90', gap: '5'},
  {region: 'zj', name: 'Zhejiang', score: '100', gap: '5'},
  {region: 'cn', name: 'China', score: '80', gap: null}
]
const fields = {score: {type: 'number', decimals: 1}, gap: {type: 'integer'}} as const
const queries = [dataset('all', rows, {key: ['region'], fields}), dataset('own', rows.slice(0, 1), {key: ['region'], fields})]
const figure = (attributes: string, language = 'en') =>
  passage({text: `::key-figure{value="{{num own.score}}" label="Services" ${attributes}}`, language, queries})
const wrong = (attributes: string) =>
  mistakes({text: `::key-figure{value="{{num own.score}}" label="Services" ${attributes}}`, queries})

const VALUE = '<data class="value short" value="90" data-origin="own[region=gd].score">90.0</data>'

describe('a key figure', () => {
  test('is a value, its unit, its label and a remark, each with its origins', async () => {
    expect(await figure('unit="points" note="of {{num own.gap}}"')).toBe(
      `<div class="key-figure"><p class="key-value">${VALUE}<span class="unit"> points</span></p><p class="key-label">Services</p>` +
        '<p class="key-note">of <data class="value short" value="5" data-origin="own[region=gd].gap">5</data></p></div>'
    )
    expect(await figure('unit="分"', 'zh-Hans')).toContain(`${VALUE}<span class="unit">分</span></p>`)
  })

  test('has no unit behind the words for a missing number', async () => {
    const none = dataset('none', [{region: 'cn', gap: null}], {fields})
    const value = (name: string) =>
      passage({
        text: `::key-figure{value="{{num ${name}.gap or='not known'}}" unit="points" label="L"}`,
        queries: [...queries, none]
      })
    expect(await value('none')).toContain('<p class="key-value">not known</p>')
    expect(await value('own')).toContain('</data><span class="unit"> points</span></p>')
  })

  test('has a word of its scale in the size of the unit', async () => {
    const big = dataset('big', [{people: '126012510'}], {fields: {people: {type: 'integer'}}})
    const value = (language: string) =>
      passage({text: '::key-figure{value="{{num big.people compact=true digits=1}}" label="L"}', language, queries: [big]})
    expect(await value('en')).toContain('>126.0<span class="unit"> million</span></data></p>')
    expect(await value('zh-Hans')).toContain('>1.3<span class="unit">亿</span></data></p>')
  })

  test('shows its place among all in a strip, from the least to the most', async () => {
    const html = await figure('among="all" column="score"')
    expect(html).toContain(
      '<svg class="strip" viewBox="0 0 160 9" aria-hidden="true"><path class="strip-line" d="M0 4.5H160"></path>' +
        '<path class="strip-others" d="M159.0 2V7M1.0 2V7"></path><path class="strip-own" d="M80.0 0V9"></path></svg>'
    )
  })

  test('is told where its strip marks another value than it shows, but for one in thousands', async () => {
    const told = async (all: typeof rows, column: string) => {
      const data = [dataset('all', all, {key: ['region'], fields}), queries[1]!]
      const text = `::key-figure{value="{{num own.score}}" label="Services" among="all" column="${column}"}`
      return (await composed({text, queries: data})).warnings.map(({rule, reason}) => `${rule}: ${reason}`)
    }
    expect(await told(rows, 'gap')).toEqual([
      'strip-is-of-its-value: Unexpected strip that marks 5 below the value 90.0, expected the place of that value'
    ])
    expect(await told(rows, 'score')).toEqual([])
    expect(
      await told(
        rows.map((row) => ({...row, score: `${Number(row.score) / 1_000}`})),
        'score'
      )
    ).toEqual([])
  })

  test('is told where its own value is not among all, and where that is no wonder it is not', async () => {
    const others = (name: string) => dataset(name, rows.slice(1), {key: ['region'], fields})
    const empty = dataset('empty', [{...rows[0], score: null}, ...rows.slice(1)], {key: ['region'], fields})
    const sizes = dataset(
      'sizes',
      [
        {id: 'a', score: '1'},
        {id: 'b', score: '2'}
      ],
      {fields}
    )
    const top = dataset('top', [{score: '100'}], {fields})
    const given = [...queries, others('others'), empty, sizes, top]
    const told = async (value: string, among: string) => {
      const text = `::key-figure{value="${value}" label="L" among="${among}" column="score"}`
      return (await composed({text, queries: given})).warnings.map(({severity, rule, reason}) => `${severity} ${rule}: ${reason}`)
    }
    const absent = (query: string) =>
      `warning place-is-among-equals: Unexpected \`${query}.score\` without a value of this edition's own, expected one among those that it is held against`
    expect(await told('{{num own.score}}', 'others')).toEqual([absent('others')])
    expect(await told('{{num own.score}}', 'empty')).toEqual([absent('empty')])
    expect(await told('{{num own.score}}', 'all')).toEqual([])
    // The number is of no row of the edition's, or the rows are of no axis.
    expect(await told('{{num top.score}}', 'others')).toEqual([])
    expect(await told('90', 'others')).toEqual([])
    expect(await told('{{num own.score}}', 'sizes')).toEqual([])
  })

  test('has no strip where all are the same', async () => {
    expect(await figure('among="all" column="gap"')).not.toContain('svg')
  })

  test.each([
    ['among="all"', 'strip-has-a-column: Unexpected `among` alone, expected `among` and `column`'],
    ['column="score"', 'strip-has-a-column: Unexpected `column` alone, expected `among` and `column`'],
    ['among="all" column="name"', 'strip-has-a-column: Unexpected column `name` of type `string`, expected numbers'],
    [
      'among="all" column="scores"',
      'column-is-known: Unexpected column `scores`, which its query does not give (Did you mean `score`?)'
    ]
  ])('%s is a mistake', async (attributes, message) => expect(await wrong(attributes)).toEqual([message]))
})

/** Claims to be first or last among all: what in prose is one, and those that a fixed text makes of several editions. */
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {rulesFor} from '../pipeline/language/index.ts'
import {FIGURE, OWN} from '../pipeline/language/superlative-rules.ts'
import {checkOf} from './checking.ts'
import {edit, reportCopy, untilTheEnd} from './temporary.ts'

const RULE = 'claim-is-true-in-every-edition'

// `R` stands for a name of the edition's own region, `#` for a number of the data.
const claims = (text: string, language: string, names: readonly string[]) => {
  const written = text.replaceAll(/\bR\b|R(?=[一-龥])/g, OWN).replaceAll('#', FIGURE)
  const patterns = rulesFor(language).prose.superlatives.claims(names)
  const found = patterns.flatMap((pattern) => [...written.matchAll(pattern)])
  return [...new Set(found.map(({groups}) => groups!['claim']))].slice(0, 1)
}

describe('in English', () => {
  const found = (text: string) => claims(text, 'en', ['Region', 'region'])

  test.each([
    ['R has the highest turnover, #.', 'the highest turnover'],
    ['R had the largest number of stalls per head: #.', 'the largest number of stalls per head'],
    ['R is the largest market', 'the largest market'],
    ['R has the most recently built stalls, #.', 'the most recently built stalls'],
    ['R, with #, is the smallest.', 'the smallest'],
    ['With #, R has the most stalls.', 'the most stalls'],
    ['R ranks highest among the # regions.', 'highest'],
    ['R came in first place with #.', 'in first place'],
    ['R leads the country with #.', 'leads the country'],
    ['The region has the lowest turnover, #.', 'the lowest turnover'],
    ['R had # a day, the highest of all regions.', 'the highest'],
    ['Turnover was the highest in the country, at #.', 'the highest'],
    ['At #, turnover was the lowest nationwide.', 'the lowest']
  ])('%s', (text, claim) => expect(found(text)).toEqual([claim]))

  test.each([
    'R has the highest turnover in summer, #.',
    'R had the highest turnover of its history, #.',
    'R had the lowest turnover since 2010: #.',
    'R is among the largest regions.',
    'R has one of the largest halls.',
    'R has the highest level of protection.',
    'R has its largest hall in the north.',
    'R is best known for its # halls.',
    'In R the highest is #.',
    'The largest hall of R has # stalls.',
    'While Guangdong is the largest of all regions, R has #.',
    'The largest hall is X with # stalls.',
    'Most of R has #; at most # are the least.',
    'R stands # below the highest of all regions.',
    'R has the most recent figures of the census, #.',
    'The region has the most up-to-date register, #.'
  ])('not: %s', (text) => expect(found(text)).toEqual([]))
})

describe('in Chinese', () => {
  const found = (text: string) => claims(text, 'zh-Hans', ['地区', 'region'])

  test.each([
    ['R营业额最高，为#万元。', '最高'],
    ['R的营业额居全国首位，为#。', '首位'],
    ['在各地区中，R得分最高。', '最高'],
    ['R是全国得分最高的地区。', '最高'],
    ['R得分#分，居全国首位。', '首位'],
    ['R得分#，为#个地区中最高。', '最高'],
    ['全国最低，为#分。', '最低'],
    ['本地区营业额为全国最高，达#万元。', '最高']
  ])('%s', (text, claim) => expect(found(text)).toEqual([claim]))

  test.each([
    'R第三产业占比最高，为#%。',
    'R夏季客流最多，为#。',
    'R最大的市场是甲，#。',
    '全国最高#分，R为#分。',
    'R与全国最高分相差#分。',
    'R低于全国最高水平。',
    'R不是全国最高。'
  ])('not: %s', (text) => expect(found(text)).toEqual([]))
})

test('what a place is a part of depends on the axis', () => {
  const text = 'R到馆次数居全市首位，达#次。'
  expect(claims(text, 'zh-Hans', ['区', 'district'])).toEqual(['首位'])
  expect(claims(text, 'zh-Hans', ['地区', 'region'])).toEqual([])
  expect(claims('R营业额居全省首位。', 'zh-Hans', ['城市'])).toEqual(['首位'])
  expect(claims('R营业额居全省首位。', 'zh-Hans', ['省份'])).toEqual([])
})

const store = await untilTheEnd(afterAll)

async function told(...changes: readonly (readonly [path: string, text: string])[]): Promise<readonly string[]> {
  const folder = await reportCopy('markets')
  for (const [path, text] of changes) await edit(folder, path, (before) => `${before}\n${text}\n`)
  return (await checkOf(folder, join(store, 'store')))
    .filter(({rule}) => rule === RULE || rule === 'mark-is-needed')
    .map(({path, line, column, reason}) => `${path}:${line}:${column} ${reason}`)
}

const EN = 'chapters/en/overview.md'
const ZH = 'chapters/zh-Hans/overview.md'

describe('a text that makes one of several editions', () => {
  test('is told at its place, in each language', async () => {
    expect(
      await told(
        [EN, 'Among all,\n{{region.name}} has the most stalls, {{num latest.stalls}}.'],
        [ZH, '{{region.name}}摊位最多，共{{num latest.stalls}}个。{{region.name}}客流为全国最高。']
      )
    ).toEqual([
      `${EN}:21:21 Unexpected \`the most stalls\` of each \`region\` in editions of 3 values, of which it is true in one at most`,
      `${ZH}:20:18 Unexpected \`最多\` of each \`region\` in editions of 3 values, of which it is true in one at most`,
      `${ZH}:20:65 Unexpected \`最高\` of each \`region\` in editions of 3 values, of which it is true in one at most`
    ])
  })

  test('is told of a number that differs, and of none that is the same for all', async () => {
    const sentence = (path: string) => `There are {{num ${path}}} stalls, the most of all regions.`
    expect(await told([EN, sentence('latest.stalls')])).toEqual([
      `${EN}:20:41 Unexpected \`the most\` of a number that differs between editions of 3 values, of which it is true in one at most`
    ])
    expect(await told([EN, `:::each{row in="all_regions"}\n${sentence('row.stalls')}\n:::`])).toEqual([])
  })

  test('is told under a condition of axes that holds for more than one of them, and in an attribute', async () => {
    const sentence = '{{region.name}} has the most stalls.'
    expect(await told([EN, `:::only{if="region.kind = 'coast'"}\n${sentence}\n:::`])).toEqual([
      expect.stringContaining('editions of 2 values')
    ])
    expect(await told([EN, `Look: :only[${sentence}]{if="region != 'west'"}`])).toEqual([
      expect.stringContaining('editions of 2 values')
    ])
    expect(await told([EN, `![A hall](images/hall.svg){caption="${sentence}"}`])).toHaveLength(1)
    expect(
      await told([EN, `::table{#tab-b query="all_regions" columns="name, stalls" caption="${sentence}" note="By region."}`])
    ).toHaveLength(1)
  })

  test('is fine where it stands in one, where the data decide, and where its author says why', async () => {
    const sentence = '{{region.name}} has the most stalls.'
    expect(await told([EN, `:::only{if="region = 'north'"}\n${sentence}\n:::`])).toEqual([])
    expect(await told([EN, `:::only{if="latest.stalls > 1000"}\n${sentence}\n:::`])).toEqual([])
    expect(await told([EN, '{{region.name}} has :unbound[the most stalls]{reason="each of its own kind"}.'])).toEqual([])
    expect(await told([EN, sentence], ['report.yaml', 'unbound: {the most stalls: each of its own kind}'])).toEqual([])
  })
})

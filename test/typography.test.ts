/** How a text is set: the marks of its language, numbers that keep their units, headings that break between words. */
import {describe, expect, test} from 'vitest'
import {renderTemplate} from '../pipeline/design/template.ts'
import {rulesFor} from '../pipeline/language/index.ts'
import {unbrokenRanges} from '../pipeline/language/typography-rules.ts'
import {withMarks} from '../pipeline/stages/compose/typed.ts'
import {setLines} from '../pipeline/stages/page/lines.ts'
import type {Language} from '../pipeline/types.ts'
import {composed, dataset, passage} from './composing.ts'
import rehypeStringify from 'rehype-stringify'
import {unified} from 'unified'

const [english, hans, hant] = ['en', 'zh-Hans', 'zh-Hant'].map((tag) => rulesFor(tag).typography)

describe('marks as a keyboard has them', () => {
  test.each([
    ['He said "yes".', 'He said “yes”.'],
    ['"One" and "two"', '“One” and “two”'],
    [`"It's the regions' own 'model'," he said`, '“It’s the regions’ own ‘model’,” he said'],
    [`("quoted") — "again"`, '(“quoted”) — “again”'],
    ["Xi'an's and O'Brien's, who'll and won't", "Xi'an’s and O'Brien’s, who’ll and won’t"],
    ["in the '90s", 'in the ’90s'],
    [`the 'third "inner" way' ends`, 'the ‘third “inner” way’ ends'],
    ['a screen of 27" and a wall of 5\' 10"', 'a screen of 27" and a wall of 5\' 10"'],
    ['“already” set’s', '“already” set’s'],
    ['“He wrote "so" here.”', '“He wrote “so” here.”']
  ])('%s in English', (typed, set) => expect(withMarks(typed, english!)).toBe(set))

  test.each([
    ['他说"可以"，又说"不行"。', '他说“可以”，又说“不行”。', '他说「可以」，又说「不行」。'],
    ['"一网通办"已经铺开', '“一网通办”已经铺开', '「一网通办」已经铺开'],
    [`所谓'无感'服务`, '所谓‘无感’服务', '所谓『无感』服务'],
    [`Xi'an与"西安"`, `Xi'an与“西安”`, `Xi'an与「西安」`]
  ])('%s in Chinese', (typed, simplified, traditional) => {
    expect(withMarks(typed, hans!)).toBe(simplified)
    expect(withMarks(typed, hant!)).toBe(traditional)
  })
})

describe('the dash of a range', () => {
  test.each([
    ['from 2020-2024 on', 'from 2020–2024 on'],
    ['2023-24 and 5-10 days, 1.5-2.5 points', '2023–24 and 5–10 days, 1.5–2.5 points'],
    ['3-year plan, 24-7, 2024-05, 2024-05-01, 010-6655, 100-5', '3-year plan, 24-7, 2024-05, 2024-05-01, 010-6655, 100-5'],
    ['GB/T 1040-2018, ISO 19-20, PDF/A-3, A4-5, 1-2-3, 12-13:30', 'GB/T 1040-2018, ISO 19-20, PDF/A-3, A4-5, 1-2-3, 12-13:30'],
    ['pages 3-7.', 'pages 3–7.']
  ])('%s', (typed, set) => expect(withMarks(typed, english!)).toBe(set))

  test('is one of Chinese in Chinese', () => {
    expect(withMarks('如2020-2024年，5-10天，见GB/T 1583-2011', hans!)).toBe('如2020—2024年，5—10天，见GB/T 1583-2011')
  })
})

describe('no line ends', () => {
  const held = (text: string, rules = english!) => unbrokenRanges(text, rules).map(([from, to]) => text.slice(from, to))

  test('between a number and its unit, a label and its number', () => {
    expect(
      held('See Figure 3 and Table A2, page 12: 96.73 points, 3.2 million yuan, 12% of 31 regions on 1 October 2026.')
    ).toEqual(['Figure 3', 'Table A2', 'page 12', '96.73 points', '3.2 million', '31 regions', '1 October'])
    expect(held('The E-Government Center, an x-ray, a T-shirt; a so-called off-by-one A-B-C.')).toEqual([
      'E-Government',
      'x-ray',
      'T-shirt'
    ])
    expect(held('under ISO 14289-1 and GB/T 15834-2011.')).toEqual(['ISO 14289-1', 'GB/T 15834-2011'])
    expect(held('In 2019 the 5 of v1.2 and 7 or 8 in 2020 by it')).toEqual([])
  })

  test('inside a place, a count or a label of Chinese', () => {
    expect(held('并列第1位，见图6，96.73分，1.26亿人，31个地区，2019年12月31日', hans!)).toEqual([
      '第1位',
      '见图6',
      '96.73分',
      '1.26亿人',
      '31个',
      '2019年',
      '12月',
      '31日'
    ])
    expect(held('20.5%，2019和2020，3.5，第12章', hans!)).toEqual(['第12章'])
  })
})

describe('in the text of an edition', () => {
  const latest = dataset('latest', [{region: 'gd', stalls: '12', place: '1', source: '市场管理处2023年各地摊位普查初步结果'}], {
    key: ['region'],
    fields: {stalls: {type: 'integer'}, place: {type: 'integer'}}
  })
  const value = (name: string, shown: string) =>
    `<data class="value short" value="${shown}" data-origin="latest[region=gd].${name}">${shown}</data>`
  const lined = async (text: string, language = 'en') => {
    const {body} = await composed({text: text.startsWith('#') ? text : `# T\n\n${text}`, language, queries: [latest]})
    const html = unified().use(rehypeStringify).stringify(setLines(body, language))
    return html.replace(/^<section[^>]*>(?:<h1[^>]*>T<\/h1>)?\s*/, '').replace(/\s*<\/section>$/, '')
  }

  test('a value is held to the unit behind it, also inside other elements', async () => {
    expect(await lined('With {{num latest.stalls}} stalls.')).toBe(
      `<p>With <span class="nobreak">${value('stalls', '12')} stalls</span>.</p>`
    )
    expect(await lined('有**{{num latest.stalls}}**个，第{{num latest.place}}位。', 'zh-Hans')).toBe(
      `<p>有<span class="nobreak"><strong>${value('stalls', '12')}</strong>个</span>，` +
        `<span class="nobreak">第${value('place', '1')}位</span>。</p>`
    )
    // As wide as a phone: held together, it would push the mark behind it to a line of its own.
    expect(await lined('{{latest.source}}；又', 'zh-Hans')).toContain(
      '>市场管理处<span class="nobreak">2023年</span>各地摊位普查初步结果</data>；又'
    )
  })

  test('a line of Chinese may end between a per cent sign and a bracket', async () => {
    expect(await lined('人口占4.7%（2020年普查），3.5‰《年鉴》，约5%。', 'zh-Hans')).toBe(
      '<p>人口占4.7%<wbr>（<span class="nobreak">2020年</span>普查），3.5‰<wbr>《年鉴》，约5%。</p>'
    )
    expect(await lined('{{num latest.stalls}}%（2023）', 'zh-Hans')).toContain('%<wbr>（2023）')
    expect(await lined('some 5% (2023)')).toBe('<p>some 5% (2023)</p>')
  })

  test('marks pair over the bounds of elements, and code and values keep theirs', async () => {
    expect(await lined('He "said *so*" with `"x"`.')).toBe('<p>He “said <em>so</em>” with <code>"x"</code>.</p>')
    const named = dataset('named', [{name: 'the "Hall"'}])
    expect(await passage({text: 'In "{{named.name}}".', queries: [named]})).toContain('In “<data')
    expect(await passage({text: 'In "{{named.name}}".', queries: [named]})).toContain('>the "Hall"</data>”.')
  })

  test('a note stays with the number that it is about', async () => {
    const html = await lined('All 12 stalls[^a] are open.\n\n[^a]: Counted.')
    expect(html).toMatch(/<span class="nobreak">12 stalls<sup class="footnote">.*<\/sup><\/span> are open/)
  })

  test('a heading of Chinese ends its lines between words alone', async () => {
    expect(await lined('# 广东**网上**服务得分并列第1位，明显高于一般水平', 'zh-Hans')).toContain(
      '广东<wbr><strong>网上<wbr></strong>服务<wbr>得分<wbr>并列<wbr><span class="nobreak">第1位</span>，明显<wbr>高于<wbr>一般<wbr>水平</h1>'
    )
    const named = dataset('named', [{name: '内蒙古自治区'}])
    const {body} = await composed({text: '# 在{{named.name}}服务', language: 'zh-Hans', queries: [named]})
    const html = unified().use(rehypeStringify).stringify(setLines(body, 'zh-Hans'))
    expect(html).toContain('>内蒙古自治区</data><wbr>服务</h1>')
    // A dictionary leaves 产 alone here.
    expect(await lined('# 明显高于同等产出的一般水平', 'zh-Hans')).toContain(
      '明显<wbr>高于<wbr>同等<wbr>产出的<wbr>一般<wbr>水平'
    )
    expect(await lined('# Online services of all regions')).toBe('<h1 id="standing">Online services of all regions</h1>')
  })

  test('titles in lists have the marks of the heading', async () => {
    const {outline, figures} = await composed({
      text: `# The "one net" model\n\n::figure{#fig-a chart="bars" data="latest" caption='The "reach" of it'}`,
      queries: [latest]
    })
    expect(outline.map(({title}) => title)).toEqual(['The “one net” model', 'The “reach” of it'])
    expect(figures.map(({title}) => title)).toEqual(['The “reach” of it'])
  })

  test('where chapters are numbered, the short title stands over the finding', async () => {
    const given = {
      text: {
        standing: '---\nid: standing\ntitle: The base\n---\n# Guangdong leads',
        annex: '---\nid: annex\ntitle: Annex\n---\n# Annex'
      }
    }
    const {html, outline} = await composed({...given, numbered: true})
    expect(html).toContain('<span class="number">1</span> <span class="chapter-name">The base</span> Guangdong leads</h1>')
    expect(html).toContain('<span class="number">2</span> Annex</h1>')
    expect(outline.map(({title}) => title)).toEqual(['The base', 'Annex'])
    expect((await composed(given)).html).not.toContain('chapter-name')
  })
})

test('a name in large letters on a head or a cover ends its lines between words, and nothing in it is markup', async () => {
  const heading = (place: string, language: Language) =>
    renderTemplate({text: '{{heading place}}', name: 'head', partials: {}, words: {}, language, context: {place}})
  expect(await heading('新疆维吾尔自治区', 'zh-Hans')).toBe('新疆<wbr>维吾尔<wbr>自治区')
  expect(await heading('新疆維吾爾自治區<b>', 'zh-Hant')).toBe('新疆<wbr>維吾爾<wbr>自治區&lt;b&gt;')
  expect(await heading('Xinjiang & Tibet', 'en')).toBe('Xinjiang &amp; Tibet')
})

/** `[@id]`: what is a citation and what is prose, marks and lists in each language, and what an author is told. */
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {workOfItem} from '../pipeline/bibliography/csl.ts'
import {inLanguage} from '../pipeline/bibliography/work.ts'
import type {Message} from '../pipeline/messages.ts'
import {printBody} from '../pipeline/stages/page/tree.ts'
import {buildReport, messagesOf, ranIn} from './building.ts'
import {composed, mistakes, type Given} from './composing.ts'
import {readMarkdown} from './reading.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const ITEMS = [
  {
    id: 'census',
    type: 'report',
    title: '第七次全国人口普查公报',
    title_en: 'Seventh census',
    author: [{literal: '国家统计局'}],
    author_en: [{literal: 'Bureau of Statistics, China'}],
    publisher: '统计出版社',
    publisher_en: 'Statistics Press',
    'publisher-place': '北京',
    'publisher-place_en': 'Beijing',
    issued: {'date-parts': [[2021, 5, 11]]}
  },
  {
    id: 'fire',
    type: 'article-journal',
    title: 'Fire',
    author: [
      {family: 'Ager', given: 'Ann'},
      {family: 'Berg', given: 'Bo', 'non-dropping-particle': 'van'},
      {family: 'Cole', given: 'C.'}
    ],
    'container-title': 'Science',
    issued: {'date-parts': [['2011']]},
    volume: 3,
    DOI: '10.1000/182'
  },
  {
    id: 'fire-2',
    type: 'article-journal',
    title: 'Fire again',
    author: [
      {family: 'Ager', given: 'Ann'},
      {family: 'Berg', given: 'Bo', 'non-dropping-particle': 'van'},
      {family: 'Cole', given: 'C.'}
    ],
    'container-title': 'Science',
    issued: {raw: '2011'}
  }
]
const worksIn = (language: string) =>
  Object.fromEntries(ITEMS.map((item) => [item.id, inLanguage(workOfItem(item, ['en', 'zh-Hans']), language)]))

function citing(text: string, language = 'en', style = 'gb-t-7714'): Given {
  return {text, language, bibliography: {style, works: worksIn(language)}}
}

async function textOf(given: Given): Promise<{readonly marks: readonly string[]; readonly entries: readonly string[]}> {
  const {html} = await composed(given)
  const plain = (part: string) => part.replaceAll(/<[^>]+>/g, '').replaceAll('&#x26;', '&')
  return {
    marks: [...html.matchAll(/<(sup|span) class="citation"[^>]*>.*?<\/\1>/gs)].map(([mark]) => plain(mark)),
    entries: [...html.matchAll(/<li id="ref-\d+">(.*?)<\/li>/gs)].map(([, entry]) => plain(entry!))
  }
}

describe('prose and citations', () => {
  test.each([
    'Write to office@example.org or [office@example.org](mailto:office@example.org).',
    'As @octavo says, and a price of 3 @ 5.',
    '[@octavo](https://example.org/@octavo) is a link.',
    String.raw`\[@census] is written so.`,
    '`[@census]` is code.',
    '```\n[@census]\n```',
    '联系人（@张三），见【@公告】和[1]。',
    '[see @nobody] and [ask @you, please]'
  ])('%j is prose', (text) => {
    const {html, messages} = readMarkdown(text)
    expect(messages).toEqual([])
    expect(html).not.toContain('class="citation"')
  })

  test.each([
    ['[@]', 'Unexpected `@` in `[@]`'],
    ['[@ census]', 'Unexpected `@ census` in `[@ census]`'],
    ['[@census p. 12]', 'Unexpected `@census p. 12` in `[@census p. 12]`'],
    ['[@census; fire]', 'Unexpected `fire` in `[@census; fire]`'],
    ['[@census;]', 'Unexpected `` in `[@census;]`'],
    ['[@census, somewhere]', 'Unexpected `somewhere` behind `@census`, expected a place in the source'],
    ['[-@census]', 'Unexpected `[-@census]`, expected a citation such as `[@id]`'],
    ['[@census', 'Unexpected `[@census`, expected a citation such as `[@id]`'],
    ['[@census;\n@fire]', 'Unexpected `[@census;`, expected a citation such as `[@id]`'],
    ['见［@census］。', 'Unexpected `［@census］`, expected a citation such as `[@id]`'],
    ['见【@census】。', 'Unexpected `【@census】`, expected a citation such as `[@id]`'],
    ['[＠census]', 'Unexpected `[＠census]`, expected a citation such as `[@id]`'],
    ['<div>as in [@census]</div>', 'Unexpected `[@census]` inside a block of HTML, where no Markdown is read'],
    ['[as in [@census]](https://example.org)', 'Unexpected citation inside a link, expected it behind the link'],
    ['{{report.title or="[@census]"}}', 'Unexpected citation inside an expression, expected it in prose']
  ])('%j is refused', (text, reason) => {
    expect(readMarkdown(text).messages.map((message) => message.reason)).toEqual([reason])
  })

  test.each(['caption', 'alt'])('a citation in the %s of a figure is refused, since it is read aloud', async (name) => {
    const attributes = name === 'caption' ? 'caption="A [@census]"' : 'caption="A" alt="B [@census]"'
    const given = {...citing(`::figure{#fig-a chart="c" data="region" ${attributes}}`), queries: []}
    expect(await mistakes(given)).toContain(
      'citation-stands-in-prose: Unexpected citation in a title, a caption or an alternative text, expected it in prose, a note or a source'
    )
  })
})

describe('marks and lists', () => {
  const PROSE = 'One [@fire]. Two [@census, p. 12; @fire]. Three [@fire; @census; @fire-2].'

  test('numbers in the order of citation, each linked both ways', async () => {
    const {html} = await composed(citing('One [@fire]. Two [@census; @fire].'))
    expect(html).toContain(
      '<p>One<sup class="citation" id="cite-1">[<a href="#ref-1" role="doc-biblioref">1</a>]</sup>. ' +
        'Two<sup class="citation" id="cite-2">[<a href="#ref-1" role="doc-biblioref">1</a>-<a href="#ref-2" role="doc-biblioref">2</a>]</sup>.</p>'
    )
    expect(html).toContain(
      '<section class="chapter endnotes" id="ch-references" role="doc-bibliography" aria-labelledby="references"><h1 class="unnumbered" id="references">References</h1><ol class="references">' +
        '<li id="ref-1"><a href="#cite-1" class="citation-back" role="doc-backlink" aria-label="Back to the text, reference 1">[1]</a> AGER A, VAN BERG B, COLE C. Fire[J]. Science, 2011, 3. <a href="https://doi.org/10.1000/182">DOI: 10.1000/182</a>.</li>' +
        '<li id="ref-2"><a href="#cite-2" class="citation-back" role="doc-backlink" aria-label="Back to the text, reference 2">[2]</a> Bureau of Statistics, China. Seventh census[R]. Beijing: Statistics Press, 2021.</li></ol></section>'
    )
  })

  test('GB/T 7714 in English and in Chinese', async () => {
    expect((await textOf(citing(PROSE))).marks).toEqual(['[1]', '[2, p. 12; 1]', '[1-3]'])
    const {marks, entries} = await textOf(citing(PROSE.replace('p. 12', '第12—15页'), 'zh-Hans'))
    expect(marks).toEqual(['[1]', '[1][2]12-15', '[1-3]'])
    expect(entries[1]).toBe('[2] 国家统计局. 第七次全国人口普查公报[R]. 北京: 统计出版社, 2021.')
    expect((await textOf(citing('一[@fire，第3章]，二[@census, 图4]。', 'zh-Hans'))).marks).toEqual(['[1]第3章', '[2]图4'])
  })

  test('author and year in English and in Chinese', async () => {
    const {marks, entries} = await textOf(citing(PROSE, 'en', 'author-date'))
    expect(marks).toEqual([
      '(Ager et al., 2011a)',
      '(Bureau of Statistics, China, 2021, p. 12; Ager et al., 2011a)',
      '(Ager et al., 2011a; Bureau of Statistics, China, 2021; Ager et al., 2011b)'
    ])
    expect(entries.map((entry) => entry.slice(0, 48))).toEqual([
      'Ager, A., van Berg, B., & Cole, C. (2011a). Fire',
      'Ager, A., van Berg, B., & Cole, C. (2011b). Fire',
      'Bureau of Statistics, China. (2021). Seventh cen'
    ])
    expect((await textOf(citing(PROSE, 'zh-Hans', 'author-date'))).marks[1]).toBe(
      '（国家统计局，2021，第12页；Ager et al., 2011a）'
    )
  })

  test('notes and sources of figures may cite, notes at the end come last', async () => {
    const text =
      '::table{#tab-a query="region" columns="id" caption="A" source="{{region.name}} [@fire]"}\n\nB.[^a]\n\n[^a]: C [@census].\n\nD [@fire-2].'
    const {marks, entries} = await textOf(citing(text))
    expect(marks).toEqual(['[1]', '[2]', '[3]'])
    expect(entries.map((entry) => /\. (\w+ ?\w*)\[/.exec(entry)?.[1])).toEqual(['Fire', 'Fire again', 'Seventh census'])
  })

  test('a date does not break', async () => {
    const work = workOfItem(
      {
        id: 'web',
        type: 'webpage',
        title: 'Page',
        issued: {raw: '2024-04-15'},
        accessed: {raw: '2024-05'},
        URL: 'https://example.org/a'
      },
      ['en']
    )
    const {html} = await composed({text: 'A [@web].', bibliography: {style: 'gb-t-7714', works: {web: inLanguage(work, 'en')}}})
    expect(html).toContain(
      'Page[EB/OL]. (<span class="short">2024-04-15</span>)[<span class="short">2024-05</span>]. <a href="https://example.org/a">https://example.org/a</a>.</li>'
    )
  })

  test('nothing cited, nothing listed; what an edition does not hold is not listed in it', async () => {
    expect((await composed(citing('None.'))).html).not.toContain('references')
    expect((await textOf(citing(':only[A [@fire].]{if="region = \'zj\'"} B [@census].'))).entries).toHaveLength(1)
  })

  test('print leads both ways too, with roles that a PDF has', async () => {
    const {body} = await composed(citing('One [@fire].'))
    const print = printBody(body, {drawings: {}, pictures: {}})
    expect(print).toContain('<a href="#ref-1">1</a>')
    expect(print).toContain('<a href="#cite-1" class="citation-back" aria-label="Back to the text, reference 1">[1]</a>')
    expect(print).not.toContain('role=')
  })

  test('a heading is told without its mark', async () => {
    const {outline} = await composed(citing('# Title\n\n## Fire [@fire]'))
    expect(outline.map(({title}) => title)).toEqual(['Title', 'Fire', 'References'])
  })

  test('a line end before a citation is no blank in Chinese', async () => {
    expect((await composed(citing('一句话\n[@census]。', 'zh-Hans', 'author-date'))).html).toContain(
      '一句话<span class="citation"'
    )
  })
})

describe('a report', () => {
  const told = ({path, line, column, rule, note}: Message) => `${path}:${line}:${column} ${rule}${note ? ` (${note})` : ''}`

  async function messagesWith(changes: {
    readonly text?: string
    readonly items?: unknown
    readonly references?: string
  }): Promise<readonly string[]> {
    const folder = await reportCopy('markets')
    if (changes.references !== '')
      await edit(folder, 'report.yaml', (text) => `${text}references: ${changes.references ?? '{file: references.json}'}\n`)
    await writeFile(join(folder, 'references.json'), JSON.stringify(changes.items ?? ITEMS, null, 1))
    for (const language of ['en', 'zh-Hans'])
      await edit(folder, `chapters/${language}/overview.md`, (text) => `${text}\n${changes.text ?? 'A [@census].'}\n`)
    const out = await temporaryFolder()
    return (await messagesOf({folder, out, store: join(out, 'store')}, {formats: ['html'], only: {region: ['north']}})).map(told)
  }

  test('builds with what it cites', async () => {
    expect(await messagesWith({})).toEqual([])
  })

  test('a source that nobody cites reaches no edition', async () => {
    const folder = await reportCopy('markets')
    const out = await temporaryFolder()
    const places = {folder, out, store: join(out, 'store')}
    const write = (items: unknown) => writeFile(join(folder, 'references.json'), JSON.stringify(items))
    await edit(folder, 'report.yaml', (text) => `${text}references: {file: references.json}\n`)
    for (const language of ['en', 'zh-Hans'])
      await edit(folder, `chapters/${language}/overview.md`, (text) => `${text}\nA [@census].\n`)
    await write(ITEMS)
    const options = {formats: ['html'], only: {region: ['north'], audience: ['short']}} as const
    await buildReport(places, options)
    await write([ITEMS[0], {...ITEMS[1], title: 'Another'}])
    expect(ranIn(await buildReport(places, options))).toEqual({definition: 1, derive: 1})
    await write([{...ITEMS[0], title_en: 'Eighth census'}])
    expect(ranIn(await buildReport(places, options))).toEqual({definition: 1, derive: 1, compose: 1, screen: 1, catalogue: 1})
  })

  test('an unknown source is told at its place with the nearest id', async () => {
    expect(await messagesWith({text: 'A [@cencus].'})).toEqual([
      'chapters/en/overview.md:20:3 citation-is-known (Did you mean `census`?)',
      'chapters/zh-Hans/overview.md:20:3 citation-is-known (Did you mean `census`?)'
    ])
    expect((await messagesWith({text: 'A [@census].', references: ''}))[0]).toContain('Name the sources in report.yaml')
  })

  test('words before a known source are told, those before another are prose', async () => {
    expect(await messagesWith({text: 'A [see @census] and [see @nobody].'})).toEqual([
      'chapters/en/overview.md:20:3 citation-is-understood (What is meant as prose is written `\\[`.)',
      'chapters/zh-Hans/overview.md:20:3 citation-is-understood (What is meant as prose is written `\\[`.)'
    ])
  })

  test.each([
    [{items: [{...ITEMS[1]}, {...ITEMS[1], title: 'B'}]}, 'source-is-unique'],
    [{items: [{...ITEMS[1], type: 'artcle-journal'}]}, 'source-can-be-cited (Did you mean `article-journal`?)'],
    [{items: [{...ITEMS[1], issued: {raw: 'May 2021'}}]}, 'source-can-be-cited'],
    [{items: [{...ITEMS[1], URL: 'javascript:alert(1)'}]}, 'source-can-be-cited'],
    [{items: [{id: 'x', type: 'book'}]}, 'key-is-present'],
    [{references: '{from: sorces}'}, 'references-are-known'],
    [{references: '{file: references.json, from: regions}'}, 'references-are-known'],
    [{references: '{file: references.json, style: {en: apa}}'}, 'references-are-known'],
    [{references: '{file: nowhere.json}'}, 'file-is-there']
  ])('%j is refused', async (changes, rule) => {
    expect((await messagesWith(changes)).join('\n')).toContain(rule)
  })
})

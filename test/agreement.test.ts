/** Languages of a report held against each other, as `octavo check` tells it. */
import {cp, mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {edit, reportCopy, untilTheEnd} from './temporary.ts'
import {placed, runCheck} from './checking.ts'

type Change = (folder: string) => Promise<void>

const store = await untilTheEnd(afterAll)

async function checked(...changes: readonly Change[]): Promise<readonly string[]> {
  const folder = await reportCopy('markets')
  for (const change of changes) await change(folder)
  const {messages = [], status} = await runCheck(folder, {store: join(store, 'store'), strict: true})
  expect(status).toBe(messages.length === 0 ? 0 : 1)
  return messages.map(placed)
}

const inChapter =
  (path: string, from: string, to: string): Change =>
  (folder) =>
    edit(folder, `chapters/${path}`, (text) => {
      expect(text).toContain(from)
      return text.replace(from, to)
    })
const behind =
  (path: string, text: string): Change =>
  (folder) =>
    edit(folder, `chapters/${path}`, (before) => `${before}\n${text}\n`)

test('a report whose languages agree is fine', async () => {
  expect(await checked()).toEqual([])
})

describe('what one language has and the other has not', () => {
  test.each<[string, Change, readonly string[]]>([
    [
      'a value',
      inChapter('zh-Hans/overview.md', '{{latest.note or="无"}}', '无'),
      [
        'chapters/en/overview.md:16:11 value-is-in-every-language: Unexpected value `latest.note` that zh-Hans does not have in this section, expected the same in every language'
      ]
    ],
    [
      'a heading',
      behind('en/detail.md', '## More {#more}\n\nWords.'),
      [
        'chapters/en/detail.md:17:1 heading-is-in-every-language: Unexpected heading `#more` that zh-Hans does not have, expected the same headings in every language'
      ]
    ],
    [
      'a figure',
      (folder) => edit(folder, 'chapters/zh-Hans/overview.md', (text) => text.replaceAll('#fig-stalls', '#fig-halls')),
      [
        'chapters/en/overview.md:8:81 reference-is-in-every-language: Unexpected reference `#fig-stalls` that zh-Hans does not have in this section, expected the same in every language',
        'chapters/en/overview.md:14:1 figure-is-in-every-language: Unexpected figure `#fig-stalls (bars of all_regions)` that zh-Hans does not have in this section, expected the same in every language',
        'chapters/zh-Hans/overview.md:8:61 reference-is-in-every-language: Unexpected reference `#fig-halls` that en does not have in this section, expected the same in every language',
        'chapters/zh-Hans/overview.md:14:1 figure-is-in-every-language: Unexpected figure `#fig-halls (bars of all_regions)` that en does not have in this section, expected the same in every language'
      ]
    ],
    [
      'a column of a table',
      inChapter('zh-Hans/detail.md', 'columns="name, stalls, visitors"', 'columns="name, stalls"'),
      [
        'chapters/en/detail.md:9:1 table-is-in-every-language: Unexpected table `#tab-all (name, stalls, visitors of all_regions)` that zh-Hans does not have in this section, expected the same in every language',
        'chapters/zh-Hans/detail.md:9:1 table-is-in-every-language: Unexpected table `#tab-all (name, stalls of all_regions)` that en does not have in this section, expected the same in every language'
      ]
    ],
    [
      'a branch',
      inChapter('en/overview.md', "region.kind = 'coast'", "region.kind = 'inland'"),
      [
        "chapters/en/overview.md:10:1 branch-is-in-every-language: Unexpected branch `region.kind = 'inland'` that zh-Hans does not have in this section, expected the same in every language",
        "chapters/zh-Hans/overview.md:10:1 branch-is-in-every-language: Unexpected branch `region.kind = 'coast'` that en does not have in this section, expected the same in every language"
      ]
    ],
    [
      'a note',
      inChapter('zh-Hans/overview.md', '市场</b>。[^hall]', '市场</b>。'),
      [
        'chapters/en/overview.md:16:1 note-is-in-every-language: Unexpected note `[^hall]` that zh-Hans does not have in this section, expected the same in every language'
      ]
    ],
    [
      'a reference',
      inChapter('en/overview.md', ' ([](#fig-stalls){page})', ''),
      [
        'chapters/zh-Hans/overview.md:8:61 reference-is-in-every-language: Unexpected reference `#fig-stalls` that en does not have in this section, expected the same in every language'
      ]
    ],
    [
      'a picture',
      inChapter(
        'en/detail.md',
        '![A market hall](images/hall.svg){width=40% caption="The hall of {{region.name}}"}',
        'Of {{region.name}}.'
      ),
      [
        'chapters/zh-Hans/detail.md:15:1 picture-is-in-every-language: Unexpected picture `images/hall.svg` that en does not have in this section, expected the same in every language'
      ]
    ],
    [
      'a paragraph',
      inChapter('en/overview.md', '\nA remark', '\nOne more.\n\nA remark'),
      ['chapters/zh-Hans/overview.md:16:1 block-is-in-every-language: Unexpected `note hall`, expected `paragraph` as in en']
    ],
    [
      'the words under a figure',
      inChapter('zh-Hans/detail.md', ' note="每行一地。"', ''),
      [
        'chapters/zh-Hans/detail.md:9:1 block-is-in-every-language: Unexpected `table caption`, expected `table caption note` as in en'
      ]
    ],
    [
      'a number',
      (folder) =>
        Promise.all([
          behind('en/detail.md', 'Since 1,998 and 2019.')(folder),
          behind('zh-Hans/detail.md', '自1998年和2018年以来。')(folder)
        ]).then(() => {}),
      [
        'chapters/en/detail.md:17:7 number-is-bound: Unexpected quantity `1,998` in `Since 1,998 and 2019.`, expected a value of the data',
        'chapters/zh-Hans/detail.md:17:1 number-is-in-every-language: Expected the number 2019, which en has in the same place',
        'chapters/zh-Hans/detail.md:17:1 number-is-in-every-language: Unexpected number 2018, which en does not have in the same place'
      ]
    ],
    [
      'a day',
      (folder) =>
        Promise.all([
          behind('en/detail.md', 'Markets opened on 1 March 2025.')(folder),
          behind('zh-Hans/detail.md', '集市于2025年3月11日开市。')(folder)
        ]).then(() => {}),
      [
        'chapters/zh-Hans/detail.md:17:1 number-is-in-every-language: Unexpected date `2025年3月11日`, expected `1 March 2025` as in en'
      ]
    ],
    [
      'digits',
      (folder) =>
        Promise.all([
          behind('en/detail.md', 'All: {{num latest.visitors digits=1 unit=true}}.')(folder),
          behind('zh-Hans/detail.md', '合计：{{num latest.visitors digits=2 unit=true}}。')(folder)
        ]).then(() => {}),
      [
        'chapters/zh-Hans/detail.md:17:4 value-is-in-every-language: Unexpected `num latest.visitors digits=2`, expected `num latest.visitors digits=1` as in en'
      ]
    ],
    [
      'its readers',
      inChapter('zh-Hans/detail.md', 'audience: [full]', 'audience: [full, short]'),
      [
        'chapters/zh-Hans/detail.md:1:1 chapter-is-for-the-same-readers: Unexpected front matter of `chapters/zh-Hans/detail.md`, expected the readers, the condition and the title that there are in `chapters/en/detail.md`'
      ]
    ],
    [
      'its short title',
      inChapter('zh-Hans/overview.md', 'title: "{{region.name}}概览"\n', ''),
      [
        'chapters/zh-Hans/overview.md:1:1 chapter-is-for-the-same-readers: Unexpected front matter of `chapters/zh-Hans/overview.md`, expected the readers, the condition and the title that there are in `chapters/en/overview.md`'
      ]
    ],
    [
      'a chapter for one region',
      (folder) => cp(join(folder, 'chapters/en/detail.md'), join(folder, 'chapters/en/detail.north.md')),
      [
        'chapters/en/detail.north.md:1:1 chapter-variant-is-in-every-language: Unexpected `chapters/en/detail.north.md` without its like in zh-Hans, expected it in every language',
        'chapters/en/detail.north.md:1:1 chapter-variant-is-in-every-language: Unexpected `chapters/en/detail.north.md` without its like in zh-Hant, expected it in every language'
      ]
    ]
  ])('%s', async (_, change, expected) => {
    expect(await checked(change)).toEqual(expected)
  })
})

describe('what both have, and fill otherwise', () => {
  const figures = (first: string, second: string) =>
    `:::callout{title="T"}\n${[first, second].map((attributes) => `::key-figure{${attributes}}`).join('\n\n')}\n:::`
  const stalls = 'value="{{num latest.stalls}}" label="L" among="all_regions" column="stalls"'
  const visitors = 'value="{{num latest.visitors}}" label="L" among="all_regions" column="visitors"'
  const at = 'chapters/zh-Hans/detail.md'

  test.each<[string, string, string, readonly string[]]>([
    [
      'the column of a key figure',
      figures(stalls, visitors),
      figures(stalls, visitors.replace('column="visitors"', 'column="stalls"')),
      [
        `${at}:20:1 attribute-is-in-every-language: Unexpected \`stalls\` in the attribute \`column\`, expected \`visitors\` as in en`
      ]
    ],
    [
      'a strip of a key figure',
      figures(stalls, visitors),
      figures(stalls, visitors.replace(' among="all_regions" column="visitors"', '')),
      [
        `${at}:20:1 attribute-is-in-every-language: Unexpected none in the attribute \`among\`, expected \`all_regions\` as in en`,
        `${at}:20:1 attribute-is-in-every-language: Unexpected none in the attribute \`column\`, expected \`visitors\` as in en`
      ]
    ],
    [
      'two values in each other’s place',
      figures(stalls, visitors),
      figures(stalls.replace('latest.stalls', 'latest.visitors'), visitors.replace('latest.visitors', 'latest.stalls')),
      [
        `${at}:18:21 value-is-in-every-language: Unexpected \`num latest.visitors\` in the attribute \`value\`, expected \`num latest.stalls\` as in en`,
        `${at}:20:21 value-is-in-every-language: Unexpected \`num latest.stalls\` in the attribute \`value\`, expected \`num latest.visitors\` as in en`
      ]
    ],
    [
      'the place in another column, in a caption',
      '{{num latest.stalls}}, {{num latest.visitors}}.\n\n::figure{#fig-b chart="bars" data="all_regions" caption="Is {{rank latest.stalls of=all_regions}}"}',
      '{{num latest.stalls}}、{{num latest.visitors}}。\n\n::figure{#fig-b chart="bars" data="all_regions" caption="居{{rank latest.visitors of=all_regions}}"}',
      [
        `${at}:19:59 value-is-in-every-language: Unexpected \`rank latest.visitors of=all_regions\` in the attribute \`caption\`, expected \`rank latest.stalls of=all_regions\` as in en`
      ]
    ],
    [
      'what a change is counted from, in a sentence',
      'It {{trend latest.stalls from=before.stalls}}.',
      '{{trend latest.stalls from=latest.stalls}}。',
      [
        `${at}:17:1 value-is-in-every-language: Unexpected \`trend latest.stalls from=latest.stalls\`, expected \`trend latest.stalls from=before.stalls\` as in en`
      ]
    ],
    [
      'digits, in a sentence and beside a like value',
      '{{num latest.visitors digits=1}}, then {{num latest.visitors}}, and {{num latest.stalls digits=1}}.',
      '{{num latest.visitors}}，又{{num latest.visitors digits=1}}，再{{num latest.stalls digits=2}}。',
      [
        `${at}:17:60 value-is-in-every-language: Unexpected \`num latest.stalls digits=2\`, expected \`num latest.stalls digits=1\` as in en`
      ]
    ],
    [
      'a day that is typed',
      'Open since 1 March 2025.',
      '自2025年3月11日起开放。',
      [`${at}:17:1 number-is-in-every-language: Unexpected date \`2025年3月11日\`, expected \`1 March 2025\` as in en`]
    ],
    [
      'how a difference is told',
      '{{change latest.stalls from=before.stalls by="percent"}}.',
      '{{change latest.stalls from=before.stalls by="amount"}}。',
      [
        `${at}:17:1 value-is-in-every-language: Unexpected \`change latest.stalls from=before.stalls by="amount"\`, expected \`change latest.stalls from=before.stalls by="percent"\` as in en`
      ]
    ],
    [
      'a sentence whose values stand in another paragraph too',
      'Of {{num latest.stalls}} and {{num latest.visitors}}.\n\nIt has {{num latest.stalls}} stalls. Of {{num latest.visitors}} it says more.',
      '{{num latest.stalls}}与{{num latest.visitors}}。\n\n没有更多。',
      [
        'chapters/en/detail.md:19:8 value-is-in-every-language: Unexpected values `latest.stalls`, `latest.visitors` that zh-Hans has in other blocks of this section alone, expected them in the same'
      ]
    ],
    [
      'nothing, where a language says one value again, or more in a caption',
      'Of {{num latest.stalls}} and {{num latest.visitors}}.\n\nIt has {{num latest.stalls}}.\n\n::figure{#fig-b chart="bars" data="all_regions" caption="All {{num latest.stalls}}, {{num latest.visitors}}"}',
      '{{num latest.stalls}}与{{num latest.visitors}}。\n\n就这么多。\n\n::figure{#fig-b chart="bars" data="all_regions" caption="各地"}',
      []
    ],
    [
      'nothing, where only words, large units and order are a language’s own',
      '{{num latest.stalls compact=true digits=1}} of {{num latest.visitors or="none"}}, {{about latest.stalls figures=2}}, {{change latest.stalls from=before.stalls}}.',
      '{{num latest.visitors or="无"}}、{{num latest.stalls unit=true}}，{{about latest.stalls}}。',
      []
    ]
  ])('%s', async (_, english, chinese, expected) => {
    const told = await checked((folder) => both(folder, english, chinese))
    expect(told.filter((text) => text.includes('-is-in-every-language'))).toEqual(expected)
  })
})

describe('what is not in its language', () => {
  test.each<[string, Change, readonly string[]]>([
    [
      'the same words in both',
      (folder) => both(folder, 'Counted by the office of markets itself.'),
      [
        'chapters/zh-Hans/detail.md:17:1 block-is-translated: Unexpected same words as in en, expected those of zh-Hans',
        'chapters/zh-Hans/detail.md:17:1 block-is-translated: Unexpected `Counted by the office of markets itself` in a chapter in zh-Hans, expected it in that language'
      ]
    ],
    [
      'English in Chinese',
      (folder) => both(folder, 'Words.', '说明：not yet translated by the office of markets。'),
      [
        'chapters/zh-Hans/detail.md:17:1 block-is-translated: Unexpected `not yet translated by the office of mark` in a chapter in zh-Hans, expected it in that language'
      ]
    ],
    ['names in Chinese', (folder) => both(folder, 'Words.', '由Office of Markets发布，见World Bank Open Data。'), []],
    [
      'Chinese in English',
      (folder) => both(folder, 'Counted: 集市管理处逐一清点全部摊位并登记在册。', '逐一清点。'),
      [
        'chapters/en/detail.md:17:1 block-is-translated: Unexpected `集市管理处逐一清点全部摊位并登记在册。` in a chapter in en, expected it in that language'
      ]
    ],
    ['names in English', (folder) => both(folder, 'The Office of Markets (集市管理处).', '集市管理处。'), []],
    [
      'traditional in simplified',
      (folder) => both(folder, 'Words.', '摊位與客流。'),
      [
        'chapters/zh-Hans/detail.md:17:1 character-is-simplified: Unexpected traditional `與` in `摊位與客流。`, which is in zh-Hans'
      ]
    ],
    ['what both scripts have', (folder) => both(folder, 'Words.', '皇后、里程、台面、乾坤、著作、于是。'), []],
    ['what is not to be converted', (folder) => both(folder, 'Words.', '旧名:unconverted[攤位]。'), []],
    ['what stands in a derived edition as it is', (folder) => both(folder, 'Words.', '作者:unconverted[范云]。'), []],
    [
      'simplified in a chapter of its own in traditional',
      async (folder) => {
        await mkdir(join(folder, 'chapters/zh-Hant'))
        const text = '---\nid: detail\naudience: [full]\n---\n# 各地情況\n\n## 攤位 {#stalls}\n\n'
        const rest =
          '::table{#tab-all query="all_regions" columns="name, stalls, visitors" caption="攤位與各国" note="每行一地。"}\n\n:::each{row in="all_regions"}\n- {{row.name}}：{{num row.visitors unit=true}}\n:::\n\n![集市大廳](images/hall.svg){width=40% caption="{{region.name}}的集市大廳"}\n'
        await writeFile(join(folder, 'chapters/zh-Hant/detail.md'), text + rest)
      },
      [
        'chapters/zh-Hant/detail.md:9:1 character-is-traditional: Unexpected simplified `国` in `攤位與各国 每行一地。`, which is in zh-Hant'
      ]
    ],
    [
      'simplified in a column of traditional names',
      (folder) => edit(folder, 'data/regions.csv', (text) => text.replace(/^(north,[^,]*,[^,]*,)[^,]*/m, '$1北国')),
      ['data/regions.csv:2:1 character-is-traditional: Unexpected simplified `国` in `name_zh_hant`, which is in zh-Hant']
    ]
  ])('%s', async (_, change, expected) => {
    expect(await checked(change)).toEqual(expected)
  })
})

describe('a glossary', () => {
  const glossary =
    (rows: string): Change =>
    async (folder) => {
      await writeFile(join(folder, 'data/terms.csv'), `en,zh_hans\n${rows}\n`)
      await edit(folder, 'report.yaml', (text) => `${text}glossary: terms\n`)
      const fields = ['en', 'zh_hans'].map((name) => ({name, type: 'string'}))
      await edit(folder, 'datapackage.json', (text) => {
        const found = JSON.parse(text) as {resources: unknown[]}
        found.resources.push({name: 'terms', path: 'data/terms.csv', schema: {fields, primaryKey: 'en'}})
        return JSON.stringify(found)
      })
    }

  test('is held in both directions, in the same place', async () => {
    const change: Change = (folder) => both(folder, 'Traders pay the stall fees.', '商贩缴纳摊位租金。')
    expect(await checked(glossary('stall fee,摊位费\ntrader,商贩;摊主\nrent,租金'), change)).toEqual([
      'chapters/en/detail.md:17:1 glossary-is-kept: Unexpected place without `rent` in en, expected it for `租金` in zh-Hans',
      'chapters/zh-Hans/detail.md:17:1 glossary-is-kept: Unexpected place without `摊位费` in zh-Hans, expected it for `stall fee` in en'
    ])
  })

  test('another word of the term will do, a long term is not the short one in it, and a part of a word is none', async () => {
    const change: Change = (folder) => both(folder, 'Traders pay stall fees at present.', '摊主现在缴纳摊位费。')
    expect(await checked(glossary('stall fee,摊位费\nfee,费用\ntrader,商贩;摊主\nrent,租金\nresent,怨恨'), change)).toEqual([])
  })

  test('must be a table with columns of languages', async () => {
    const change: Change = (folder) => edit(folder, 'report.yaml', (text) => `${text}glossary: regionss\n`)
    await expect(checked(change)).rejects.toThrow('Unexpected table `regionss`')
    const other: Change = (folder) => edit(folder, 'report.yaml', (text) => `${text}glossary: regions\n`)
    await expect(checked(other)).rejects.toThrow('Unexpected table `regions` without columns of two languages')
  })
})

async function both(folder: string, english: string, chinese = english): Promise<void> {
  await behind('en/detail.md', english)(folder)
  await behind('zh-Hans/detail.md', chinese)(folder)
}

describe('numbers that the report accounts for', () => {
  const unbound =
    (lines: string): Change =>
    (folder) =>
      edit(folder, 'report.yaml', (text) => `${text}unbound:\n${lines}`)
  const sentence = behind('en/detail.md', 'Since 1,998 halls and 1,998 stalls.')
  const other = behind('zh-Hans/detail.md', '自1,998座以来，又有1,998个。')

  test('are told at their places, each', async () => {
    expect((await checked(sentence, other)).filter((text) => text.includes('number-is-bound'))).toEqual([
      'chapters/en/detail.md:17:7 number-is-bound: Unexpected quantity `1,998` in `Since 1,998 halls and 1`, expected a value of the data',
      'chapters/en/detail.md:17:23 number-is-bound: Unexpected quantity `1,998` in `8 halls and 1,998 stalls.`, expected a value of the data',
      'chapters/zh-Hans/detail.md:17:2 number-is-bound: Unexpected quantity `1,998` in `自1,998座以来，又有1,998个`, expected a value of the data',
      'chapters/zh-Hans/detail.md:17:13 number-is-bound: Unexpected quantity `1,998个` in `自1,998座以来，又有1,998个。`, expected a value of the data'
    ])
  })

  test('are looked for from their own paragraph on', async () => {
    const code = behind('en/detail.md', 'Code `1,998`.\n\nSince 1,998 halls.')
    const same = behind('zh-Hans/detail.md', '编码`1,998`。\n\n自1,998座以来。')
    const told = (await checked(code, same)).filter((text) => text.includes('number-is-bound'))
    expect(told.map((text) => text.split(' ')[0])).toEqual(['chapters/en/detail.md:19:7', 'chapters/zh-Hans/detail.md:19:2'])
  })

  test('are named in `report.yaml` with a reason, and what nobody says is told', async () => {
    const told = await checked(sentence, other, unbound('  "1,998": the year of the law\n  twelve halls: a name\n'))
    expect(told).toEqual([
      expect.stringMatching(
        /^report\.yaml:23:3 mark-is-needed: Unexpected `twelve halls` under `unbound`, which no chapter says$/
      )
    ])
  })
})

const inFile =
  (path: string, from: string, to: string): Change =>
  (folder) =>
    edit(folder, path, (text) => {
      expect(text).toContain(from)
      return text.replace(from, to)
    })

describe('texts of report.yaml and of the data that stand in the wrong language, or in none', () => {
  test('a title, a name of an axis value', async () => {
    const told = await checked(
      inFile('report.yaml', '{en: Market halls, zh-Hans: 集市概况}', '{en: 集市概况, zh-Hans: Market halls}'),
      inFile('report.yaml', 'full: {en: In full, zh-Hans: 详版}', 'full: {en: 详版, zh-Hans: In full}')
    )
    expect(told.filter((each) => each.includes('text-is-in-its-language'))).toEqual([
      'report.yaml:2:9 text-is-in-its-language: Unexpected `集市概况` in en beside `Market halls` in zh-Hans, expected each in its own language: they are swapped',
      'report.yaml:12:14 text-is-in-its-language: Unexpected `详版` in en beside `In full` in zh-Hans, expected each in its own language: they are swapped'
    ])
  })

  test('a label of the contract, at its place, and names in a table', async () => {
    const told = await checked(
      async (folder) => {
        const path = 'datapackage.json'
        await edit(folder, path, (text) => {
          const contract = JSON.parse(text)
          const stalls = contract.resources.find(({name}: {name: string}) => name === 'stalls')
          stalls.schema.fields.find(({name}: {name: string}) => name === 'stalls').label = {en: '摊位', 'zh-Hans': 'Stalls'}
          return JSON.stringify(contract)
        })
      },
      inFile('data/regions.csv', 'South,南区,', '南区,South,')
    )
    const swapped = told.filter((each) => each.includes('text-is-in-its-language'))
    expect(swapped).toEqual([
      expect.stringMatching(/^data\/regions\.csv:3:1 .*Unexpected `南区` in en beside `South` in zh-Hans/),
      expect.stringMatching(/^datapackage\.json:1:\d+ .*Unexpected `摊位` in en beside `Stalls` in zh-Hans/)
    ])
  })

  test('a name that is written alike in both languages is none, nor is one that gives the Chinese besides', async () => {
    expect(
      await checked(
        inFile('report.yaml', 'short: {en: In short, zh-Hans: 简版}', 'short: {en: QR, zh-Hans: QR}'),
        inFile('report.yaml', 'full: {en: In full,', 'full: {en: In full (详版),')
      )
    ).toEqual([])
  })

  test('a subtitle that a language lacks; a derived one has that of its own', async () => {
    expect(await checked(inFile('report.yaml', ', zh-Hans: 摊位与客流}', '}'))).toEqual([
      'report.yaml:3:1 title-is-in-every-language: Unexpected `subtitle` without zh-Hans, expected it in every language of the report'
    ])
  })

  test('two columns of numbers that are called the same, unless their units differ', async () => {
    const labelled =
      (unit: string): Change =>
      (folder) =>
        edit(folder, 'datapackage.json', (text) => {
          const contract = JSON.parse(text)
          const {fields} = contract.resources.find(({name}: {name: string}) => name === 'stalls').schema
          const visitors = fields.find(({name}: {name: string}) => name === 'visitors')
          const stalls = fields.find(({name}: {name: string}) => name === 'stalls')
          stalls.label = {en: 'Visitors', 'zh-Hans': '摊位'}
          visitors.label = {en: 'Visitors', 'zh-Hans': '访客'}
          stalls.unit = {en: 'people', 'zh-Hans': '人'}
          visitors.unit = {en: unit, 'zh-Hans': '人'}
          return JSON.stringify(contract)
        })
    const same = async (unit: string) =>
      (await checked(labelled(unit))).filter((each) => each.includes('column-has-its-own-label'))
    expect(await same('people')).toEqual([
      expect.stringContaining(
        'Unexpected second `Visitors` as the en label of `visitors`, expected another than that of `stalls`'
      )
    ])
    expect(await same('per cent')).toEqual([])
  })
})

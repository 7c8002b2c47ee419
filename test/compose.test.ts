/** What chapters and rows become in one edition, as the HTML that the pages are made of. */
import {describe, expect, test} from 'vitest'
import {composed, dataset, messages, mistakes, passage} from './composing.ts'

const NASTY = 'a | *b* <script>alert(1)</script> {{report.title}} :::only [x](javascript:1)'
const latest = dataset('latest', [{region: 'gd', stalls: '1450', note: NASTY, none: null}], {
  key: ['region'],
  fields: {
    stalls: {type: 'integer', label: {en: 'Stalls', 'zh-Hans': '摊位'}, unit: {en: 'stalls', 'zh-Hans': '个'}}
  }
})
const peers = dataset(
  'peers',
  [
    {region: 'gd', name_en: 'Guangdong', name_zh_hans: '广东', sites: '12'},
    {region: 'zj', name_en: 'Zhejiang', name_zh_hans: '浙江', sites: null}
  ],
  {key: ['region'], fields: {sites: {type: 'integer', label: {en: 'Sites'}}}}
)
const nobody = dataset('nobody', [], {fields: {name: {}}})
const queries = [latest, peers, nobody]

const figure = '::figure{#fig-a chart="bars" data="peers" caption="Sites"}'
const table = '::table{#tab-a query="peers" columns="name, sites" caption="Sites"}'

describe('a value is text, whatever it looks like', () => {
  const escaped = NASTY.replaceAll('<', '&#x3C;')

  test('in prose, with the cell it comes from', async () => {
    expect(await passage({text: 'Note: {{latest.note}}.', queries})).toBe(
      `<p>Note: <data class="value" value="${NASTY}" data-origin="latest[region=gd].note">${escaped}</data>.</p>`
    )
  })

  test('in a table of Markdown', async () => {
    const html = await passage({text: '| a | b |\n| --- | --- |\n| {{latest.note}} | c |', queries})
    expect(html.match(/<td>/g)).toHaveLength(2)
    expect(html).toContain(`>${escaped}</data></td>`)
  })

  test('beside raw HTML, which is parsed again', async () => {
    expect(await passage({text: '<b>Note:</b> {{latest.note}}', queries})).toContain(
      `<b>Note:</b> <data class="value" value="${NASTY}" data-origin="latest[region=gd].note">${escaped}</data>`
    )
  })

  test('in attributes, captions, targets and alternative texts', async () => {
    const image = await passage({text: '![Hall {{latest.note}}](images/a.svg){caption="C {{latest.note}}"}', queries})
    expect(image).toContain(`alt="Hall ${NASTY}"`)
    expect(image).toContain(`>${escaped}</data></span></figcaption>`)
    expect(
      await mistakes({text: '[x](<{{latest.note}}>)', queries: [dataset('latest', [{note: 'javascript:alert(1)'}])]})
    ).toEqual(['link-is-safe: Unexpected target `javascript:alert(1)`, expected a web or mail address'])
  })

  test('of a megabyte', async () => {
    const note = 'long '.repeat(200_000).trim()
    expect(await passage({text: '{{latest.note}}', queries: [dataset('latest', [{note}])]})).toContain(`>${note}</data>`)
  })
})

test('a figure and its unit stay on one line, words may break', async () => {
  expect(await passage({text: '{{num latest.stalls unit=true}} in {{region.name}}', queries})).toBe(
    '<p><data class="value short" value="1450" data-origin="latest[region=gd].stalls">1,450 stalls</data> in <data class="value" value="Guangdong" data-origin="region[id=gd].name_en">Guangdong</data></p>'
  )
})

describe('only', () => {
  test('shows its blocks where the condition holds', async () => {
    const text = (id: string) => `:::only{if="region.id = '${id}'"}\nHere.\n:::\n\nAlways.`
    expect(await passage({text: text('gd')})).toBe('<p>Here.</p>\n<p>Always.</p>')
    expect(await passage({text: text('zj')})).toBe('<p>Always.</p>')
  })

  test('`:unbound[]` shows its words, and no reason', async () => {
    expect(await passage({text: 'Read :unbound[the *five* models]{reason="a list"}.'})).toBe(
      '<p>Read the <em>five</em> models.</p>'
    )
    expect(await passage({text: ':::unbound{reason="a law"}\nOf 12 articles.\n:::'})).toBe('<p>Of 12 articles.</p>')
  })

  test('`:unconverted[]` shows its words', async () => {
    expect(await passage({text: 'By :unconverted[范云, *{{region.name}}*].'})).toContain('By 范云, <em><data')
  })

  test('shows its words inside a sentence', async () => {
    const text = (id: string) => `A:only[, *yes*,]{if="region.id = '${id}'"} b.`
    expect(await passage({text: text('gd')})).toBe('<p>A, <em>yes</em>, b.</p>')
    expect(await passage({text: text('zj')})).toBe('<p>A b.</p>')
  })

  test('asks for no value that it hides', async () => {
    expect(await passage({text: ':::only{if="latest.none is not empty"}\n{{latest.none}}\n:::', queries})).toBe('')
    expect(await passage({text: 'A:only[[^n]]{if="latest.none is not empty"}.\n\n[^n]: {{latest.none}}', queries})).toBe(
      '<p>A.</p>'
    )
  })

  test('tells of a name that is not there', async () => {
    expect(await mistakes({text: ':::only{if="regoin.id = \'gd\'"}\nx\n:::'})).toEqual([
      'name-is-known: Unexpected name `regoin`, expected an axis, a query or `report` (Did you mean `region`?)'
    ])
  })
})

describe('each', () => {
  test('points of a list that are for some editions are of one list with the others; two lists of an author stay two', async () => {
    const lists = async (text: string) => (await passage({text})).match(/<[uo]l>/g)
    const only = (text: string, region = 'gd') => `:::only{if="region.id = '${region}'"}\n${text}\n:::`
    expect(await lists(`- a\n\n${only('- b')}\n\n${only('- c', 'zj')}\n\n- d`)).toEqual(['<ul>'])
    expect(await lists(`1. a\n\n${only('1. b')}`)).toEqual(['<ol>'])
    expect(await lists(`- a\n\n${only('1. b')}\n\n- c`)).toEqual(['<ul>', '<ol>', '<ul>'])
    expect(await lists(`- a\n\n${only('Words.')}\n\n- b`)).toEqual(['<ul>', '<ul>'])
    expect(await lists('- a\n\n* b')).toEqual(['<ul>', '<ul>'])
  })

  test('gives one list of the items of all rows', async () => {
    expect(await passage({text: ':::each{row in="peers"}\n- {{row.region}}: {{num row.sites or="none"}}\n:::', queries})).toBe(
      [
        '<ul>',
        '<li><data class="value" value="gd" data-origin="peers[region=gd].region">gd</data>: <data class="value short" value="12" data-origin="peers[region=gd].sites">12</data></li>',
        '<li><data class="value" value="zj" data-origin="peers[region=zj].region">zj</data>: none</li>',
        '</ul>'
      ].join('\n')
    )
  })

  test('repeats paragraphs, and nothing for no rows', async () => {
    expect(await passage({text: ':::each{row in="peers"}\nA {{row.name or="x"}}\n:::', queries, language: 'zh-Hans'})).toMatch(
      /^<p>A <data[^>]*>广东<\/data><\/p>\n<p>A <data[^>]*>浙江<\/data><\/p>$/
    )
    expect(await passage({text: ':::each{row in="nobody"}\n- {{row.name}}\n:::', queries})).toBe('')
  })

  test('tells of words that announce what this edition has none of', async () => {
    const loop = (query: string) => `:::each{row in="${query}"}\n- {{row.region or="x"}}\n:::`
    const rules = async (text: string) => (await composed({text, queries})).warnings.map(({rule}) => rule)
    const nothing = ['list-follows-its-words']
    expect(await rules(`These are behind:\n\n${loop('nobody')}\n\nMore text.`)).toEqual(nothing)
    expect(await rules(`落后的有：\n\n${loop('nobody')}`)).toEqual(nothing)
    const none = ':::only{if="region.id = \'gd\'"}\nNone.\n:::'
    for (const behind of [loop('peers'), `${loop('nobody')}\n\n${none}`, `${loop('nobody')}\n\n- one more`])
      expect(await rules(`These are behind:\n\n${behind}`)).toEqual([])
    expect(await rules(`These are behind.\n\n${loop('nobody')}\n\nMore text.`)).toEqual([])
  })

  test('has the rows of an outer loop inside', async () => {
    const html = await passage({
      text: '::::each{a in="peers"}\n:::each{b in="peers"}\n{{a.region}}-{{b.region}}\n:::\n::::',
      queries
    })
    expect(
      html
        .replaceAll(/<[^>]*>/g, ' ')
        .split(/\s+/)
        .filter(Boolean)
    ).toEqual(['gd', '-', 'gd', 'gd', '-', 'zj', 'zj', '-', 'gd', 'zj', '-', 'zj'])
  })
})

describe('a source', () => {
  const rows = dataset('peers', [{name: 'Guangdong'}])

  test('G40 stands as a line of its own under a figure, a table, a panel and a picture', async () => {
    const source = 'source="Yearbook {{report.title}}, 2024"'
    const told =
      '<p class="source">Source: Yearbook <data class="value" value="Market halls" data-origin="report.title">Market halls</data>, 2024</p>'
    const text = [
      `::figure{#fig-a chart="bars" data="peers" caption="Sites" note="N." ${source}}`,
      `::table{#tab-a query="peers" columns="name" caption="Peers" ${source}}`,
      `:::callout{title="T" ${source}}\nC\n:::`,
      `![Hall](images/a.svg){caption="C" ${source}}`
    ].join('\n\n')
    const html = await passage({text, queries: [rows]})
    expect(html.split(told)).toHaveLength(5)
    expect(html).toContain(`<p class="note">N.</p>${told}</figure>`)
    expect(html).toContain(`</table>${told}</div>`)
    expect(html).toContain(`<p>C</p>${told}</aside>`)
    expect(html).toContain(`</figcaption>${told}</figure>`)
  })

  test('a figure and a table may be told to stay where they are written', async () => {
    const written = (place: string) => [
      `::figure{#fig-a chart="bars" data="peers" caption="Sites" place="${place}"}`,
      `::table{#tab-a query="peers" columns="name" caption="Peers" place="${place}"}`
    ]
    const html = await passage({text: written('here').join('\n\n'), queries: [rows]})
    expect(html).toContain('<figure class="figure here" id="fig-a">')
    expect(html).toContain('<div class="table here" id="tab-a">')
    const told = await mistakes({text: written('top').join('\n\n'), queries: [rows]})
    expect(told).toEqual(Array(2).fill('place-is-known: Unexpected place `top`, expected `here`'))
  })

  test('is told in the words of the language', async () => {
    const html = await passage({text: ':::callout{source="《年鉴》"}\n正文。\n:::', language: 'zh-Hans'})
    expect(html).toBe('<aside class="callout callout-note"><p>正文。</p><p class="source">资料来源：《年鉴》</p></aside>')
  })
})

describe('callout', () => {
  test('sets a passage apart, with its kind and title', async () => {
    expect(await passage({text: ':::callout{#co kind="key" title="For {{report.title}}"}\nText.\n:::'})).toBe(
      '<aside class="callout callout-key" id="co"><p class="callout-title">For <data class="value" value="Market halls" data-origin="report.title">Market halls</data></p><p>Text.</p></aside>'
    )
    expect(await passage({text: ':::callout\nText.\n:::'})).toBe('<aside class="callout callout-note"><p>Text.</p></aside>')
  })

  test('has a known kind', async () => {
    expect(await mistakes({text: ':::callout{kind="warn"}\nText.\n:::'})).toEqual([
      'callout-kind-is-known: Unexpected kind `warn`, expected one of key, note, caution'
    ])
  })
})

describe('table', () => {
  test('shows the rows with heads and units, the own row marked, a missing cell as a dash', async () => {
    expect(await passage({text: table, queries})).toBe(
      [
        '<div class="table" id="tab-a"><table><caption><span class="label">Table 1</span> <span class="title">Sites</span></caption>',
        '<thead><tr><th scope="col" data-column="name_en">name_en</th><th scope="col" class="numeric" data-column="sites">Sites</th></tr></thead>',
        '<tbody><tr class="own" data-origin="peers[region=gd]"><th scope="row">Guangdong</th><td class="numeric"><data value="12">12</data></td></tr><tr data-origin="peers[region=zj]"><th scope="row">Zhejiang</th><td class="numeric">–</td></tr></tbody></table></div>'
      ].join('')
    )
  })

  test('writes each row with the decimals and the unit of that row', async () => {
    const profile = dataset(
      'profile',
      [
        {indicator: 'Area', value: '179.7', digits: '1', unit_en: 'km²', unit_zh_hans: '平方公里'},
        {indicator: 'Share', value: '96', digits: '0', unit_en: '%', unit_zh_hans: '%'},
        {indicator: 'Price', value: '-1960', digits: '1', unit_en: 'US$', unit_zh_hans: '美元'},
        {indicator: 'Sites', value: null, digits: '0', unit_en: 'sites', unit_zh_hans: '个'}
      ],
      {fields: {value: {type: 'number', decimalsFrom: 'digits', unitFrom: 'unit'}}}
    )
    const cells = async (language: string) =>
      [
        ...(
          await passage({
            text: '::table{#tab-p query="profile" columns="indicator, value" caption="P"}',
            queries: [profile],
            language
          })
        ).matchAll(/<td class="numeric">(?:<data value="[-\d.]+">)?([^<]*)/g)
      ].map(([, cell]) => cell)
    expect(await cells('en')).toEqual(['179.7 km²', '96%', '−US$ 1,960.0', '–'])
    expect(await cells('zh-Hans')).toEqual(['179.7平方公里', '96%', '−1,960.0美元', '–'])
  })

  test('tells of rows that only their numbers tell apart, as a join makes them', async () => {
    const rows = [
      {region: 'gd', year: '2022', sites: '1'},
      {region: 'gd', year: '2023', sites: '2'}
    ]
    const years = dataset('years', rows, {fields: {year: {type: 'year'}, sites: {type: 'integer'}}})
    const told = async (columns: string) => {
      const text = `::table{#tab-y query="years" columns="${columns}" caption="Y"}`
      return (await composed({text, queries: [years]})).warnings.map(({rule, reason}) => `${rule}: ${reason}`)
    }
    expect(await told('region, sites')).toEqual([
      'row-has-its-own-name: Unexpected second row of `gd` in the table of `years`, expected names that tell its rows apart'
    ])
    expect([await told('region, year, sites'), await told('sites')]).toEqual([[], []])
  })

  test('has an address for each row, where a column tells the rows apart', async () => {
    const rows = [{name: 'Old Town'}, {name: 'page-is-full'}]
    const table = '::table{#tab-p query="p" columns="name" caption="P" anchor="name"}'
    const html = await passage({text: `${table}\n\n[There](#tab-p-old-town).`, queries: [dataset('p', rows)]})
    expect([...html.matchAll(/<tr id="([^"]+)"/g)].map(([, id]) => id)).toEqual(['tab-p-old-town', 'tab-p-page-is-full'])
    expect(html).toContain('<a href="#tab-p-old-town"')
    expect(
      await mistakes({text: table, queries: [dataset('p', [{name: 'Old Town'}, {name: 'old-town'}, {name: '老城'}])]})
    ).toEqual([
      'id-is-unique: Unexpected second row `#tab-p-old-town`, expected a column for `anchor` that tells the rows of `p` apart',
      'id-is-short-ascii: Unexpected `老城` in the column `name` of an `anchor`, expected letters a to z and digits'
    ])
  })

  test('has the unit of a column in its head, and a note below', async () => {
    const html = await passage({
      text: '::table{#tab-l query="latest" columns="region, stalls" caption="L" note="Of {{report.title}}."}',
      queries,
      language: 'zh-Hans'
    })
    expect(html).toContain('<th scope="col" class="numeric" data-column="stalls">摊位 <span class="unit">个</span></th>')
    expect(html).toContain('<p class="note">Of <data')
  })

  test('marks no row where every row is the edition’s own, but for the one that the key of a partition names', async () => {
    expect(await passage({text: '::table{#tab-l query="latest" columns="region" caption="L"}', queries})).not.toContain(
      'class="own"'
    )
    const rows = ['zj', 'gd', 'leaders'].map((peer) => ({region: 'gd', peer}))
    const html = await passage({
      text: '::table{#tab-k query="kin" columns="peer" caption="K"}',
      queries: [dataset('kin', rows, {key: ['peer']})]
    })
    expect([...html.matchAll(/<tr class="own"[^>]*><th scope="row">([^<]*)/g)].map(([, peer]) => peer)).toEqual(['gd'])
  })

  test('keeps the name of a row on one line, and short words of other columns where they are few', async () => {
    const row = {
      name: 'Inner Mongolia',
      group: '强化网络与数据安全',
      text: '系统 整合',
      long: '建立统一的应急响应机制',
      word: 'Law'
    }
    const more = Object.fromEntries(['a', 'b'].map((name) => [name, '基础设施共建']))
    const held = async (columns: string) => {
      const text = `::table{#tab-s query="s" columns="${columns}" caption="S"}`
      const html = await passage({text, queries: [dataset('s', [{...row, ...more}])]})
      return [...html.matchAll(/<t[hd][^>]* class="short">([^<]*)/g)].map(([, cell]) => cell)
    }
    expect(await held('name, group, text, long, word')).toEqual(['Inner Mongolia', '强化网络与数据安全'])
    expect(await held('name, group, text, long, word, a, b')).toEqual(['Inner Mongolia'])
    expect(await held('long, word')).toEqual([])
  })

  test('tells of columns that there are not, of unknown queries and of no rows', async () => {
    expect(await mistakes({text: '::table{#tab-l query="latest" columns="region, stals" caption="L"}', queries})).toEqual([
      'column-is-known: Unexpected column `stals`, which the query `latest` does not give (Did you mean `stalls`?)'
    ])
    expect(await mistakes({text: '::table{#tab-n query="nobody" columns="name" caption="N"}', queries})).toEqual([
      'table-has-rows: The query `nobody` gives no rows for the table (Put the table inside `:::only{if="..."}` for the editions that have rows.)'
    ])
    expect((await mistakes({text: '::table{#tab-n query="peer" columns="name" caption="N"}', queries}))[0]).toBe(
      'name-is-known: Unexpected name `peer`, expected an axis, a query or `report` (Did you mean `peers`?)'
    )
  })
})

describe('B10 a direction is said once', () => {
  const row = {
    now: '900',
    old: '1026',
    same: '900',
    diff: '-126',
    plus: '5',
    few: '1000000',
    more: '1000100',
    one: '1.21',
    two: '1.24'
  }
  const integer = {type: 'integer'} as const
  const tenth = {type: 'number', decimals: 1} as const
  const change = dataset('c', [row], {
    fields: {now: integer, old: integer, diff: integer, plus: integer, few: integer, more: integer, one: tenth, two: tenth}
  })
  const rules = async (text: string, language = 'en') =>
    (await mistakes({text, queries: [change], language})).map((mistake) => mistake.split(':')[0])

  test.each([
    ['a helper that gives both', '{{trend c.now from=c.old by="percent"}} in a year', 'fell by 12.3% in a year'],
    ['a sign in brackets', 'fell ({{change c.now from=c.old}})', 'fell (−12.3%)'],
    ['a word and brackets', '{{trend c.now from=c.old}} ({{change c.now from=c.old}})', 'fell (−12.3%)'],
    [
      'a new clause',
      'It {{trend c.now from=c.old}} in 2023, a change of {{change c.now from=c.old}}',
      'It fell in 2023, a change of −12.3%'
    ],
    ['a new sentence', 'It {{trend c.now from=c.old}}. {{change c.now from=c.old}}', 'It fell. −12.3%'],
    ['a new paragraph', 'It fell\n\n{{change c.now from=c.old}}', 'It fell −12.3%'],
    ['a number without a sign', 'rose by {{num c.plus}}', 'rose by 5'],
    ['a way from one to another', 'from {{num c.diff}} up to {{num c.plus}}', 'from −126 up to 5'],
    ['a comma before the word', '{{change c.now from=c.old}}, below the mean', '−12.3%, below the mean'],
    ['no direction', 'a growth rate of {{change c.now from=c.old}}', 'a growth rate of −12.3%']
  ])('%s is printed', async (_, text, printed) => {
    const html = await passage({text, queries: [change]})
    expect(html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ')).toBe(printed)
  })

  test.each([
    ['en', 'Their number {{trend c.now from=c.old}} by {{change c.now from=c.old}}'],
    ['en', '{{trend c.now from=c.old down="shrank"}} in 2023 by **{{change c.now from=c.old}}**'],
    ['en', 'It fell by {{change c.now from=c.old}}'],
    ['en', 'It fell by {{c.diff}}'],
    ['en', 'It {{trend c.now from=c.old}} year-on-year by some {{change c.now from=c.old}}'],
    ['en', 'It fell by about {{num c.diff}}'],
    ['en', 'It rose {{change c.same from=c.now}}'],
    ['en', 'an increase of [{{change c.now from=c.old}}](https://example.org)'],
    ['en', '::figure{#fig-a chart="b" data="c" caption="It {{trend c.now from=c.old}} by {{change c.now from=c.old}}"}'],
    ['zh-Hans', '比上年{{trend c.now from=c.old}}{{change c.now from=c.old}}'],
    ['zh-Hans', '比上年增长了{{change c.now from=c.old}}'],
    ['en', 'It lies {{change c.now from=c.old}} lower than before'],
    ['en', 'a value of **{{num c.diff}}** below the mean'],
    ['zh-Hans', '降幅为{{change c.now from=c.old}}'],
    ['zh-Hans', '出现{{change c.now from=c.old}}的降幅'],
    ['zh-Hans', '比上年下降{{num c.diff}}'],
    ['zh-Hant', '比上年減少約{{change c.now from=c.old}}']
  ])('in %s, `%s` is a mistake', async (language, text) => {
    const [first, ...others] = await rules(text, language)
    expect([first, [...new Set(others)]]).toEqual(['direction-is-said-once', others.length > 0 ? ['direction-is-said-once'] : []])
  })

  test.each([
    ['a change that rounds to nothing', 'It {{trend c.more from=c.few}} ({{change c.more from=c.few}})', '`0.0%` beside `rose`'],
    [
      'numbers that round to the same',
      'It {{trend c.two from=c.one}} ({{change c.two from=c.one}})',
      '`+2.5%` beside `was unchanged`'
    ]
  ])('%s does not stand beside a word for another direction', async (_, text, reason) => {
    expect(await mistakes({text, queries: [change]})).toEqual([
      expect.stringContaining(`direction-agrees-with-number: Unexpected ${reason} for the same two values`)
    ])
    const agreeing = text.replace('}})', ' digits=2}})').replace('}} (', ' digits=2}} (')
    expect(await mistakes({text: agreeing, queries: [change]})).toEqual([])
    const other = text.replace(/\(\{\{change c.\w+/, '({{change c.plus')
    expect(await mistakes({text: other, queries: [change]})).toEqual([])
  })

  test('in Chinese the word and the number are one', async () => {
    const text =
      '{{trend c.now from=c.old by="percent"}}，{{trend c.old from=c.now by="percent"}}，{{trend c.same from=c.now by="percent"}}'
    const read = async (language: string) => (await passage({text, queries: [change], language})).replaceAll(/<[^>]*>/g, '')
    expect(await read('zh-Hans')).toBe('下降12.3%，增长14.0%，持平')
    expect(await read('zh-Hant')).toBe('下降12.3%，增長14.0%，持平')
  })
})

test('a figure knows the numbers of its title that are cells, and where it is asked for', async () => {
  const fields = {sites: {type: 'integer', unit: {en: 'sites'}}, year: {type: 'year'}} as const
  const profile = dataset('profile', [{sites: '1450', year: '2023', name: 'A'}], {fields})
  const caption =
    '{{num profile.sites}}, {{about profile.sites}} and {{profile.sites}} in {{profile.year}}: {{profile.name}}, {{rank profile.sites of=profile}}'
  const {figures} = await composed({
    text: `::figure{#fig-a chart="bars" data="profile" caption="${caption}"}`,
    queries: [profile]
  })
  expect(figures[0]).toMatchObject({
    chapter: 'standing',
    numbers: ['1,450', 'nearly 1,500', '1450'].map((text) => ({text, value: '1450', unit: 'sites'}))
  })
})

test('B9 a table shows a few figures of a fraction without stated decimals, and says so once', async () => {
  const rows = dataset(
    'means',
    [
      {name: 'A', mean: '88333.333333333333', exact: '12.5'},
      {name: 'B', mean: '0.30000000000000004', exact: '1450'},
      {name: 'C', mean: '0.012345678', exact: '-3'}
    ],
    {key: ['name'], fields: {mean: {type: 'number'}, exact: {type: 'number'}}}
  )
  const text = '::table{#tab-m query="means" columns="name, mean, exact" caption="M"}'
  const {html, warnings} = await composed({text, queries: [rows]})
  expect([...html.matchAll(/<data value="([^"]*)">([^<]*)/g)].map(([, value, text]) => [value, text])).toEqual([
    ['88333.333333333333', '88,333.3'],
    ['12.5', '12.5'],
    ['0.30000000000000004', '0.3'],
    ['1450', '1,450'],
    ['0.012345678', '0.01235'],
    ['-3', '−3']
  ])
  expect(warnings).toEqual([
    expect.objectContaining({rule: 'number-has-decimals', node: 'standing#n2', once: 'number-has-decimals means.mean'})
  ])
})

describe('a number in per cent has the sign or a word for it beside it', () => {
  const rates = dataset('own', [{share: '36.5', before: '38.1', deaths: '7.2'}], {
    fields: {
      share: {type: 'number', decimals: 1, unit: {en: '%', 'zh-Hans': '%'}},
      before: {type: 'number', decimals: 1, unit: {en: 'per cent', 'zh-Hans': '%'}},
      deaths: {type: 'number', decimals: 1, unit: {en: '‰', 'zh-Hans': '‰'}}
    }
  })
  const told = async (text: string, language = 'en') => {
    const {warnings} = await composed({text, language, queries: [rates]})
    return warnings.filter(({rule}) => rule === 'unit-is-said').map(({reason}) => reason.split(',')[0])
  }

  test.each([
    ['en', 'Of all, {{num own.share}} wait.'],
    ['en', 'It {{trend own.share from=own.before by="points"}} to {{num own.share}}.'],
    ['en', 'It rose by 2.9% to {{num own.share}}. Of those 12% are children.'],
    ['en', 'A change of {{change own.share from=own.before by="amount"}} in a year.'],
    ['en', '# {{own.share}} wait {#a}'],
    ['en', '::key-figure{value="{{num own.share}}" unit="patients" label="Waiting"}'],
    ['zh-Hans', '占比为{{num own.share}}。另有12%为儿童。']
  ])('%s %s', async (language, text) => {
    expect(await told(text, language)).toEqual(['Unexpected number without `%`'])
  })

  test.each([
    ['en', 'Of all, {{num own.share}}% wait, {{num own.share unit=true}} in all.'],
    ['en', 'It fell from {{num own.before}} to {{num own.share}} per cent.'],
    ['en', 'From {{num own.before}} in spring, {{num own.share unit=true}} were left.'],
    ['en', 'The percentage is {{num own.share}}, and {{trend own.share from=own.before by="amount"}} points.'],
    ['en', 'Waiting, in %: {{num own.share}}. Deaths per 1,000: {{num own.deaths}}.'],
    ['en', 'Out of every 100 beds, {{num own.share}} are taken; in each thousand, {{num own.deaths}} die.'],
    ['en', '| % |\n|---|\n| {{num own.share}} |'],
    ['zh-Hans', '每100张床位中有{{num own.share}}张在用。每一千人中有{{num own.deaths}}人。'],
    ['en', '::key-figure{value="{{num own.share}}" unit="%" label="Waiting"}'],
    ['zh-Hans', '从{{num own.before}}降至{{num own.share}}%，占百分之{{num own.share}}。']
  ])('not told: %s %s', async (language, text) => {
    expect(await told(text, language)).toEqual([])
  })
})

test.each([
  ['zh-Hans', '占百分之{{num own.share}}，约百分之{{own.share}}，占{{num own.share unit=true}}。', undefined],
  ['zh-Hans', '占百分之{{num own.share unit=true}}。', '百分之'],
  ['zh-Hans', '占百分之{{share own.part}}。', '百分之'],
  ['zh-Hans', '死亡率为千分之{{num own.deaths unit=true}}。', '千分之'],
  ['zh-Hans', '占{{num own.share unit=true}}%。', '%'],
  ['en', 'Of all, {{num own.share unit=true}} wait, {{share own.part}}: per cent of all.', undefined],
  ['en', 'Of all, {{num own.share unit=true}} per cent wait.', 'per cent'],
  ['en', 'Of all, {{share own.part}}% wait.', '%']
])('per cent is said once: %s %s', async (language, text, word) => {
  const own = dataset('own', [{share: '36.5', deaths: '7.2', part: '0.4'}], {
    fields: {
      share: {type: 'number', decimals: 1, unit: {en: '%', 'zh-Hans': '%'}},
      deaths: {type: 'number', decimals: 1, unit: {en: '‰', 'zh-Hans': '‰'}},
      part: {type: 'number', decimals: 1}
    }
  })
  const {warnings} = await composed({text, language, queries: [own]})
  expect(warnings.map(({rule, reason}) => `${rule}: ${reason}`)).toEqual(
    word === undefined
      ? []
      : [`unit-is-said: Unexpected \`${word}\` beside a number that has its unit itself, expected one of them`]
  )
})

describe('a number whose unit multiplies has its word beside it', () => {
  const many = dataset('own', [{people: '126012.5', before: '118000', output: '135673.2'}], {
    fields: {
      people: {type: 'number', decimals: 1, unit: {en: 'thousand people', 'zh-Hans': '千人'}},
      before: {type: 'number', decimals: 1, unit: {en: 'thousand people', 'zh-Hans': '千人'}},
      output: {type: 'number', decimals: 0, unit: {en: 'US$ 100 million', 'zh-Hans': '亿元'}}
    }
  })
  const told = async (text: string, language = 'en') => {
    const {warnings} = await composed({text, language, queries: [many]})
    return warnings.filter(({rule}) => rule === 'scale-is-said').map(({severity, reason}) => `${severity} ${reason}`)
  }
  const unsaid = (word: string) =>
    `warning Unexpected number without \`${word}\`, which its unit says, expected the word beside it`

  test.each([
    ['en', 'It has {{num own.people}} people.', 'thousand'],
    ['en', 'It has {{own.people}}', 'thousand'],
    ['en', '- {{about own.people}} people', 'thousand'],
    ['en', '# {{num own.output}} in all {#a}', 'million'],
    ['en', '::key-figure{value="{{num own.people}}" label="People"}', 'thousand'],
    ['en', '::key-figure{value="{{num own.people}}" unit="people" label="Residents"}', 'thousand'],
    ['en', 'A change of {{change own.people from=own.before by="amount"}}', 'thousand'],
    ['zh-Hans', '人口{{num own.people}}人。', '千'],
    ['zh-Hans', '合计{{num own.output}}元。', '亿']
  ])('%s %s', async (language, text, word) => {
    expect(await told(text, language)).toEqual([unsaid(word)])
  })

  test.each([
    ['en', 'It has {{num own.people unit=true}}.'],
    ['en', 'It has {{num own.people}} thousand people.'],
    ['en', '::key-figure{value="{{num own.people}}" unit="thousand people" label="Residents"}'],
    ['en', 'A change of {{change own.people from=own.people by="amount" unit=true}} or {{change own.people from=own.people}}'],
    ['en', 'In thousands of people, it has {{num own.people}}.'],
    ['en', 'From {{num own.people}} to {{num own.people}} thousand people'],
    ['en', '| people, in thousands |\n|---|\n| {{num own.people}} |\n\nA text of some length that is about something else.'],
    ['zh-Hans', '合计{{num own.output}}亿元，人口{{num own.people}}千人。']
  ])('but not in %s %s', async (language, text) => {
    expect(await told(text, language)).toEqual([])
  })

  test.each([
    ['en', 'It has {{num own.people}} million people.', '`million` behind a number whose unit is `people`'],
    ['en', 'It has {{own.people}} bn', '`bn` behind a number whose unit is `people`'],
    ['zh-Hans', '人口{{num own.people}}万人。', '`万` behind a number whose unit is `人`'],
    [
      'en',
      'It has {{num own.people compact=true}} people, {{num own.people}} million-dollar flats, {{num own.people}} in a million.',
      ''
    ]
  ])('nor has one that counts ones such a word: %s %s', async (language, text, reason) => {
    const ones = dataset('own', [{people: '1260'}], {
      fields: {people: {type: 'integer', unit: {en: 'people', 'zh-Hans': '人'}}}
    })
    const {warnings} = await composed({text, language, queries: [ones]})
    expect(warnings.map(({rule, reason}) => `${rule}: ${reason}`)).toEqual(
      reason === '' ? [] : [`scale-is-of-the-unit: Unexpected ${reason}, expected a unit that says so`]
    )
  })

  test.each([
    ['1,000 €', 'It is {{num own.v}} thousand euros.', ''],
    ['€1,000', 'It is {{num own.v}} thousand euros.', ''],
    ['k€', 'It is {{num own.v}} thousand euros.', ''],
    ['kt', 'It is {{num own.v}} thousand tonnes.', ''],
    ['M€', 'It is {{num own.v}} million euros.', ''],
    ['million €', 'It is EUR {{num own.v}}m.', ''],
    ['million €', 'It is EUR {{num own.v}} mn.', ''],
    ['billion €', 'It is EUR {{num own.v}}bn.', ''],
    ['bn €', 'It is EUR {{num own.v}} billion.', ''],
    ['1,000 €', 'It is {{num own.v}} million euros.', 'scale-is-of-the-unit'],
    ['k€', 'It is {{num own.v}} million euros.', 'scale-is-of-the-unit'],
    ['kt', 'It is {{num own.v}} thousand kt.', 'scale-is-of-the-unit'],
    ['kW', 'It is {{num own.v}} thousand kW.', 'scale-is-of-the-unit'],
    ['100 €', 'It is {{num own.v}} thousand euros.', 'scale-is-of-the-unit'],
    ['million €', 'It is EUR {{num own.v}}bn.', 'scale-is-said'],
    ['million m²', 'It is {{num own.v}} m².', 'scale-is-said'],
    ['million €', 'It is {{num own.v}} mugs.', 'scale-is-said']
  ])('a unit of %s is said by any word for its power of ten, and by no other: %s', async (unit, text, rule) => {
    const own = dataset('own', [{v: '12.5'}], {fields: {v: {type: 'number', decimals: 1, unit: {en: unit}}}})
    const {warnings} = await composed({text, queries: [own]})
    expect(warnings.map((warning) => warning.rule)).toEqual(rule === '' ? [] : [rule])
  })

  test('and is not made compact, as if it counted ones', async () => {
    expect(await mistakes({text: '{{num own.people compact=true}}', queries: [many]})).toEqual([
      'helper-is-given-what-it-takes: num: Unexpected `compact=true` of `people`, whose unit says `thousand` already, expected `unit=true`'
    ])
  })
})

test('a head of a table that only machines understand is told, in the languages whose readers see it', async () => {
  const rows = dataset('halls', [{id: 'a', year: '2024', gdp_head: '5'}], {
    key: ['id'],
    fields: {
      id: {label: {en: 'Hall', 'zh-Hans': '市场'}},
      year: {type: 'year'},
      gdp_head: {type: 'number', label: {'zh-Hans': '人均产值'}}
    }
  })
  const text = '::table{#tab-h query="halls" columns="id, year, gdp_head" caption="H"}'
  const told = async (language: string) =>
    (await composed({text, language, queries: [rows]})).warnings.map(({rule, reason}) => `${rule}: ${reason}`)
  expect(await told('en')).toEqual([
    'column-has-a-label: Unexpected head `gdp_head` in a table of `halls`, expected a `label` of the column in en'
  ])
  expect(await told('zh-Hans')).toEqual([
    'column-has-a-label: Unexpected head `year` in a table of `halls`, expected a `label` of the column in zh-Hans'
  ])
})

test('E30 a column may have the name of what every object has', async () => {
  const odd = dataset('odd', [{constructor: 'A', toString: null, hasOwnProperty: '3'}], {
    fields: {hasOwnProperty: {type: 'integer' as const, unitFrom: 'valueOf'}}
  })
  const text =
    '{{odd.constructor}} {{odd.toString or="none"}}\n\n::table{#tab-o query="odd" columns="constructor, toString, hasOwnProperty" caption="O"}'
  const html = await passage({text, queries: [odd]})
  expect(
    html
      .replaceAll(/<[^>]*>/g, ' ')
      .split(/\s+/)
      .filter(Boolean)
  ).toEqual(['A', 'none', 'Table', '1', 'O', 'constructor', 'toString', 'hasOwnProperty', 'A', '–', '3'])
  expect(await mistakes({text: '{{region.constructor}} {{valueOf.x}}'})).toEqual([
    expect.stringMatching(/^column-is-known/),
    expect.stringMatching(/^name-is-known/)
  ])
})

test('a figure asks for a chart, and leaves its place', async () => {
  const {figures, html} = await composed({
    text: '::figure{#fig-a chart="bars" data="peers" caption="Sites of {{region.name}}" note="N." alt="Alt {{region.id}}"}',
    queries
  })
  expect(figures).toEqual([{id: 'fig-a', chart: 'bars', data: 'peers', title: 'Sites of Guangdong', alt: 'Alt gd'}])
  expect(html).toContain('</span></figcaption><octavo-chart data-figure="fig-a"></octavo-chart><p class="note">N.</p></figure>')
})

test('a picture alone in its paragraph is a figure without a number', async () => {
  const {html, images} = await composed({
    text: '![Hall](images/a.svg){#img-a width=60% caption="C" note="N"}\n\nA ![dot](images/b.svg) b.'
  })
  expect(html).toContain(
    '<figure class="image" id="img-a"><img src="images/a.svg" alt="Hall" width="60%"><figcaption><span class="title">C</span></figcaption><p class="note">N</p></figure>'
  )
  expect(html).toContain('<p>A <img src="images/b.svg" alt="dot"> b.</p>')
  expect(images).toEqual(['images/a.svg', 'images/b.svg'])
})

describe('numbers', () => {
  const text = {
    one: `# One\n\n## Early {#early}\n\n### Detail\n\n${figure}`,
    two: `# Two\n\n${table}\n\n::figure{#fig-b chart="b" data="peers" caption="More"}\n\n## Late[^n]\n\n[^n]: Note.`
  }

  test('run through chapters, sections, figures and tables', async () => {
    const {outline} = await composed({text, queries, numbered: true})
    expect(outline.map(({label, title, level, kind}) => [kind, level, label, title])).toEqual([
      ['section', 1, '1', 'One'],
      ['section', 2, '1.1', 'Early'],
      ['section', 3, '1.1.1', 'Detail'],
      ['figure', 0, 'Figure 1', 'Sites'],
      ['section', 1, '2', 'Two'],
      ['table', 0, 'Table 1', 'Sites'],
      ['figure', 0, 'Figure 2', 'More'],
      ['section', 2, '2.1', 'Late'],
      ['section', 1, '', 'Notes']
    ])
  })

  test('stand before headings where the layout has them, and never before the notes', async () => {
    const {html} = await composed({text, queries, numbered: true})
    expect([...html.matchAll(/<h[1-3][^>]*>(<span class="number">[\d.]+<\/span> )?/g)].map(([heading]) => heading)).toEqual([
      '<h1 id="one"><span class="number">1</span> ',
      '<h2 id="early"><span class="number">1.1</span> ',
      '<h3 id="one-3"><span class="number">1.1.1</span> ',
      '<h1 id="two"><span class="number">2</span> ',
      '<h2 id="two-2"><span class="number">2.1</span> ',
      '<h1 class="unnumbered" id="notes">'
    ])
    const plain = await composed({text, queries})
    expect(plain.html).not.toContain('class="number"')
    expect(plain.outline.filter(({kind}) => kind === 'section').map(({label}) => label)).toEqual(['', '', '', '', '', ''])
  })

  test('are given twice to no id', async () => {
    const twice = {text: {one: `# One\n\n${figure}`, two: `# Two\n\n${figure}\n\n## One {#one}`}, queries}
    expect(await mistakes(twice)).toEqual([
      'id-is-unique: Unexpected second `#fig-a` in one edition, expected another id',
      'id-is-unique: Unexpected second `#one` in one edition, expected another id'
    ])
    expect((await messages(twice)).map(({node}) => node)).toEqual(['two#n2', 'two#n4'])
  })
})

describe('a reference', () => {
  const text = `# Standing {#top}\n\n## Part {#part}\n\nSee [](#fig-a), [](#tab-a), [](#top), [](#part).\n\n${figure}\n\n${table}`

  test.each([
    ['en', 'See Figure 1, Table 1, Chapter 1, Section 1.1.'],
    ['zh-Hans', 'See 图1, 表1, 第1章, 第1.1节.'],
    ['zh-Hant', 'See 圖1, 表1, 第1章, 第1.1節.']
  ])('in %s names what it leads to', async (language, expected) => {
    const html = await passage({text, queries: [latest, dataset('peers', [{name: 'A', sites: '1'}])], language, numbered: true})
    expect(/<p>(See .*?)<\/p>/.exec(html)![1]!.replaceAll(/<[^>]*>/g, '')).toBe(expected)
    expect(html).toContain(
      `<a class="ref" href="#fig-a">${language === 'en' ? 'Figure 1' : language === 'zh-Hans' ? '图1' : '圖1'}</a>`
    )
  })

  test('quotes a title that has no number', async () => {
    expect(await passage({text, queries})).toContain('<a class="ref" href="#part">“Part”</a>')
  })

  test('has the page behind it where that is asked for', async () => {
    expect(await passage({text: '# T\n\n## Part {#part}\n\nSee [](#part){page}.', numbered: true})).toContain(
      '<a class="ref" href="#part">Section 1.1</a><span class="page-ref"> on page <span class="page-number" data-page-of="part"></span></span>.'
    )
    expect((await composed({text: '# 一 {#part}\n\n见[](#part){page}。', language: 'zh-Hans', numbered: true})).html).toContain(
      '<span class="page-ref">（第<span class="page-number" data-page-of="part"></span>页）</span>'
    )
  })

  test('to nothing in this edition is a mistake at its node', async () => {
    const given = {text: `# T\n\n[](#fig-b) and [there](#tab-b)\n\n${figure}`, queries}
    expect(await mistakes(given)).toEqual([
      'reference-is-known: Unexpected reference to `#fig-b`, which this edition does not hold (Did you mean `fig-a`?)',
      'reference-is-known: Unexpected reference to `#tab-b`, which this edition does not hold (Known: `standing`, `fig-a`)'
    ])
    expect((await messages(given)).map(({node}) => node)).toEqual(['standing#n2', 'standing#n3'])
  })

  test('with words may lead to anything that has an id', async () => {
    expect(await passage({text: '![Hall](images/a.svg){#img-a}\n\n[the hall](#img-a)'})).toContain(
      '<a href="#img-a">the hall</a>'
    )
    expect(await mistakes({text: '![Hall](images/a.svg){#img-a}\n\n[](#img-a)'})).toEqual([
      'reference-is-known: Unexpected reference to `#img-a`, which has no number (Write words between its brackets.)'
    ])
  })
})

describe('a missing value', () => {
  test('is a mistake without `or`, told at its expression', async () => {
    expect(await messages({text: 'Text {{latest.none}}', queries})).toEqual([
      {
        severity: 'error',
        rule: 'value-is-present',
        reason: 'Unexpected empty `latest.none`, expected a value in this edition',
        node: 'standing#n2',
        note: 'Say what to write instead with `or="..."`, or put the passage inside `:::only{if="..."}`.'
      }
    ])
  })

  test('is written as its `or` says, without an origin', async () => {
    expect(await passage({text: '{{latest.none or="not stated"}}, {{num latest.none or="–"}}', queries})).toBe(
      '<p>not stated, –</p>'
    )
  })
})

test('every mistake of an edition is told, not only the first', async () => {
  expect(
    (await mistakes({text: '{{region.nmae}} {{lates.stalls}} {{num latest.note}} {{latest.none}}', queries})).map(
      (mistake) => mistake.split(':')[0]
    )
  ).toEqual(['column-is-known', 'name-is-known', 'helper-is-given-what-it-takes', 'value-is-present'])
})

describe('notes', () => {
  test('are numbered by their first mark and linked both ways', async () => {
    const {html} = await composed({text: 'A[^a] b[^b] a[^a].\n\n[^b]: Second.\n\n[^a]: First {{region.id}}.'})
    expect(html).toContain(
      '<p>A<sup class="footnote"><a href="#fn-1" id="fnref-1">1</a></sup> b<sup class="footnote"><a href="#fn-2" id="fnref-2">2</a></sup> a<sup class="footnote"><a href="#fn-1">1</a></sup>.</p>'
    )
    expect(html).toContain(
      '<section class="chapter endnotes" id="ch-notes"><h1 class="unnumbered" id="notes">Notes</h1><ol><li id="fn-1"><p>First <data'
    )
    expect(html).toContain(
      '<li id="fn-2"><p>Second.</p> <a href="#fnref-2" class="back" aria-label="Back to the text, note 2">↩</a></li></ol></section>'
    )
  })

  test('of two chapters do not mix', async () => {
    const {html} = await composed({text: {one: '# One\n\nA[^n].\n\n[^n]: Of one.', two: '# Two\n\nB[^n].\n\n[^n]: Of two.'}})
    expect([...html.matchAll(/<li id="(fn-\d)"><p>([^<]*)/g)].map(([, id, text]) => [id, text])).toEqual([
      ['fn-1', 'Of one.'],
      ['fn-2', 'Of two.']
    ])
  })

  test('may have marks of their own', async () => {
    const {html} = await composed({text: 'A[^a].\n\n[^a]: First[^b].\n\n[^b]: Second.'})
    expect(html).toContain('<li id="fn-1"><p>First<sup class="footnote"><a href="#fn-2" id="fnref-2">2</a></sup>.</p>')
    expect(html).toContain('<li id="fn-2"><p>Second.</p>')
  })

  test('without a mark are not printed', async () => {
    expect((await composed({text: 'A.\n\n[^a]: Never.'})).html).not.toContain('Never')
  })
})

describe('raw HTML', () => {
  test('leaves what our own directives and marks made', async () => {
    const text = `<b>x</b> {{num latest.stalls}} [](#tab-a){page} [call](tel:+86)[^n]\n\n:::callout{kind="key" title="T"}\nC\n:::\n\n${figure}\n\n${table}\n\n![Hall](images/a.svg){width=60% caption="C"}\n\n[^n]: N.`
    const [raw, plain] = await Promise.all([text, text.replace('<b>x</b>', 'x')].map((text) => passage({text, queries})))
    expect(raw!.replace('<b>x</b>', 'x').replaceAll(/\s+/g, ' ')).toBe(plain!.replaceAll(/\s+/g, ' '))
  })
})

test('a chapter stands under its id, its short title in the outline', async () => {
  const {html, outline} = await composed({
    text: {standing: '---\nid: standing\ntitle: "{{region.name}} in short"\n---\n# {{region.name}} at length\n\nText.'}
  })
  expect(html).toMatch(
    /^<section class="chapter" id="ch-standing"><h1 id="standing"><data[^>]*>Guangdong<\/data> at length<\/h1>\s*<p>Text\.<\/p><\/section>$/
  )
  expect(outline).toEqual([{id: 'standing', kind: 'section', level: 1, label: '', title: 'Guangdong in short'}])
})

test('a chapter is left out where its condition does not hold, and takes no number', async () => {
  const chapter = (id: string, condition: string) => `---\nid: ${id}\nif: "${condition}"\n---\n# ${id}`
  const {outline} = await composed({
    text: {one: chapter('one', "region.id = 'zj'"), two: chapter('two', 'latest.stalls > 1000')},
    queries,
    numbered: true
  })
  expect(outline.map(({id, label}) => [id, label])).toEqual([['two', '1']])
  expect((await messages({text: {one: chapter('one', 'nothing.x is empty')}, queries}))[0]).toMatchObject({
    rule: 'name-is-known',
    node: 'one#n1'
  })
})

test('equal chapters and rows give equal trees, whatever stood above', async () => {
  const text = `# T\n\n{{region.name}} [](#fig-a)\n\n${figure}`
  const [one, two] = [await composed({text, queries}), await composed({text: `\n\n${text}`, queries})]
  expect(two).toEqual(one)
})

describe('::changes tells what changed since the last release', () => {
  const text = '# Title {#t}\n\nIt has {{num latest.stalls}} stalls. All is well.\n\n::changes{#since}'
  const since = async (previous?: {readonly release: string; readonly main: string}, language = 'en') =>
    /<div class="changes" id="since">(.*?)<\/div>/s.exec((await composed({text, queries, previous, language})).html)![1]
  const main = (stalls: string, end: string) =>
    `<section id="ch-standing"><h1 id="t">Title</h1><p>It has <data value="${stalls}" data-origin="latest[region=gd].stalls">${stalls}</data> stalls. ${end}</p></section>`

  test('nothing where there was none, or nothing changed', async () => {
    expect(await since()).toBe('<p>This is the first release.</p>')
    const same = await since({
      release: '2023-04-15',
      main: main('1,450', 'All is well.').replace('value="1,450"', 'value="1450"')
    })
    expect(same).toBe('<p>No number and no sentence has changed since the release of 15 April 2023.</p>')
  })

  test('each number with its name, its place, then and now; and how many sentences', async () => {
    const html = await since({release: '2023-04-15', main: main('1,200', 'All was well.')})
    expect(html).toContain(
      '<th scope="col"><span class="nobreak">15 April 2023</span></th><th scope="col"><span class="nobreak">15 April 2024</span></th>'
    )
    expect(html).toContain(
      '<tr><th scope="row">Stalls</th><td><span class="nobreak"><a href="#t">Title</a></span></td><td>1,200</td><td><data class="value" value="1450" data-origin="latest[region=gd].stalls">1,450</data></td></tr>'
    )
    expect(html).toContain('<p>Sentences since 15 April 2023: 1 reworded, 0 new, 0 dropped.</p>')
  })

  test('in the words of each language', async () => {
    const previous = {release: '2023-04-15', main: main('1,200', 'All is well.')}
    expect(await since(previous, 'zh-Hans')).toContain('<th scope="row">摊位</th>')
    expect(await since(undefined, 'zh-Hant')).toBe('<p>本版為首次發布。</p>')
  })

  test('a cell that has nothing to say has a dash', async () => {
    const noted = '# Title {#t}\n\nHalls.[^a]\n\n::changes{#since}\n\n[^a]: It has {{num latest.stalls}} stalls.'
    const before =
      '<section id="ch-standing"><h1 id="t">Title</h1><p>Halls.</p></section><section id="ch-notes"><h1 id="notes">Notes</h1><ol><li id="fn-1"><p>It has <data value="1200" data-origin="latest[region=gd].stalls">1,200</data> stalls.</p></li></ol></section>'
    const {html} = await composed({text: noted, queries, previous: {release: '2023-04-15', main: before}})
    expect(html).toContain('<tr><th scope="row">Stalls</th><td>–</td><td>1,200</td><td><data ')
  })

  test('a list of changes is no change itself', async () => {
    const listed = main('1,450', 'All is well.').replace('value="1,450"', 'value="1450"')
    const html = await since({
      release: '2023-04-15',
      main: listed.replace('</section>', '<div class="changes"><p>Old news.</p></div></section>')
    })
    expect(html).toMatch(/^<p>No number/)
  })
})

/** The checks of a page: each with a page that keeps its rule, and one that does not. */
import {readFileSync} from 'node:fs'
import {afterAll, describe, expect, test} from 'vitest'
import type {PrintedPage} from '../pipeline/checks/check.ts'
import {checks} from '../pipeline/checks/index.ts'
import {parsePdf} from '../pipeline/pdf/parse.ts'
import {blankPagesOf} from '../pipeline/pdf/pages.ts'
import {placeMessages} from '../pipeline/run/locate.ts'
import type {PrintPage, Pushed, SetPage} from '../pipeline/types.ts'
import {printer} from './fixtures/print/printer.ts'

const one = await printer()
afterAll(() => one.close())

const page = (body: string, language = 'zh-Hans'): PrintPage => ({
  title: 'A',
  language,
  css: 'body {font: 10pt/20px "Source Serif 4", "Noto Serif SC"} * {margin: 0; padding: 0} .full {height: 900px; break-inside: avoid} .part {height: 600px; break-inside: avoid} h2 {height: 40px}',
  body,
  paper: {width: 210, height: 297, margin: {top: 25, right: 20, bottom: 22, left: 20}},
  heads: [],
  anchors: []
})

const DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const SET: SetPage = {
  labels: ['', 'i', '1', '2', '3'],
  pages: [],
  stranded: [],
  mentions: [],
  pictures: [],
  marks: [],
  places: {},
  lost: []
}
const printed = (set: Partial<SetPage>, more: Partial<PrintedPage> = {}): PrintedPage => ({
  page: page(''),
  set: {...SET, ...set},
  fonts: ['SourceSerif4-Regular', 'NotoSerifSC-Bold'],
  blank: [],
  bytes: 200_000,
  mostPages: 5,
  ...more
})

const before = (rule: string) => async (body: string, language?: string) => {
  const told = checks.map((check) => (check.of === 'page' && check.rule === rule ? check.look(page(body, language)) : []))
  return (await Promise.all(told)).flat().map(({reason}) => reason)
}
const after = (rule: string) => (set: Partial<SetPage>, more?: Partial<PrintedPage>) =>
  checks
    .flatMap((check) => (check.of === 'print' && check.rule === rule ? check.look(printed(set, more)) : []))
    .map(({severity, reason, anchor}) => [severity, reason.replace(/, expected.*/, ''), anchor].filter(Boolean).join(' | '))

describe('quotes-are-of-the-language', () => {
  const told = before('quotes-are-of-the-language')

  test('ok', async () => {
    expect(await told('<p>他说“可以”，“行”。</p><code>"软件"</code><p>the "new" way, Xi\'an</p>')).toEqual([])
    expect(await told('<p>他說「可以」，the “new” way</p>', 'zh-Hant')).toEqual([])
    expect(await told('<p>他说"可以"</p>', 'en')).toEqual([])
  })

  test('not ok', async () => {
    expect(await told('<p>前面的字很多，他说"可以</p>')).toEqual([
      'Unexpected " near “前面的字很多，他说"可以”, expected “ ” in zh-Hans'
    ])
    expect(await told('<p>「可以」</p>')).toHaveLength(2)
    expect(await told('<p>“可以”</p>', 'zh-Hant')).toHaveLength(2)
  })
})

describe('picture-has-words', () => {
  const told = before('picture-has-words')

  test('ok', async () => {
    expect(await told('<img src="a.png" alt="A hall > a room"><p>img alt=""</p>')).toEqual([])
  })

  test('not ok', async () => {
    expect(await told('<img src="a.png" alt=""><img src="b.png"><img alt=" " src="c.png"><img alt="B" src="d">')).toEqual([
      'Unexpected 3 pictures without an alternative text, expected what it shows in words'
    ])
  })
})

describe('page-is-full', () => {
  const told = after('page-is-full')
  const of = (empty: number, next = 'standing#fig-a') => ({page: 4, empty, next})

  test('ok', () => expect(told({pages: [of(0.15), of(0), of(0.9)]})).toEqual([]))

  test('not ok', () => {
    expect(told({pages: [of(0.151), of(1, ''), of(0)]})).toEqual([
      'warning | Unexpected 16 % of a page empty (page 2) | standing#fig-a',
      'warning | Unexpected an empty page (page 2)'
    ])
  })

  test('tells what did not fit, how much it lacks, and what would fill the page', () => {
    const pushed = {
      what: 'figure',
      id: 'fig-a',
      isChart: true,
      isBeginning: false,
      needs: 75,
      left: 51,
      lines: 9
    } as const
    const words = (changes: Partial<Pushed>) => {
      const pages = [{...of(0.2), pushed: {...pushed, ...changes}}, of(0)]
      const [told] = checks.flatMap((check) =>
        check.of === 'print' && check.rule === 'page-is-full' ? check.look(printed({pages})) : []
      )
      return [told!.reason.replace(/.*at most: /, ''), told!.note]
    }
    const room = ' About 9 lines of text find room before it.'
    expect(words({})).toEqual([
      'the figure `#fig-a`, which needs 7.5 cm with the space above it, did not fit into the 5.1 cm that were left',
      `It lacks 2.4 cm. Give its chart a smaller \`height\`, or move it behind later text of its chapter.${room}`
    ])
    expect(words({above: {what: 'heading', id: 'h'}, what: 'table', id: 'tab-a', isChart: false, isBeginning: true})).toEqual([
      'the heading `#h` with the table `#tab-a` behind it, whose beginning needs 7.5 cm with the space above it, did not fit into the 5.1 cm that were left',
      `It lacks 2.4 cm. Move it behind later text of its chapter.${room}`
    ])
    expect(words({held: 'place', lines: 1})[1]).toBe(
      'It lacks 2.4 cm. Take away `place="here"`, and text from behind it fills the page.'
    )
    expect(words({held: 'colon'})[1]).toContain('ends with a colon')
  })
})

describe('last-page-holds-enough', () => {
  const told = after('last-page-holds-enough')
  const of = (page: number, empty: number, next = '') => ({page, empty, next})

  test('ok', () => {
    expect([
      ...told({pages: [of(4, 0, 'a#b'), of(5, 0.9)]}),
      ...told({pages: [of(4, 0.99)]}),
      // What begins a page by itself may be short: the page before it is none of those that are to be full.
      ...told({pages: [of(3, 0), of(5, 0.99)]}),
      ...told({pages: [of(4, 0), of(5, 1)]}, {blank: [5]})
    ]).toEqual([])
  })

  test('not ok', () => {
    expect(told({pages: [of(4, 0, 'a#b'), of(5, 0.92)]})).toEqual([
      'warning | Unexpected last page (page 3) with 2.0 cm of the text below `#b` on it | a#b'
    ])
    const places = {'a#b': {page: 2}, 'a#c': {page: 4}, 'a#d': {page: 3}}
    expect(told({pages: [of(4, 0), of(5, 0.92)], places})[0]).toMatch(/ \| a#c$/)
  })
})

describe('page-holds-something', () => {
  const told = after('page-holds-something')
  test('ok', () => expect(told({})).toEqual([]))
  test('not ok', () => {
    expect(told({}, {blank: [4]})).toEqual(['warning | Unexpected blank page (page 2)'])
    expect(told({interleaf: 3}, {blank: [3, 4]})).toEqual(['warning | Unexpected blank page (page 2)'])
    expect(
      after('page-is-full')(
        {
          pages: [
            {page: 4, empty: 1, next: ''},
            {page: 5, empty: 0, next: ''}
          ]
        },
        {blank: [4]}
      )
    ).toEqual([])
  })
})

describe('line-begins-and-ends-as-it-may', () => {
  const told = after('line-begins-and-ends-as-it-may')
  const mark = {page: 3, id: 'a#b', mark: '，', words: '网上，办', at: 'start'} as const
  test('ok', () => expect(told({})).toEqual([]))
  test('not ok', () => {
    expect(told({marks: [mark, {...mark, mark: '（', at: 'end', id: ''}]})).toEqual([
      'warning | Unexpected ， at the start of a line near “网上，办” on page 1 below `#b` | a#b',
      'warning | Unexpected （ at the end of a line near “网上，办” on page 1'
    ])
  })
})

describe('link-leads-to-a-page', () => {
  const told = after('link-leads-to-a-page')
  test('ok', () => expect(told({})).toEqual([]))
  test('not ok', () => {
    expect(told({lost: [{id: 'a#b', to: 'gone', words: 'below'}]})).toEqual([
      'warning | Unexpected link “below” to `#gone`, which is on no page | a#b'
    ])
  })
})

describe('pages-keep-budget', () => {
  const told = after('pages-keep-budget')
  test('ok', () => expect([...told({}), ...told({}, {mostPages: undefined})]).toEqual([]))
  test('not ok', () => expect(told({}, {mostPages: 4})).toEqual(['error | Unexpected 5 pages']))
})

describe('heading-stays-with-text', () => {
  const told = after('heading-stays-with-text')
  test('ok', () => expect(told({})).toEqual([]))
  test('not ok', () => {
    expect(told({stranded: [{page: 3, id: 'standing#levels'}]})).toEqual([
      'warning | Unexpected heading `#levels` at the foot of page 1 | standing#levels'
    ])
  })
})

describe('figure-is-near-its-mention', () => {
  const told = after('figure-is-near-its-mention')
  test('ok', () =>
    expect(
      told({
        mentions: [
          {id: 'a#fig-a', page: 4, mention: 3},
          {id: 'a#fig-b', page: 3, mention: 5}
        ]
      })
    ).toEqual([]))
  test('not ok', () => {
    expect(told({mentions: [{id: 'a#fig-a', page: 5, mention: 3}]})).toEqual([
      'warning | Unexpected `#fig-a` on page 3, 2 pages behind the words of its chapter that lead to it | a#fig-a'
    ])
  })
})

describe('picture-is-sharp', () => {
  const told = after('picture-is-sharp')
  test('ok', () => expect(told({pictures: [{id: 'a#img', alt: 'Hall', dots: 150}]})).toEqual([]))
  test('not ok', () => {
    expect(told({pictures: [{id: 'a#img', alt: 'Hall', dots: 72.4}]})).toEqual([
      'warning | Unexpected picture of 72 dots per inch | a#img'
    ])
  })
})

describe('font-is-our-own', () => {
  const told = after('font-is-our-own')
  test('ok', () => expect(told({})).toEqual([]))
  test('not ok', () => {
    expect(told({}, {fonts: ['SourceSerif4-Regular', 'DejaVuSans', 'Type3', 'DejaVuSans']})).toEqual([
      'warning | Unexpected font DejaVuSans',
      'warning | Unexpected font of drawings (Type 3)'
    ])
  })
})

describe('file-is-light', () => {
  const told = after('file-is-light')
  test('ok', () => expect(told({}, {bytes: 10_000_000})).toEqual([]))
  test('not ok', () => expect(told({}, {bytes: 12_340_000})).toEqual(['warning | Unexpected PDF of 12.3 MB']))
})

test('every rule has a place here, or in the test of preflight', () => {
  const text = readFileSync(new URL(import.meta.url), 'utf8')
  const rules = checks.map(({rule}) => rule).filter((rule) => !text.includes(`describe('${rule}'`))
  expect(rules).toEqual(['character-has-a-glyph'])
})

describe('a page that is set', () => {
  const chapter = (body: string) => `<section class="chapter" id="ch-standing">${body}</section>`
  const set = async (body: string) => (await one.print(page(chapter(body)))).set
  // 250 mm of paper, in CSS pixels.
  const HEIGHT = 945

  test('tells how full its pages are, and what begins the next', async () => {
    const {pages, labels} = await set(
      '<h1 id="standing" style="height: 40px">A</h1><p class="part">a</p><figure class="figure part" id="fig-a"><figcaption class="part" style="display: block">b</figcaption></figure><p>c</p>'
    )
    expect(labels).toEqual(['1', '2'])
    expect(pages.map(({page, next}) => [page, next])).toEqual([
      [1, 'standing#fig-a'],
      [2, '']
    ])
    expect(pages[0]!.empty).toBeCloseTo(1 - 640 / HEIGHT, 2)
  })

  test('tells what a page had no room for, alone or under its heading, and how much it lacks', async () => {
    const begun = '<h1 id="standing" style="height: 40px">A</h1><p class="part">a</p>'
    const whole = 'height: 400px; break-inside: avoid'
    const figure = `<figure class="figure" id="fig-a" style="${whole}">b</figure>`
    const of = async (body: string) => (await set(`${begun}${body}<p>c</p>`)).pages[0]!.pushed
    const left = (HEIGHT - 640) * (25.4 / 96)
    expect(await of(figure)).toEqual({
      what: 'figure',
      id: 'fig-a',
      isChart: false,
      isBeginning: false,
      needs: Math.ceil(400 * (25.4 / 96)),
      left: Math.floor(left),
      lines: 15
    })
    expect(await of(`<h2 id="b" style="break-after: avoid">B</h2>${figure}`)).toMatchObject({
      above: {what: 'heading', id: 'b'},
      needs: Math.ceil(440 * (25.4 / 96))
    })
    expect(await of(`<p>So:</p>${figure}`)).toMatchObject({held: 'colon'})
    expect(await of(figure.replace('"figure"', '"figure here"'))).toMatchObject({held: 'place'})
    expect(await of(`<pre style="${whole.replace('break-inside: avoid', 'overflow-x: auto')}">b</pre>`)).toMatchObject({
      what: 'block of code'
    })
    expect(await of(`<p style="break-after: avoid">So</p>${figure}`)).toMatchObject({above: {what: 'text'}})
    expect(await of('<p class="part">b</p>')).toMatchObject({what: 'block'})
    // What is broken fills the page; what would fit was kept away by something else.
    expect(await of(`<p>${'字 '.repeat(3000)}</p>`)).toBeUndefined()
    expect(await of('<p style="break-inside: avoid; break-before: column">b</p>')).toBeUndefined()
  })

  test('a page before one that is begun by itself may be empty', async () => {
    const body = '<p>a</p><h2 id="b" style="break-before: column">B</h2><p class="part">c</p><p class="part">d</p><p>e</p>'
    expect((await set(body)).pages.map(({page}) => page)).toEqual([2, 3])
  })

  test('tells of a heading that its text leaves, and of none that keeps it', async () => {
    const body = (css: string) => `<p style="height: 890px">a</p><h2 id="levels" style="${css}">B</h2><p class="part">c</p>`
    expect((await set(body(''))).stranded).toEqual([{page: 1, id: 'standing#levels'}])
    expect((await set(body('break-after: avoid'))).stranded).toEqual([])
  })

  test('tells how far figures are from their words', async () => {
    const {mentions} = await set(
      '<p>See <a href="#fig-a">1</a> and <a href="#fig-b">2</a>.</p><figure id="fig-b"><p>b</p></figure><p class="full">a</p><p class="full">b</p><p class="full">b</p><figure id="fig-a"><p>c</p></figure><figure id="fig-c"><p>d</p></figure>'
    )
    expect(mentions).toEqual([
      {id: 'standing#fig-b', page: 1, mention: 1},
      {id: 'standing#fig-a', page: 3, mention: 1}
    ])
  })

  test('tells the dots of pictures, but of none that is drawn', async () => {
    const svg = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')}`
    const {pictures} = await set(
      `<figure class="image" id="img-a"><img alt="Dot" style="width: 96px" src="${DOT}"></figure><p><img alt="Line" src="${svg}"></p>`
    )
    expect(pictures).toEqual([{id: 'standing#img-a', alt: 'Dot', dots: 1}])
  })

  test('tells a mark at the wrong end of a line, whatever it stands in, and none that is where it may be', async () => {
    const {marks} = await set(
      `<h2 id="b">B</h2><div lang="zh-Hans"><p>好<br>，好的<br>“好（<br><b>行</b>）</p><p>，好</p><p>好<br>——好<b>：</b><br>」</p><p>（好，“好”。</p><p style="width: 1em; line-break: anywhere">——</p></div><ul lang="zh-Hans"><li>好（<ul><li>好</li></ul></li></ul><p lang="en">a<br>，b (<br>c</p>`
    )
    expect(marks.map(({id, mark, at, words}) => [id, mark, at, words])).toEqual([
      ['standing#b', '，', 'start', '，好的'],
      ['standing#b', '（', 'end', '“好（'],
      ['standing#b', '」', 'start', '」'],
      ['standing#b', '—', 'start', '——']
    ])
  })

  test('tells where things stand, in millimetres of the sheet', async () => {
    const {places, marks} = await set(
      '<h2 id="b">B</h2><p class="full">a</p><figure id="fig-a" style="width: 96px; height: 192px">b</figure><p lang="zh">好<br>，</p>'
    )
    expect(places['standing#b']).toEqual({page: 1, box: [20, 25, expect.closeTo(170.1, 1), expect.closeTo(10.6, 1)]})
    expect(places['standing#fig-a']).toEqual({page: 2, box: [20, 25, expect.closeTo(25.4), expect.closeTo(50.8)]})
    expect(marks[0]).toMatchObject({
      page: 2,
      box: [20, expect.closeTo(25 + 50.8 + 5.3, 0), expect.any(Number), expect.any(Number)]
    })
  })

  test('the browser keeps marks where they may stand', async () => {
    const words = '他说：“可以（行），不行！”……好——好”——行，《书》、「字」。'.repeat(30)
    const lines = Array.from(
      {length: 12},
      (_, index) => `<p style="width: ${200 + 17 * index}px; line-break: strict">${words}</p>`
    )
    expect((await set(`<div lang="zh-Hans">${lines.join('')}</div>`)).marks).toEqual([])
  })

  test('tells links to what is not there, or not shown', async () => {
    const {lost} = await set(
      '<h2 id="b">B</h2><p id="c"><a href="#b">1</a> <a href="#gone">2</a> <a href="#hid">3</a> <a href="https://a.example/">4</a></p><p id="hid" hidden>d</p>'
    )
    expect(lost.map(({id, to, words}) => [id, to, words])).toEqual([
      ['standing#b', 'gone', '2'],
      ['standing#b', 'hid', '3']
    ])
  })

  test('a page of the file that holds a running head alone is blank, and one with a picture is not', async () => {
    const svg = '<svg role="img" aria-label="a" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    const body = `<h2 id="b">B</h2><div style="break-before: page; height: 10px"></div><p style="break-before: page">${svg}</p><p style="break-before: page"><img alt="" src="${DOT}"></p>`
    const {pdf} = await one.print({...page(body), heads: [{id: 'b', text: 'B'}], about: 'A'})
    expect(blankPagesOf(parsePdf(pdf))).toEqual([2])
  })

  test('an id is looked up in its own chapter, which another one may share', () => {
    const texts = ['compare', 'standing'].map((id) => ({path: `chapters/en/${id}.md`, text: `\n\n::figure{#fig-a}`}))
    const chapters = texts.map(({path}) => ({
      id: /(\w+)\.md/.exec(path)![1]!,
      language: 'en',
      variant: [],
      path,
      head: {} as never,
      places: {}
    }))
    const message = {severity: 'warning', rule: 'r', reason: 'R', anchor: 'standing#fig-a'} as const
    expect(placeMessages([{message}], chapters, texts)).toEqual([
      {severity: 'warning', rule: 'r', reason: 'R', path: 'chapters/en/standing.md', line: 3, column: 9}
    ])
  })
})

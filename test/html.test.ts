/** Raw HTML in a chapter: what is kept, what is decided, and what is an error with the place of its tag. */
import {describe, expect, test} from 'vitest'
import {composed, messages, mistakes, passage} from './composing.ts'

const told = async (text: string) =>
  (await messages({text})).map(({line, column, rule, reason}) => `${line}:${column} ${rule}: ${reason}`)

describe('D21 what a page holds stays', () => {
  test.each([
    '<abbr title="x">A</abbr> <u>u</u> <mark>m</mark> <kbd>k</kbd> <small>s</small> <ruby>汉<rt>hàn</rt></ruby>',
    'H<sub>2</sub>O <del>a</del> <ins datetime="2024-01-01">b</ins> <q>c</q> <cite>d</cite> <dfn>e</dfn> <var>f</var> <samp>g</samp> <code>h</code>',
    '<b class="k">i</b> <i>j</i> <em>l</em> <strong>m</strong> <s>n</s>o<br>p<wbr>q <span lang="zh">数</span> <bdi>r</bdi> <bdo dir="rtl">s</bdo> <time datetime="2024">t</time>'
  ])('%s', async (text) => expect(await passage({text})).toBe(`<p>${text}</p>`))

  test('around Markdown, in a sentence and between paragraphs', async () => {
    expect(await passage({text: 'A <u>**x** {{region.id}}</u> b'})).toMatch(
      /^<p>A <u><strong>x<\/strong> <data[^>]*>gd<\/data><\/u> b<\/p>$/
    )
    expect(await passage({text: '<details open>\n<summary>S *s*</summary>\n\n*x*\n\n- a\n\n</details>'})).toBe(
      '<details open>\n<summary>S *s*</summary><p><em>x</em></p><ul>\n<li>a</li>\n</ul></details>'
    )
  })

  test('tables, lists of terms, figures', async () => {
    const table =
      '<table><caption>C</caption><thead><tr><th scope="col" colspan="2">A</th></tr></thead><tbody><tr><td align="right">1</td><td>2</td></tr></tbody></table>'
    expect(await passage({text: table})).toBe(`<div class="table">${table}</div>`)
    expect(await passage({text: '<dl>\n<dt>T</dt>\n<dd>D</dd>\n</dl>'})).toBe('<dl><dt>T</dt><dd>D</dd></dl>')
    expect(
      await passage({
        text: '<figure>\n<img src="images/a.svg" alt="A" width="60%" height="20">\n<figcaption>C</figcaption>\n</figure>'
      })
    ).toBe('<figure>\n<img src="images/a.svg" alt="A" width="60%" height="20">\n<figcaption>C</figcaption>\n</figure>')
  })

  test('text as it is set, every blank of it', async () => {
    expect(await passage({text: '<pre>\n  a  b\n\n    {{region.id}}\n</pre>'})).toMatch(
      /^<pre>  a  b\n\n    <data[^>]*>gd<\/data>\n<\/pre>$/
    )
  })

  test('comments that end are left out', async () => {
    expect(await passage({text: 'a<!-- secret -->b\n\n<!-- one\n\ntwo :::only {{x -->\n\nc'})).toBe('<p>ab</p>\n<p>c</p>')
  })

  test('classes, languages and names of links, pictures and headings', async () => {
    const html = await passage({
      text: '# T\n\n<a href="#x" class="ref" lang="zh">w</a> <img src="a.svg" alt="A" class="k" id="x">\n\n<h2 class="k" lang="zh">H</h2>'
    })
    expect(html).toContain('<a href="#x" class="ref" lang="zh">w</a>')
    expect(html).toContain('<img src="a.svg" alt="A" class="k" id="x">')
    expect(html).toContain('<h2 class="k" lang="zh" id="standing-2">H</h2>')
  })

  test('headings count as headings, links and pictures keep their rules', async () => {
    const {outline, html} = await composed({
      text: '# T\n\n<h2 id="part">Part</h2>\n\n<a href="#part">p</a> <a href="doi:10.1/2" title="{{region.id}}">d</a>',
      numbered: true
    })
    expect(outline.map(({label, title, id}) => [label, title, id])).toEqual([
      ['1', 'T', 'standing'],
      ['1.1', 'Part', 'part']
    ])
    expect(html).toContain('<a href="https://doi.org/10.1/2" title="gd">d</a>')
    expect(await passage({text: '<img src="images/a.svg" alt="A {{region.id}}">'})).toBe(
      '<figure class="image"><img src="images/a.svg" alt="A gd"></figure>'
    )
  })
})

describe('D21 expressions and directives in raw HTML are decided or are errors', () => {
  test('a value in a block, in an attribute of words', async () => {
    expect(
      await passage({
        text: '<div>\nHello {{region.name}}, {{num latest.n}}\n</div>',
        queries: [{query: 'latest', key: [], columns: [{name: 'n', type: 'integer'}], rows: [{n: '1200'}]}]
      })
    ).toMatch(/^<div>\nHello <data[^>]*>Guangdong<\/data>, <data[^>]*>1,200<\/data>\n<\/div>$/)
    expect(await passage({text: '<abbr title="of {{region.name}}">x</abbr>'})).toBe('<p><abbr title="of Guangdong">x</abbr></p>')
  })

  test('a passage between the tags', async () => {
    const text = (id: string) => `<div>\n\n:::only{if="region.id = '${id}'"}\nSecret.\n:::\n\n</div>`
    expect(await passage({text: text('zj')})).toBe('<div></div>')
    expect(await passage({text: text('gd')})).toBe('<div><p>Secret.</p></div>')
    expect(await passage({text: `A <u>:only[x]{if="region = 'zj'"}</u>`})).toBe('<p>A <u></u></p>')
    expect(
      await passage({text: '<ul>\n\n:::only{if="region = \'gd\'"}\n<li>x</li>\n:::\n\n</ul>'.replace('<li>x</li>', '- x')})
    ).toContain('x')
  })

  test.each([
    ['<div>\n:::only{if="region.id = \'zj\'"}\nSecret.\n:::\n</div>', '4:1 directive-is-understood'],
    ['<div>a\n::figure{#fig-a chart="a" data="b" caption="c"}\n</div>', '4:1 directive-is-understood'],
    ['<div>a :only[x]{if="region = \'zj\'"}</div>', '3:8 directive-is-understood'],
    ['<div>\n{{region.name\n</div>', '3:6 expression-is-understood'],
    ['<div>{region.name}</div>', '3:6 expression-is-closed'],
    ['<div class="{{region.id}}">x</div>', '3:1 expression-has-its-place'],
    ['<div>\nsee [](#fig-a) and[^a]\n</div>', '4:5 html-holds-no-markdown'],
    ['> <div>\n> :::only{if="region.id = \'zj\'"}\n> </div>', '4:1 directive-is-understood']
  ])('%j', async (text, expected) => expect((await told(text)).map((line) => line.replace(/: .*/s, ''))[0]).toBe(expected))
})

describe('D21 what would be dropped is an error that names the tag and its place', () => {
  test.each([
    ['Press <Ctrl> now', '3:7 html-element-is-known: Unexpected element `<Ctrl>`, which a page of a report does not hold'],
    ['Write <name>x</name>', '3:7 html-element-is-known: Unexpected element `<name>`, which a page of a report does not hold'],
    [
      'Use a <script> element.',
      '3:7 html-element-is-known: Unexpected element `<script>`, which a page of a report does not hold'
    ],
    [
      '<script>\nalert(1)\n</script>',
      '3:1 html-element-is-known: Unexpected element `<script>`, which a page of a report does not hold'
    ],
    ['<style>a{}</style>', '3:1 html-element-is-known: Unexpected element `<style>`, which a page of a report does not hold'],
    [
      'x<iframe src="https://example.org"></iframe>',
      '3:2 html-element-is-known: Unexpected element `<iframe>`, which a page of a report does not hold'
    ],
    ['Use <select> here', '3:5 html-element-is-known: Unexpected element `<select>`, which a page of a report does not hold'],
    [
      '<data value="1">1</data>',
      '3:1 html-element-is-known: Unexpected element `<data>`, which a page of a report does not hold'
    ],
    [
      '<octavo-chart data-figure="x"></octavo-chart>',
      '3:1 html-element-is-known: Unexpected element `<octavo-chart>`, which a page of a report does not hold'
    ],
    [
      '<b onclick="alert(1)">x</b>',
      '3:1 html-attribute-is-known: Unexpected attribute `onclick` of `<b>`, which a page of a report does not hold'
    ],
    [
      '<b style="position:fixed">x</b>',
      '3:1 html-attribute-is-known: Unexpected attribute `style` of `<b>`, which a page of a report does not hold'
    ],
    [
      '<a href="javascript:alert(1)">x</a>',
      '3:1 link-is-safe: Unexpected target `javascript:alert(1)`, expected a web or mail address'
    ],
    ['<img src="images/c.png">', '3:1 image-has-alternative-text: Unexpected image without an alternative text'],
    [
      'One.\n\n<!-- note\n\nTwo.\n\nThree.',
      '5:1 html-is-wellformed: Unexpected comment `<!--` without its end `-->`, which would take the rest with it'
    ],
    ['<?php x ?>', '3:1 html-is-wellformed: Unexpected instruction `<?`, which no page shows'],
    ['<!DOCTYPE html>', '3:1 html-is-wellformed: Unexpected declaration'],
    ['<h1>Big</h1>\n\nText', '3:1 chapter-has-one-title: Unexpected `<h1>`, expected the one `# Title` of the chapter'],
    [
      'A <b>x',
      '3:3 html-is-closed: Unexpected `<b>` without an end, expected `</b>` in the same paragraph, list item or passage'
    ],
    ['A x</b>', '3:4 html-is-closed: Unexpected `</b>`, which closes nothing that was opened here'],
    ['A <b><i>x</b></i>', '3:6 html-is-closed: Unexpected `<i>` without an end, expected `</i>` before `</b>`'],
    [
      'A **<b>x**</b>',
      '3:5 html-is-closed: Unexpected `<b>` without an end, expected `</b>` in the same paragraph, list item or passage'
    ],
    ['<div/>', '3:1 html-is-closed: Unexpected `<div/>`, expected `</div>` behind its words'],
    ['A <div>x</div> b', '3:3 html-nests: Unexpected `<div>` here, expected it between paragraphs'],
    [
      '<table>x</table>',
      '3:8 html-nests: Unexpected text inside `<table>`, expected nothing but `<caption>`, `<colgroup>`, `<thead>`, `<tbody>`, `<tfoot>`, `<tr>`'
    ],
    ['<td>x</td>', '3:1 html-nests: Unexpected `<td>` here, expected inside `<tr>`'],
    ['<p>\n\nx\n\n</p>', '5:1 html-nests: Unexpected passage of Markdown inside `<p>`, expected words alone'],
    [
      '- <div>\n  <Key>\n  </div>',
      '4:3 html-element-is-known: Unexpected element `<Key>`, which a page of a report does not hold'
    ]
  ])('%j', async (text, expected) => expect(await told(text)).toContain(expected))

  test('each tag once', async () => {
    expect(await mistakes({text: 'Write <name>x</name> and <name>'})).toHaveLength(1)
  })
})

test('E33 a raw picture from elsewhere is asked for as one in Markdown is', async () => {
  const {images} = await composed({text: '<img src="http://example.org/a.png" alt="a">'})
  expect(images).toEqual(['http://example.org/a.png'])
})

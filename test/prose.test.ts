/** What is prose stays as it is written, in Chinese and English; what is nearly a directive or an expression is an error. */
import {describe, expect, test} from 'vitest'
import {composed, messages, mistakes, passage} from './composing.ts'

const chinese = (text: string) => passage({text, language: 'zh-Hans'})
const plain = (html: string) => html.replaceAll(/ class="value(?: short)?"/g, '')

describe('D23 emphasis stands beside Chinese punctuation', () => {
  test.each([
    ['这是**重点。**后面继续。', '<p>这是<strong>重点。</strong>后面继续。</p>'],
    ['**“引号”**里面，不如**《书名》**好', '<p><strong>“引号”</strong>里面，不如<strong>《书名》</strong>好</p>'],
    ['前文**（括号）**后文', '<p>前文<strong>（括号）</strong>后文</p>'],
    ['单星*强调，*继续；~~删除。~~后文', '<p>单星<em>强调，</em>继续；<del>删除。</del>后文</p>'],
    ['共**3**个，**https**与', '<p>共<strong>3</strong>个，<strong>https</strong>与</p>'],
    ['**`代码`。**后文', '<p><strong><code>代码</code>。</strong>后文</p>']
  ])('%s', async (text, html) => expect(await chinese(text)).toBe(html))

  test('around a value', async () => {
    expect(await chinese('**{{region.name}}：**后文')).toMatch(/^<p><strong><data[^>]*>广东<\/data>：<\/strong>后文<\/p>$/)
  })
})

describe('D23 a bare address ends where Chinese begins', () => {
  test.each([
    ['见 https://www.gov.cn/a。谢谢。', 'https://www.gov.cn/a', '。谢谢。'],
    ['（https://a.cn/b）后', 'https://a.cn/b', '）后'],
    ['见https://a.cn/b，**粗**', 'https://a.cn/b', '，<strong>粗</strong>'],
    ['https://a.cn/b?c=1&d=2数字', 'https://a.cn/b?c=1&amp;d=2'.replace('&amp;', '&#x26;'), '数字'],
    ['“https://a.cn”上', 'https://a.cn', '”上'],
    ['见https://a.cn/b[1]。', 'https://a.cn/b', '[1]。'],
    ['https://a.cn/b.。', 'https://a.cn/b', '.。'],
    ['https://a.cn/𠮷', 'https://a.cn/', '𠮷'],
    ['https://a.cn/b、https://a.cn/c', 'https://a.cn/b', '、<a href="https://a.cn/c">https://a.cn/c</a>']
  ])('%s', async (text, address, rest) => {
    expect(await chinese(text)).toContain(`<a href="${address}">${address}</a>${rest}`)
  })

  test('of mail and of www too, and one in angle brackets keeps its Chinese', async () => {
    expect(await chinese('发至a@b.cn。见www.a.cn。<https://a.cn/数字>')).toBe(
      '<p>发至<a href="mailto:a@b.cn">a@b.cn</a>。见<a href="http://www.a.cn">www.a.cn</a>。<a href="https://a.cn/%E6%95%B0%E5%AD%97">https://a.cn/数字</a></p>'
    )
  })
})

describe('D23 the lines of a paragraph are joined as its script asks', () => {
  test.each([
    ['zh-Hans', '第一行\n第二行', '<p>第一行第二行</p>'],
    ['zh-Hans', 'Open\nData', '<p>Open Data</p>'],
    ['zh-Hans', '**Open**\nData', '<p><strong>Open</strong> Data</p>'],
    ['zh-Hans', '[Open](https://a.b)\n*Data*', '<p><a href="https://a.b">Open</a> <em>Data</em></p>'],
    ['zh-Hans', '开放,\nOpen', '<p>开放,Open</p>'.replace(',Open', ', Open')],
    ['zh-Hans', '使用\nData平台', '<p>使用Data平台</p>'],
    ['zh-Hans', '使用 Data 平台，使用\nData', '<p>使用 Data 平台，使用 Data</p>'],
    ['zh-Hans', '**数字**\n政府。\nOpen', '<p><strong>数字</strong>政府。Open</p>'],
    ['zh-Hans', '“数字”\n“政府”', '<p>“数字”“政府”</p>'],
    ['zh-Hans', '- 第一\n  第二', '<ul>\n<li>第一第二</li>\n</ul>'],
    ['zh-Hans', '第一  \n第二\\\n第三', '<p>第一<br>第二<br>第三</p>'.replaceAll('<br>', '<br>\n')],
    ['zh-Hant', '第一行\n第二行', '<p>第一行第二行</p>'],
    ['en', 'the term 数字\n政府 means', '<p>the term 数字政府 means</p>'],
    ['en', 'the term\n数字 means', '<p>the term\n数字 means</p>'],
    ['en', 'one\ntwo', '<p>one\ntwo</p>'],
    ['en', '한국\n사람', '<p>한국\n사람</p>']
  ])('%s %j', async (language, text, html) => expect(await passage({text, language})).toBe(html))

  test('in headings and alternative texts', async () => {
    const {html} = await composed({text: '# 题\n\n第一\n第二\n---\n\n一张 ![多行\n说明](images/a.svg)', language: 'zh-Hans'})
    expect(html).toContain('>第一第二</h2>')
    expect(html).toContain('alt="多行说明"')
  })

  test('beside a value by what the value says', async () => {
    expect(plain(await chinese('本省\n{{region.name}}\n的'))).toBe(
      '<p>本省<data value="广东" data-origin="region[id=gd].name_zh_hans">广东</data>的</p>'
    )
    expect(plain(await chinese('按 Open\n{{report.id}}'))).toContain('按 Open <data value="markets"')
    expect(plain(await passage({text: 'See\n{{region.name}}\nnow'}))).toMatch(/^<p>See\n<data[^>]*>Guangdong<\/data>\nnow<\/p>$/)
  })

  test('beside words for some editions by what is there', async () => {
    expect(await chinese('甲\n:only[Open]{if="region = \'gd\'"}\nData')).toBe('<p>甲Open Data</p>')
    expect(await chinese('甲\n:only[Open]{if="region = \'zj\'"}\nData')).toBe('<p>甲Data</p>')
  })
})

describe('D24 ordinary prose is printed as it is written', () => {
  test.each([
    '来源:统计局[1]。',
    'see localhost:8080[a]',
    '::ffff is an address',
    '::1 is an address',
    '::ffff:10.0.0.1',
    '::before is an element of style',
    'at 12:30 and 3:2, 注：a:b, note:x, std::vector',
    'the value {"a": {"b": 1}} is sent',
    'a set {1, 2}, {a: {b: 1}} and {n}',
    'only: this, and each: that',
    '数据来源:table 3'
  ])('%s', async (text) => {
    expect(await passage({text})).toBe(`<p>${text.replaceAll('&', '&#x26;')}</p>`)
  })

  test('with its Markdown', async () => {
    expect(await chinese('来源:统计局[链接](https://a.cn)')).toBe('<p>来源:统计局<a href="https://a.cn">链接</a></p>')
  })

  test('where braces, colons and marks of notes are escaped', async () => {
    expect(await passage({text: '\\{\\{name}} \\{{{region.id}}\\} \\{region.name\\}'})).toMatch(
      /^<p>\{\{name\}\} \{<data[^>]*>gd<\/data>\} \{region\.name\}<\/p>$/
    )
    expect(await passage({text: 'Write \\{\\{name\\}\\} and \\:only[x]\\{if="a"} and \\[^a].\n\n\\:::only'})).toBe(
      '<p>Write {{name}} and :only[x]{if="a"} and [^a].</p>\n<p>:::only</p>'
    )
  })

  test('in links: titles, doi, headings by their words', async () => {
    expect(await passage({text: '[a](https://b.c "Hover {{region.name}}") ![a](images/b.png "Seen")'})).toBe(
      '<p><a href="https://b.c" title="Hover Guangdong">a</a> <img src="images/b.png" alt="a" title="Seen"></p>'
    )
    expect(await passage({text: '[a](doi:10.1000/182)'})).toBe('<p><a href="https://doi.org/10.1000/182">a</a></p>')
    const text = '# T\n\n## The Method, in {{region.name}}\n\n## 方法\n\n## Same\n\n## Same\n\n'
    const links = '[a](#the-method-in-guangdong) [b](#方法) [c](#%E6%96%B9%E6%B3%95) [d](#same) [e](#same-1)'
    const {html} = await composed({text: text + links, numbered: true})
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      '#standing-2',
      '#standing-3',
      '#standing-3',
      '#standing-4',
      '#standing-5'
    ])
  })

  test('a link to a heading means the one of its own chapter', async () => {
    const {html} = await composed({
      text: {one: '# One\n\n## Method\n', two: '# Two\n\n## Method {#second}\n\n[m](#method)', three: '# Three\n\n[m](#method)'}
    })
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['#second', '#one-2'])
    expect(await mistakes({text: '# T\n\n[x](#nowhere)'})).toHaveLength(1)
  })
})

describe('D24 what is nearly a directive is an error that says what is wrong with it', () => {
  const body = '\nSecret.\n:::'
  test.each([
    [`:::only {if="region = 'zj'"}${body}`, 'blank before `{`'],
    [`::: only{if="region = 'zj'"}${body}`, 'blank between the colons and the name'],
    [`：：：only{if="region = 'zj'"}${body}`, 'full-width colons'],
    [`::key-figure{value="{{num a.b or="–"}}" label="L"}`, 'quotation mark `"` inside an expression in'],
    [`:::only{if=“region = 'zj'”}${body}`, 'typographic quotation marks'],
    [`:::only｛if="region = 'zj'"｝${body}`, 'full-width braces'],
    [`:::only{if=region = 'zj'}${body}`, 'attribute without quotation marks'],
    [`:::only{if="region = 'zj'"${body}`, 'expected `"}`'],
    [`:::only{if="region = 'zj'"} Secret${body}`, 'text behind the attributes'],
    ['::figure {#fig-a chart="a" data="b" caption="c"}', 'blank before `{`'],
    [':::callout{kind="key" title="T & \\"q\\""}\nx\n:::', 'quotation mark behind `\\`'],
    ['::figrue #fig-a', 'which is no directive'],
    [`A :only [x]{if="region = 'zj'"}`, 'blank before `[`'],
    [`A ：only[x]{if="region = 'zj'"}`, 'full-width colons'],
    [`A :only［x］{if="region = 'zj'"}`, 'full-width braces, brackets'],
    [`A : only[x]{if="region = 'zj'"}`, 'blank between the colons and the name'],
    ['A ![x](images/a.svg) {width="60%"}', 'which belongs to no directive, heading, image or link before it'],
    ['A [x](#title) {#here}', 'which belongs to no directive'],
    ['# T\n\n## Part { #part }', 'which belongs to no directive'],
    ['A ｛｛region.name｝｝', 'full-width braces'],
    ['A {{region.name}', 'Unexpected `{{` or `}}`'],
    ['A {region.name}}', 'Unexpected `{{` or `}}`'],
    ['A {region.name}', 'single braces in `{region.name}`'],
    ['A { num latest.stalls digits=1 }', 'single braces in'],
    ['A {{{region.name}}}', 'third brace'],
    ['| a |\n|---|\n| :::only{if="region = \'zj\'"} |', ':::only']
  ])('%s', async (text, fault) => {
    const told = await messages({text})
    expect(told.map(({reason}) => reason).join('\n')).toContain(fault)
    expect(told.every(({line}) => line! >= 3)).toBe(true)
  })

  test.each([
    [':::Only{if="region = \'zj\'"}\nSecret.\n:::', 'directive-is-known: Unexpected directive `Only` (Did you mean `only`?)'],
    ['A :olny[x]{if="region = \'zj\'"}', 'directive-is-known: Unexpected directive `olny` (Did you mean `only`?)'],
    ['A :onl[x]', 'directive-is-known: Unexpected directive `onl` (Did you mean `only`?)']
  ])('%s', async (text, told) => expect(await mistakes({text})).toEqual([told]))

  test('inside quotations and lists too', async () => {
    expect(await mistakes({text: '> text\n> :::only {if="region = \'zj\'"}\n> x\n> :::'})).toHaveLength(2)
    expect(await mistakes({text: '- text\n  :::only {if="region = \'zj\'"}'})).toHaveLength(1)
  })

  test('typographic marks inside a condition', async () => {
    expect((await mistakes({text: ':::only{if="region = ‘zj’"}\nx\n:::'}))[0]).toContain('straight')
  })
})

describe('D24 code that decides something is told where it was hardly meant as code', () => {
  test.each([
    ['- item\n\n      :::only{if="region = \'zj\'"}\n      Secret.\n      :::', 'code by an indent of four blanks'],
    ['a\n\n    {{region.name}}', 'code by an indent of four blanks'],
    ['```\nx\n\n:::only{if="region = \'zj\'"}\nSecret.\n:::', 'code without a line ````` at its end']
  ])('%j', async (text, what) => {
    const [told] = await messages({text})
    expect(told).toMatchObject({rule: 'code-is-meant', reason: `Unexpected ${what} with a directive or an expression in it`})
  })

  test('and code that was meant is code', async () => {
    const text = '```\n:::only{if="x"}\n{{region.name}}\n```\n\n    plain code\n\n`{{region.name}}`'
    expect(await passage({text})).toContain('{{region.name}}\n</code>')
  })
})

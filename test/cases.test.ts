/** Cases that people met, in `fixtures/cases/`: each with the right value. */
import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {composed, messages, type Given} from './composing.ts'

interface Case {
  readonly suite: 'cjk' | 'prose' | 'html'
  readonly section: string
  readonly markdown: string
  /** The HTML, or what is right in words. */
  readonly right: string
}

const cases = JSON.parse(readFileSync(new URL('fixtures/cases/markdown.json', import.meta.url), 'utf8')) as readonly Case[]

/** What stands under the title; the marks of a value that serve styles left out. */
async function bodyOf(given: Given): Promise<string> {
  const {html} = await composed(given)
  return html
    .replace(/^<section[^>]*><h1[^>]*>T<\/h1>/, '')
    .replace(/<\/section>$/, '')
    .replaceAll(/ class="value(?: short)?"/g, '')
    .trim()
}

/** Right values of the cases whose `right` is said in words: the HTML, or the message with its place. */
const SAID: Readonly<Record<string, string>> = {
  'escaped braces': '<p>Write {{name}} there.</p>',
  'line starts with ::': '<p>::ffff is an address</p>',
  'port and brackets': '<p>see localhost:8080[a]</p>',
  'half-width colon before Han and a bracket': '<p>来源:统计局[1]。</p>',
  'link to a fragment of a heading by words': '<h2 id="standing-2">Method</h2>\n<p>See <a href="#standing-2">the method</a>.</p>',
  'image with a title': '<figure class="image"><img src="images/b.png" alt="a" title="Hover"></figure>',
  'doi link': '<p><a href="https://doi.org/10.1000/182">a</a></p>',
  'abbr, u, mark, kbd, small, ruby':
    '<p><abbr title="x">A</abbr> <u>u</u> <mark>m</mark> <kbd>k</kbd> <small>s</small> <ruby>汉<rt>hàn</rt></ruby></p>',
  'JSON inline': '<p>the value {"a": {"b": 1}} is sent</p>',
  'expression in a block of raw HTML':
    '<div>\nHello <data value="Guangdong" data-origin="region[id=gd].name_en">Guangdong</data>\n</div>',
  'only inside a block of raw HTML': '4:1 directive-is-understood',
  'unclosed comment': '5:1 html-is-wellformed',
  'raw script in a sentence': '3:7 html-element-is-known',
  'raw select': '3:5 html-element-is-known',
  'placeholder in angle brackets': '3:7 html-element-is-known',
  'raw h1': '3:1 chapter-has-one-title',
  'raw img without alt': '3:1 image-has-alternative-text'
}

describe.each(['cjk', 'prose', 'html'] as const)('markdown: %s', (suite) => {
  test.each(cases.filter((one) => one.suite === suite).map((one) => [one.section, one] as const))('%s', async (section, one) => {
    const language = suite === 'cjk' && !section.includes('English') ? 'zh-Hans' : 'en'
    const given = {text: `# T\n\n${one.markdown}`, language}
    const right = SAID[section] ?? one.right
    if (/^\d+:\d+ /.test(right)) {
      const [first] = await messages(given)
      expect(`${first?.line}:${first?.column} ${first?.rule}`).toBe(right)
    } else expect(await bodyOf(given)).toBe(right)
  })
})

test('every case has its right value', () => {
  expect(cases).toHaveLength(25)
  expect(Object.keys(SAID).filter((section) => !cases.some((one) => one.section === section))).toEqual([])
})

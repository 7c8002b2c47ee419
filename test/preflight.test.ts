import {expect, test} from 'vitest'
import {preflight} from '../pipeline/stages/preflight.ts'
import {report} from './fixtures/print/report.ts'

const characters = async (body: string) => (await preflight({...report({chapters: 1}), body})).map(({character}) => character)

test('a character without a glyph is found in what is shown, and only there', async () => {
  expect(await characters('<p>数据 😀</p>')).toEqual(['😀'])
  expect(await characters('<p>a &#x1F600; b</p>')).toEqual(['😀'])
  expect(await characters('<img alt="a > 😀"><p title=\'😀 > \'>a</p>')).toEqual([])
})

test('what only looks like a reference to a character is text', async () => {
  expect(await characters('<p>&amp;#x1F600; &#x26;#x1F600; &amp;#x110000; &#x110000;</p>')).toEqual([])
})

test('D25 what is written as it is keeps its script in every edition, and prose does not', async () => {
  const told = async (body: string) =>
    (await preflight({...report({chapters: 1}), language: 'zh-Hant', body})).map(({character}) => character)
  expect(await told('<p>命令<code class="x">导出</code></p><pre><code>软件/后台.csv</code></pre><p>導出</p>')).toEqual([])
  expect(await told('<p>命令<code>導出</code>导出</p>')).toEqual(['导'])
  expect(await told('<p><code>😀</code></p>')).toEqual(['😀'])
})

test('F38 a word of a script that no face has is told once, not letter by letter', async () => {
  const messages = await preflight({...report({chapters: 1}), body: '<p>see مرحبا بكم and 😀, then مرحبا</p>'})
  expect(messages.map(({reason, character}) => [character, reason.replace(/ near.*/, '')])).toEqual([
    ['م', 'Unexpected characters مرحبا بكم (from U+0645)'],
    ['😀', 'Unexpected character 😀 (U+1F600)']
  ])
})

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

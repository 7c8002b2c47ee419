/** One script of Chinese from the other: by phrase, with the report's own words, in texts and in data. */
import {describe, expect, test} from 'vitest'
import {derive, isDerivable} from '../pipeline/stages/derive.ts'

const toTraditional = <Value>(value: Value, words = {}) => derive({value, from: 'zh-Hans', to: 'zh-Hant', words})

describe('a phrase decides what a character becomes', () => {
  test.each([
    ['头发与发展', '頭髮與發展'],
    ['里面有三公里', '裡面有三公里'],
    ['皇后在后面', '皇后在後面'],
    ['干部不干预干旱', '幹部不干預乾旱'],
    ['一只船只有一面旗', '一隻船隻有一面旗'],
    ['数字政府网站', '數字政府網站']
  ])('%s', async (simplified, traditional) => expect(await toTraditional(simplified)).toBe(traditional))
})

test('quotation marks are those of the script, and an apostrophe stays one', async () => {
  expect(await toTraditional('“一‘网’通办”')).toBe('「一『網』通辦」')
  expect(await toTraditional('O’Brien的“网”，‘ABC’')).toBe('O’Brien的「網」，『ABC』')
  expect(await derive({value: '「一『網』通辦」', from: 'zh-Hant', to: 'zh-Hans', words: {}})).toBe('“一‘网’通办”')
})

test('the report’s own words come after the conversion, the longest first', async () => {
  expect(await toTraditional('网络与网络安全', {網絡: '網路', 網絡安全: '資安'})).toBe('網路與資安')
})

test('what is not Chinese stays as it is', async () => {
  const text =
    '---\nid: standing\n---\n# {{region.name}} {#standing}\n\n:::only{if="region.id = \'gd\'"}\n[](#fig-a){page}\n:::\n'
  expect(await toTraditional(text)).toBe(text)
})

test('a condition compares with data, whose script is not ours to change', async () => {
  const text =
    '---\nif: "region.kind = \'内陆\'"\n---\n:::only{if="region.kind = \'内陆\'"}\n内陆 :only[沿岸]{if=\'a.b = "发"\'}\n:::\n'
  expect(await toTraditional(text)).toBe(text.replace('\n内陆 :only[沿岸]', '\n內陸 :only[沿岸]'))
})

test('texts inside data are completed, and what is written already is kept', async () => {
  const value = {
    title: {en: 'Web', 'zh-Hans': '网络'},
    list: [{label: {'zh-Hans': '发展', 'zh-Hant': '自己的'}}],
    words: {'zh-Hans': ['头发', '网']},
    count: 1,
    none: null
  }
  expect(await toTraditional(value)).toEqual({
    title: {en: 'Web', 'zh-Hans': '网络', 'zh-Hant': '網絡'},
    list: [{label: {'zh-Hans': '发展', 'zh-Hant': '自己的'}}],
    words: {'zh-Hans': ['头发', '网'], 'zh-Hant': ['頭髮', '網']},
    count: 1,
    none: null
  })
})

test('only the two scripts of Chinese can be derived from each other', () => {
  expect([isDerivable('zh-Hans', 'zh-Hant'), isDerivable('zh-Hant', 'zh-Hans')]).toEqual([true, true])
  expect([isDerivable('en', 'zh-Hans'), isDerivable('zh-Hans', 'zh-Hans')]).toEqual([false, false])
})

/** The small language of `if="..."`: what it reads, what it refuses, and what holds. */
import {describe, expect, test} from 'vitest'
import {holds} from '../pipeline/stages/compose/holds.ts'
import type {Names} from '../pipeline/stages/compose/names.ts'
import {readCondition} from '../pipeline/stages/parse/condition.ts'
import {dataset} from './composing.ts'

const names: Names = {
  language: 'en',
  axes: {region: 'gd', audience: 'leaders', language: 'en'},
  loops: [],
  datasets: {
    region: dataset('region', [
      {id: 'gd', name_en: 'Guangdong', model: 'pioneering', quoted: "it's", note: null, blank: '', open: true}
    ]),
    profile: dataset(
      'profile',
      [{people: '126012510', rate: '0.50', exact: '9007199254740993', code: '010', power: '1e1', year: '2019'}],
      {
        fields: {people: {type: 'integer'}, rate: {type: 'number'}, exact: {type: 'integer'}, year: {type: 'year'}}
      }
    ),
    peers: dataset('peers', [{id: 'zj'}, {id: 'js'}]),
    nobody: dataset('nobody', [], {fields: {id: {}}})
  }
}

const isTrue = (text: string) => holds(readCondition(text), names)

describe('what holds', () => {
  test.each([
    "region = 'gd'",
    "audience != 'public'",
    "region.model = 'pioneering'",
    "region.name = 'Guangdong'",
    "region.quoted = 'it\\'s'",
    'region.open = true',
    'profile.people > 126000000',
    'profile.people >= 126012510',
    'profile.people <= 126012510',
    'profile.rate < 1',
    'profile.rate = 0.5',
    'profile.rate > -1',
    'profile.exact > 9007199254740992',
    "region in ('zj', 'gd')",
    "region not in ('zj', 'js')",
    'region.note is empty',
    'region.blank is empty',
    'nobody is empty',
    'nobody.id is empty',
    'peers is not empty',
    'region.name is not empty',
    "not region = 'zj'",
    "region = 'gd' and audience = 'leaders'",
    "region = 'zj' or audience = 'leaders'"
  ])('%s', (text) => expect(isTrue(text)).toBe(true))
})

describe('what does not hold', () => {
  test.each([
    "region = 'GD'",
    "region.model != 'pioneering'",
    'profile.people < 126012510',
    'profile.exact = 9007199254740992',
    "region in ('zj')",
    'peers is empty',
    "not (region = 'gd' or audience = 'public')",
    "region = 'gd' and audience = 'public'"
  ])('%s', (text) => expect(isTrue(text)).toBe(false))
})

test('nothing is neither more nor less than a value, and differs from every one', () => {
  expect(isTrue('region.note < 1')).toBe(false)
  expect(isTrue('region.note >= 1')).toBe(false)
  expect(isTrue("region.note = ''")).toBe(false)
  expect(isTrue("region.note != 'x'")).toBe(true)
})

test('`and` binds closer than `or`, and parentheses closer than both', () => {
  expect(isTrue("region = 'gd' or region = 'zj' and audience = 'public'")).toBe(true)
  expect(isTrue("(region = 'gd' or region = 'zj') and audience = 'public'")).toBe(false)
})

test('B12 codes are compared as texts, numbers and years by size', () => {
  expect(isTrue("profile.code = '10'")).toBe(false)
  expect(isTrue("profile.code = '010'")).toBe(true)
  expect(isTrue("profile.power in ('10')")).toBe(false)
  expect(isTrue("profile.rate = '0.5'")).toBe(true)
  expect(isTrue('profile.year > 999')).toBe(true)
})

test('numbers are compared by size and texts by their characters', () => {
  expect(isTrue('profile.rate < 10')).toBe(true)
  expect(isTrue("region.name < 'Zhejiang'")).toBe(true)
})

describe('what is refused, and why', () => {
  test.each([
    [
      'region.id',
      'Unexpected end of the condition in `region.id`, expected a comparison: `=`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `is empty`'
    ],
    ['', 'Unexpected end of the condition in ``, expected a path, a text in single quotes or a number'],
    ["region.id == 'gd'", "Unexpected `=` in `region.id == 'gd'`, expected a path, a text in single quotes or a number"],
    [
      "region.id '=' 'gd'",
      "Unexpected `=` in `region.id '=' 'gd'`, expected a comparison: `=`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `is empty`"
    ],
    ["region in 'gd'", "Unexpected `gd` in `region in 'gd'`, expected `(`"],
    ["region in ('gd'", "Unexpected end of the condition in `region in ('gd'`, expected `)`"],
    ["(region = 'gd'", "Unexpected end of the condition in `(region = 'gd'`, expected `)`"],
    ["region = 'gd')", "Unexpected `)` in `region = 'gd')`, expected the end"],
    ["region = 'gd' audience = 'x'", "Unexpected `audience` in `region = 'gd' audience = 'x'`, expected the end"],
    ['region.note is nothing', 'Unexpected `nothing` in `region.note is nothing`, expected `empty`'],
    ["region = 'gd", "Unexpected `'` in `region = 'gd`"],
    ['region && audience', 'Unexpected `&` in `region && audience`']
  ])('%s', (text, reason) => expect(() => readCondition(text)).toThrow(expect.objectContaining({message: reason})))
})

test('names that there are not, and values of several rows, are mistakes when they are met', () => {
  expect(() => isTrue("regoin.id = 'gd'")).toThrow('Unexpected name `regoin`')
  expect(() => isTrue("region.modle = 'x'")).toThrow('Unexpected column `modle` of `region`')
  expect(() => isTrue("peers.id = 'zj'")).toThrow('Unexpected 2 rows of `peers`, expected one')
  expect(() => isTrue("constructor = 'x'")).toThrow('Unexpected path `constructor`')
})

test('B12 codes are texts, numbers are numbers by the type of their column or as they are written', () => {
  const given = {
    ...names,
    datasets: {
      ...names.datasets,
      code: dataset('code', [{text: '010', e: '1e1', amount: '10', year: '2023'}], {
        fields: {amount: {type: 'number'}, year: {type: 'year'}}
      })
    }
  }
  const told = (text: string) => holds(readCondition(text), given)
  expect(["code.text = '10'", "code.e = '10'", "code.text in ('10', '1e1')", 'code.text = code.e'].map(told)).toEqual(
    Array(4).fill(false)
  )
  expect(
    [
      "code.text = '010'",
      'code.text = 10',
      "code.amount = '10.0'",
      'code.amount > 9',
      "code.year >= '2023'",
      'code.e = code.amount'
    ].map(told)
  ).toEqual(Array(6).fill(true))
})

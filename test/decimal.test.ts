import {expect, test} from 'vitest'
import {canonicalDecimal, compareDecimals, compareText} from '../pipeline/values/decimal.ts'
import {byColumns} from '../pipeline/values/order.ts'

test.each([
  ['1.50', '1.5'],
  ['+007', '7'],
  ['-0.0', '0'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['1e3', '1000'],
  ['15E-4', '0.0015'],
  ['1.25e1', '12.5'],
  ['9007199254740993.10', '9007199254740993.1'],
  ['-12e-1', '-1.2']
])('%s is written %s', (text, canonical) => expect(canonicalDecimal(text)).toBe(canonical))

test.each(['', '.', '1,000', ' 1', '1 ', 'abc', '0x1F', 'NaN', 'Infinity', '1e', '1e9999', '１'])('%j is no number', (text) =>
  expect(canonicalDecimal(text)).toBeUndefined()
)

test('numbers are ordered by value', () => {
  const sorted = ['10', '9', '-1', '-1.5', '0.45', '0.5', '0', '9007199254740993', '9007199254740992'].toSorted(compareDecimals)
  expect(sorted).toEqual(['-1.5', '-1', '0', '0.45', '0.5', '9', '10', '9007199254740992', '9007199254740993'])
})

test('texts are ordered by code point, also above U+FFFF', () => {
  expect(['😀', '\uFF01', 'b', 'a', 'ab', '中'].toSorted(compareText)).toEqual(['a', 'ab', 'b', '中', '\uFF01', '😀'])
})

test('rows are ordered by their columns in turn, what is not stated last', () => {
  const order = byColumns([
    {name: 'a', type: 'string'},
    {name: 'n', type: 'integer'}
  ])
  const rows = [
    {a: 'x', n: '10'},
    {a: null, n: '1'},
    {a: 'x', n: '9'},
    {a: 'x', n: null}
  ]
  expect(rows.toSorted(order).map(({n}) => n)).toEqual(['9', '10', null, '1'])
})

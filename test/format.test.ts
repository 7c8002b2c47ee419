/** Numbers and dates as they are printed, digit by digit. */
import {describe, expect, test} from 'vitest'
import type {Field} from '../pipeline/types.ts'
import {columnFor, decimalsOf} from '../pipeline/values/column.ts'
import {dateOf, formatDate} from '../pipeline/values/date.ts'
import {formatNumber, withoutNoise} from '../pipeline/values/number.ts'
import {showCell} from '../pipeline/values/value.ts'

describe('a number is written exactly', () => {
  test.each([
    ['9007199254740993.1', {}, '9,007,199,254,740,993.1'],
    ['123456789012345678901234567890', {}, '123,456,789,012,345,678,901,234,567,890'],
    ['0.1', {digits: 20}, '0.10000000000000000000'],
    ['126012510', {}, '126,012,510'],
    ['-1450', {}, '−1,450'],
    ['0', {digits: 1}, '0.0'],
    ['-0.04', {digits: 1}, '0.0'],
    ['-0.05', {digits: 1}, '−0.1'],
    ['2.5', {digits: 0}, '3'],
    ['1.005', {digits: 2}, '1.01'],
    ['126012510', {compact: true, digits: 1}, '126.0 million'],
    ['126012510', {compact: true}, '126.01 million'],
    ['999', {compact: true}, '999']
  ])('%s with %o', (value, options, text) => expect(formatNumber(value, 'en', options)).toBe(text))
})

test('large numbers have the words of their language', () => {
  expect(formatNumber('126012510', 'zh-Hans', {compact: true})).toBe('1.26亿')
  expect(formatNumber('126012510', 'zh-Hant', {compact: true})).toBe('1.26億')
  expect(formatNumber('18500', 'zh-Hans', {compact: true})).toBe('1.85万')
  expect(formatNumber('1260125100000', 'zh-Hans', {compact: true, digits: 1})).toBe('1.3万亿')
  expect(formatNumber('1260125100000', 'zh-Hant', {compact: true, digits: 1})).toBe('1.3萬億')
})

test('a number is rounded half away from zero, once, however many digits it has', () => {
  const rounded = (value: string, digits: number) => formatNumber(value, 'en', {digits})
  expect(['0.5', '1.5', '2.5', '-0.5', '-2.5', '2.4999999999999999'].map((value) => rounded(value, 0))).toEqual([
    '1',
    '2',
    '3',
    '−1',
    '−3',
    '2'
  ])
  expect(rounded('12345678901234567.25', 1)).toBe('12,345,678,901,234,567.3')
  expect(rounded('999.95', 1)).toBe('1,000.0')
  expect(rounded('-0.4', 0)).toBe('0')
})

test('B9 the noise of binary fractions goes, the digits of exact numbers stay', () => {
  const clean: readonly (readonly [string, string])[] = [
    ['0.30000000000000004', '0.3'],
    ['2.6749999999999998', '2.675'],
    ['1960.0725952813068', '1960.0725952813068'],
    ['0.1', '0.1'],
    ['9007199254740993.1', '9007199254740993.1'],
    ['123456789.123456789012', '123456789.123456789012'],
    ['1.0000000000000002', '1'],
    ['-0.30000000000000004', '-0.3']
  ]
  expect(clean.map(([text]) => withoutNoise(text))).toEqual(clean.map(([, text]) => text))
})

test.each([
  ['99999', '100 thousand', '10万'],
  ['999999', '1 million', '100万'],
  ['9999', '10 thousand', '9,999'],
  ['12345', '12.35 thousand', '1.23万'],
  ['99999999', '100 million', '1亿'],
  ['-126012510', '−126.01 million', '−1.26亿'],
  ['0', '0', '0'],
  ['12.345', '12.35', '12.35'],
  ['90071992547409931234', '90,071,992.55 trillion', '90,071,992.55万亿']
])('%s in words for large numbers is %s, %s', (value, en, zh) => {
  expect([formatNumber(value, 'en', {compact: true}), formatNumber(value, 'zh-Hans', {compact: true})]).toEqual([en, zh])
})

test('a date is written with as much of it as is known', () => {
  expect(['2024-04-15', '2019-12', '2023'].map((date) => formatDate(date, 'en'))).toEqual([
    '15 April 2024',
    'December 2019',
    '2023'
  ])
  expect(['2024-04-15', '2019-12', '2023'].map((date) => formatDate(date, 'zh-Hans'))).toEqual([
    '2024年4月15日',
    '2019年12月',
    '2023年'
  ])
  expect(formatDate('2019-12', 'zh-Hant')).toBe('2019年12月')
  expect(formatDate('spring 2020', 'en')).toBe('spring 2020')
})

test('a day that there is not is no date', () => {
  expect(['2023-02-29', '2024-02-30', '2023-13', '2023-00', '2023-04-31', '2023-04-00'].map(dateOf)).toEqual(
    Array(6).fill(undefined)
  )
  expect([dateOf('2024-02-29'), dateOf('1900-12')]).toEqual([
    {year: 2024, month: 2, day: 29},
    {year: 1900, month: 12}
  ])
  expect(dateOf('1900-02-29')).toBeUndefined()
})

test('a cell is shown by the type of its column', () => {
  const field = (type: Field['type']): Field => ({name: 'x', type})
  const shownText = (cell: string | boolean | null, field: Field) => showCell({cell, field, row: {}}, 'en').text
  expect(shownText(null, field('number'))).toBe('–')
  expect(shownText('1450', field('integer'))).toBe('1,450')
  expect(shownText('1450', field('string'))).toBe('1450')
  expect(shownText('2023', field('year'))).toBe('2023')
  expect(shownText('2020-11-01', field('date'))).toBe('1 November 2020')
  expect([true, false].map((cell) => shownText(cell, field('boolean')))).toEqual(['✓', '×'])
})

test('decimals come from the row, then from the column, then from the type', () => {
  expect(decimalsOf({name: 'x', type: 'number', decimals: 1, decimalsFrom: 'digits'}, {digits: '3'})).toBe(3)
  expect(decimalsOf({name: 'x', type: 'number', decimals: 1, decimalsFrom: 'digits'}, {digits: null})).toBe(1)
  expect(decimalsOf({name: 'x', type: 'integer'}, {})).toBe(0)
  expect(decimalsOf({name: 'x', type: 'number'}, {})).toBe(undefined)
})

test('a name means the column, or the one in the language of the edition', () => {
  const columns = new Set(['name_en', 'name_zh_hans', 'id'])
  expect(columnFor('id', columns, 'en')).toBe('id')
  expect(columnFor('name', columns, 'zh-Hans')).toBe('name_zh_hans')
  expect(columnFor('name', columns, 'zh-Hant')).toBe(undefined)
})

/** Numbers and dates as they are printed, digit by digit. */
import {describe, expect, test} from 'vitest'
import {columnFor, decimalsOf, formatCell, formatDate, formatNumber, formatShare} from '../pipeline/values/format.ts'
import type {Field} from '../pipeline/types.ts'

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

test('a share is rounded as a reader would round it, not as a binary fraction falls', () => {
  expect(formatShare(0.285, 'en', 0)).toBe('29%')
  expect(formatShare(0.961, 'en')).toBe('96.1%')
  expect(formatShare(1.005, 'en')).toBe('100.5%')
  expect(formatShare(0, 'zh-Hans')).toBe('0.0%')
  expect(formatShare(-0.0001, 'en')).toBe('0.0%')
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

test('a cell is shown by the type of its column', () => {
  const field = (type: Field['type']): Field => ({name: 'x', type})
  expect(formatCell(null, field('number'), {}, 'en')).toBe('–')
  expect(formatCell('1450', field('integer'), {}, 'en')).toBe('1,450')
  expect(formatCell('1450', field('string'), {}, 'en')).toBe('1450')
  expect(formatCell('2023', field('year'), {}, 'en')).toBe('2023')
  expect(formatCell('2020-11-01', field('date'), {}, 'en')).toBe('1 November 2020')
  expect([true, false].map((cell) => formatCell(cell, field('boolean'), {}, 'en'))).toEqual(['✓', '–'])
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

/** Verbs of the author's own between two numbers: what they tell must be true of these. */
import {expect, test} from 'vitest'
import type {Language} from '../pipeline/types.ts'
import {composed, dataset} from './composing.ts'

const rows = (old: string, now: string) => dataset('rates', [{old, now, before: '2021', share: '0.034', place: '3', rank: '1'}])

async function told(text: string, [old, now]: readonly [string, string], language: Language = 'en'): Promise<readonly string[]> {
  const {warnings} = await composed({text, language, queries: [rows(old, now)]})
  return warnings.filter(({rule}) => rule === 'verb-agrees-with-numbers').map(({reason}) => reason)
}

const RISE = (one: string, other: string) => [
  `Unexpected rise from \`${one}\` to \`${other}\`, expected a verb that is true of both`
]
const FALL = (one: string, other: string) => [
  `Unexpected fall from \`${one}\` to \`${other}\`, expected a verb that is true of both`
]

test.each<[string, readonly [string, string], readonly string[]]>([
  ['Unemployment rose from {{num rates.old}}% to {{num rates.now}}%.', ['3.4', '2.1'], RISE('3.4', '2.1')],
  ['Unemployment rose from {{num rates.old}}% to {{num rates.now}}%.', ['2.1', '3.4'], []],
  ['It rose from {{num rates.old}} to {{num rates.now}}.', ['3.4', '3.4'], RISE('3.4', '3.4')],
  ['It fell slightly from {{num rates.old}} to {{num rates.now}}.', ['2.1', '3.4'], FALL('2.1', '3.4')],
  ['It fell from {{num rates.old}} to {{num rates.now}}.', ['3.4', '2.1'], []],
  ['It grew from about {{num rates.old}} in 2021 to over {{num rates.now}} in 2022.', ['3.4', '2.1'], RISE('3.4', '2.1')],
  ['It grew from {{num rates.old}} in {{rates.before}} to {{num rates.now}}.', ['3.4', '2.1'], RISE('3.4', '2.1')],
  ['It rose from {{num rates.old}}. Jobs came to {{num rates.now}}.', ['3.4', '2.1'], []],
  ['It rose from place {{num rates.old}} to place {{num rates.now}}.', ['3', '2'], []],
  ['The tide rose from {{num rates.old}} metres; the moon to {{num rates.now}}.', ['3', '2'], []],
  ['Prices range from {{num rates.old}} to {{num rates.now}}.', ['3', '2'], []],
  ['It rose from {{share rates.share}} to {{num rates.now}} cases.', ['3.4', '2.1'], []],
  ['It rose to {{num rates.now}}% from {{num rates.old}}%.', ['3.4', '2.1'], RISE('3.4', '2.1')],
  ['It rose to {{num rates.now}}% in 2022 from {{num rates.old}}% in 2021.', ['3.4', '2.1'], RISE('3.4', '2.1')],
  ['It fell to {{num rates.now}} from {{num rates.old}}.', ['3.4', '2.1'], []],
  ['It fell to {{num rates.now}} in {{rates.before}} from about {{num rates.old}}.', ['2.1', '3.4'], FALL('2.1', '3.4')],
  ['It rose to {{num rates.now}}, by a loan from {{num rates.old}} people.', ['3.4', '2.1'], []],
  ['It {{trend rates.now from=rates.old}} from {{num rates.now}} to {{num rates.old}}.', ['3.4', '5.1'], RISE('5.1', '3.4')],
  ['It {{trend rates.now from=rates.old}} from {{num rates.old}} to {{num rates.now}}.', ['5.1', '3.4'], []]
])('%s %j', async (text, values, expected) => expect(await told(text, values)).toEqual(expected))

test.each<[string, readonly [string, string], readonly string[]]>([
  ['失业率由{{num rates.old}}%上升到{{num rates.now}}%。', ['3.4', '2.1'], RISE('3.4', '2.1')],
  ['失业率由{{num rates.old}}%上升到{{num rates.now}}%。', ['2.1', '3.4'], []],
  ['失业率从2021年的{{num rates.old}}%下降至2022年的{{num rates.now}}%。', ['2.1', '3.4'], FALL('2.1', '3.4')],
  ['总数由{{num rates.old}}个增至{{num rates.now}}个。', ['30', '20'], RISE('30', '20')],
  ['总数比上年的{{num rates.old}}个增加到{{num rates.now}}个。', ['30', '20'], RISE('30', '20')],
  ['总数较{{rates.before}}年的{{num rates.old}}个增至{{num rates.now}}个。', ['20', '30'], []],
  ['占比{{num rates.old}}%的城市增加到{{num rates.now}}个。', ['30', '20'], []],
  ['得分由第{{num rates.old}}位上升到第{{num rates.now}}位。', ['5', '3'], []],
  ['名次由{{num rates.old}}位上升到{{num rates.now}}位。', ['5', '3'], []],
  ['由{{num rates.old}}个部门组成，增加到{{num rates.now}}项。', ['5', '3'], []]
])('%s %j', async (text, values, expected) => expect(await told(text, values, 'zh-Hans')).toEqual(expected))

/** The rates of a place and of all, in per cent; counts of two kinds without a unit. */
const pair = ([a, b]: readonly [string, string]) => [
  dataset('own', [{rate: a, visits: a, places: '3', year: '2023'}], UNITS),
  dataset('all', [{rate: b, mille: b, visits: b, loans: b}], UNITS)
]
const UNITS = {
  fields: {rate: {type: 'number', unit: {en: '%', 'zh-Hans': '%'}}, mille: {type: 'number', unit: {en: '‰', 'zh-Hans': '‰'}}}
} as const

async function compared(text: string, values: readonly [string, string], language: Language = 'en'): Promise<readonly string[]> {
  const {warnings} = await composed({text, language, queries: pair(values)})
  return warnings.filter(({rule}) => rule === 'verb-agrees-with-numbers').map(({reason}) => reason.split('`')[1]!)
}

const less: readonly [string, string] = ['2.1', '3.4']
const more: readonly [string, string] = ['3.4', '2.1']

test.each<[string, string, readonly [string, string], string]>([
  ['en', 'It is {{num own.rate}}%, higher than the {{num all.rate}}% of all.', less, ', higher than the'],
  ['en', 'It is {{num own.rate}}%, well below the nation with {{num all.rate}}%.', more, ', well below the nation with'],
  ['en', 'Its {{num own.rate}}% is lower than the {{num all.rate}}% of all.', more, 'is lower than the'],
  ['en', 'Its {{num own.rate}}% exceeds the {{num all.rate}}% of all.', less, 'exceeds the'],
  ['en', 'It had {{num own.visits}} visits, up from {{num all.visits}} in 2022.', less, 'visits, up from'],
  ['en', 'It had {{num own.visits}} visits in {{own.year}}, down from {{num all.visits}}.', more, 'visits in 2023, down from'],
  [
    'en',
    'It had {{num own.visits}} visits for each resident, more than the {{num all.visits}} of 2022.',
    less,
    'visits for each resident, more than the'
  ],
  ['zh-Hans', '为{{num own.rate}}%，高于全国的{{num all.rate}}%。', less, '，高于全国的'],
  ['zh-Hans', '为{{num own.rate}}%，明显低于全国平均的{{num all.rate}}%。', more, '，明显低于全国平均的'],
  ['zh-Hans', '到馆{{num own.visits}}人次，超过上年的{{num all.visits}}人次。', less, '人次，超过上年的'],
  ['zh-Hans', '到馆{{num own.visits}}人次，不及上年的{{num all.visits}}人次。', more, '人次，不及上年的']
])('%s %s', async (language, text, values, words) => {
  expect(await compared(text, values, language)).toEqual([words])
  expect(await compared(text, [values[1], values[0]], language)).toEqual([])
})

test.each<[string, string]>([
  ['en', 'Of {{num own.places}} places, more than {{num all.visits}} are open.'],
  ['en', 'It has {{num own.places}} places, higher than the {{num all.rate}}% of all.'],
  ['en', 'It has {{num own.places}} places, higher than the {{num all.visits}} visits of all.'],
  ['en', 'It has {{num own.visits}} visits, hardly above {{num all.visits}}.'],
  ['en', 'It is {{num own.rate}}%, higher than in any of those with {{num all.rate}}%.'],
  ['en', 'It is {{num own.rate}}%, higher than the {{num all.mille}}‰ of all.'],
  ['en', 'It is in place {{own.visits}}, higher than the {{all.visits}} of 2022.'],
  ['en', 'It has {{own.visits}}, higher than its place {{all.visits}} of 2022.'],
  ['zh-Hans', '居第{{own.visits}}，高于上年的{{all.visits}}。'],
  ['zh-Hans', '居{{own.visits}}位，高于上年的{{all.visits}}位。'],
  ['zh-Hans', '名次为{{own.visits}}，高于上年的第{{all.visits}}。'],
  ['en', 'It is {{num own.rate}} points above {{num all.rate}}.'],
  ['en', 'It is {{num own.rate}}% lower, below the {{num all.rate}}% of all.'],
  ['en', 'It is higher by {{num own.rate}}%, above the usual {{num all.rate}}%.'],
  ['en', 'It is {{num own.rate}}%. Above it are {{num all.rate}}%.'],
  ['en', 'It is {{num own.rate}}%, and what is higher than that is {{num all.rate}}%.'],
  ['zh-Hans', '为{{num own.rate}}%，不高于全国的{{num all.rate}}%。'],
  ['zh-Hans', '比全国低{{num own.rate}}%，低于一般范围的{{num all.rate}}%。'],
  ['zh-Hans', '共{{num own.visits}}人次，超过{{num all.visits}}人次在线。'],
  ['zh-Hans', '有{{num own.places}}个馆高于全国的{{num all.visits}}次。'],
  ['zh-Hans', '为{{num own.rate}}%。高于全国的{{num all.rate}}%。'],
  ['zh-Hans', '为{{num own.rate}}%，增幅高于全国的{{num all.rate}}%。']
])('compares something else: %s %s', async (language, text) => {
  expect(await compared(text, less, language)).toEqual([])
  expect(await compared(text, more, language)).toEqual([])
})

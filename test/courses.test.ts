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
  ['It {{trend rates.now from=rates.old}} from {{num rates.now}} to {{num rates.old}}.', ['3.4', '5.1'], RISE('5.1', '3.4')],
  ['It {{trend rates.now from=rates.old}} from {{num rates.old}} to {{num rates.now}}.', ['5.1', '3.4'], []]
])('%s %j', async (text, values, expected) => expect(await told(text, values)).toEqual(expected))

test.each<[string, readonly [string, string], readonly string[]]>([
  ['失业率由{{num rates.old}}%上升到{{num rates.now}}%。', ['3.4', '2.1'], RISE('3.4', '2.1')],
  ['失业率由{{num rates.old}}%上升到{{num rates.now}}%。', ['2.1', '3.4'], []],
  ['失业率从2021年的{{num rates.old}}%下降至2022年的{{num rates.now}}%。', ['2.1', '3.4'], FALL('2.1', '3.4')],
  ['总数由{{num rates.old}}个增至{{num rates.now}}个。', ['30', '20'], RISE('30', '20')],
  ['得分由第{{num rates.old}}位上升到第{{num rates.now}}位。', ['5', '3'], []],
  ['名次由{{num rates.old}}位上升到{{num rates.now}}位。', ['5', '3'], []],
  ['由{{num rates.old}}个部门组成，增加到{{num rates.now}}项。', ['5', '3'], []]
])('%s %j', async (text, values, expected) => expect(await told(text, values, 'zh-Hans')).toEqual(expected))

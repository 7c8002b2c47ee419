/** “was unchanged to 5.1”: words behind a trend that only a rise or a fall can have are told where nothing changed. */
import {expect, test} from 'vitest'
import type {Language} from '../pipeline/types.ts'
import {composed, dataset} from './composing.ts'

type Values = readonly [old: string, now: string]

async function told(text: string, [old, now]: Values, language: Language = 'en'): Promise<readonly string[]> {
  const {warnings} = await composed({text, language, queries: [dataset('rates', [{old, now, date: '2024', name: 'Leeds'}])]})
  return warnings.filter(({rule}) => rule === 'words-fit-no-change').map(({reason}) => reason)
}

const MISFIT = (words: string, word = 'was unchanged') => [
  `Unexpected \`${words}\` behind \`${word}\`, expected words that fit a rise, a fall and no change`
]
const [SAME, ROSE]: readonly Values[] = [
  ['5.1', '5.1'],
  ['3.4', '5.1']
]
const TREND = '{{trend rates.now from=rates.old}}'

test.each<[string, readonly string[]]>([
  [`The rate ${TREND} to {{num rates.now}}%.`, MISFIT('to')],
  ['The rate {{trend rates.now from=rates.old by="percent"}} to {{num rates.now}}%.', MISFIT('to')],
  [`The rate ${TREND} slightly to about {{num rates.now}}%.`, MISFIT('slightly to about')],
  [`The rate ${TREND} by {{num rates.now}} points.`, MISFIT('by')],
  [`The rate ${TREND} **to {{num rates.now}}%**.`, MISFIT('to')],
  [`The rate ${TREND} to £{{num rates.now}}.`, MISFIT('to £')],
  [`The rate ${TREND}, and came to {{num rates.now}}%.`, []],
  [`The rate ${TREND} at {{num rates.now}}%.`, []],
  [`The rate ${TREND} from {{num rates.old}}% in {{rates.date}}.`, []],
  [`The rate ${TREND}. To {{num rates.now}} people that is nothing.`, []],
  [`The rate ${TREND} to the joy of {{num rates.now}} people.`, []],
  [`The rate ${TREND} to date; it is {{num rates.now}}%.`, []],
  [`The rate ${TREND} by {{rates.name}}'s count.`, []],
  ['The rate {{trend rates.now from=rates.old same="stayed close"}} to {{num rates.now}}%.', []]
])('%s', async (text, expected) => {
  expect(await told(text, SAME!)).toEqual(expected)
  expect(await told(text, ROSE!)).toEqual([])
})

test.each<[string, readonly string[]]>([
  [`失业率${TREND}到{{num rates.now}}%。`, MISFIT('到', '持平')],
  [`失业率由{{num rates.old}}%${TREND}至约{{num rates.now}}%。`, MISFIT('至约', '持平')],
  [`失业率${TREND}了{{num rates.now}}个百分点。`, MISFIT('了', '持平')],
  [`失业率${TREND}为{{num rates.now}}%。`, MISFIT('为', '持平')],
  [`失业率${TREND}，为{{num rates.now}}%。`, []],
  [`失业率${TREND}于{{num rates.now}}%。`, []],
  ['失业率{{trend rates.now from=rates.old same="停留"}}在{{num rates.now}}%。', []]
])('%s', async (text, expected) => {
  expect(await told(text, SAME!, 'zh-Hans')).toEqual(expected)
  expect(await told(text, ROSE!, 'zh-Hans')).toEqual([])
})

test('in a heading and in a title, with the place of the trend', async () => {
  const text = `# The rate ${TREND} to {{num rates.now}} {#standing}\n\n:::callout{kind="key" title="It ${TREND} to {{num rates.now}}"}\nWords.\n:::`
  const {warnings} = await composed({text, queries: [dataset('rates', [{old: '5.1', now: '5.1'}])]})
  const own = warnings.filter(({rule}) => rule === 'words-fit-no-change')
  expect(own.map(({severity, node}) => [severity, typeof node])).toEqual([
    ['warning', 'string'],
    ['warning', 'string']
  ])
})

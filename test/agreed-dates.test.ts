/** Days and months that are typed into the same block of two languages. */
import {expect, test} from 'vitest'
import {otherDates} from '../pipeline/stages/agree/dates.ts'

const told = (english: string, chinese: string) =>
  otherDates({text: english, language: 'en'}, {text: chinese, language: 'zh-Hans'}).map(({own, wanted}) => `${own} / ${wanted}`)

test.each([
  ['On 1 March 2025 it opened.', '2025年3月11日启用。', '2025年3月11日 / 1 March 2025'],
  ['As of March 31, 2025.', '截至2025年3月30日。', '2025年3月30日 / March 31, 2025'],
  ['In force since May 2024.', '自2024年4月起施行。', '2024年4月 / May 2024'],
  ['Opened on 1 March and closed on 2 June.', '3月1日启用，6月12日关闭。', '6月12日 / 2 June'],
  ['The 3rd of July, 2025.', '2025年7月4日。', '2025年7月4日 / 3rd of July, 2025']
])('another day or month is told: %s', (english, chinese, expected) => {
  expect(told(english, chinese)).toEqual([expected])
})

test.each([
  ['On 1 March 2025 it opened.', '2025年3月1日启用。'],
  ['Opened on 1 March, closed on 2 June.', '6月2日关闭，此前于3月1日启用。'],
  ['From 1 to 5 March 2025.', '2025年3月1日至5日。'],
  ['1–5 March 2025', '2025年3月1—5日'],
  ['From March to May 2025.', '2025年3月至5月。'],
  ['Between April and June 2025.', '2025年第二季度。'],
  ['By the end of March 2025.', '截至一季度末。'],
  ['In March 2024 and 2025.', '2024年和2025年的3月。'],
  ['Before 1 April 2025.', '2025年3月31日以前。'],
  ['It may open; 3 months.', '或于3个月内启用。'],
  ['March 2024, then 5 May 2025.', '2024年3月，后于2025年5月6日。']
])('what agrees, or may, is not: %s', (english, chinese) => {
  expect(told(english, chinese)).toEqual([])
})

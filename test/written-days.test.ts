/** Days and months that two languages write out are held against each other. */
import {expect, test} from 'vitest'
import {writtenDays} from '../pipeline/language/written-days.ts'
import {otherDays} from '../pipeline/stages/agree/days.ts'

test.each([
  ['on 1 March 2025 and in April 2024', ['2025-03-01', '2024-04']],
  ['on Sept. 3rd, 2025', ['2025-09-03']],
  ['March 11, 2025; the 2nd of May 2024', ['2025-03-11', '2024-05-02']],
  ['2025年3月1日发布，2024年12月完成', ['2025-03-01', '2024-12']],
  ['Marching on 2025 people', []],
  ['1–3 March 2025', undefined],
  ['March to May 2025', undefined],
  ['2025年3月1日至3日', undefined],
  ['2025年3月、5月', undefined]
])('%s', (text, expected) => expect(writtenDays(text)).toEqual(expected))

test.each([
  ['on 1 March 2025', '2025年3月11日', [['2025-03-11', '2025-03-01']]],
  ['on 1 March 2025', '2025年4月1日', [['2025-04-01', '2025-03-01']]],
  ['in March 2025 and on 5 May 2025', '2025年5月5日和2025年3月', []],
  // The month alone, another year, as many as there are not.
  ['on 1 March 2025', '2025年3月', []],
  ['on 1 March 2025', '2024年3月2日', []],
  ['on 1 March 2025', '2025年3月1日，2025年3月2日', []],
  ['1–3 March 2025', '2025年3月1日至3日', []]
])('%s, %s', (one, two, expected) => expect(otherDays(one, two)).toEqual(expected))

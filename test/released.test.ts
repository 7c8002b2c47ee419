/** Rows that are newer than the release: told, unless they are of what is expected. */
import {expect, test} from 'vitest'
import {checkReleased, readTable} from '../pipeline/stages/table/index.ts'
import type {Field, Resource} from '../pipeline/types.ts'

interface Given {
  readonly type?: Field['type']
  readonly name?: string
  readonly release?: string
}

async function told(rows: readonly string[], {type = 'year', name = 'stalls', release = '2022-05-15'}: Given = {}) {
  const resource: Resource = {
    name,
    path: 'data/stalls.csv',
    format: 'csv',
    fields: [
      {name: 'region', type: 'string'},
      {name: 'time', type},
      {name: 'note', type: 'string'}
    ],
    primaryKey: ['region', 'time'],
    foreignKeys: []
  }
  const placed = await readTable(resource, Buffer.from(`region,time,note\n${rows.join('\n')}\n`))
  expect(placed.messages).toEqual([])
  return checkReleased([placed], {resources: [resource], release}).map(
    ({severity, path, line, rule, reason}) => `${severity} ${path}:${line} ${rule}: ${reason}`
  )
}

const newest = (line: number, time: string) =>
  `warning data/stalls.csv:${line} release-follows-its-data: Unexpected \`${time}\` in \`time\` of row \`a\`, \`${time}\`, expected none after the release of 2022-05-15`

test('the newest row is told where the release is older', async () => {
  expect(await told(['a,2021,', 'a,2023,', 'a,2022,'])).toEqual([newest(3, '2023')])
  expect(await told(['a,2021-01,', 'a,2022-06,'], {type: 'yearmonth'})).toEqual([newest(3, '2022-06')])
  expect(await told(['a,2021-01-01,', 'a,2022-05-16,'], {type: 'date'})).toEqual([newest(3, '2022-05-16')])
})

test('what the release may know is not, nor what lies ahead', async () => {
  expect(await told(['a,2021,', 'a,2022,'])).toEqual([])
  expect(await told(['a,2021-01,', 'a,2022-05,'], {type: 'yearmonth'})).toEqual([])
  expect(await told(['a,2021-01-01,', 'a,2022-05-15,'], {type: 'date'})).toEqual([])
  expect(await told(['a,2021,', 'a,2023,forecast'])).toEqual([])
  expect(await told(['a,2021,', 'a,2023,预测值'])).toEqual([])
  expect(await told(['a,2021,', 'a,2023,'], {name: 'stalls_projected'})).toEqual([])
  expect(await told(['a,2021,', 'a,2030,', 'a,2023,'])).toEqual([])
  expect(await told(['a,2023,', 'b,2023,'])).toEqual([])
})

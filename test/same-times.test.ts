/** A trend whose earlier value was read of the same year as the later one: nothing ever changes, in no edition. */
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {checkOf, placed} from './checking.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const TAKINGS = {
  moving: ['north,2022,1960', 'north,2023,2100', 'south,2022,880', 'south,2023,780', 'west,2022,300', 'west,2023,300'],
  still: ['north,2022,1960', 'north,2023,1960', 'south,2022,880', 'south,2023,880', 'west,2022,300', 'west,2023,300']
}

async function told(rows: readonly string[], before: string, text = '{{trend now.takings from=before.takings}}') {
  const folder = await reportCopy('figures')
  await edit(folder, 'data/regions.csv', (regions) => `${regions.trimEnd()}\nwest,West,西区,西區\n`)
  const lines = rows.map((row) => `${row},1,1,1,${row.split(',')[1]}-12-31`)
  await writeFile(join(folder, 'data/takings.csv'), `region,year,takings,profit,online,stalls,day\n${lines.join('\n')}\n`)
  const query = (name: string, sql: string) =>
    writeFile(join(folder, `queries/${name}.sql`), `-- partition: region   key: region\n${sql}\n`)
  await query('now', 'select *, takings as of_now, 1.5 as per_stall, 0.5 as noise from takings where year = 2023')
  await query('before', before)
  for (const language of ['en', 'zh-Hans'])
    await edit(folder, `chapters/${language}/overview.md`, (chapter) => `${chapter}\nTakings ${text} it is.\n`)
  const messages = await checkOf(folder, await temporaryFolder())
  return messages.filter(({rule}) => rule === 'change-is-between-two-times').map(placed)
}

const SAME = 'select * from takings where year = 2023'
const BEFORE = 'select * from takings where year = 2022'

test('the year before is this year', async () => {
  const [first, ...others] = await told(TAKINGS.moving, SAME)
  expect(first).toMatch(
    /^chapters\/en\/overview\.md:\d+:\d+ change-is-between-two-times: Unexpected `before\.takings` that is `now\.takings` for each of 3 places, expected the value of another time: in `takings` no two times are alike$/
  )
  expect(others.filter((line) => line.includes('now.takings'))).toEqual([])
})

test('under another name, in one query', async () => {
  const text = '{{change now.of_now from=now.takings by="amount"}}'
  expect((await told(TAKINGS.moving, BEFORE, text)).join()).toContain('`now.takings` that is `now.of_now`')
})

test.each([
  ['the year before', TAKINGS.moving, BEFORE],
  ['data that did not move', TAKINGS.still, SAME],
  ['data that did not move, of the year before', TAKINGS.still, BEFORE]
])('not told: %s', async (_, rows, before) => expect(await told(rows, before)).toEqual([]))

/** Queries over all values of an axis, in a report: what their header promises, and what a join leaves out. */
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {checkOf, placed} from './checking.ts'
import {edit, reportCopy, untilTheEnd} from './temporary.ts'

const store = await untilTheEnd(afterAll)
const QUERY = 'queries/all_regions.sql'

async function told(change: (sql: string) => string): Promise<readonly string[]> {
  const folder = await reportCopy('markets')
  await edit(folder, QUERY, change)
  const messages = await checkOf(folder, join(store, 'store'))
  return messages.filter(({path}) => path === QUERY).map(placed)
}

const withHeader = (header: string) => (sql: string) => `-- ${header}\n${sql}`
const withoutWest = (sql: string) => sql.replace('2023', "2023 and s.region <> 'west'")

test('a header that promises every value of an axis is held against the rows', async () => {
  expect(await told(withHeader('covers: region'))).toEqual([])
  expect(await told((sql) => withHeader('covers: region')(withoutWest(sql)))).toEqual([
    `${QUERY}:1:4 query-keeps-its-header: Unexpected query without a row for \`west\`, expected one for each value of \`region\``
  ])
  expect(await told((sql) => withHeader('covers: region except west')(withoutWest(sql)))).toEqual([])
})

test('it names an axis and values of it', async () => {
  expect(await told(withHeader('covers: regions'))).toEqual([
    `${QUERY}:1:1 axis-is-known: Unexpected axis \`regions\` behind \`covers\``
  ])
  expect(await told(withHeader('covers: region except wets'))).toEqual([
    `${QUERY}:1:1 axis-value-is-known: Unexpected \`wets\` behind \`except\`, expected a value of the axis \`region\``
  ])
})

test('a join that leaves out a region is told, until the header says that it is meant', async () => {
  const joined = (sql: string) =>
    sql.replace('where', "join (values ('north', 12), ('south', 30)) as a(id, area) on a.id = s.region\nwhere")
  expect(await told(joined)).toEqual([
    `${QUERY}:4:1 join-keeps-every-value: Unexpected join that leaves out \`west\` of \`region\`, which the rows before it have, expected a row for each`
  ])
  expect(await told((sql) => withHeader('covers: region except west')(joined(sql)))).toEqual([])
})

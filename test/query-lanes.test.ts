/** What is asked of the database side by side: in which order it begins, and that nothing is blamed for the need of another. */
import {setTimeout as pause} from 'node:timers/promises'
import {expect, test} from 'vitest'
import {createDatabase} from '../pipeline/stages/query/index.ts'
import {createLanes} from '../pipeline/stages/query/lanes.ts'

/** Works that say when they begin, and end when they are told to. */
function works() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => async (lane: unknown) => {
    begun.push(`${name} in ${String(lane)}`)
    await new Promise<void>((resolve) => ends.set(name, resolve))
    return name
  }
  const end = async (name: string) => {
    ends.get(name)!()
    await pause(0)
  }
  return {begun, work, end}
}

test('as many begin as there are lanes, the others when one is free, in their order', async () => {
  const {begun, work, end} = works()
  const lanes = createLanes(['first', 'second'])
  const done = ['a', 'b', 'c', 'd'].map((name) => lanes.any(work(name)))
  expect(begun).toEqual(['a in second', 'b in first'])
  await end('b')
  expect(begun.slice(2)).toEqual(['c in first'])
  await end('a')
  expect(begun.slice(3)).toEqual(['d in second'])
  await end('c')
  await end('d')
  expect((await Promise.all(done)).map(({given}) => given)).toEqual(['a', 'b', 'c', 'd'])
})

test('who must be alone waits for all before, and all later ones wait', async () => {
  const {begun, work, end} = works()
  const lanes = createLanes(['first', 'second'])
  const before = lanes.any(work('before'))
  const alone = lanes.alone((all) => work('alone')(all.join()))
  const later = lanes.any(work('later'))
  expect(begun).toEqual(['before in second'])
  await end('before')
  expect(begun.slice(1)).toEqual(['alone in first,second'])
  await end('alone')
  expect(begun.slice(2)).toEqual(['later in second'])
  await end('later')
  expect(await alone).toBe('alone')
  expect([await before, await later].map(({wasAlone}) => wasAlone)).toEqual([true, true])
})

test('who had company, however short, was not alone', async () => {
  const {work, end} = works()
  const lanes = createLanes(['first', 'second'])
  const long = lanes.any(work('long'))
  const short = lanes.any(work('short'))
  await end('short')
  const last = lanes.any(work('last'))
  await end('long')
  await end('last')
  expect([await long, await short, await last].map(({wasAlone}) => wasAlone)).toEqual([false, false, false])
})

test('a work that fails leaves its lane to the next', async () => {
  const lanes = createLanes(['only'])
  const failed = lanes.any(() => Promise.reject(new Error('broken')))
  const next = lanes.any(async () => 'next')
  await expect(failed).rejects.toThrow('broken')
  expect((await next).given).toBe('next')
})

const asked = (sql: string) => ({sql, reads: [], tables: {}, views: []})

// The process grows once while both run: which of them needs so much nobody knows.
test('queries that took too much together are answered by themselves', async () => {
  let looks = 0
  const database = createDatabase({seconds: 60, memory: () => (++looks > 2 ? 3 * 1024 ** 3 : 0)})
  const sql = 'select sum(a.range + b.range)::bigint as n from range(20) a, range(20000000) b'
  const given = await Promise.all([database.rows(asked(sql)), database.rows(asked(sql))])
  expect(given).toMatchObject([{rows: [['4000003600000000']]}, {rows: [['4000003600000000']]}])
  expect(looks).toBeGreaterThan(4)
  database.close()
})

test('rows that several queries read at the same time are made once, and alike for all', async () => {
  const database = createDatabase()
  const base = {name: 'base', sql: 'select range as n from range(100000)', reads: []}
  const over = {name: 'over', sql: 'select n * 2 as n from base', reads: ['base']}
  const sums = ['n', 'n + 1', 'n + 2', 'n + 3'].map((each) =>
    database.rows({sql: `select sum(${each})::bigint as s from over`, reads: ['over'], tables: {}, views: [base, over]})
  )
  const given = await Promise.all(sums)
  expect(given.map((each) => ('rows' in each ? each.rows[0]![0] : each.problem))).toEqual(
    [0, 1, 2, 3].map((more) => String(9_999_900_000 + more * 100_000))
  )
  database.close()
})

test('a name means to each query what that one may see', async () => {
  const database = createDatabase()
  const base = (n: number) => ({name: 'base', sql: `select ${n} as n`, reads: []})
  const wanted = Array.from({length: 12}, (_, at) => at)
  const given = await Promise.all(
    wanted.map((n) => database.rows({sql: 'select n from base', reads: ['base'], tables: {}, views: [base(n)]}))
  )
  expect(given.map((each) => 'rows' in each && Number(each.rows[0]![0]))).toEqual(wanted)
  const hidden = await Promise.all([0, 1].map(() => database.rows({...asked('select n from base'), reads: ['base']})))
  expect(hidden.map((each) => 'problem' in each && each.problem.kind)).toEqual(['Catalog', 'Catalog'])
  database.close()
})

/** Jobs, errors and the order of editions, on their way to a thread. */
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {digest, isShared, share} from '../../pipeline/cache/hash.ts'
import {Artifact} from '../../pipeline/cache/memo.ts'
import {packFailure, reviveFailure} from '../../pipeline/carriers/failure.ts'
import {byValue, groupEditions} from '../../pipeline/carriers/groups.ts'
import {createPacker, createReviver} from '../../pipeline/carriers/parcel.ts'
import {explain} from '../../pipeline/commands/explain.ts'
import {inStage, MachineError, ReportError} from '../../pipeline/messages.ts'
import {openRun} from '../../pipeline/run/open.ts'
import {openSession, type Session} from '../../pipeline/run/session.ts'
import type {Edition} from '../../pipeline/types.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {untilTheEnd} from '../temporary.ts'

const FLAGSHIP = fileURLToPath(new URL('../../sources/digital-government', import.meta.url))
let session: Session

beforeAll(async () => {
  session = await openSession(thisMachine(), {store: await untilTheEnd(afterAll)})
  afterAll(() => session.close())
})

/** As it comes out of a message to another thread. */
async function packed(value: unknown) {
  return JSON.parse(JSON.stringify(await createPacker(session.memo)(value))) as Awaited<
    ReturnType<ReturnType<typeof createPacker>>
  >
}

const carried = async (value: unknown) => createReviver(session.memo)(await packed(value))

describe('a job', () => {
  test('is less than 4 KiB for each edition of the flagship, and the same when it is revived', async () => {
    const options = {folder: FLAGSHIP, only: {}, draft: false, jobs: 1, rendering: 'none', checkOnly() {}} as const
    const run = await openRun(options, session)
    const revive = createReviver(session.memo)
    expect(run.editions).toHaveLength(288)
    for (const edition of run.editions) {
      const job = run.jobFor(edition)
      const parcel = await packed(job)
      expect(Buffer.byteLength(JSON.stringify(parcel)), edition.id).toBeLessThan(4096)
      expect(digest(await revive(parcel)), edition.id).toBe(digest(job))
    }
  })

  test('carries every plain value', async () => {
    const values = [null, '', 'a"\n', 0, -1.5, true, [], [[1], {}], {a: {b: [null]}}, JSON.parse('{"__proto__": {"a": 1}}')]
    for (const value of values) expect(await carried(value)).toStrictEqual(value)
    expect(await carried({a: undefined, b: 1})).toStrictEqual({b: 1})
  })

  test('takes data that look like its own marks for data', async () => {
    const values = [
      {artifact: 'of clay'},
      {shared: 'flat'},
      {plain: {artifact: 'x'}},
      {plain: 'x', artifact: 1, shared: null},
      {plain: {plain: {shared: 'x'}}}
    ]
    for (const value of values) {
      expect(await carried(value)).toStrictEqual(value)
      expect(await carried(share([value]))).toStrictEqual([value])
    }
  })

  test('carries what is shared by its digest, once, and what is kept by its own', async () => {
    const words = share({many: 'words '.repeat(1000), kept: await session.memo.keep({rows: [1, 2]})})
    const parcel = await packed([words, words])
    expect(JSON.stringify(parcel).length).toBeLessThan(200)
    const [first, second] = (await createReviver(session.memo)(parcel)) as (typeof words)[]
    expect(first).toBe(second)
    expect(isShared(first!)).toBe(true)
    expect(digest(first)).toBe(digest(words))
    expect(first!.kept).toBeInstanceOf(Artifact)
    expect(await first!.kept.value()).toEqual({rows: [1, 2]})
  })
})

describe('an error', () => {
  const carry = (error: unknown) =>
    reviveFailure(JSON.parse(JSON.stringify(packFailure(error))) as ReturnType<typeof packFailure>)

  test('of the author comes with all its messages', () => {
    const error = new ReportError([{severity: 'error', rule: 'a', reason: 'b', path: 'c', line: 1, column: 2}])
    expect(carry(error)).toBeInstanceOf(ReportError)
    expect((carry(error) as ReportError).messages).toEqual(error.messages)
  })

  test('of the machine, of the system, of the store and of ours is told in the same words', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      errno: -28,
      syscall: 'write'
    })
    const locked = Object.assign(new Error('database is locked'), {code: 'ERR_SQLITE_ERROR', errcode: 5})
    const ours = inStage(new TypeError('x is not a function'), 'chart')
    for (const error of [full, locked, ours, new MachineError('No browser', 'Install one.', full), new RangeError('deep')])
      expect(explain(carry(error))).toEqual(explain(error))
    expect(explain(carry('a text'))).toMatchObject({status: 70})
  })
})

describe('the order of editions', () => {
  const edition = (region: string, language: string): Edition => ({
    id: `${region}.${language}`,
    axes: {region, language},
    language,
    path: `${region}/${language}`,
    layout: 'report'
  })
  const editions = ['a', 'b', 'c'].flatMap((region) => ['x', 'y', 'z'].map((language) => edition(region, language)))

  test('each maker ends a group before it begins another, and helps when none is left', () => {
    const groups = groupEditions(editions, ['region'])
    const [one, two] = [{}, {}]
    const taken = [one, two, one, two, one, one, one, one, two, two].map((maker) => groups.next(maker)?.id)
    expect(taken).toEqual(['a.x', 'b.x', 'a.y', 'b.y', 'a.z', 'c.x', 'c.y', 'c.z', 'b.z', undefined])
  })

  test('a group is of one value, or of several axes', () => {
    const idsBy = (...axes: string[]) =>
      [...byValue(editions, axes)].map(([name, group]) => `${name}: ${group.map(({id}) => id)}`)
    expect(idsBy('language').slice(0, 2)).toEqual(['x: a.x,b.x,c.x', 'y: a.y,b.y,c.y'])
    expect(idsBy('language', 'region').slice(0, 2)).toEqual(['x.a: a.x', 'y.a: a.y'])
    expect(idsBy()).toHaveLength(1)
  })

  test('all are taken once, by however many', () => {
    for (const makers of [1, 2, 5, 20]) {
      const groups = groupEditions(editions, ['region'])
      const all = Array.from({length: makers}, () => ({}))
      const taken = Array.from({length: 30}, (_, turn) => groups.next(all[(turn * 7) % makers]!)?.id).filter(Boolean)
      expect(taken.toSorted()).toEqual(editions.map(({id}) => id))
    }
  })

  test('none is taken after a stop', () => {
    const groups = groupEditions(editions, ['region'])
    const maker = {}
    groups.next(maker)
    groups.stop()
    expect([groups.next(maker), groups.next({})]).toEqual([undefined, undefined])
  })
})

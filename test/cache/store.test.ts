import {mkdir, readdir, readFile, rm, truncate, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {describe, expect, test} from 'vitest'
import {digestOfBytes} from '../../pipeline/cache/hash.ts'
import {closureDigest, closureOf, programDigest} from '../../pipeline/cache/code.ts'
import {openStore, type Trace} from '../../pipeline/cache/store.ts'
import {tidy} from '../../pipeline/cache/tidy.ts'
import {MachineError} from '../../pipeline/messages.ts'
import {temporaryFolder} from '../temporary.ts'

function traceOf(part: string): Trace {
  return {stage: 's', subject: 'x', inputs: {}, ms: 1, parts: {part}, messages: []}
}

test('keeps content under its digest, and values with their order', async () => {
  const store = openStore(await temporaryFolder())
  const name = await store.put({b: 1, a: [2]})
  expect(Buffer.from(await store.bytes(name)).toString()).toBe('{"b":1,"a":[2]}')
  expect(await store.put(Buffer.from('{"b":1,"a":[2]}'))).toBe(name)
  await store.close()
})

/** A store with a large and a small blob and a trace that names both, closed. */
async function filled() {
  const root = await temporaryFolder()
  const store = openStore(root)
  const [large, small] = [await store.put('whole '.repeat(10_000)), await store.put('small')]
  await store.record('key', {...traceOf(large), parts: {large, small}})
  await store.close()
  return {root, large, small, path: join(root, 'blobs', large.slice(0, 2), large.slice(2)), index: join(root, 'traces.db')}
}

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at]! ^= 1
  return bytes
}

describe('F35 damage is a miss', () => {
  test.each([
    ['empty', (path: string) => writeFile(path, '')],
    ['cut off', (path: string) => truncate(path, 100)],
    ['gone', (path: string) => rm(path)],
    ['a folder', (path: string) => rm(path).then(() => mkdir(path))]
  ])('a large blob that is %s makes its trace unknown', async (_, harm) => {
    const {root, path, large} = await filled()
    await harm(path)
    const store = openStore(root)
    expect(await store.recall('key')).toBeUndefined()
    expect(await store.put('whole '.repeat(10_000)).catch((error: Error) => error.message)).toBe(large)
    await store.close()
  })

  test('a blob with a changed bit is dropped when it is read, and known before that to a store that is distrustful', async () => {
    const {root, path, large, small} = await filled()
    await writeFile(path, flip(await readFile(path), 50))
    let damage = 0
    const store = openStore(root, {onDamage: () => void damage++})
    expect(await store.recall('key')).toBeDefined()
    await expect(store.bytes(large)).rejects.toThrow(MachineError)
    expect([damage, store.hasLost(), await store.recall('key')]).toEqual([1, true, undefined])
    await expect(readFile(path)).rejects.toThrow('ENOENT')
    await store.close()
    const database = new DatabaseSync(join(root, 'traces.db'))
    database.prepare('update blobs set bytes = ? where name = ?').run(Buffer.from('"smell"'), small)
    database.close()
    const other = openStore(root, {isDistrustful: true})
    expect(await other.put('small')).toBe(small)
    expect(Buffer.from(await other.bytes(small)).toString()).toBe('"small"')
    await other.close()
  })

  test('a row with a changed letter is no row', async () => {
    const {root, index} = await filled()
    const file = join(root, 'face.ttf')
    await writeFile(file, 'face')
    const before = openStore(root)
    const right = await before.fileDigest(file)
    await before.close()
    const database = new DatabaseSync(index)
    database.exec(
      `update traces set trace = replace(trace, '"s"', '"t"'); update files set digest = replace(digest, substr(digest, 1, 2), 'zz')`
    )
    database.close()
    let damage = 0
    const store = openStore(root, {onDamage: () => void damage++})
    expect(await store.recall('key')).toBeUndefined()
    expect(await store.fileDigest(file)).toBe(right)
    expect(damage).toBe(1)
    await store.close()
  })

  test.each([
    ['empty', (path: string) => writeFile(path, ''), 0],
    ['garbage', (path: string) => writeFile(path, 'garbage '.repeat(1_000)), 1],
    ['cut off', (path: string) => truncate(path, 5_000), 1],
    ['a folder', (path: string) => rm(path).then(() => mkdir(path)), 1],
    ['of another version', (path: string) => anotherVersion(path), 1],
    ['without its tables', (path: string) => withoutTables(path), 1],
    ['beside a log of garbage', (path: string) => writeFile(`${path}-wal`, 'garbage '.repeat(1_000)), 0],
    ['beside a folder in the place of its log', (path: string) => mkdir(`${path}-wal`), 1]
  ])('an index that is %s is begun anew', async (_, harm, told) => {
    const {root, index} = await filled()
    await harm(index)
    let damage = 0
    const store = openStore(root, {onDamage: () => void damage++})
    const name = await store.put('other')
    await store.record('other', traceOf(name))
    await store.close()
    expect(damage).toBe(told)
    const again = openStore(root)
    expect(await again.recall('other')).toEqual(traceOf(name))
    await again.close()
  })

  test('a page that turns out to be damaged while the store is open', async () => {
    const {root, index} = await filled()
    const filling = openStore(root)
    for (let at = 0; at < 400; at++) await filling.record(`key ${at}`, traceOf(await filling.put(`${at}`.repeat(500))))
    await filling.close()
    const bytes = await readFile(index)
    // All but the first page, where the tables are named.
    await writeFile(index, Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length - 4_096, 7)]))
    let damage = 0
    const [store, other] = [openStore(root, {onDamage: () => void damage++}), openStore(root)]
    expect(await store.recall('key 7')).toBeUndefined()
    expect(await other.recall('key 8')).toBeUndefined()
    const name = await store.put('new')
    await store.record('new', traceOf(name))
    await store.close()
    await other.close()
    expect(damage).toBe(1)
    const again = openStore(root)
    expect(await again.recall('new')).toEqual(traceOf(name))
    await again.close()
  })

  test('what a killed run left is removed after an hour', async () => {
    const {root} = await filled()
    const [old, young] = [join(root, 'blobs', 'ab.tmp'), join(root, 'blobs', 'cd.tmp')]
    await Promise.all([old, young].map((path) => writeFile(path, 'x')))
    await utimes(old, 1, 1)
    expect(await tidy(root)).toBe(1)
    await expect(readFile(old)).rejects.toThrow('ENOENT')
    expect((await readFile(young)).toString()).toBe('x')
  })
})

async function anotherVersion(path: string): Promise<void> {
  const database = new DatabaseSync(path)
  database.exec('drop table traces; create table traces (key text primary key, trace text); pragma user_version = 1')
  database.close()
}

async function withoutTables(path: string): Promise<void> {
  const database = new DatabaseSync(path)
  database.exec('drop table blobs')
  database.close()
}

test('leaves nothing half-written beside the blobs', async () => {
  const root = await temporaryFolder()
  const store = openStore(root)
  await Promise.all(Array.from({length: 50}, (_, index) => store.put(`content ${index % 7}`.repeat(10_000))))
  await store.close()
  const names = await readdir(join(root, 'blobs'), {recursive: true})
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('two processes record side by side', async () => {
  const root = await temporaryFolder()
  const [one, two] = [openStore(root), openStore(root)]
  const part = await one.put(1)
  await Promise.all([one.record('a', traceOf(part)), two.record('b', traceOf(part))])
  await one.close()
  await two.close()
  const store = openStore(root)
  expect(await store.recall('a')).toEqual(traceOf(part))
  expect(await store.recall('b')).toBeDefined()
  await store.close()
})

test('a large file is digested again only when it changed', async () => {
  const root = await temporaryFolder()
  const store = openStore(root)
  const path = join(root, 'face.ttf')
  await writeFile(path, 'one')
  expect(await store.fileDigest(path)).toBe(digestOfBytes(Buffer.from('one')))
  await writeFile(path, 'other')
  expect(await store.fileDigest(path)).toBe(digestOfBytes(Buffer.from('other')))
  await store.close()
})

test('the digest of a stage follows its imports', async () => {
  const entry = new URL('../../pipeline/stages/print/index.ts', import.meta.url)
  const {modules, packages} = closureOf(entry)
  expect([...modules.keys()]).toEqual(
    expect.arrayContaining(['browser/launch.ts', 'pdf/destinations.ts', 'stages/print/in-page.ts'])
  )
  expect([...modules.keys()].filter((name) => name.startsWith('stages/chart/') || name.startsWith('run/'))).toEqual([])
  expect(Object.fromEntries(packages)).toEqual({puppeteer: expect.stringMatching(/^\d+\.\d+\.\d+/)})
  const print = closureDigest(entry)
  expect(print).toMatch(/^[0-9a-f]{64}$/)
  expect(closureDigest(new URL('../../pipeline/stages/derive.ts', import.meta.url))).not.toBe(print)
  expect(programDigest()).toBe(programDigest())
})

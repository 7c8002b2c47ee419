import {readdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {digestOfBytes} from '../../pipeline/cache/hash.ts'
import {closureDigest, closureOf, programDigest} from '../../pipeline/cache/code.ts'
import {openStore} from '../../pipeline/cache/store.ts'
import {temporaryFolder} from '../temporary.ts'

test('keeps content under its digest, and values with their order', async () => {
  const store = openStore(await temporaryFolder())
  const name = await store.put({b: 1, a: [2]})
  expect(Buffer.from(await store.bytes(name)).toString()).toBe('{"b":1,"a":[2]}')
  expect(await store.put(Buffer.from('{"b":1,"a":[2]}'))).toBe(name)
  await store.close()
})

test('damaged content is dropped, not given', async () => {
  const root = await temporaryFolder()
  const store = openStore(root)
  const name = await store.put('whole '.repeat(10_000))
  const path = join(root, 'blobs', name.slice(0, 2), name.slice(2))
  await writeFile(path, '"hole"')
  await expect(store.bytes(name)).rejects.toThrow('damaged')
  await expect(readFile(path)).rejects.toThrow('ENOENT')
  await store.close()
})

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
  await Promise.all([
    one.record('a', {stage: 's', parts: {part}, messages: []}),
    two.record('b', {stage: 's', parts: {part}, messages: []})
  ])
  await one.close()
  await two.close()
  const store = openStore(root)
  expect(await store.recall('a')).toEqual({stage: 's', parts: {part}, messages: []})
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
  const {modules, packages} = await closureOf(entry)
  expect([...modules.keys()]).toEqual(
    expect.arrayContaining(['browser/launch.ts', 'pdf/destinations.ts', 'stages/print/in-page.ts'])
  )
  expect([...modules.keys()].filter((name) => name.startsWith('stages/chart/') || name.startsWith('run/'))).toEqual([])
  expect(Object.fromEntries(packages)).toEqual({puppeteer: expect.stringMatching(/^\d+\.\d+\.\d+/)})
  const print = await closureDigest(entry)
  expect(print).toMatch(/^[0-9a-f]{64}$/)
  expect(await closureDigest(new URL('../../pipeline/stages/derive.ts', import.meta.url))).not.toBe(print)
  expect(await programDigest()).toBe(await programDigest())
})

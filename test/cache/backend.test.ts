/** One contract for every backend: in memory, in a folder, in a bucket; and one for stores on them, and with one before another. */
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import type {Backend, Trace} from '../../pipeline/cache/backend.ts'
import {openFolder} from '../../pipeline/cache/folder.ts'
import {digest, digestOfBytes} from '../../pipeline/cache/hash.ts'
import {openFar} from '../../pipeline/cache/s3.ts'
import {openObjects} from '../../pipeline/cache/s3-client.ts'
import {createStore, type Store} from '../../pipeline/cache/store.ts'
import {openGate, UNKNOWN} from '../servers/gate.ts'
import {startS3, type S3Server} from '../servers/s3.ts'
import {temporaryFolder, untilTheEnd} from '../temporary.ts'
import {openMemory} from './memory.ts'

const TRUST = {onDamage: () => {}, isDistrustful: false}
let s3: S3Server

beforeAll(async () => {
  s3 = await startS3(await untilTheEnd(afterAll))
})
afterAll(() => s3.kill())

let places = 0

// Each test has a prefix of its own.
function bucket(): string {
  return s3.address.replace('?', `/${places++}?`)
}

const backends: Readonly<Record<string, () => Promise<Backend>>> = {
  memory: async () => openMemory(),
  folder: async () => openFolder(await temporaryFolder(), TRUST),
  bucket: async () => openFar(bucket(), TRUST)
}

const stores: Readonly<Record<string, () => Promise<Store>>> = {
  ...Object.fromEntries(Object.entries(backends).map(([name, open]) => [name, async () => createStore(await open())])),
  'folder before a bucket': async () => createStore(openFolder(await temporaryFolder(), TRUST), openFar(bucket(), TRUST))
}

const CONTENT: Readonly<Record<string, Uint8Array>> = {
  nothing: new Uint8Array(),
  'a few bytes': Buffer.from('one edition'),
  'every byte': Uint8Array.from({length: 256}, (_, byte) => byte),
  'a large page': Buffer.alloc(3_000_000, 'page ')
}

const TRACE: Trace = {
  stage: 'print',
  subject: 'gd.public.zh-Hans',
  inputs: {page: digest('页')},
  calls: [digest('a')],
  ms: 12,
  parts: {pdf: digest('b'), map: digest('c')},
  messages: [{severity: 'warning', rule: 'r', reason: '“ ” \n 𠮷', note: 'n', path: 'a.md'}]
}

describe.each(Object.entries(backends))('a backend: %s', (_, open) => {
  test.each(Object.entries(CONTENT))('gives the content that it was given: %s', async (_, bytes) => {
    const {blobs} = await open()
    const name = digestOfBytes(bytes)
    expect([await blobs.size(name), await blobs.get(name)]).toEqual([undefined, undefined])
    await blobs.put(name, bytes)
    expect(await blobs.size(name)).toBe(bytes.length)
    expect(Buffer.from((await blobs.get(name))!).equals(bytes)).toBe(true)
  })

  test('takes the same content again, and from many at once', async () => {
    const {blobs} = await open()
    const all = Array.from({length: 40}, (_, at) => Buffer.from(`content ${at % 20}`.repeat(1 + (at % 20) * 400)))
    await Promise.all(all.map((bytes) => blobs.put(digestOfBytes(bytes), bytes)))
    for (const bytes of all) expect(Buffer.from((await blobs.get(digestOfBytes(bytes)))!).equals(bytes)).toBe(true)
  })

  test('gives the trace that it was given, and the last one where it was given two', async () => {
    const {traces} = await open()
    const key = digest(TRACE.subject)
    expect(await traces.get(key)).toBeUndefined()
    await traces.put(key, TRACE)
    expect(await traces.get(key)).toEqual(TRACE)
    await traces.put(key, {...TRACE, ms: 13})
    expect(await traces.get(key)).toEqual({...TRACE, ms: 13})
    expect(await traces.get(digest('another'))).toBeUndefined()
  })
})

describe.each(Object.entries(stores))('a store: %s', (_, open) => {
  test('recalls what it keeps, and a trace without its content is none', async () => {
    const store = await open()
    const pdf = await store.put(Buffer.from('pdf'))
    await store.record('whole', {...TRACE, parts: {pdf}})
    const {calls, ...step} = TRACE
    await store.record('lost', {...step, parts: {pdf, map: digestOfBytes(Buffer.from('never put'))}})
    expect(calls).toBeDefined()
    expect((await store.recall('whole', true))?.parts).toEqual({pdf})
    expect(await store.recall('lost')).toBeUndefined()
    expect([await store.holds(pdf), await store.size(pdf), store.hasLost()]).toEqual([true, 3, false])
    await expect(store.bytes(digest('never'))).rejects.toThrow('lost')
    expect(store.hasLost()).toBe(true)
  })
})

describe('a bucket behind a folder', () => {
  test('shares whole editions and what is sent, and nothing else', async () => {
    const far = openFar(bucket(), TRUST)
    const [here, elsewhere] = [createStore(openMemory(), far), createStore(openMemory(), far)]
    const [pdf, draft, spec] = await Promise.all(['pdf', 'draft', 'spec'].map((text) => here.put(Buffer.from(text))))
    await here.record('edition', {...TRACE, parts: {pdf: pdf!}})
    const {calls, ...step} = TRACE
    await here.record('step', {...step, parts: {draft: draft!}})
    const crate = await here.send([spec!, draft!])
    expect([calls !== undefined, await elsewhere.recall('edition'), await elsewhere.recall('step', true)]).toEqual([
      true,
      undefined,
      undefined
    ])
    expect((await elsewhere.recall('edition', true))?.parts).toEqual({pdf})
    expect(Buffer.from(await elsewhere.bytes(pdf!)).toString()).toBe('pdf')
    const held = () => Promise.all([pdf!, draft!, spec!].map((name) => elsewhere.holds(name)))
    expect(await held()).toEqual([true, false, false])
    await elsewhere.receive(crate)
    expect(await held()).toEqual([true, true, true])
    expect(Buffer.from(await elsewhere.bytes(spec!)).toString()).toBe('spec')
  })

  test('is given what was made before it was there', async () => {
    const near = openMemory()
    const before = createStore(near)
    await before.record('edition', {...TRACE, parts: {pdf: await before.put(Buffer.from('pdf'))}})
    const far = openFar(bucket(), TRUST)
    expect(await createStore(near, far).recall('edition', true)).toBeDefined()
    expect(await createStore(openMemory(), far).recall('edition', true)).toBeDefined()
  })

  test('content and traces that were altered there are not there', async () => {
    const address = bucket()
    let damage = 0
    const trust = {onDamage: () => void damage++, isDistrustful: false}
    const far = openFar(address, trust)
    const bytes = Buffer.from('the right content')
    const name = digestOfBytes(bytes)
    await far.blobs.put(name, bytes)
    await far.traces.put(name, TRACE)
    const objects = openObjects(address)
    for (const key of [`blobs/${name.slice(0, 2)}/${name.slice(2)}`, `traces/${name}`]) {
      const text = Buffer.from((await objects.get(key))!).toString()
      await objects.put(key, Buffer.from(text.replace('right', 'wrong').replace('print', 'spent')))
    }
    expect([await far.blobs.get(name), await far.traces.get(name), damage]).toEqual([undefined, undefined, 2])
    expect(await openFar(address, {...trust, isDistrustful: true}).blobs.size(name)).toBeUndefined()
  })

  test('that is away for some seconds is waited for', async () => {
    const {blobs} = openFar(bucket(), TRUST)
    const bytes = Buffer.from('patience')
    await s3.kill()
    const putting = blobs.put(digestOfBytes(bytes), bytes)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    await s3.start()
    await putting
    expect(await blobs.size(digestOfBytes(bytes))).toBe(bytes.length)
  })

  test('that has damaged content lets it be sent again', async () => {
    const address = bucket()
    const far = openFar(address, TRUST)
    const [here, elsewhere] = [createStore(openMemory(), far), createStore(openMemory(), far)]
    const send = async (store: Store) => store.send([await store.put(Buffer.from('spec'))])
    const crate = await send(here)
    await openObjects(address).put(`blobs/${crate.slice(0, 2)}/${crate.slice(2)}`, Buffer.from('speck'))
    await expect(elsewhere.receive(crate)).rejects.toThrow('lost')
    expect(await send(here)).toBe(crate)
    await elsewhere.receive(crate)
  })

  test('an edition whose content is gone or damaged there is not known', async () => {
    const address = bucket()
    const far = openFar(address, TRUST)
    const here = createStore(openMemory(), far)
    await here.record('edition', {...TRACE, parts: {pdf: await here.put(Buffer.from('pdf'))}})
    const {crate} = (await far.traces.get('edition'))!
    await openObjects(address).put(`blobs/${crate!.slice(0, 2)}/${crate!.slice(2)}`, Buffer.from('[3]\npdg'))
    for (const _ of ['damaged', 'gone']) expect(await createStore(openMemory(), far).recall('edition', true)).toBeUndefined()
  })

  test('does not take an answer that knows no such address for content that is kept', async () => {
    const gate = await openGate(bucket())
    onTestFinished(gate.close)
    gate.refusing = {...UNKNOWN, method: 'PUT'}
    const {blobs} = openFar(gate.address, TRUST)
    await expect(blobs.put(digestOfBytes(Buffer.from('x')), Buffer.from('x'))).rejects.toThrow('refused what was asked')
  })

  test.each([
    ['s3://nowhere/x', 'NoSuchBucket'],
    ['s3://octavo/x', 'SignatureDoesNotMatch']
  ])('that refuses says why, and no secret: %s', async (place, word) => {
    const right = process.env['AWS_SECRET_ACCESS_KEY']
    if (word.startsWith('Signature')) process.env['AWS_SECRET_ACCESS_KEY'] = 'wrong-secret'
    const {blobs} = openFar(s3.address.replace('s3://octavo/editions', place), TRUST)
    const error = await blobs.put(digestOfBytes(Buffer.from('x')), Buffer.from('x')).catch((error: unknown) => error)
    process.env['AWS_SECRET_ACCESS_KEY'] = right
    expect(error).toMatchObject({name: 'MachineError', note: expect.stringContaining(word)})
    expect(JSON.stringify(error)).not.toContain('secret')
  })
})

import {describe, expect, test} from 'vitest'
import {digest, digestOfBytes, Reference, share, toBytes} from '../../pipeline/cache/hash.ts'
import {createMemo, type Stage} from '../../pipeline/cache/memo.ts'
import {openStore} from '../../pipeline/cache/store.ts'
import {temporaryFolder} from '../temporary.ts'

test('A1 the order of axis values is in the key, and that of every map and list', () => {
  const axes = (values: object) => ({audience: {title: {en: 'Reader'}, values}})
  const short = {short: {en: 'In short'}, full: {en: 'In full'}}
  const full = {full: {en: 'In full'}, short: {en: 'In short'}}
  expect(digest(axes(short))).not.toBe(digest(axes(full)))
  expect(digest(axes(short))).toBe(digest(axes(structuredClone(short))))
  expect(digest({a: [1, 2]})).not.toBe(digest({a: [2, 1]}))
  expect(digest(share({b: 1, a: 2}))).not.toBe(digest(share({a: 2, b: 1})))
})

test('A1 a swapped pair of keys runs the stage again and keeps what it gave in its new order', async () => {
  const store = openStore(await temporaryFolder())
  const ran: string[] = []
  const memo = createMemo({store, heard: ({ran: isNew}) => ran.push(isNew ? 'ran' : 'same')})
  const names: Stage<Readonly<Record<string, number>>, {names: readonly string[]}> = {
    name: 'names',
    code: '1',
    run: async (map) => ({names: Object.keys(map)})
  }
  const given = async (map: Readonly<Record<string, number>>) => (await memo(names, map)).names.value()
  expect(await given({short: 1, full: 2})).toEqual(['short', 'full'])
  expect(await given({full: 2, short: 1})).toEqual(['full', 'short'])
  expect(await given({short: 1, full: 2})).toEqual(['short', 'full'])
  expect(ran).toEqual(['ran', 'ran', 'same'])
  await store.close()
})

test('a property without a value is none', () => {
  expect(digest({a: 1, b: undefined})).toBe(digest({a: 1}))
  expect(toBytes({a: 1, b: undefined})).toEqual(Buffer.from('{"a":1}'))
})

test('A1 no two different values have the same digest', () => {
  const plain = {id: 'gd'}
  const shared = share({id: 'gd'})
  const name = digest(plain)
  const texts = [
    '',
    '0',
    'null',
    'true',
    '[]',
    '{}',
    's0:',
    '1:a',
    'a',
    'e\u0301',
    'é',
    'É',
    'a\r\n',
    'a\n',
    '\ufeffa',
    '\0',
    '😀'
  ]
  const scalars = [0, 1, -1, 0.1, 0.30000000000000004, 0.3, 1e21, '1e21', '1', true, false, null]
  const lists = [
    [],
    [[]],
    [[], []],
    [{}],
    ['a', 'b'],
    ['ab'],
    ['a,b'],
    ['b', 'a'],
    [['a'], 'b'],
    [['a', 'b']],
    [null],
    [0],
    ['0']
  ]
  const maps = [{}, {'': ''}, {a: 1}, {a: '1'}, {a: [1]}, {a: {}}, {a: null}, {b: 1}, {a: {b: 1}}, {a: 1, b: 2}, {b: 2, a: 1}]
  // What stands for something else: its digest as a text, as bytes, as content, as a shared value.
  const marks = [plain, shared, name, Buffer.from(name), new Reference(name), `h${name}`, `r${name}`, [name], [shared]]
  const bytes = [Buffer.from('a'), Buffer.from(''), Buffer.from('["a"]'), new Reference('a'), digestOfBytes(Buffer.from('a'))]
  const values: readonly unknown[] = [texts, scalars, lists, maps, [[{a: 1}, {b: 1}], [{a: 1, b: 1}]], marks, bytes].flat()
  expect(new Set(values.map(digest)).size).toBe(values.length)
})

test('the name of content is that of a file with the same bytes', () => {
  expect(digestOfBytes(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('what is shared cannot be changed any more', () => {
  const words = share({page: 'Page', marks: ['a']})
  expect(() => ((words as {page: string}).page = 'Seite')).toThrow(TypeError)
  expect(() => words.marks.push('b')).toThrow(TypeError)
  expect(share(words)).toBe(words)
})

describe('A1 what is no plain data cannot be hashed, nor kept', () => {
  class Region {
    readonly id = 'gd'
  }
  const holed = ['a', 'b', 'c']
  delete holed[1]
  const own: unknown[] = ['a']
  own.push({rows: own})
  const cases: readonly [what: string, value: unknown][] = [
    ['Map', new Map([['a', 1]])],
    ['Set', new Set([1])],
    ['Date', new Date(0)],
    ['RegExp', /a/],
    ['Error', new Error('a')],
    ['Promise', Promise.resolve(1)],
    ['Region', new Region()],
    ['Uint16Array', new Uint16Array(2)],
    ['ArrayBuffer', new ArrayBuffer(2)],
    ['String', Object('a')],
    ['WeakMap', new WeakMap()],
    ['function', () => 1],
    ['symbol', Symbol('a')],
    ['symbol as a key', {[Symbol('a')]: 1}],
    ['bigint', 1n],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['-0', -0],
    ['undefined', [1, undefined]],
    ['list with holes', holed],
    ['list with the property `index`', Object.assign(['a'], {index: 1})],
    ['text with half of a surrogate pair', 'a\ud800'],
    ['key with half of a surrogate pair', {'\udc00': 1}],
    ['value that holds itself', own],
    ['value with a form of its own', {toJSON: () => 'a'}]
  ]

  test.each(cases)('%s', (what, value) => {
    const found = what.startsWith('value with') ? 'function at .rows[1].value.toJSON' : `${what} at .rows[1].value`
    const input = {rows: [{id: 'a'}, {id: 'b', value}]}
    expect(() => digest(input)).toThrow(TypeError)
    expect(() => digest(input)).toThrow(`Unexpected ${found}`)
    expect(() => toBytes(input)).toThrow(`Unexpected ${found}`)
  })

  test('the way to it names keys as they would be written', () => {
    expect(() => digest({'zh-Hans': {名: [Number.NaN]}})).toThrow('Unexpected NaN at ["zh-Hans"]["名"][0], expected plain data')
    expect(() => digest(undefined)).toThrow('Unexpected undefined, expected plain data')
  })

  test('nested without end', () => {
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(() => digest(deep)).toThrow('Unexpected value that is nested deeper than 2000 levels at [0][0][0]')
  })

  test('the same value twice is no circle', () => {
    const row = {id: 'gd'}
    expect(digest([row, {row}])).toBe(digest([{id: 'gd'}, {row: {id: 'gd'}}]))
  })

  test('a stage that gives it fails, and nothing is kept', async () => {
    const store = openStore(await temporaryFolder())
    const memo = createMemo({store, heard: () => {}})
    const stage: Stage<number, {value: unknown}> = {name: 'count', code: '1', run: async () => ({value: [undefined]})}
    await expect(memo(stage, 1)).rejects.toThrow('Unexpected undefined at [0]')
    await expect(memo(stage, 1)).rejects.toThrow('Unexpected undefined at [0]')
    await store.close()
  })
})

import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {beforeEach, expect, test} from 'vitest'
import {createMemo, type Artifact, type Memo, type Stage} from '../../pipeline/cache/memo.ts'
import {digest} from '../../pipeline/cache/hash.ts'
import {openStore, type Trace} from '../../pipeline/cache/store.ts'
import type {Message} from '../../pipeline/messages.ts'
import {temporaryFolder} from '../temporary.ts'

interface Item {
  readonly region: string
  readonly sales: number
}

const NORTH: Item = {region: 'north', sales: 3}
const SOUTH: Item = {region: 'south', sales: 4}

const select: Stage<{readonly table: readonly Item[]; readonly version: number}, {rows: readonly Item[]; count: number}> = {
  name: 'select',
  code: '1',
  run: async ({table}) => ({rows: table.filter(({region}) => region === 'north'), count: table.length})
}
const chart: Stage<{readonly rows: Artifact<readonly Item[]>; readonly theme: string}, {svg: string}> = {
  name: 'chart',
  code: '1',
  async run({rows, theme}, say) {
    const items = await rows.value()
    if (items.length < 2) say({severity: 'warning', rule: 'chart-has-enough-rows', reason: 'few rows'})
    return {svg: `<svg class="${theme}">${items.map(({sales}) => sales).join()}</svg>`}
  }
}
const page: Stage<{readonly svg: Artifact<string>}, {html: string}> = {
  name: 'page',
  code: '1',
  run: async ({svg}) => ({html: `<p>${await svg.value()}</p>`})
}

const EDITION = {name: 'edition', subject: 'north', input: {region: 'north'}}

let root: string
let log: string[]
let said: Message[]

beforeEach(async () => {
  root = await temporaryFolder()
  log = []
  said = []
})

function open(verify = false): {memo: Memo; close: () => Promise<void>} {
  const store = openStore(root)
  return {
    close: store.close,
    memo: createMemo({
      store,
      verify,
      heard({stage, ran, messages}) {
        log.push(`${ran ? 'ran' : 'same'} ${stage}`)
        said.push(...messages)
      }
    })
  }
}

async function make(memo: Memo, table: readonly Item[], version: number, theme = 'plain'): Promise<string> {
  const {rows} = await memo(select, {table, version})
  const {svg} = await memo(chart, {rows, theme})
  return (await memo(page, {svg})).html.value()
}

async function makeAfresh(table: readonly Item[], version: number, theme?: string): Promise<string> {
  const {memo, close} = open()
  const html = await make(memo, table, version, theme)
  await close()
  return html
}

test('runs every stage once, then none, in this process and in the next', async () => {
  const first = await makeAfresh([NORTH], 1)
  expect(await makeAfresh([NORTH], 1)).toBe(first)
  expect(log).toEqual(['ran select', 'ran chart', 'ran page', 'same select', 'same chart', 'same page'])
})

test('stops where a changed input gives an unchanged part', async () => {
  await makeAfresh([NORTH], 1)
  log = []
  await makeAfresh([NORTH, SOUTH], 2)
  expect(log).toEqual(['ran select', 'same chart', 'same page'])
})

test('runs again only what a new theme reaches', async () => {
  await makeAfresh([NORTH], 1)
  log = []
  await makeAfresh([NORTH], 1, 'dark')
  expect(log).toEqual(['same select', 'ran chart', 'ran page'])
})

test('says again what a recalled stage said', async () => {
  await makeAfresh([NORTH], 1)
  await makeAfresh([NORTH], 1)
  expect(said.map(({reason}) => reason)).toEqual(['few rows', 'few rows'])
})

test('runs a stage once for callers at the same time', async () => {
  const {memo, close} = open()
  await Promise.all([make(memo, [NORTH], 1), make(memo, [NORTH], 1), make(memo, [NORTH], 1)])
  await close()
  expect(log.filter((line) => line === 'ran chart')).toHaveLength(1)
})

test('what is held is one artifact, whose value is read once, however often it is recalled', async () => {
  const {memo, close} = open()
  const first = await memo(select, {table: [NORTH], version: 1})
  const again = await memo(select, {table: [NORTH], version: 1})
  expect(again.rows).toBe(first.rows)
  expect(await again.rows.value()).toBe(await first.rows.value())
  expect(await memo.keep([NORTH])).toBe(first.rows)
  await close()
})

test('forgets a failure', async () => {
  let isDown = true
  const flaky: Stage<number, {value: number}> = {
    name: 'flaky',
    code: '1',
    async run(value) {
      if (isDown) throw new Error('down')
      return {value}
    }
  }
  const {memo, close} = open()
  await expect(memo(flaky, 1)).rejects.toThrow('down')
  isDown = false
  expect(await (await memo(flaky, 1)).value.value()).toBe(1)
  await close()
})

test('new code forgets what old code gave', async () => {
  await makeAfresh([NORTH], 1)
  log = []
  const {memo, close} = open()
  await memo({...select, code: '2'}, {table: [NORTH], version: 1})
  await close()
  expect(log).toEqual(['ran select'])
})

test('a trace whose blob is gone is unknown', async () => {
  await makeAfresh([NORTH], 1)
  const database = new DatabaseSync(join(root, 'traces.db'))
  database.exec('delete from blobs')
  database.close()
  log = []
  expect(await makeAfresh([NORTH], 1)).toBe('<p><svg class="plain">3</svg></p>')
  expect(log).toEqual(['ran select', 'ran chart', 'ran page'])
})

test('verify finds a stage that is not pure', async () => {
  let count = 0
  const counter: Stage<number, {value: number}> = {name: 'counter', code: '1', run: async () => ({value: count++})}
  const first = open()
  await first.memo(counter, 1)
  await first.close()
  const second = open(true)
  await expect(second.memo(counter, 1)).rejects.toThrow('The stage counter gave another value for the same input')
  await second.close()
})

test('A2 verify looks behind what is recalled as a whole', async () => {
  let accent = 'red'
  const impure: Stage<string, {html: string}> = {name: 'page', code: '1', run: async (body) => ({html: `${body} ${accent}`})}
  const edition = (memo: Memo) => memo.whole<{html: string}>(EDITION, (memo) => memo(impure, 'north'))
  const first = open()
  await edition(first.memo)
  await first.close()
  accent = 'blue'
  const recalled = open()
  expect(await (await edition(recalled.memo)).html.value()).toBe('north red')
  await recalled.close()
  const verified = open(true)
  await expect(edition(verified.memo)).rejects.toThrow('The stage page gave another html for the same input')
  await verified.close()
})

test('A2 verify finds an input that the key of the whole leaves out', async () => {
  const edition = (memo: Memo, theme: string) =>
    memo.whole<{html: string}>(EDITION, async (memo) => {
      const {rows} = await memo(select, {table: [NORTH], version: 1})
      return memo(page, await memo(chart, {rows, theme}))
    })
  const first = open()
  await edition(first.memo, 'plain')
  await first.close()
  const second = open(true)
  await expect(edition(second.memo, 'dark')).rejects.toThrow('The stage edition gave another html for the same input')
  await second.close()
})

test('A2 verify compares parts that are gone or new, and messages', async () => {
  let round = 0
  const parts: Stage<string, Record<string, number>> = {
    name: 'parts',
    code: '1',
    run: async (part) => (round === 0 ? {[part]: 1, more: 1} : {[part]: 1})
  }
  const speaks: Stage<number, {value: number}> = {
    name: 'speaks',
    code: '1',
    async run(value, say) {
      say({severity: 'warning', rule: 'chart-has-enough-rows', reason: `round ${round}`})
      return {value}
    }
  }
  const first = open()
  await first.memo(parts, 'a')
  await first.memo(speaks, 1)
  await first.close()
  round = 1
  const second = open(true)
  await expect(second.memo(parts, 'a')).rejects.toThrow('The stage parts gave another more for the same input')
  await expect(second.memo(speaks, 1)).rejects.toThrow('The stage speaks said something else for the same input')
  await second.close()
})

test('a trace tells what it was made of, by field, about what, and what it asked for', async () => {
  const {memo, close} = open()
  const about: Stage<{readonly region: string; readonly year: number}, {name: string}> = {
    name: 'about',
    code: '1',
    subject: ({region}) => region,
    run: async ({region}) => ({name: region})
  }
  await memo.whole<{html: string}>(EDITION, async (memo) => {
    await memo(about, {region: 'north', year: 2023})
    return {html: (await memo(select, {table: [NORTH], version: 1})).count as unknown as Artifact<string>}
  })
  await memo(about, {region: 'north', year: 2024})
  await close()
  const database = new DatabaseSync(join(root, 'traces.db'))
  const rows = database.prepare('select key, trace from traces').all()
  database.close()
  const traces = rows.map(({key, trace}) => ({key, ...(JSON.parse(String(trace)) as Trace)}))
  const named = (name: string) => traces.filter(({stage}) => stage === name)
  expect(named('select')).toMatchObject([{subject: 'north', inputs: {table: digest([NORTH]), version: digest(1)}}])
  expect(named('about').map(({subject, inputs}) => [subject, Object.keys(inputs)])).toEqual([
    ['north', ['region', 'year']],
    ['north', ['region', 'year']]
  ])
  expect(new Set(named('about').map(({inputs}) => inputs['year']))).toEqual(new Set([digest(2023), digest(2024)]))
  expect(new Set(named('about').map(({inputs}) => inputs['region']))).toEqual(new Set([digest('north')]))
  const asked = traces.filter(({stage, inputs}) => stage === 'select' || inputs['year'] === digest(2023))
  expect(named('edition')).toMatchObject([{subject: 'north', inputs: {region: digest('north')}}])
  expect([...named('edition')[0]!.calls!].sort()).toEqual(asked.map(({key}) => key).sort())
  expect(traces.every(({ms}) => Number.isInteger(ms) && ms >= 0)).toBe(true)
})

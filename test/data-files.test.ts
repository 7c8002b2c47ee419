/** The data travel inside: in a PDF each chart and each table has its rows as a file of its own. */
import {execFile} from 'node:child_process'
import {mkdir, readdir, readFile as readBytes} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Provenance} from '../pipeline/pdf/provenance.ts'
import {readFile} from '../pipeline/run/trace.ts'
import {buildReport} from './building.ts'
import {untilTheEnd} from './temporary.ts'

const run = promisify(execFile)
const FLAGSHIP = fileURLToPath(new URL('../sources/digital-government', import.meta.url))

let page: string
let file: string
let attached: ReadonlyMap<string, string>

beforeAll(async () => {
  const folder = await untilTheEnd(afterAll)
  const out = join(folder, 'out')
  const only = {region: ['gd'], audience: ['practitioners'], language: ['en']}
  await buildReport({folder: FLAGSHIP, out, store: join(folder, 'store')}, {only})
  file = join(out, 'gd/practitioners/en/digital-government.pdf')
  page = await readBytes(file.replace('.pdf', '.html'), 'utf8')
  const saved = join(folder, 'saved')
  await mkdir(saved)
  await run('pdfdetach', ['-saveall', '-o', saved, file])
  const names = await readdir(saved)
  attached = new Map(await Promise.all(names.map(async (name) => [name, await readBytes(join(saved, name), 'utf8')] as const)))
})

test('each chart and each table has a file, which is that of the page', () => {
  const charts = [...page.matchAll(/<a class="download" href="data:text\/csv;charset=utf-8,([^"]*)" download="([^"]*)"/g)]
  const tables = [...page.matchAll(/<div class="table" id="([^"]*)"/g)].map(([, id]) => `${id}.csv`)
  expect(charts.length).toBeGreaterThan(4)
  expect([...attached.keys()].sort()).toEqual([...charts.map(([, , name]) => name!), ...tables].sort())
  for (const [, address, name] of charts) expect(attached.get(name!)).toBe(decodeURIComponent(address!))
})

test('a table has the head and the rows that are shown, numbers as they are', () => {
  const [head, first, ...rest] = attached.get('tab-peers.csv')!.trim().split('\r\n')
  expect(head).toMatch(/^Region,Population persons,/)
  expect(first!.split(',')[1]).toMatch(/^\d{7,}$/)
  expect(rest.length).toBeGreaterThan(1)
})

type Values = Readonly<Record<string, unknown>>

/** The objects of the file, and how to follow a reference. */
async function objectsOf() {
  const {stdout} = await run('qpdf', ['--json', file], {maxBuffer: 1e9})
  const [, objects] = JSON.parse(stdout).qpdf as [unknown, Readonly<Record<string, {value?: Values; stream?: {dict: Values}}>>]
  const values = Object.values(objects).flatMap(({value}) => (value !== null && typeof value === 'object' ? [value] : []))
  const follow = (reference: unknown) => objects[`obj:${String(reference)}`]!
  return {values, follow, nameOf: (reference: unknown) => follow(reference).value?.['/F'] as string}
}

test('each file belongs to the element that shows it, and to the document', async () => {
  const {values, nameOf} = await objectsOf()
  const belonging = (type: string) =>
    values.filter((value) => value['/S'] === type && '/AF' in value).map((value) => nameOf((value['/AF'] as string[])[0]!))
  const names = [...attached.keys()].map((name) => `u:${name}`)
  expect([...belonging('/Figure'), ...belonging('/Table')].sort()).toEqual(names.sort())
  expect(belonging('/Figure').every((name) => name.startsWith('u:fig-'))).toBe(true)
  const catalog = values.find((value) => value['/Type'] === '/Catalog')!
  expect((catalog['/AF'] as string[]).map(nameOf).sort()).toEqual(names.sort())
})

test('beside it lies where its values come from, as the file as a whole tells, and with the data files behind them alone', async () => {
  const {values, follow, nameOf} = await objectsOf()
  const whole = readFile(new Uint8Array(await readBytes(file)))!
  const elements = values.filter((value) => ['/Figure', '/Table'].includes(String(value['/S'])) && '/AF' in value)
  const told = elements.flatMap((element) => (element['/AF'] as readonly string[]).slice(1))
  const ids = [...attached.keys()].map((name) => name.replace('.csv', ''))
  const telling = ids.filter((id) => whole.values.some(({near}) => near === id))
  expect(telling.length).toBeGreaterThan(6)
  expect(told.map(nameOf).sort()).toEqual(telling.map((id) => `u:${id}.json`).sort())
  for (const reference of told) {
    const content = (follow(reference).value!['/EF'] as Values)['/F'] as string
    const {stdout} = await run('qpdf', [`--show-object=${content.split(' ')[0]}`, '--filtered-stream-data', file], {
      maxBuffer: 1e8
    })
    const {edition, values, sources} = JSON.parse(stdout) as Provenance
    const id = nameOf(reference).slice(2, -5)
    expect(edition).toBe('gd.practitioners.en')
    expect(values).toEqual(whole.values.filter(({near}) => near === id))
    const behind = new Set(values.flatMap(({origins}) => origins.flatMap((origin) => origin.split(/[[.]/)[0]!.split('+'))))
    expect(Object.keys(sources).sort()).toEqual([...behind].filter((name) => name in whole.sources).sort())
  }
})

/** From a number on a page or in a PDF back to the cell of the data file that it comes from, or to the query that made it. */
import {execFile} from 'node:child_process'
import {cp, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {deflateSync} from 'node:zlib'
import {parse} from 'csv-parse/sync'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {digestOfBytes} from '../pipeline/cache/hash.ts'
import type {Provenance, ShownValue} from '../pipeline/pdf/provenance.ts'
import {openOrigins, type FindOrigin} from '../pipeline/run/origins.ts'
import {openSession, type Session} from '../pipeline/run/session.ts'
import {findValues, readFile as read} from '../pipeline/run/trace.ts'
import {canonicalDecimal} from '../pipeline/values/decimal.ts'
import {thisMachine} from '../pipeline/world.ts'
import {buildReport} from './building.ts'
import {edit, reportCopy, untilTheEnd} from './temporary.ts'

const run = promisify(execFile)
const FLAGSHIP = fileURLToPath(new URL('../sources/digital-government', import.meta.url))
const ONLY = {region: ['gd', 'xz', 'cn'], audience: ['leaders', 'practitioners']}

let out: string
let session: Session
let files: readonly {readonly path: string; readonly said: Provenance}[]
let find: FindOrigin

beforeAll(async () => {
  const root = await untilTheEnd(afterAll)
  out = join(root, 'out')
  const store = join(root, 'store')
  await buildReport({folder: FLAGSHIP, out, store}, {only: ONLY})
  const {editions} = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as {editions: {files: {path: string}[]}[]}
  const paths = editions.flatMap(({files}) => files.map(({path}) => path)).sort()
  files = await Promise.all(paths.map(async (path) => ({path, said: read(await readFile(join(out, path)))!})))
  session = await openSession(thisMachine(), {store})
  find = await openOrigins(
    FLAGSHIP,
    files.flatMap(({said}) => said.values.flatMap(({origins}) => origins)),
    session
  )
}, 300_000)
afterAll(() => session.close())

// The same picks each time: a sequence of Park and Miller.
function picks<Item>(items: readonly Item[], count: number): readonly Item[] {
  let state = 20261126
  return Array.from({length: count}, () => items[(state = (state * 48271) % 2147483647) % items.length]!)
}

const rowsOf = new Map<string, Promise<readonly Record<string, string>[]>>()

// As a reader of CSV that knows nothing of us has them, by line.
async function lineOf(path: string, line: number): Promise<Record<string, string>> {
  const rows =
    rowsOf.get(path) ??
    readFile(join(FLAGSHIP, path), 'utf8').then((text) => parse(text, {columns: true}) as readonly Record<string, string>[])
  rowsOf.set(path, rows)
  return (await rows)[line - 2]!
}

const kindOf = ({near}: ShownValue) => /^(tab|fig)-/.exec(near)?.[1] ?? 'prose'
const isNumber = ({text}: ShownValue) => /\d/.test(text)

test('of fifty numbers of pages and PDFs each leads to its cell, or to its query, its key and the files behind it', async () => {
  const all = files.flatMap(({path, said}) => said.values.filter(isNumber).map((value) => ({path, said, value})))
  const of = (kind: string) => all.filter(({value}) => kindOf(value) === kind)
  const chosen = [...picks(of('prose'), 20), ...picks(of('tab'), 15), ...picks(of('fig'), 15)]
  const seen = {cells: 0, rows: 0, pdf: 0}
  for (const {path, said, value} of chosen) {
    seen.pdf += path.endsWith('.pdf') ? 1 : 0
    expect(value.origins.length, value.text).toBeGreaterThan(0)
    for (const origin of value.origins) {
      const name = /^[^[.]+/.exec(origin)![0]
      const found = await find(origin, said.edition)
      expect(
        found.files.map((file) => file.path),
        origin
      ).toEqual(expect.arrayContaining([...(said.sources[name] ?? [])]))
      for (const file of found.files) expect(file.sha256).toBe(digestOfBytes(await readFile(join(FLAGSHIP, file.path))))
      if (origin.includes('[')) expect(found.now, origin).not.toBeUndefined()
      if (value.origins.length === 1 && origin.includes('[')) {
        expect(String(found.now), origin).toBe(value.value)
        seen.rows++
      }
      if (found.cell !== undefined) {
        const row = await lineOf(found.cell.path, found.cell.line)
        // 91.90 is 91.9.
        const cell = row[found.cell.column]!
        expect(canonicalDecimal(cell) ?? cell, origin).toBe(String(found.now))
        seen.cells++
      }
    }
  }
  expect(chosen).toHaveLength(50)
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(3)
})

test('every value of a table and of a chart has an origin, in the file as on the page', () => {
  const kinds = files.flatMap(({said}) => said.values.map(kindOf))
  for (const kind of ['tab', 'fig', 'prose']) expect(kinds.filter((each) => each === kind).length, kind).toBeGreaterThan(100)
  expect(files.flatMap(({said}) => said.values).filter(({origins}) => origins.length === 0 || origins.includes(''))).toEqual([])
})

test('a page and its PDF say the same of their text, and the PDF also where it stands', async () => {
  for (const {path, said} of files.filter(({path}) => path.endsWith('.pdf'))) {
    const page = files.find((file) => file.path === path.replace('.pdf', '.html'))!
    const bare = ({near, text, value, origins}: ShownValue) => JSON.stringify({near, text, value, origins})
    const shown = new Set(page.said.values.map(bare))
    expect(said.values.map(bare).filter((value) => !shown.has(value))).toEqual([])
    expect(said.edition).toBe(page.said.edition)
    const pages = await wordsOf(join(out, path))
    const shownAsText = said.values.filter((value) => isNumber(value) && !value.near.startsWith('fig-'))
    expect(shownAsText.filter(({at}) => at === undefined)).toEqual([])
    // A line that only just fits may be broken one word earlier than was measured: then a value is a line off, and on the same page.
    const isFar = (room: Room) => (value: ShownValue) => !stands(value, pages[value.pages![0] - 1]!, room)
    expect(shownAsText.filter(isFar({x: 200, y: 9})), path).toEqual([])
    expect(shownAsText.filter(isFar({x: 3, y: 3})).length, path).toBeLessThanOrEqual(shownAsText.length / 20)
  }
})

interface Word {
  readonly text: string
  /** Millimetres from the left and the top of the page. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number]
}

async function wordsOf(path: string): Promise<readonly (readonly Word[])[]> {
  const {stdout} = await run('pdftotext', ['-bbox', path, '-'], {maxBuffer: 1e8})
  const millimetres = (points: string) => (Number(points) * 25.4) / 72
  return stdout
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)].map((found) => ({
        text: found[5]!,
        box: [millimetres(found[1]!), millimetres(found[2]!), millimetres(found[3]!), millimetres(found[4]!)] as const
      }))
    )
}

interface Room {
  readonly x: number
  readonly y: number
}

// A word of another program may begin before the value, or hold only the first part of it; a cell has room around its text.
function stands({text, at, near}: ShownValue, words: readonly Word[], {x, y}: Room): boolean {
  const first = /[\p{L}\p{N}]/u.exec(text)![0]
  const room = near.startsWith('tab-') ? {x: 60, y: 12} : {x, y}
  return words.some(({text: word, box: [left, top, right, bottom]}) => {
    const isThere = left - room.x <= at![0] && at![0] <= right + room.x && top - room.y <= at![1] && at![1] <= bottom + room.y
    return isThere && word.includes(first)
  })
}

describe('a file', () => {
  test('saved by another program still tells', async () => {
    const {path, said} = files.find(({path}) => path.endsWith('.pdf'))!
    const other = join(out, 'other.pdf')
    await run('qpdf', ['--object-streams=disable', '--linearize', join(out, path), other])
    expect(read(await readFile(other))).toEqual(said)
  })

  test('that is none of ours tells nothing', () => {
    for (const text of ['', '%PDF-1.7\n', '<p>1,450 <b>stalls</b></p>', '{"a": 1}'])
      expect(read(Buffer.from(text))).toBeUndefined()
  })

  test('that is damaged, or says something of another form, tells nothing', async () => {
    const {path} = files.find(({path}) => path.endsWith('.pdf'))!
    const pdf = await readFile(join(out, path))
    const at = pdf.indexOf('/OctavoProvenance')
    const start = pdf.indexOf('stream', at) + 'stream\n'.length
    for (const change of [
      (bytes: Buffer) => bytes.fill(7, start + 20, start + 60),
      (bytes: Buffer) => bytes.subarray(0, start + 30)
    ])
      expect(read(change(Buffer.from(pdf)))).toBeUndefined()
    const written = (said: unknown) => {
      const stream = deflateSync(JSON.stringify(said))
      const head = `%PDF-1.7\n<</Type /OctavoProvenance /Length ${stream.length}>> stream\n`
      return Buffer.concat([Buffer.from(head), stream])
    }
    const value = {near: 'a', text: '1', value: '1', origins: ['q.a']}
    const right = {edition: 'e', sources: {}, values: [value]}
    expect(read(written(right))).toEqual(right)
    for (const said of [
      null,
      [],
      {},
      {...right, values: [{...value, origins: 'q.a'}]},
      {...right, values: [{...value, pages: [1]}]}
    ])
      expect(read(written(said)), JSON.stringify(said)).toBeUndefined()
    const page = await readFile(join(out, path.replace('.pdf', '.html')), 'utf8')
    expect(read(Buffer.from(page.replace(/data-sources="[^"]*"/, 'data-sources="{"')))).toBeUndefined()
  })

  test('is searched by what is shown, by page, and by a part where nothing is shown so', () => {
    const values: readonly ShownValue[] = [
      {near: 'a', text: '1,450', value: '1450', origins: ['q.a'], pages: [1, 2]},
      {near: 'b', text: '1,450 stalls', value: '1450', origins: ['q.b'], pages: [3, 3]}
    ]
    const found = (given: Parameters<typeof findValues>[1]) => findValues(values, given).map(({near}) => near)
    expect([found({text: '1,450'}), found({text: '450'}), found({page: 2}), found({text: 'stalls', page: 2})]).toEqual([
      ['a'],
      ['a', 'b'],
      ['a'],
      []
    ])
    expect(found({text: '1,450\n stalls'})).toEqual(['b'])
  })
})

test('a cell is named where the answer follows it, and not where it only holds the same', async () => {
  const folder = await reportCopy('markets')
  await writeFile(
    join(folder, 'queries/same.sql'),
    '-- key: region\nselect region, 1450 as fixed, stalls, stalls + 0 as sum, note from stalls where year = 2023'
  )
  const cells = ['fixed', 'stalls', 'sum', 'note'].map((column) => `same[region=north].${column}`)
  const origins = await openOrigins(folder, [...cells, 'region[id=north].name_en', 'same[region=east].stalls'], session)
  const found = await Promise.all(cells.map((cell) => origins(cell)))
  const path = 'data/stalls.csv'
  expect(found.map(({cell, now}) => [cell, now])).toEqual([
    [undefined, '1450'],
    [{path, line: 3, column: 'stalls'}, '1450'],
    [{path, line: 3, column: 'stalls'}, '1450'],
    [{path, line: 3, column: 'note'}, 'counted twice']
  ])
  expect(await origins('region[id=north].name_en')).toMatchObject({now: 'North', cell: {path: 'data/regions.csv', line: 2}})
  const gone = await origins('same[region=east].stalls')
  expect([gone.now, gone.cell, gone.files.map(({path}) => path)]).toEqual([undefined, undefined, [path]])
})

test('data that changed since are told as they are now', async () => {
  const folder = join(out, '../report')
  await cp(FLAGSHIP, folder, {recursive: true})
  await edit(folder, 'data/services.csv', (text) => text.replace('粤省事', '粤省办'))
  const origin = files.flatMap(({said}) => said.values.filter(({text}) => text === '粤省事')).flatMap(({origins}) => origins)[0]!
  const [before, now] = [await find(origin), await (await openOrigins(folder, [origin], session))(origin)]
  expect([before.now, now.now]).toEqual(['粤省事', '粤省办'])
  expect(now.cell).toEqual(before.cell)
  const digestsOf = ({files}: typeof now) => files.map(({sha256}) => sha256)
  expect(digestsOf(now)).not.toEqual(digestsOf(before))
})

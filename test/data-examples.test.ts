/** Every example of data in the README, built as it is written: a source of its kind, a query on it, a page that shows it. */
import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import {dirname, join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {DuckDBInstance} from '@duckdb/node-api'
import * as sheets from '@e965/xlsx'
import pg from 'pg'
import {afterAll, expect, test} from 'vitest'
import {fetchCommand} from '../pipeline/commands/fetch.ts'
import {thisMachine} from '../pipeline/world.ts'
import {buildReport} from './building.ts'
import {startPostgres} from './servers/postgres.ts'
import {edit, reportCopy, temporaryFolder, untilTheEnd} from './temporary.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const examples = [
  ...readme
    .split('## Data\n')[1]!
    .split('\n## ')[0]!
    .matchAll(/```json\n(\{\s*"name"[^`]+)```/g)
].map(([, text]) => text!)

const IDS = ['north-1', '007', '沙田']
const CSV = ['id', ...IDS].join('\n')

interface Example {
  readonly name: string
  readonly path?: string
  readonly sheet?: string
  readonly url?: string
  readonly connection?: string
}

type Make = (file: string, example: Example) => unknown

function bookOf(sheet: string, bookType: 'xlsx' | 'ods'): Uint8Array {
  const book = sheets.utils.book_new()
  sheets.utils.book_append_sheet(book, sheets.utils.aoa_to_sheet([['Title'], [], ['id'], ...IDS.map((id) => [id])]), sheet)
  return sheets.write(book, {type: 'buffer', bookType}) as Uint8Array
}

const MAKE: Readonly<Record<string, Make>> = {
  // 沙田 in GB 18030.
  csv: (file) =>
    writeFile(file, Buffer.concat([Buffer.from('id;wage\nnorth-1;1.234,5\n007;2,5\n'), Buffer.from('c9b3ccef3b300a', 'hex')])),
  json: (file) => writeFile(file, JSON.stringify(IDS.map((id) => ({id})))),
  yaml: (file) => writeFile(file, IDS.map((id) => `- {id: '${id}'}`).join('\n')),
  ods: (file) => writeFile(file, bookOf('Sheet1', 'ods')),
  jsonl: (file) => writeFile(file, IDS.map((id) => JSON.stringify({id})).join('\n')),
  xlsx: (file, {sheet = ''}) => writeFile(file, bookOf(sheet, 'xlsx')),
  sqlite(file) {
    const database = new DatabaseSync(file)
    database.exec('create table sites (id text, open integer)')
    for (const [open, ids] of [
      [1, IDS],
      [0, ['closed']]
    ] as const)
      for (const id of ids) database.prepare('insert into sites values (?, ?)').run(id, open)
    database.close()
  },
  async parquet(file) {
    const connection = await (await DuckDBInstance.create()).connect()
    const values = IDS.map((id) => `('${id}')`).join()
    await connection.run(`copy (select * from (values ${values}) t(id)) to '${file}' (format parquet)`)
    connection.closeSync()
  }
}

const folderOfServer = await untilTheEnd(afterAll)

// What a database or the web holds; gives what must be changed in the example to reach it, which is only the host.
async function behind(example: Example): Promise<readonly [from: string, to: string]> {
  if (example.connection !== undefined) {
    const server = await startPostgres(folderOfServer)
    afterAll(() => server.kill())
    process.env[example.connection] = server.address
    const client = new pg.Client({connectionString: server.address})
    await client.connect()
    await client.query('create table figures (id text)')
    for (const id of IDS) await client.query('insert into figures values ($1)', [id])
    await client.end()
  }
  if (example.url === undefined) return ['', '']
  const server = createServer((_, response) => response.end(CSV)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => void server.close())
  return [new URL(example.url).origin, `http://127.0.0.1:${(server.address() as {port: number}).port}`]
}

async function fetchAll(folder: string, store: string): Promise<void> {
  const nothing = () => undefined
  const heard = {
    onProgress: nothing,
    onNotice: nothing,
    onOutcome: nothing,
    needTime: nothing,
    ask: async () => undefined,
    tell: nothing
  }
  const setting = {world: thisMachine(), signal: new AbortController().signal, ...heard}
  await fetchCommand.run({words: [folder], options: {store}}, setting)
}

test('there is an example for each kind of source', () => {
  const kinds = examples
    .map((text) => JSON.parse(text) as Example)
    .map(({path = '', url, connection}) => connection ?? url ?? path)
  expect(kinds.map((where) => where.replace(/^.*\./, ''))).toEqual([
    'csv',
    'json',
    'jsonl',
    'yaml',
    'xlsx',
    'ods',
    'sqlite',
    'parquet',
    'STATISTICS_URL',
    'csv'
  ])
})

test.each(examples)(
  '%s',
  async (text) => {
    const example = JSON.parse(text) as Example
    const folder = await reportCopy('markets')
    const places = {folder, out: await temporaryFolder(), store: await temporaryFolder()}
    const [from, to] = await behind(example)
    if (example.path !== undefined) {
      const file = join(folder, example.path)
      await mkdir(dirname(file), {recursive: true})
      await MAKE[example.path.replace(/^.*\./, '')]!(file, example)
    }
    const written = text.trim().replace(from, to)
    await edit(folder, 'datapackage.json', (before) => before.replace('"resources": [', `"resources": [\n${written},`))
    await writeFile(join(folder, 'queries/example.sql'), `-- key: id\nselect id from ${example.name}`)
    for (const language of ['en', 'zh-Hans'])
      await edit(folder, `chapters/${language}/overview.md`, (before) => `${before}\n{{list example.id}}\n`)
    if (example.url !== undefined) await fetchAll(folder, places.store)
    const only = {region: ['north'], audience: ['short'], language: ['en']}
    const {messages} = await buildReport(places, {only, formats: ['html']})
    expect(messages.filter(({severity}) => severity === 'error')).toEqual([])
    const page = await readFile(join(places.out, 'north/short/en/markets.html'), 'utf8')
    const shown = page.replaceAll(/<[^>]+>/g, '')
    for (const id of IDS) expect(shown).toContain(id)
    expect(shown).not.toContain('closed')
  },
  60_000
)

import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {expect, test} from 'vitest'
import {ReportError, type Message} from '../../pipeline/messages.ts'
import {openSources} from '../../pipeline/run/snapshots.ts'
import {readTable} from '../../pipeline/stages/table/index.ts'
import type {Resource} from '../../pipeline/types.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {temporaryFolder} from '../temporary.ts'

const resource: Resource = {
  name: 'sites',
  path: 'sites.sqlite',
  format: 'sqlite',
  table: 'sites',
  fields: [
    {name: 'id', type: 'string'},
    {name: 'count', type: 'integer'},
    {name: 'share', type: 'number', scale: 17},
    {name: 'open', type: 'boolean'},
    {name: 'since', type: 'date'}
  ],
  primaryKey: ['id'],
  foreignKeys: []
}

async function made(
  rows = `('b', 9223372036854775807, 0.1, 1, '2024-04-15'), ('a', 9007199254740993, 1e-7, 0, null)`
): Promise<string> {
  const folder = await temporaryFolder()
  const database = new DatabaseSync(join(folder, resource.path))
  database.exec('create table sites (id text, count integer, share real, open integer, since text, more blob)')
  database.exec(`insert into sites (id, count, share, open, since) values ${rows}`)
  database.close()
  return folder
}

const fetched = (folder: string, more: Partial<Resource> = {}) =>
  openSources({folder, bytes: () => Promise.reject(new Error('no file'))}, {world: thisMachine(), storeFolder: folder}).snapshot({
    ...resource,
    ...more
  })

async function told(folder: string, more: Partial<Resource> = {}): Promise<readonly Message[]> {
  const end = await fetched(folder, more).then(
    () => [],
    (error: unknown) => error
  )
  if (end instanceof ReportError) return end.messages
  throw end
}

test('whole numbers of 64 bits are exact, others their shortest decimal', async () => {
  const {table, messages} = await readTable(resource, await fetched(await made()))
  expect(messages).toEqual([])
  expect(table.rows).toEqual([
    {id: 'a', count: '9007199254740993', share: '0.0000001', open: false, since: null},
    {id: 'b', count: '9223372036854775807', share: '0.1', open: true, since: '2024-04-15'}
  ])
})

test('rows in another order are the same snapshot', async () => {
  const [one, other] = [
    await made(`('a', 1, 1, 1, null), ('b', 2, 2, 0, null)`),
    await made(`('b', 2, 2, 0, null), ('a', 1, 1, 1, null)`)
  ]
  expect(await fetched(one)).toEqual(await fetched(other))
})

test('a query is answered by the names of its columns', async () => {
  const query = `select since, open, share, "count", id from sites where id = 'a'`
  const {table} = await readTable({...resource, query}, await fetched(await made(), {query}))
  expect(table.rows.map(({id, count}) => [id, count])).toEqual([['a', '9007199254740993']])
  const some = {table: undefined, query: `select id, 1 as more from sites`}
  const {messages} = await readTable({...resource, ...some}, await fetched(await made(), some))
  expect(messages.map(({place, reason}) => [place, reason])).toContainEqual([
    'query',
    'Unexpected column `more`, expected one of the data package'
  ])
})

test('a broken cell and a second key are told with their table and key', async () => {
  const folder = await made(`('a', 'many', 1, 1, null), ('a', 2, 2, 0, null)`)
  const {messages} = await readTable(resource, await fetched(folder))
  expect(messages.map(({path, place, line, reason}) => [path, place, line, reason])).toEqual([
    ['sites.sqlite', 'sites', undefined, 'Unexpected `many` in `count` of row `a`, expected a whole number'],
    ['sites.sqlite', 'sites', undefined, 'Unexpected second row `a`, expected each key once (id)']
  ])
})

test('nothing is written: a query that changes the database is refused', async () => {
  const folder = await made()
  expect(await told(folder, {query: `delete from sites returning *`})).toMatchObject([
    {severity: 'error', rule: 'query-is-answered'}
  ])
  expect((await readTable(resource, await fetched(folder))).table.rows).toHaveLength(2)
})

test('a database that is locked, damaged or none, and a table or column that is not there, are one message each', async () => {
  const folder = await made()
  expect(await told(folder, {table: 'stes'})).toMatchObject([
    {rule: 'query-is-answered', place: 'stes', reason: expect.stringContaining('no such table: stes')}
  ])
  expect(await told(folder, {fields: [{name: 'idd', type: 'string'}]})).toMatchObject([
    {reason: expect.stringContaining('no such column')}
  ])
  expect(await told(folder, {table: undefined})).toMatchObject([{rule: 'key-is-present'}])
  expect(await told(folder, {fields: [{name: 'more', type: 'string'}], query: `select x'00' as more`})).toMatchObject([
    {rule: 'cell-is-simple'}
  ])
  const writer = new DatabaseSync(join(folder, resource.path))
  writer.exec('begin exclusive')
  expect(await told(folder)).toMatchObject([{rule: 'database-is-free', note: expect.stringContaining('Close the program')}])
  writer.close()
  await writeFile(join(folder, resource.path), 'id,count\n'.repeat(500))
  expect(await told(folder)).toMatchObject([{rule: 'file-is-of-its-kind'}])
})

test('a damaged database is told as such', async () => {
  const folder = await made(Array.from({length: 5000}, (_, at) => `('r${at}', ${at}, 1, 1, null)`).join(', '))
  const file = join(folder, resource.path)
  const {readFile} = await import('node:fs/promises')
  const bytes = await readFile(file)
  bytes.fill(0xff, 4096, 40_960)
  await writeFile(file, bytes)
  expect(await told(folder)).toMatchObject([{rule: 'file-is-whole', path: 'sites.sqlite'}])
})

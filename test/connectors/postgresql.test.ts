/** A real PostgreSQL, asked as a build asks it. */
import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import pg from 'pg'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {ReportError, type Message} from '../../pipeline/messages.ts'
import {openSources, type Sources} from '../../pipeline/run/snapshots.ts'
import {readTable} from '../../pipeline/stages/table/index.ts'
import type {Resource} from '../../pipeline/types.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {startPostgres, type PostgresServer} from '../servers/postgres.ts'
import {untilTheEnd} from '../temporary.ts'

const resource: Resource = {
  name: 'sites',
  path: 'STATISTICS_URL',
  format: 'postgresql',
  connection: 'STATISTICS_URL',
  table: 'sites',
  fields: [
    {name: 'id', type: 'string'},
    {name: 'large', type: 'integer'},
    {name: 'exact', type: 'number', scale: 18},
    {name: 'share', type: 'number'},
    {name: 'since', type: 'date'},
    {name: 'open', type: 'boolean'}
  ],
  primaryKey: ['id'],
  foreignKeys: []
}

let server: PostgresServer
let folder: string

beforeAll(async () => {
  folder = await untilTheEnd(afterAll)
  server = await startPostgres(folder)
  await tell(`create table sites (id text, large bigint, exact numeric, share float8, since date, open boolean, more text);
    insert into sites values ('zj', 9223372036854775807, 12345678901234567890.123456789012345678, 0.1, '1969-07-20', true),
      ('gd', 9007199254740993, -1.10, 1e-7, '2024-04-15', false), ('none', null, null, null, null, null)`)
})
afterAll(() => server.kill())

async function tell(sql: string): Promise<void> {
  const client = new pg.Client({connectionString: server.address})
  await client.connect()
  await client.query(sql)
  await client.end()
}

type Env = Readonly<Record<string, string>>

async function within<Value>(work: (sources: Sources) => Promise<Value>, env: Env = {}): Promise<Value> {
  const world = {...thisMachine(), env: {STATISTICS_URL: server.address, ...env}}
  const bytes = () => Promise.reject(new Error('no file'))
  const sources = openSources({folder: '/report', bytes}, {world, storeFolder: join(folder, 'store')})
  return work(sources).finally(sources.close)
}

const snapshot = (more: Partial<Resource> = {}, env: Env = {}) =>
  within((sources) => sources.snapshot({...resource, ...more}), env)

async function told(more: Partial<Resource> = {}, env: Env = {}): Promise<readonly Message[]> {
  const end = await snapshot(more, env).then(
    () => [],
    (error: unknown) => error
  )
  if (!(end instanceof ReportError)) throw end
  expect(JSON.stringify(end.messages)).not.toContain('a-secret')
  expect(end.messages.map(({path, severity}) => [path, severity])).toEqual([['STATISTICS_URL', 'error']])
  return end.messages
}

test('numbers, days and truth values are exact', async () => {
  const {table, messages} = await readTable(resource, await snapshot())
  expect(messages).toEqual([])
  expect(table.rows).toEqual([
    {id: 'gd', large: '9007199254740993', exact: '-1.1', share: '0.0000001', since: '2024-04-15', open: false},
    {id: 'none', large: null, exact: null, share: null, since: null, open: null},
    {
      id: 'zj',
      large: '9223372036854775807',
      exact: '12345678901234567890.123456789012345678',
      share: '0.1',
      since: '1969-07-20',
      open: true
    }
  ])
})

test('all resources of a build see one state of the database', async () => {
  const query = "select count(*)::int as n from sites where id <> 'later'"
  const counted = {
    ...resource,
    table: undefined,
    query: 'select count(*) as n from sites',
    fields: [{name: 'n', type: 'integer'} as const]
  }
  const [before, after] = await within(async (sources) => {
    const first = await sources.snapshot(counted)
    await tell("insert into sites (id) values ('later')")
    return [first, await sources.snapshot({...counted, query: `${query} or true`})]
  })
  expect(after).toEqual(before)
  expect(Buffer.from(await snapshot(counted)).toString()).toBe('["n"]\n["4"]\n')
  await tell("delete from sites where id = 'later'")
})

test('times, moments, intervals and arrays are exact; what is no value of a report is told', async () => {
  await tell(`create table visits (id text, opens time, noted timestamp, sent timestamptz, lasts interval, tags text[], counts int8[], done bool[]);
    insert into visits values ('a', '10:30:00.25', '2024-04-15 00:00', '2024-04-15 10:30:00.000001+08', '36 hours', array['x', 'y, "z"', '{'],
      array[9007199254740993], array[true, false]),
      ('b', '24:00', 'infinity', '2024-04-15 00:00+00', '1 year 2 months 3 days', '{}', null, null)`)
  const fields = [
    {name: 'id', type: 'string'},
    {name: 'opens', type: 'time'},
    {name: 'noted', type: 'datetime'},
    {name: 'sent', type: 'datetime'},
    {name: 'lasts', type: 'duration'},
    {name: 'tags', type: 'list'},
    {name: 'counts', type: 'list', itemType: 'integer'},
    {name: 'done', type: 'list', itemType: 'boolean'}
  ] as const
  const visits = {...resource, fields, table: 'visits'}
  const {table, messages} = await readTable(visits, await snapshot({fields, table: 'visits'}))
  expect(Object.values(table.rows[0]!)).toEqual([
    'a',
    '10:30:00.25',
    '2024-04-15T00:00:00',
    '2024-04-15T02:30:00.000001Z',
    'P1DT12H',
    '["x","y, \\"z\\"","{"]',
    '["9007199254740993"]',
    '[true,false]'
  ])
  expect(table.rows[1]).toMatchObject({tags: '[]', sent: '2024-04-15T00:00:00Z'})
  expect(messages.map(({reason}) => reason.split(' of row')[0])).toEqual([
    'Unexpected `24:00:00` in `opens`',
    'Unexpected `infinity` in `noted`',
    'Unexpected `P1Y2M3D` in `lasts`'
  ])
  const gap = {fields: [{name: 'tags', type: 'list'} as const], table: undefined, query: "select array['a', null] as tags"}
  expect(await told(gap)).toMatchObject([{rule: 'cell-is-simple', note: expect.stringContaining('array_to_string')}])
})

test('nothing is written, and nothing but one query is answered', async () => {
  expect(await told({query: 'delete from sites returning *'})).toMatchObject([{rule: 'query-is-answered'}])
  expect(await told({query: 'select 1; commit; drop table sites'})).toMatchObject([{rule: 'query-is-answered'}])
  await tell('create or replace function writes() returns int language sql as $$ delete from sites returning 1 $$')
  expect(await told({query: 'select writes() as id'})).toMatchObject([
    {rule: 'query-is-answered', reason: expect.stringContaining('read-only')}
  ])
  expect((await readTable(resource, await snapshot())).table.rows).toHaveLength(3)
})

test('a table that is gone spoils no other, and is one message', async () => {
  const [gone, there] = await within((sources) =>
    Promise.allSettled([sources.snapshot({...resource, table: 'gone'}), sources.snapshot(resource)])
  )
  expect(there.status).toBe('fulfilled')
  expect(gone).toMatchObject({
    reason: {
      messages: [
        {rule: 'query-is-answered', place: 'gone', reason: 'Unexpected answer of the database: relation "gone" does not exist'}
      ]
    }
  })
})

test('a wrong password, a wrong database, no address and no server are one message each', async () => {
  const env = (from: string, to: string) => ({STATISTICS_URL: server.address.replace(from, to)})
  expect(await told({}, env('a-secret', 'a-secret-wrong'))).toMatchObject([{rule: 'database-lets-in'}])
  expect(await told({}, env('/postgres', '/nowhere'))).toMatchObject([{rule: 'database-is-there'}])
  expect(await told({}, {STATISTICS_URL: ''})).toMatchObject([{rule: 'database-is-known'}])
  expect(
    await told({connection: 'STATISTICS_URL', query: 'select 1'}, {STATISTICS_URL: 'postgresql://u:a-secret@127.0.0.1:1/x'})
  ).toMatchObject([{rule: 'database-answers', reason: expect.stringContaining('ECONNREFUSED')}])
})

test('a connection cut in the middle is one message', async () => {
  const cut = within(async (sources) => {
    await sources.snapshot(resource)
    await tell("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'octavo'")
    await sources.snapshot({...resource, query: 'select * from sites'})
  })
  await expect(cut).rejects.toMatchObject({messages: [{rule: 'database-answers', severity: 'error'}]})
})

test('a build without network takes the last snapshot and says so; the address is in none', async () => {
  const last = await snapshot()
  const env = {STATISTICS_URL: 'postgresql://u:p@127.0.0.1:1/x', OCTAVO_OFFLINE: '1'}
  await within(async (sources) => {
    expect(Buffer.from(await sources.snapshot(resource))).toEqual(Buffer.from(last))
    expect(sources.messages).toMatchObject([
      {severity: 'warning', rule: 'data-are-current', path: 'STATISTICS_URL', place: 'sites'}
    ])
  }, env)
  expect(await told({query: 'select 2'}, env)).toMatchObject([{rule: 'snapshot-is-there'}])
  const kept = join(folder, 'store', 'snapshots')
  for (const name of await readdir(kept))
    expect(name + (await readFile(join(kept, name), 'utf8'))).not.toMatch(/a-secret|127\.0\.0\.1/)
})

import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DuckDBInstance} from '@duckdb/node-api'
import {expect, test} from 'vitest'
import {parquet} from '../../pipeline/connectors/parquet.ts'
import {readTable} from '../../pipeline/stages/table/index.ts'
import type {Resource} from '../../pipeline/types.ts'
import {temporaryFolder} from '../temporary.ts'

const resource: Resource = {
  name: 'sites',
  path: 'data/sites.parquet',
  format: 'parquet',
  fields: [
    {name: 'id', type: 'string'},
    {name: 'large', type: 'integer'},
    {name: 'small', type: 'number'},
    {name: 'wide', type: 'number', scale: 18},
    {name: 'share', type: 'number'},
    {name: 'single', type: 'number'},
    {name: 'since', type: 'date'},
    {name: 'open', type: 'boolean'}
  ],
  primaryKey: ['id'],
  foreignKeys: []
}

const ROWS = `select * from (values
  ('zj', 9007199254740993::bigint, 1.10::decimal(4,2), -12345678901234567890.123456789012345678::decimal(38,18), 0.1::double, 0.1::float, date '1969-07-20', true),
  ('gd 广东', -5::bigint, -0.01::decimal(4,2), 0.000000000000000001::decimal(38,18), 1e-7::double, 3::float, date '1970-01-01', false),
  ('none', null, null, null, null, null, null, null)) t(id, large, small, wide, share, single, since, open)`

async function written(sql: string, options = ''): Promise<Buffer> {
  const file = join(await temporaryFolder(), 'made.parquet')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`copy (${sql}) to '${file}' (format parquet${options})`)
  connection.closeSync()
  instance.closeSync()
  return readFile(file)
}

test.each(['', ', compression zstd', ', compression gzip', ', compression brotli', ', compression uncompressed'])(
  'decimals, whole numbers and days are exact%s',
  async (options) => {
    const {rows, messages} = await parquet.read(await written(ROWS, options), resource)
    expect(messages).toEqual([])
    const [zj, gd, none] = rows.map(({cells}) => cells)
    expect(zj).toEqual({
      id: 'zj',
      large: '9007199254740993',
      small: '1.10',
      wide: '-12345678901234567890.123456789012345678',
      share: '0.1',
      single: '0.1',
      since: '1969-07-20',
      open: true
    })
    expect(gd).toEqual({
      id: 'gd 广东',
      large: '-5',
      small: '-0.01',
      wide: '0.000000000000000001',
      share: '0.0000001',
      single: '3',
      since: '1970-01-01',
      open: false
    })
    expect(none).toEqual({id: 'none', large: null, small: null, wide: null, share: null, single: null, since: null, open: null})
  }
)

test('columns are held against the contract', async () => {
  const {messages} = await parquet.read(await written('select 1 as idd'), {...resource, fields: [{name: 'id', type: 'string'}]})
  expect(messages.map(({rule, reason, note}) => [rule, reason, note])).toEqual([
    ['header-matches-contract', 'Unexpected column `idd`, expected one of the data package', 'Did you mean `id`?'],
    ['header-matches-contract', 'Unexpected file without `id`, expected every column of the data package', undefined]
  ])
})

test('a list in a cell, and a cell of another type, are told with their row', async () => {
  const two: Resource = {
    ...resource,
    fields: [
      {name: 'id', type: 'string'},
      {name: 'n', type: 'integer'}
    ]
  }
  const lists = await parquet.read(await written(`select 'a' as id, [1, 2] as n`), two)
  expect(lists.messages).toMatchObject([{rule: 'cell-is-simple', place: 'row 1'}])
  const {messages} = await readTable(two, await written(`select 'a' as id, '1' as n union all select 'b', 'many' order by id`))
  expect(messages).toMatchObject([{rule: 'cell-matches-type', path: 'data/sites.parquet', place: 'row 2'}])
})

test('half a file, a damaged one and another kind are one message each', async () => {
  const bytes = await written(ROWS)
  for (const part of [bytes.subarray(0, bytes.length - 40), bytes.subarray(0, 8)])
    expect((await parquet.read(part, resource)).messages).toMatchObject([{severity: 'error', rule: 'file-is-whole'}])
  const broken = Buffer.from(bytes)
  broken.fill(0xff, 4, 60)
  expect((await parquet.read(broken, resource)).messages).toMatchObject([{rule: 'file-is-whole'}])
  expect((await parquet.read(Buffer.from('id\na\n'), resource)).messages).toMatchObject([{rule: 'file-is-of-its-kind'}])
})

/** What holds for every kind of data: the same rows from all, and one message for what is none of its kind. */
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {DuckDBInstance} from '@duckdb/node-api'
import {describe, expect, test} from 'vitest'
import {connectors} from '../../pipeline/connectors/index.ts'
import {toSnapshot} from '../../pipeline/connectors/rows.ts'
import {openSources} from '../../pipeline/run/snapshots.ts'
import {readTable} from '../../pipeline/stages/table/index.ts'
import type {Resource} from '../../pipeline/types.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {temporaryFolder} from '../temporary.ts'
import {MOMENT_ROWS, MOMENTS_MADE, moments} from './moments.ts'
import {regions} from './regions.ts'

type Format = Resource['format']

const resource = (format: Format): Resource => ({...regions, path: `data/regions.${format}`, format, table: 'regions'})

const ROWS = [
  {id: '00101', name: null, people: null, share: '0.0000001', since: null, open: null},
  {id: 'gd', name: 'Guangdong 广东', people: '1450', share: '0.961', since: '2024-04-15', open: true},
  {id: 'zj', name: 'Zhejiang <&>', people: '0', share: '0.3', since: '1999-12-31', open: false}
]

const quoted = (value: string | boolean | null) => (typeof value === 'string' ? `'${value}'` : String(value))
const VALUES = ROWS.map((row) => `(${Object.values(row).map(quoted).join(', ')})`).join(', ')
const text = (lines: readonly unknown[]) => Promise.resolve(Buffer.from(lines.join('\n')))
const fixture = (name: string) => readFile(new URL(`../fixtures/connectors/${name}`, import.meta.url))

const MADE: Readonly<Record<Format, () => Promise<Uint8Array>>> = {
  csv: () => text([Object.keys(ROWS[0]!).join(), ...ROWS.map((row) => Object.values(row).join())]),
  json: () => text([JSON.stringify(ROWS)]),
  jsonl: () => text(ROWS.map((row) => JSON.stringify(row))),
  yaml: () => text(ROWS.map((row) => `- ${JSON.stringify(row)}`)),
  xlsx: () => fixture('regions.xlsx'),
  ods: () => fixture('regions.ods'),
  postgresql: () =>
    Promise.resolve(
      toSnapshot({columns: Object.keys(ROWS[0]!), rows: ROWS.map((row) => Object.values(row))}, resource('postgresql'))
    ),
  async sqlite() {
    const folder = await temporaryFolder()
    const database = new DatabaseSync(join(folder, 'regions'))
    database.exec('create table regions (id text, name text, people integer, share real, since text, open integer)')
    database.exec(`insert into regions values ${VALUES}`)
    database.close()
    const none = () => Promise.reject(new Error('no file'))
    const sources = openSources({folder, bytes: none}, {world: thisMachine(), storeFolder: folder})
    return sources.snapshot({...resource('sqlite'), path: 'regions'})
  },
  async parquet() {
    const file = join(await temporaryFolder(), 'regions')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(
      'create table regions (id text, name text, people bigint, share decimal(18, 7), since date, open boolean)'
    )
    await connection.run(`insert into regions values ${VALUES}`)
    await connection.run(`copy regions to '${file}' (format parquet)`)
    connection.closeSync()
    instance.closeSync()
    return readFile(file)
  }
}

test('every kind of data stands in this suite', () => {
  expect(connectors.map(({format}) => format).sort()).toEqual(Object.keys(MADE).sort())
})

describe.each(connectors)('$format', ({format}) => {
  test('the same rows come from every kind', async () => {
    const {table, messages} = await readTable(resource(format), await MADE[format]())
    expect(messages).toEqual([])
    expect(table.rows).toEqual(ROWS)
  })

  test('times, moments, months, durations and lists are exact from every kind', async () => {
    const {table, messages} = await readTable(moments(format), await MOMENTS_MADE[format]())
    expect(messages).toEqual([])
    expect(table.rows).toEqual(MOMENT_ROWS)
  })

  test('a column that the contract lacks, and one that it has alone, are errors of the file', async () => {
    const {fields, ...rest} = resource(format)
    const other = {...rest, fields: fields.map((field) => (field.name === 'name' ? {...field, name: 'nome'} : field))}
    const {messages} = await readTable(other, await MADE[format]())
    expect(new Set(messages.map(({severity, rule, path}) => `${severity} ${rule} ${path}`))).toEqual(
      new Set([`error header-matches-contract data/regions.${format}`])
    )
    expect(messages[0]).toMatchObject({reason: expect.stringMatching(/^Unexpected .*, expected /), note: 'Did you mean `nome`?'})
  })

  test('a cell that breaks its contract is told with its place', async () => {
    const {fields, ...rest} = resource(format)
    const strict = {
      ...rest,
      fields: fields.map((field) => (field.name === 'people' ? {...field, constraints: {minimum: 1}} : field))
    }
    const {messages} = await readTable(strict, await MADE[format]())
    expect(messages).toHaveLength(1)
    expect(messages[0]!.reason).toContain('`0` in `people` of row `zj`')
    expect(messages[0]!.place ?? messages[0]!.line).toBeDefined()
  })

  test.runIf(format !== 'postgresql' && format !== 'sqlite')('what is none of its kind is one message, and no row', async () => {
    const {table, messages} = await readTable(resource(format), Buffer.from('%PDF-1.7\n'))
    expect(table.rows).toEqual([])
    expect(messages).toMatchObject([{severity: 'error', rule: 'file-is-of-its-kind', note: expect.any(String)}])
  })
})

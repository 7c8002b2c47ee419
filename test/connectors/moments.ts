/** The table of times, durations and lists that every kind of data is held to, as each kind holds them by itself. */
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {DuckDBInstance} from '@duckdb/node-api'
import {utils, write, type CellObject} from '@e965/xlsx'
import {toSnapshot} from '../../pipeline/connectors/rows.ts'
import {openSources} from '../../pipeline/run/snapshots.ts'
import type {Resource} from '../../pipeline/types.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {temporaryFolder} from '../temporary.ts'

type Format = Resource['format']

export const moments = (format: Format): Resource => ({
  name: 'moments',
  path: `data/moments.${format}`,
  format,
  table: 'moments',
  fields: [
    {name: 'id', type: 'string'},
    {name: 'opens', type: 'time'},
    {name: 'noted', type: 'datetime'},
    {name: 'sent', type: 'datetime'},
    {name: 'month', type: 'yearmonth'},
    {name: 'lasts', type: 'duration'},
    {name: 'tags', type: 'list'},
    {name: 'counts', type: 'list', itemType: 'integer'}
  ],
  primaryKey: ['id'],
  foreignKeys: []
})

export const MOMENT_ROWS = [
  {
    id: 'a',
    opens: '10:20:30',
    noted: '2024-04-15T23:59:59',
    sent: '2024-04-14T22:30:00Z',
    month: '2024-03',
    lasts: 'P1DT12H',
    tags: '["health","roads"]',
    counts: '["9007199254740993","2"]'
  },
  {
    id: 'b',
    opens: '00:00:00',
    noted: '2024-04-15T00:00:00',
    sent: '2024-04-15T02:30:00.5Z',
    month: '1999-12',
    lasts: 'PT0.25S',
    tags: '["广东"]',
    counts: null
  },
  {id: 'c', opens: null, noted: null, sent: null, month: null, lasts: null, tags: null, counts: null}
]

const NAMES = moments('csv').fields.map(({name}) => name)
const TEXTS = [
  [
    'a',
    '10:20:30',
    '2024-04-15T23:59:59',
    '2024-04-15T06:30:00+08:00',
    '2024-03',
    'PT36H',
    'health, roads',
    '9007199254740993,2'
  ],
  ['b', '00:00:00', '2024-04-15T00:00:00', '2024-04-15T10:30:00.500+0800', '1999-12', 'PT0.250S', '广东', null],
  ['c', null, null, null, null, null, null, null]
] as const

const text = (lines: readonly unknown[]) => Promise.resolve(Buffer.from(lines.join('\n')))
const listed = (cell: string | null, name: string) =>
  cell === null ? null : name === 'tags' ? cell.split(', ') : name === 'counts' ? cell.split(',').map(BigInt) : cell
const json = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `#${each}#` : each)).replaceAll(/"#|#"/g, '')
const objects = TEXTS.map((row) => json(Object.fromEntries(row.map((cell, at) => [NAMES[at], listed(cell, NAMES[at]!)]))))

const serial = (iso: string) => (Date.parse(`${iso}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
const FORMATS: Readonly<Record<string, string>> = {opens: 'hh:mm:ss', noted: 'yyyy-mm-dd hh:mm:ss', lasts: '[h]:mm:ss'}

// Office programs keep times, moments and lengths of time as numbers that are shown as such.
function sheetCell(cell: string | null, name: string): CellObject | undefined {
  if (cell === null) return undefined
  const z = FORMATS[name]
  if (z === undefined) return {t: 's', v: cell}
  const v =
    name === 'noted' ? serial(cell) : name === 'opens' ? serial(`1899-12-30T${cell}`) : cell === 'PT36H' ? 1.5 : 0.25 / 86_400
  return {t: 'n', v, z}
}

async function sheet(bookType: 'xlsx' | 'ods'): Promise<Uint8Array> {
  const cells = Object.fromEntries(
    [NAMES, ...TEXTS].flatMap((row, r) =>
      row.map((cell, c) => [utils.encode_cell({r, c}), r === 0 ? {t: 's', v: cell} : sheetCell(cell, NAMES[c]!)])
    )
  )
  const book = utils.book_new()
  utils.book_append_sheet(book, {'!ref': 'A1:H4', ...cells}, 'Moments')
  return Buffer.from(write(book, {type: 'buffer', bookType}) as Uint8Array)
}

const quoted = (cell: string | null) => (cell === null ? 'null' : `'${cell}'`)

async function parquet(): Promise<Uint8Array> {
  const file = join(await temporaryFolder(), 'moments')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const values = TEXTS.map(
    (row) => `(${row.map((cell) => quoted(cell === 'PT36H' ? '36 hours' : cell === 'PT0.250S' ? '0.25 seconds' : cell)).join()})`
  )
  await connection.run(`copy (select id, opens::time as opens, noted::timestamp as noted, sent::timestamptz as sent, month,
    lasts::interval as lasts, string_split(tags, ', ') as tags, string_split(counts, ',')::bigint[] as counts
    from (values ${values.join()}) t(${NAMES.join()})) to '${file}' (format parquet)`)
  connection.closeSync()
  instance.closeSync()
  return readFile(file)
}

async function sqlite(): Promise<Uint8Array> {
  const folder = await temporaryFolder()
  const database = new DatabaseSync(join(folder, 'moments'))
  database.exec(`create table moments (${NAMES.map((name) => `${name} text`).join()})`)
  database.exec(`insert into moments values ${TEXTS.map((row) => `(${row.map(quoted).join()})`).join()}`)
  database.exec("update moments set noted = replace(noted, 'T', ' ')")
  database.close()
  const none = () => Promise.reject(new Error('no file'))
  const sources = openSources({folder, bytes: none}, {world: thisMachine(), storeFolder: folder})
  return sources.snapshot({...moments('sqlite'), path: 'moments'})
}

/** The rows as each kind holds them. */
export const MOMENTS_MADE: Readonly<Record<Format, () => Promise<Uint8Array>>> = {
  csv: () => text([NAMES.join(), ...TEXTS.map((row) => row.map((cell) => (cell === null ? '' : `"${cell}"`)).join())]),
  json: () => text([`[${objects.join()}]`]),
  jsonl: () => text(objects),
  yaml: () => text(objects.map((each) => `- ${each}`)),
  xlsx: () => sheet('xlsx'),
  ods: () => sheet('ods'),
  parquet,
  sqlite,
  // As it writes them; a real one is asked in its own test.
  postgresql: () =>
    Promise.resolve(
      toSnapshot(
        {
          columns: NAMES,
          rows: TEXTS.map((row) => row.map((cell, at) => (NAMES[at] === 'noted' ? (cell?.replace('T', ' ') ?? null) : cell)))
        },
        moments('postgresql')
      )
    )
}

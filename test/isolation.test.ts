/**
 * No cell reaches an edition that does not read it, and each reaches those that show it. Every cell of a small report is changed, one
 * at a time; what may change, and what must, is reckoned by plain DuckDB that knows nothing of Octavo.
 */
import {DuckDBInstance, type DuckDBConnection} from '@duckdb/node-api'
import {parse} from 'csv-parse/sync'
import {stringify} from 'node:querystring'
import {readdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {ShownValue} from '../pipeline/pdf/provenance.ts'
import {readFile as readValues} from '../pipeline/run/trace.ts'
import {buildReport, digestsIn, type Places} from './building.ts'
import {reportCopy, temporaryFolder} from './temporary.ts'

const HTML = {formats: ['html']} as const
const TYPES: Readonly<Record<string, string>> = {string: 'varchar', integer: 'bigint', number: 'decimal(32, 12)', year: 'integer'}

interface Field {
  readonly name: string
  readonly type: string
  readonly constraints?: {readonly enum?: readonly string[]}
}

interface Table {
  readonly name: string
  readonly path: string
  readonly fields: readonly Field[]
  readonly key: readonly string[]
}

async function tablesOf(folder: string): Promise<readonly Table[]> {
  const {resources} = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8'))
  return resources.map(
    ({name, path, schema}: {name: string; path: string; schema: {fields: Field[]; primaryKey: string | string[]}}) => ({
      name,
      path,
      fields: schema.fields,
      key: [schema.primaryKey].flat()
    })
  )
}

type Rows = readonly Readonly<Record<string, string>>[]

async function rowsIn(folder: string, {path}: Table): Promise<Rows> {
  return parse(await readFile(join(folder, path), 'utf8'), {columns: true}) as Rows
}

/** Cells as text by `query[key=value].column`, and by `table[...]` for tables. */
type Answers = ReadonlyMap<string, string>

async function answersOf(folder: string, tables: readonly Table[], connection: DuckDBConnection): Promise<Answers> {
  const answers = new Map<string, string>()
  const note = (name: string, key: readonly string[], row: Readonly<Record<string, unknown>>) => {
    const place = key.map((column) => `${column}=${row[column]}`).join(';')
    for (const [column, cell] of Object.entries(row)) answers.set(`${name}[${place}].${column}`, String(cell ?? ''))
  }
  for (const table of tables) {
    const rows = await rowsIn(folder, table)
    const columns = table.fields.map(({name, type}) => `${name} ${TYPES[type]}`)
    await connection.run(`create or replace table ${table.name} (${columns.join(', ')})`)
    for (const row of rows) {
      const cells = table.fields.map(({name}) => (row[name] === '' ? 'null' : `'${row[name]!.replaceAll("'", "''")}'`))
      await connection.run(`insert into ${table.name} values (${cells.join(', ')})`)
      note(table.name, table.key, row)
    }
  }
  for (const file of await readdir(join(folder, 'queries'))) {
    const sql = await readFile(join(folder, 'queries', file), 'utf8')
    const key = /key: *(.*)/
      .exec(sql)![1]!
      .split(',')
      .map((name) => name.trim())
    const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson()
    for (const row of rows) note(file.replace('.sql', ''), key, row)
  }
  return answers
}

interface Query {
  readonly name: string
  readonly isSplit: boolean
}

async function queriesOf(folder: string): Promise<readonly Query[]> {
  const files = await readdir(join(folder, 'queries'))
  return Promise.all(
    files.map(async (file) => ({
      name: file.replace('.sql', ''),
      isSplit: (await readFile(join(folder, 'queries', file), 'utf8')).includes('partition: region')
    }))
  )
}

function changedIn(before: Answers, after: Answers): ReadonlySet<string> {
  const keys = new Set([...before.keys(), ...after.keys()])
  return new Set([...keys].filter((key) => before.get(key) !== after.get(key)))
}

// A query that is split gives an edition the rows of its region alone; the names of regions stand in every switch.
function mayChange(region: string, changed: ReadonlySet<string>, queries: readonly Query[]): boolean {
  return [...changed].some((key) => {
    const query = queries.find(({name}) => key.startsWith(`${name}[`))
    if (query === undefined) return key.startsWith('regions[')
    return !query.isSplit || key.startsWith(`${query.name}[region=${region}]`)
  })
}

// An axis is called by its name, its table by another.
function mustChange(values: readonly ShownValue[], changed: ReadonlySet<string>): boolean {
  return values.some(({origins}) => origins.length === 1 && changed.has(origins[0]!.replace(/^region\[/, 'regions[')))
}

function otherThan(value: string, {type, constraints}: Field): string {
  const listed = constraints?.enum?.find((other) => other !== value)
  if (listed !== undefined) return listed
  if (type === 'string') return `${value}x`
  return String(Number(value) + (type === 'number' ? 1.25 : 7))
}

async function valuesIn({out}: Places, path: string): Promise<readonly ShownValue[]> {
  return readValues(await readFile(join(out, path)))?.values ?? []
}

test('each cell changes the editions that show it, and none that does not read it', {timeout: 300_000}, async () => {
  const root = await temporaryFolder()
  const places: Places = {folder: await reportCopy('markets'), out: join(root, 'out'), store: join(root, 'store')}
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const [tables, queries] = await Promise.all([tablesOf(places.folder), queriesOf(places.folder)])
  await buildReport(places, HTML)
  const before = await digestsIn(places.out)
  const pages = Object.keys(before).filter((path) => /^\w+\/\w+\/[\w-]+\/.*\.html$/.test(path))
  const shown = new Map(await Promise.all(pages.map(async (path) => [path, await valuesIn(places, path)] as const)))
  const answers = await answersOf(places.folder, tables, connection)
  const seen = {cells: 0, changed: 0, untouched: 0, forced: 0}

  for (const table of tables) {
    const text = await readFile(join(places.folder, table.path), 'utf8')
    const rows = await rowsIn(places.folder, table)
    for (const [at, row] of rows.entries())
      for (const field of table.fields.filter(({name}) => !table.key.includes(name))) {
        const what = stringify({table: table.name, row: at, column: field.name})
        const altered = rows.map((each) => (each === row ? {...each, [field.name]: otherThan(row[field.name]!, field)} : each))
        const lines = [table.fields.map(({name}) => name), ...altered.map((each) => table.fields.map(({name}) => each[name]))]
        await writeFile(join(places.folder, table.path), lines.map((line) => `${line.join(',')}\n`).join(''))
        const changed = changedIn(answers, await answersOf(places.folder, tables, connection))
        await buildReport(places, HTML)
        const after = await digestsIn(places.out)
        for (const page of pages) {
          const isChanged = after[page] !== before[page]
          const may = mayChange(page.split('/')[0]!, changed, queries)
          const must = mustChange(shown.get(page)!, changed)
          if (isChanged) expect(may, `${page} changed with ${what}`).toBe(true)
          if (must) expect(isChanged, `${page} shows ${what}`).toBe(true)
          seen[isChanged ? 'changed' : 'untouched']++
          if (must) seen.forced++
        }
        seen.cells++
      }
    await writeFile(join(places.folder, table.path), text)
  }
  await buildReport(places, HTML)
  expect(await digestsIn(places.out)).toEqual(before)
  expect(seen.cells).toBe(30)
  expect(Math.min(seen.changed, seen.untouched, seen.forced), JSON.stringify(seen)).toBeGreaterThan(50)
})

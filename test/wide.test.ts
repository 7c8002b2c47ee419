/** A table with years in its header is no table of places and years: a draft says so, and what is given turns it into one. */
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DuckDBInstance} from '@duckdb/node-api'
import {expect, test} from 'vitest'
import {thisMachine} from '../pipeline/world.ts'
import {temporaryFolder} from './temporary.ts'
import {octavo} from './typing.ts'

const PLACES = ['Chile', 'Kenya', 'Laos', 'Peru']
const rowsOf = (series: string, years: number) =>
  PLACES.map((place, at) => `"${place}",${series}${Array.from({length: years}, (_, year) => `${100 + at}${year}.5`).join()}`)
const SERIES = ['"GDP (current US$)",', '"Population, total",']
const BANK = `"Country Name","Series Name","2019 [YR2019]","2020 [YR2020]","2021 [YR2021]","2022 [YR2022]"\n${SERIES.flatMap((series) => rowsOf(series, 4)).join('\n')}\n`
const PLAIN = `Country,2021,2022\n${rowsOf('', 2).join('\n').replace('.5', '')}\n`

/** What a note quotes last. */
const statementIn = (text: string) => /`((?:copy|select) [^`]*)`/.exec(text)![1]!

test.each([
  [
    'of the World Bank',
    BANK,
    '`2019 [YR2019]` to `2022 [YR2022]`',
    'Country Name,year,GDP (current US$),"Population, total"',
    16
  ],
  [
    'of the World Bank with what stands below it',
    `${BANK.replace('1000.5', '..')},,,,,\n"Last Updated: 06/28/2024",,,,,\n`,
    '`2019 [YR2019]` to `2022 [YR2022]`',
    'Country Name,year,GDP (current US$),"Population, total"',
    16
  ],
  ['of plain years', PLAIN, '`2021` and `2022`', 'Country,year,measure', 8]
])('`init` refuses a table %s, and its statement makes one that is drafted', async (_, text, years, header, rows) => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'wide.csv'), text)
  const {status, err} = await octavo(folder, ['init', '--data', 'wide.csv'])
  expect([status, err]).toEqual([1, expect.stringContaining(`Unexpected table with years in its header, as ${years}, expected`)])
  expect(await thisMachine().files.list(folder)).toEqual(['wide.csv'])
  const database = await (await DuckDBInstance.create()).connect()
  await database.run(statementIn(err).replace("'wide.csv'", `'${folder}/wide.csv'`).replace("'long.csv'", `'${folder}/long.csv'`))
  const lines = (await readFile(join(folder, 'long.csv'), 'utf8')).trimEnd().split('\n')
  expect([lines[0], lines.length - 1]).toEqual([header, rows])
  expect((await octavo(folder, ['init', '--data', 'long.csv'])).status).toBe(0)
})

test('`describe` says it beside the contract, and its query gives each year its row from the file as it is', async () => {
  const folder = await temporaryFolder()
  await octavo(folder, ['init', '--template', 'brief'])
  const report = join(folder, 'sources/brief')
  await writeFile(join(report, 'data/wide.csv'), PLAIN)
  const {err} = await octavo(folder, ['describe', 'sources/brief/data/wide.csv', '--write'])
  expect(err).toContain('warning  Unexpected years in the header, as `2021` and `2022`, expected a column of years')
  await writeFile(join(report, 'queries/long.sql'), statementIn(err))
  const {out} = await octavo(folder, ['query', 'long', '--json'])
  expect(JSON.parse(out).rows.slice(0, 3)).toMatchObject([
    {Country: 'Chile', year: '2021', measure: '1000'},
    {Country: 'Chile', year: '2022', measure: '1001.5'},
    {Country: 'Kenya', year: '2021', measure: '1010.5'}
  ])
})

test.each([
  ['one year is the name of a column', 'place,2021\nA,1\nB,2\nC,3\n'],
  ['years of several things are columns', 'place,people_2011,people_2021\nA,1,5\nB,2,6\nC,3,7\n'],
  ['codes of four digits are no years', 'place,1001,2999\nA,1,5\nB,2,6\nC,3,7\n']
])('%s, and nothing is said', async (_, text) => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 't.csv'), text)
  expect((await octavo(folder, ['describe', 't.csv'])).err).not.toContain('year-has-rows')
})

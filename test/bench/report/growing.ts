/**
 * The flagship with more regions: its own, repeated under other ids and names. What is national stays as it is, and each
 * edition is about one of the regions that the report knows, so that the text of an edition is as long as ever, and only their
 * number grows.
 */
import {cp, readFile, readdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const FLAGSHIP = fileURLToPath(new URL('../../../sources/digital-government', import.meta.url))

/** Editions of one region: three audiences in three languages. */
export const EDITIONS = 9
/** Those of the flagship, without which it would not be whole. */
export const REGIONS = 32

/** Write the report with so many regions, the nation among them. */
export async function writeGrowing(folder: string, regions: number): Promise<void> {
  await cp(FLAGSHIP, folder, {recursive: true})
  const change = (path: string, to: (text: string) => string) => changeFile(join(folder, path), to)
  const table = await readFile(join(folder, 'data/regions.csv'), 'utf8')
  await writeFile(join(folder, 'data/places.csv'), placesOf(table, regions))
  await change('report.yaml', (text) => text.replace('{from: regions,', '{from: places,'))
  await change('datapackage.json', withPlaces)
  for (const path of await filesIn(folder, 'queries', '.sql')) await change(path, forPlaces)
  for (const path of await filesIn(folder, 'charts', '.json'))
    await change(path, (text) => text.replaceAll('edition.region', "split(edition.region, '-')[0]"))
  for (const path of await filesIn(folder, 'chapters', '.md'))
    await change(path, (text) => text.replaceAll('region.id', 'region.origin'))
}

// There is one nation, however many regions there are.
function placesOf(table: string, count: number): string {
  const [head, ...rows] = table.trim().split('\n')
  const cells = rows.map((row) => row.split(','))
  const own = cells.filter(([id]) => id !== 'cn')
  const nation = cells.filter(([id]) => id === 'cn').map((row) => placeOf(row, 0))
  const places = Array.from({length: count - nation.length}, (_, at) =>
    placeOf(own[at % own.length]!, Math.floor(at / own.length))
  )
  return [`${head},origin`, ...places, ...nation].map((line) => `${line}\n`).join('')
}

/** Columns of names, from the full name to the short one in each language. */
const NAMES = {first: 3, last: 8}

function placeOf(row: readonly string[], copy: number): string {
  if (copy === 0) return [...row, row[0]].join(',')
  const named = row.map((cell, at) => (at >= NAMES.first && at <= NAMES.last ? `${cell} ${copy + 1}` : cell))
  return [`${row[0]}-${copy + 1}`, ...named.slice(1), row[0]].join(',')
}

interface Resource {
  readonly name: string
  readonly schema: {readonly fields: readonly {readonly name: string; readonly constraints?: object}[]}
}

// The contract of the regions, but for what only the true ones keep.
function withPlaces(text: string): string {
  const contract = JSON.parse(text) as {readonly resources: readonly Resource[]}
  const regions = contract.resources.find(({name}) => name === 'regions')!
  const fields = regions.schema.fields.map(({constraints, ...field}) => ({
    ...field,
    ...(constraints && !('pattern' in constraints) && {constraints})
  }))
  const origin = {name: 'origin', type: 'string'}
  const places = {...regions, name: 'places', path: 'data/places.csv', schema: {...regions.schema, fields: [...fields, origin]}}
  return JSON.stringify({...contract, resources: [...contract.resources, places]}, null, 2)
}

// What is asked for each region is asked for each place that stands for it; the rows of one keep their order.
function forPlaces(query: string): string {
  if (!query.includes('-- partition: region')) return query
  const [, head, body] = /^((?:--[^\n]*\n)*)([^]*)$/.exec(query)!
  return `${head}with asked as (select *, row_number() over () as turn from (\n${body}\n))
select places.id as region, asked.* exclude (region, turn) from asked join places on places.origin = asked.region order by places.id, turn\n`
}

async function changeFile(path: string, to: (text: string) => string): Promise<void> {
  await writeFile(path, to(await readFile(path, 'utf8')))
}

async function filesIn(folder: string, below: string, end: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, below), {recursive: true})
  return names.filter((name) => name.endsWith(end)).map((name) => join(below, name))
}

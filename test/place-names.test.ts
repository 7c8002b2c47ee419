/** A row that is joined to a place by its code, and carries the name of another place beside it, is told with its line. */
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {checkPlaceNames, namedPlaces, readTable} from '../pipeline/stages/table/index.ts'
import type {Axis, LocalText, Resource} from '../pipeline/types.ts'
import {checkOf, placed} from './checking.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const PLACES = `id,gb,name_en,name_zh_hans,capital
gd,440000,Guangdong,广东,Guangzhou
zj,330000,Zhejiang,浙江,Hangzhou
bj,110000,Beijing,北京,Beijing
jl,220000,Jilin,吉林,Changchun`

/** A table of texts, but for columns called so. */
async function tableOf(name: string, text: string, key: readonly string[]) {
  const columns = text.split('\n')[0]!.split(',')
  const typeOf = (column: string) => ({year: 'year', value: 'integer'})[column] ?? 'string'
  const resource = {
    name,
    path: `data/${name}.csv`,
    format: 'csv',
    fields: columns.map((column) => ({name: column, type: typeOf(column)})),
    primaryKey: key,
    foreignKeys: []
  } as Resource
  const read = await readTable(resource, Buffer.from(`${text}\n`))
  expect(read.messages).toEqual([])
  return {resource, read}
}

/** What is told of tables beside that of the places, or beside a list of bare codes. */
async function told(texts: readonly string[], key: readonly string[] = ['code'], isBare = false): Promise<readonly string[]> {
  const all = [await tableOf('places', PLACES, ['id'])]
  for (const [at, text] of texts.entries()) all.push(await tableOf(`t${at}`, text, key))
  const rows = all[0]!.read.table.rows
  const values = rows.map((row) => {
    const id = String(row['id'])
    const label: LocalText = isBare ? {en: id} : {en: String(row['name_en']), 'zh-Hans': String(row['name_zh_hans'])}
    return {id, label, params: isBare ? {id} : row}
  })
  const axis: Axis = {name: 'region', title: {en: 'Region'}, values}
  const used = isBare ? all.slice(1) : all
  const [tables, resources] = [used.map(({read}) => read), used.map(({resource}) => resource)]
  const from = {from: {table: 'places', key: 'id', label: 'name'}}
  const places = [namedPlaces({axis, ...(!isBare && from)}, tables, resources)]
  return checkPlaceNames({tables, resources, places}).map(({path, line, rule, reason, note}) => {
    expect([rule, note]).toEqual(['name-is-of-its-place', expect.stringContaining(isBare ? 'data/t0.csv' : 'data/places.csv')])
    return `${path}:${line} ${reason.replace('Unexpected ', '')}`
  })
}

const swapped = (column: string, line: number, [code, wrong, right, whose]: readonly [string, string, string, string]) =>
  `data/t0.csv:${line} \`${wrong}\` in \`${column}\` of row \`${code}\`, expected the name of \`${code}\`, \`${right}\`: it is that of \`${whose}\``

test('the codes of two rows are swapped', async () => {
  const both = [
    swapped('name', 2, ['gd', 'Zhejiang', 'Guangdong', 'zj']),
    swapped('name', 3, ['zj', 'Guangdong', 'Zhejiang', 'gd'])
  ].toSorted()
  expect((await told(['code,name,value\ngd,Zhejiang,1\nzj,Guangdong,2\nbj,Beijing,3\njl,Jilin,4'])).toSorted()).toEqual(both)
  // Nothing but these two, and beside a second column of codes.
  expect((await told(['code,name,value\ngd,Zhejiang,1\nzj,Guangdong,2'])).toSorted()).toEqual(both)
  expect(await told(['code,gb,name,value\ngd,440000,Zhejiang,1\nzj,330000,Guangdong,2\nbj,110000,Beijing,3'])).toHaveLength(2)
})

test('one column was sorted without the other', async () => {
  expect(await told(['code,name_en\nbj,Guangdong\ngd,Beijing\njl,Zhejiang\nzj,Jilin'])).toHaveLength(4)
})

test('a name in one year, in another language, as the column of the axis is called, or of a key by most of its rows', async () => {
  const years = (column: string) =>
    `region,year,${column},value\n` +
    ['gd,2022,广东,1', 'gd,2023,浙江,1', 'zj,2022,浙江,1', 'zj,2023,浙江,2', 'bj,2022,北京,3', 'bj,2023,北京,3'].join('\n')
  const line = (column: string) =>
    `data/t0.csv:3 \`浙江\` in \`${column}\` of row \`gd\`, \`2023\`, expected the name of \`gd\`, \`广东\`: it is that of \`zj\``
  for (const column of ['name_zh', 'region_name', 'region_zh_hans', '名称', 'area'])
    expect(await told([years(column)], ['region', 'year'])).toEqual([line(column)])
})

test('two tables that name the places of a bare list differently', async () => {
  const [one, other] = ['code,name\ngd,Guangdong\nzj,Zhejiang\nbj,Beijing', 'code,name\ngd,Zhejiang\nzj,Guangdong\nbj,Beijing']
  expect((await told([one, other], ['code'], true)).map((line) => line.slice(0, 33))).toEqual([
    'data/t1.csv:2 `Zhejiang` in `name',
    'data/t1.csv:3 `Guangdong` in `nam'
  ])
  expect(await told([one, one], ['code'], true)).toEqual([])
})

test.each([
  ['its own names, in any spelling', 'code,name,value\ngd,guangdong ,1\nzj,浙江,2'],
  ['other words for a place', 'code,name,value\ngd,Canton,1\nzj,Chekiang,2'],
  ['a partner of each', 'code,partner,value\ngd,Zhejiang,1\nzj,Guangdong,2\nbj,Jilin,3\njl,Beijing,4'],
  ['where most goods go, which is mostly home', 'code,goes_to\ngd,Guangdong\nzj,Zhejiang\nbj,Beijing\njl,Beijing'],
  ['a capital that is called as another place', 'code,capital\ngd,Jilin\nzj,Hangzhou\nbj,Beijing'],
  ['from one place to another', 'code,to,name\ngd,zj,Zhejiang\nzj,bj,Beijing\nbj,gd,Guangdong']
])('not told: %s', async (_, text) => expect(await told([text])).toEqual([]))

test.each([
  ['neighbours, called names', 'region,name\ngd,Zhejiang\ngd,Beijing\nzj,Guangdong\nzj,Jilin', ['region', 'name']],
  [
    'the seats of firms',
    'firm,region,seat\na,gd,Guangdong\nb,gd,Guangdong\nc,gd,Guangdong\nd,zj,Zhejiang\ne,zj,Beijing',
    ['firm']
  ]
])('not told: %s', async (_, text, key) => expect(await told([text], key)).toEqual([]))

test('`check` tells it of a report, with the line', async () => {
  const folder = await reportCopy('figures')
  const store = await temporaryFolder()
  const ofNames = async () => (await checkOf(folder, store)).filter(({rule}) => rule === 'name-is-of-its-place').map(placed)
  const name = '{"name": "region_zh", "type": "string"}, {"name": "takings"'
  await edit(folder, 'datapackage.json', (text) => text.replace('{"name": "takings", "type"', `${name}, "type"`))
  const data = (south: string) =>
    `region,year,region_zh,takings,profit,online,stalls,day
north,2022,北区,1960,-120.5,41.4,3,2022-12-31
north,2023,北区,2100.5,100,43.2,3,2023-12-31
south,2022,${south},880.25,60,38,7,2022-12-31
south,2023,南区,780,45,36.9,7,2023-12-31
`
  await writeFile(join(folder, 'data/takings.csv'), data('南區'))
  expect(await ofNames()).toEqual([])
  await writeFile(join(folder, 'data/takings.csv'), data('北区'))
  expect(await ofNames()).toEqual([
    'data/takings.csv:4:undefined name-is-of-its-place: Unexpected `北区` in `region_zh` of row `south`, `2022`, expected the name of `south`, `南区`: it is that of `north`'
  ])
})

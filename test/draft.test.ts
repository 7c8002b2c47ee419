/** `init --data`: a table of one's own becomes a report that builds, or it is said why not and nothing is written. */
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {utils, write} from '@e965/xlsx'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {thisMachine} from '../pipeline/world.ts'
import {temporaryFolder, untilTheEnd} from './temporary.ts'
import {octavo} from './typing.ts'

let store: string
beforeAll(async () => void (store = await untilTheEnd(afterAll)))

/** A folder with a table, and `init` of a report of it. */
async function drafted(name: string, text: string, ...options: readonly string[]) {
  const folder = await temporaryFolder()
  await writeFile(join(folder, name), text)
  const said = await octavo(folder, ['init', 'mine', '--data', name, ...options])
  const report = join(folder, 'mine/sources', name.replace(/\..*/, ''))
  const read = (path: string) => readFile(join(report, path), 'utf8')
  const check = () => octavo(join(folder, 'mine'), ['check', '--store', store])
  return {folder, said, read, check}
}

const COUNTRIES = ['at', 'be', 'cz', 'de', 'dk', 'es', 'fi', 'fr', 'it', 'nl', 'pl', 'se']

const tableOf = (years: readonly number[], row: (at: number, year: number) => string) =>
  years.flatMap((year) => COUNTRIES.map((country, at) => `${country},${year},${row(at, year)}`)).join('\n')

test('twelve countries, two kinds of readers, two languages: all is checked and built, and what only its author knows is asked for', async () => {
  const names = 'Österreich België Česko Deutschland Danmark España Suomi France Italia Nederland Polska Sverige'.split(' ')
  const rows = tableOf(
    [2020, 2021, 2022, 2023, 2024],
    (at, year) => `${names[at]},第${at + 1}国,${(at + 1) * 1000 + year},${40 + at}.5,${at < 4 ? '' : 7}`
  )
  const {folder, said, read, check} = await drafted(
    'cross.csv',
    `country,year,name_en,name_zh,passports,online_pct,visas\n${rows}\n`
  )
  expect(said).toMatchObject({status: 0, err: ''})
  expect(said.out).toContain('A report of your own is in mine/sources/cross. Next:')
  expect(said.out).toContain(
    'It begins with `passports`; --measure COLUMN chooses another.\nNot in it, for want of values or of room: visas.\n'
  )
  const checked = await check()
  expect(checked.out).toBe('48 editions checked, no errors\n')
  expect(
    [...checked.err.matchAll(/Unexpected head `(\w+)` in a table of `(\w+)`/g)].map(([, ...told]) => told.join(' of '))
  ).toEqual(['online_pct of years', 'passports of years', 'passports of latest'])
  await writeFile(
    join(folder, 'mine/sources/cross/datapackage.json'),
    (await read('datapackage.json'))
      .replace('{"en": "Passports"}', '{"en": "Passports", "zh-Hans": "护照"}')
      .replace('{"en": "Online"}', '{"en": "Online", "zh-Hans": "网上办理"}')
  )
  // What is left for its author to write is told until it is written.
  expect((await check()).err.match(/Unexpected `TODO passports`/g)).toHaveLength(4)
  const strict = await octavo(join(folder, 'mine'), ['build', '--strict', '--store', store, '--format', 'html'])
  expect([strict.status, strict.err]).toEqual([1, expect.stringContaining('Unexpected 4 remarks on a build with `--strict`')])
  expect(await thisMachine().files.list(join(folder, 'mine/output'))).toEqual([])
  const chapter = 'chapters/zh-Hans/overview.md'
  await writeFile(join(folder, 'mine/sources/cross', chapter), (await read(chapter)).replaceAll('TODO passports', '护照数'))
  expect(await check()).toMatchObject({status: 0, out: '48 editions checked, no rule broken\n', err: ''})
  const built = await octavo(join(folder, 'mine'), ['build', '--store', store, '--only', 'country=fr,se', '--json'])
  expect(JSON.parse(built.out)).toMatchObject({exit: 0, messages: [], formats: {pdf: {printed: 8}, html: {written: 8}}})
  const page = (path: string) => readFile(join(folder, 'mine/output/cross', path, 'cross.html'), 'utf8')
  const plain = async (path: string) => (await page(path)).replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ')
  expect(await plain('fr/leaders/en')).toContain('passports of France came to 10,024; the year before to 10,023.')
  expect(await plain('fr/leaders/en')).toContain('France is fifth of 12 by passports')
  expect(await plain('se/public/zh-Hans')).toContain('在12个国家中居第1位')
})

test.each(['Year', 'Time', 'Period'])('a column of years called %s is one, whatever SQL thinks of its name', async (called) => {
  const {said, check} = await drafted('halls.csv', `Place,${called},Stalls\nA,2020,1\nA,2021,2\nB,2020,3\nB,2021,4\n`)
  expect(said).toMatchObject({status: 0, err: ''})
  expect((await check()).out).toContain('4 editions checked')
})

test('a table in Chinese, without years, is a report in Chinese', async () => {
  const {said, read, check} = await drafted(
    'banjian.csv',
    '地区,办件量,网办率\n北京,125000,93.25\n天津,88000,91.5\n河北,212000,88.75\n山西,9000,80\n'
  )
  expect(said).toMatchObject({status: 0, err: ''})
  expect(await check()).toMatchObject({status: 0, out: '8 editions checked, no rule broken\n'})
  expect(await read('data/places.csv')).toBe(
    'id,key,name_zh_hans\nplace-1,北京,北京\nplace-2,天津,天津\nplace-3,山西,山西\nplace-4,河北,河北\n'
  )
  expect(await read('chapters/zh-Hans/overview.md')).toContain('按办件量排列，{{place.name}}在{{num all.places}}个地区中居')
  expect(await read('datapackage.json')).toContain('"decimals": 2')
})

const GAPPED = 'country,gdp\nde,5.5\nfr,\nes,7.5\nit,8.5\nat,9.5\n'

test('a column with few gaps is told of in every edition; a place without a value is said to have none, and takes no place', async () => {
  const {folder, said, check} = await drafted('t.csv', GAPPED)
  expect(said).toMatchObject({status: 0, err: ''})
  expect(said.out).toContain('Not every row has a value of gdp: where there is none, pages say –.\n')
  expect(await check()).toMatchObject({status: 0, out: '10 editions checked, no rule broken\n'})
  const built = await octavo(join(folder, 'mine'), ['build', '--store', store, '--format', 'html', '--strict'])
  expect(built.status).toBe(0)
  const textOf = async (place: string) => {
    const html = await readFile(join(folder, 'mine/output/t', place, 'leaders/en/t.html'), 'utf8')
    return html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ')
  }
  expect(await textOf('fr')).toMatch(/fr: gdp – There is no value of gdp for fr\..*The 4 that have a value, by gdp/)
  expect(await textOf('es')).toContain('Gdp of es came to 7.5. es is third of 4 by gdp.')
})

test('headers as an office writes them stay in the file, and messages name it as the user did', async () => {
  const folder = await temporaryFolder()
  await writeFile(
    join(folder, 'raw.csv'),
    ',Country Name,Year,"GDP ""now"" {US$} *per* [head]",Share (%)\n0,Chile,2023,5.5,4.5\n1,Kenya,2023,6.5,5\n2,Peru,2023,7.5,6\n3,Laos,2023,8,7\n'
  )
  const said = await octavo(folder, ['init', 'mine', '--data', './raw.csv'])
  expect([said.status, said.err]).toEqual([0, expect.stringContaining('./raw.csv  warning  Unexpected numbers of four digits')])
  const read = (path: string) => readFile(join(folder, 'mine/sources/raw', path), 'utf8')
  expect(await read('chapters/en/overview.md')).toContain('GDP now US$ per head of {{country_name.name}} came to')
  expect(JSON.parse(await read('datapackage.json')).resources[1].schema.fields.at(-1)).toMatchObject({
    name: 'share',
    header: 'Share (%)',
    label: {en: 'Share'},
    unit: {en: '%'}
  })
  expect(await octavo(join(folder, 'mine'), ['check', '--store', store])).toMatchObject({
    out: '8 editions checked, no rule broken\n'
  })
  await writeFile(join(folder, 'raw.csv'), 'a,b\n1,2,3\n')
  for (const command of [['describe'], ['init', 'other', '--data']])
    expect((await octavo(folder, [...command, './raw.csv'])).err).toContain('./raw.csv:2')
})

test('what stands for nothing is named before there is a contract, as the message of a refusal says', async () => {
  const table = 'country,gdp\nde,5.5\nfr,confidential (c)\nes,7.5\nit,8.5\nat,9.5\n'
  const refused = await drafted('t.csv', table)
  expect(refused.said.status).toBe(1)
  expect(refused.said.err).toContain("Draft it anew with `--missing 'confidential (c)'` where the cell stands for nothing")
  expect(refused.said.err).not.toMatch(/missingValues|It is drafted/)
  const {said, read, check} = await drafted('t.csv', table, '--missing', 'confidential (c)')
  expect(said).toMatchObject({status: 0, err: ''})
  expect(JSON.parse(await read('datapackage.json')).resources[1].schema.missingValues).toEqual(['confidential (c)'])
  expect(await check()).toMatchObject({out: '10 editions checked, no rule broken\n'})
  const other = await drafted('t.csv', table, '--missing', 'confidential (c)', '--missing', 'd')
  expect([other.said.status, other.said.err]).toEqual([0, expect.stringContaining('Unexpected `--missing d`')])
  expect((await drafted('t.csv', 'country,gdp,b\nde,5.5,\nfr,n/a,\n')).said.err).not.toContain('missingValues')
})

test('a column with gaps comes behind those that have none, and one with many is left out', async () => {
  const rows = tableOf([2023, 2024], (at, year) => `${at === 3 ? '' : at + 1},${at + year},${at < 4 ? '' : 5}`)
  const {said, read, check} = await drafted('t.csv', `country,year,few,full,many\n${rows}\n`)
  expect(said.out).toContain('It begins with `full`')
  expect(said.out).toContain(
    'a value of few: where there is none, pages say –.\nNot in it, for want of values or of room: many.\n'
  )
  expect(await read('chapters/en/overview.md')).toContain('columns="year, full, few"')
  expect(await check()).toMatchObject({status: 0, out: '24 editions checked, no rule broken\n'})
})

test('a year that some place has no row of is not compared, and that is said', async () => {
  const text =
    'district;year;visitors\nØsterbro;2023;1.200,5\nØsterbro;2024;1.250,5\nÆrø;2023;300,0\nÆrø;2024;290,5\nFanø;2023;210,0\n'
  const {said, read, check} = await drafted('visits.csv', text)
  expect(said.err).toContain('Unexpected gaps in 2024, expected a row for each `district`  table-is-of-places')
  expect(await read('queries/latest.sql')).toContain('where t.year = 2023\n')
  expect(await read('queries/years.sql')).toContain('where t.year <= 2023\n')
  expect(await read('data/places.csv')).toContain('fano,Fanø,Fanø\naero,Ærø,Ærø\nosterbro,Østerbro,Østerbro\n')
  expect(await check()).toMatchObject({status: 0, out: '6 editions checked, no rule broken\n'})
})

test('a column is chosen to begin with; per cent is its unit, and its bounds', async () => {
  const rows = tableOf([2023, 2024], (at, year) => `${at * 1000 + year},${at + 40}.5`)
  const {said, read, check} = await drafted('net.csv', `country,year,people,online_pct\n${rows}\n`, '--measure', 'online_pct')
  expect(said).toMatchObject({status: 0, err: ''})
  const chapter = await read('chapters/en/overview.md')
  expect(chapter).toContain(
    'online of {{country.name}} came to {{num own.online_pct unit=true}}; the year before to {{num before.online_pct unit=true}}.'
  )
  expect(chapter).toContain('{{trend own.online_pct from=before.online_pct by="points"}} in a year')
  expect(chapter).toContain('by online (%)')
  const {resources} = JSON.parse(await read('datapackage.json'))
  expect(resources[1].schema.fields.at(-1)).toMatchObject({
    label: {en: 'Online'},
    unit: {en: '%'},
    constraints: {minimum: 0, maximum: 100}
  })
  expect(await check()).toMatchObject({status: 0, out: '24 editions checked, no rule broken\n'})
  const other = await drafted('net.csv', `country,year,people\n${tableOf([2023, 2024], () => '5')}\n`, '--measure', 'persons')
  expect([other.said.status, other.said.err]).toEqual([1, expect.stringContaining('no column `persons` of numbers')])
  expect(other.said.err).toContain('Nothing was written. Known: `people`')
})

test('a column that is the same for all places names none of them', async () => {
  const rows = COUNTRIES.map((country, at) => `${country},"Population, total",2023,${at + 1}`).join('\n')
  const {said, read} = await drafted('t.csv', `country,indicator_name,year,people\n${rows}\n`)
  expect([said.status, said.err]).toEqual([0, expect.not.stringContaining('row-is-of-a-place')])
  expect(await read('data/places.csv')).toContain('\nat,at,at\n')
})

test('a total or a mean among the places, by its name or its numbers, and a name that changes are told', async () => {
  const rows = (more: string) =>
    `country,country_zh,year,people\n${tableOf([2023, 2024], (at) => `${at}`).replaceAll(/^(\w\w),(\d+),(\d+)$/gm, (_, country, year, at) => `${country},国${at},${year},${100 + Number(at)}`)}\n${more}`
  const place = (name: string) =>
    `Unexpected \`${name}\` in \`country\`, expected a place, and no total or mean of others  row-is-of-a-place`
  const languages = ['--languages', 'en,zh-Hans'] as const
  for (const name of ['UN', 'G20 members'])
    expect((await drafted('a.csv', rows(`${name},总,2023,1\n${name},总,2024,1\n`), ...languages)).said.err).toContain(place(name))
  // What is all others together, whatever it is called.
  expect((await drafted('a.csv', rows('Nordics,北,2023,9\nNordics,北,2024,1266\n'), ...languages)).said.err).toContain(
    place('Nordics')
  )
  expect((await drafted('a.csv', rows(''), ...languages)).said.err).toBe('')
  // As its note says, it is left out then, and the file stays as it is.
  const {folder, said, read, check} = await drafted('a.csv', rows('UN,总,2023,5000\nUN,总,2024,5000\n'), ...languages)
  expect(said.err).toContain('take its row out of data/places.csv and the `foreignKeys` out of datapackage.json: queries then')
  const report = join(folder, 'mine/sources/a')
  await writeFile(join(report, 'data/places.csv'), (await read('data/places.csv')).replace(/^un,.*\n/m, ''))
  expect((await check()).err).toContain('Where it is a total of the others, the file may stay as it is')
  const contract = JSON.parse(await read('datapackage.json'))
  delete contract.resources[1].schema.foreignKeys
  await writeFile(join(report, 'datapackage.json'), JSON.stringify(contract))
  expect((await check()).out).toContain('48 editions checked, no errors')
  const renamed = await drafted('a.csv', rows('').replace('at,国0,2024', 'at,奥国,2024'), ...languages)
  expect(renamed.said.err).toContain(
    'Unexpected several names in `country_zh` for `at`, expected one in every row of a place  place-has-one-name'
  )
})

test('a row that is the whole by its name or its code is left out of the draft, which says so', async () => {
  const rates = tableOf([2023, 2024], (at, year) => `国${at},${at + 1}.5,${(at + 1) * 1000 + year}`)
  // Of a later year, which no place has: the last year is that of the places.
  const worlds = [2023, 2024, 2025].map((year) => `WLD,世界,${year},4.5,7000`).join('\n')
  const columns = (text: string) => text.replaceAll(/^(\w\w),(\d+),(国\d+)/gm, '$1,$3,$2')
  const {said, read, check} = await drafted(
    'r.csv',
    `code,name_zh,year,rate,people\n${columns(rates)}\n${worlds}\n`,
    '--languages',
    'zh-Hans'
  )
  expect(said.err).toContain(
    'Unexpected `WLD` in `code`, by its name the whole of the others, expected a place  row-is-of-a-place'
  )
  expect(said.err).toContain('It is left out of the draft: it has no edition, and the queries join data/places.csv')
  expect(await read('data/places.csv')).not.toContain('WLD')
  expect(await read('datapackage.json')).not.toContain('foreignKeys')
  expect(await read('queries/latest.sql')).toContain('where t.year = 2024')
  const checked = await check()
  expect(checked.out).toBe('24 editions checked, no errors\n')
  expect(new Set(checked.err.match(/ {2}[a-z]+(?:-[a-z]+)+$/gm))).toEqual(new Set(['  text-is-finished', '  column-has-a-label']))
  // Of two rows the world is one.
  const two = await drafted('r.csv', 'code,people\nde,5\nWLD,9\n')
  expect(await two.read('data/places.csv')).toContain('WLD')
})

test('the column that tells places apart names them in its own language, and money has its currency', async () => {
  const rows = tableOf([2023, 2024], (at, year) => `${at * 1000 + year}.5,${at}.5`).replaceAll(/^(\w\w),/gm, '$1,国$1,')
  const {read} = await drafted('a.csv', `name_en,name_zh,year,cost_eur_million,gap_pct\n${rows}\n`)
  expect(await read('data/places.csv')).toContain('id,key,name_en,name_zh_hans\nat,at,at,国at\n')
  expect(await read('report.yaml')).toContain('\n  place: {from: places')
  expect(await read('datapackage.json')).toContain('"unit": {"en": "million euros", "zh-Hans": "百万欧元"}')
  const {read: other} = await drafted(
    'a.csv',
    `country_en,country_zh,year,cost_eur_million,gap_pct\n${rows.replaceAll(/(,2023,.*),[\d.]+$/gm, '$1,')}\n`
  )
  expect(await other('report.yaml')).toContain('\n  country: {from: places')
  // A number that is not told of has its unit all the same.
  expect(await other('datapackage.json')).toContain('{"name": "gap_pct", "type": "number", "unit": {"en": "%", "zh-Hans": "%"}}')
})

test('a share is told by how much it rose, a count by which part; words of SQL and of chapters are no trouble', async () => {
  const rows = tableOf([2023, 2024], (at, year) => `${at + 1}.5,${(at + 1) * 1000 + year}`)
  const {said, read, check} = await drafted('own.csv', `order,year,group,select\n${rows}\n`, '--languages', 'en')
  expect(said).toMatchObject({status: 0, err: ''})
  expect(await read('chapters/en/overview.md')).toContain('group {{trend own.group from=before.group by="amount"}}')
  expect(await check()).toMatchObject({status: 0, out: '24 editions checked, no rule broken\n'})
})

test('below a folder that has Octavo, its schemas are those of that folder, and no package.json asks for another', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'node_modules/octavo'), {recursive: true})
  await writeFile(join(folder, 'node_modules/octavo/package.json'), '{}')
  const {out} = await octavo(folder, ['init', 'a/mine', '--template', 'brief'])
  expect(out).not.toMatch(/npm install|^ {2}package\.json/m)
  const read = (path: string) => readFile(join(folder, 'a/mine', path), 'utf8')
  expect(await read('sources/brief/report.yaml')).toContain('$schema=../../../../node_modules/octavo/pipeline')
  expect(await read('sources/brief/datapackage.json')).toContain('"../../../../node_modules/octavo/pipeline')
  expect(await read('.vscode/settings.json')).toContain('"../../node_modules/octavo/pipeline/schema/report.schema.json"')
})

const INDICATORS = (gap: string, sign = '') =>
  `code,year,population,gdp\nBEL,2022,100,51${sign}\nBEL,2023,110,52${sign}\nCHL,2022,50,${gap}\nCHL,2023,55,54${sign}\nKEN,2022,20,55${sign}\nKEN,2023,22,56${sign}\n`

test.each([':', '..', '...', '-', '–', 'n/a', 'NA', '…', 'x'])(
  'a column of numbers with the gap `%s` is no axis: the gap is listed and told',
  async (gap) => {
    const {said, read} = await drafted('t.csv', INDICATORS(gap))
    expect([said.status, said.err]).toEqual([0, expect.stringContaining(`t.csv:4:1  warning  Unexpected \`${gap}\` in \`gdp\``)])
    expect(said.out).toContain('Not every row has a value of gdp: where there is none, pages say –.')
    expect(await read('report.yaml')).toContain('code: {from: places,')
    expect(JSON.parse(await read('datapackage.json')).resources[1].schema).toMatchObject({
      primaryKey: ['code', 'year'],
      missingValues: [gap]
    })
  }
)

test('an empty cell is a gap without a word; per cent in all cells is their unit, and two signs are no axis, and told with the first line', async () => {
  const empty = await drafted('t.csv', INDICATORS(''))
  expect(empty.said).toMatchObject({status: 0, err: ''})
  const share = await drafted('t.csv', INDICATORS('53%', '%'), '--measure', 'gdp')
  expect(share.said).toMatchObject({status: 0, err: ''})
  expect(JSON.parse(await share.read('datapackage.json')).resources[1].schema.fields.at(-1)).toMatchObject({
    type: 'integer',
    bareNumber: false,
    unit: {en: '%'},
    constraints: {minimum: 0, maximum: 100}
  })
  expect(await share.read('chapters/en/overview.md')).toContain('{{num own.gdp unit=true}}')
  expect(await share.check()).toMatchObject({status: 0, out: '6 editions checked, no rule broken\n'})
  const signed = await drafted('t.csv', INDICATORS('53‰', '%'))
  expect([signed.said.status, signed.said.err]).toEqual([
    0,
    expect.stringContaining('t.csv:2:1  warning  Unexpected `51%` in `gdp`, a number with its unit')
  ])
  for (const {read} of [empty, signed]) expect(await read('report.yaml')).toContain('code: {from: places,')
})

test('a source below the table is told with its line, where the table is refused for it', async () => {
  const {said} = await drafted('t.csv', `${INDICATORS('53')}Source: National office,,,\n`)
  expect(said.status).toBe(1)
  expect(said.err).toContain('t.csv:8:1  warning  Unexpected `Source: National office` alone in its row')
})

test('a workbook of which every sheet is hidden is told so, and how one is named', async () => {
  const folder = await temporaryFolder()
  const book = utils.book_new()
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([['town', 'bikes'], ...['Ost', 'West', 'Nord'].map((town, at) => [town, at])]),
    'D'
  )
  book.Workbook = {Sheets: [{name: 'D', Hidden: 1}]}
  await writeFile(join(folder, 'bikes.xlsx'), write(book, {type: 'buffer'}))
  const {status, err} = await octavo(folder, ['init', '--data', 'bikes.xlsx'])
  expect([status, err]).toEqual([
    1,
    expect.stringContaining('Unexpected hidden sheet `D`, expected one in sight  sheet-is-known')
  ])
  expect(err).toContain('name it: `"sheet": "D"` for `bikes` in datapackage.json, or `--sheet` where a draft is made.')
  const named = await octavo(folder, ['init', '--data', 'bikes.xlsx', '--sheet', 'D'])
  expect([named.status, named.err]).toEqual([0, expect.stringContaining('Unexpected hidden sheet `D`, read all the same')])
})

test('a sheet of a workbook is a table as well, and the report reads it there', async () => {
  const folder = await temporaryFolder()
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Sources'], ['none']]), 'About')
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['town', 'bikes'],
      ['Ost', 120],
      ['West', 90],
      ['Nord', 60],
      ['Mitte', 200]
    ]),
    'Towns'
  )
  await writeFile(join(folder, 'bikes.xlsx'), write(book, {type: 'buffer'}))
  const unsure = await octavo(folder, ['init', '--data', 'bikes.xlsx'])
  expect([unsure.status, unsure.err]).toEqual([1, expect.stringContaining('Unexpected sheets `About`, `Towns`, expected one')])
  expect(await thisMachine().files.list(folder)).toEqual(['bikes.xlsx'])
  expect(await octavo(folder, ['init', '--data', 'bikes.xlsx', '--sheet', 'Towns'])).toMatchObject({status: 0, err: ''})
  expect(await octavo(folder, ['check', '--store', store])).toMatchObject({out: '8 editions checked, no rule broken\n'})
})

test.each([
  [
    'a row for each number',
    'country,year,kind,value\nde,2023,a,1\nde,2023,b,2\nfr,2023,a,3\nfr,2023,b,4\n',
    'no column of names tells apart'
  ],
  [
    'no number in every row',
    'country,year,a\nde,2023,1\nfr,2023,\nde,2024,\nfr,2024,2\n',
    'no column of numbers with a value in nearly every row'
  ],
  [
    'no whole year',
    'country,year,a\nde,2023,1\nde,2024,2\nfr,2022,3\nes,2022,5\n',
    'no year of `year` in which each `country` has a row'
  ]
])('a table with %s is refused, and nothing is written', async (_, text, reason) => {
  const {folder, said} = await drafted('t.csv', text)
  expect([said.status, said.out, said.err]).toEqual([1, '', expect.stringContaining(reason)])
  expect(await thisMachine().files.list(folder)).toEqual(['t.csv'])
})

test.each([
  [
    'a slip in the only numbers',
    'de,2023,1.5\nfr,2023,2.5*\nes,2023,3.5\n',
    'Unexpected `2.5*` in `a`, where 2 of 3 cells are numbers'
  ],
  [
    'numbers with their unit',
    'de,2023,1.5%\nfr,2023,2.5‰\nes,2023,3.5%\n',
    'Unexpected `1.5%` in `a`, a number with its unit, expected numbers alone, or with one sign in all cells'
  ],
  [
    'a name of one year',
    'Turkey,2023,1\nTürkiye,2024,2\nfr,2023,3\nfr,2024,5\n',
    'In 2024, of which most have one, `Turkey` has none. '
  ],
  ['a blank', 'de,2023,1\n"de ",2024,2\nfr,2023,3\nfr,2024,5\n', '`de` and `de ` differ in blanks or capitals alone.'],
  ['a row twice', `${tableOf([2023], () => '1')}\nat,2023,5\n`, '`at`, `2023` stands there 2 times. ']
])('a table that is refused for %s says so', async (_, rows, reason) => {
  const {said} = await drafted('t.csv', `country,year,a\n${rows}`)
  expect([said.status, said.err]).toEqual([1, expect.stringContaining(reason)])
})

test('where the disk is full in the middle nothing of it stays', async () => {
  const folder = await temporaryFolder()
  const {files, ...world} = thisMachine()
  let left = 6
  const write: typeof files.write = async (path, bytes) => {
    if (left-- === 0) throw Object.assign(new Error('no space'), {code: 'ENOSPC', syscall: 'write'})
    return files.write(path, bytes)
  }
  const said = await octavo(folder, ['init', 'mine', '--template', 'brief'], {world: {...world, files: {...files, write}}})
  expect([said.status, said.err]).toEqual([3, expect.stringContaining('The disk is full')])
  expect(await files.list(folder)).toEqual([])
})

test.each([
  [['--data', 'nothing.csv'], 'Unexpected path `nothing.csv`, expected a data file'],
  [['--data', 'a.csv', '--template', 'brief'], 'Unexpected `--template` beside `--data`'],
  [['--data', 'a.csv', '--languages', 'fr'], 'Unexpected language `fr`'],
  [['--languages', 'en'], 'Unexpected `--languages` without `--data`'],
  [['--measure', 'a', '--template', 'brief'], 'Unexpected `--measure` without `--data`'],
  [['--sheet', 'a'], 'Unexpected `--sheet` without `--data`']
])('%j is wrong usage', async (options, reason) => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'a.csv'), 'country,value\nde,1\nfr,2\n')
  expect(await octavo(folder, ['init', ...options])).toMatchObject({status: 2, out: '', err: expect.stringContaining(reason)})
})

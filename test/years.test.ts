/** A typed year beside values of the data is told where they are of another, or it is the latest that they have and would be outgrown. */
import {expect, test} from 'vitest'
import {rulesFor} from '../pipeline/language/index.ts'
import type {Asked} from '../pipeline/run/data.ts'
import {mistakenYears} from '../pipeline/run/years-of-rows.ts'
import {outgrownYears} from '../pipeline/run/years.ts'
import {lint} from '../pipeline/stages/lint/index.ts'
import {parse} from '../pipeline/stages/parse/index.ts'
import type {Row} from '../pipeline/types.ts'

const rows = ['2022', '2023', '2024'].map((year) => ({year, wait: '30'}))
const fields = [
  {name: 'year', type: 'year'},
  {name: 'wait', type: 'integer'}
]

/** A query of the years of a table, as it was asked. */
function asked(sql: string, columns = fields): Asked {
  const dataset = {query: 'q', columns, key: [], rows}
  const table = {name: 'waits', fields, primaryKey: [], rows}
  const kept = (value: unknown) => ({digest: '', value: async () => value})
  return {query: {sql}, input: {views: [], tables: {waits: kept(table)}}, datasets: {all: kept(dataset)}} as unknown as Asked
}

const QUERIES = new Map([
  ['own', asked('select * from waits')],
  ['bare', asked('select wait from waits where year = (select max(year) from waits)', fields.slice(1))],
  ['fixed', asked('select * from waits where year <= 2024')]
])

async function told(text: string, language = 'en'): Promise<readonly string[]> {
  const source = {path: `chapters/${language}/a.md`, text: `# Title {#a}\n\n${text}\n`}
  const {tree} = await parse({source, language, axes: {language: ['en', 'zh-Hans']}}, () => {})
  const {years, doubtful} = lint(tree, rulesFor(language).prose)
  expect(doubtful).toEqual([])
  return (await outgrownYears(years, {asked: QUERIES})).map(({rule, reason, text: words}) => `${rule} ${words}: ${reason}`)
}

const latest = (query: string) => [
  `year-follows-the-data 2024: Unexpected \`2024\`, the latest year of \`${query}\`, beside a value of it, expected the year from the data`
]

test.each([
  ['en', 'In 2024, patients waited {{num own.wait unit=true}}.', 'own'],
  ['en', 'Patients waited long (2024: {{num bare.wait}} days).', 'bare'],
  ['en', '::figure{#fig-a chart="a" data="own" caption="Waits of {{num own.wait}} days in 2024"}', 'own'],
  ['zh-Hans', '2024年，患者等候{{num own.wait}}天。', 'own']
])('%s %s', async (language, text, query) => expect(await told(text, language)).toEqual(latest(query)))

test.each([
  'In 2019, patients waited {{num own.wait}} days.',
  'A law of 2024 changed that. Patients waited {{num own.wait}} days.',
  'In {{own.year}}, patients waited {{num own.wait}} days.',
  'By the law of :unbound[2024]{reason="the year of the law"}, {{num own.wait}} days are the most.',
  'In 2024, patients waited {{num fixed.wait}} days.'
])('not told: %s', async (text) => expect(await told(text)).toEqual([]))

/** A query of one year of a table that has three, or without its year. */
const own = [{district: 'a', name: 'A', year: '2024', visits: '30'}]
const district = {name: 'district', type: 'string'}
const columns = [district, {name: 'name', type: 'string'}, {name: 'year', type: 'year'}, {name: 'visits', type: 'integer'}]

interface Given {
  readonly rows?: readonly Row[]
  readonly fields?: readonly unknown[]
  readonly key?: readonly string[]
}

function read(sql: string, {rows: given = own, fields: shown = columns, key = ['district', 'year']}: Given = {}): Asked {
  const dataset = {query: 'q', columns: shown, key: [], rows: given}
  const all = ['2021', '2022', '2024'].map((year, at) => ({district: 'a', year, visits: `${at + 1}0`}))
  const tables = {
    visits: {name: 'visits', fields: columns, primaryKey: key, rows: all},
    towns: {name: 'towns', fields: [district, {name: 'people', type: 'integer'}], primaryKey: ['district'], rows: []}
  }
  const kept = (value: unknown) => ({digest: '', value: async () => value})
  return {
    query: {sql},
    input: {views: [], tables: {visits: kept(tables.visits), towns: kept(tables.towns)}},
    datasets: {all: kept(dataset)}
  } as unknown as Asked
}

const LATEST = 'select * from visits where year = (select max(year) from visits)'
const READ = new Map([
  ['own', read(LATEST)],
  ['fixed', read('select * from visits where year = 2024')],
  [
    'before',
    read('select district, visits from visits where year = (select max(year) - 1 from visits)', {
      rows: [{district: 'a', visits: '20'}],
      fields: [district, columns[3]]
    })
  ],
  [
    'steps',
    read('select *, lag(visits) over (order by year) as before from visits', {
      fields: [...columns, {name: 'before', type: 'integer'}]
    })
  ],
  ['founded', read('select * from visits', {key: ['district']})],
  [
    'people',
    read('select v.*, people from visits v join towns using (district)', {
      fields: [...columns, {name: 'people', type: 'integer'}]
    })
  ],
  ['dated', read('select * from towns', {fields: [{name: 'people', type: 'integer', asOf: '2020-11'}]})]
])

async function mistaken(text: string, language = 'en'): Promise<readonly string[]> {
  const source = {path: `chapters/${language}/a.md`, text: `# Title {#a}\n\n${text}\n`}
  const {tree} = await parse({source, language, axes: {language: ['en', 'zh-Hans']}}, () => {})
  const {years} = lint(tree, rulesFor(language).prose)
  const found = await mistakenYears(years, {asked: READ, language, release: '2025-02-01'})
  return found.map(({rule, reason, text: words}) => `${rule} ${words}: ${reason}`)
}

const wrong = (year: string, query = 'own', of = '2024') => [
  `year-follows-the-data ${year}: Unexpected \`${year}\` beside a value of \`${query}\`, which is of ${of}, expected their year`
]
const wrongRows = (year: string) => [
  `year-follows-the-data ${year}: Unexpected \`${year}\` beside rows of \`own\`, which are of 2024, expected their year`
]

test.each([
  ['en', 'In 2022, {{own.name}} counted {{num own.visits}} visits.', wrong('2022')],
  ['en', 'In 2022, {{own.name}} counted {{num own.visits}} visits, after {{num before.visits}} the year before.', wrong('2022')],
  ['en', 'In 2022 residents of {{own.name}} made {{num own.visits}} visits.', wrong('2022')],
  ['en', 'In 2022, visits {{trend own.visits from=before.visits}}.', wrong('2022')],
  ['en', 'It counted {{num fixed.visits}} visits in 2023.', wrong('2023', 'fixed')],
  ['en', 'There were {{num own.visits}} visits (2022) in all.', wrong('2022')],
  ['en', 'It is open (2025: {{num own.visits}} visits).', wrong('2025')],
  ['en', 'Before, in 2023 that is, it was quiet: in 2023 it had {{num before.visits}} visits.', wrong('2023', 'before', '2022')],
  ['en', 'In 2019 the town had {{num dated.people}} people.', wrong('2019', 'dated', '2020')],
  ['en', '::figure{#fig-a chart="a" data="own" caption="Visits by district, 2022"}', wrongRows('2022')],
  ['en', '::figure{#fig-a chart="a" data="own" caption="In 2022 there were {{num own.visits}} visits"}', wrong('2022')],
  ['en', '::table{#tab-a query="own" columns="visits" caption="Visits in 2022"}', wrongRows('2022')],
  ['zh-Hans', '2022年，全市到馆{{num own.visits}}人次。', wrong('2022')],
  ['zh-Hans', '2022年末到馆{{num own.visits}}人次。', wrong('2022')],
  ['zh-Hans', '到馆{{num own.visits}}人次（2022年）。', wrong('2022')],
  ['zh-Hans', '::figure{#fig-a chart="a" data="own" caption="2022年各区到馆人次"}', wrongRows('2022')],
  ['zh-Hans', '::figure{#fig-a chart="a" data="own" caption="各区到馆人次（2022年）"}', wrongRows('2022')]
])('not of its year: %s %s', async (language, text, expected) => expect(await mistaken(text, language)).toEqual(expected))

test.each([
  ['en', 'In 2024, {{own.name}} counted {{num own.visits}} visits.'],
  // Of a row before, of which the query says no year, of a place, of a table whose year tells something else.
  ['en', 'In 2022, it had {{num steps.before}} visits.'],
  ['en', 'In 2022, it had {{num before.visits}} visits.'],
  ['en', 'In 2021, it had {{num twice.twice}} visits.'],
  ['en', 'In 2022, it had {{num people.people}} people.'],
  ['en', 'In 2022, it had {{num founded.visits}} visits.'],
  // The sentence has its own time.
  ['en', 'In 2022 the plan said {{num own.visits}} visits, now met in {{own.year}}.'],
  ['en', 'In 2022 it closed: {{num own.visits}} visits in {{own.year}}.'],
  ['en', 'In 2022 as against {{num own.visits}} visits it had {{num before.visits}}.'],
  ['en', 'In {{own.year}} it had {{num own.visits}} visits, as in 2022.'],
  // Words of other shapes.
  ['en', 'Since 2022 it has had {{num own.visits}} visits.'],
  ['en', 'By 2022 it had {{num own.visits}} visits.'],
  ['en', 'From 2019 to 2022 it had {{num own.visits}} visits.'],
  ['en', 'In 2022 and 2023 it had {{num own.visits}} visits.'],
  ['en', 'In 2022 prices, it earned {{num own.visits}} yuan.'],
  ['en', 'In the 2022 census it had {{num own.visits}} people.'],
  ['en', 'In 2022 the hall opened, and it now has {{num own.visits}} visits.'],
  ['en', 'In 2022 the hall opened that has {{num own.visits}} visits.'],
  ['en', 'The 2022 plan asks for {{num own.visits}} visits.'],
  ['en', 'A law of 2022 cut it to {{num own.visits}} visits.'],
  ['en', 'It has {{num own.visits}} visits at the hall that was opened in 2022.'],
  ['en', 'In 2030 it should have {{num own.visits}} visits.'],
  ['en', 'In :unbound[2022]{reason="the count was late"}, it had {{num own.visits}} visits.'],
  ['en', '::figure{#fig-a chart="a" data="own" caption="Visits at prices of 2022"}'],
  ['en', '::figure{#fig-a chart="a" data="own" caption="Visits since 2022"}'],
  ['en', '::figure{#fig-a chart="a" data="founded" caption="Visits in 2022"}'],
  ['zh-Hans', '2024年，全市到馆{{num own.visits}}人次。'],
  ['zh-Hans', '2022年以来，全市到馆{{num own.visits}}人次。'],
  ['zh-Hans', '2021—2022年，全市到馆{{num own.visits}}人次。'],
  ['zh-Hans', '2021至2022年到馆{{num own.visits}}人次。'],
  ['zh-Hans', '按《文化发展规划（2021—2025年）》，到馆{{num own.visits}}人次。'],
  ['zh-Hans', '2022年开放的新馆到馆{{num own.visits}}人次。'],
  ['zh-Hans', '2022年，新馆开放，到馆{{num own.visits}}人次。'],
  ['zh-Hans', '2022年前后到馆{{num own.visits}}人次。'],
  ['zh-Hans', '::figure{#fig-a chart="a" data="own" caption="2022年以来各区到馆人次"}'],
  ['zh-Hans', '::figure{#fig-a chart="a" data="own" caption="《2022年规划》各区到馆人次"}']
])('of its year, or of something else: %s %s', async (language, text) => expect(await mistaken(text, language)).toEqual([]))

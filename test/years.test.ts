/** A typed year beside values of the data is told where it is the latest that they have, and would be outgrown. */
import {expect, test} from 'vitest'
import {rulesFor} from '../pipeline/language/index.ts'
import type {Asked} from '../pipeline/run/data.ts'
import {outgrownYears} from '../pipeline/run/years.ts'
import {lint} from '../pipeline/stages/lint/index.ts'
import {parse} from '../pipeline/stages/parse/index.ts'

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

/** Names that every JavaScript object has from its prototype, as names of tables, columns and queries. */
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {buildReport, messagesOf} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const FIELDS = [
  {name: '__proto__', type: 'string'},
  {name: 'toString', type: 'number', decimals: 1},
  {name: 'hasOwnProperty', type: 'string'},
  {name: 'constructor', type: 'string'}
]

async function reportOfPrototypes(): Promise<string> {
  const folder = await reportCopy('markets')
  const resource = {name: 'constructor', path: 'data/c.csv', schema: {fields: FIELDS, primaryKey: '__proto__'}}
  await edit(folder, 'datapackage.json', (text) => text.replace('"resources": [', `"resources": [${JSON.stringify(resource)},`))
  const files = {
    'data/c.csv': '__proto__,toString,hasOwnProperty,constructor\na,1.5,x,y\n',
    'queries/toString.sql': '-- key: __proto__\nselect "__proto__", "toString", constructor, "hasOwnProperty" from constructor',
    'queries/__proto__.sql': 'select "toString" as v from toString',
    'queries/valueOf.sql': '-- partition: region   key: constructor\nselect id as region, id as constructor from regions',
    'queries/hasOwnProperty.sql': 'select 1 as n'
  }
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text)
  const words =
    '{{num toString.toString}}, {{toString.constructor}}, {{toString.__proto__}}, {{valueOf.constructor}}, {{num __proto__.v}}'
  for (const language of ['en', 'zh-Hans'])
    await edit(
      folder,
      `chapters/${language}/overview.md`,
      (text) => `${text}\n\nSaid: ${words}, {{num hasOwnProperty.n digits=0}}.\n`
    )
  return folder
}

test('E30 they are names like others, from the file to the page', async () => {
  const folder = await reportOfPrototypes()
  const [out, store] = [await temporaryFolder(), await temporaryFolder()]
  const {editions, messages} = await buildReport(
    {folder, out, store},
    {formats: ['html'], only: {region: ['north'], language: ['en']}}
  )
  expect([editions.failed, messages]).toEqual([0, []])
  const page = await readFile(join(out, 'north/short/en/markets.html'), 'utf8')
  expect(page.replaceAll(/<[^>]*>/g, '')).toContain('Said: 1.5, y, a, north, 1.5, 1.')
})

test('a mistake in a query that others read is told once', async () => {
  const folder = await reportOfPrototypes()
  await edit(folder, 'queries/toString.sql', (text) => text.replace('"hasOwnProperty"', 'nope'))
  const messages = await messagesOf({folder, out: await temporaryFolder(), store: await temporaryFolder()}, {formats: ['html']})
  expect(messages.map(({path, rule}) => [path, rule])).toEqual([['queries/toString.sql', 'query-fits-its-tables']])
})

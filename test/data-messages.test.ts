/** What an author is told of data, from the file to the query: at once, and once. */
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {messagesOf} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

async function told(change: (folder: string) => Promise<void>): Promise<string[]> {
  const folder = await reportCopy('markets')
  await change(folder)
  const places = {folder, out: await temporaryFolder(), store: await temporaryFolder()}
  const messages = await messagesOf(places, {formats: ['html'], only: {region: ['north'], language: ['en']}})
  return messages.map(({path, line, rule, more = 0}) => `${path}:${line} ${rule}${more > 0 ? ` and ${more} more` : ''}`)
}

test('F38 a broken contract and the broken cells of other tables are told in one wave', async () => {
  const found = await told(async (folder) => {
    await edit(folder, 'datapackage.json', (text) =>
      text.replace('"name": "kind", "type": "string"', '"name": "Name_EN", "type": "string"')
    )
    await edit(folder, 'data/stalls.csv', (text) => text.replace(/\n(\w+),2022/, '\n$1,twenty'))
  })
  expect(found).toEqual(['data/stalls.csv:2 cell-matches-type', 'datapackage.json:13 name-is-unique'])
})

test('two entries for one query, and a column twice in one, are errors', async () => {
  const entry = '{"name": "latest", "fields": [{"name": "stalls", "type": "integer"}]}'
  const twice = '{"name": "latest", "fields": [{"name": "stalls", "type": "integer"}, {"name": "stalls", "type": "integer"}]}'
  const found = await told((folder) =>
    edit(folder, 'datapackage.json', (text) => text.replace(/\}\s*$/, `, "queries": [${entry}, ${twice}]}`))
  )
  expect(found).toEqual([
    expect.stringMatching(/^datapackage\.json:\d+ name-is-unique$/),
    expect.stringMatching(/^datapackage\.json:\d+ name-is-unique$/)
  ])
})

test('E32 of 30,000 bad rows twenty are told, and the rest counted', async () => {
  const rows = Array.from({length: 30_000}, (_, index) => `north,${1000 + (index % 9000)},x,1,`).join('\n')
  const found = await told((folder) => writeFile(join(folder, 'data/stalls.csv'), `region,year,stalls,visitors,note\n${rows}\n`))
  expect(found).toHaveLength(40)
  expect(found[19]).toBe('data/stalls.csv:21 cell-matches-type and 29980 more')
  expect(found[39]).toBe('data/stalls.csv:9021 primary-key-is-unique and 20980 more')
})

test('F38 a file that was saved with semicolons is one message', async () => {
  const found = await told((folder) => edit(folder, 'data/stalls.csv', (text) => text.replaceAll(',', ';')))
  expect(found).toEqual(['data/stalls.csv:1 file-has-its-separator'])
})

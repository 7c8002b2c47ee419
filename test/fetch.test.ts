/** Data from the web, from a real server: what is fetched, what is refused, and what a build takes. */
import {once} from 'node:events'
import {readFile, writeFile} from 'node:fs/promises'
import {createServer, type RequestListener} from 'node:http'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {download} from '../pipeline/commands/download.ts'
import {fetchCommand} from '../pipeline/commands/fetch.ts'
import {thisMachine} from '../pipeline/world.ts'
import {messagesOf} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/stalls.csv`
}

const LIMITS = {most: 1_000, milliseconds: 1_000}

test.each<[string, string, RequestListener]>([
  ['404', 'address-answers', (_, response) => response.writeHead(404).end()],
  [
    'a redirect to a private address',
    'redirect-stays-public',
    (_, response) => response.writeHead(302, {location: 'http://10.0.0.1/x'}).end()
  ],
  [
    'a redirect to this machine',
    'redirect-stays-public',
    (_, response) => response.writeHead(302, {location: 'http://localhost/x'}).end()
  ],
  [
    'a redirect to IPv6',
    'redirect-stays-public',
    (_, response) => response.writeHead(302, {location: 'http://[::ffff:127.0.0.1]/x'}).end()
  ],
  ['silence', 'address-answers', () => undefined],
  ['a slow file', 'address-answers', (_, response) => void response.write('id\n')],
  ['a large file', 'file-is-of-a-size', (_, response) => response.end('a'.repeat(1_001))],
  [
    'a connection cut in the middle',
    'address-answers',
    (_, response) => {
      response.writeHead(200, {'content-length': '500'})
      response.write('id\n', () => response.destroy())
    }
  ]
])('%s is one message', async (_, rule, answer) => {
  const address = await serve(answer)
  await expect(download(address, LIMITS)).rejects.toMatchObject({messages: [{severity: 'error', rule, path: address}]})
})

async function fetched(folder: string, store: string): Promise<unknown> {
  const nothing = () => undefined
  const setting = {
    world: thisMachine(),
    signal: new AbortController().signal,
    onProgress: nothing,
    onNotice: nothing,
    onOutcome: nothing,
    needTime: nothing,
    ask: async () => undefined,
    tell: nothing
  }
  return (await fetchCommand.run({words: [folder], options: {store}}, setting)).result['changes']
}

test('a build takes what was fetched, and nothing else, until it is fetched again', async () => {
  const folder = await reportCopy('markets')
  let text = await readFile(join(folder, 'data/stalls.csv'), 'utf8')
  const address = await serve((_, response) => response.end(text))
  await edit(folder, 'datapackage.json', (definition) => definition.replace('"path": "data/stalls.csv"', `"url": "${address}"`))
  const store = await temporaryFolder()
  const messages = async () =>
    (
      await messagesOf(
        {folder, out: await temporaryFolder(), store},
        {formats: ['html'], only: {region: ['north'], language: ['en']}}
      )
    ).map(({path, rule, line}) => [path, rule, line])
  expect(await messages()).toEqual([[address, 'snapshot-is-there', undefined]])

  expect(await fetched(folder, store)).toMatchObject([{address, state: 'new', bytes: text.length}])
  expect(await messages()).toEqual([])

  text = text.replace('1450', 'many')
  expect(await messages()).toEqual([])
  expect(await fetched(folder, store)).toMatchObject([{address, state: 'changed'}])
  expect(await messages()).toEqual([[address, 'cell-matches-type', 3]])

  const lock = await readFile(join(folder, 'data.lock.json'), 'utf8')
  const {[address]: {sha256} = {sha256: ''}} = JSON.parse(lock) as Record<string, {sha256: string}>
  await writeFile(join(store, 'snapshots', 'web', sha256), text.replace('many', '1451'))
  expect(await messages()).toEqual([[address, 'snapshot-is-locked', undefined]])

  for (const text of ['', 'null', '[]', `{"${address}": null}`, `{"${address}": {"sha256": 5, "bytes": 1}}`]) {
    await writeFile(join(folder, 'data.lock.json'), text)
    expect(await messages(), text).toEqual([['data.lock.json', 'lock-is-wellformed', undefined]])
  }
})

test('a report that takes nothing from the web gets no lock', async () => {
  const folder = await reportCopy('markets')
  expect(await fetched(folder, await temporaryFolder())).toEqual([])
  await expect(readFile(join(folder, 'data.lock.json'))).rejects.toThrow('ENOENT')
})

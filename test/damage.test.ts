/** A store of which anything is damaged costs time, never a failed build and never a wrong byte; and it is told in one line. */
import {execFile} from 'node:child_process'
import {cp, readdir, readFile, rm, symlink, truncate, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {digestsIn} from './building.ts'
import {edit, reportCopy, temporaryFolder, untilTheEnd} from './temporary.ts'

const CLI = fileURLToPath(new URL('../pipeline/cli.js', import.meta.url))
const isPackaged = process.platform === 'linux' && process.arch === 'x64'

interface Ended {
  readonly status: number
  readonly editions: Record<string, number>
  readonly messages: readonly {readonly rule: string; readonly severity: string}[]
}

let report: string
let root: string
/** A store that a build has filled, with a browser, and what that build published. */
let filled: string
let right: Record<string, string>

beforeAll(async () => {
  root = await untilTheEnd(afterAll)
  report = join(root, 'markets')
  await cp(fileURLToPath(new URL('reports/markets', import.meta.url)), report, {recursive: true})
  // Large blobs are files, small ones lie in the index.
  await edit(report, 'chapters/en/overview.md', (text) => `${text}\n${'A sentence of the prose. '.repeat(4_000)}\n`)
  filled = join(root, 'store')
  await octavo({store: filled, out: join(root, 'out')})
  right = await digestsIn(join(root, 'out'))
})

interface Asked {
  readonly store: string
  readonly out: string
  readonly folder?: string
  readonly format?: string
  readonly env?: NodeJS.ProcessEnv
}

function octavo({store, out, folder = report, format = 'html', env}: Asked): Promise<Ended> {
  const narrow = ['--only', 'region=west,north', '--only', 'language=en', '--only', 'audience=short', '--format', format]
  const args = [CLI, 'build', folder, ...narrow, '--store', store, '--out', out, '--json']
  const given = {...process.env, NO_COLOR: '1', ...env}
  return new Promise((resolve, reject) =>
    execFile(process.execPath, args, {env: given}, (error, stdout, stderr) => {
      if (stdout === '') return reject(new Error(stderr, {cause: error}))
      const {editions, messages, exit} = JSON.parse(stdout) as Pick<Ended, 'editions' | 'messages'> & {exit: number}
      resolve({status: exit, editions, messages})
    })
  )
}

async function blobsIn(store: string): Promise<readonly string[]> {
  const entries = await readdir(join(store, 'blobs'), {recursive: true, withFileTypes: true})
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function flipBlobs(store: string): Promise<void> {
  for (const path of await blobsIn(store)) {
    const bytes = await readFile(path)
    bytes[bytes.length >> 1]! ^= 1
    await writeFile(path, bytes)
  }
  const database = new DatabaseSync(join(store, 'traces.db'))
  database.exec(`update blobs set bytes = cast(substr(bytes, 1, length(bytes) - 1) || x'00' as blob) where bytes is not null`)
  database.close()
}

async function emptyBlobs(store: string): Promise<void> {
  for (const path of await blobsIn(store)) await truncate(path, 0)
  const database = new DatabaseSync(join(store, 'traces.db'))
  database.exec(`update blobs set bytes = x'' where bytes is not null`)
  database.close()
}

async function dropBlobs(store: string): Promise<void> {
  await rm(join(store, 'blobs'), {recursive: true})
  const database = new DatabaseSync(join(store, 'traces.db'))
  database.exec('delete from blobs')
  database.close()
}

async function breakTraces(store: string): Promise<void> {
  const database = new DatabaseSync(join(store, 'traces.db'))
  database.exec(`update traces set trace = substr(trace, 1, 20)`)
  database.close()
}

const damages: readonly (readonly [name: string, harm: (store: string) => Promise<void>, told: number])[] = [
  ['an index cut off', (store) => truncate(join(store, 'traces.db'), 9_000), 1],
  ['every blob flipped', flipBlobs, 1],
  ['every blob empty', emptyBlobs, 1],
  ['every blob gone', dropBlobs, 0],
  ['every trace cut off', breakTraces, 1]
]

describe('F35 one build after damage gives the right bytes, and tells of it in one line', () => {
  test.each(damages)('%s', async (_, harm, told) => {
    const store = join(await temporaryFolder(), 'store')
    await cp(filled, store, {recursive: true})
    await harm(store)
    const out = join(await temporaryFolder(), 'out')
    const {status, messages} = await octavo({store, out})
    expect(messages.map(({rule}) => rule)).toEqual(Array.from({length: told}, () => 'store-is-whole'))
    expect(status).toBe(0)
    expect(await digestsIn(out)).toEqual(right)
    const again = await octavo({store, out})
    expect(again).toMatchObject({status: 0, editions: {built: 0, failed: 0}, messages: []})
  })

  test.runIf(isPackaged)('index, blobs and browser, all at once', async () => {
    const store = join(await temporaryFolder(), 'store')
    await cp(filled, store, {recursive: true})
    const out = join(await temporaryFolder(), 'out')
    // The packaged browser, not the one that all tests share.
    const env = {OCTAVO_CHROME: '', PUPPETEER_EXECUTABLE_PATH: ''}
    await octavo({store, out, format: 'html,pdf', env})
    const packaged = await digestsIn(out)
    await flipBlobs(store)
    await truncate(join(store, 'traces.db'), 9_000)
    const [version = ''] = await readdir(join(store, 'browser'))
    await truncate(join(store, 'browser', version, 'chromium'), 1_000_000)
    await rm(out, {recursive: true})
    const {status, messages} = await octavo({store, out, format: 'html,pdf', env})
    expect({status, rules: messages.map(({rule}) => rule)}).toEqual({status: 0, rules: ['store-is-whole']})
    expect(await digestsIn(out)).toEqual(packaged)
  })
})

test('F36 a store that is a file, and a report that cannot be read, are the machine’s, and name the path', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'file')
  await writeFile(file, '')
  expect(await octavo({store: file, out: join(folder, 'out')})).toMatchObject({
    status: 3,
    messages: [{severity: 'error', rule: 'machine', reason: expect.stringContaining(file) as string}]
  })
  const copy = await reportCopy('markets')
  await rm(join(copy, 'data/stalls.csv'))
  await symlink('stalls.csv', join(copy, 'data/stalls.csv'))
  expect(await octavo({store: join(folder, 'store'), out: join(folder, 'out'), folder: copy})).toMatchObject({
    status: 3,
    messages: [
      {
        severity: 'error',
        rule: 'machine',
        reason: expect.stringMatching(/link that leads to itself: .*data\/stalls\.csv$/) as string
      }
    ]
  })
})
